"""The timeline: what should be ready by when, and what is past its date without a stated outcome."""

from __future__ import annotations

from collections.abc import Iterator

from generator.charts import schedule
from generator.links import Page, PageKind
from generator.outputs import Output
from generator.pages.press import Press


def pages(press: Press) -> Iterator[Output]:
    """The one page."""
    page = Page(PageKind.TIMELINE)
    view, link = press.schedule, press.figure_link(page)
    yield press.output(
        page,
        "timeline",
        title=press.text("nav.timeline"),
        description=press.text("timeline.lead"),
        view=view,
        lanes=[(lane, schedule.charts(press.edition, lane, view.today, link)) for lane in view.lanes],
    )
