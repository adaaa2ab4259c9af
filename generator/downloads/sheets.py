"""What stands in a workbook, as plain values: the sheets of a subject, and those of the whole package."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.downloads import readme
from generator.downloads.desk import Desk
from generator.downloads.grids import Column, Grid, Value
from generator.downloads.subjects import Subject
from generator.locale import Locale

# A sheet's name: so long at most, without these signs, and told apart without regard to case.
LONGEST_NAME = 31
REFUSED = re.compile(r"[\[\]:*?/\\]|^'|'$")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Spreadsheets take 1900 for a leap year; days before its March would be one off.
FIRST_DAY = datetime.date(1900, 3, 1)
# A spreadsheet reckons with so many digits; a longer number stays what it is as text.
MOST_DIGITS = 15

Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its headings and rows, and whether a number in a column counts or names (a year)."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    counting: tuple[bool, ...] = ()


def of_subject(desk: Desk, subject: Subject, language: str) -> tuple[Sheet, ...]:
    """The figures of a subject, what their columns mean, where they come from, and the terms of use."""
    grid = desk.figures[subject.page]
    used = {figure.source_id for figure in subject.figures}
    sources = desk.tables["sources"]
    key = sources.header.index("source_id")
    chosen = tuple(row for row in sources.rows if row[key] in used)
    return _named(
        (
            _data(grid, language),
            _codebook(desk, (grid,), language),
            _data(sources, language, chosen),
            _terms(desk, language, subject),
        )
    )


def of_package(desk: Desk, language: str) -> tuple[Sheet, ...]:
    """Every table of the package, of which the sources are one; the codebook, and the terms of use."""
    tables = tuple(desk.tables.values())
    return _named(
        (
            *(_data(grid, language) for grid in tables),
            _codebook(desk, tables, language),
            _terms(desk, language, None),
        )
    )


def _data(grid: Grid, language: str, rows: Sequence[Row] | None = None) -> Sheet:
    return Sheet(
        name=grid.title.in_language(language) or grid.name,
        heads=grid.heads(language),
        rows=tuple(tuple(map(shown, row)) for row in (grid.rows if rows is None else rows)),
        counting=tuple(column.type == "number" for column in grid.columns),
    )


def shown(value: Value) -> Value:
    """A value as a workbook holds it: a whole date as a date, a number that is too long as text."""
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            value = datetime.date.fromisoformat(value)
        except ValueError:
            return value
    if isinstance(value, datetime.date):
        return value if value >= FIRST_DAY else value.isoformat()
    if isinstance(value, int | Decimal) and len(Decimal(value).normalize().as_tuple().digits) > MOST_DIGITS:
        return str(value)
    return value


def _codebook(desk: Desk, tables: Sequence[Grid], language: str) -> Sheet:
    return codebook(desk.editions[language].locale, tables, language)


def codebook(locale: Locale, tables: Sequence[Grid], language: str) -> Sheet:
    """A row a column: its heading, its name in the other forms, and what may stand in it."""
    text = locale.text
    heads = ("sheet", "heading", "name", "type", "meaning", "values")
    rows = tuple(row for grid in tables for row in _described(locale, grid, language))
    return Sheet(text("data.codebook"), tuple(text(f"downloads.codebook.{head}") for head in heads), rows)


def _described(locale: Locale, grid: Grid, language: str) -> Iterator[Row]:
    text = locale.text
    name = grid.title.in_language(language) or grid.name
    for head, column in zip(grid.heads(language), grid.columns, strict=True):
        kind, meaning = text(f"column_type.{column.type}"), column.description.in_language(language)
        yield name, head, column.name, kind, meaning, _values(column, language)


def _values(column: Column, language: str) -> str | None:
    """What may stand in a column, in words: one line a value."""
    found = ((value, label.in_language(language)) for value, label in column.values)
    return "\n".join(f"{value} = {label}" if label else value for value, label in found) or None


def _terms(desk: Desk, language: str, subject: Subject | None) -> Sheet:
    text = desk.editions[language].locale.text
    heads = (text("downloads.terms.what"), text("downloads.terms.said"))
    return Sheet(text("downloads.terms.title"), heads, tuple(readme.facts(desk, language, subject)))


def _named(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """Each under a name that a workbook takes, and that no other has."""
    found = tuple(sheets)
    return tuple(replace(s, name=n) for s, n in zip(found, names(s.name for s in found), strict=True))


def names(titles: Iterable[str]) -> tuple[str, ...]:
    """What the sheets with these titles are called, in one workbook and in this order."""
    taken: dict[str, str] = {}
    for title in titles:
        name = plain = REFUSED.sub(" ", title).strip()[:LONGEST_NAME] or "-"
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain[: LONGEST_NAME - 4]} {number}"
        taken[name.casefold()] = name
    return tuple(taken.values())
