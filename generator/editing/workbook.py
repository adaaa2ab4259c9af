"""A workbook as people fill it in -> its sheets as text. The only importer of openpyxl."""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # it ships no types
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]

from generator.editing import form
from generator.editing.form import Cells
from generator.package import textfile
from generator.problems import Problem

# What a spreadsheet reckons with; further digits of a number come from its own notation.
DIGITS = ".15g"
ERROR = "e"
# What openpyxl lets out about a file that is no workbook, or a broken one.
BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    SyntaxError,  # also what the reader of XML lets out
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands in a sheet: its headings, and its rows with their numbers; no row is empty.

    ``failed`` are the cells in which a formula failed, by row and heading.
    """

    name: str
    heads: Cells
    rows: tuple[tuple[int, Cells], ...]
    failed: tuple[tuple[int, str, str], ...] = ()


def read(path: Path) -> tuple[Sheet, ...] | Problem:
    """The sheets of a workbook, or why there are none."""
    try:
        content = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
        if size > textfile.LARGEST:
            details = {"found": str(size), "limit": str(textfile.LARGEST)}
            return Problem(rule="huge-file", file=path.as_posix(), details=details)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it does not keep of the looks
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        return tuple(_sheet(page) for page in book.worksheets)
    except OSError as error:
        found = error.strerror or type(error).__name__
        return Problem(rule="unreadable-file", file=path.as_posix(), details={"found": found})
    except BROKEN as error:
        details = {"found": str(error) or type(error).__name__}
        return Problem(rule="import-file", file=path.as_posix(), details=details)


def _sheet(page: Any) -> Sheet:
    lines = [(number, tuple(cells)) for number, cells in enumerate(page.iter_rows(), 1)]
    rows = [(number, tuple(map(_text, cells))) for number, cells in lines]
    kept = [(number, cells) for number, cells in rows if not form.is_blank(cells)]
    heads = kept[0][1] if kept else ()  # as wide as every row
    failed = tuple(
        (number, head, str(cell.value))
        for number, cells in lines
        for head, cell in zip(heads, cells, strict=False)
        if cell.data_type == ERROR
    )
    return Sheet(name=page.title, heads=heads, rows=tuple(kept[1:]), failed=failed)


def _text(cell: Any) -> str:
    """A value as it is written in a table; what a column makes of it depends on its type."""
    match value := cell.value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            return _number(value)
        case datetime.datetime() if value.time() == datetime.time():
            # Who types 2025-03 gets the first day of that month, shown without its day.
            return value.date().isoformat() if "d" in cell.number_format.lower() else value.strftime("%Y-%m")
        case datetime.datetime() | datetime.date() | datetime.time():
            return value.isoformat()
    return form.cleaned(str(value))


def _number(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    return format(Decimal(format(value + 0, DIGITS)), "f")
