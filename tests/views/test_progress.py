"""Measured against promised: a status only for what is the same, and only where all values agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Dataset, Interval, Measurement, Target, Unspecified
from generator.model.vocabulary import Basis, Direction, Extent, MeasurementKind, Qualifier
from generator.views.completeness import alliances, areas
from generator.views.edition import Edition
from generator.views.progress import ProgressView, baseline, mismatch, view
from generator.views.verdicts import Promise, Status, Verdict, verdict
from tests.worlds import NORLAND, World

HARBOUR = "old-harbour-homes-new-2026-2030"


def target(**changes: Any) -> Target:
    """1.450 homes from 2026 until 2031: five years."""
    found = NORLAND.dataset.figure[HARBOUR]
    assert isinstance(found, Target)
    return replace(found, **{"qualifier": Qualifier.EXACT, **changes})


def result(value: int, year: int = 2027, **changes: Any) -> Measurement:
    """A result of the same homes, counted from 2026 to the end of a year."""
    model = NORLAND.dataset.measurements[0]
    same: dict[str, Any] = {
        "measurement_id": "result-old-harbour",
        "alliance_id": "harbour-pact",
        "area_id": "old-harbour",
        "municipality_id": None,
        "kind": MeasurementKind.RESULT,
        "metric_id": "homes_new",
        "value_low": Decimal(value),
        "value_high": Decimal(value),
        "qualifier": Qualifier.EXACT,
        "extent": Extent.AREA,
        "period_start": 2026,
        "period_end": year,
        "base": None,
    }
    return replace(model, **{**same, **changes})


def shown(one: Target, *measured: Measurement) -> ProgressView:
    """The fixture: norland with this target in its row, and these results instead of its own."""
    targets = tuple(one if t.target_id == one.target_id else t for t in NORLAND.dataset.targets)
    dataset = replace(NORLAND.dataset, targets=targets, measurements=measured, readings=())
    return view(Edition(dataset=dataset, locale=NORLAND.editions["en"].locale))


def status(one: Target, *measured: Measurement) -> Status:
    [row] = shown(one, *measured).rows
    assert row.formula.text
    assert row.change.text
    assert {p.figure_id for p in row.formula.parts} >= {measured[0].measurement_id}
    return row.status


# --- examples ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "year", "expected"),
    [
        (1450, 2027, Status.REACHED),
        (580, 2027, Status.ON_COURSE),  # two of five years: 2/5 of 1450
        (579, 2027, Status.BEHIND),
        (0, 2026, Status.BEHIND),
        (1449, 2030, Status.BEHIND),  # `until 2031`: 2030 is the last year
    ],
)
def test_a_cumulative_count_begins_at_nought(value: int, year: int, expected: Status) -> None:
    assert status(target(), result(value, year)) is expected


def test_what_is_due_is_said() -> None:
    [row] = shown(target(), result(579)).rows
    assert "580" in row.formula.text
    assert "580" in row.change.text


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"value_low": Decimal(1000), "value_high": Decimal(1450)}, Status.UNKNOWN),
        ({"qualifier": Qualifier.AT_LEAST, "value_high": None}, Status.ON_COURSE),
        ({"qualifier": Qualifier.AT_MOST, "value_low": None}, Status.UNKNOWN),
        ({"qualifier": Qualifier.ABOUT}, Status.ON_COURSE),
        ({"value_low": Decimal(0), "value_high": Decimal(0)}, Status.REACHED),
    ],
)
def test_ranges_and_open_ends_of_a_target(change: dict[str, Any], expected: Status) -> None:
    measured = 1200 if "value_low" in change and change["value_low"] == 1000 else 600
    assert status(target(**change), result(measured)) is expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"value_high": Decimal(2000)}, Status.UNKNOWN),
        ({"value_low": Decimal(1500), "value_high": Decimal(2000)}, Status.REACHED),
        ({"qualifier": Qualifier.AT_LEAST}, Status.UNKNOWN),
        ({"qualifier": Qualifier.AT_MOST}, Status.BEHIND),
    ],
)
def test_ranges_and_open_ends_of_a_result(change: dict[str, Any], expected: Status) -> None:
    assert status(target(), result(100, **change)) is expected


def test_a_target_without_a_number_is_unknown() -> None:
    assert status(target(value_low=None, value_high=None), result(5)) is Status.UNKNOWN


@pytest.mark.parametrize(
    "change",
    [
        {"metric_id": "ferries"},
        {"area_id": "tern-valley"},
        {"area_id": None},
        {"municipality_id": "K001"},
        {"extent": Extent.WIDER},
        {"period_start": 2025},
        {"period_start": None},
        {"period_end": 2031},
        {"period_end": None},
        {"kind": MeasurementKind.STATE},
        {"kind": MeasurementKind.ESTIMATE},
    ],
)
def test_what_differs_in_anything_gets_no_status(change: dict[str, Any]) -> None:
    found = shown(target(), result(600, **change))
    assert [r for r in found.rows if r.target.figure_id == HARBOUR] == []
    if change.get("kind") is None:
        assert [u.result.figure_id for u in found.unmatched] == ["result-old-harbour"] or found.rows


def test_net_and_gross_are_not_compared() -> None:
    assert shown(target(basis=Basis.NET), result(600)).rows == ()


def test_a_figure_of_the_alliance_needs_the_alliance() -> None:
    one = target(area_id=None)
    assert len(shown(one, result(600, area_id=None)).rows) == 1
    assert shown(one, result(600, area_id=None, alliance_id="northern-quays")).rows == ()


# --- levels -----------------------------------------------------------------------------------


def level(direction: Direction, start: Decimal | None, value: int, year: int, goal: int = 100) -> Status:
    promise = Promise(
        quantity=exact(Decimal(goal)), direction=direction, is_counted=False, first_year=2020, last_year=2029
    )
    return verdict(promise, exact(Decimal(value)), year, start).status


def exact(value: Decimal, high: Decimal | None = None, how: Qualifier = Qualifier.EXACT) -> Interval:
    return Interval(low=value, high=value if high is None else high, qualifier=how)


@pytest.mark.parametrize(
    ("start", "value", "year", "expected"),
    [
        (Decimal(0), 50, 2024, Status.ON_COURSE),
        (Decimal(0), 49, 2024, Status.BEHIND),
        (None, 49, 2024, Status.UNKNOWN),
        (Decimal(50), 74, 2024, Status.BEHIND),
        (Decimal(50), 75, 2024, Status.ON_COURSE),
        (Decimal(100), 100, 2024, Status.REACHED),
        (None, 99, 2029, Status.BEHIND),
    ],
)
def test_a_level_needs_a_baseline_and_nought_is_one(
    start: Decimal | None, value: int, year: int, expected: Status
) -> None:
    assert level(Direction.MORE, start, value, year) is expected


def test_fewer_is_better_where_the_metric_says_so() -> None:
    assert level(Direction.FEWER, Decimal(10), 5, 2024, goal=0) is Status.ON_COURSE
    assert level(Direction.FEWER, Decimal(10), 6, 2024, goal=0) is Status.BEHIND
    assert level(Direction.FEWER, Decimal(10), 0, 2024, goal=0) is Status.REACHED
    assert level(Direction.NONE, Decimal(10), 0, 2024, goal=0) is Status.UNKNOWN


def test_what_should_stay_few_is_safe_only_at_the_end() -> None:
    promise = Promise(
        quantity=exact(Decimal(10)),
        direction=Direction.FEWER,
        is_counted=True,
        first_year=2020,
        last_year=2029,
    )
    assert verdict(promise, exact(Decimal(1)), 2020, None).status is Status.ON_COURSE
    assert verdict(promise, exact(Decimal(9)), 2020, None).status is Status.BEHIND
    assert verdict(promise, exact(Decimal(9)), 2029, None).status is Status.REACHED


def test_a_stated_nought_is_a_baseline(norland: World) -> None:
    one = target(metric_id="waiting_time")
    state = result(0, 2026, kind=MeasurementKind.STATE, metric_id="waiting_time")
    dataset = replace(norland.dataset, measurements=(state,), targets=(one,), readings=())
    assert baseline(dataset, one) == 0
    assert baseline(replace(dataset, measurements=()), one) is None


# --- properties -------------------------------------------------------------------------------


QUANTITIES = st.one_of(
    st.just(Unspecified()),
    st.builds(
        lambda ends, how: exact(Decimal(min(ends)), Decimal(max(ends)), how),
        st.tuples(st.integers(0, 20), st.integers(0, 20)),
        st.sampled_from(Qualifier),
    ),
)
PROMISES = st.builds(
    Promise,
    quantity=QUANTITIES,
    direction=st.sampled_from(Direction),
    is_counted=st.booleans(),
    first_year=st.one_of(st.none(), st.integers(2020, 2025)),
    last_year=st.one_of(st.none(), st.integers(2025, 2030)),
)


def values_of(quantity: Interval, *, of_result: bool) -> Iterator[Decimal]:
    """Values that a quantity can mean: all between its ends; a result also beyond an open one."""
    yield from (quantity.low, quantity.high, quantity.middle)
    if of_result and quantity.open_above:
        yield quantity.high + 100
    if of_result and quantity.open_below:
        yield max(Decimal(0), quantity.low - 100)


@given(PROMISES, QUANTITIES, st.integers(2020, 2030), st.one_of(st.none(), st.just(Decimal(0))))
@settings(max_examples=400)
def test_a_status_holds_for_every_value_in_the_ranges(
    promise: Promise, measured: Interval | Unspecified, year: int, start: Decimal | None
) -> None:
    found: Verdict = verdict(promise, measured, year, start)
    if found.status is Status.UNKNOWN:
        return
    assert isinstance(promise.quantity, Interval)
    assert isinstance(measured, Interval)
    for goal in values_of(promise.quantity, of_result=False):
        for value in values_of(measured, of_result=True):
            one = replace(promise, quantity=exact(goal, how=Qualifier.EXACT))
            assert verdict(one, exact(value), year, start).status is found.status


@given(PROMISES, st.integers(0, 20), st.integers(0, 20), st.integers(2020, 2030))
def test_more_of_what_is_wanted_is_never_worse(promise: Promise, less: int, more: int, year: int) -> None:
    order = [Status.BEHIND, Status.ON_COURSE, Status.REACHED]
    wanted = replace(promise, direction=Direction.MORE)
    found = [verdict(wanted, exact(Decimal(v)), year, Decimal(0)).status for v in sorted((less, more))]
    if Status.UNKNOWN not in found:
        assert order.index(found[0]) <= order.index(found[1])


# --- the packages -----------------------------------------------------------------------------


def test_today_nothing_matches(real: World) -> None:
    for edition in real.editions.values():
        found = view(edition)
        assert found.rows == ()
        assert found.targets == len(real.tables["targets"])
        results = [r for r in real.tables["measurements"] if r["kind"] == "result"]
        assert len(found.unmatched) == len(results)


def test_no_result_matches_by_sql(world: World) -> None:
    """A looser question than ours finds no more than ours does."""
    pairs = world.in_sqlite().execute(
        """SELECT t.target_id, m.measurement_id FROM targets t JOIN measurements m USING (metric_id)
        WHERE m.kind = 'result' AND t.extent = m.extent AND m.municipality_id IS NULL
        AND coalesce(t.area_id, '') = coalesce(m.area_id, '')"""
    )
    loose = set(pairs)
    dataset: Dataset = world.dataset
    for t in dataset.targets:
        for m in dataset.measurements:
            if m.kind is MeasurementKind.RESULT and mismatch(dataset, t, m) is None:
                assert (t.target_id, m.measurement_id) in loose


def test_completeness_counts_what_the_tables_hold(world: World) -> None:
    rows = world.tables
    for edition in world.editions.values():
        found = {r.page.slug: r for r in areas(edition)}
        assert found.keys() == {r["area_id"] for r in rows["areas"]}
        for key, row in found.items():
            mine = [t for t in rows["targets"] if t["area_id"] == key]
            stated = {t["metric_id"] for t in mine if t["value_status"] == "stated"}
            assert len(row.targets) == len(stated)
            assert len(row.unspecified) == len({t["metric_id"] for t in mine} - stated) or row.unspecified
            assert row.neighbourhoods == sum(n["area_id"] == key for n in rows["neighbourhoods"])
            assert row.bottlenecks == sum(b["area_id"] == key for b in rows["bottlenecks"])
            assert set(row.suppliers) >= {t["stated_by"] for t in mine}
        assert {r.page.slug for r in alliances(edition)} == {r["alliance_id"] for r in rows["alliances"]}
        assert all(r.suppliers for r in alliances(edition))
