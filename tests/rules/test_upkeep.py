from __future__ import annotations

from typing import Any

from generator.model import TABLES
from generator.problems import Severity
from generator.rules import upkeep
from tests.breakage import Rows, broken, in_memory


def whole(**tables: Rows) -> Any:
    """All tables, empty where nothing is given."""
    return {table.name: [] for table in TABLES} | tables


def test_what_nothing_uses_is_a_warning() -> None:
    tables = whole(
        metrics=[{"metric_id": "homes"}, {"metric_id": "jobs"}, {"metric_id": None}],
        targets=[{"target_id": "a", "metric_id": "homes", "source_id": "book"}],
        sources=[{"source_id": "book"}],
    )
    [problem] = upkeep.unused(in_memory(**tables))
    assert (problem.rule, problem.line, problem.value, problem.severity) == (
        "unused",
        3,
        "jobs",
        Severity.WARNING,
    )


def test_where_a_table_is_missing_nobody_knows_what_is_used() -> None:
    assert list(upkeep.unused(in_memory(metrics=[{"metric_id": "homes"}]))) == []


def test_the_order_of_rows_is_told_once_a_table() -> None:
    package = in_memory(
        areas=[{"area_id": x} for x in "acbad"],
        alliances=[{"alliance_id": x} for x in "abc"],
        readings=[{"discrepancy_id": "a", "position": x} for x in (2, 10, 9)],
        metrics=[{"metric_id": x} for x in ("b", None, "a")],
    )
    assert broken(upkeep.unsorted(package)) == [("unsorted", 4, "area_id"), ("unsorted", 4, "discrepancy_id")]
