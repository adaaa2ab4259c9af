"""The home page and the overviews: what there is, counted, and where to find one's own place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.links import Page, PageKind
from generator.model import Alliance, Area, Metric, Municipality, Source
from generator.views.area import AreaContext
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.source import published_text

MOST_KEY_FIGURES = 6
PER_ALLIANCE = 3
MOST_CHANGES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of 'find your place': its page, and the words under which it is found."""

    name: str
    page: Page
    remark: str
    terms: str


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
class ChangeView:
    """A change of the data."""

    date: str
    version: str
    kind: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """Everything that the home page shows."""

    description: str
    key_figures: tuple[FigureView, ...]
    places: tuple[Place, ...]
    alliances: tuple[AllianceCard, ...]
    changes: tuple[ChangeView, ...]
    areas: int
    figures: int
    sources: int


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


def home(edition: Edition) -> HomeView:
    """What the home page shows."""
    dataset = edition.dataset
    changes = sorted(dataset.changes, key=lambda c: (c.date, c.change_id), reverse=True)
    return HomeView(
        description=edition.say(dataset.info.description),
        key_figures=_home_figures(edition),
        places=places(edition),
        alliances=tuple(c for c in alliance_cards(edition) if c.alliance.parent_id is None and c.figures),
        changes=tuple(
            ChangeView(
                date=edition.locale.date(c.date),
                version=c.version,
                kind=edition.locale.text(f"change_kind.{c.kind.value}"),
                summary=edition.say(c.summary),
            )
            for c in changes[:MOST_CHANGES]
        ),
        areas=len(dataset.areas),
        figures=len(dataset.figures),
        sources=len(dataset.sources),
    )


def places(edition: Edition) -> tuple[Place, ...]:
    """Areas and municipalities by name, each also under its neighbourhoods' and towns' names."""
    dataset = edition.dataset
    found = [
        Place(
            name=area.name,
            page=Page(PageKind.AREA, area.area_id),
            remark=edition.locale.text(f"area_kind.{area.kind.value}"),
            terms=" ".join(
                [
                    *(n.name for n in dataset.neighbourhoods_of_area.get(area.area_id, ())),
                    *(m.name for m in dataset.municipalities_of_area.get(area.area_id, ())),
                ]
            ),
        )
        for area in dataset.areas
    ]
    found += [
        Place(
            name=m.name,
            page=Page(PageKind.MUNICIPALITY, m.slug),
            remark=edition.locale.text("place.municipality"),
            terms=" ".join([m.province, *(a.name for a in dataset.areas_of_municipality.get(m.municipality_id, ()))]),
        )
        for m in dataset.municipalities
    ]
    return tuple(sorted(found, key=lambda p: (p.name.casefold(), p.page.kind.value)))


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


def _home_figures(edition: Edition) -> tuple[FigureView, ...]:
    """The main targets of the alliances with most areas: a few of each, what is counted in full."""
    dataset = edition.dataset
    areas = {a: len(rows) for a, rows in dataset.areas_of_alliance.items()}
    found: list[FigureView] = []
    for alliance in sorted(dataset.alliances, key=lambda a: (-areas.get(a.alliance_id, 0), a.alliance_id)):
        figures = dataset.figures_of_alliance.get(alliance.alliance_id, ())
        own = [edition.figures[f.figure_id] for f in figures if not f.area_id]
        found += _largest([f for f in own if f not in found])
    return tuple(found[:MOST_KEY_FIGURES])


def _largest(figures: Sequence[FigureView]) -> list[FigureView]:
    counted = [
        f
        for f in figures
        if f.is_target and f.is_stated and not f.part_of and f.unit in ("homes", "jobs", "people", "count")
    ]
    return sorted(counted, key=lambda f: (-f.middle, f.figure_id))[:PER_ALLIANCE]
