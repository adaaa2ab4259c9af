"""Workbooks: one per language, as headings, explanations and terms are in words.

``areas.xlsx`` is in the default language, ``areas.en.xlsx`` in English.
"""

from __future__ import annotations

import datetime
import inspect
import io
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from generator import store
from generator.downloads import sheets
from generator.downloads.desk import FOLDER, Desk
from generator.downloads.grids import Value
from generator.downloads.sheets import Sheet
from generator.downloads.subjects import Subject
from generator.outputs import Output

# Nothing that stands in a cell is anything but what it is.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
NARROWEST, WIDEST = 8, 60
FORMATS: dict[str, dict[str, Any]] = {
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
    "text": {"valign": "top"},
    "long": {"valign": "top", "text_wrap": True},
    "count": {"valign": "top", "num_format": "#,##0"},
    "part": {"valign": "top", "num_format": "#,##0.0###########"},
    "name": {"valign": "top", "num_format": "0"},
    "date": {"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"},
}


@dataclass(frozen=True, slots=True)
class Properties:
    """What a workbook says of itself; its clock stands at the reference date."""

    title: str
    author: str
    comments: str
    created: datetime.date


def ending(desk: Desk, language: str) -> str:
    """How the name of a workbook in that language ends."""
    return ".xlsx" if language == desk.languages[0] else f".{language}.xlsx"


def files(desk: Desk) -> Iterator[Output]:
    """A workbook for the whole package and one for each subject, in each language."""
    for language in desk.languages:
        content = sheets.of_package(desk, language)
        whole = _made(desk, content, desk.dataset.info.title.in_language(language), desk.cite(language))
        yield Output(f"{FOLDER}/{desk.name}{ending(desk, language)}", whole)
        for subject in desk.subjects:
            yield Output(subject.path + ending(desk, language), of_subject(desk, subject, language))


def of_subject(desk: Desk, subject: Subject, language: str) -> bytes:
    """The workbook of a subject in one language."""
    made, title = desk.workbooks, subject.title.in_language(language)
    if (subject.page, language) not in made:
        content = sheets.of_subject(desk, subject, language)
        made[subject.page, language] = _made(desk, content, title, desk.cite(language, subject))
    return made[subject.page, language]


def _made(desk: Desk, content: Sequence[Sheet], title: str, cited: str) -> bytes:
    """The workbook, from the store where it was made before."""
    properties = Properties(title, desk.dataset.info.publisher or "", cited, desk.date)
    if desk.store is None:
        return written(content, properties)
    parts = (_code(), repr((properties, content)).encode("utf-8"))
    return desk.store.made(store.name(parts, ".xlsx"), lambda: written(content, properties))


@cache
def _code() -> bytes:
    """What decides about the bytes of a workbook, beside what stands in it."""
    return f"{xlsxwriter.__version__} {sys.version_info} {inspect.getsource(sys.modules[__name__])}".encode()


def written(
    content: Sequence[Sheet], properties: Properties, finish: Callable[[Any, Sheet], None] | None = None
) -> bytes:
    """The bytes of a workbook with these sheets: the same whenever and wherever it is written.

    ``finish`` gets the book and each sheet once it is written, to add to it.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        midnight = datetime.datetime.combine(properties.created, datetime.time())
        book.set_properties(
            {
                "title": properties.title,
                "author": properties.author,
                "comments": properties.comments,
                "created": midnight,
            }
        )
        formats = {name: book.add_format(look) for name, look in FORMATS.items()}
        for sheet in content:
            _write(book.add_worksheet(sheet.name), sheet, formats)
            if finish is not None:
                finish(book, sheet)
    return buffer.getvalue()


def _write(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    last = len(sheet.heads) - 1
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), last)
    page.repeat_rows(0)
    page.set_landscape()
    # A figure that is text on purpose gets no warning sign.
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{len(sheet.rows) + 1}"})
    for position, head in enumerate(sheet.heads):
        page.set_column(position, position, _width(sheet, position))
        page.write_string(0, position, head, formats["head"])
    counting = sheet.counting or (False,) * len(sheet.heads)
    for line, row in enumerate(sheet.rows, 1):
        for position, value in enumerate(row):
            _put(page, (line, position), value, formats, counting[position])


def _put(page: Any, place: tuple[int, int], value: Value, formats: dict[str, Any], counts: bool) -> None:
    """One cell by the type of its value. Raises ValueError for what a workbook cannot hold."""
    match value:
        case None:
            failed = 0
        case bool():
            failed = page.write_boolean(*place, value, formats["text"])
        case Decimal() | int():
            whole = value == int(value)
            look = ("count" if whole else "part") if counts else "name"
            failed = page.write_number(*place, float(value) if not whole else int(value), formats[look])
        case datetime.date():
            failed = page.write_datetime(*place, value, formats["date"])
        case _:
            look = "long" if len(value) > WIDEST or "\n" in value else "text"
            failed = page.write_string(*place, value, formats[look])
    if failed:
        raise ValueError(f"cell {place} does not fit in a workbook: {failed}")


def _width(sheet: Sheet, position: int) -> int:
    """As wide as what stands in it, within bounds; a heading may take two lines, and has its arrow."""
    texts = (str(row[position]) for row in sheet.rows if row[position] is not None)
    longest = max((len(line) for text in texts for line in text.splitlines()), default=0)
    head = sheet.heads[position]
    wanted = max(longest, *map(len, head.split()), len(head) // 2) + 3
    return min(max(wanted, NARROWEST), WIDEST)
