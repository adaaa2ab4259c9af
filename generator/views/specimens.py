"""What the page of components shows: of each state that a record can be in, the first record that is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from generator.model import Area
from generator.views import discrepancies
from generator.views.area import AreaContext, AreaView
from generator.views.area import view as area_view
from generator.views.discrepancies import DiscrepancyView
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.overviews import AllianceCard, alliance_cards

Row = TypeVar("Row")
MOST_CARDS = 3
MOST_PLACES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecimensView:
    """Real records, chosen by their state; what the package has none of is empty.

    ``area`` is the one with most figures, ``receipts`` are identifiers of figures.
    """

    area: AreaView | None
    values: tuple[FigureView, ...]
    statuses: tuple[FigureView, ...]
    extents: tuple[FigureView, ...]
    missing: tuple[str, ...]
    receipts: tuple[str, ...]
    differences: tuple[DiscrepancyView, ...]
    alliances: tuple[AllianceCard, ...]
    places: tuple[Area, ...]


def view(edition: Edition, shared: AreaContext) -> SpecimensView:
    """One of everything."""
    dataset = edition.dataset
    figures = sorted(edition.figures.values(), key=lambda f: f.figure_id)
    poor = next((v for a in dataset.areas if (v := area_view(edition, shared, a)).missing_metrics), None)
    rich = max(dataset.areas, key=lambda a: len(dataset.figures_of_area.get(a.area_id, ())), default=None)
    return SpecimensView(
        area=area_view(edition, shared, rich) if rich else None,
        values=_each(figures, lambda f: (f.reservation, f.is_range, f.is_open, f.is_stated)),
        statuses=_each(figures, lambda f: (f.is_target, f.status)),
        extents=_each((f for f in figures if f.area_id and not f.is_whole_area), lambda f: f.extent),
        missing=poor.missing_metrics if poor else (),
        receipts=tuple(f.figure_id for f in _each(figures, lambda f: (bool(f.differences), bool(f.part_of)))),
        differences=_each(
            discrepancies.views(edition, dataset.discrepancies),
            lambda d: (len(d.readings), any(r.used for r in d.readings)),
        ),
        alliances=alliance_cards(edition)[:MOST_CARDS],
        places=dataset.areas[:MOST_PLACES],
    )


def _each(rows: Iterable[Row], state: Callable[[Row], Hashable]) -> tuple[Row, ...]:
    """The first row in each state, in the order in which they come."""
    found: dict[Hashable, Row] = {}
    for row in rows:
        found.setdefault(state(row), row)
    return tuple(found.values())
