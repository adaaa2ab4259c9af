"""The CSV of every chart: published once, the same for every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.charts import ranking, timeline
from generator.model import Figure
from generator.outputs import Output
from generator.views.edition import Edition
from generator.views.rankings import Ranking
from generator.views.timelines import timeline as timeline_of


def files(edition: Edition, rankings: Iterable[Ranking]) -> Iterator[Output]:
    """The numbers behind each ranking and each timeline."""
    for found in rankings:
        yield ranking.data(found)
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
