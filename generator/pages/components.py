"""The page of components: every part of the pages in every state, light and dark, for who changes them.

Outside the menu, the search and search engines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.charts import ranking, timeline
from generator.charts.chart import Chart
from generator.links import Page, PageKind
from generator.outputs import Output
from generator.pages import offers
from generator.pages.offers import Offer
from generator.pages.press import Press
from generator.views import specimens
from generator.views.specimens import SpecimensView

# As the theme calls them.
SCHEMES = ("default", "slate")


def pages(press: Press) -> Iterator[Output]:
    """The one page."""
    view = specimens.view(press.edition, press.shared)
    drawn = tuple(_charts(press, view))
    yield press.output(
        Page(PageKind.COMPONENTS),
        "components",
        title=press.text("nav.components"),
        description=press.text("components.lead"),
        weight=0,
        view=view,
        files=_files(press, view),
        charts={s: [replace(c, chart_id=f"{c.chart_id}-{s}") for c in drawn] for s in SCHEMES},
    )


def _files(press: Press, view: SpecimensView) -> tuple[Offer, ...]:
    """What the page of an area offers, if there is one."""
    if not view.area:
        return ()
    area = Page(PageKind.AREA, view.area.area.area_id)
    return offers.of_page(press.desk, press.edition.locale, area, press.published)


def _charts(press: Press, view: SpecimensView) -> Iterator[Chart]:
    link, area = press.figure_link(Page(PageKind.COMPONENTS)), view.area
    if area and area.timeline:
        yield timeline.chart(press.edition, area.timeline, link, area.area.area_id, area.area.name)
    if area and area.ranking:
        yield ranking.chart(press.edition, area.ranking, link, area.area.area_id)
