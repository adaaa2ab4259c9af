"""The home page: what this is, the key figures, and the way to one's own place."""

from __future__ import annotations

from collections.abc import Iterator

from generator.links import Page, PageKind
from generator.outputs import Output
from generator.pages.press import Press
from generator.views import home as home_view


def pages(press: Press) -> Iterator[Output]:
    """The home page."""
    view = home_view.home(press.edition)
    maps = [(found, press.gallery.map(found)) for found in press.maps[:1]]
    yield press.output(
        Page(PageKind.HOME),
        "home",
        title=press.edition.say(press.edition.dataset.info.title),
        description=view.description,
        cover=maps[0][1] if maps else None,
        view=view,
        maps=maps,
    )
