from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.package import declared, descriptor, profile
from generator.package.finding import Finding, short, shown_path
from tests.breakage import copy
from tests.worlds import NORLAND, REAL

Found = dict[str, Any]
Place = tuple[str, str]
FIELD = "resources.areas.schema.fields"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return copy(tmp_path)


def findings(package: Path, change: Callable[[Found], object]) -> list[Place]:
    path = package / descriptor.NAME
    found = json.loads(path.read_text(encoding="utf-8"))
    change(found)
    path.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return [(p.rule, p.column) for p in descriptor.read(package)[1]]


def areas(found: Found) -> Found:
    resource: Found = next(r for r in found["resources"] if r["name"] == "areas")
    return resource


def field(found: Found, name: str) -> Found:
    column: Found = next(f for f in areas(found)["schema"]["fields"] if f["name"] == name)
    return column


@pytest.mark.parametrize("folder", [NORLAND.folder, REAL.folder], ids=["norland", "real"])
def test_a_good_descriptor(folder: Path) -> None:
    found, problems = descriptor.read(folder)
    assert problems == []
    assert found is not None
    assert found.file == (folder / "datapackage.json").as_posix()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda d: d.pop("resources"), [("descriptor-profile", "")]),
        (lambda d: d.update(resources=[]), [("descriptor-profile", "resources")]),
        (lambda d: d.update(resources={"a": 1}), [("descriptor-profile", "resources")]),
        (lambda d: d["resources"].append("x"), [("descriptor-profile", "resources.21")]),
        (lambda d: d.pop("$schema"), [("descriptor-schema", "$schema")]),
        (lambda d: d.pop("synonyms"), []),
        (lambda d: d.update(synonyms=[]), []),
        (lambda d: d.update(synonyms="Saltholm"), [("descriptor-synonyms", "synonyms")]),
        (lambda d: d.update(synonyms=[["Saltholm", "-'-"]]), [("descriptor-synonyms", "synonyms.0")]),
        (
            lambda d: d.update(synonyms=[["Saltholm", "A"], ["B", "SALTHOLM"], ["C", "c"]]),
            [("descriptor-repeated", "synonyms.1.1"), ("descriptor-repeated", "synonyms.2.1")],
        ),
        (lambda d: d.pop("languages"), [("descriptor-languages", "languages")]),
        (lambda d: d.update(languages=[]), [("descriptor-languages", "languages")]),
        (lambda d: d.update(languages=["en", "en"]), [("descriptor-languages", "languages")]),
        (lambda d: d.update(languages=["en", 3]), [("descriptor-languages", "languages")]),
        (lambda d: d.update(languages=["English"]), [("descriptor-languages", "languages")]),
        (lambda d: d.update(languages=["en", "xx"]), [("descriptor-language", "languages.1")]),
        (lambda d: d.update(bbox="world"), [("descriptor-bbox", "bbox")]),
        (lambda d: d.update(bbox=[1, 2, 3]), [("descriptor-bbox", "bbox")]),
        (lambda d: d.update(bbox=[True, 2, 3, 4]), [("descriptor-bbox", "bbox")]),
        (lambda d: d.update(bbox=[0, 0, 0, 0]), [("descriptor-bbox", "bbox")]),
        (lambda d: d.update(bbox=[-181, 0, 1, 1]), [("descriptor-bbox", "bbox")]),
        (lambda d: d.update(publisher=3), [("descriptor-text", "publisher")]),
        (lambda d: d.update(contributors=["x"]), [("descriptor-text", "contributors.0")]),
        (lambda d: d.update(contact="ask me"), [("descriptor-contact", "contact")]),
        (lambda d: d.update(contact="a@example.org"), []),
        (lambda d: d.update(homepage=3), [("descriptor-url", "homepage")]),
        (lambda d: d.update(licenses=[{"path": "x"}]), [("descriptor-url", "licenses.0.path")]),
        (lambda d: d.update(licenses=[{}]), [("descriptor-profile", "licenses.0")]),
        (lambda d: d.update(keywords="x"), [("descriptor-profile", "keywords")]),
    ],
)
def test_the_whole(package: Path, change: Callable[[Found], object], expected: list[Place]) -> None:
    assert findings(package, change) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda r: r.pop("path"), [("descriptor-path", "resources.areas")]),
        (lambda r: r.update(path=["a.csv"]), [("descriptor-path", "resources.areas.path")]),
        (lambda r: r.update(path="/etc/passwd"), [("descriptor-path", "resources.areas.path")]),
        (lambda r: r.update(path="a/../../b.csv"), [("descriptor-path", "resources.areas.path")]),
        (lambda r: r.update(path="https://example.org/a.csv"), [("descriptor-path", "resources.areas.path")]),
        (lambda r: r.update(path="data\\areas.csv"), [("descriptor-path", "resources.areas.path")]),
        (lambda r: r.update(path=""), [("descriptor-path", "resources.areas.path")]),
        (lambda r: r.pop("schema"), [("descriptor-table-schema", "resources.areas")]),
        (lambda r: r["schema"].pop("fields"), [("descriptor-profile", "resources.areas.schema")]),
        (lambda r: r["schema"].update(fields=[]), [("descriptor-profile", "resources.areas.schema.fields")]),
        (lambda r: r["schema"].pop("primaryKey"), [("descriptor-key", "resources.areas.schema.primaryKey")]),
        (lambda r: r["schema"].update(primaryKey="area_id"), []),
        (lambda r: r["schema"].pop("foreignKeys"), [("descriptor-reference", "resources.areas.schema")]),
        (
            lambda r: r["schema"]["foreignKeys"].append({"fields": "name"}),
            [("descriptor-reference-key", "resources.areas.schema.foreignKeys.1")],
        ),
        (lambda r: r["schema"]["fields"].append(3), [("descriptor-profile", f"{FIELD}.11")]),
        (
            lambda r: r["schema"]["fields"].append({"name": "name", "type": "string"}),
            [("descriptor-repeated", f"{FIELD}.name.name")],
        ),
        (lambda r: r["schema"]["fields"].append({"name": "more", "type": "string"}), []),
        (
            lambda r: r.update(dialect={"delimiter": ";"}),
            [("descriptor-reading", "resources.areas.dialect.delimiter")],
        ),
        (lambda r: r.update(dialect={"delimiter": ","}), []),
        (
            lambda r: r.update(dialect={"commentChar": "#"}),
            [("descriptor-reading", "resources.areas.dialect.commentChar")],
        ),
        (
            lambda r: r["schema"].update(missingValues=["", "-"]),
            [("descriptor-reading", "resources.areas.schema.missingValues")],
        ),
        (lambda r: r.update(encoding="UTF-8"), []),
    ],
)
def test_a_table(package: Path, change: Callable[[Found], object], expected: list[Place]) -> None:
    assert findings(package, lambda d: change(areas(d))) == expected


