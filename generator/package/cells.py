"""The rows of a package with typed cells, and the cells that are not of their type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.model import TABLES, Outlines, RawTable
from generator.package.descriptor import NAME, Descriptor, bounding_box, languages, resource
from generator.package.finding import Finding
from generator.package.finding import Path as FindingPath
from generator.package.values import PARSERS
from generator.problems import Problem, Severity

# 1.166.000, 10,166 and 10 166; a number with a single point is read as one with decimals.
SEPARATED = re.compile(r"[+-]?[1-9][0-9]{0,2}(([,' \u00a0\u202f][0-9]{3})+|(\.[0-9]{3}){2,})")
DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row with its place. A cell is None where it is empty or not of its type.

    ``texts`` are the cells as they stand in the file.
    """

    table: str
    file: str
    line: int
    cells: Mapping[str, Any]
    texts: Mapping[str, str]

    def __getitem__(self, column: str) -> Any:
        return self.cells.get(column)

    def problem(
        self, rule: str, column: str, severity: Severity = Severity.ERROR, /, **details: object
    ) -> Problem:
        """A finding about one cell of this row."""
        return Problem(
            rule=rule,
            file=self.file,
            line=self.line,
            table=self.table,
            column=column,
            value=self.texts.get(column, ""),
            severity=severity,
            details={name: str(detail) for name, detail in details.items()},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package as read.

    A table that could not be read whole is missing from ``raw`` and ``tables``. The text of the
    descriptor serves to name lines in it.
    """

    folder: Path
    descriptor: Mapping[str, Any]
    raw: Mapping[str, RawTable]
    tables: Mapping[str, tuple[Row, ...]]
    descriptor_text: str = ""
    outlines: Outlines | None = None

    def in_descriptor(self, rule: str, path: FindingPath, value: str, **details: str) -> Problem:
        """A finding about a value in the descriptor."""
        file = (self.folder / NAME).as_posix()
        source = Descriptor(file, self.descriptor_text, self.descriptor)
        return source.problem(Finding(rule, path, value, details))

    def file(self, table: str) -> str:
        """How problems name the file of a table."""
        found = resource(self.descriptor, table)
        return (self.folder / str(found.get("path", f"{table}.csv"))).as_posix()

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table, none where it could not be read."""
        return self.tables.get(table, ())

    def key(self, table: str) -> tuple[str, ...]:
        """The columns of a table's primary key."""
        return next(t.key for t in TABLES if t.name == table)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the package, the default first."""
        return languages(self.descriptor)

    @property
    def bounding_box(self) -> tuple[Decimal, Decimal, Decimal, Decimal] | None:
        """West, south, east and north in degrees (WGS84), where the descriptor gives them."""
        return bounding_box(self.descriptor)


def parsers(schema: Mapping[str, Any]) -> list[tuple[str, Callable[[str], object]]]:
    """The type of each column of a declared table, and what reads its cells."""
    kinds = [str(field.get("type", "string")) for field in schema["fields"]]
    return [(kind, PARSERS.get(kind, str)) for kind in kinds]


def rows(schema: Mapping[str, Any], table: RawTable, file: str) -> Iterator[Row]:
    """The rows of a table, their cells by type and without spaces around them."""
    read = [parse for _, parse in parsers(schema)]
    for line, texts in zip(table.lines, table.rows, strict=True):
        typed = [_typed(cell, parse) for cell, parse in zip(texts, read, strict=True)]
        yield Row(
            table=table.name,
            file=file,
            line=line,
            cells=dict(zip(table.header, typed, strict=True)),
            texts=dict(zip(table.header, texts, strict=True)),
        )


def wrong_types(schema: Mapping[str, Any], table: RawTable, file: str) -> Iterator[Problem]:
    """Every cell that is not of its column's type."""
    for position, (kind, parse) in enumerate(parsers(schema)):
        for line, cells in zip(table.lines, table.rows, strict=True):
            cell = cells[position].strip()
            if cell and parse(cell) is None:
                rule, details = _wrong(kind, cell)
                yield Problem(
                    rule=rule,
                    file=file,
                    line=line,
                    table=table.name,
                    column=table.header[position],
                    value=cell,
                    details=details,
                )


def _typed(cell: str, parse: Callable[[str], object]) -> object:
    stripped = cell.strip()
    return parse(stripped) if stripped else None


def _wrong(kind: str, cell: str) -> tuple[str, dict[str, str]]:
    if kind in ("integer", "number") and SEPARATED.fullmatch(cell):
        return "thousands-separator", without_separators(cell)
    if kind == "number" and DECIMAL_COMMA.fullmatch(cell):
        return "decimal-comma", {"decimal": cell.replace(",", ".")}
    return f"type-{kind}", {}


def without_separators(cell: str) -> dict[str, str]:
    """How to write a number with separators: as a whole number, or as one with decimals."""
    *whole, rest = re.split(r"[^0-9+-]", cell)
    return {"plain": "".join((*whole, rest)), "decimal": f"{''.join(whole)}.{rest}0"}
