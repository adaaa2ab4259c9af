"""A ranking held against what there is already: per existing home, per resident.

Only where the package states such a base for that very area. A base is a stated stock of homes or
people; what is open on the wrong side, or covers something else, gives no ratio.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.locale import Locale
from generator.model import Measurement
from generator.model.vocabulary import Direction, Extent, MeasurementKind, Unit
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.phrases import range_text
from generator.views.rankings import RankedFigure, Ranking

PER = 1000
COUNTED = frozenset({Unit.HOMES, Unit.PEOPLE})
ENDLESS = Decimal("Infinity")
# Below this a decimal says something.
FEW = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """How much of a figure there is per thousand of its base; ``low`` and ``high`` carry both ranges.

    An open end is None. ``best`` and ``worst`` bound its place among the ratios to the same kind of base.
    """

    base: FigureView
    low: Decimal | None
    high: Decimal | None
    text: str
    best: int = 1
    worst: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """One kind of base: what is counted, and the ratio of each area for which it is stated."""

    metric_id: str
    head: str
    ratios: Mapping[str, Ratio]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingTable:
    """A ranking in order, with its ratios where there are any; ``without`` counts areas without one."""

    ranking: Ranking
    entries: tuple[RankedFigure, ...]
    bases: tuple[Base, ...]
    without: int


def table(edition: Edition, ranking: Ranking) -> RankingTable:
    """A ranking with every ratio that the package allows."""
    states = _states(edition)
    found: dict[str, dict[str, Ratio]] = {}
    for entry in ranking.entries:
        for metric_id, base in states.get(entry.figure.area_id, {}).items():
            ratio = _ratio(edition.locale, entry.figure, base) if ranking.is_additive else None
            if ratio and metric_id != ranking.metric_id:
                found.setdefault(metric_id, {})[entry.figure.area_id] = ratio
    having = {area_id for ratios in found.values() for area_id in ratios}
    return RankingTable(
        ranking=ranking,
        entries=ranking.entries,
        bases=tuple(_base(edition, metric_id, ratios) for metric_id, ratios in sorted(found.items())),
        without=sum(e.figure.area_id not in having for e in ranking.entries),
    )


def _states(edition: Edition) -> Mapping[str, Mapping[str, FigureView]]:
    """The bases of each area by metric: of several the newest."""
    dataset = edition.dataset
    found: dict[str, dict[str, FigureView]] = {}
    for row in dataset.measurements:
        if row.area_id and _is_base(edition, row):
            figure = edition.figures[row.figure_id]
            known = found.setdefault(row.area_id, {}).get(row.metric_id)
            if known is None or (figure.last_year or 0) >= (known.last_year or 0):
                found[row.area_id][row.metric_id] = figure
    return found


def _is_base(edition: Edition, row: Measurement) -> bool:
    """Whether this is a stock of homes or people in the whole area, and in no more than it."""
    metric = edition.dataset.metric[row.metric_id]
    is_stock = metric.additive and metric.direction is Direction.NONE and metric.unit in COUNTED
    return is_stock and row.kind is MeasurementKind.STATE and row.extent is Extent.AREA and row.value_low > 0


def _base(edition: Edition, metric_id: str, ratios: Mapping[str, Ratio]) -> Base:
    name = edition.say(edition.dataset.metric[metric_id].name)
    head = edition.locale.text("relative.head", n=edition.locale.number(PER), base=name)
    return Base(metric_id=metric_id, head=head, ratios=_placed(ratios))


def _ratio(locale: Locale, figure: FigureView, base: FigureView) -> Ratio | None:
    """The figure per thousand of its base, None where the two cannot be held against one another."""
    if figure.low is None or figure.high is None or base.low is None or base.high is None:
        return None
    open_above = figure.is_open or base.is_open_below
    open_below = figure.is_open_below or base.is_open
    if not figure.is_whole_area or (open_above and open_below):
        return None
    low, high = PER * figure.low / base.high, PER * figure.high / base.low
    words = range_text(locale, _rounded(low), _rounded(high))
    if open_above or open_below:
        key = "qualifier.at_least.word" if open_above else "qualifier.at_most.word"
        words = f"{locale.text(key)} {words}"
    elif figure.is_soft or base.is_soft:
        words = f"{locale.text('qualifier.about.word')} {words}"
    return Ratio(base=base, low=None if open_below else low, high=None if open_above else high, text=words)


def _rounded(value: Decimal) -> Decimal:
    """To a whole number, or to one decimal where that is much of it."""
    rounded = round(value, 1) if value < FEW else Decimal(round(value))
    return Decimal(int(rounded)) if rounded == int(rounded) else rounded


def _placed(ratios: Mapping[str, Ratio]) -> Mapping[str, Ratio]:
    """Each ratio with the places that it can take, the highest first."""
    lows = sorted(_low(r) for r in ratios.values())
    highs = sorted(_high(r) for r in ratios.values())
    placed = {
        area: replace(
            ratio,
            best=1 + len(lows) - bisect_right(lows, _high(ratio)),
            worst=_worst(highs, ratio),
        )
        for area, ratio in ratios.items()
    }
    return dict(sorted(placed.items(), key=lambda item: (-_low(item[1]), item[0])))


def _worst(highs: Sequence[Decimal], ratio: Ratio) -> int:
    """One more than the others that may lie above its lowest value."""
    above = len(highs) - bisect_right(highs, _low(ratio))
    itself = _high(ratio) > _low(ratio)
    return 1 + above - itself


def _low(ratio: Ratio) -> Decimal:
    return Decimal(0) if ratio.low is None else ratio.low


def _high(ratio: Ratio) -> Decimal:
    return ENDLESS if ratio.high is None else ratio.high
