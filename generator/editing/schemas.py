"""JSON Schemas for who edits by hand: of the descriptor, and of rows of each table.

An editor shows with them what a value means and what may stand there, before ``atlas validate`` has
the last word. Rows in JSON are what ``atlas add --from`` takes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.downloads.grids import Column, Grid
from generator.editing.choices import Choices
from generator.editing.descriptorschema import DIALECT, Schema, descriptor
from generator.outputs import Output

DESCRIPTOR = "datapackage.schema.json"
BOUNDS = ("minimum", "maximum", "pattern")
TYPES = {"integer": "integer", "number": "number", "boolean": "boolean"}


def files(choices: Choices) -> Iterator[Output]:
    """Every schema, in the language of the choices."""
    languages = choices.package.languages
    yield Output.text(DESCRIPTOR, _dumped(descriptor(choices.locale, languages)))
    for name, grid in choices.grids.items():
        yield Output.text(f"{name}.schema.json", _dumped(rows(choices, grid)))


def match(table: str) -> str:
    """The names of files with rows of a table, as an editor looks for them."""
    return f"*.{table}.json"


def rows(choices: Choices, grid: Grid) -> Schema:
    """A list of rows of a table."""
    language = choices.locale.language
    return {
        "$schema": DIALECT,
        "title": grid.title.in_language(language),
        "description": grid.description.in_language(language),
        "type": "array",
        "items": {
            "type": "object",
            "properties": {column.name: _cell(choices, grid, column) for column in grid.columns},
            # An identifier and a place in the order are made where they are not given.
            "required": [c.name for c in grid.columns if c.required and not _is_made(choices, grid, c)],
            "additionalProperties": False,
        },
    }


def _cell(choices: Choices, grid: Grid, column: Column) -> Schema:
    language = choices.locale.language
    constraints = choices.field(grid.name, column.name).get("constraints", {})
    shape: Schema = {
        "title": column.title.in_language(language),
        "description": column.description.in_language(language),
        "type": TYPES.get(column.type, "string"),
        **{name: constraints[name] for name in BOUNDS if name in constraints},
    }
    if column.type == "date":
        shape["format"] = "date"
    if column.values:
        shape["enum"] = [value for value, _ in column.values]
        shape["enumDescriptions"] = [label.in_language(language) for _, label in column.values]
    return shape


def _is_made(choices: Choices, grid: Grid, column: Column) -> bool:
    is_alone = grid.key == (column.name,) and not choices.target(grid.name, column.name)
    return is_alone or column.name == "position"


def _dumped(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
