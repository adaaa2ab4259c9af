"""Where things are drawn on a map: a flat picture of coordinates, and circles that make room.

Everything is reckoned in the pixels of a phone's map, on which circles lie closest together; a
wider map has the same picture with more room between them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.model import Ring

WIDTH, HEIGHT = 316.0, 420.0
MARGIN = 14.0
ROUNDS = 200
# Circles that touch need no gap; a little one shows that they are two.
GAP = 1.0
# How far apart two circles in one place start, so that they know which way to go.
NUDGE = 0.01
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle in the picture; ``home_x`` and ``home_y`` are where its place really is."""

    x: float
    y: float
    radius: float
    home_x: float
    home_y: float

    @property
    def is_moved(self) -> bool:
        """Whether it lies beside its place, and not over it."""
        return math.hypot(self.x - self.home_x, self.y - self.home_y) > self.radius


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """Degrees to pixels: a degree of longitude is shortened as it is in the middle of the map."""

    west: float
    south: float
    shortening: float
    scale: float

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point is drawn; x to the right, y upward."""
        x = (longitude - self.west) * self.shortening * self.scale
        return round(x, 1), round((latitude - self.south) * self.scale, 1)


def projection(points: Sequence[tuple[float, float]]) -> Projection:
    """The picture that holds all points (longitude, latitude)."""
    longitudes, latitudes = [x for x, _ in points], [y for _, y in points]
    west, south = min(longitudes), min(latitudes)
    shortening = math.cos(math.radians((south + max(latitudes)) / 2))
    wide = (max(longitudes) - west) * shortening
    high = max(latitudes) - south
    # Of a single point any scale does.
    scale = min((WIDTH - 2 * MARGIN) / (wide or 1e-6), (HEIGHT - 2 * MARGIN) / (high or 1e-6))
    return Projection(west=west, south=south, shortening=shortening, scale=min(scale, 1e6))


def outline(projected: Projection, ring: Ring) -> tuple[tuple[float, float], ...]:
    """A ring in the picture, without points that fall on the one before."""
    found: list[tuple[float, float]] = []
    for longitude, latitude in ring:
        place = projected.place(longitude, latitude)
        if not found or found[-1] != place:
            found.append(place)
    return tuple(found)


def spread(circles: Sequence[Circle]) -> tuple[Circle, ...]:
    """Push circles apart until none covers another, each as little as that takes.

    Two that overlap give way alike; a circle that has room comes back no further than that.
    """
    places = [
        (c.x + NUDGE * math.cos(i * GOLDEN_ANGLE), c.y + NUDGE * math.sin(i * GOLDEN_ANGLE))
        for i, c in enumerate(circles)
    ]
    radii = [c.radius for c in circles]
    for _ in range(ROUNDS):
        pushed = False
        for i, j in _neighbours(places, 2 * max(radii, default=0) + GAP):
            pushed |= _push(places, radii, i, j)
        if not pushed:
            break
    return tuple(replace(c, x=round(x, 1), y=round(y, 1)) for c, (x, y) in zip(circles, places, strict=True))


def _push(places: list[tuple[float, float]], radii: Sequence[float], i: int, j: int) -> bool:
    """Move two circles apart where they overlap; whether they did."""
    (x1, y1), (x2, y2) = places[i], places[j]
    dx, dy = x2 - x1, y2 - y1
    apart, needed = math.hypot(dx, dy), radii[i] + radii[j] + GAP
    if apart >= needed - GAP / 2:
        return False
    # In one place: any way is as good, this one is different for each pair.
    angle = (i + j) * GOLDEN_ANGLE
    ux, uy = (dx / apart, dy / apart) if apart else (math.cos(angle), math.sin(angle))
    step = (needed - apart) / 2
    places[i] = (x1 - ux * step, y1 - uy * step)
    places[j] = (x2 + ux * step, y2 + uy * step)
    return True


def _neighbours(places: Sequence[tuple[float, float]], reach: float) -> Iterator[tuple[int, int]]:
    """Pairs that lie close enough to overlap: by squares, so that many circles take little time."""
    squares: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for i, (x, y) in enumerate(places):
        squares[int(x // reach), int(y // reach)].append(i)
    for (column, row), members in list(squares.items()):
        around = [
            i for dx in (-1, 0, 1) for dy in (-1, 0, 1) for i in squares.get((column + dx, row + dy), ())
        ]
        yield from ((i, j) for i in members for j in around if i < j)
