"""The CSV of every chart: published once, the same for every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.charts import bridge, categories, ranking, schedule, timeline
from generator.charts import map as map_chart
from generator.model import Figure
from generator.outputs import Output
from generator.views import sums
from generator.views.edition import Edition
from generator.views.map import MapView
from generator.views.matrix import matrix
from generator.views.rankings import Ranking
from generator.views.schedule import lanes
from generator.views.timelines import timeline as timeline_of


def files(edition: Edition, rankings: Iterable[Ranking], maps: Iterable[MapView] = ()) -> Iterator[Output]:
    """The numbers behind each ranking, each map and each timeline."""
    for found in rankings:
        yield ranking.data(found)
    for view in maps:
        yield map_chart.data(view)
    for view_of_sum in sums.views(edition):
        yield bridge.data(view_of_sum)
    for lane in lanes(edition, None):
        yield from schedule.data(lane)
    found_matrix = matrix(edition)
    yield categories.data(found_matrix)
    yield categories.matrix_data(found_matrix)
    dataset = edition.dataset
    for area in dataset.areas:
        figures = dataset.figures_of_area.get(area.area_id, ())
        yield from _timeline(edition, figures, area.area_id)
    for alliance in dataset.alliances:
        figures = dataset.figures_of_alliance.get(alliance.alliance_id, ())
        own = [f for f in figures if not f.area_id]
        yield from _timeline(edition, own, f"alliance-{alliance.alliance_id}")


def _timeline(edition: Edition, figures: Iterable[Figure], name: str) -> Iterator[Output]:
    view = timeline_of(edition.figures[f.figure_id] for f in figures)
    if view:
        yield timeline.data(view, name)
