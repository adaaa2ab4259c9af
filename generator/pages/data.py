"""The data page: what can be downloaded, what it means, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.downloads import snippets
from generator.downloads.api import lists, paths
from generator.links import Page, PageKind
from generator.metadata import PATHS, schemaorg
from generator.outputs import Output
from generator.pages import offers
from generator.pages.press import Press
from generator.views import codebook


def pages(press: Press) -> Iterator[Output]:
    """The data page."""
    dataset, desk, locale = press.edition.dataset, press.desk, press.edition.locale
    yield press.output(
        Page(PageKind.DATA),
        "data",
        title=press.text("nav.data"),
        description=press.text("data.lead"),
        tables=codebook.view(press.edition),
        outlines=codebook.outlines(press.edition),
        whole=offers.of_package(desk, locale, press.published),
        table_offers=(tables := offers.of_tables(desk, locale, press.published)),
        one_table=next(t.files[-1] for t in tables if t.name == snippets.TABLE),
        snippets=tuple(snippets.snippets(desk)),
        placeholder="" if desk.site_url else snippets.PLACEHOLDER,
        lists=[(name, paths.listing(name), paths.schema(name)) for name in ("index", *lists.NAMES)],
        is_local=press.edition.language in desk.local_languages,
        date=press.edition.locale.date(dataset.info.date) if dataset.info.date else "",
        descriptions=list(_descriptions(press)),
        described=schemaorg.whole(press.register, press.edition.language),
    )


def _descriptions(press: Press) -> Iterator[tuple[str, str, int]]:
    """The files that describe the data, with their sizes; a package may lack what some of them need."""
    for key, path in PATHS.items():
        if path in press.published:
            yield press.text(f"metadata.file.{key}"), path, len(press.published[path])
