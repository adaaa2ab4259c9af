from __future__ import annotations

from typing import Any

from generator.rules import sums
from tests.breakage import Rows, broken, in_memory

METRICS = [
    {"metric_id": "homes", "unit": "homes"},
    {"metric_id": "more", "unit": "homes"},
    {"metric_id": "jobs", "unit": "jobs"},
]
TARGETS = [
    {"target_id": "region", "metric_id": "homes"},
    {"target_id": "town", "metric_id": "homes", "part_of": "region"},
    {"target_id": "street", "metric_id": "more", "part_of": "town"},
    {"target_id": "work", "metric_id": "jobs"},
]


def terms(*rows: tuple[str, str, str | None]) -> list[dict[str, Any]]:
    return [{"sum_id": s, "target_id": t, "choice": c} for s, t, c in rows]


def test_one_unit() -> None:
    package = in_memory(
        metrics=METRICS,
        targets=TARGETS,
        sum_terms=terms(
            ("a", "region", None), ("a", "street", None), ("b", "work", None), ("a", "absent", None)
        ),
        sum_totals=terms(("a", "work", None), ("b", "work", None)),
    )
    assert [(p.table, p.line) for p in sums.sum_unit(package)] == [("sum_totals", 2)]


def test_a_choice_has_alternatives() -> None:
    rows = terms(("a", "region", "x"), ("a", "town", "x"), ("b", "region", "x"), ("b", "town", None))
    assert broken(sums.sum_choice(in_memory(sum_terms=rows))) == [("sum-choice", 4, "choice")]


def test_nothing_counts_twice() -> None:
    def found(*rows: tuple[str, str, str | None]) -> list[int]:
        return [p.line for p in sums.sum_overlap(in_memory(targets=TARGETS, sum_terms=terms(*rows)))]

    assert found(("a", "region", None), ("a", "town", None)) == [3]
    assert found(("a", "region", None), ("a", "street", None)) == [3]
    assert found(("a", "region", "x"), ("a", "town", "x")) == []
    assert found(("a", "region", "x"), ("a", "town", "y")) == [3]
    assert found(("a", "region", None), ("b", "town", None)) == []
    assert found(("a", "town", None), ("a", "work", None)) == []


def test_a_cycle_of_parts_is_left_to_its_own_rule() -> None:
    targets = [{"target_id": "a", "part_of": "b"}, {"target_id": "b", "part_of": "a"}]
    rows = terms(("s", "a", "x"), ("s", "b", "x"))
    assert list(sums.sum_overlap(in_memory(targets=targets, sum_terms=rows))) == []


def test_a_total_is_no_term() -> None:
    package = in_memory(
        sum_terms=terms(("a", "town", None)), sum_totals=terms(("a", "town", None), ("b", "town", None))
    )
    assert broken(sums.sum_overlap(package)) == [("sum-total-term", 2, "target_id")]


def test_readings() -> None:
    discrepancies: Rows = [
        {"discrepancy_id": "none", "kind": "omission"},
        {"discrepancy_id": "one", "kind": "error"},
        {"discrepancy_id": "too-few", "kind": "total"},
        {"discrepancy_id": "two", "kind": "total"},
        {"discrepancy_id": "unknown-kind", "kind": None},
    ]
    readings = [{"discrepancy_id": d} for d in ("one", "too-few", "two", "two")]
    package = in_memory(discrepancies=discrepancies, readings=readings)
    assert [p.line for p in sums.discrepancy_readings(package)] == [2, 4]
    assert list(sums.discrepancy_readings(in_memory(discrepancies=discrepancies))) == []


def test_one_reading_is_used() -> None:
    rows = [
        {"discrepancy_id": d, "used": u}
        for d, u in (("a", True), ("a", False), ("a", True), ("b", True), ("b", None))
    ]
    [problem] = sums.discrepancy_used(in_memory(readings=rows))
    assert (problem.line, problem.value, problem.details["first"]) == (4, "true", "2")
