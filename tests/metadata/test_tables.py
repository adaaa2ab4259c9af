"""The tables as others read them, with the description beside them and a package that knows the standard."""

from __future__ import annotations

import csv
import json
import warnings
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import csvw  # type: ignore[import-untyped]
import pytest

from generator.metadata import tables
from generator.model import TABLES
from tests.metadata.support import changed, register
from tests.worlds import NORLAND, REAL, WORLDS, World


def publish(world: World, folder: Path) -> Path:
    """The tables with their description beside them; gives where that stands."""
    for name in world.tables:
        (folder / f"{name}.csv").write_bytes(world.downloads[f"data/{name}.csv"])
    [output] = tables.files(register(world))
    path = folder / Path(output.path).name
    path.write_bytes(output.content)
    return path


def is_valid(path: Path) -> bool:
    """What ``csvwvalidate`` says, which takes every warning for an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        try:
            return bool(csvw.CSVW(str(path), validate=True).is_valid)
        except ValueError:
            return False


@pytest.fixture(scope="module", params=sorted(WORLDS))
def group(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Path]:
    world = WORLDS[request.param]
    return world, publish(world, tmp_path_factory.mktemp(request.param))


def test_it_is_valid(group: tuple[World, Path]) -> None:
    assert is_valid(group[1])


def said(value: object) -> str:
    """A value as it stands in a cell of the package."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if hasattr(value, "unsplit"):  # the parts of a web address
        return str(value.unsplit())
    return "" if value is None else str(value)


def test_it_reads_the_same_rows(group: tuple[World, Path]) -> None:
    world, path = group
    found = {t.local_name: list(t.iterdicts()) for t in csvw.TableGroup.from_file(path).tables}
    assert set(found) == {f"{name}.csv" for name in world.tables}
    for name, rows in world.tables.items():
        read = [{column: said(value) for column, value in row.items()} for row in found[f"{name}.csv"]]
        assert [list(row) for row in read] == [list(row) for row in rows], name
        same = [row for row, original in zip(read, rows, strict=True) if not equal(row, original)]
        assert same == [], name


def equal(read: Mapping[str, str], original: Mapping[str, str]) -> bool:
    """The same cells; a number may be written in another way."""
    return all(value == original[c] or Decimal(value) == Decimal(original[c]) for c, value in read.items())


def test_values_have_their_type(group: tuple[World, Path]) -> None:
    _, path = group
    found = {t.local_name: list(t.iterdicts()) for t in csvw.TableGroup.from_file(path).tables}
    kinds = {type(row["value_low"]) for row in found["targets.csv"]} - {type(None)}
    assert kinds == {Decimal}
    assert {type(row["additive"]) for row in found["metrics.csv"]} == {bool}
    assert {type(row["date"]) for row in found["changes.csv"]} == {datetime}


def test_columns_are_named_in_every_language(group: tuple[World, Path]) -> None:
    world, path = group
    described = json.loads(path.read_text(encoding="utf-8"))
    for table in described["tables"]:
        for column in table["tableSchema"]["columns"]:
            assert set(column["titles"]) == {"und", *world.languages}
            assert column["titles"]["und"] == column["name"]
            assert {d["@language"] for d in column["dc:description"]} == set(world.languages)


def test_every_key_and_reference_is_told(group: tuple[World, Path]) -> None:
    _, path = group
    described = json.loads(path.read_text(encoding="utf-8"))
    by_name = {table["url"].removesuffix(".csv"): table["tableSchema"] for table in described["tables"]}
    for table in TABLES:
        schema = by_name[table.name]
        assert tuple(schema["primaryKey"]) == table.key
        strict = {
            (*key["columnReference"], key["reference"]["resource"]) for key in schema.get("foreignKeys", [])
        }
        loose = {
            (column["name"], reference["@id"])
            for column in schema["columns"]
            for reference in column.get("dc:references", [])
        }
        wanted = {(f.name, f"{f.references}.csv") for f in table.fields if f.references}
        assert strict | loose == wanted
        assert not strict & loose
        assert {column for column, _ in loose} == {
            f.name for f in table.fields if f.references and f.optional
        }


def test_the_facts_are_those_of_the_descriptor(group: tuple[World, Path]) -> None:
    world, path = group
    described = json.loads(path.read_text(encoding="utf-8"))
    original = json.loads((world.folder / "datapackage.json").read_text(encoding="utf-8"))
    first, second = original["languages"]
    assert described["dc:title"] == [
        {"@value": original["title"], "@language": first},
        {"@value": original[f"title@{second}"], "@language": second},
    ]
    assert described["dc:license"] == {"@id": original["licenses"][0]["path"]}


def spoil(path: Path, name: str, change: Any) -> None:
    """Rewrite a table after a change to its rows."""
    file = path.with_name(f"{name}.csv")
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    change(rows)
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("targets", lambda rows: rows[0].update(value_low="many")),
        ("targets", lambda rows: rows[0].update(qualifier="certainly")),
        ("targets", lambda rows: rows[0].update(metric_id="")),
        ("areas", lambda rows: rows[0].update(area_id="Not A Slug")),
        ("areas", lambda rows: rows[0].update(latitude="412")),
        ("areas", lambda rows: rows[0].update(name="")),
        ("metrics", lambda rows: rows[0].update(additive="perhaps")),
        ("metrics", lambda rows: rows.append(dict(rows[0]))),
        ("changes", lambda rows: rows[0].update(date="next week")),
    ],
)
def test_a_table_that_breaks_it_is_refused(name: str, change: Any, tmp_path: Path) -> None:
    path = publish(NORLAND, tmp_path)
    spoil(path, name, change)
    assert not is_valid(path)


def test_a_reference_to_nothing_is_refused(tmp_path: Path) -> None:
    path = publish(NORLAND, tmp_path)
    spoil(path, "area_alliances", lambda rows: rows[0].update(alliance_id="nobody"))
    assert not is_valid(path)


def test_a_package_without_a_licence_gives_none(tmp_path: Path) -> None:
    found = tables.metadata(changed(NORLAND, tmp_path, lambda d: d.pop("licenses")))
    assert "dc:license" not in found


def test_it_is_the_same_every_time() -> None:
    assert [o.content for o in tables.files(register(REAL))] == [
        o.content for o in tables.files(register(REAL))
    ]
