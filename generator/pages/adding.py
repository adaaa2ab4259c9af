"""Does it add up: an overview of our sums, of parts and overlaps, and a page per sum."""

from __future__ import annotations

from collections.abc import Iterator

from generator.links import Page, PageKind
from generator.outputs import Output
from generator.pages.press import Press
from generator.views import overlaps, parts

WEIGHT = 3


def pages(press: Press) -> Iterator[Output]:
    """The overview, then every sum."""
    edition = press.edition
    yield press.output(
        Page(PageKind.SUM),
        "sums",
        title=press.text("nav.sum"),
        description=press.text("sum.lead"),
        sums=press.sums,
        wholes=parts.wholes(edition),
        shared=overlaps.shared(edition, edition.figures.values()),
        same_area=overlaps.same_area(edition),
    )
    for view in press.sums:
        drawn = press.gallery.bridge(view)
        yield press.output(
            Page(PageKind.SUM, view.sum_id),
            "sum",
            title=view.title,
            description=view.sentence.text,
            weight=WEIGHT,
            cover=drawn,
            view=view,
            bridge=drawn,
        )
