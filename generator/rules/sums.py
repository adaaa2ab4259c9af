"""Rules on our own adding-up and on the discrepancies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from generator.package import Package
from generator.problems import Problem

# These may have a single reading: what is missing or wrong is said in one place.
SINGLE_READING = frozenset({"omission", "error"})


def sum_unit(package: Package) -> Iterator[Problem]:
    """The terms and totals of a sum share one unit."""
    units = {row["metric_id"]: row["unit"] for row in package.rows("metrics")}
    unit_of = {row["target_id"]: units.get(row["metric_id"]) for row in package.rows("targets")}
    first: dict[str, str] = {}
    for table in ("sum_terms", "sum_totals"):
        for row in package.rows(table):
            unit = unit_of.get(row["target_id"])
            if unit is None:
                continue
            expected = first.setdefault(row["sum_id"], unit)
            if unit != expected:
                yield row.problem("sum-unit", "target_id", unit=unit, expected=expected)


def sum_choice(package: Package) -> Iterator[Problem]:
    """A choice of a sum has at least two alternatives."""
    terms = [row for row in package.rows("sum_terms") if row["choice"] is not None]
    counts = Counter((row["sum_id"], row["choice"]) for row in terms)
    for row in terms:
        if counts[row["sum_id"], row["choice"]] == 1:
            yield row.problem("sum-choice", "choice", sum=row["sum_id"])


def sum_overlap(package: Package) -> Iterator[Problem]:
    """A sum counts nothing twice: a part and its whole are alternatives, and no total is a term."""
    whole_of = {row["target_id"]: row["part_of"] for row in package.rows("targets")}
    terms = {(row["sum_id"], row["target_id"]): row["choice"] for row in package.rows("sum_terms")}
    for row in package.rows("sum_terms"):
        for whole in _wholes(row["target_id"], whole_of):
            key = (row["sum_id"], whole)
            if key in terms and (row["choice"] is None or terms[key] != row["choice"]):
                yield row.problem("sum-overlap", "target_id", whole=whole)
    for row in package.rows("sum_totals"):
        if (row["sum_id"], row["target_id"]) in terms:
            yield row.problem("sum-total-term", "target_id", terms=package.file("sum_terms"))


def _wholes(target: str, whole_of: Mapping[str, str | None]) -> Iterator[str]:
    """What a target is a part of, and what that is a part of, and so on; once round a cycle."""
    seen = {target}
    whole = whole_of.get(target)
    while whole is not None and whole not in seen:
        seen.add(whole)
        yield whole
        whole = whole_of.get(whole)


def discrepancy_readings(package: Package) -> Iterator[Problem]:
    """A discrepancy has two readings or more; an omission or error may have one."""
    if "readings" not in package.tables:
        return
    counts = Counter(row["discrepancy_id"] for row in package.rows("readings"))
    for row in package.rows("discrepancies"):
        if row["kind"] is None or row["discrepancy_id"] is None:
            continue
        needed = 1 if row["kind"] in SINGLE_READING else 2
        found = counts[row["discrepancy_id"]]
        if found < needed:
            yield row.problem(
                "discrepancy-readings",
                "discrepancy_id",
                found=found,
                needed=needed,
                readings=package.file("readings"),
            )


def discrepancy_used(package: Package) -> Iterator[Problem]:
    """At most one reading of a discrepancy is the one that the site uses."""
    first: dict[str, int] = {}
    for row in package.rows("readings"):
        if row["used"] is not True:
            continue
        if row["discrepancy_id"] in first:
            details = {"discrepancy": row["discrepancy_id"], "first": first[row["discrepancy_id"]]}
            yield row.problem("discrepancy-used", "used", **details)
        first.setdefault(row["discrepancy_id"], row.line)
