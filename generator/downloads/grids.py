"""Rows and columns with what they mean: what every tabular format is made from."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from generator.model import TABLES, Dataset, Localized, RawTable
from generator.package.values import PARSERS

Value = str | int | Decimal | bool | datetime.date | None
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: what it is called and what it means, its type, and the values it can have."""

    name: str
    title: Localized
    description: Localized
    type: str = "string"
    required: bool = False
    values: tuple[tuple[str, Localized], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table: ``cells`` are as they stand in the package, ``rows`` are by the type of their column.

    ``key`` are the columns that tell its rows apart.
    """

    name: str
    title: Localized
    description: Localized
    columns: tuple[Column, ...]
    cells: tuple[Cells, ...]
    key: tuple[str, ...] = ()

    @property
    def header(self) -> Cells:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """The cells as values; None for an empty one."""
        kinds = [column.type for column in self.columns]
        return tuple(tuple(map(value, row, kinds)) for row in self.cells)

    def records(self) -> tuple[Mapping[str, Value], ...]:
        """Each row by the names of its columns."""
        return tuple(dict(zip(self.header, row, strict=True)) for row in self.rows)

    def heads(self, language: str) -> Cells:
        """The titles of the columns; one that several share gets the column's name beside it."""
        titles = [c.title.in_language(language) or c.name for c in self.columns]
        return tuple(
            f"{title} ({column.name})" if titles.count(title) > 1 else title
            for title, column in zip(titles, self.columns, strict=True)
        )


def value(cell: str, kind: str) -> Value:
    """What a cell says, by the type of its column; None for an empty one."""
    stripped = cell.strip()
    if not stripped:
        return None
    parse = PARSERS.get(kind)
    parsed: Any = parse(stripped) if parse else stripped
    return parsed  # type: ignore[no-any-return]


def tables(dataset: Dataset) -> Mapping[str, Grid]:
    """The tables that we know, in the order of the descriptor."""
    return described(dataset.descriptor, dataset.info.languages, dataset.raw)


def described(
    descriptor: Mapping[str, Any], languages: tuple[str, ...], raw: Mapping[str, RawTable]
) -> Mapping[str, Grid]:
    """Those of them that could be read, with what the descriptor says of them."""
    known = {table.name: table.key for table in TABLES}
    found = {r["name"]: r for r in descriptor["resources"] if r.get("name") in known and r["name"] in raw}
    return {name: _table(raw[name], resource, languages, known[name]) for name, resource in found.items()}


def _table(
    raw: RawTable, resource: Mapping[str, Any], languages: tuple[str, ...], key: tuple[str, ...]
) -> Grid:
    return Grid(
        name=resource["name"],
        title=localized(resource, "title", languages, resource["name"]),
        description=localized(resource, "description", languages),
        columns=tuple(_column(field, languages) for field in resource["schema"]["fields"]),
        cells=raw.rows,
        key=key,
    )


def _column(field: Mapping[str, Any], languages: Iterable[str]) -> Column:
    constraints = field.get("constraints", {})
    stated = [c for c in field.get("categories", ()) if isinstance(c, dict)]
    labels = {c["value"]: localized(c, "label", languages) for c in stated}
    return Column(
        name=field["name"],
        title=localized(field, "title", languages, field["name"]),
        description=localized(field, "description", languages),
        type=field.get("type", "string"),
        required=bool(constraints.get("required")),
        values=tuple((str(v), labels.get(v, Localized({}))) for v in constraints.get("enum", ())),
    )


def localized(
    described: Mapping[str, Any], name: str, languages: Iterable[str], fallback: str = ""
) -> Localized:
    """A text of the descriptor: without a mark it is in the first language, ``title@en`` in English."""
    plain = str(described.get(name) or fallback)
    return Localized(
        {
            language: str(described.get(f"{name}@{language}") or (plain if i == 0 else ""))
            for i, language in enumerate(languages)
        }
    )
