"""The home page: what this is, the key figures, and the way to one's own place."""

from __future__ import annotations

from collections.abc import Iterator

from generator.charts import map as map_chart
from generator.links import Page, PageKind
from generator.outputs import Output
from generator.pages.press import Press
from generator.views import home as home_view


def pages(press: Press) -> Iterator[Output]:
    """The home page."""
    page = Page(PageKind.HOME)
    view = home_view.home(press.edition)
    yield press.output(
        page,
        "home",
        title=press.edition.say(press.edition.dataset.info.title),
        description=view.description,
        view=view,
        maps=[(v, map_chart.chart(press.edition, v, press.figure_link(page))) for v in press.maps[:1]],
    )
