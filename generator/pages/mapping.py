"""The map: the areas as circles by the metrics that most of them share, and the same as lists."""

from __future__ import annotations

from collections.abc import Iterator

from generator.links import Page, PageKind
from generator.outputs import Output
from generator.pages.press import Press


def pages(press: Press) -> Iterator[Output]:
    """The page with all maps."""
    maps = [(view, press.gallery.map(view)) for view in press.maps]
    yield press.output(
        Page(PageKind.MAP),
        "map",
        title=press.text("nav.map"),
        description=press.text("map.lead"),
        cover=maps[0][1] if maps else None,
        maps=maps,
        has_outlines=press.edition.dataset.outlines is not None,
    )
