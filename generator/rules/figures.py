"""Rules on the figures themselves: values, units, periods and what they belong to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.package import Package, Row
from generator.problems import Problem

FIGURE_TABLES = ("targets", "measurements")
VALUE_TABLES = (*FIGURE_TABLES, "readings")
VALUE_COLUMNS = ("value_low", "value_high")
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+")
WHOLE_UNITS = frozenset({"homes", "jobs", "people", "projects", "count"})
RELATIVE_UNITS = frozenset({"percent", "ratio"})
LARGEST_PERCENT = 1000


def _rows(package: Package, tables: tuple[str, ...] = FIGURE_TABLES) -> Iterator[Row]:
    for table in tables:
        yield from package.rows(table)


def _units(package: Package) -> dict[str, str]:
    return {row["metric_id"]: row["unit"] for row in package.rows("metrics")}


def value_order(package: Package) -> Iterator[Problem]:
    """The low value of a figure is not above its high value."""
    for row in _rows(package, VALUE_TABLES):
        low, high = row["value_low"], row["value_high"]
        if low is not None and high is not None and low > high:
            yield row.problem("value-order", "value_low", high=high)


def value_status(package: Package) -> Iterator[Problem]:
    """A target has a value, or says that the source leaves it unspecified; never both."""
    for row in package.rows("targets"):
        empty = not _text(package, row, "value_low") and not _text(package, row, "value_high")
        if empty and row["value_status"] == "stated":
            yield row.problem("value-status", "value_low", status="stated")
        elif not empty and row["value_status"] == "unspecified":
            yield row.problem("value-status", "value_status", status="unspecified")


def thousands_separator(package: Package) -> Iterator[Problem]:
    """A value has no thousands separator: 10.166 is written as 10166."""
    for row in _rows(package, VALUE_TABLES):
        for column in VALUE_COLUMNS:
            cell = _text(package, row, column)
            if THOUSANDS.fullmatch(cell):
                yield row.problem("thousands-separator", column, plain=cell.replace(".", ""))


def whole_number(package: Package) -> Iterator[Problem]:
    """What is counted (homes, jobs, people, projects) is a whole number."""
    units = _units(package)
    for row in _rows(package):
        for column in VALUE_COLUMNS:
            value = row[column]
            if value is None or value == value.to_integral_value():
                continue
            separated = THOUSANDS.fullmatch(_text(package, row, column))
            if units.get(row["metric_id"]) in WHOLE_UNITS and not separated:
                yield row.problem("whole-number", column, unit=units[row["metric_id"]])


def percent_range(package: Package) -> Iterator[Problem]:
    """A percentage lies between 0 and 1000."""
    units = _units(package)
    for row in _rows(package):
        for column in VALUE_COLUMNS:
            value = row[column]
            if (
                units.get(row["metric_id"]) == "percent"
                and value is not None
                and not 0 <= value <= LARGEST_PERCENT
            ):
                yield row.problem("percent-range", column, limit=LARGEST_PERCENT)


def period_order(package: Package) -> Iterator[Problem]:
    """A period does not end before it starts, nor a length from above to below."""
    for row in _rows(package):
        for first, last in (("period_start", "period_end"), ("duration_low", "duration_high")):
            start, end = row[first], row[last]
            if start is not None and end is not None and start > end:
                yield row.problem("period-order", first, end=end)


def period_end_kind(package: Package) -> Iterator[Problem]:
    """A target's end year says whether it is through, until or around that year."""
    for row in package.rows("targets"):
        if (row["period_end"] is None) != (row["period_end_kind"] is None):
            missing = "period_end_kind" if row["period_end_kind"] is None else "period_end"
            yield row.problem("period-end-kind", missing, missing=missing)


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
    """The target of an area belongs to an alliance that the area is in."""
    alliances: dict[str, set[str]] = defaultdict(set)
    for link in package.rows("area_alliances"):
        alliances[link["area_id"]].add(link["alliance_id"])
    for row in package.rows("targets"):
        area, alliance = row["area_id"], row["alliance_id"]
        if area and alliance and alliance not in alliances[area]:
            known = ", ".join(sorted(alliances[area])) or "–"
            yield row.problem("figure-alliance", "alliance_id", area=area, known=known)


def part_of_metric(package: Package) -> Iterator[Problem]:
    """A part of a target has the target's metric."""
    metrics = {row["target_id"]: row["metric_id"] for row in package.rows("targets")}
    for row in package.rows("targets"):
        whole = row["part_of"]
        if whole in metrics and metrics[whole] != row["metric_id"]:
            yield row.problem("part-of-metric", "metric_id", whole=whole, expected=metrics[whole])


def _text(package: Package, row: Row, column: str) -> str:
    """The cell as it stands in the file, also where it is not of its type."""
    return package.text(row.table, row.line, column)
