from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from generator import package as packages
from generator.model import RawTable
from generator.package import translation
from generator.package.cells import without_separators
from generator.package.csvfile import CsvFile
from generator.package.values import PARSERS
from tests.breakage import copy, found, overlay, replace, rules


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return copy(tmp_path)


def places(package: Path) -> list[tuple[str, int, str, str]]:
    return [(p.rule, p.line, p.column, p.value) for p in found(package)]


def test_rows_have_types_and_texts(package: Path) -> None:
    read, problems = packages.read(package)
    assert read is not None
    assert problems == []
    row = next(r for r in read.rows("targets") if r["target_id"] == "northern-quays-homes-new-2025-2029")
    assert (row["value_low"], row["period_start"], row["part_of"]) == (900, 2025, None)
    assert (row.texts["value_low"], row.texts["part_of"]) == ("900", "")
    assert row.file == (package / "data/targets.csv").as_posix()
    assert read.rows("absent") == ()


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("integer", ["0", "-3", "+4", "0042"], ["1.0", "1e3", "1_000", "٣", "9" * 19, "x"]),
        (
            "number",
            ["0", "-3.5", "10166", "0.000000000001"],
            ["1e5", "NaN", "inf", "1_000", ".5", "5.", "1.2.3", "٣"],
        ),
        ("boolean", ["true", "false"], ["TRUE", "True", "1", "0", "yes", "ja", "WAAR"]),
        (
            "date",
            ["2026-11-22", "2024-02-29"],
            ["2026-02-29", "20261122", "2026-W47-7", "22-11-2026", "2026-1-2"],
        ),
    ],
)
def test_what_a_cell_of_a_type_may_say(kind: str, good: Sequence[str], bad: Sequence[str]) -> None:
    assert all(PARSERS[kind](cell) is not None for cell in good)
    assert [cell for cell in bad if PARSERS[kind](cell) is not None] == []


@pytest.mark.parametrize("cell", ["1e5", "1_000", "NaN", "1.5x", "ca. 300"])
def test_a_wrong_number_is_told_once(package: Path, cell: str) -> None:
    replace(package / "data/targets.csv", "homes_new,300,300", f"homes_new,{cell},300")
    assert places(package) == [("type-number", 6, "value_low", cell)]


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        ("10.166", "10166"),
        ('"10,166"', "10166"),
        ("1.166.000", "1166000"),
        ("10 166", "10166"),
        ("10'166", "10166"),
    ],
)
def test_thousands_separators(package: Path, cell: str, plain: str) -> None:
    replace(package / "data/targets.csv", "homes_new,300,300", f"homes_new,300,{cell}")
    [problem] = found(package)
    assert (problem.rule, problem.line, problem.column) == ("thousands-separator", 6, "value_high")
    assert problem.details["plain"] == plain


def test_an_unquoted_thousands_comma_makes_a_cell_too_many(package: Path) -> None:
    replace(package / "data/targets.csv", "homes_new,300,300", "homes_new,300,10,166")
    assert rules(package) == ["row-width"]


def test_how_to_write_a_separated_number() -> None:
    assert without_separators("1.166.000") == {"plain": "1166000", "decimal": "1166.0000"}
    assert without_separators("-10.166") == {"plain": "-10166", "decimal": "-10.1660"}


def test_the_line_is_right_after_quoted_line_breaks(package: Path) -> None:
    replace(
        package / "data/bottlenecks.csv",
        "old-harbour-tides,old-harbour,,tides",
        "old-harbour-tides,old-harbour,,tide",
    )
    lines = (package / "data/bottlenecks.csv").read_text(encoding="utf-8").split("\n")
    [problem] = found(package)
    assert (problem.rule, problem.value, problem.details["suggestion"]) == ("foreign-key", "tide", "tides")
    assert lines[problem.line - 1].startswith("old-harbour-tides,old-harbour,,tide,")


def test_a_row_of_the_wrong_width_makes_no_false_references(package: Path) -> None:
    replace(package / "data/areas.csv", "quiet-moor,Quiet Moor,", "quiet-moor,Quiet, Moor,")
    assert rules(package) == ["row-width"]


def test_other_rows_of_such_a_table_are_still_checked(package: Path) -> None:
    replace(package / "data/targets.csv", "ferries,0,0", "ferries,0,0,0")
    replace(package / "data/targets.csv", "homes_new,300,300", "homes_new,300,x")
    replace(
        package / "data/targets.csv",
        "northern-quays-homes-new-2025-2029,northern-quays,northern",
        "northern-quays-homes-new-2025-2029,northern-quays,nothern",
    )
    assert sorted(rules(package)) == ["foreign-key", "row-width", "type-number"]


