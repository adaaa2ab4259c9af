"""The forms in which a page's data is offered in a language: which files, and what each is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.downloads import checksums, database, package, readme, sidecar, workbook
from generator.downloads.api import paths
from generator.downloads.desk import FOLDER, Desk
from generator.downloads.kit import ENDING
from generator.downloads.subjects import FOLDERS, path
from generator.links import Page, PageKind


@dataclass(frozen=True, slots=True)
class Form:
    """A file to download; its texts stand in the locale under ``downloads.form.<key>``.

    One that is not ``shared`` is made anew for each language.
    """

    key: str
    path: str
    shared: bool = True


def of_page(desk: Desk, language: str, page: Page) -> Iterator[Form]:
    """What the page of an area, alliance, municipality or metric offers, the handiest first."""
    if page.kind not in FOLDERS or not page.slug:
        return
    start = path(page)
    yield Form("workbook", start + workbook.ending(desk, language), shared=False)
    if language in desk.local_languages:
        yield Form("local", f"{start}.{language}.csv", shared=False)
    yield Form("csv", f"{start}.csv")
    yield Form("codebook", sidecar.path(FOLDERS[page.kind]))
    yield Form("json", f"{start}.json")
    if page.kind is PageKind.AREA:
        yield Form("press" if desk.pictures.get(start) else "press_plain", start + ENDING)
    yield Form("package", f"{start}.zip")
    yield Form("api", paths.of_page(page))


def of_table(desk: Desk, language: str, name: str) -> Iterator[Form]:
    """The forms of one table of the package."""
    yield Form("csv", f"{FOLDER}/{name}.csv")
    if language in desk.local_languages:
        yield Form("local", f"{FOLDER}/{name}.{language}.csv", shared=False)


def of_package(desk: Desk, language: str) -> Iterator[Form]:
    """What the data page offers of the whole, beside each table by itself."""
    yield Form("workbook", f"{FOLDER}/{desk.name}{workbook.ending(desk, language)}", shared=False)
    yield Form("archive", package.archive_path(desk.dataset))
    yield Form("database", database.path(desk))
    yield Form("json_whole", f"{FOLDER}/{desk.name}.json")
    yield Form("readme", f"{FOLDER}/{readme.NAME}")
    yield Form("descriptor", f"{FOLDER}/datapackage.json")
    yield Form("datasette", f"{FOLDER}/datasette.json")
    yield Form("sums", f"{FOLDER}/{checksums.NAME}")
    yield Form("index", paths.INDEX)
