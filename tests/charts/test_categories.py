"""How often each category of bottleneck is named: drawn, tabled and downloaded alike."""

from __future__ import annotations

import csv
import html
import io
import json
import sqlite3
from decimal import Decimal
from typing import Any

from generator import render
from generator.charts import categories, theme
from generator.outputs import Output
from generator.views.matrix import matrix
from tests.worlds import World

AREAS_PER_CATEGORY = "SELECT category_id, count(DISTINCT area_id) FROM bottlenecks GROUP BY category_id"


def link(slug: str) -> str:
    return f"{slug}/"


def rows_of(output: Output) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(output.content.decode("utf-8"), newline="")))


def test_bars_are_the_numbers_of_areas(world: World, sql: sqlite3.Connection) -> None:
    widths = dict(sql.execute(AREAS_PER_CATEGORY).fetchall())
    for edition in world.editions.values():
        found = matrix(edition)
        chart = categories.chart(edition, found, link)
        figure: Any = json.loads(str(render.json_script(chart.figure)))
        [bars] = figure["data"]
        names = [c.category_id for c in found.columns]
        assert bars["x"] == [widths[name] for name in names]
        assert bars["customdata"] == [f"{name}/" for name in names]
        assert [text.strip() for text in bars["text"]] == [edition.locale.number(x) for x in bars["x"]]
        shown = [html.unescape(name) for name in figure["layout"]["yaxis"]["ticktext"]]
        assert shown == [c.name for c in found.columns]
        assert max(bars["x"]) <= len(found.rows) < figure["layout"]["xaxis"]["range"][1]
        assert set(bars["marker"]["color"]) <= {theme.SUBJECT, theme.PEER}
        assert [c == theme.SUBJECT for c in bars["marker"]["color"]] == [
            x == max(bars["x"]) for x in bars["x"]
        ]


def test_the_table_says_the_same(world: World) -> None:
    for edition in world.editions.values():
        found = matrix(edition)
        chart = categories.chart(edition, found, link)
        assert [bar.label for bar in chart.bars] == [c.name for c in found.columns]
        for bar, column in zip(chart.bars, found.columns, strict=True):
            assert bar.value.startswith(edition.locale.number(len(column.areas)))
            assert 0 < Decimal(bar.end) <= 100
            assert bar.target is not None
            assert bar.target.slug == column.category_id
        assert chart.title
        assert edition.locale.number(len(found.tops[0].areas)) in chart.title
        assert chart.conclusion
        assert chart.sources


def test_the_csv_of_the_chart(world: World, sql: sqlite3.Connection) -> None:
    widths = dict(sql.execute(AREAS_PER_CATEGORY).fetchall())
    edition = world.editions[world.languages[0]]
    rows = rows_of(categories.data(matrix(edition)))
    assert {row["category_id"]: int(row["areas"]) for row in rows} == {
        row["category_id"]: widths.get(row["category_id"], 0) for row in world.tables["bottleneck_categories"]
    }
    assert sum(int(row["bottlenecks"]) for row in rows) == len(world.tables["bottlenecks"])


def test_the_csv_of_the_matrix_leaves_empty_what_is_not_named(world: World, sql: sqlite3.Connection) -> None:
    edition = world.editions[world.languages[0]]
    rows = rows_of(categories.matrix_data(matrix(edition)))
    counted = sql.execute(
        "SELECT area_id, category_id, count(*) FROM bottlenecks WHERE area_id IS NOT NULL GROUP BY 1, 2"
    )
    shown = {
        (row["area_id"], name, int(cell))
        for row in rows
        for name, cell in row.items()
        if name not in ("area_id", "area") and cell
    }
    assert shown == set(counted)
    assert not any(cell == "0" for row in rows for cell in row.values())
