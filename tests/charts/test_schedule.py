"""The timeline's charts: a bar, a label and a row of the table for each target; today across all."""

from __future__ import annotations

import csv
import datetime
import io

from generator.charts import schedule as chart
from generator.charts import theme
from generator.views import schedule
from tests.worlds import World

TODAY = datetime.date(2026, 11, 22)


def test_each_target_has_a_bar_a_label_and_a_row(world: World) -> None:
    for edition in world.editions.values():
        view = schedule.view(edition, TODAY)
        for lane in view.lanes:
            made = chart.charts(edition, lane, view.today, lambda f: f"#{f.anchor}")
            parts = [p for p in (lane.first, lane.rest) if p]
            assert len(made) == len(parts)
            for found, part in zip(made, parts, strict=True):
                bars, today, labels = found.figure["data"]
                links = [f"#{b.figure.anchor}" for b in part.bars]
                assert list(bars["customdata"]) == list(labels["customdata"]) == links
                assert {x for x in today["x"] if x is not None} == {view.today.position if view.today else 0}
                assert [b.figure_id for b in found.bars] == [b.figure.figure_id for b in part.bars]
                assert all(b.is_figure for b in found.bars)
                assert view.today is not None
                assert view.today.text in found.conclusion


def test_a_bar_that_is_past_is_grey(world: World) -> None:
    for edition in world.editions.values():
        for lane in schedule.lanes(edition, TODAY):
            view = schedule.view(edition, TODAY)
            made = chart.charts(edition, lane, view.today, lambda f: f.anchor)[0]
            colours = made.figure["data"][0]["marker"]["color"]
            past = [b.last_year < TODAY.year for b in lane.first.bars]
            assert list(colours) == [theme.PEER if over else theme.SUBJECT for over in past]


def test_without_a_day_there_is_no_mark(world: World) -> None:
    edition = world.editions[world.languages[0]]
    for lane in schedule.lanes(edition, None):
        made = chart.charts(edition, lane, None, lambda f: f.anchor)[0]
        assert len(made.figure["data"]) == 2
        assert not made.figure["layout"].get("annotations")


def test_the_file_holds_what_the_chart_shows(world: World) -> None:
    edition = world.editions[world.languages[0]]
    for lane in schedule.lanes(edition, None):
        made = chart.charts(edition, lane, None, lambda f: f.anchor)
        for output, found in zip(chart.data(lane), made, strict=True):
            assert output.path == found.csv_path
            rows = list(csv.DictReader(io.StringIO(output.content.decode())))
            assert [row["target_id"] for row in rows] == [b.figure_id for b in found.bars]
            assert {row["alliance_id"] for row in rows} == {lane.key}
