"""The model: what a figure and a period say, the tables, and the look-ups of a dataset."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import TABLES, Interval, Localized, Period, Target, Unspecified
from generator.model.quantity import period, quantity
from generator.model.vocabulary import Basis, PeriodEndKind, Qualifier
from tests.worlds import World

VALUES = st.decimals(min_value=0, max_value=10**12, places=6, allow_nan=False, allow_infinity=False)


@given(VALUES, VALUES, st.sampled_from(Qualifier), st.sampled_from(Basis))
def test_both_values_make_an_interval(low: Decimal, high: Decimal, word: Qualifier, basis: Basis) -> None:
    assert quantity(low, high, word, basis) == Interval(low=low, high=high, qualifier=word, basis=basis)


@given(VALUES, st.sampled_from(Qualifier))
def test_one_value_stands_for_both_ends(value: Decimal, word: Qualifier) -> None:
    point = Interval(low=value, high=value, qualifier=word)
    assert quantity(value, None, word) == quantity(None, value, word) == point
    assert not point.is_range


@pytest.mark.parametrize("word", Qualifier)
def test_absence_is_no_interval_and_zero_is_one(word: Qualifier) -> None:
    assert quantity(None, None, word) == Unspecified()
    zero = quantity(Decimal(0), Decimal(0), word)
    assert isinstance(zero, Interval)
    assert zero.low == zero.high == 0


@pytest.mark.parametrize(
    ("word", "above", "below"),
    [
        (Qualifier.EXACT, False, False),
        (Qualifier.ABOUT, False, False),
        (Qualifier.JUST_OVER, True, False),
        (Qualifier.AT_LEAST, True, False),
        (Qualifier.AT_MOST, False, True),
    ],
)
def test_a_qualifier_may_leave_an_end_open(word: Qualifier, above: bool, below: bool) -> None:
    stated = Interval(low=Decimal(3), high=Decimal(3), qualifier=word)
    assert (stated.open_above, stated.open_below) == (above, below)


@given(VALUES, VALUES)
def test_the_middle_lies_between_the_ends(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    stated = Interval(low=low, high=high, qualifier=Qualifier.EXACT)
    assert low <= stated.middle <= high
    assert stated.is_range == (low != high)


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        (PeriodEndKind.THROUGH, 2029),
        (PeriodEndKind.AROUND, 2029),
        (None, 2029),
        (PeriodEndKind.UNTIL, 2028),
    ],
)
def test_until_leaves_its_year_out(kind: PeriodEndKind | None, last: int) -> None:
    found = period(2025, 2029, kind)
    assert found is not None
    assert found.last_year == last
    assert found.end == 2029


def test_a_period_needs_a_year_or_a_length() -> None:
    assert period(None, None, PeriodEndKind.UNTIL) is None
    assert period(None, None, None, Decimal(3), None) == Period(
        start=None, end=None, end_kind=None, duration_low=Decimal(3)
    )
    only_start = period(2025, None)
    assert only_start is not None
    assert only_start.last_year is None


def test_periods_sort_by_their_years_and_those_without_come_last() -> None:
    spans = [period(2030, 2035), period(None, None, None, Decimal(2)), period(2025, 2030), period(None, 2026)]
    known = [p for p in spans if p]
    ordered = sorted(known, key=lambda p: p.sort_key)
    assert [p.last_year for p in ordered] == [2030, 2026, 2035, None]


def test_a_text_falls_back_to_a_language_that_has_one() -> None:
    text = Localized({"en": "quay", "nl": "kade"})
    assert (text.in_language("nl"), text.in_language("en"), text.in_language("fr")) == (
        "kade",
        "quay",
        "quay",
    )
    assert Localized({"en": "", "nl": "kade"}).in_language("en") == "kade"
    assert Localized({}).in_language("nl") == ""


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_a_record_cannot_be_changed(table: object, real: World) -> None:
    name = getattr(table, "name", "")
    row = getattr(real.dataset, name)[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(row, dataclasses.fields(row)[0].name, "other")
    assert not hasattr(row, "__dict__")


def test_the_tables_name_their_columns(world: World) -> None:
    """The records know every column of the files: none is missing and none is left over."""
    found = {t.name: sorted(t.columns(world.languages)) for t in TABLES}
    assert found == {name: sorted(rows[0]) for name, rows in world.tables.items()}


def test_keys_and_references_lead_to_tables_that_exist() -> None:
    single = {t.name: t.key[0] for t in TABLES if len(t.key) == 1}
    names = [t.name for t in TABLES]
    assert len(set(names)) == len(names)
    for table in TABLES:
        fields = {f.name: f for f in table.fields}
        assert set(table.key) <= set(fields)
        assert not any(fields[column].optional for column in table.key)
        assert {f.references for f in table.fields if f.references} <= set(single)


def grouped(sql: sqlite3.Connection, query: str) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key, value in sql.execute(query):
        found[key].add(value)
    return dict(found)


LOOK_UPS = {
    "figures_of_area": ("figure_id", "SELECT area_id, id FROM figures WHERE area_id IS NOT NULL"),
    "figures_of_metric": ("figure_id", "SELECT metric_id, id FROM figures"),
    "figures_of_alliance": ("figure_id", "SELECT alliance_id, id FROM alliance_figures"),
    "areas_of_alliance": ("area_id", "SELECT alliance_id, area_id FROM area_alliances"),
    "alliances_of_area": ("alliance_id", "SELECT area_id, alliance_id FROM area_alliances"),
    "areas_of_municipality": ("area_id", "SELECT municipality_id, area_id FROM area_municipalities"),
    "municipalities_of_area": ("municipality_id", "SELECT area_id, municipality_id FROM area_municipalities"),
    "children_of_alliance": (
        "alliance_id",
        "SELECT parent_id, alliance_id FROM alliances WHERE parent_id IS NOT NULL",
    ),
    "members_of_alliance": ("organisation", "SELECT alliance_id, organisation FROM members"),
    "memberships_of_municipality": (
        "alliance_id",
        "SELECT municipality_id, alliance_id FROM members WHERE municipality_id IS NOT NULL",
    ),
    "measurements_of_municipality": (
        "measurement_id",
        """SELECT municipality_id, id FROM figures f WHERE municipality_id IS NOT NULL AND NOT EXISTS (
               SELECT 1 FROM area_municipalities a
               WHERE (a.area_id, a.municipality_id) = (f.area_id, f.municipality_id))""",
    ),
    "neighbourhoods_of_area": ("name", "SELECT area_id, name FROM neighbourhoods"),
    "bottlenecks_of_area": (
        "bottleneck_id",
        "SELECT area_id, bottleneck_id FROM bottlenecks WHERE area_id IS NOT NULL",
    ),
    "bottlenecks_of_alliance": (
        "bottleneck_id",
        "SELECT alliance_id, bottleneck_id FROM bottlenecks WHERE alliance_id IS NOT NULL",
    ),
    "agreements_of_alliance": ("agreement_id", "SELECT alliance_id, agreement_id FROM agreements"),
    "readings_of_discrepancy": ("position", "SELECT discrepancy_id, position FROM readings"),
    "discrepancies_of_figure": (
        "discrepancy_id",
        """SELECT coalesce(target_id, measurement_id), discrepancy_id FROM readings
           WHERE coalesce(target_id, measurement_id) IS NOT NULL""",
    ),
    "discrepancies_of_area": (
        "discrepancy_id",
        """SELECT area_id, discrepancy_id FROM readings WHERE area_id IS NOT NULL
            UNION SELECT f.area_id, r.discrepancy_id FROM readings r
            JOIN figures f ON f.id IN (r.target_id, r.measurement_id) WHERE f.area_id IS NOT NULL""",
    ),
    "discrepancies_of_alliance": (
        "discrepancy_id",
        """SELECT alliance_id, discrepancy_id FROM readings WHERE alliance_id IS NOT NULL
            UNION SELECT f.alliance_id, r.discrepancy_id FROM readings r
            JOIN figures f ON f.id IN (r.target_id, r.measurement_id)
            WHERE f.area_id IS NULL AND f.alliance_id IS NOT NULL""",
    ),
}


@pytest.mark.parametrize("name", LOOK_UPS)
def test_look_ups_agree_with_sql(name: str, world: World, sql: sqlite3.Connection) -> None:
    attribute, query = LOOK_UPS[name]
    groups = getattr(world.dataset, name)
    for members in groups.values():
        keys = [getattr(member, attribute) for member in members]
        assert len(set(keys)) == len(keys), "one is listed twice"
    found = {key: {getattr(member, attribute) for member in members} for key, members in groups.items()}
    assert found == grouped(sql, query)


def test_every_figure_has_one_identifier(world: World) -> None:
    rows = world.tables
    ids = [r["target_id"] for r in rows["targets"]] + [r["measurement_id"] for r in rows["measurements"]]
    assert [f.figure_id for f in world.dataset.figures] == ids
    assert sorted(world.dataset.figure) == sorted(ids)


def test_a_figure_is_first_of_its_own_alliance(norland: World) -> None:
    target = norland.dataset.figure["northern-quays-homes-new-first"]
    assert isinstance(target, Target)
    own, *further = norland.dataset.alliances_of_figure[target.figure_id]
    assert own == target.alliance_id == "northern-quays"
    assert further == ["harbour-pact"]


def test_readings_and_agreements_come_in_their_order(world: World) -> None:
    for groups in (world.dataset.readings_of_discrepancy, world.dataset.agreements_of_alliance):
        for members in groups.values():
            positions = [member.position for member in members]
            assert positions == sorted(positions)
