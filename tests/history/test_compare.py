"""Two snapshots compared: what is told of rows, of identifiers that changed, and of the descriptor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import locale
from generator.history import amounts
from generator.history.changedwords import changed_words
from generator.history.compare import compare
from generator.history.difference import CellChange, Renamed, RowChange
from generator.history.snapshot import Content, Snapshot, key_of
from generator.model import Interval, Quantity, Unspecified
from generator.model.vocabulary import Qualifier

Rows = Sequence[Mapping[str, str]]


def snapshot(descriptor: Mapping[str, Any] | None = None, **tables: Rows) -> Snapshot:
    """A package of just these rows, each with all columns of its table."""
    contents = {}
    for name, rows in tables.items():
        columns = tuple(rows[0])
        key = key_of(name, {}, columns)
        contents[name] = Content(
            columns=columns, key=key, rows={tuple(row[column] for column in key): row for row in rows}
        )
    named = [{"name": name} for name in tables]
    return Snapshot(descriptor={"resources": named, **(descriptor or {})}, tables=contents, files={})


def areas(*rows: tuple[str, str, str]) -> Rows:
    return [{"area_id": key, "name": name, "locator": locator} for key, name, locator in rows]


def test_rows_are_told_apart_by_their_keys_and_not_by_their_order() -> None:
    old = snapshot(areas=areas(("a", "A", "1"), ("b", "B", "2"), ("c", "C", "3")))
    new = snapshot(areas=areas(("d", "D", "4"), ("c", "C", "3"), ("b", "B!", "2")))
    [table] = compare(old, new).tables
    assert (table.added, table.removed, table.renamed) == ((("d",),), (("a",),), ())
    assert table.changed == (RowChange(("b",), (CellChange("name", "B", "B!"),)),)


def test_a_row_with_another_identifier_and_the_same_values_is_told_as_that() -> None:
    old = snapshot(areas=areas(("a", "A", "1"), ("b", "B", "2")))
    new = snapshot(areas=areas(("a", "A", "1"), ("bee", "B", "2")))
    [table] = compare(old, new).tables
    assert (table.added, table.removed) == ((), ())
    assert table.renamed == (Renamed(("b",), ("bee",), follows=False),)


@pytest.mark.parametrize(
    "new",
    [
        areas(("bee", "B", "3")),
        areas(("bee", "B", "2"), ("buzz", "B", "2")),
    ],
    ids=["another value", "two that could be it"],
)
def test_a_row_that_is_only_alike_has_not_another_identifier(new: Rows) -> None:
    [table] = compare(snapshot(areas=areas(("b", "B", "2"))), snapshot(areas=new)).tables
    assert table.renamed == ()
    assert table.removed == (("b",),)


def test_rows_that_say_nothing_but_their_keys_are_no_renames() -> None:
    old = snapshot(area_alliances=[{"area_id": "a", "alliance_id": "x"}])
    new = snapshot(area_alliances=[{"area_id": "b", "alliance_id": "x"}])
    [table] = compare(old, new).tables
    assert (table.added, table.removed, table.renamed) == ((("b", "x"),), (("a", "x"),), ())


def test_what_refers_to_a_renamed_row_follows_it() -> None:
    old = snapshot(
        areas=areas(("a", "A", "1")),
        area_alliances=[{"area_id": "a", "alliance_id": "x"}],
        targets=[{"target_id": "t", "area_id": "a", "value_low": "1"}],
    )
    new = snapshot(
        areas=areas(("ay", "A", "1")),
        area_alliances=[{"area_id": "ay", "alliance_id": "x"}],
        targets=[{"target_id": "tee", "area_id": "ay", "value_low": "1"}],
    )
    renamed = {table.table: table.renamed for table in compare(old, new).tables}
    assert renamed == {
        "areas": (Renamed(("a",), ("ay",), follows=False),),
        "area_alliances": (Renamed(("a", "x"), ("ay", "x"), follows=True),),
        "targets": (Renamed(("t",), ("tee",), follows=False),),
    }


def test_the_descriptor_is_compared_place_by_place() -> None:
    old = {
        "version": "1.0.0",
        "keywords": ["a", "b"],
        "resources": [
            {"name": "areas", "path": "data/areas.csv", "title": "Areas"},
            {"name": "gone", "title": "Told as a table"},
        ],
    }
    new = {
        "version": "1.1.0",
        "keywords": ["a", "b", "c"],
        "contact": "x@example.org",
        "resources": [
            {"name": "areas", "path": "areas.csv", "bytes": 3, "hash": "sha256:0", "title": "Gebieden"}
        ],
    }
    assert compare(snapshot(old), snapshot(new)).descriptor == (
        CellChange("contact", "", "x@example.org"),
        CellChange("keywords", "a, b", "a, b, c"),
        CellChange("resources.areas.title", "Areas", "Gebieden"),
        CellChange("version", "1.0.0", "1.1.0"),
    )


TABLE = st.dictionaries(
    st.sampled_from("abcdef"), st.tuples(st.sampled_from("12"), st.sampled_from("12")), min_size=1
)


@given(TABLE, TABLE)
def test_every_row_is_accounted_for(
    before: dict[str, tuple[str, str]], after: dict[str, tuple[str, str]]
) -> None:
    old = snapshot(areas=areas(*((key, *cells) for key, cells in before.items())))
    new = snapshot(areas=areas(*((key, *cells) for key, cells in after.items())))
    difference = compare(old, new)
    assert difference.is_empty == (before == after)
    for table in difference.tables:
        went = [*table.removed, *(pair.old for pair in table.renamed)]
        came = [*table.added, *(pair.new for pair in table.renamed)]
        assert sorted(went) == sorted((key,) for key in before.keys() - after.keys())
        assert sorted(came) == sorted((key,) for key in after.keys() - before.keys())
        for pair in table.renamed:
            assert before[pair.old[0]] == after[pair.new[0]]
        changed = {change.key[0] for change in table.changed}
        assert changed == {k for k in before.keys() & after.keys() if before[k] != after[k]}


def interval(low: str, high: str = "", qualifier: Qualifier = Qualifier.EXACT) -> Interval:
    return Interval(low=Decimal(low), high=Decimal(high or low), qualifier=qualifier)


@pytest.mark.parametrize(
    ("old", "new", "unit", "expected"),
    [
        (interval("7206"), interval("7400"), "homes", "+2,7%"),
        (interval("7400"), interval("7206"), "homes", "−2,6%"),
        (interval("100"), interval("200"), "homes", "+100%"),
        (interval("200"), interval("0"), "homes", "−100%"),
        (interval("10000"), interval("10001"), "homes", ""),
        (interval("1"), interval("500"), "homes", ""),
        (interval("0"), interval("5"), "homes", ""),
        (interval("900", "1200"), interval("900", "1300"), "homes", ""),
        (interval("900"), interval("900", "1300"), "homes", ""),
        (interval("900"), interval("950", qualifier=Qualifier.ABOUT), "homes", ""),
        (
            interval("900", qualifier=Qualifier.ABOUT),
            interval("990", qualifier=Qualifier.ABOUT),
            "homes",
            "+10%",
        ),
        (interval("40"), interval("45"), "percent", ""),
        (interval("2"), interval("3"), "years", ""),
        (Unspecified(), interval("3"), "homes", ""),
        (interval("3"), None, "homes", ""),
    ],
)
def test_a_share_is_told_only_where_it_means_something(
    old: Quantity | None, new: Quantity | None, unit: str, expected: str
) -> None:
    assert amounts.share(locale.load("nl"), old, new, unit) == expected


LONG = "De gemeente wil sneller bouwen, maar heeft daarvoor geld van het Rijk nodig."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("p. 14", "p. 15", ("p. 14", "p. 15")),
        (
            LONG,
            LONG.replace("sneller", "veel sneller"),
            ("… gemeente wil sneller bouwen, …", "… gemeente wil veel sneller bouwen, …"),
        ),
        (LONG, f"Kortom: {LONG}", ("De gemeente …", "Kortom: De gemeente …")),
        (LONG, f"{LONG} Nu.", ("… Rijk nodig.", "… Rijk nodig. Nu.")),
        ("", LONG, ("", "De gemeente wil sneller bouwen, maar heeft daarvoor geld van het Rijk nodig.")),
        (
            f"{LONG} {LONG}",
            LONG,
            (
                "… Rijk nodig. De gemeente wil sneller bouwen, maar heeft daarvoor geld van het Rijk …",
                "… Rijk nodig.",
            ),
        ),
    ],
)
def test_of_a_long_text_the_changed_words_are_shown(old: str, new: str, expected: tuple[str, str]) -> None:
    assert changed_words(old, new) == expected


@given(st.lists(st.sampled_from("abc"), max_size=60), st.lists(st.sampled_from("abc"), max_size=60))
def test_changed_words_differ_where_the_texts_do(old: list[str], new: list[str]) -> None:
    before, after = changed_words(" ".join(old), " ".join(new))
    assert (before == after) == (old == new)
    assert max(len(before), len(after)) <= max(40, 2 * 14 + 4)
