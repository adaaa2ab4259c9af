"""The municipalities: an overview, and a page each."""

from __future__ import annotations

from collections.abc import Iterator

from generator.links import Page, PageKind
from generator.outputs import Output
from generator.pages.press import Press
from generator.views import municipality as municipality_view
from generator.views import overviews

WEIGHT = 6


def pages(press: Press) -> Iterator[Output]:
    """The overview, then every municipality."""
    yield press.output(
        Page(PageKind.MUNICIPALITY),
        "municipalities",
        title=press.text("nav.municipality"),
        description=press.text("municipalities.lead"),
        rows=overviews.municipality_rows(press.edition),
    )
    for municipality in press.edition.dataset.municipalities:
        view = municipality_view.view(press.edition, municipality)
        yield press.output(
            Page(PageKind.MUNICIPALITY, municipality.slug),
            "municipality",
            title=municipality.name,
            description=press.text("municipality.lead", name=municipality.name),
            weight=WEIGHT,
            view=view,
        )
