"""The data page: what can be downloaded, what it means, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.downloads import package as package_download
from generator.links import Page, PageKind
from generator.outputs import Output
from generator.pages.press import Press
from generator.views import codebook


def pages(press: Press) -> Iterator[Output]:
    """The data page."""
    dataset = press.edition.dataset
    yield press.output(
        Page(PageKind.DATA),
        "data",
        title=press.text("nav.data"),
        description=press.text("data.lead"),
        tables=codebook.view(press.edition),
        outlines=codebook.outlines(press.edition),
        archive=package_download.archive_path(dataset),
        date=press.edition.locale.date(dataset.info.date) if dataset.info.date else "",
    )
