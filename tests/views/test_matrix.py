"""The bottlenecks over all areas, counted a second time by SQL, and in made-up packages by hand."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Bottleneck, Dataset
from generator.views import category as category_view
from generator.views.edition import Edition
from generator.views.matrix import RARE, Matrix, matrix
from tests.worlds import NORLAND, World

CELLS = """SELECT area_id, category_id, count(*) FROM bottlenecks WHERE area_id IS NOT NULL
    GROUP BY area_id, category_id"""
WIDTHS = "SELECT category_id, count(DISTINCT area_id) FROM bottlenecks GROUP BY category_id"
BREADTHS = """SELECT area_id, count(DISTINCT category_id) FROM bottlenecks WHERE area_id IS NOT NULL
    GROUP BY area_id"""


def cells(found: Matrix) -> dict[tuple[str, str], int]:
    return {(r.area.area_id, x.category_id): x.count for r in found.rows for x in r.cells if x.count}


def test_every_cell_is_what_the_tables_say(world: World, sql: sqlite3.Connection) -> None:
    counted = {(area, category): n for area, category, n in sql.execute(CELLS)}
    widths, breadths = (Counter(dict(sql.execute(query).fetchall())) for query in (WIDTHS, BREADTHS))
    for edition in world.editions.values():
        found = matrix(edition)
        assert cells(found) == counted
        assert {c.category_id: len(c.areas) for c in found.categories} == {
            row["category_id"]: widths[row["category_id"]] for row in world.tables["bottleneck_categories"]
        }
        assert {r.area.area_id: r.categories for r in found.rows} == breadths
        for row in found.rows:
            assert [x.category_id for x in row.cells] == [c.category_id for c in found.columns]


def test_the_pattern_is_seen(world: World) -> None:
    """Sorted by width both ways, so that what is full stands at the top left."""
    for edition in world.editions.values():
        found = matrix(edition)
        for numbers in ([len(c.areas) for c in found.categories], [r.categories for r in found.rows]):
            assert numbers == sorted(numbers, reverse=True)
        assert all(
            0 <= x.level <= 3 and (x.level == 0) == (x.count == 0) for r in found.rows for x in r.cells
        )


def test_shares_are_of_the_areas_that_name_anything(world: World, sql: sqlite3.Connection) -> None:
    [(naming,)] = sql.execute("SELECT count(DISTINCT area_id) FROM bottlenecks")
    widths = dict(sql.execute(WIDTHS).fetchall())
    for edition in world.editions.values():
        found = matrix(edition)
        assert len(found.rows) == naming
        assert len(found.rows) + len(found.silent) == len(world.tables["areas"])
        for category in found.categories:
            width = widths.get(category.category_id, 0)
            assert abs(float(category.percent) - 100 * width / naming) <= 0.5
            assert category.is_common == (2 * width >= naming)
            assert not (category.is_common and category.is_rare)
            assert category.is_rare == (0 < width <= RARE and not category.is_common)


def test_a_category_shows_every_bottleneck_once(world: World, sql: sqlite3.Connection) -> None:
    for language, edition in world.editions.items():
        found = matrix(edition)
        naming = {r.area.area_id for r in found.rows}
        for row in found.categories:
            view = category_view.view(edition, found, row)
            items = [*(p.items for p in view.parts), *(p.items for p in view.general)]
            shown = [b.summary for each in items for b in each]
            told = sql.execute(
                f"SELECT summary_{language} FROM bottlenecks WHERE category_id = ?",  # noqa: S608
                (row.category_id,),
            )
            assert sorted(shown) == sorted(text for (text,) in told)
            assert len(shown) == row.bottlenecks
            areas = [part.area.area_id for part in view.parts]
            assert areas == [a.area_id for a in row.areas]
            assert {*areas, *(a.area_id for a in view.others)} == naming
            assert not set(areas) & {a.area_id for a in view.others}


def test_what_the_real_package_says(real: World) -> None:
    found = matrix(real.editions["nl"])
    first = found.categories[0]
    assert (first.category_id, len(first.areas), len(found.rows)) == ("infrastructure", 22, 29)
    assert [c.category_id for c in found.rare] == ["investors"]
    assert "Rotterdam-Zuid en Metropoolregio Amsterdam: elk 10 soorten" in found.conclusion


# --- made-up packages -------------------------------------------------------------------------

AREAS = [a.area_id for a in NORLAND.dataset.areas]
CATEGORIES = [c.category_id for c in NORLAND.dataset.bottleneck_categories]
ROWS = st.lists(st.tuples(st.sampled_from([None, *AREAS]), st.sampled_from(CATEGORIES)), max_size=12)


def dataset_of(rows: list[tuple[str | None, str]]) -> Dataset:
    model = NORLAND.dataset.bottlenecks[0]
    made = [
        replace(model, bottleneck_id=f"b-{i}", area_id=area, alliance_id="harbour-pact", category_id=category)
        for i, (area, category) in enumerate(rows)
    ]
    return replace(NORLAND.dataset, bottlenecks=tuple[Bottleneck, ...](made))


@given(ROWS)
@settings(max_examples=80)
def test_any_bottlenecks_are_counted(rows: list[tuple[str | None, str]]) -> None:
    edition = Edition(dataset=dataset_of(rows), locale=NORLAND.editions["en"].locale)
    found = matrix(edition)
    assert Counter(cells(found)) == Counter((area, category) for area, category in rows if area)
    assert sum(r.bottlenecks for r in found.rows) == sum(1 for area, _ in rows if area)
    assert sum(c.bottlenecks for c in found.categories) == len(rows)
    assert sum(r.categories for r in found.rows) == sum(len(c.areas) for c in found.categories)
    assert list(found.columns) == [c for c in found.categories if c.areas]
    assert all(0 <= c.percent <= 100 for c in found.categories)
    assert bool(found.conclusion) == bool(found.rows)
    assert not found.columns or found.columns[0] in found.tops


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_package_without_bottlenecks(language: str) -> None:
    edition = Edition(dataset=dataset_of([]), locale=NORLAND.editions[language].locale)
    found = matrix(edition)
    assert (found.rows, found.columns, found.tops, found.common, found.rare) == ((), (), (), (), ())
    assert len(found.silent) == len(AREAS)
    for row in found.categories:
        view = category_view.view(edition, found, row)
        assert (view.parts, view.general, view.others) == ((), (), ())


def test_the_order_is_the_same_in_every_language(world: World) -> None:
    orders = [[c.category_id for c in matrix(edition).categories] for edition in world.editions.values()]
    assert orders[0] == orders[1]
