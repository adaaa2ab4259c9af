"""A figure as it is shown: its value with every reservation, its period, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.links import Page, PageKind
from generator.locale import Locale
from generator.model import Dataset, Figure, Interval, Localized, Measurement, Period, Quantity, Target
from generator.model.vocabulary import Basis, Extent, PeriodEndKind, Qualifier, Unit

MONEY = frozenset({Unit.EUR, Unit.EUR_PER_HOME, Unit.EUR_PER_YEAR})
NOUN_FIRST = MONEY | {Unit.PERCENT, Unit.RATIO}
SIGNS = {
    Qualifier.ABOUT: "± ",
    Qualifier.JUST_OVER: "> ",
    Qualifier.AT_LEAST: "≥ ",
    Qualifier.AT_MOST: "≤ ",
    Qualifier.EXACT: "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """One figure in words. ``low`` and ``high`` are in the metric's unit, None where unspecified.

    ``home`` is the page that holds its row, at the anchor ``f-<id>``.
    """

    figure_id: str
    is_target: bool
    metric_id: str
    metric: str
    metric_page: Page
    number: str
    reservation: str
    value: str
    short: str
    phrase: str
    unit: str
    low: Decimal | None
    high: Decimal | None
    is_range: bool
    is_soft: bool
    is_open: bool
    basis: str
    as_printed: str
    period: str
    start: int | None
    last_year: int | None
    status: str
    status_label: str
    status_tip: str
    extent: str
    extent_label: str
    extent_tip: str
    scope: str
    base: str
    stated_by: str
    alliance_ids: tuple[str, ...]
    area_id: str
    area: str
    alliance: str
    municipality: str
    source_id: str
    source: str
    locator: str
    part_of: str
    differences: int
    home: Page

    @property
    def is_stated(self) -> bool:
        """Whether the source gives the figure at all."""
        return self.low is not None

    @property
    def is_whole_area(self) -> bool:
        """Whether the figure covers just the area it stands with."""
        return self.extent == Extent.AREA

    @property
    def anchor(self) -> str:
        """The anchor of the figure's row."""
        return f"f-{self.figure_id}"

    @property
    def middle(self) -> Decimal:
        """Where the figure is placed and sorted; nothing stated comes last."""
        if self.low is None or self.high is None:
            return Decimal(-1)
        return (self.low + self.high) / 2


def figure_view(dataset: Dataset, locale: Locale, figure: Figure) -> FigureView:
    """Phrase a target or a measurement in the language of ``locale``."""
    metric = dataset.metric[figure.metric_id]
    quantity, period = figure.quantity, figure.period
    stated = isinstance(quantity, Interval)
    target = isinstance(figure, Target)
    status = figure.commitment.value if isinstance(figure, Target) else figure.kind.value
    vocabulary = "commitment" if target else "measurement_kind"
    name = _say(locale, metric.name)
    value = value_text(locale, quantity, metric.unit)
    when = period_text(locale, period)
    return FigureView(
        figure_id=figure.figure_id,
        is_target=target,
        metric_id=metric.metric_id,
        metric=name,
        metric_page=Page(PageKind.METRIC, metric.slug),
        number=number_text(locale, quantity, metric.unit),
        reservation=reservation_text(locale, quantity),
        value=value,
        short=short_text(locale, quantity, metric.unit),
        phrase=_phrase(locale, name, value, when, metric.unit, stated=stated),
        unit=metric.unit.value,
        low=quantity.low if isinstance(quantity, Interval) else None,
        high=quantity.high if isinstance(quantity, Interval) else None,
        is_range=isinstance(quantity, Interval) and quantity.is_range,
        is_soft=isinstance(quantity, Interval) and quantity.qualifier is Qualifier.ABOUT,
        is_open=isinstance(quantity, Interval) and quantity.open_above,
        basis=_basis(locale, quantity),
        as_printed=figure.as_printed or "",
        period=when,
        start=period.start if period else None,
        last_year=period.last_year if period else None,
        status=status,
        status_label=locale.text(f"{vocabulary}.{status}.label"),
        status_tip=locale.text(f"{vocabulary}.{status}.tip"),
        extent=figure.extent.value,
        extent_label=locale.text(f"extent.{figure.extent.value}.label"),
        extent_tip=locale.text(f"extent.{figure.extent.value}.tip"),
        scope=_say(locale, figure.scope),
        base=_say(locale, figure.base),
        stated_by=figure.stated_by,
        alliance_ids=dataset.alliances_of_figure[figure.figure_id],
        source_id=figure.source_id,
        source=dataset.source[figure.source_id].title,
        locator=figure.locator,
        part_of=(figure.part_of or "") if isinstance(figure, Target) else "",
        differences=len(dataset.discrepancies_of_figure.get(figure.figure_id, ())),
        **_place(dataset, figure),
    )


def _place(dataset: Dataset, figure: Figure) -> dict[str, Any]:
    """What the figure is about, and the page on which its row stands."""
    municipality_id = figure.municipality_id if isinstance(figure, Measurement) else None
    municipality = dataset.municipality[municipality_id] if municipality_id else None
    if figure.area_id:
        home = Page(PageKind.AREA, figure.area_id)
    elif figure.alliance_id:
        home = Page(PageKind.ALLIANCE, figure.alliance_id)
    elif municipality:
        home = Page(PageKind.MUNICIPALITY, municipality.slug)
    else:
        home = Page(PageKind.SOURCE, figure.source_id)
    return {
        "area_id": figure.area_id or "",
        "area": dataset.area[figure.area_id].name if figure.area_id else "",
        "alliance": dataset.alliance[figure.alliance_id].short_name if figure.alliance_id else "",
        "municipality": municipality.name if municipality else "",
        "home": home,
    }


def _say(locale: Locale, text: Localized | None) -> str:
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
    words = [_basis(locale, quantity)]
    if quantity.qualifier is not Qualifier.EXACT:
        words.append(locale.text(f"qualifier.{quantity.qualifier.value}.word"))
    return " ".join(filter(None, words))


def _basis(locale: Locale, quantity: Quantity) -> str:
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


def _phrase(locale: Locale, metric: str, value: str, when: str, unit: Unit, *, stated: bool) -> str:
    """A figure in running text: 'ongeveer 7.206 versneld te bouwen woningen van 2025 ...'."""
    if not stated:
        key = "figure.phrase_unspecified"
    else:
        key = "figure.phrase_noun_first" if unit in NOUN_FIRST else "figure.phrase"
    return locale.text(key, value=value, metric=metric) + (f" {when}" if when else "")
