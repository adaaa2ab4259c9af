"""The SQLite database: every cell, every key, and the codebook inside."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from generator.model import TABLES
from tests.downloads.support import schema, table
from tests.worlds import World


@pytest.fixture
def database(shown: World, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "shown.sqlite"
    path.write_bytes(shown.downloads[f"data/{shown.dataset.info.name}.sqlite"])
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def meant(value: object, kind: str) -> object:
    if value is None:
        return None
    if kind == "boolean":
        assert value in (0, 1)
        return bool(value)
    return Decimal(repr(value)) if kind == "number" else value


def test_it_equals_the_package_cell_for_cell(shown: World, database: sqlite3.Connection) -> None:
    for spec in TABLES:
        kinds = {c: f.get("type", "string") for c, f in schema(shown, spec.name).items()}
        found = [
            {column: meant(row[column], kinds[column]) for column in row.keys()}  # noqa: SIM118 - no dict
            for row in database.execute(f'SELECT * FROM "{spec.name}" ORDER BY rowid')  # noqa: S608
        ]
        expected = [
            {c: v.isoformat() if kinds[c] == "date" and v else v for c, v in row.items()}  # type: ignore[union-attr]
            for row in table(shown, spec.name)
        ]
        assert found == expected, spec.name


def test_numbers_and_texts_are_stored_as_such(shown: World, database: sqlite3.Connection) -> None:
    stored = {"integer": {"integer"}, "number": {"integer", "real"}, "boolean": {"integer"}}
    for spec in TABLES:
        for column, field in schema(shown, spec.name).items():
            query = f'SELECT DISTINCT typeof("{column}") FROM "{spec.name}"'  # noqa: S608
            types = {row[0] for row in database.execute(query)}
            assert types <= {"null"} | stored.get(field.get("type", "string"), {"text"}), (spec.name, column)


def test_it_has_its_keys(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    for spec in TABLES:
        columns = database.execute(f'PRAGMA table_info("{spec.name}")').fetchall()
        assert tuple(c["name"] for c in sorted(columns, key=lambda c: c["pk"]) if c["pk"]) == spec.key
        keys = database.execute(f'PRAGMA foreign_key_list("{spec.name}")').fetchall()
        assert {(k["from"], k["table"]) for k in keys} == {
            (f.name, f.references) for f in spec.fields if f.references
        }


def test_a_key_that_leads_nowhere_would_be_found(shown: World) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(shown.downloads[f"data/{shown.dataset.info.name}.sqlite"])
        connection.execute("UPDATE targets SET metric_id = 'nothing'")
        assert connection.execute("PRAGMA foreign_key_check").fetchall() != []


def test_the_codebook_is_inside(shown: World, database: sqlite3.Connection) -> None:
    for number, language in enumerate(shown.languages):
        mark = f"@{language}" if number else ""
        for spec in TABLES:
            query = (
                'SELECT "column", title, description, type FROM _codebook WHERE language = ? AND "table" = ?'
            )
            rows = database.execute(query, (language, spec.name)).fetchall()
            assert rows[0]["column"] is None
            expected = [
                (name, field[f"title{mark}"], field[f"description{mark}"], field.get("type", "string"))
                for name, field in schema(shown, spec.name).items()
            ]
            assert [tuple(row) for row in rows[1:]] == expected
        said = {
            row["value"]
            for row in database.execute("SELECT value FROM _package WHERE language = ?", (language,))
        }
        assert {shown.dataset.info.version, str(shown.dataset.info.date)} <= said


def test_the_settings_for_datasette_name_what_is_there(shown: World, database: sqlite3.Connection) -> None:
    settings = json.loads(shown.downloads["data/datasette.json"])
    assert settings["license"]
    [(name, found)] = settings["databases"].items()
    assert f"data/{name}.sqlite" in shown.downloads
    for spec, described in found["tables"].items():
        columns = {c["name"] for c in database.execute(f'PRAGMA table_info("{spec}")')}
        assert set(described["columns"]) == columns
        assert described.get("label_column", spec) in columns | {spec}
