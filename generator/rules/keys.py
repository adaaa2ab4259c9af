"""Rules on identifiers, on what rows refer to, and on places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.package import Package, Row
from generator.problems import Problem

# The tables with a page a row -> the column that its address is made of.
SLUGS: dict[str, str] = {
    "areas": "area_id",
    "alliances": "alliance_id",
    "municipalities": "slug",
    "metrics": "metric_id",
    "sources": "source_id",
}
# Tables of which the rows have an address on somebody else's page.
ANCHORS: dict[str, str] = {
    "targets": "target_id",
    "measurements": "measurement_id",
    "sums": "sum_id",
    "discrepancies": "discrepancy_id",
    "agreements": "agreement_id",
    "bottleneck_categories": "category_id",
}
SLUG = re.compile(r"[A-Za-z0-9]+([_-][A-Za-z0-9]+)*")
LONGEST_SLUG = 100
RESERVED = frozenset({"index"})


def part_of_cycle(package: Package) -> Iterator[Problem]:
    """A target is not, in some steps, a part of itself."""
    for row, path in _cycles(package, "targets", "target_id", "part_of"):
        yield row.problem("part-of-cycle", "part_of", path=path)


def parent_cycle(package: Package) -> Iterator[Problem]:
    """An alliance is not its own parent and a municipality not its own successor, in some steps."""
    for row, path in _cycles(package, "alliances", "alliance_id", "parent_id"):
        yield row.problem("parent-cycle", "parent_id", path=path)
    for row, path in _cycles(package, "municipalities", "municipality_id", "successor_id"):
        yield row.problem("parent-cycle", "successor_id", path=path)


def _cycles(package: Package, table: str, key: str, reference: str) -> Iterator[tuple[Row, str]]:
    """Each cycle once, at the first of its rows, with the way round."""
    step: Mapping[str, str | None] = {row[key]: row[reference] for row in package.rows(table)}
    told: set[str] = set()
    for row in package.rows(table):
        path, seen, current = [row[key]], {row[key]}, row[reference]
        while current is not None and current not in seen:
            path.append(current)
            seen.add(current)
            current = step.get(current)
        if row[key] is not None and current == row[key] and current not in told:
            told |= seen
            yield row, " → ".join([*path, current])


def figure_id_unique(package: Package) -> Iterator[Problem]:
    """A measurement has no target's identifier: both become addresses of figures."""
    targets = {row["target_id"]: row for row in package.rows("targets")}
    for row in package.rows("measurements"):
        target = targets.get(row["measurement_id"])
        if target is not None and row["measurement_id"] is not None:
            first = f"{target.file}:{target.line}"
            yield row.problem("figure-id-unique", "measurement_id", first=first)


def slug_unique(package: Package) -> Iterator[Problem]:
    """Two pages of one type do not share an address, not even where capitals are not told apart."""
    for table, column in SLUGS.items():
        seen: dict[str, Row] = {}
        for row in package.rows(table):
            if row[column] is None:
                continue
            first = seen.setdefault(str(row[column]).replace("_", "-").casefold(), row)
            is_key = column in package.key(table) and first[column] == row[column]
            if first is not row and not is_key:
                yield row.problem("slug-unique", column, other=first[column], first=first.line)


def slug_form(package: Package) -> Iterator[Problem]:
    """What becomes an address is made of letters, digits and dashes, and is no reserved word."""
    for table, column in (SLUGS | ANCHORS).items():
        for row in package.rows(table):
            slug = row[column]
            if slug is None:
                continue
            if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
                yield row.problem("slug-form", column, limit=LONGEST_SLUG)
            elif table in SLUGS and slug.casefold() in RESERVED:
                yield row.problem("slug-reserved", column)


def bottleneck_place(package: Package) -> Iterator[Problem]:
    """A bottleneck stands in the way of an area or of an alliance."""
    for row in package.rows("bottlenecks"):
        if row["area_id"] is None and row["alliance_id"] is None:
            yield row.problem("bottleneck-place", "area_id")


def coordinates(package: Package) -> Iterator[Problem]:
    """A place has both coordinates, inside the package's bounding box, and an area says whence."""
    for table in ("municipalities", "areas"):
        for row in package.rows(table):
            given = [c for c in ("latitude", "longitude") if row.texts[c].strip()]
            if len(given) == 1:
                empty = "longitude" if given == ["latitude"] else "latitude"
                yield row.problem("coordinates-pair", empty, given=given[0])
            yield from _outside(package, row)
            if table == "areas" and given and row["location_source"] is None:
                yield row.problem("location-source", "location_source")


def _outside(package: Package, row: Row) -> Iterator[Problem]:
    box = package.bounding_box
    if box is None:
        return
    west, south, east, north = box
    for column, low, high in (("longitude", west, east), ("latitude", south, north)):
        if row[column] is not None and not low <= row[column] <= high:
            yield row.problem("coordinates", column, low=low, high=high)
