"""What frictionless finds in a table, in our form: with the line in the file, and in our words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from generator.model import TABLES, RawTable
from generator.nearmiss import NearMiss, near_miss
from generator.package.csvfile import CsvFile
from generator.problems import Problem

# Marks the resource that holds just the keys of a table.
KEYS = ".keys"
CONSTRAINT = re.compile(r'constraint "(?P<name>\w+)" is "(?P<value>.*)"', re.DOTALL)
SAME_ROW = re.compile(r"row at position (\d+)")
KNOWN_CONSTRAINTS = frozenset({"required", "enum", "pattern", "unique", "minimum", "maximum"})


class Error(Protocol):
    """What we use of an error of frictionless; further attributes go with its type."""

    @property
    def type(self) -> str:
        """Its kind, for instance ``foreign-key``."""

    @property
    def note(self) -> str:
        """Its message."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A table to be checked, with its schema in the form that frictionless gets."""

    file: CsvFile
    raw: RawTable
    schema: Mapping[str, Any]

    def column(self, name: str) -> list[str]:
        """The cells of a column, without spaces around them."""
        position = self.raw.header.index(name)
        return [row[position].strip() for row in self.raw.rows]

    def cell(self, row_number: int, column: str) -> str:
        """The cell in a record as frictionless counts them: the first after the header is 2."""
        return self.raw.rows[row_number - 2][self.raw.header.index(column)].strip()


def key(table: str) -> tuple[str, ...]:
    """The columns of a table's primary key."""
    return next(t.key for t in TABLES if t.name == table)


class Translator:
    """Translates the errors of all tables; remembers what it compared wrong identifiers with."""

    def __init__(self, tables: Mapping[str, Checked]) -> None:
        self._tables = tables
        self._near: dict[tuple[str, str], NearMiss] = {}

    def problems(self, name: str, error: Error) -> Iterator[Problem]:
        """An error in a table as problems: none where another one says the same."""
        table = self._tables[name]
        row: int = getattr(error, "row_number", 0)
        column: str = getattr(error, "field_name", "")
        line = table.raw.lines[row - 2] if row >= 2 else 0
        cell = table.cell(row, column) if line and column else ""
        if error.type == "foreign-key":
            yield from self._foreign_key(table, row, line, error)
        elif error.type == "primary-key":
            yield from _primary_key(table, row, line, error.note)
        elif error.type == "type-error":
            yield table.file.problem("type-other", line, column, cell, expected=error.note)
        elif error.type in ("constraint-error", "unique-error"):
            yield _constraint(table, line, column, cell, error.note)
        else:
            found = f"{error.type}: {error.note}"
            yield table.file.problem("frictionless", line, column, cell, found=found)

    def _foreign_key(self, table: Checked, row: int, line: int, error: Error) -> Iterator[Problem]:
        """What a row refers to is missing: where it should be, and what looks like it."""
        reference: str = getattr(error, "reference_name", "").removesuffix(KEYS)
        names = getattr(error, "field_names", ()), getattr(error, "reference_field_names", ())
        for column, referred in zip(*names, strict=True):
            if (reference, referred) not in self._near:
                self._near[reference, referred] = NearMiss(self._tables[reference].column(referred))
            cell = table.cell(row, column)
            yield table.file.problem(
                "foreign-key",
                line,
                column,
                cell,
                reference=self._tables[reference].file.path.as_posix(),
                key=referred,
                suggestion=self._near[reference, referred](cell),
            )


def _constraint(table: Checked, line: int, column: str, cell: str, note: str) -> Problem:
    match = CONSTRAINT.search(note)
    name = match["name"] if match else "unique"
    if name not in KNOWN_CONSTRAINTS:
        return table.file.problem("constraint-other", line, column, cell, found=note)
    if name == "unique":
        first = table.raw.lines[table.column(column).index(cell)]
        return table.file.problem("constraint-unique", line, column, cell, first=str(first))
    field = table.schema["fields"][table.raw.header.index(column)]
    expected = field["constraints"][name]
    details = {"expected": str(expected)}
    if name == "enum":
        allowed = [str(word) for word in expected]
        details = {"expected": ", ".join(allowed), "suggestion": near_miss(cell, allowed)}
    return table.file.problem(f"constraint-{name}", line, column, cell, **details)


def _primary_key(table: Checked, row: int, line: int, note: str) -> Iterator[Problem]:
    """A key that stood before; an empty or mistyped part of a key is told as that."""
    columns = key(table.file.table)
    if match := SAME_ROW.search(note):
        first = table.raw.lines[int(match[1]) - 2]
        value = "/".join(table.cell(row, column) for column in columns)
        yield table.file.problem("primary-key", line, ", ".join(columns), value, first=str(first))
