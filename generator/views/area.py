"""An area's page: in short, key figures, its place among the others, and all that is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.model import Alliance, Area, Municipality, group
from generator.views import bottlenecks, discrepancies, rankings, summary
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.linked import Sentence
from generator.views.rankings import Ranking
from generator.views.timelines import Timeline, timeline

MOST_KEY_FIGURES = 4
# A metric that this part of the other areas state is missed where an area lacks it.
EXPECTED_SHARE = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourhoodView:
    """A neighbourhood by name, with a remark where the source calls for one."""

    name: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView:
    """Everything that an area's page shows."""

    area: Area
    summary: str
    kind: str
    in_short: tuple[Sentence, ...]
    key_figures: tuple[FigureView, ...]
    missing_metrics: tuple[str, ...]
    figures: tuple[FigureView, ...]
    timeline: Timeline | None
    ranking: Ranking | None
    bottlenecks: tuple[bottlenecks.BottleneckGroup, ...]
    discrepancies: tuple[discrepancies.DiscrepancyView, ...]
    neighbourhoods: tuple[NeighbourhoodView, ...]
    municipalities: tuple[Municipality, ...]
    alliances: tuple[Alliance, ...]
    other_alliances: tuple[Alliance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaContext:
    """What all area pages share, computed once per edition."""

    rankings: Mapping[str, tuple[Ranking, ...]]
    by_alliance: Mapping[str, tuple[Ranking, ...]]
    named: Mapping[str, frozenset[str]]
    expected: Mapping[str, tuple[tuple[str, str], ...]]


def context(edition: Edition, found: Sequence[Ranking]) -> AreaContext:
    """Group the rankings by area and by alliance, and the bottlenecks by category."""
    alliances = dict.fromkeys(r.alliance.alliance_id for r in found)
    return AreaContext(
        rankings=rankings.by_area(found),
        by_alliance={a: tuple(r for r in found if r.alliance.alliance_id == a) for a in alliances},
        named=bottlenecks.areas_by_category(edition),
        expected={a: _expected(edition, a) for a in edition.dataset.areas_of_alliance},
    )


def view(edition: Edition, shared: AreaContext, area: Area) -> AreaView:
    """All that is shown of one area."""
    dataset = edition.dataset
    figures = tuple(edition.figures[f.figure_id] for f in dataset.figures_of_area.get(area.area_id, ()))
    figures = tuple(sorted(figures, key=_reading_order))
    mine = shared.rankings.get(area.area_id, ())
    key_figures = _key_figures(figures, mine)
    return AreaView(
        area=area,
        summary=edition.say(area.summary),
        kind=edition.locale.text(f"area_kind.{area.kind.value}"),
        in_short=summary.in_short(edition, area, key_figures, figures, mine),
        key_figures=key_figures,
        missing_metrics=_missing(shared, dataset.alliances_of_area.get(area.area_id, ()), figures),
        figures=figures,
        timeline=timeline(figures),
        ranking=mine[0] if mine else None,
        bottlenecks=bottlenecks.groups(
            edition, dataset.bottlenecks_of_area.get(area.area_id, ()), shared.named, area.area_id
        ),
        discrepancies=discrepancies.views(edition, dataset.discrepancies_of_area.get(area.area_id, ())),
        neighbourhoods=tuple(
            NeighbourhoodView(name=n.name, note=edition.say(n.note))
            for n in dataset.neighbourhoods_of_area.get(area.area_id, ())
        ),
        municipalities=dataset.municipalities_of_area.get(area.area_id, ()),
        alliances=dataset.alliances_of_area.get(area.area_id, ()),
        other_alliances=_other_alliances(edition, area),
    )


def _other_alliances(edition: Edition, area: Area) -> tuple[Alliance, ...]:
    """The alliances of the area's municipalities that the area itself is not in."""
    dataset = edition.dataset
    joined = {
        member.alliance_id
        for municipality in dataset.municipalities_of_area.get(area.area_id, ())
        for member in dataset.memberships_of_municipality.get(municipality.municipality_id, ())
    }
    own = {a.alliance_id for a in dataset.alliances_of_area.get(area.area_id, ())}
    return tuple(a for a in dataset.alliances if a.alliance_id in joined - own)


def _reading_order(figure: FigureView) -> tuple[bool, int, int, str, str]:
    """Targets before what is, then by period."""
    last = figure.last_year if figure.last_year is not None else 9999
    return (not figure.is_target, last, figure.start or 0, figure.metric, figure.figure_id)


def _key_figures(figures: Sequence[FigureView], mine: Sequence[Ranking]) -> tuple[FigureView, ...]:
    """The area's main targets: what most areas state too comes first, one figure per kind."""
    weight = {
        entry.figure.figure_id: len(ranking.entries)
        for ranking in reversed(mine)
        for entry in ranking.entries
    }
    whole = [f for f in figures if f.is_target and f.extent != "part" and f.unit not in ("percent", "ratio")]
    # Better a part, or a share of it, than nothing at all.
    kinds = group(whole or [f for f in figures if f.is_target], lambda f: (f.metric_id, f.last_year))
    closest = [rankings.closest_figure(same) for same in kinds.values()]
    ordered = sorted(closest, key=lambda f: -weight.get(f.figure_id, 0))
    # What is counted in the same unit as the first follows it: homes before projects.
    unit = ordered[0].unit if ordered else ""
    return tuple(sorted(ordered, key=lambda f: f.unit != unit)[:MOST_KEY_FIGURES])


def _missing(
    shared: AreaContext, alliances: Sequence[Alliance], figures: Sequence[FigureView]
) -> tuple[str, ...]:
    """Metrics that a good part of the fellow areas state and this one does not."""
    have = {f.metric_id for f in figures if f.is_target}
    missed = {
        metric_id: name
        for alliance in alliances
        for metric_id, name in shared.expected.get(alliance.alliance_id, ())
        if metric_id not in have
    }
    return tuple(missed.values())


def _expected(edition: Edition, alliance_id: str) -> tuple[tuple[str, str], ...]:
    """The metrics, with their names, that a good part of an alliance's areas state."""
    areas = edition.dataset.areas_of_alliance.get(alliance_id, ())
    stating = Counter(
        metric_id
        for area in areas
        for metric_id in {
            f.metric_id
            for f in edition.dataset.figures_of_area.get(area.area_id, ())
            if edition.figures[f.figure_id].is_target
        }
    )
    return tuple(
        (metric_id, edition.say(edition.dataset.metric[metric_id].name))
        for metric_id, count in sorted(stating.items())
        if len(areas) > 1 and count >= EXPECTED_SHARE * len(areas)
    )
