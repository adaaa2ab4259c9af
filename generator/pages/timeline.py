"""The timeline: what should be ready by when, and what is past its date without a stated outcome."""

from __future__ import annotations

from collections.abc import Iterator

from generator.links import Page, PageKind
from generator.outputs import Output
from generator.pages.press import Press


def pages(press: Press) -> Iterator[Output]:
    """The one page."""
    view = press.schedule
    lanes = [(lane, press.gallery.lanes[lane.key]) for lane in view.lanes]
    yield press.output(
        Page(PageKind.TIMELINE),
        "timeline",
        title=press.text("nav.timeline"),
        description=press.text("timeline.lead"),
        view=view,
        cover=lanes[0][1][0] if lanes else None,
        lanes=lanes,
    )
