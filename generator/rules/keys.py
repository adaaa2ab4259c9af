"""Rules on identifiers, on what rows refer to, and on places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.package import Package
from generator.problems import Problem

# Page type -> the table and column that its addresses are made of.
SLUGS = (
    ("areas", "area_id"),
    ("alliances", "alliance_id"),
    ("municipalities", "slug"),
    ("metrics", "metric_id"),
    ("sources", "source_id"),
)
RESERVED = frozenset({"index"})


def part_of_cycle(package: Package) -> Iterator[Problem]:
    """A target is not, in some steps, a part of itself."""
    yield from _cycles(package, "targets", "target_id", "part_of", "part-of-cycle")


def parent_cycle(package: Package) -> Iterator[Problem]:
    """An alliance is not its own parent and a municipality not its own successor, in some steps."""
    yield from _cycles(package, "alliances", "alliance_id", "parent_id", "parent-cycle")
    yield from _cycles(package, "municipalities", "municipality_id", "successor_id", "parent-cycle")


def _cycles(package: Package, table: str, key: str, reference: str, rule: str) -> Iterator[Problem]:
    step: Mapping[str, str | None] = {row[key]: row[reference] for row in package.rows(table)}
    for row in package.rows(table):
        path, current = [row[key]], row[reference]
        while current is not None and current not in path:
            path.append(current)
            current = step.get(current)
        if current == row[key]:
            yield row.problem(rule, reference, path=" → ".join([*path, current]))


def figure_id_unique(package: Package) -> Iterator[Problem]:
    """A measurement has no target's identifier: both become addresses of figures."""
    targets = {row["target_id"]: row.line for row in package.rows("targets")}
    for row in package.rows("measurements"):
        if row["measurement_id"] in targets:
            yield row.problem("figure-id-unique", "measurement_id", line=targets[row["measurement_id"]])


def slug_unique(package: Package) -> Iterator[Problem]:
    """Two pages of one type do not share an address."""
    for table, column in SLUGS:
        seen: dict[str, int] = {}
        for row in package.rows(table):
            slug = str(row[column] or "").replace("_", "-").casefold()
            if slug in seen and column not in package.key(table):
                yield row.problem("slug-unique", column, line=seen[slug])
            elif slug in seen and package.text(table, seen[slug], column) != row[column]:
                yield row.problem("slug-unique", column, line=seen[slug])
            seen.setdefault(slug, row.line)


def slug_reserved(package: Package) -> Iterator[Problem]:
    """No page takes the address of its overview."""
    for table, column in SLUGS:
        for row in package.rows(table):
            if str(row[column]) in RESERVED:
                yield row.problem("slug-reserved", column)


def bottleneck_place(package: Package) -> Iterator[Problem]:
    """A bottleneck stands in the way of an area or of an alliance."""
    for row in package.rows("bottlenecks"):
        if row["area_id"] is None and row["alliance_id"] is None:
            yield row.problem("bottleneck-place", "area_id")


def coordinates(package: Package) -> Iterator[Problem]:
    """A place has both coordinates, inside the package's bounding box, and an area says whence."""
    box = package.bounding_box
    for table in ("municipalities", "areas"):
        for row in package.rows(table):
            latitude, longitude = row["latitude"], row["longitude"]
            if (latitude is None) != (longitude is None):
                missing = "latitude" if latitude is None else "longitude"
                yield row.problem("coordinates-pair", missing)
            elif latitude is not None and box is not None:
                west, south, east, north = box
                if not west <= longitude <= east:
                    yield row.problem("coordinates", "longitude", low=west, high=east)
                if not south <= latitude <= north:
                    yield row.problem("coordinates", "latitude", low=south, high=north)
            if table == "areas" and latitude is not None and row["location_source"] is None:
                yield row.problem("location-source", "location_source")


