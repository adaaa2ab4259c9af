from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import load, locale, problems
from generator.validate import validate
from tests.breakage import copy, found, overlay, replace, rules
from tests.worlds import NORLAND, REAL

CELLS = st.sampled_from(
    ["", " ", "NaN", "10.166", '"1,5"', "-1", "=1", "<b>", "\x1b[31m", "\u202e", "TRUE", "{x}", "a" * 6000,
     "../x", "[red]x", "\\", '"', "old-harbour", "homes_new", "K001", "2030", "\ufeff", "\u00e9"]
)  # fmt: skip
FILES = sorted(path.name for path in (NORLAND.folder / "data").iterdir())
JSON_VALUES = st.sampled_from(
    [None, True, -1, 1e300, "", "x", [], {}, ["a"], [None], {"name": "targets"}, "("]
)


@pytest.mark.parametrize("folder", [NORLAND.folder, REAL.folder], ids=["norland", "real"])
def test_a_good_package_has_no_problem(folder: Path) -> None:
    package, listed = validate(folder)
    assert package is not None
    assert listed == []


def test_without_a_descriptor_there_is_no_package(tmp_path: Path) -> None:
    package, listed = validate(tmp_path)
    assert package is None
    assert [p.rule for p in listed] == ["descriptor-missing"]


def test_problems_stand_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    package = copy(tmp_path)
    for rule in ("whole-number", "coordinates", "html-tag", "discrepancy-used", "surrounding-space"):
        overlay(package, rule)
    places = [(p.file, p.line) for p in found(package)]
    assert places == sorted(places)
    assert len({file for file, _ in places}) == 4


TIDES = "northern-quays-tides,northern-quays,"
PACT = "https://example.org/archive/pact.pdf"


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("sources", PACT, "ftp://x", ["web-address"]),
        ("sources", PACT, "<b>", ["web-address"]),
        ("bottlenecks", TIDES, "northern-quays-tides,@northern,", ["foreign-key"]),
        ("bottlenecks", TIDES, "northern-quays-tides,old\u200b-harbour,", ["control-character"]),
        ("areas", "\nquiet-moor,", "\nQuiet Moor,", ["constraint-pattern", "foreign-key"]),
        ("areas", ",42.0,-28.0,", ",92.0,-28.0,", ["constraint-maximum"]),
        ("targets", "ferries,0,0,", "ferries,=0,0,", ["type-number"]),
        ("municipalities", "K020,Oldmere,oldmere", "K020,Oldmere,ternby", ["constraint-unique"]),
        ("changes", "first-edition,2025-04-01,0.1.0", "first-edition,2025-04-01,v1", ["version"]),
        ("metrics", "\nbudget,", "\n,", ["constraint-required", "foreign-key"]),
    ],
)
def test_a_mistake_is_told_once(file: str, old: str, new: str, expected: list[str], tmp_path: Path) -> None:
    package = copy(tmp_path)
    replace(package / f"data/{file}.csv", old, new)
    assert sorted(set(rules(package)) - {"unsorted"}) == expected


def check(folder: Path) -> None:
    """Whatever is in the folder, the answer is a list of problems that can be shown."""
    package, listed = validate(folder)
    for language in locale.available():
        texts = locale.load(language)
        assert len(list(problems.as_text(listed, texts))) > len(listed)
        assert len(json.loads(problems.as_json(listed, texts))["problems"]) == len(listed)
        assert len(problems.as_github(listed, texts).splitlines()) == len(listed)
    facts = [(p.cell, p.rule, p.value, tuple(p.details.items())) for p in listed]
    assert len(facts) == len(set(facts))
    if not problems.has_errors(listed):
        assert package is not None
        load.dataset(package)


@settings(max_examples=12, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_change_in_a_table_makes_it_stumble(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        package = copy(Path(folder))
        for name in data.draw(st.lists(st.sampled_from(FILES), min_size=1, max_size=4, unique=True)):
            path = package / "data" / name
            lines = path.read_bytes().split(b"\n")
            number = data.draw(st.integers(0, len(lines) - 1))
            cells = lines[number].split(b",")
            column = data.draw(st.integers(0, len(cells) - 1))
            cells[column] = data.draw(CELLS).encode() + data.draw(st.binary(max_size=2))
            keep = data.draw(st.sampled_from([0, 1, 1, 1, 2]))
            lines[number : number + 1] = [b",".join(cells)] * keep
            path.write_bytes(b"\n".join(lines))
        check(package)


@settings(max_examples=12, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_change_in_the_descriptor_makes_it_stumble(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        package = copy(Path(folder))
        path = package / "datapackage.json"
        whole = json.loads(path.read_text(encoding="utf-8"))
        for _ in range(data.draw(st.integers(1, 3))):
            value, depth = whole, data.draw(st.integers(1, 8))
            for level in range(depth):
                keys = sorted(value) if isinstance(value, dict) else list(range(len(value)))
                if not keys:
                    break
                key = data.draw(st.sampled_from(keys))
                if level == depth - 1 or not isinstance(value[key], dict | list):
                    value[key] = data.draw(JSON_VALUES)
                    break
                value = value[key]
        path.write_text(json.dumps(whole), encoding="utf-8")
        check(package)


@settings(max_examples=12, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(["datapackage.json", *FILES]), content=st.binary(max_size=300))
def test_any_bytes_are_an_answer(name: str, content: bytes) -> None:
    with TemporaryDirectory() as folder:
        package = copy(Path(folder))
        (package / ("" if name.endswith("json") else "data") / name).write_bytes(content)
        check(package)


def test_an_empty_folder_and_a_folder_of_folders(tmp_path: Path) -> None:
    check(tmp_path)
    package = copy(tmp_path)
    shutil.rmtree(package / "data")
    check(package)
    (package / "data").mkdir()
    for name in FILES:
        (package / "data" / name).mkdir()
    assert set(rules(package)) == {"not-a-file"}
