"""The outlines under the map, where a package brings them: a GeoJSON file, read and checked."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator, Mapping
from typing import Any

from generator.model import Outlines
from generator.package import declared, jsontext, textfile
from generator.package.finding import Finding, Path, entries, mapping, short
from generator.problems import Problem

NAME = "outlines"
# A closed ring: three corners, and the first once more.
SHORTEST_RING = 4
EAST, NORTH = 180, 90


class _WrongError(ValueError):
    """The file holds no outlines: what is found, and where in it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.rule)
        self.finding = finding


def read(folder: pathlib.Path, descriptor: Mapping[str, Any]) -> tuple[Outlines | None, list[Problem]]:
    """The outlines of a package, None where it has none or they cannot be drawn; and what is wrong.

    A file that cannot be read at all is reported with the other files, not here.
    """
    resource = declared.resource(descriptor, NAME)[1]
    path = resource.get("path")
    text = textfile.read(folder / path, folder) if isinstance(path, str) else None
    if not isinstance(path, str) or not isinstance(text, str):
        return None, []
    try:
        found = jsontext.parse(text.removeprefix(textfile.BYTE_ORDER_MARK))
        rings = tuple(_rings(found))
    except jsontext.JsonError as error:
        finding = Finding("outlines-json", (), error.found or error.rule)
        return None, [_problem(folder / path, finding, error.line)]
    except _WrongError as error:
        line = jsontext.line_of(text, error.finding.path)
        return None, [_problem(folder / path, error.finding, line)]
    return Outlines(rings=rings, path=path, content=text.encode("utf-8"), credits=_credits(resource)), []


def _problem(path: pathlib.Path, finding: Finding, line: int) -> Problem:
    column = ".".join(map(str, finding.path))
    return Problem(
        rule=finding.rule, file=path.as_posix(), line=line, table=NAME, column=column, value=finding.value
    )


def _credits(resource: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Whom to name under a map, with an address where one is given."""
    found = [mapping(source) for _, source in entries(resource, "sources")]
    return tuple((str(s["title"]), str(s.get("path", ""))) for s in found if s.get("title"))


def _rings(found: object) -> Iterator[tuple[tuple[float, float], ...]]:
    """Every ring of a collection of features, with the holes."""
    whole = mapping(found)
    features = whole.get("features")
    if whole.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise _WrongError(Finding("outlines-shape", (), short(whole.get("type"))))
    for position, feature in enumerate(features):
        where: Path = ("features", position)
        geometry = mapping(mapping(feature).get("geometry"))
        kind, coordinates = geometry.get("type"), geometry.get("coordinates")
        if kind not in ("Polygon", "MultiPolygon"):
            raise _WrongError(Finding("outlines-shape", where, short(kind)))
        inside: Path = (*where, "geometry", "coordinates")
        polygons = _members(coordinates, inside) if kind == "MultiPolygon" else [(inside, coordinates)]
        for at, polygon in polygons:
            for place, ring in _members(polygon, at):
                yield _ring(ring, place)


def _members(value: object, path: Path) -> list[tuple[Path, Any]]:
    """The members of a list that must have some, each with its place."""
    if not isinstance(value, list) or not value:
        raise _WrongError(Finding("outlines-shape", path, short(value)))
    return [((*path, position), member) for position, member in enumerate(value)]


def _ring(value: object, path: Path) -> tuple[tuple[float, float], ...]:
    ring = tuple(_position(place, at) for at, place in _members(value, path))
    if len(ring) < SHORTEST_RING or ring[0] != ring[-1]:
        raise _WrongError(Finding("outlines-shape", path, short(value)))
    return ring


def _position(value: object, path: Path) -> tuple[float, float]:
    """Longitude and latitude; a height behind them is let through and left out."""
    if not isinstance(value, list) or len(value) < 2:
        raise _WrongError(Finding("outlines-shape", path, short(value)))
    if not all(type(number) in (int, float) for number in value):
        raise _WrongError(Finding("outlines-shape", path, short(value)))
    if abs(value[0]) > EAST or abs(value[1]) > NORTH:
        raise _WrongError(Finding("outlines-coordinates", path, short(value)))
    return float(value[0]), float(value[1])
