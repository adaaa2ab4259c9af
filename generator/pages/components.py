"""The page of components: every part of the pages in every state, light and dark, for who changes them.

Outside the menu, the search and search engines.
"""

from __future__ import annotations

from collections.abc import Iterator

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
        charts=dict.fromkeys(SCHEMES, drawn),
    )


def _files(press: Press, view: SpecimensView) -> tuple[Offer, ...]:
    """What the page of an area offers, if there is one."""
    if not view.area:
        return ()
    area = Page(PageKind.AREA, view.area.area.area_id)
    return offers.of_page(press.desk, press.edition.locale, area, press.published)


def _charts(press: Press, view: SpecimensView) -> Iterator[Chart]:
    area = view.area
    when = area and press.gallery.timeline(area.timeline, area.area.area_id, area.area.name)
    if when:
        yield when
    if area and area.ranking:
        yield press.gallery.ranking(area.ranking, area.area.area_id)
