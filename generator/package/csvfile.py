"""A CSV file read exactly: its cells as text, and the line in the file at which each record starts.

Everything that keeps a file from being a table is found here, so that the checks of the contents
can rely on a header and on rows of the same width.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.model import RawTable
from generator.nearmiss import near_miss
from generator.package import textfile
from generator.problems import Problem, shortened

LARGEST_CELL = 5_000
SEPARATORS = {";": ";", "\t": "tab"}

Record = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class CsvFile:
    """Where a table's file is, and the columns that it must have."""

    table: str
    path: Path
    folder: Path
    columns: tuple[str, ...]

    def problem(self, rule: str, line: int = 0, column: str = "", value: str = "", **details: str) -> Problem:
        """A finding in this file."""
        return Problem(
            rule=rule,
            file=self.path.as_posix(),
            line=line,
            table=self.table,
            column=column,
            value=value,
            details=details,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a file holds: a table, or None where it cannot be read as one; and what is wrong with it.

    A table that is not ``complete`` lacks the rows of which the columns are unclear.
    """

    table: RawTable | None
    complete: bool
    problems: list[Problem]


def read(file: CsvFile, content: bytes | None = None) -> Contents:
    """The table with its columns in the order of ``file``, and everything wrong with its form.

    With ``content``, as if the file held that.
    """
    text = textfile.read(file.path, file.folder) if content is None else textfile.decoded(content)
    if isinstance(text, textfile.Fault):
        return _nothing([file.problem(text.rule, text.line, "", text.value, **text.details)])
    problems: list[Problem] = []
    if text.startswith(textfile.BYTE_ORDER_MARK):
        problems.append(file.problem("byte-order-mark", line=1))
    try:
        found = list(records(text.removeprefix(textfile.BYTE_ORDER_MARK).replace("\r\n", "\n")))
    except SyntaxError as error:
        return _nothing([*problems, file.problem("csv-syntax", line=error.lineno or 0, found=error.msg)])
    if not found or _is_blank(found[0][1]):
        return _nothing([*problems, file.problem("empty-file")])
    (_, header), *body = found
    problems += _header(file, header)
    if sorted(header) != sorted(file.columns):
        return _nothing(problems)
    rows = _rows(file, header, body, problems)
    table = RawTable(
        name=file.table,
        header=file.columns,
        rows=tuple(tuple(cells) for _, cells in rows),
        lines=tuple(line for line, _ in rows),
        content=text.encode("utf-8"),
    )
    return Contents(table=table, complete=all(p.rule != "row-width" for p in problems), problems=problems)


def _nothing(problems: list[Problem]) -> Contents:
    return Contents(table=None, complete=False, problems=problems)


def records(text: str) -> Iterator[Record]:
    """Every record with the line at which it starts; a quoted line break makes it span several.

    Raises SyntaxError, with the line at which the broken record starts.
    """
    csv.field_size_limit(textfile.LARGEST)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for record in reader:
            yield start, record
            start = reader.line_num + 1
    except csv.Error as error:
        raise SyntaxError(str(error), ("", start, None, None)) from error


def _is_blank(cells: Sequence[str]) -> bool:
    return not any(cell.strip() for cell in cells)


def _header(file: CsvFile, header: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with the names of the columns."""
    first = shortened(",".join(header))
    for separator, name in SEPARATORS.items():
        if len(header) < len(file.columns) and header[0].count(separator) > header.count(","):
            yield file.problem("delimiter", line=1, value=first, found=name)
            return
    for position, column in enumerate(header, 1):
        if not column.strip():
            yield file.problem("unnamed-column", line=1, position=str(position))
        elif header.index(column) == position - 1 and header.count(column) > 1:
            yield file.problem("duplicate-column", line=1, column=column, value=column)
    yield from _other_columns(file, header)
    if sorted(header) == sorted(file.columns) and tuple(header) != file.columns:
        yield file.problem("column-order", line=1, value=first, expected=",".join(file.columns))


def _other_columns(file: CsvFile, header: Sequence[str]) -> Iterator[Problem]:
    """Columns too many and too few; one that is misspelt is told once, as one too many."""
    missing = [column for column in file.columns if column not in header]
    for column in dict.fromkeys(header):
        if column.strip() and column not in file.columns:
            suggestion = near_miss(column, missing)
            missing = [name for name in missing if name != suggestion]
            yield file.problem("extra-column", line=1, column=column, value=column, suggestion=suggestion)
    for column in missing:
        yield file.problem("missing-column", line=1, column=column)


def _rows(
    file: CsvFile, header: Sequence[str], body: Sequence[Record], problems: list[Problem]
) -> list[Record]:
    """The rows that can be told by column, in the order of the file's columns; no cell too large."""
    positions = [header.index(column) for column in file.columns]
    rows: list[Record] = []
    for line, cells in body:
        if _is_blank(cells):
            problems.append(file.problem("blank-row", line=line))
        elif len(cells) != len(header):
            width = {"found": str(len(cells)), "expected": str(len(header))}
            problems.append(file.problem("row-width", line, "", shortened(",".join(cells)), **width))
        else:
            for column, cell in zip(header, cells, strict=True):
                if len(cell) > LARGEST_CELL:
                    size = {"found": str(len(cell)), "limit": str(LARGEST_CELL)}
                    problems.append(file.problem("huge-cell", line, column, shortened(cell), **size))
            rows.append((line, [cells[position][:LARGEST_CELL] for position in positions]))
    return rows
