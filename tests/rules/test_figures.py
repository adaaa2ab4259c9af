from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from generator.rules import figures
from tests.breakage import broken, in_memory

METRICS = [
    {"metric_id": "homes", "unit": "homes"},
    {"metric_id": "share", "unit": "percent"},
    {"metric_id": "gulls", "unit": "ratio"},
]


def target(**cells: Any) -> dict[str, Any]:
    return {"target_id": "t", "metric_id": "homes", **cells}


@pytest.mark.parametrize(
    ("low", "high", "expected"), [(1, 2, 0), (2, 2, 0), (2, 1, 1), (None, 1, 0), (1, None, 0), (0, 0, 0)]
)
def test_value_order(low: int | None, high: int | None, expected: int) -> None:
    for table in ("targets", "measurements", "readings"):
        tables: dict[str, Any] = {table: [{"value_low": low, "value_high": high}]}
        package = in_memory(**tables)
        assert len(list(figures.value_order(package))) == expected


@pytest.mark.parametrize(
    ("cells", "rules"),
    [
        ({"value_status": "stated"}, ["value-missing"]),
        ({"value_status": "unspecified"}, []),
        ({"value_status": "unspecified", "value_high": Decimal(0)}, ["value-unspecified"]),
        ({"value_status": "stated", "value_low": Decimal(0)}, []),
        ({"value_status": None}, []),
    ],
)
def test_value_status(cells: dict[str, Any], rules: list[str]) -> None:
    assert [p.rule for p in figures.value_status(in_memory(targets=[target(**cells)]))] == rules


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "expected"),
    [
        (1, None, "at_least", 0),
        (None, 1, "at_most", 0),
        (1, None, "at_most", 1),
        (None, 1, "at_least", 1),
        (1, None, "about", 1),
        (1, 1, "at_least", 0),
        (None, None, "exact", 0),
        (1, None, None, 0),
    ],
)
def test_value_qualifier(low: int | None, high: int | None, qualifier: str | None, expected: int) -> None:
    package = in_memory(targets=[target(value_low=low, value_high=high, qualifier=qualifier)])
    assert len(list(figures.value_qualifier(package))) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("10.166", 1),
        ("1.500", 1),
        ("-1.500", 1),
        ("0.125", 0),
        ("1.50", 0),
        ("1.5000", 0),
        ("10166", 0),
        ("1000.500", 0),
    ],
)
def test_thousands_separator(cell: str, expected: int) -> None:
    package = in_memory(metrics=METRICS, targets=[target(value_low=Decimal(cell), value_high=Decimal(1))])
    assert len(list(figures.thousands_separator(package))) == expected
    if expected:
        assert list(figures.value_order(package)) == list(figures.whole_number(package)) == []


def test_whole_number() -> None:
    rows = [
        target(value_low=Decimal("1.5")),
        target(value_low=Decimal("2.0")),
        target(metric_id="gulls", value_low=Decimal("1.5")),
    ]
    package = in_memory(metrics=METRICS, targets=rows, measurements=rows[:1])
    assert broken(figures.whole_number(package)) == [("whole-number", 2, "value_low")] * 2


@pytest.mark.parametrize(("value", "expected"), [(0, 0), (1000, 0), (1001, 1), (-1, 1)])
def test_percent_range(value: int, expected: int) -> None:
    rows = [target(metric_id="share", value_high=Decimal(value)), target(value_high=Decimal(value))]
    assert len(list(figures.percent_range(in_memory(metrics=METRICS, targets=rows)))) == expected


def test_period_order() -> None:
    rows = [
        target(period_start=2030, period_end=2029),
        target(period_start=2030, period_end=2030),
        target(period_start=2030),
        target(duration_low=Decimal(3), duration_high=Decimal(2)),
    ]
    assert broken(figures.period_order(in_memory(targets=rows))) == [
        ("period-order", 2, "period_start"),
        ("period-order", 5, "duration_low"),
    ]


def test_period_end_kind() -> None:
    rows = [
        target(period_end=2030),
        target(period_end_kind="until"),
        target(period_end=2030, period_end_kind="until"),
        target(),
    ]
    assert broken(figures.period_end_kind(in_memory(targets=rows))) == [
        ("period-end-kind", 2, "period_end_kind"),
        ("period-end-kind", 3, "period_end"),
    ]


def test_base_required_in_every_language() -> None:
    rows = [target(metric_id="share"), target(metric_id="gulls", base_nl="van alles"), target()]
    assert broken(figures.base_required(in_memory(metrics=METRICS, targets=rows))) == [
        ("base-required", 2, "base_nl"),
        ("base-required", 2, "base_en"),
        ("base-required", 3, "base_en"),
    ]


def test_figure_alliance() -> None:
    targets = [
        target(target_id="a", area_id="quay", alliance_id="pact"),
        target(target_id="b", area_id="quay", alliance_id="league"),
        target(target_id="c", area_id="quay"),
        target(target_id="d", alliance_id="league"),
        target(target_id="e", area_id="moor", alliance_id="pact"),
    ]
    further = [{"target_id": "a", "alliance_id": "league"}, {"target_id": "d", "alliance_id": "pact"}]
    links = [{"area_id": "quay", "alliance_id": "pact"}]
    package = in_memory(targets=targets, target_alliances=further, area_alliances=links)
    found = list(figures.figure_alliance(package))
    assert [(p.table, p.line, p.details["known"]) for p in found] == [
        ("targets", 3, "pact"),
        ("targets", 6, "–"),
        ("target_alliances", 2, "pact"),
    ]
    assert list(figures.figure_alliance(in_memory(targets=targets))) == []


def test_part_of_metric() -> None:
    rows = [
        target(target_id="whole"),
        target(target_id="part", part_of="whole"),
        target(target_id="other", part_of="whole", metric_id="share"),
        target(target_id="lost", part_of="absent", metric_id="share"),
    ]
    assert broken(figures.part_of_metric(in_memory(targets=rows))) == [("part-of-metric", 4, "metric_id")]
