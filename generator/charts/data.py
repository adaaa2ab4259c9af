"""The CSV of every chart: published once, the same for every language."""

from __future__ import annotations

from collections.abc import Iterator

from generator.charts import ranking, timeline
from generator.outputs import Output
from generator.pages.press import Press
from generator.views.timelines import timeline as timeline_of


def files(press: Press) -> Iterator[Output]:
    """The numbers behind each ranking and each timeline."""
    for found in press.rankings:
        yield ranking.data(found)
    dataset = press.edition.dataset
    for area in dataset.areas:
        figures = dataset.figures_of_area.get(area.area_id, ())
        view = timeline_of(press.edition.figures[f.figure_id] for f in figures)
        if view:
            yield timeline.data(view, area.area_id)
    for alliance in dataset.alliances:
        figures = [f for f in dataset.figures_of_alliance.get(alliance.alliance_id, ()) if not f.area_id]
        view = timeline_of(press.edition.figures[f.figure_id] for f in figures)
        if view:
            yield timeline.data(view, f"alliance-{alliance.alliance_id}")
