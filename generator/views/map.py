"""The map: the outlines, and every area with a place as a circle sized by one metric."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model import Area
from generator.views import geography
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.geography import Circle
from generator.views.rankings import RankedFigure, Ranking

LARGEST, SMALLEST, HOLLOW = 15.0, 3.5, 3.5
SMALLEST_MAP = 3
MOST_LABELS = 1
BRIEF = 8
MOST_MAPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """An area on the map. ``inner`` is the radius of its lowest value, less than the circle's for a range.

    ``entry`` is None where the area states no such figure: a hollow circle.
    """

    area: Area
    circle: Circle
    inner: float
    entry: RankedFigure | None

    @property
    def figure(self) -> FigureView | None:
        """The figure that the circle shows."""
        return self.entry.figure if self.entry else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """A map by one metric. ``width`` and ``height`` are of the picture that the places lie in.

    ``unplaced`` are the areas without coordinates: a figure where they have one.
    """

    ranking: Ranking
    outlines: tuple[tuple[tuple[float, float], ...], ...]
    credits: tuple[tuple[str, str], ...]
    spots: tuple[Spot, ...]
    unplaced: tuple[tuple[Area, FigureView | None], ...]
    labelled: tuple[Spot, ...]
    left: float
    right: float
    bottom: float
    top: float

    @property
    def stated(self) -> tuple[Spot, ...]:
        """The circles that have a size, in the order of the ranking."""
        order = {e.figure.area_id: i for i, e in enumerate(self.ranking.entries)}
        return tuple(sorted((s for s in self.spots if s.entry), key=lambda s: order[s.area.area_id]))

    @property
    def largest(self) -> tuple[Spot, ...]:
        """The few with the highest figures."""
        return self.stated[:BRIEF]

    @property
    def hollow(self) -> tuple[Spot, ...]:
        """The areas on the map that state no such figure."""
        return tuple(s for s in self.spots if not s.entry)


def views(edition: Edition, rankings: Iterable[Ranking]) -> tuple[MapView, ...]:
    """A map for each of the metrics that most areas share, the most shared first."""
    chosen: dict[str, Ranking] = {}
    for ranking in rankings:
        if len(ranking.entries) >= SMALLEST_MAP:
            chosen.setdefault(ranking.metric_id, ranking)
    found = (view(edition, ranking) for ranking in list(chosen.values())[:MOST_MAPS])
    return tuple(v for v in found if v is not None)


def view(edition: Edition, ranking: Ranking) -> MapView | None:
    """The map of one ranking; None where none of its areas has a place."""
    outlines = edition.dataset.outlines
    entries = {e.figure.area_id: e for e in ranking.entries}
    places = _places(edition.dataset.areas)
    if not places.keys() & entries.keys():
        return None
    rings = outlines.rings if outlines else ()
    projected = geography.projection([*(p for ring in rings for p in ring), *places.values()])
    spots = _spots(edition, projected, places, entries)
    drawn = tuple(geography.outline(projected, ring) for ring in rings)
    unplaced = [a for a in edition.dataset.areas if a.area_id not in places]
    figures = {key: entry.figure for key, entry in entries.items()}
    edges = [_edges(s.circle) for s in spots] + [(x, x, y, y) for ring in drawn for x, y in ring]
    return MapView(
        ranking=ranking,
        outlines=drawn,
        credits=outlines.credits if outlines else (),
        spots=spots,
        unplaced=tuple((a, figures.get(a.area_id)) for a in unplaced),
        labelled=tuple(s for s in spots if s.entry and s.entry.worst <= MOST_LABELS),
        left=min(e[0] for e in edges) - geography.MARGIN / 2,
        right=max(e[1] for e in edges) + geography.MARGIN / 2,
        bottom=min(e[2] for e in edges) - geography.MARGIN / 2,
        top=max(e[3] for e in edges) + geography.MARGIN / 2,
    )


def _places(areas: Sequence[Area]) -> Mapping[str, tuple[float, float]]:
    """Longitude and latitude of the areas that have them."""
    return {
        a.area_id: (float(a.longitude), float(a.latitude))
        for a in areas
        if a.longitude is not None and a.latitude is not None
    }


def _spots(
    edition: Edition,
    projected: geography.Projection,
    places: Mapping[str, tuple[float, float]],
    entries: Mapping[str, RankedFigure],
) -> tuple[Spot, ...]:
    """Every placed area, those with the largest figure first, moved apart where they meet."""
    top = max((float(e.figure.high or 0) for e in entries.values()), default=0.0)
    spots = []
    for area_id, (longitude, latitude) in places.items():
        entry = entries.get(area_id)
        low, high = (entry.figure.low, entry.figure.high) if entry else (None, None)
        radius = _radius(float(high), top) if high is not None else HOLLOW
        x, y = projected.place(longitude, latitude)
        inner = _radius(float(low), top) if low is not None else 0.0
        circle = Circle(x, y, radius, x, y)
        spots.append(Spot(area=edition.dataset.area[area_id], circle=circle, inner=inner, entry=entry))
    spots.sort(key=lambda s: (-s.circle.radius, s.area.area_id))
    moved = geography.spread([s.circle for s in spots])
    return tuple(replace(spot, circle=circle) for spot, circle in zip(spots, moved, strict=True))


def _radius(value: float, top: float) -> float:
    """The area of a circle goes with its value; the smallest can still be seen and tapped."""
    return round(max(SMALLEST, LARGEST * math.sqrt(max(value, 0) / top)), 1) if top > 0 else SMALLEST


def _edges(circle: Circle) -> tuple[float, float, float, float]:
    return (
        circle.x - circle.radius,
        circle.x + circle.radius,
        circle.y - circle.radius,
        circle.y + circle.radius,
    )
