"""A workbook to fill in: a sheet a table, with explanations, and lists to choose from."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.downloads import sheets, workbook
from generator.downloads.grids import Column, Grid
from generator.downloads.sheets import Sheet
from generator.editing.choices import Choices
from generator.editing.headings import MARK
from generator.model import TABLES

# So many rows get lists and explanations.
ROWS = 1000
# What a workbook takes of an explanation and of its title.
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
# A column where sentences are written is wider than one for a word.
WIDE, NARROW = 44, 22
SENTENCES = ("summary", "note", "description", "scope", "text", "title", "handling", "question", "locator")
EPOCH = datetime.date(1980, 1, 1)
TYPES = {"integer": "integer", "number": "decimal"}


def content(choices: Choices, tables: Sequence[str]) -> bytes:
    """The bytes of a template for these tables, in the language of the choices."""
    return workbook.written(*Template(choices, tables).parts())


class Template:
    """The sheets of a template, and where on the sheet of choices each list stands."""

    def __init__(self, choices: Choices, tables: Sequence[str]) -> None:
        self._choices = choices
        self._language = choices.locale.language
        self._grids = [choices.grids[table] for table in tables]
        titles = [grid.title.in_language(self._language) or grid.name for grid in self._grids]
        self._tables = dict(zip(sheets.names(titles), self._grids, strict=True))
        self._lists = self._listed()

    def parts(self) -> tuple[Sequence[Sheet], workbook.Properties, Any]:
        """What a workbook is written from."""
        locale = self._choices.locale
        codebook = sheets.codebook(locale, self._grids, self._language)
        title = f"{self._choices.package.descriptor.get('name', '')} {locale.text('template.title')}".strip()
        days = [row["date"] for row in self._choices.package.rows("changes") if row["date"]]
        properties = workbook.Properties(title, "", "", max(days, default=EPOCH))
        empty = (Sheet(name, self._heads(grid), ()) for name, grid in self._tables.items())
        return [*empty, self._choice_sheet(), codebook], properties, self._finish

    def _heads(self, grid: Grid) -> tuple[str, ...]:
        heads = zip(grid.heads(self._language), grid.columns, strict=True)
        return tuple(head + MARK if column.required else head for head, column in heads)

    def _listed(self) -> Mapping[str, tuple[str, ...]]:
        """Every list by its heading; a table that several columns refer to has one."""
        found: dict[str, tuple[str, ...]] = {}
        for grid in self._grids:
            for column in grid.columns:
                shown = [choice.shown for choice in self._choices.of(grid.name, column)]
                names = [choice.name for choice in self._choices.of(grid.name, column)]
                alone = column.values and len(set(names)) == len(names) and all(names)
                if column.type == "boolean" or alone:
                    shown = names
                if shown:
                    found[self._list(grid, column)] = tuple(shown)
        return found

    def _list(self, grid: Grid, column: Column) -> str:
        target = self._choices.target(grid.name, column.name)
        if target:
            return self._choices.grids[target].title.in_language(self._language) or target
        title = column.title.in_language(self._language) or column.name
        return f"{grid.title.in_language(self._language) or grid.name}: {title}"

    def _choice_sheet(self) -> Sheet:
        longest = max(map(len, self._lists.values()), default=0)
        padded = (words + (None,) * (longest - len(words)) for words in self._lists.values())
        name, rows = self._choices.locale.text("template.choices"), tuple(zip(*padded, strict=True))
        return Sheet(name, tuple(self._lists), rows)

    def _finish(self, book: Any, sheet: Sheet) -> None:
        """Give the sheet of a table its lists and explanations."""
        if sheet.name not in self._tables:
            return
        page, grid = book.get_worksheet_by_name(sheet.name), self._tables[sheet.name]
        text, whole = book.add_format({"num_format": "@"}), book.add_format({"num_format": "0"})
        for position, column in enumerate(grid.columns):
            width = WIDE if column.name.partition("_")[0] in SENTENCES else NARROW
            # As text, what somebody types stays what it is: 2025-03 is no day in March.
            look = {"string": text, "integer": whole}.get(column.type)
            page.set_column(position, position, width, look)
            page.data_validation(1, position, ROWS, position, dict(self._rule(grid, column)))

    def _rule(self, grid: Grid, column: Column) -> Iterator[tuple[str, Any]]:
        heading = column.title.in_language(self._language) or column.name
        yield "input_title", _cut(heading, LONGEST_TITLE)
        text = self._choices.locale.text
        needed = text("template.required") if column.required else text("template.optional")
        meaning = column.description.in_language(self._language)
        yield "input_message", _cut(f"{needed} {meaning}", LONGEST_MESSAGE)
        name = self._list(grid, column)
        if name in self._lists:
            yield "validate", "list"
            yield "source", self._range(name)
            # A row that is new itself is not in the list yet.
            yield "error_type", "stop" if column.values else "information"
        elif column.type in TYPES:
            field = self._choices.field(grid.name, column.name)
            yield from _bounds(column.type, field.get("constraints", {}))
        else:
            yield "validate", "any"

    def _range(self, name: str) -> str:
        position = list(self._lists).index(name)
        letters = _letters(position)
        sheet = self._choices.locale.text("template.choices")
        return f"='{sheet}'!${letters}$2:${letters}${len(self._lists[name]) + 1}"


def tables(choices: Choices) -> tuple[str, ...]:
    """All tables that a template can have: those of the package, in our order."""
    return tuple(table.name for table in TABLES if table.name in choices.grids)


def _bounds(kind: str, constraints: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """A number within its bounds; one that is not gets a warning, and the last word is with the import."""
    low, high = constraints.get("minimum"), constraints.get("maximum")
    yield "validate", TYPES[kind]
    yield "criteria", "between"
    yield "minimum", -(10**15) if low is None else low
    yield "maximum", 10**15 if high is None else high
    yield "error_type", "warning"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _letters(position: int) -> str:
    """A column as spreadsheets call it: A, Z, AA."""
    letters = ""
    while position >= 0:
        letters = chr(ord("A") + position % 26) + letters
        position = position // 26 - 1
    return letters
