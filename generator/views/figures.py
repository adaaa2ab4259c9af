"""A figure as it is shown: its value with every reservation, its period, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.links import Page, PageKind
from generator.locale import Locale
from generator.model import Dataset, Figure, Interval, Measurement, Metric, Target
from generator.model.vocabulary import Extent, Qualifier
from generator.views import phrases


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
    is_open_below: bool
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
    return FigureView(
        figure_id=figure.figure_id,
        as_printed=figure.as_printed or "",
        scope=phrases.say(locale, figure.scope),
        base=phrases.say(locale, figure.base),
        stated_by=figure.stated_by,
        alliance_ids=dataset.alliances_of_figure[figure.figure_id],
        source_id=figure.source_id,
        source=dataset.source[figure.source_id].title,
        locator=figure.locator,
        differences=len(dataset.discrepancies_of_figure.get(figure.figure_id, ())),
        **_value(locale, figure, metric),
        **_time(locale, figure),
        **_standing(locale, figure),
        **_place(dataset, figure),
    )


def _value(locale: Locale, figure: Figure, metric: Metric) -> dict[str, Any]:
    """What is counted and how much of it there is, as numbers and in words."""
    quantity, unit = figure.quantity, metric.unit
    stated = quantity if isinstance(quantity, Interval) else None
    name = phrases.say(locale, metric.name)
    value = phrases.value_text(locale, quantity, unit)
    when = phrases.period_text(locale, figure.period)
    return {
        "metric_id": metric.metric_id,
        "metric": name,
        "metric_page": Page(PageKind.METRIC, metric.slug),
        "number": phrases.number_text(locale, quantity, unit),
        "reservation": phrases.reservation_text(locale, quantity),
        "value": value,
        "short": phrases.short_text(locale, quantity, unit),
        "phrase": phrases.phrase_text(locale, name, value, when, unit, stated=stated is not None),
        "unit": unit.value,
        "low": stated.low if stated else None,
        "high": stated.high if stated else None,
        "is_range": stated is not None and stated.is_range,
        "is_soft": stated is not None and stated.qualifier is Qualifier.ABOUT,
        "is_open": stated is not None and stated.open_above,
        "is_open_below": stated is not None and stated.open_below,
        "basis": phrases.basis_text(locale, quantity),
    }


def _time(locale: Locale, figure: Figure) -> dict[str, Any]:
    """When, in words and as years."""
    period = figure.period
    return {
        "period": phrases.period_text(locale, period),
        "start": period.start if period else None,
        "last_year": period.last_year if period else None,
    }


def _standing(locale: Locale, figure: Figure) -> dict[str, Any]:
    """How firm the figure is, what it covers, and of what it is a part."""
    target = figure if isinstance(figure, Target) else None
    status = figure.commitment.value if isinstance(figure, Target) else figure.kind.value
    vocabulary = "commitment" if target else "measurement_kind"
    extent = figure.extent.value
    return {
        "is_target": target is not None,
        "status": status,
        "status_label": locale.text(f"{vocabulary}.{status}.label"),
        "status_tip": locale.text(f"{vocabulary}.{status}.tip"),
        "extent": extent,
        "extent_label": locale.text(f"extent.{extent}.label"),
        "extent_tip": locale.text(f"extent.{extent}.tip"),
        "part_of": (target.part_of or "") if target else "",
    }


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