def test_a_missing_table_makes_no_false_references(package: Path) -> None:
    (package / "data/sources.csv").unlink()
    assert rules(package) == ["missing-file"]


def test_a_foreign_key_says_where_the_value_should_be(package: Path) -> None:
    replace(package / "data/alliances.csv", "alliance,local,harbour-pact", "alliance,local,harbor-pact")
    [problem] = found(package)
    assert problem.details == {
        "reference": (package / "data/alliances.csv").as_posix(),
        "key": "alliance_id",
        "suggestion": "harbour-pact",
    }


def test_a_key_of_two_columns(package: Path) -> None:
    replace(package / "data/readings.csv", "old-harbour-homes,3,", "old-harbour-homes,2,")
    assert places(package) == [("primary-key", 4, "discrepancy_id, position", "old-harbour-homes/2")]
    assert found(package)[0].details == {"first": "3"}


def test_an_empty_key_is_told_once(package: Path) -> None:
    replace(package / "data/measurements.csv", "\nresult-ternby-trees-2024,", "\n,")
    assert places(package) == [("constraint-required", 4, "measurement_id", "")]


def test_a_mistyped_part_of_a_key_is_told_once(package: Path) -> None:
    replace(package / "data/readings.csv", "old-harbour-homes,3,", "old-harbour-homes,three,")
    assert places(package) == [("type-integer", 4, "position", "three")]


@pytest.mark.parametrize("cell", ["opportunity ", " oportunity"])
def test_a_space_hides_no_other_mistake(package: Path, cell: str) -> None:
    replace(package / "data/targets.csv", '1,200",exact,net,opportunity,', f'1,200",exact,net,{cell},')
    expected = (
        ["surrounding-space"] if cell.strip() == "opportunity" else ["constraint-enum", "surrounding-space"]
    )
    assert sorted(rules(package)) == expected


def test_fifteen_hundred_mistakes_are_all_told(package: Path) -> None:
    path = package / "data/neighbourhoods.csv"
    text = path.read_text(encoding="utf-8") + "".join(f"tern-vally,zz Street {i:04},,\n" for i in range(1500))
    path.write_text(text, encoding="utf-8")
    problems = [p for p in found(package) if p.rule == "foreign-key"]
    assert [p.line for p in problems] == list(range(6, 1506))
    assert {p.details["suggestion"] for p in problems} == {"tern-valley"}


def test_a_table_in_memory_is_what_frictionless_sees(package: Path) -> None:
    """Quotes, separators, line breaks and blanks inside cells do not confuse the counting."""
    cell = '"a;b|c\'""\n\n,,,\n"'
    path = package / "data/neighbourhoods.csv"
    path.write_text(
        f"area_id,name,note_en,note_nl\nold-harbour,{cell},,\nold-harbour,{cell},,\nnowhere,x,,\n",
        encoding="utf-8",
    )
    assert [(p.rule, p.line) for p in found(package) if p.rule != "unsorted"] == [
        ("surrounding-space", 2), ("primary-key", 6), ("surrounding-space", 6), ("foreign-key", 10)
    ]  # fmt: skip


def test_a_further_file_that_is_not_there(package: Path) -> None:
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["resources"].append({"name": "outlines", "path": "data/outlines.geojson", "format": "geojson"})
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    assert [(p.rule, p.file) for p in found(package)] == [
        ("missing-file", (package / "data/outlines.geojson").as_posix())
    ]
    empty = '{"type": "FeatureCollection", "features": []}'
    (package / "data/outlines.geojson").write_text(empty, encoding="utf-8")
    assert found(package) == []


def test_columns_of_their_own_are_allowed(package: Path) -> None:
    overlay(package, "type-other")
    replace(package / "data/members.csv", "keeper@example", "keeper@example.org")
    assert found(package) == []


def test_an_error_without_words_of_ours_is_still_told(tmp_path: Path) -> None:
    class Strange:
        type, note = "strange-error", "something new"

    raw = RawTable(name="areas", header=("area_id",), rows=(("a",),), lines=(2,), content=b"")
    file = CsvFile("areas", tmp_path / "areas.csv", tmp_path, ("area_id",))
    table = translation.Checked(file, raw, {"fields": [{"name": "area_id"}]})
    error: Any = Strange()
    [problem] = translation.Translator({"areas": table}).problems("areas", error)
    assert (problem.rule, problem.details) == ("frictionless", {"found": "strange-error: something new"})
