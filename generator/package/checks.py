"""What frictionless finds in tables. The only importer of it.

Its findings leave here as problems of ours, with the line in the file (frictionless counts records) and
without its limit of a thousand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import frictionless
from frictionless.resources import TableResource

from generator.package.translation import KEYS, Checked, Translator, key
from generator.problems import Problem

NO_LIMIT = 10**9
# The last findings in each file, and what they answer: a process that checks a package again and again
# asks frictionless about the tables that changed only.
_ANSWERED: dict[Path, tuple[tuple[object, ...], tuple[Problem, ...]]] = {}


@lru_cache(maxsize=64)
def wrong_schema(schema: str) -> str:
    """Why frictionless cannot work with a schema; empty where it can."""
    try:
        frictionless.Schema.from_descriptor(json.loads(schema))
    except frictionless.FrictionlessException as error:
        return error.error.message
    return ""


def findings(tables: Mapping[str, Checked]) -> Iterator[Problem]:
    """What frictionless finds in the tables, in our form."""
    asked = {name: _asked(table, tables) for name, table in tables.items()}
    new = {
        name: table
        for name, table in tables.items()
        if _ANSWERED.get(table.file.path, ((), ()))[0] != asked[name]
    }
    for name, problems in _found(new, tables):
        _ANSWERED[new[name].file.path] = (asked[name], problems)
    for table in tables.values():
        yield from _ANSWERED[table.file.path][1]


def _found(
    new: Mapping[str, Checked], tables: Mapping[str, Checked]
) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    """What it finds in some of them."""
    if not new:
        return
    resources: list[frictionless.Resource] = [
        _resource(name, table.schema, table) for name, table in new.items()
    ]
    resources += [_key_resource(name, tables[name]) for name in _referred(new)]
    package = frictionless.Package(resources=resources)
    translator = Translator(tables)
    for name in new:
        tasks = package.get_resource(name).validate(limit_errors=NO_LIMIT).tasks
        errors = [error for task in tasks for error in task.errors]
        yield name, tuple(problem for error in errors for problem in translator.problems(name, error))


def _asked(table: Checked, tables: Mapping[str, Checked]) -> tuple[object, ...]:
    """Everything that frictionless looks at to judge a table, and that its findings tell."""
    referred = [
        (tables[other].file.path, *map(tables[other].column, reference["fields"]))
        for reference in (key["reference"] for key in table.schema["foreignKeys"])
        for other in [reference["resource"].removesuffix(KEYS)]
    ]
    return (table.file, table.raw.content, json.dumps(table.schema), referred)


def _resource(name: str, schema: Mapping[str, Any], table: Checked) -> TableResource:
    """Columns of a table as frictionless reads them: from memory, so that its records are ours."""
    columns = [field["name"] for field in schema["fields"]]
    rows = [columns, *zip(*(table.column(column) for column in columns), strict=True)]
    return TableResource(
        name=name,
        data=lambda: iter(rows),
        format="inline",
        schema=frictionless.Schema.from_descriptor(dict(schema)),
    )


def _key_resource(name: str, table: Checked) -> TableResource:
    """Only the keys of a table: frictionless reads what a foreign key refers to again and again."""
    fields = [field for field in table.schema["fields"] if field["name"] in key(name)]
    plain = [{"name": field["name"], "type": field.get("type", "string")} for field in fields]
    return _resource(name + KEYS, {"fields": plain}, table)


def _referred(tables: Mapping[str, Checked]) -> set[str]:
    """The tables that foreign keys refer to."""
    stated = [key for table in tables.values() for key in table.schema["foreignKeys"]]
    return {key["reference"]["resource"].removesuffix(KEYS) for key in stated}
