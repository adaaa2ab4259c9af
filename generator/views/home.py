"""The home page: what there is in a few figures, and where to find one's own place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.links import Page, PageKind
from generator.views import discrepancies
from generator.views.discrepancies import DiscrepancyView
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.overviews import AllianceCard, alliance_cards

MOST_KEY_FIGURES = 6
PER_ALLIANCE = 3
MOST_CHANGES = 5
MOST_DIFFERENCES = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of 'find your place': its page, and the words under which it is found."""

    name: str
    page: Page
    remark: str
    terms: str


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
    differences: tuple[DiscrepancyView, ...]
    places: tuple[Place, ...]
    alliances: tuple[AllianceCard, ...]
    changes: tuple[ChangeView, ...]
    areas: int
    figures: int
    sources: int


def home(edition: Edition) -> HomeView:
    """What the home page shows."""
    dataset = edition.dataset
    changes = sorted(dataset.changes, key=lambda c: (c.date, c.change_id), reverse=True)
    key_figures = _home_figures(edition)
    return HomeView(
        description=edition.say(dataset.info.description),
        key_figures=key_figures,
        differences=_differences(edition, key_figures),
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
    """Areas, municipalities and neighbourhoods by name, each also under the names around it."""
    found = [*_areas(edition), *_municipalities(edition), *_neighbourhoods(edition)]
    return tuple(sorted(found, key=lambda p: (p.name.casefold(), p.page.kind.value, p.page.slug)))


def _areas(edition: Edition) -> Iterator[Place]:
    dataset = edition.dataset
    for area in dataset.areas:
        municipalities = dataset.municipalities_of_area.get(area.area_id, ())
        yield Place(
            name=area.name,
            page=Page(PageKind.AREA, area.area_id),
            remark=edition.locale.text(f"area_kind.{area.kind.value}"),
            terms=" ".join([area.name_in_source, *(m.name for m in municipalities)]),
        )


def _municipalities(edition: Edition) -> Iterator[Place]:
    for municipality in edition.dataset.municipalities:
        areas = edition.dataset.areas_of_municipality.get(municipality.municipality_id, ())
        yield Place(
            name=municipality.name,
            page=Page(PageKind.MUNICIPALITY, municipality.slug),
            remark=edition.locale.text("place.municipality"),
            terms=" ".join([municipality.province, *(a.name for a in areas)]),
        )


def _neighbourhoods(edition: Edition) -> Iterator[Place]:
    dataset = edition.dataset
    for neighbourhood in dataset.neighbourhoods:
        area = dataset.area[neighbourhood.area_id]
        yield Place(
            name=neighbourhood.name,
            page=Page(PageKind.AREA, area.area_id),
            remark=edition.locale.text("place.neighbourhood", area=area.name),
            terms="",
        )


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


def _differences(edition: Edition, figures: Sequence[FigureView]) -> tuple[DiscrepancyView, ...]:
    """On what the sources differ about the figures that are shown: what has most readings."""
    by_figure = edition.dataset.discrepancies_of_figure
    found = {d.discrepancy_id: d for f in figures for d in by_figure.get(f.figure_id, ())}
    shown = discrepancies.views(edition, found.values())
    return tuple(sorted(shown, key=lambda d: (-len(d.readings), d.discrepancy_id))[:MOST_DIFFERENCES])


def _largest(figures: Sequence[FigureView]) -> list[FigureView]:
    counted = [
        f
        for f in figures
        if f.is_target and f.is_stated and not f.part_of and f.unit in ("homes", "jobs", "people", "count")
    ]
    return sorted(counted, key=lambda f: (-f.middle, f.figure_id))[:PER_ALLIANCE]
