"""Help in an editor: the schemas accept what ``atlas validate`` accepts, and show what it would refuse."""

from __future__ import annotations

import copy
import fnmatch
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator import locale, outputs
from generator.editing import schemas
from generator.editing.choices import Choices
from generator.model import TABLES
from generator.validate import validate
from tests.breakage import copy as copied
from tests.downloads.support import table
from tests.editing.support import run
from tests.worlds import NORLAND, REAL, ROOT, WORLDS, World

SETTINGS = ROOT / ".vscode" / "settings.json"


@cache
def made(name: str, language: str = "nl") -> dict[str, Any]:
    """The schemas of a package by the name of their file."""
    package, _ = validate(WORLDS[name].folder)
    assert package is not None
    planned = outputs.plan(schemas.files(Choices(package, locale.load(language))))
    return {path: json.loads(content) for path, content in planned.items()}


def wrong(schema: Any, found: Any) -> list[tuple[str | int, ...]]:
    """The places that a validator which is not ours finds wrong."""
    checker = jsonschema.Draft7Validator(schema)
    return [tuple(error.absolute_path) for error in checker.iter_errors(found)]


def described(world: World) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((world.folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", WORLDS)
def test_what_is_right_is_accepted(name: str, language: str) -> None:
    found = made(name, language)
    assert {*found} == {schemas.DESCRIPTOR, *(f"{t.name}.schema.json" for t in TABLES)}
    for schema in found.values():
        jsonschema.Draft7Validator.check_schema(schema)
    assert wrong(found[schemas.DESCRIPTOR], described(WORLDS[name])) == []
    for spec in TABLES:
        rows = [
            {c: _json(v) for c, v in row.items() if v is not None} for row in table(WORLDS[name], spec.name)
        ]
        assert wrong(found[f"{spec.name}.schema.json"], rows) == [], spec.name


def _json(value: Any) -> Any:
    if isinstance(value, bool | int | str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else float(value)


def resource(found: dict[str, Any], name: str) -> dict[str, Any]:
    listed: list[dict[str, Any]] = found["resources"]
    return next(r for r in listed if r["name"] == name)


def field(found: dict[str, Any], name: str, column: str) -> dict[str, Any]:
    listed: list[dict[str, Any]] = resource(found, name)["schema"]["fields"]
    return next(f for f in listed if f["name"] == column)


MISTAKES: dict[str, Callable[[dict[str, Any]], object]] = {
    "descriptor-languages": lambda d: d.pop("languages"),
    "descriptor-language": lambda d: d["languages"].append("xx"),
    "descriptor-schema": lambda d: d.update({"$schema": "https://example.org/"}),
    "descriptor-bbox": lambda d: d.update(bbox=[1, 2, 3]),
    "descriptor-synonyms": lambda d: d.update(synonyms=[["one"]]),
    "descriptor-url": lambda d: d.update(homepage="example.org"),
    "version": lambda d: d.update(version="1.2"),
    "descriptor-table": lambda d: d["resources"].remove(resource(d, "areas")),
    "descriptor-path": lambda d: resource(d, "areas").pop("path"),
    "descriptor-table-schema": lambda d: resource(d, "areas").update(schema=3),
    "descriptor-column": lambda d: field(d, "areas", "name").update(name="nmae"),
    "descriptor-type": lambda d: field(d, "targets", "value_low").update(type="integer"),
    "descriptor-required": lambda d: field(d, "areas", "name")["constraints"].pop("required"),
    "descriptor-enum": lambda d: field(d, "areas", "kind")["constraints"]["enum"].append("isle"),
    "descriptor-key": lambda d: resource(d, "members")["schema"].update(primaryKey=["organisation"]),
}


@pytest.mark.parametrize("rule", MISTAKES)
def test_what_validate_refuses_in_the_descriptor_the_editor_shows(rule: str, tmp_path: Path) -> None:
    package = copied(tmp_path)
    found = copy.deepcopy(described(NORLAND))
    MISTAKES[rule](found)
    (package / "datapackage.json").write_text(json.dumps(found), encoding="utf-8")
    assert rule in {problem.rule for problem in validate(package)[1]}
    assert wrong(made("norland")[schemas.DESCRIPTOR], found) != []


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ({"kind": "isle"}, (0, "kind")),
        ({"area_id": "Far Isle"}, (0, "area_id")),
        ({"latitude": "42"}, (0, "latitude")),
        ({"latitude": 91}, (0, "latitude")),
        ({"nmae": "x"}, (0,)),
        ({"name": None}, (0, "name")),
    ],
)
def test_what_is_wrong_in_a_row_is_shown(cells: dict[str, Any], place: tuple[str | int, ...]) -> None:
    row = {k: v for k, v in NORLAND.tables["areas"][0].items() if v and k not in ("latitude", "longitude")}
    schema = made("norland")["areas.schema.json"]
    assert wrong(schema, [row]) == []
    assert wrong(schema, [row | cells]) == [place]


def test_the_schemas_in_the_repository_are_those_of_the_package() -> None:
    """After a change of the descriptor: atlas schemas."""
    kept = {path.name: path.read_bytes() for path in (ROOT / ".vscode" / "schemas").iterdir()}
    package, _ = validate(REAL.folder)
    assert package is not None
    assert kept == outputs.plan(schemas.files(Choices(package, locale.load("nl"))))


def test_the_editor_knows_which_schema_is_for_what() -> None:
    settings = json.loads(SETTINGS.read_text(encoding="utf-8"))["json.schemas"]
    known = {pattern: ROOT / entry["url"] for entry in settings for pattern in entry["fileMatch"]}
    assert all(path.is_file() for path in known.values())
    assert {path.name for path in known.values()} == {*made("real")}

    def schema(file: str) -> list[str]:
        return [path.name for pattern, path in known.items() if fnmatch.fnmatch(file, pattern.lstrip("/"))]

    assert schema("datapackage/datapackage.json") == [schemas.DESCRIPTOR]
    assert schema("new.areas.json") == ["areas.schema.json"]
    for spec in TABLES:
        assert schema(schemas.match(spec.name).replace("*", "x")) == [f"{spec.name}.schema.json"]


def test_the_command_writes_them_beside_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text("{}")
    result = run("schemas", tmp_path, "--package", NORLAND.folder)
    assert (result.exit_code, result.stdout) == (0, f"22 schemas written in {tmp_path}.\n")
    assert len(list(tmp_path.iterdir())) == 23
