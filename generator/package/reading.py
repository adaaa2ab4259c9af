"""A package on disk -> tables of typed rows, and every problem that is seen without comparing tables.

What is wrong with the cells is said by our types, and by frictionless (``checks``).
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.model import TABLES, RawTable
from generator.package import cells, checks, csvfile, descriptor, outlines, textfile
from generator.package.cells import Package, Row
from generator.package.finding import Finding, entries, mapping
from generator.package.translation import KEYS, Checked, key
from generator.problems import Problem

__all__ = ["Package", "Row", "read"]

FIELD_PROPERTIES = frozenset({"name", "type", "format", "constraints"})


def read(folder: Path, changed: Mapping[str, bytes] | None = None) -> tuple[Package | None, list[Problem]]:
    """Read a package folder: the package (None where the descriptor does not serve) and problems.

    ``changed`` are tables by name, as their files would be: nothing has to be written to be checked.
    """
    source, problems = descriptor.read(folder)
    if source is None:
        return None, problems
    found = source.found
    broken = descriptor.broken_tables(problems)
    problems += _missing_files(folder, found)
    contents: dict[str, csvfile.Contents] = {}
    for table in TABLES:
        if table.name not in broken:
            file = _file(folder, found, table.name)
            contents[table.name] = csvfile.read(file, (changed or {}).get(table.name))
            problems += contents[table.name].problems
    problems += _cells(folder, source, contents)
    whole = {name: c.table for name, c in contents.items() if c.table is not None and c.complete}
    tables = {name: tuple(_rows(folder, found, table)) for name, table in whole.items()}
    drawn, wrong = (None, []) if outlines.NAME in broken else outlines.read(folder, found)
    return Package(
        folder=folder,
        descriptor=found,
        raw=whole,
        tables=tables,
        descriptor_text=source.text,
        outlines=drawn,
    ), [*problems, *wrong]


def _rows(folder: Path, found: Mapping[str, Any], table: RawTable) -> Iterator[Row]:
    file = _file(folder, found, table.name)
    return cells.rows(descriptor.resource(found, table.name)["schema"], table, file.path.as_posix())


def _file(folder: Path, found: Mapping[str, Any], table: str) -> csvfile.CsvFile:
    resource = descriptor.resource(found, table)
    columns = tuple(field["name"] for field in resource["schema"]["fields"])
    return csvfile.CsvFile(table, folder / resource["path"], folder, columns)


def _missing_files(folder: Path, found: Mapping[str, Any]) -> Iterator[Problem]:
    """Files that the descriptor names beside our tables, and that cannot be read."""
    ours = {table.name for table in TABLES}
    for _, resource in entries(found, "resources"):
        path = mapping(resource).get("path")
        if isinstance(path, str) and resource.get("name") not in ours:
            text = textfile.read(folder / path, folder)
            if isinstance(text, textfile.Fault):
                file = csvfile.CsvFile(str(resource.get("name")), folder / path, folder, ())
                yield file.problem(text.rule, text.line, "", text.value, **text.details)


def _cells(
    folder: Path, source: descriptor.Descriptor, contents: Mapping[str, csvfile.Contents]
) -> Iterator[Problem]:
    """Everything that is wrong with the cells: by our types, which are stricter, and by frictionless."""
    found, readable = source.found, dict[str, RawTable]()
    for name, table in ((name, c.table) for name, c in contents.items()):
        if table is not None:
            wrong_schema = checks.wrong_schema(json.dumps(_schema(found, name, ())))
            if wrong_schema:
                details = {"found": wrong_schema}
                where = ("resources", descriptor.position(found, name), "schema")
                yield source.problem(Finding("descriptor-profile", where, "", details, name))
            else:
                readable[name] = table
    whole = [name for name in readable if contents[name].complete]
    tables = {
        name: Checked(_file(folder, found, name), table, _schema(found, name, whole))
        for name, table in readable.items()
    }
    wrong: set[tuple[str, int, str]] = set()
    for checked in tables.values():
        for problem in cells.wrong_types(checked.schema, checked.raw, checked.file.path.as_posix()):
            wrong.add(problem.cell)
            yield problem
    yield from (p for p in checks.findings(tables) if p.cell not in wrong)


def _schema(found: Mapping[str, Any], table: str, whole: Container[str]) -> dict[str, Any]:
    """What frictionless needs of a schema: no texts, and no foreign keys to tables that are not whole."""
    schema = descriptor.resource(found, table)["schema"]
    keys = []
    for stated in schema.get("foreignKeys", ()):
        referred = stated["reference"].get("resource") or table
        if referred in whole:
            reference = {"resource": referred + KEYS, "fields": stated["reference"]["fields"]}
            keys.append({"fields": stated["fields"], "reference": reference})
    fields = [
        {name: value for name, value in field.items() if name in FIELD_PROPERTIES}
        for field in schema["fields"]
    ]
    return {"fields": fields, "primaryKey": list(key(table)), "foreignKeys": keys}
