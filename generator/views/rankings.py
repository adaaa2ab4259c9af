"""Areas of one alliance beside one another: the same metric, ready in the same year."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.locale import Locale
from generator.model import Alliance, Area
from generator.model.vocabulary import Extent, Unit
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.phrases import range_text

# Of several figures of one area the one that covers it best stands for it.
CLOSEST = (Extent.AREA, Extent.UNCLEAR, Extent.WIDER, Extent.PART)
SMALLEST_GROUP = 2
# What rounds to nought is not nothing.
HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedFigure:
    """A figure in a ranking. ``best`` and ``worst`` bound its place: ranges may overlap."""

    figure: FigureView
    best: int
    worst: int
    from_percent: Decimal
    to_percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The areas of an alliance by one metric; ``low`` and ``high`` add up what they state.

    ``approximate`` names areas whose figure covers more or less than the area, ``bases`` those that
    say net or gross, ``missing`` those that state none. The sum is ours: no source gives it.
    """

    ranking_id: str
    alliance: Alliance
    metric_id: str
    metric: str
    unit: str
    period: str
    last_year: int | None
    entries: tuple[RankedFigure, ...]
    missing: tuple[Area, ...]
    approximate: tuple[str, ...]
    is_additive: bool
    low: Decimal
    high: Decimal
    is_open: bool
    total: str
    bases: tuple[tuple[str, str], ...]

    def entry(self, area_id: str) -> RankedFigure | None:
        """The entry of an area, or None where it states no such figure."""
        return next((e for e in self.entries if e.figure.area_id == area_id), None)


GroupKey = tuple[str, str, int]


def rankings(edition: Edition) -> tuple[Ranking, ...]:
    """Every group of areas that can be compared, the largest groups first."""
    groups: defaultdict[GroupKey, defaultdict[str, list[FigureView]]] = defaultdict(lambda: defaultdict(list))
    for figure in edition.figures.values():
        if figure.is_target and figure.area_id and figure.last_year is not None:
            for alliance_id in figure.alliance_ids:
                key = (alliance_id, figure.metric_id, figure.last_year)
                groups[key][figure.area_id].append(figure)
    found = [_ranking(edition, key, areas) for key, areas in groups.items() if len(areas) >= SMALLEST_GROUP]
    kept = [ranking for ranking in found if len(ranking.entries) >= SMALLEST_GROUP]
    return tuple(sorted(kept, key=lambda r: (-len(r.entries), r.last_year or 0, r.ranking_id)))


def by_area(found: Iterable[Ranking]) -> Mapping[str, tuple[Ranking, ...]]:
    """The rankings in which each area has a place."""
    groups: defaultdict[str, list[Ranking]] = defaultdict(list)
    for ranking in found:
        for entry in ranking.entries:
            groups[entry.figure.area_id].append(ranking)
    return {area: tuple(rows) for area, rows in groups.items()}


def share_text(edition: Edition, ranking: Ranking, entry: RankedFigure) -> str:
    """Which part of all areas' figures together one area's is, as a percentage or a range of it.

    Empty where adding up says nothing: the metric does not add up, or a figure is open.
    """
    low, high = entry.figure.low, entry.figure.high
    if not ranking.is_additive or ranking.is_open or low is None or high is None or not ranking.high:
        return ""
    # A nought has no share, also where all the others state nought.
    least = 100 * low / (low + ranking.high - high) if low else Decimal(0)
    most = 100 * high / (high + ranking.low - low) if high else Decimal(0)
    if 0 < most < HALF:
        return edition.locale.text("figure.less_than_one_percent")
    return range_text(edition.locale, Decimal(round(least)), Decimal(round(most)), Unit.PERCENT)


def _ranking(edition: Edition, key: GroupKey, areas: Mapping[str, Sequence[FigureView]]) -> Ranking:
    alliance_id, metric_id, last_year = key
    dataset, locale = edition.dataset, edition.locale
    metric = dataset.metric[metric_id]
    # Where an area's own figure is left open, a wider one does not stand in for it.
    closest = [closest_figure(figures) for figures in areas.values()]
    chosen = sorted((f for f in closest if f.is_stated), key=_order)
    named = {f.area_id for f in chosen}
    low = sum((f.low for f in chosen if f.low is not None), Decimal(0))
    high = sum((f.high for f in chosen if f.high is not None), Decimal(0))
    periods = [f.period for f in chosen or closest]
    return Ranking(
        ranking_id=f"{alliance_id}-{metric.slug}-{last_year}",
        alliance=dataset.alliance[alliance_id],
        metric_id=metric_id,
        metric=edition.say(metric.name),
        unit=metric.unit.value,
        period=max(sorted(set(periods)), key=periods.count),
        last_year=last_year,
        entries=tuple(_places(chosen)),
        missing=tuple(a for a in dataset.areas_of_alliance.get(alliance_id, ()) if a.area_id not in named),
        approximate=tuple(f.area for f in chosen if not f.is_whole_area),
        is_additive=metric.additive,
        low=low,
        high=high,
        is_open=any(f.is_open or f.is_open_below for f in chosen),
        total=_total(locale, low, high, metric.unit, soft=any(f.is_soft for f in chosen)),
        bases=tuple((f.area, f.basis) for f in chosen if f.basis),
    )


def _total(locale: Locale, low: Decimal, high: Decimal, unit: Unit, *, soft: bool) -> str:
    number = range_text(locale, low, high, unit)
    return f"{locale.text('qualifier.about.word')} {number}" if soft else number


def closest_figure(figures: Sequence[FigureView]) -> FigureView:
    """Of several figures of one area and metric the one that covers the area best."""
    return min(figures, key=lambda f: (CLOSEST.index(Extent(f.extent)), bool(f.part_of), f.figure_id))


def _order(figure: FigureView) -> tuple[Decimal, str]:
    return (-figure.middle, figure.area)


def _places(chosen: Sequence[FigureView]) -> Iterable[RankedFigure]:
    """Each figure with the places that its range allows, and its bar in percent of the highest."""
    stated = [(f, f.low, f.high) for f in chosen if f.low is not None and f.high is not None]
    lows, highs = sorted(low for _, low, _ in stated), sorted(high for _, _, high in stated)
    top = max(highs, default=Decimal(0)) or Decimal(1)
    for figure, low, high in stated:
        above = len(stated) - bisect_right(lows, high)
        # A range reaches above its own low end; it does not compete with itself.
        maybe = len(stated) - bisect_right(highs, low) - (high > low)
        yield RankedFigure(
            figure=figure,
            best=above + 1,
            worst=maybe + 1,
            from_percent=round(100 * low / top, 1),
            to_percent=round(100 * high / top, 1),
        )
