"""Receipts: what they say agrees with the rows, read by another way."""

from __future__ import annotations

import csv
import datetime
from dataclasses import replace

from generator.model import Change, Localized
from generator.model.vocabulary import ChangeKind
from generator.views.edition import Edition
from generator.views.receipts import receipts
from tests.worlds import NORLAND, World

DAY = datetime.date(2025, 5, 1)
FIGURE = "old-harbour-ferries"


def change(version: str, kind: ChangeKind, day: int = 1, row: str = FIGURE) -> Change:
    return Change(
        change_id=f"{version}-{kind}",
        date=DAY.replace(day=day),
        version=version,
        kind=kind,
        table="targets",
        row_id=row,
        summary=Localized({"en": f"said in {version}"}),
    )


def with_changes(*rows: Change) -> Edition:
    one = NORLAND.editions["en"]
    return Edition(dataset=replace(one.dataset, changes=rows), locale=one.locale)


def test_there_is_one_for_every_figure(world: World) -> None:
    for edition in world.editions.values():
        assert receipts(edition).keys() == edition.figures.keys()


def test_the_line_is_that_of_the_row_in_the_file(world: World) -> None:
    found = receipts(world.editions[world.languages[0]])
    for table, key in (("targets", "target_id"), ("measurements", "measurement_id")):
        with (world.folder / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            start = reader.line_num + 2
            for row in reader:
                assert (found[row[key]].table, found[row[key]].line) == (table, start)
                start = reader.line_num + 1


def test_without_a_change_it_was_there_from_the_first() -> None:
    edition = with_changes(
        change("0.2.0", ChangeKind.ADDED, 2, row="tern-valley-ferries"),
        change("0.1.0", ChangeKind.ADDED, 1, "x"),
    )
    found = receipts(edition)
    assert found[FIGURE].since == "0.1.0"
    assert found["tern-valley-ferries"].since == "0.2.0"
    assert receipts(with_changes())[FIGURE].since == edition.dataset.info.version


def test_versions_of_one_day_are_in_the_order_of_their_numbers() -> None:
    edition = with_changes(
        change("0.10.0", ChangeKind.ADDED, row="x"), change("0.9.0", ChangeKind.ADDED, row="y")
    )
    assert receipts(edition)[FIGURE].since == "0.9.0"


def test_a_correction_is_told_and_does_not_make_the_figure_new() -> None:
    edition = with_changes(
        change("0.1.0", ChangeKind.ADDED, row="x"), change("0.3.0", ChangeKind.CORRECTED, 9)
    )
    found = receipts(edition)[FIGURE]
    assert found.since == "0.1.0"
    assert len(found.changes) == 1
    assert "0.3.0" in found.changes[0]


def test_the_bounds_give_both_ends_of_a_range(world: World) -> None:
    for edition in world.editions.values():
        for receipt in receipts(edition).values():
            figure = receipt.figure
            assert bool(receipt.bounds) == figure.is_stated
            if figure.is_range:
                for end in figure.number.split(edition.locale.text("figure.range", low="|", high="|")[1:-1]):
                    assert end in receipt.bounds


def test_it_names_the_questions_and_leaves_out_its_own_reading(world: World) -> None:
    """Second method: the questions of a figure are those of the readings that name it."""
    named: dict[str, set[str]] = {}
    for row in world.tables["readings"]:
        named.setdefault(row["target_id"] or row["measurement_id"], set()).add(row["discrepancy_id"])
    for edition in world.editions.values():
        for key, receipt in receipts(edition).items():
            assert {c.discrepancy_id for c in receipt.contradictions} == named.get(key, set())
            assert all(r.figure_id != key for c in receipt.contradictions for r in c.readings)