@pytest.mark.parametrize(
    ("column", "change", "expected"),
    [
        ("latitude", {"type": "string", "constraints": {}}, [("descriptor-type", f"{FIELD}.latitude.type")]),
        ("latitude", {"type": "numbr"}, [("descriptor-type", f"{FIELD}.latitude.type")]),
        ("latitude", {"decimalChar": ","}, [("descriptor-reading", f"{FIELD}.latitude.decimalChar")]),
        ("latitude", {"groupChar": "."}, [("descriptor-reading", f"{FIELD}.latitude.groupChar")]),
        (
            "latitude",
            {"constraints": {"minimum": ""}},
            [("descriptor-bound", f"{FIELD}.latitude.constraints.minimum")],
        ),
        ("name", {"constraints": None}, [("descriptor-required", f"{FIELD}.name.constraints")]),
        ("name", {"title": 3}, [("descriptor-profile", f"{FIELD}.name.title")]),
        (
            "name",
            {"constraints": {"required": True, "pattern": "("}},
            [("descriptor-pattern", f"{FIELD}.name.constraints.pattern")],
        ),
        ("kind", {"constraints": {"required": True}}, [("descriptor-enum", f"{FIELD}.kind.constraints")]),
        ("locator", {"name": "place"}, [("descriptor-column", FIELD)]),
        (
            "locator",
            {"name": ["a"]},
            [("descriptor-column", FIELD), ("descriptor-profile", f"{FIELD}.10.name")],
        ),
    ],
)
def test_a_column(package: Path, column: str, change: Found, expected: list[Place]) -> None:
    assert findings(package, lambda d: field(d, column).update(change)) == expected


@pytest.mark.parametrize("content", [b"", b"\xff", b"{", b"[1]", b'"x"', b"null", b"[" * 100_000])
def test_what_is_no_descriptor(package: Path, content: bytes) -> None:
    (package / descriptor.NAME).write_bytes(content)
    found, problems = descriptor.read(package)
    assert found is None
    assert len(problems) == 1


def test_a_byte_order_mark_does_not_hide_the_rest(package: Path) -> None:
    path = package / descriptor.NAME
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    found, problems = descriptor.read(package)
    assert found is not None
    assert [p.rule for p in problems] == ["byte-order-mark"]


def test_findings_name_the_line(package: Path) -> None:
    path = package / descriptor.NAME
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(i for i, line in enumerate(lines, 1) if '"homepage"' in line)
    lines[number - 1] = '  "homepage": "norland",'
    path.write_text("\n".join(lines), encoding="utf-8")
    assert [(p.rule, p.line) for p in descriptor.read(package)[1]] == [("descriptor-url", number)]


def test_the_bounding_box_is_that_of_a_sound_descriptor() -> None:
    assert descriptor.bounding_box({"bbox": [3.2, 50, 7, 53]}) is not None
    assert descriptor.bounding_box({"bbox": ["3", 50, 7, 53]}) is None
    assert descriptor.bounding_box({}) is None


def test_a_path_is_shown_with_names() -> None:
    found = {"resources": [{"name": "areas", "x": [1]}, {}]}
    assert shown_path(found, ("resources", 0, "x", 0)) == "resources.areas.x.0"
    assert shown_path(found, ("resources", 1, "y", 2)) == "resources.1.y.2"
    assert short("text") == "text"
    assert short({"a": [1]}) == '{"a": [1]}'


@pytest.mark.parametrize(
    "value", [None, 3, "x", [], [3], {"resources": 3}, {"resources": [3, None, {"name": []}]}]
)
def test_no_shape_is_a_surprise(value: Any) -> None:
    found = value if isinstance(value, dict) else {"resources": value, "languages": value, "bbox": value}
    for finding in [*declared.findings(found, ("en",)), *profile.findings(found)]:
        assert isinstance(finding, Finding)
