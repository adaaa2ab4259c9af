"""Areas beside one another: one page with all of them, of which a reader chooses a few."""

from __future__ import annotations

from collections.abc import Iterator

from generator.links import Page, PageKind
from generator.outputs import Output
from generator.pages.press import Press
from generator.views import comparison


def pages(press: Press) -> Iterator[Output]:
    """The page on which areas are compared."""
    yield press.output(
        Page(PageKind.COMPARE),
        "compare",
        title=press.text("nav.compare"),
        description=press.text("compare.lead"),
        view=comparison.view(press.edition),
    )
