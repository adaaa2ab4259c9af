"""Measured against promised, and what is missing to tell: one page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.links import Page, PageKind
from generator.outputs import Output
from generator.pages.press import Press
from generator.views import completeness
from generator.views import progress as progress_view


def pages(press: Press) -> Iterator[Output]:
    """The page on where things stand."""
    view = progress_view.view(press.edition)
    yield press.output(
        Page(PageKind.PROGRESS),
        "progress",
        title=press.text("nav.progress"),
        description=press.text("standing.lead"),
        view=view,
        areas=completeness.areas(press.edition),
        alliances=completeness.alliances(press.edition),
    )
