"""What a source's page shows: everything taken from it, in the order of the document."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.views import source as source_view
from generator.views.overviews import source_rows
from generator.views.source import document_order, published_text
from tests.worlds import World


def test_everything_comes_from_some_source_and_is_shown_there(world: World) -> None:
    for edition in world.editions.values():
        rows = {r.source.source_id: r for r in source_rows(edition)}
        for source in world.dataset.sources:
            view, key = source_view.view(edition, source), source.source_id
            taken = {
                table: sorted(r[column] for r in world.tables[table] if r["source_id"] == key)
                for table, column in (
                    ("targets", "target_id"),
                    ("measurements", "measurement_id"),
                    ("agreements", "agreement_id"),
                    ("bottlenecks", "bottleneck_id"),
                )
            }
            figures = sorted(f.figure_id for f in view.figures)
            assert figures == sorted(taken["targets"] + taken["measurements"])
            assert sorted(a.anchor.removeprefix("a-") for a in view.agreements) == taken["agreements"]
            assert len(view.bottlenecks) == len(taken["bottlenecks"])
            assert (rows[key].figures, rows[key].bottlenecks, rows[key].agreements) == (
                len(figures),
                len(taken["bottlenecks"]),
                len(taken["agreements"]),
            )
            differing = {r["discrepancy_id"] for r in world.tables["readings"] if r["source_id"] == key}
            assert {d.discrepancy_id for d in view.discrepancies} == differing


def test_in_the_order_of_the_document(world: World) -> None:
    edition = world.editions["nl"]
    for source in world.dataset.sources:
        view = source_view.view(edition, source)
        for rows in (view.figures, view.agreements, view.bottlenecks):
            orders = [document_order(row.locator) for row in rows]
            assert orders == sorted(orders)


@pytest.mark.parametrize(
    "locators",
    [
        ["p. 2", "p. 4", "p. 14", "p. 104"],
        ["Wonen, alinea 2", "Wonen, alinea 10"],
        ["p. 4, A", "p. 4, B", "p. 12, A"],
    ],
)
def test_numbers_in_a_locator_count(locators: list[str]) -> None:
    assert all(document_order(one) < document_order(other) for one, other in pairwise(locators))


@given(st.lists(st.text(st.sampled_from("p. ,4²1٣aB½")) | st.text(max_size=6), max_size=6))
def test_any_locators_can_be_put_in_order(locators: list[str]) -> None:
    ordered = sorted(locators, key=document_order)
    assert sorted(ordered) == sorted(locators)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("published", "words"),
    [(None, 0), ("2021", 1), ("2025-03", 2), ("2023-12-04", 3)],
)
def test_a_date_is_as_exact_as_it_is_known(
    norland: World, language: str, published: str | None, words: int
) -> None:
    edition = norland.editions[language]
    source = replace(norland.dataset.sources[0], published=published)
    said = published_text(edition, source)
    assert len(said.split()) == words
    assert (published or "")[:4] in said
