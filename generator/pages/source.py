"""The sources: an overview, and a page each with everything taken from it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.links import Page, PageKind
from generator.outputs import Output
from generator.pages.press import Press
from generator.views import overviews
from generator.views import source as source_view


def pages(press: Press) -> Iterator[Output]:
    """The overview, then every source."""
    yield press.output(
        Page(PageKind.SOURCE),
        "sources",
        title=press.text("nav.source"),
        description=press.text("sources.lead"),
        rows=overviews.source_rows(press.edition),
    )
    for source in press.edition.dataset.sources:
        yield press.output(
            Page(PageKind.SOURCE, source.source_id),
            "source",
            title=source.title,
            description=press.text("source.lead", title=source.title, publisher=source.publisher),
            view=source_view.view(press.edition, source),
        )
