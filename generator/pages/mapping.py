"""The map: the areas as circles by the metrics that most of them share, and the same as lists."""

from __future__ import annotations

from collections.abc import Iterator

from generator.charts import map as map_chart
from generator.links import Page, PageKind
from generator.outputs import Output
from generator.pages.press import Press


def pages(press: Press) -> Iterator[Output]:
    """The page with all maps."""
    page = Page(PageKind.MAP)
    link = press.figure_link(page)
    yield press.output(
        page,
        "map",
        title=press.text("nav.map"),
        description=press.text("map.lead"),
        maps=[(view, map_chart.chart(press.edition, view, link)) for view in press.maps],
        has_outlines=press.edition.dataset.outlines is not None,
    )
