"""Where sources differ: one page with every difference, to be filtered."""

from __future__ import annotations

from collections.abc import Iterator

from generator.links import Page, PageKind
from generator.outputs import Output
from generator.pages.press import Press
from generator.views import differences


def pages(press: Press) -> Iterator[Output]:
    """The page of all differences."""
    view = differences.view(press.edition)
    yield press.output(
        Page(PageKind.DIFFERENCE),
        "differences",
        title=press.text("nav.difference"),
        description=press.text("differences.lead"),
        view=view,
    )
