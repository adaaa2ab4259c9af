"""The overviews: what there is of each kind, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from generator.model import Alliance, Area, Metric, Municipality, Source
from generator.views.area import AreaContext
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.source import published_text


@dataclass(frozen=True, slots=True, kw_only=True)
class AllianceCard:
    """An alliance at a glance."""

    alliance: Alliance
    summary: str
    kind: str
    level: str
    areas: int
    members: int
    figures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """An area in the overview: its main figure, and how much more there is."""

    area: Area
    kind: str
    municipalities: tuple[Municipality, ...]
    alliances: tuple[Alliance, ...]
    headline: FigureView | None
    figures: int
    bottlenecks: int
    differences: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityRow:
    """A municipality in the overview."""

    municipality: Municipality
    areas: tuple[Area, ...]
    alliances: int
    figures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source in the overview, and how much was taken from it."""

    source: Source
    kind: str
    published: str
    figures: int
    bottlenecks: int
    agreements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricRow:
    """A metric in the overview."""

    metric: Metric
    name: str
    description: str
    figures: int


def alliance_cards(edition: Edition) -> tuple[AllianceCard, ...]:
    """Every alliance at a glance, those with most areas first."""
    dataset = edition.dataset
    cards = [
        AllianceCard(
            alliance=a,
            summary=edition.say(a.summary),
            kind=edition.locale.text(f"alliance_kind.{a.kind.value}"),
            level=edition.locale.text(f"alliance_level.{a.level.value}"),
            areas=len(dataset.areas_of_alliance.get(a.alliance_id, ())),
            members=len(dataset.members_of_alliance.get(a.alliance_id, ())),
            figures=len(dataset.figures_of_alliance.get(a.alliance_id, ())),
        )
        for a in dataset.alliances
    ]
    return tuple(sorted(cards, key=lambda c: (-c.areas, c.alliance.name)))


def area_rows(edition: Edition, shared: AreaContext) -> tuple[AreaRow, ...]:
    """Every area with the figure that it shares with most others."""
    dataset = edition.dataset
    rows = []
    for area in dataset.areas:
        key = area.area_id
        entries = [r.entry(key) for r in shared.rankings.get(key, ())[:1]]
        rows.append(
            AreaRow(
                area=area,
                kind=edition.locale.text(f"area_kind.{area.kind.value}"),
                municipalities=dataset.municipalities_of_area.get(key, ()),
                alliances=dataset.alliances_of_area.get(key, ()),
                headline=entries[0].figure if entries and entries[0] else _first_target(edition, key),
                figures=len(dataset.figures_of_area.get(key, ())),
                bottlenecks=len(dataset.bottlenecks_of_area.get(key, ())),
                differences=len(dataset.discrepancies_of_area.get(key, ())),
            )
        )
    return tuple(rows)


def municipality_rows(edition: Edition) -> tuple[MunicipalityRow, ...]:
    """Every municipality with the areas and alliances in which it takes part."""
    dataset = edition.dataset
    rows = []
    for municipality in sorted(dataset.municipalities, key=lambda m: m.slug):
        key = municipality.municipality_id
        areas = dataset.areas_of_municipality.get(key, ())
        alliances = {m.alliance_id for m in dataset.memberships_of_municipality.get(key, ())}
        alliances |= {a.alliance_id for x in areas for a in dataset.alliances_of_area.get(x.area_id, ())}
        rows.append(
            MunicipalityRow(
                municipality=municipality,
                areas=areas,
                alliances=len(alliances),
                figures=sum(len(dataset.figures_of_area.get(a.area_id, ())) for a in areas)
                + len(dataset.measurements_of_municipality.get(key, ())),
            )
        )
    return tuple(rows)


def source_rows(edition: Edition) -> tuple[SourceRow, ...]:
    """Every source, counted."""
    dataset = edition.dataset
    figures = Counter(f.source_id for f in dataset.figures)
    bottlenecks = Counter(b.source_id for b in dataset.bottlenecks)
    agreements = Counter(a.source_id for a in dataset.agreements)
    return tuple(
        SourceRow(
            source=s,
            kind=edition.locale.text(f"source_kind.{s.kind.value}"),
            published=published_text(edition, s),
            figures=figures[s.source_id],
            bottlenecks=bottlenecks[s.source_id],
            agreements=agreements[s.source_id],
        )
        for s in dataset.sources
    )


def metric_rows(edition: Edition) -> tuple[MetricRow, ...]:
    """Every metric, the most used first."""
    found = [
        MetricRow(
            metric=m,
            name=edition.say(m.name),
            description=edition.say(m.description),
            figures=len(edition.dataset.figures_of_metric.get(m.metric_id, ())),
        )
        for m in edition.dataset.metrics
    ]
    return tuple(sorted(found, key=lambda r: (-r.figures, r.name)))


def all_figures(edition: Edition) -> tuple[FigureView, ...]:
    """Every figure of the package: by place, then by metric."""
    return tuple(
        sorted(
            edition.figures.values(),
            key=lambda f: (f.area or f.municipality or f.alliance, f.metric, f.figure_id),
        )
    )


def _first_target(edition: Edition, area_id: str) -> FigureView | None:
    figures = [edition.figures[f.figure_id] for f in edition.dataset.figures_of_area.get(area_id, ())]
    return next((f for f in figures if f.is_target), None)
