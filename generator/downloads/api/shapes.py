"""The building blocks of the JSON Schemas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator.downloads.desk import Desk
from generator.downloads.grids import Column, Grid

Shape = Mapping[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Shape = {"type": "string"}
MAYBE_TEXT: Shape = {"type": ["string", "null"]}
LINK: Shape = {"type": "string", "format": "uri-reference", "minLength": 1}
DAY: Shape = {"type": ["string", "null"], "format": "date"}
LINE: Shape = {"type": "integer", "minimum": 2}
TYPES = {"integer": "integer", "number": "number", "boolean": "boolean"}


def obj(properties: Mapping[str, Shape]) -> Shape:
    """An object with exactly these properties."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def array(items: Shape) -> Shape:
    """A list of any length."""
    return {"type": "array", "items": items}


def maybe(shape: Shape) -> Shape:
    """Something that may be unknown."""
    return {"anyOf": [shape, {"type": "null"}]}


def per_language(desk: Desk, shape: Shape = TEXT) -> Shape:
    """Something in every language of the package."""
    return obj(dict.fromkeys(desk.languages, shape))


def row(grid: Grid, language: str, more: Mapping[str, Shape] | None = None) -> Shape:
    """A row of a table under the names of its columns, and what is added to it."""
    return obj({**{column.name: _cell(column, language) for column in grid.columns}, **(more or {})})


def _cell(column: Column, language: str) -> Shape:
    """What may stand in a column: null too, where a cell may be empty."""
    kind = TYPES.get(column.type, "string")
    shape: dict[str, Any] = {"type": kind if column.required else [kind, "null"]}
    if column.type == "date":
        shape["format"] = "date"
    if column.values:
        listed: Iterable[str | None] = (value for value, _ in column.values)
        shape["enum"] = [*listed, *(() if column.required else (None,))]
    title, description = column.title.in_language(language), column.description.in_language(language)
    return {**shape, "title": title, "description": description}
