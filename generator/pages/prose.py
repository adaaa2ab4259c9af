"""The hand-written pages: prose from the docs folder, with the header that every page has."""

from __future__ import annotations

from collections.abc import Iterator

from generator import render
from generator.links import PROSE_PAGES
from generator.outputs import Output
from generator.pages.press import Press


def pages(press: Press) -> Iterator[Output]:
    """Every prose page that exists in this language."""
    for page in PROSE_PAGES:
        if not press.here.has(page, press.settings.docs):
            continue
        prose = render.prose(press.here.prose_file(page, press.settings.docs))
        meta = press.meta(page, title=prose.title, description=prose.description)
        header = render.front_matter({**meta, "page_kind": "prose"})
        content = header + prose.body + press.cited(page, prose.title)
        yield Output.text(press.here.markdown(page), content)
