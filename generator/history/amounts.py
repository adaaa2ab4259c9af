"""The value and the period of a figure as the texts of its row give them, in words."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from generator.history.snapshot import Row
from generator.locale import Locale
from generator.model import Interval, Quantity
from generator.model import quantity as q
from generator.model.vocabulary import Basis, PeriodEndKind, Qualifier, Unit
from generator.package.values import DECIMAL, INTEGER
from generator.views import phrases, spans
from generator.views.spans import Span

VALUE = ("value_low", "value_high", "value_status", "qualifier", "basis")
PERIOD = ("period_start", "period_end", "period_end_kind", "duration_low", "duration_high")
# What is itself a share or a length of time is not told in hundredths of what it was.
NO_SHARE = frozenset({Unit.PERCENT, Unit.RATIO, Unit.YEARS})
LARGEST_SHARE = 1000
MINUS = "−"


def value(locale: Locale, row: Row, unit: str) -> str:
    """The value with its reservations; empty where the cells hold no figure that can be read."""
    found = quantity(row)
    return phrases.value_text(locale, found, _unit(unit)) if found else ""


def span(locale: Locale, found: Span, unit: str) -> str:
    """From where to where, in words."""
    return spans.span_text(locale, found, _unit(unit))


def quantity(row: Row) -> Quantity | None:
    """What the cells of a figure say, None where they hold something else."""
    low, high = row.get("value_low", ""), row.get("value_high", "")
    if any(cell and not DECIMAL.fullmatch(cell) for cell in (low, high)):
        return None
    try:
        qualifier = Qualifier(row.get("qualifier") or Qualifier.EXACT)
        basis = Basis(row.get("basis") or Basis.UNSTATED)
    except ValueError:
        return None
    return q.quantity(Decimal(low) if low else None, Decimal(high) if high else None, qualifier, basis)


def share(locale: Locale, old: Quantity | None, new: Quantity | None, unit: str) -> str:
    """How much more or less that is: '+2,7%'. Empty where two figures do not compare like that."""
    if not isinstance(old, Interval) or not isinstance(new, Interval) or _unit(unit) in NO_SHARE:
        return ""
    alike = (old.qualifier, old.basis) == (new.qualifier, new.basis)
    if not alike or old.is_range or new.is_range or old.low <= 0:
        return ""
    hundredths = 100 * (new.low - old.low) / old.low
    rounded = hundredths.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if not rounded or rounded >= LARGEST_SHARE:
        return ""
    return ("+" if rounded > 0 else MINUS) + locale.percent(abs(rounded).normalize())


def period(locale: Locale, row: Row) -> str:
    """When, as short as can be: '2025-2029', 'tot 2030'; empty where no time can be read."""
    numbers = [row.get(column, "") for column in PERIOD if column != "period_end_kind"]
    start, end, *duration = numbers
    if any(cell and not INTEGER.fullmatch(cell) for cell in (start, end)):
        return ""
    if any(cell and not DECIMAL.fullmatch(cell) for cell in duration):
        return ""
    try:
        kind = PeriodEndKind(row.get("period_end_kind") or PeriodEndKind.THROUGH)
    except ValueError:
        return ""
    first, last = (int(cell) if cell else None for cell in (start, end))
    if first is not None and last is not None and kind is PeriodEndKind.THROUGH:
        return str(last) if first == last else locale.text("diff.years", start=first, end=last)
    low, high = (Decimal(cell) if cell else None for cell in duration)
    return phrases.period_text(locale, q.period(first, last, kind, low, high))


def _unit(text: str) -> Unit:
    return Unit(text) if text in list(Unit) else Unit.COUNT
