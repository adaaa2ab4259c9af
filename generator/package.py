"""A package on disk -> tables of typed rows, and every problem that is seen without comparing tables.

The only importer of frictionless: its findings leave here as problems of ours, with the line in
the file (frictionless counts records) and without its limit of a thousand.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frictionless
from frictionless.resources import TableResource

from generator import cells, csvfile, descriptor, textfile
from generator.cells import Package, Row
from generator.finding import entries, mapping
from generator.model import TABLES, RawTable
from generator.problems import NearMiss, Problem, near_miss

__all__ = ["Package", "Row", "read"]

NO_LIMIT = 10**9
CONSTRAINT = re.compile(r'constraint "(?P<name>\w+)" is "(?P<value>.*)"', re.DOTALL)
SAME_ROW = re.compile(r"row at position (\d+)")
# Marks the resource that holds just the keys of a table.
KEYS = ".keys"
FIELD_PROPERTIES = frozenset({"name", "type", "format", "constraints"})
KNOWN_CONSTRAINTS = frozenset({"required", "enum", "pattern", "unique", "minimum", "maximum"})


def read(folder: Path) -> tuple[Package | None, list[Problem]]:
    """Read a package folder: the package (None where the descriptor does not serve) and problems."""
    source, problems = descriptor.read(folder)
    if source is None:
        return None, problems
    found = source.found
    broken = descriptor.broken_tables(problems)
    problems += _missing_files(folder, found)
    contents: dict[str, csvfile.Contents] = {}
    for table in TABLES:
        if table.name not in broken:
            contents[table.name] = csvfile.read(_file(folder, found, table.name))
            problems += contents[table.name].problems
    problems += _cells(folder, found, contents)
    whole = {name: c.table for name, c in contents.items() if c.table is not None and c.complete}
    tables = {name: tuple(_rows(folder, found, table)) for name, table in whole.items()}
    return Package(folder=folder, source=source, raw=whole, tables=tables), problems


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


# --- the cells, by frictionless ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Table:
    """A table to be checked, with its schema in the form that frictionless gets."""

    file: csvfile.CsvFile
    raw: RawTable
    schema: Mapping[str, Any]

    def column(self, name: str) -> list[str]:
        """The cells of a column, without spaces around them."""
        position = self.raw.header.index(name)
        return [row[position].strip() for row in self.raw.rows]

    def cell(self, row_number: int, column: str) -> str:
        """The cell in a record as frictionless counts them: the first after the header is 2."""
        return self.raw.rows[row_number - 2][self.raw.header.index(column)].strip()


def _cells(
    folder: Path, found: Mapping[str, Any], contents: Mapping[str, csvfile.Contents]
) -> Iterator[Problem]:
    """Everything that is wrong with the cells: by our types, which are stricter, and by frictionless."""
    readable: dict[str, RawTable] = {}
    for name, table in ((name, c.table) for name, c in contents.items()):
        if table is not None:
            try:
                frictionless.Schema.from_descriptor(_schema(found, name, ()))
                readable[name] = table
            except frictionless.FrictionlessException as error:
                yield _undeclared(folder, name, error)
    whole = [name for name in readable if contents[name].complete]
    tables = {
        name: _Table(_file(folder, found, name), table, _schema(found, name, whole))
        for name, table in readable.items()
    }
    wrong: set[tuple[str, int, str]] = set()
    for checked in tables.values():
        for problem in cells.wrong_types(checked.schema, checked.raw, checked.file.path.as_posix()):
            wrong.add(problem.cell)
            yield problem
    yield from (p for p in _frictionless(tables) if p.cell not in wrong)


def _schema(found: Mapping[str, Any], table: str, whole: Container[str]) -> dict[str, Any]:
    """What frictionless needs of a schema: no texts, and no foreign keys to tables that are not whole."""
    schema = descriptor.resource(found, table)["schema"]
    keys = []
    for key in schema.get("foreignKeys", ()):
        referred = key["reference"].get("resource") or table
        if referred in whole:
            reference = {"resource": referred + KEYS, "fields": key["reference"]["fields"]}
            keys.append({"fields": key["fields"], "reference": reference})
    fields = [
        {name: value for name, value in field.items() if name in FIELD_PROPERTIES}
        for field in schema["fields"]
    ]
    return {"fields": fields, "primaryKey": list(_key(table)), "foreignKeys": keys}


def _key(table: str) -> tuple[str, ...]:
    return next(t.key for t in TABLES if t.name == table)


def _undeclared(folder: Path, table: str, error: frictionless.FrictionlessException) -> Problem:
    return Problem(
        rule="descriptor-profile",
        file=(folder / descriptor.NAME).as_posix(),
        table=table,
        column=f"resources.{table}.schema",
        details={"found": error.error.message},
    )


def _frictionless(tables: Mapping[str, _Table]) -> Iterator[Problem]:
    """What frictionless finds in the tables, in our form."""
    if not tables:
        return
    resources: list[frictionless.Resource] = [
        _resource(name, table.schema, table) for name, table in tables.items()
    ]
    resources += [_key_resource(name, tables[name]) for name in _referred(tables)]
    report = frictionless.Package(resources=resources).validate(limit_errors=NO_LIMIT)
    near: dict[tuple[str, str], NearMiss] = {}
    for task in report.tasks:
        if task.name not in tables:
            continue
        for error in task.errors:
            if error.type == "foreign-key":
                yield from _foreign_key(tables, task.name, error, near)
            else:
                yield from _translated(tables[task.name], error)


def _resource(name: str, schema: Mapping[str, Any], table: _Table) -> TableResource:
    """Columns of a table as frictionless reads them: from memory, so that its records are ours."""
    columns = [field["name"] for field in schema["fields"]]
    rows = [columns, *zip(*(table.column(column) for column in columns), strict=True)]
    return TableResource(
        name=name,
        data=lambda: iter(rows),
        format="inline",
        schema=frictionless.Schema.from_descriptor(dict(schema)),
    )


def _key_resource(name: str, table: _Table) -> TableResource:
    """Only the keys of a table: frictionless reads what a foreign key refers to again and again."""
    key = table.schema["primaryKey"]
    fields = [field for field in table.schema["fields"] if field["name"] in key]
    plain = [{"name": field["name"], "type": field.get("type", "string")} for field in fields]
    return _resource(name + KEYS, {"fields": plain}, table)


def _referred(tables: Mapping[str, _Table]) -> set[str]:
    """The tables that foreign keys refer to."""
    keys = [key for table in tables.values() for key in table.schema["foreignKeys"]]
    return {key["reference"]["resource"].removesuffix(KEYS) for key in keys}


def _translated(table: _Table, error: frictionless.Error) -> Iterator[Problem]:
    row, column = getattr(error, "row_number", 0), getattr(error, "field_name", "")
    line = table.raw.lines[row - 2] if row >= 2 else 0
    cell = table.cell(row, column) if line and column else ""
    if error.type == "type-error":
        yield table.file.problem("type-other", line, column, cell, expected=error.note)
    elif error.type in ("constraint-error", "unique-error"):
        yield _constraint(table, line, column, cell, error.note)
    elif error.type == "primary-key":
        yield from _primary_key(table, row, line, error.note)
    else:
        yield table.file.problem("frictionless", line, column, cell, found=f"{error.type}: {error.note}")


def _constraint(table: _Table, line: int, column: str, cell: str, note: str) -> Problem:
    match = CONSTRAINT.search(note)
    name = match["name"] if match else "unique"
    if name not in KNOWN_CONSTRAINTS:
        return table.file.problem("constraint-other", line, column, cell, found=note)
    if name == "unique":
        first = table.raw.lines[table.column(column).index(cell)]
        return table.file.problem("constraint-unique", line, column, cell, first=str(first))
    field = table.schema["fields"][table.raw.header.index(column)]
    expected = field["constraints"][name]
    if name != "enum":
        return table.file.problem(f"constraint-{name}", line, column, cell, expected=str(expected))
    allowed = [str(word) for word in expected]
    return table.file.problem(
        "constraint-enum",
        line,
        column,
        cell,
        expected=", ".join(allowed),
        suggestion=near_miss(cell, allowed),
    )


def _primary_key(table: _Table, row: int, line: int, note: str) -> Iterator[Problem]:
    """A key that stood before; an empty or mistyped part of a key is told as that."""
    columns = _key(table.file.table)
    match = SAME_ROW.search(note)
    if match:
        first = table.raw.lines[int(match[1]) - 2]
        value = "/".join(table.cell(row, column) for column in columns)
        yield table.file.problem("primary-key", line, ", ".join(columns), value, first=str(first))


def _foreign_key(
    tables: Mapping[str, _Table],
    name: str,
    error: frictionless.Error,
    near: dict[tuple[str, str], NearMiss],
) -> Iterator[Problem]:
    """What a row refers to is missing: in which table and column it should be, and what looks like it."""
    table = tables[name]
    row: int = getattr(error, "row_number", 0)
    reference: str = getattr(error, "reference_name", "").removesuffix(KEYS)
    columns = zip(getattr(error, "field_names", ()), getattr(error, "reference_field_names", ()), strict=True)
    for column, key in columns:
        if (reference, key) not in near:
            near[reference, key] = NearMiss(tables[reference].column(key))
        cell = table.cell(row, column)
        yield table.file.problem(
            "foreign-key",
            table.raw.lines[row - 2],
            column,
            cell,
            reference=tables[reference].file.path.as_posix(),
            key=key,
            suggestion=near[reference, key](cell),
        )
