"""Rules on the figures themselves: values, units, periods and what they belong to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from generator.package import Package, Row
from generator.package.cells import without_separators
from generator.problems import Problem

FIGURE_TABLES = ("targets", "measurements")
VALUE_TABLES = (*FIGURE_TABLES, "readings")
VALUE_COLUMNS = ("value_low", "value_high")
# A column is empty only where the qualifier leaves that side open.
OPEN_SIDE = {"value_low": "at_most", "value_high": "at_least"}
THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
WHOLE_UNITS = frozenset({"homes", "jobs", "people", "projects", "count"})
RELATIVE_UNITS = frozenset({"percent", "ratio"})
LARGEST_PERCENT = 1000


def _rows(package: Package, tables: tuple[str, ...] = FIGURE_TABLES) -> Iterator[Row]:
    for table in tables:
        yield from package.rows(table)


def _units(package: Package) -> dict[str, str]:
    return {row["metric_id"]: row["unit"] for row in package.rows("metrics")}


def _value(row: Row, column: str) -> Decimal | None:
    """The value of a cell, unless a thousands separator made another number of it."""
    if THOUSANDS.fullmatch(row.texts[column].strip()):
        return None
    value: Decimal | None = row[column]
    return value


def value_order(package: Package) -> Iterator[Problem]:
    """The low value of a figure is not above its high value."""
    for row in _rows(package, VALUE_TABLES):
        low, high = _value(row, "value_low"), _value(row, "value_high")
        if low is not None and high is not None and low > high:
            yield row.problem("value-order", "value_low", high=row.texts["value_high"])


def value_status(package: Package) -> Iterator[Problem]:
    """A target has a value, or says that the source leaves it unspecified; never both, never neither."""
    for row in package.rows("targets"):
        given = any(row.texts[column].strip() for column in VALUE_COLUMNS)
        if not given and row["value_status"] == "stated":
            yield row.problem("value-missing", "value_low")
        elif given and row["value_status"] == "unspecified":
            yield row.problem("value-unspecified", "value_status")


def value_qualifier(package: Package) -> Iterator[Problem]:
    """A target with only one of its values says so: at least, or at most."""
    for row in package.rows("targets"):
        empty = [column for column in VALUE_COLUMNS if not row.texts[column].strip()]
        if len(empty) == 1 and row["qualifier"] not in (None, OPEN_SIDE[empty[0]]):
            yield row.problem("value-qualifier", "qualifier", empty=empty[0], expected=OPEN_SIDE[empty[0]])


def thousands_separator(package: Package) -> Iterator[Problem]:
    """A value has no thousands separator: 10.166 is written as 10166."""
    for row in _rows(package, VALUE_TABLES):
        for column in VALUE_COLUMNS:
            cell = row.texts[column].strip()
            if THOUSANDS.fullmatch(cell):
                yield row.problem("thousands-separator", column, **without_separators(cell))


def whole_number(package: Package) -> Iterator[Problem]:
    """What is counted (homes, jobs, people, projects) is a whole number."""
    units = _units(package)
    for row in _rows(package):
        if units.get(row["metric_id"]) in WHOLE_UNITS:
            for column in VALUE_COLUMNS:
                value = _value(row, column)
                if value is not None and value != value.to_integral_value():
                    yield row.problem("whole-number", column, metric=row["metric_id"])


def percent_range(package: Package) -> Iterator[Problem]:
    """A percentage lies between 0 and 1000."""
    units = _units(package)
    for row in _rows(package):
        if units.get(row["metric_id"]) == "percent":
            for column in VALUE_COLUMNS:
                value = _value(row, column)
                if value is not None and not 0 <= value <= LARGEST_PERCENT:
                    yield row.problem("percent-range", column, limit=LARGEST_PERCENT)


def period_order(package: Package) -> Iterator[Problem]:
    """A period does not end before it starts, nor does a length run from longer to shorter."""
    for row in _rows(package):
        for first, last in (("period_start", "period_end"), ("duration_low", "duration_high")):
            start, end = row[first], row[last]
            if start is not None and end is not None and start > end:
                yield row.problem("period-order", first, last=last, end=row.texts[last])


def period_end_kind(package: Package) -> Iterator[Problem]:
    """A target's end year says whether it is through, until or around that year."""
    for row in package.rows("targets"):
        end, kind = row.texts["period_end"].strip(), row.texts["period_end_kind"].strip()
        if bool(end) != bool(kind):
            empty, given = ("period_end", "period_end_kind")[:: -1 if end else 1]
            yield row.problem("period-end-kind", empty, given=given)


def base_required(package: Package) -> Iterator[Problem]:
    """A percentage or ratio says of what."""
    units = _units(package)
    bases = [f"base_{language}" for language in package.languages]
    for row in _rows(package):
        if units.get(row["metric_id"]) in RELATIVE_UNITS:
            for column in bases:
                if row[column] is None:
                    yield row.problem("base-required", column, metric=row["metric_id"])


def figure_alliance(package: Package) -> Iterator[Problem]:
    """The target of an area belongs to alliances that the area is in, also where it has several."""
    if not package.tables.keys() >= {"targets", "area_alliances"}:
        return
    alliances: dict[str, set[str]] = defaultdict(set)
    for link in package.rows("area_alliances"):
        alliances[link["area_id"]].add(link["alliance_id"])
    area_of = {row["target_id"]: row["area_id"] for row in package.rows("targets")}
    for row in _rows(package, ("targets", "target_alliances")):
        area, alliance = area_of.get(row["target_id"]), row["alliance_id"]
        if area and alliance and alliance not in alliances[area]:
            known = ", ".join(sorted(filter(None, alliances[area]))) or "–"
            links = package.file("area_alliances")
            yield row.problem("figure-alliance", "alliance_id", area=area, known=known, links=links)


def part_of_metric(package: Package) -> Iterator[Problem]:
    """A part of a target has the target's metric."""
    metrics = {row["target_id"]: row["metric_id"] for row in package.rows("targets")}
    for row in package.rows("targets"):
        expected, metric = metrics.get(row["part_of"]), row["metric_id"]
        if expected is not None and metric is not None and metric != expected:
            yield row.problem("part-of-metric", "metric_id", whole=row["part_of"], expected=expected)
