"""The map as a figure: light traces only, as many circles as areas, and no number without its link."""

from __future__ import annotations

import csv
import io
import json

import pytest

from generator.charts import map as map_chart
from generator.charts.theme import ACCENT
from generator.views.map import MapView, views
from generator.views.rankings import rankings
from tests.worlds import REAL


@pytest.fixture(params=REAL.languages)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def maps(language: str) -> tuple[MapView, ...]:
    edition = REAL.editions[language]
    return views(edition, rankings(edition))


def test_it_is_drawn_with_the_light_bundle(language: str) -> None:
    for view in maps(language):
        chart = map_chart.chart(REAL.editions[language], view, lambda f: f"#{f.anchor}")
        figure = chart.figure
        assert {trace["type"] for trace in figure["data"]} == {"scatter"}
        assert not {"geo", "map", "mapbox"} & set(figure["layout"])
        assert figure["layout"]["yaxis"]["scaleanchor"] == "x"
        assert len(json.dumps(figure)) < 20_000


def test_every_area_with_a_place_is_a_circle(language: str) -> None:
    for view in maps(language):
        chart = map_chart.chart(REAL.editions[language], view, lambda f: f"#{f.anchor}")
        outlines, _, hollow, rings, circles, _ = chart.figure["data"]
        assert outlines["fill"] == "toself"
        assert len(hollow["x"]) == len(view.hollow)
        assert circles["customdata"] == [f"#{s.figure.anchor}" for s in view.stated if s.figure]
        wide = [s for s in view.stated if s.figure and s.figure.is_range]
        assert len(rings["x"]) == len(wide)
        assert rings["marker"]["color"] == ACCENT
        assert [bar.area_id for bar in chart.bars] == [e.figure.area_id for e in view.ranking.entries]


def test_what_is_not_on_the_map_is_said(language: str) -> None:
    for view in maps(language):
        chart = map_chart.chart(REAL.editions[language], view, lambda f: f.anchor)
        for area, _ in view.unplaced:
            assert area.name in chart.conclusion


def test_the_csv_has_every_area(language: str) -> None:
    for view in maps(language):
        rows = list(csv.DictReader(io.StringIO(map_chart.data(view).content.decode("utf-8"))))
        assert {row["area_id"] for row in rows} == {row["area_id"] for row in REAL.tables["areas"]}
        assert sum(bool(row["target_id"]) for row in rows) == len(view.ranking.entries)
