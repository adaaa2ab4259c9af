"""Numbers, reservations and periods in words: the same everywhere on the site."""

from __future__ import annotations

from decimal import Decimal

from generator.locale import Locale
from generator.model import Interval, Localized, Period, Quantity
from generator.model.vocabulary import Basis, PeriodEndKind, Qualifier, Unit

MONEY = frozenset({Unit.EUR, Unit.EUR_PER_HOME, Unit.EUR_PER_YEAR})
NOUN_FIRST = MONEY | {Unit.PERCENT, Unit.RATIO}
SIGNS = {
    Qualifier.ABOUT: "± ",
    Qualifier.JUST_OVER: "> ",
    Qualifier.AT_LEAST: "≥ ",
    Qualifier.AT_MOST: "≤ ",
    Qualifier.EXACT: "",
}


def say(locale: Locale, text: Localized | None) -> str:
    """A text of the data in the locale's language, empty where there is none."""
    return text.in_language(locale.language) if text else ""


def amount_text(locale: Locale, value: Decimal, unit: Unit) -> str:
    """One number in its unit's form: € 10.000, 60%, 10.166."""
    if unit in MONEY:
        return locale.money(value)
    if unit is Unit.PERCENT:
        return locale.percent(value)
    return locale.number(value)


def range_text(locale: Locale, low: Decimal, high: Decimal, unit: Unit = Unit.COUNT) -> str:
    """A number, or a range as '900 tot 1.200'."""
    first, last = amount_text(locale, low, unit), amount_text(locale, high, unit)
    return first if first == last else locale.text("figure.range", low=first, high=last)


def number_text(locale: Locale, quantity: Quantity, unit: Unit) -> str:
    """The bare number or range; words where the source gives none."""
    if not isinstance(quantity, Interval):
        return locale.text("figure.unspecified")
    return range_text(locale, quantity.low, quantity.high, unit)


def reservation_text(locale: Locale, quantity: Quantity) -> str:
    """The words that go before the number: 'netto ongeveer', 'minstens'; empty for a bare one."""
    if not isinstance(quantity, Interval):
        return ""
    words = [basis_text(locale, quantity)]
    if quantity.qualifier is not Qualifier.EXACT:
        words.append(locale.text(f"qualifier.{quantity.qualifier.value}.word"))
    return " ".join(filter(None, words))


def basis_text(locale: Locale, quantity: Quantity) -> str:
    """'netto' or 'bruto', empty where the source says neither."""
    if not isinstance(quantity, Interval) or quantity.basis is Basis.UNSTATED:
        return ""
    return locale.text(f"basis.{quantity.basis.value}")


def value_text(locale: Locale, quantity: Quantity, unit: Unit) -> str:
    """The number with its reservations in words."""
    return " ".join(filter(None, (reservation_text(locale, quantity), number_text(locale, quantity, unit))))


def short_text(locale: Locale, quantity: Quantity, unit: Unit) -> str:
    """The number with its reservation as a sign, for labels in a chart."""
    if not isinstance(quantity, Interval):
        return locale.text("figure.unspecified_short")
    low, high = (amount_text(locale, value, unit) for value in (quantity.low, quantity.high))
    number = f"{low}–{high}" if quantity.is_range else low
    return SIGNS[quantity.qualifier] + number


def period_text(locale: Locale, period: Period | None) -> str:
    """A period in words: 'van 2025 tot en met 2029', 'tot 2030', 'in 15 tot 20 jaar'."""
    if period is None:
        return ""
    if period.end is not None:
        kind = (period.end_kind or PeriodEndKind.THROUGH).value
        if period.start == period.end and kind == "through":
            return locale.text("period.year", year=period.end)
        side = "both" if period.start is not None else "end"
        return locale.text(f"period.{side}_{kind}", start=period.start, end=period.end)
    if period.start is not None:
        return locale.text("period.start", start=period.start)
    low = period.duration_low if period.duration_low is not None else period.duration_high
    high = period.duration_high if period.duration_high is not None else low
    if low is None or high is None:
        return ""
    return locale.text("period.duration", years=range_text(locale, low, high))


def phrase_text(locale: Locale, metric: str, value: str, when: str, unit: Unit, *, stated: bool) -> str:
    """A figure in running text: 'ongeveer 7.206 versneld te bouwen woningen van 2025 ...'."""
    if not stated:
        key = "figure.phrase_unspecified"
    else:
        key = "figure.phrase_noun_first" if unit in NOUN_FIRST else "figure.phrase"
    return locale.text(key, value=value, metric=metric) + (f" {when}" if when else "")
