"""The whole package as one SQLite file: typed, with its keys, and with the codebook inside."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from generator.downloads import readme
from generator.downloads.desk import FOLDER, Desk
from generator.downloads.envelope import plain
from generator.downloads.grids import Column, Grid, Value
from generator.model import TABLES, Table
from generator.outputs import Output

# Dates have no type of their own; in ISO form they sort and compare as they should.
TYPES = {"integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER"}


def files(desk: Desk) -> Iterator[Output]:
    """The database."""
    yield Output(path(desk), content(desk))


def path(desk: Desk) -> str:
    """Where the database is published."""
    return f"{FOLDER}/{desk.name}.sqlite"


def content(desk: Desk) -> bytes:
    """The bytes of the database; they depend on the data, and on the version of SQLite, alone."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("BEGIN")
        for table in TABLES:
            _create(connection, table, desk.tables[table.name])
            _fill(connection, table.name, desk.tables[table.name].rows)
        _describe(connection, desk)
        connection.execute("COMMIT")
        return connection.serialize()
    finally:
        connection.close()


def _create(connection: sqlite3.Connection, table: Table, grid: Grid) -> None:
    lines = [_declared(column) for column in grid.columns]
    lines.append(f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})")
    keys = {t.name: t.key for t in TABLES}
    referring = [(f.name, f.references) for f in table.fields if f.references]
    for name, target in referring:
        whole_key = ", ".join(map(_quoted, keys[target]))
        lines.append(f"FOREIGN KEY ({_quoted(name)}) REFERENCES {_quoted(target)} ({whole_key})")
    connection.execute(f"CREATE TABLE {_quoted(table.name)} (\n  " + ",\n  ".join(lines) + "\n)")
    for name, _ in referring:
        if name != table.key[0]:  # the index of the primary key serves for that one
            index, where = _quoted(f"{table.name}_{name}"), f"{_quoted(table.name)} ({_quoted(name)})"
            connection.execute(f"CREATE INDEX {index} ON {where}")


def _declared(column: Column) -> str:
    """A column with its type, and what may stand in it."""
    declared = f"{_quoted(column.name)} {TYPES.get(column.type, 'TEXT')}"
    if column.required:
        declared += " NOT NULL"
    if column.type == "boolean":
        declared += f" CHECK ({_quoted(column.name)} IN (0, 1))"
    return declared


def _fill(connection: sqlite3.Connection, table: str, rows: tuple[tuple[Value, ...], ...]) -> None:
    if rows:
        marks = ", ".join("?" for _ in rows[0])
        statement = f"INSERT INTO {_quoted(table)} VALUES ({marks})"  # noqa: S608 - our own names
        connection.executemany(statement, (tuple(map(plain, row)) for row in rows))


def _describe(connection: sqlite3.Connection, desk: Desk) -> None:
    """The codebook and the terms of use, in every language, as tables that sort behind the others."""
    connection.execute('CREATE TABLE "_package" ("language" TEXT, "what" TEXT, "value" TEXT)')
    connection.execute(
        'CREATE TABLE "_codebook" ("language" TEXT, "table" TEXT, "column" TEXT, "type" TEXT,'
        ' "title" TEXT, "description" TEXT)'
    )
    connection.execute(
        'CREATE TABLE "_values" ("language" TEXT, "table" TEXT, "column" TEXT, "value" TEXT, "label" TEXT)'
    )
    for language in desk.languages:
        _fill(connection, "_package", tuple((language, *fact) for fact in readme.facts(desk, language)))
        for grid in desk.tables.values():
            _fill(connection, "_codebook", tuple(_codebook(grid, language)))
            _fill(connection, "_values", tuple(_values(grid, language)))


def _codebook(grid: Grid, language: str) -> Iterator[tuple[Value, ...]]:
    title, description = grid.title.in_language(language), grid.description.in_language(language)
    yield language, grid.name, None, None, title, description
    for column in grid.columns:
        title, description = column.title.in_language(language), column.description.in_language(language)
        yield language, grid.name, column.name, column.type, title, description


def _values(grid: Grid, language: str) -> Iterator[tuple[Value, ...]]:
    for column in grid.columns:
        for value, label in column.values:
            yield language, grid.name, column.name, value, label.in_language(language) or None


def _quoted(name: str) -> str:
    """A name as SQL takes it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'
