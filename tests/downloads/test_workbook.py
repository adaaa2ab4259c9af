"""Workbooks, read back by a library that did not write them."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from decimal import Decimal

import openpyxl  # type: ignore[import-untyped]  # it ships no types
import pytest
from openpyxl.workbook import Workbook  # type: ignore[import-untyped]

from generator.downloads import sheets, workbook
from generator.downloads.sheets import Sheet
from generator.downloads.workbook import Properties
from tests.downloads.support import Value, flat, schema, table
from tests.worlds import World

DATE = datetime.date(2026, 1, 2)


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def end(world: World, language: str) -> str:
    return ".xlsx" if language == world.languages[0] else f".{language}.xlsx"


def told(value: Value) -> object:
    """A value of the package as a workbook can hold it."""
    if isinstance(value, str):
        try:
            found = datetime.date.fromisoformat(value) if len(value) == 10 and value[4] == "-" else None
        except ValueError:
            found = None
        return told(found) if found and found.year >= 1901 else value
    if isinstance(value, datetime.date):
        return datetime.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - cells have no zone
    if isinstance(value, bool) or value is None:
        return value
    # Beyond fifteen digits a spreadsheet would round.
    digits = len(str(abs(value)).replace(".", "").strip("0"))
    return str(value) if digits > 15 else Decimal(value)


def read(value: object) -> object:
    if isinstance(value, float | int) and not isinstance(value, bool):
        return Decimal(repr(value))
    return value


def rows(book: Workbook, position: int) -> list[list[object]]:
    sheet = book.worksheets[position]
    return [[read(cell.value) for cell in row] for row in sheet.iter_rows(min_row=2)]


def subjects(world: World) -> Iterator[str]:
    yield from (
        path.removesuffix(".zip")
        for path in world.downloads
        if path.count("/") == 2 and path.endswith(".zip") and not path.endswith(".press.zip")
    )


def test_the_whole_equals_the_package_cell_for_cell(shown: World) -> None:
    for language in shown.languages:
        book = opened(shown.downloads[f"data/{shown.dataset.info.name}{end(shown, language)}"])
        for position, name in enumerate(shown.desk.tables):
            expected = [[told(value) for value in row.values()] for row in table(shown, name)]
            assert rows(book, position) == expected, (language, name)
        assert len(book.worksheets) == len(shown.desk.tables) + 2


def test_the_figures_of_every_page_equal_the_package(shown: World) -> None:
    count = 0
    for path in subjects(shown):
        expected = [list(map(told, row.values())) for row in flat(shown, shown.downloads[f"{path}.csv"])]
        for language in shown.languages:
            assert rows(opened(shown.downloads[path + end(shown, language)]), 0) == expected, path
            count += 1
    assert count > 30


def test_nothing_is_a_formula_or_a_link(shown: World) -> None:
    for path, content in shown.downloads.items():
        if path.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                for name in book.namelist():
                    if name.startswith("xl/worksheets/"):
                        text = book.read(name)
                        assert b"<f>" not in text, path
                        assert b"hyperlink" not in text, path


def test_headings_are_in_the_language_and_unique(world: World) -> None:
    for language in world.languages:
        book = opened(world.downloads[f"data/{world.dataset.info.name}{end(world, language)}"])
        for sheet, name in zip(book.worksheets, world.desk.tables, strict=False):
            fields = schema(world, name).values()
            mark = "" if language == world.languages[0] else f"@{language}"
            heads = [cell.value for cell in sheet[1]]
            assert heads == [field[f"title{mark}"] for field in fields], (language, name)
            assert len(set(heads)) == len(heads), name
            assert sheet.freeze_panes == "A2"
            assert sheet.auto_filter.ref.startswith("A1:")
            assert all(8 <= d.width <= 61 for d in sheet.column_dimensions.values())


def test_each_carries_its_codebook_sources_and_licence(world: World) -> None:
    info = world.dataset.info
    for language, edition in world.editions.items():
        for subject in world.desk.subjects:
            book = opened(world.downloads[subject.path + end(world, language)])
            figures, codebook, sources, terms = book.worksheets
            heads = [cell.value for cell in figures[1]]
            explained = {row[1].value: row[4].value for row in codebook.iter_rows(min_row=2)}
            assert list(explained) == heads
            assert all(explained.values())
            assert {row[0].value for row in sources.iter_rows(min_row=2)} == {
                f.source_id for f in subject.figures
            }
            said = " ".join(str(row[1].value) for row in terms.iter_rows(min_row=2))
            assert info.version in said
            assert str(info.date) in said
            assert world.desk.licence(language)[0] in said
            assert edition.say(info.title) in said
            assert subject.title.in_language(language) in said


def test_the_codebook_explains_every_value(real: World) -> None:
    sheet = opened(real.downloads["data/alliantieatlas.xlsx"]).worksheets[-2]
    explained = {(row[0].value, row[2].value): row[5].value for row in sheet.iter_rows(min_row=2)}
    listed = 0
    for name, grid in real.desk.tables.items():
        for column, field in schema(real, name).items():
            for category in field.get("categories", ()):
                said = explained[grid.title.in_language("nl"), column].splitlines()
                assert f"{category['value']} = {category['label']}" in said
                listed += 1
    assert listed > 50


def made(rows: tuple[tuple[Value, ...], ...]) -> bytes:
    sheet = Sheet("Sheet", tuple("abc"[: len(rows[0])]), rows, (True,) * len(rows[0]))
    return workbook.written([sheet], Properties("t", "a", "c", DATE))


@pytest.mark.parametrize(
    "text", ["=1+1", "{=1}", "+1", "@SUM(1)", "\t=1", "https://example.org/", "mailto:a@b", "=HYPERLINK(1)"]
)
def test_text_stays_text_whatever_it_looks_like(text: str) -> None:
    """Also what the rules refuse: a later rule may let it through."""
    cell = opened(made(((text,),))).worksheets[0]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_number_is_a_number_and_a_date_a_date() -> None:
    sheet = opened(made(((Decimal("1.5"), 3000, DATE),))).worksheets[0]
    assert [cell.data_type for cell in sheet[2]] == ["n", "n", "d"]
    assert [cell.number_format for cell in sheet[2]][1:] == ["#,##0", "yyyy-mm-dd"]


def test_a_text_that_does_not_fit_is_an_error_and_no_silent_loss() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        made((("x" * 40_000,),))


def test_a_workbook_holds_no_clock() -> None:
    with zipfile.ZipFile(io.BytesIO(made((("a",),)))) as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-01-02T00:00:00Z" in book.read("docProps/core.xml")


def test_names_of_sheets_are_made_fit() -> None:
    long = "A [long]: name/with *signs* that is far too long"
    found = [
        sheet.name
        for sheet in sheets._named(Sheet(name, ("a",), ()) for name in (long, long.upper(), "'", ""))
    ]
    assert len({name.casefold() for name in found}) == 4
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in found)
