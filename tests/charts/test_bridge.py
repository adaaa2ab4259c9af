"""The bridge of a sum: what is drawn, tabled and downloaded is the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from generator import render
from generator.charts import bridge
from generator.charts.chart import Chart
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.sums import SumView, views
from tests.worlds import World


def link(figure: FigureView) -> str:
    return f"../#{figure.anchor}"


def drawn(world: World) -> Iterator[tuple[Chart, SumView, Edition]]:
    for edition in world.editions.values():
        for view in views(edition):
            yield bridge.chart(edition, view, link), view, edition


def test_every_term_and_total_has_a_bar_that_leads_to_it(world: World) -> None:
    for chart, view, _ in drawn(world):
        figures = [*view.parts.counted, *view.parts.totals]
        bars = json.loads(str(render.json_script(chart.figure)))["data"][0]
        assert bars["customdata"] == [link(f) for f in figures]
        assert bars["x"] == [float(f.low or 0) for f in figures]
        assert [b.figure_id for b in chart.bars] == [f.figure_id for f in figures]
        assert [b.value for b in chart.bars] == [f.value for f in figures]


def test_each_term_begins_where_the_one_before_ends(world: World) -> None:
    for chart, view, _ in drawn(world):
        bars = chart.figure["data"][0]
        fixed = len(view.parts.fixed)
        ends = [b + x for b, x in zip(bars["base"], bars["x"], strict=True)]
        assert bars["base"][:fixed] == [0.0, *ends[: fixed - 1]][:fixed]
        assert set(bars["base"][len(view.parts.counted) :]) <= {0.0}


def test_the_sum_is_drawn_with_its_range_and_leads_to_no_figure(world: World) -> None:
    for chart, view, _ in drawn(world):
        own, ranges = chart.figure["data"][1], chart.figure["data"][2]
        assert own["x"] == [float(view.span.low)]
        assert "customdata" not in own
        reach = [b + x for b, x in zip(ranges["base"], ranges["x"], strict=True)]
        if view.span.low != view.span.high:
            assert float(view.span.high) in reach
        assert view.text in chart.conclusion


def test_the_csv_holds_the_rows_and_our_sum(world: World) -> None:
    for chart, view, _ in drawn(world):
        output = bridge.data(view)
        assert output.path == chart.csv_path
        rows = list(csv.DictReader(io.StringIO(output.content.decode(), newline="")))
        [own] = [r for r in rows if r["step"] == "sum"]
        assert (own["value_low"], own["value_high"]) == (str(view.span.low), str(view.span.high))
        assert [r["target_id"] for r in rows if r["target_id"]] == [b.figure_id for b in chart.bars]


def test_both_languages_have_one_file(world: World) -> None:
    first, second = (
        [bridge.data(v).content for v in views(e)] for e in (list(world.editions.values()) * 2)[:2]
    )
    assert first == second
