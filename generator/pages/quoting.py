"""Which edition of the data a page is cited from: the present one, or the release that the page is about."""

from __future__ import annotations

from dataclasses import replace

from generator.history import keeping
from generator.history.timeline import Timeline
from generator.links import Page, PageKind
from generator.metadata import Register
from generator.views import citation
from generator.views.citation import Citation
from generator.views.edition import Edition


def reference(edition: Edition, register: Register, timeline: Timeline, page: Page, title: str) -> Citation:
    """How to refer to a page; ``title`` is left out where the page is about the whole."""
    part = "" if page.kind in (PageKind.HOME, PageKind.DATA) else title
    found = citation.reference(edition, part, register.page(edition.language, page) or "")
    if page.kind is not PageKind.DATA or not page.slug:
        return found
    version = page.slug.removeprefix(keeping.VERSION)
    key, date = found.key.replace(found.version, version), timeline.dates.get(version)
    return replace(found, key=key, version=version, date=date)
