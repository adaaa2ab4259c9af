"""The one form in which a table is kept, so that a difference shows just what was changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.package import cells
from generator.package.translation import key
from generator.package.values import PARSERS

Cells = tuple[str, ...]
# What a cell may not hold without quotes around it.
QUOTED = (",", '"', "\n", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The columns of a table in their order, their types, and those by which its rows are ordered."""

    header: Cells
    kinds: Cells
    key: Cells

    def place(self, row: Sequence[str]) -> tuple[tuple[bool, Any], ...]:
        """By what a row is put in order; what is empty or not of its type comes last."""
        found = []
        for column in self.key:
            position = self.header.index(column)
            text = row[position].strip()
            value = PARSERS.get(self.kinds[position], str)(text) if text else None
            found.append((True, text) if value is None else (False, value))
        return tuple(found)


def shape(table: str, schema: Mapping[str, Any]) -> Shape:
    """The shape of a table as the descriptor declares it."""
    return Shape(
        header=tuple(field["name"] for field in schema["fields"]),
        kinds=tuple(kind for kind, _ in cells.parsers(schema)),
        key=key(table),
    )


def cleaned(cell: str) -> str:
    """A cell without spaces around it, and with one kind of line break."""
    return one_line_end(cell).strip()


def one_line_end(text: str) -> str:
    """A text in which every line ends in the same way."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_blank(row: Iterable[str]) -> bool:
    """Whether there is nothing in a row."""
    return not any(cell.strip() for cell in row)


def formed(of: Shape, rows: Iterable[Sequence[str]]) -> tuple[Cells, ...]:
    """The rows as they should stand: in order, each cell cleaned, none of them empty."""
    kept = (tuple(map(cleaned, row)) for row in rows if not is_blank(row))
    return tuple(sorted(kept, key=of.place))


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as a file: UTF-8, comma, quotes only where they are needed, one kind of line end."""
    return "".join(map(_line, (header, *rows))).encode("utf-8")


def lines(rows: Iterable[Sequence[str]]) -> Iterator[int]:
    """The line of the file at which each row starts, after the header."""
    line = 2
    for row in rows:
        yield line
        line += 1 + sum(cell.count("\n") for cell in row)


def _line(row: Sequence[str]) -> str:
    return ",".join(map(_written, row)) + "\n"


def _written(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in QUOTED) else cell
