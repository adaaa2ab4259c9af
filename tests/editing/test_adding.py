"""``atlas add``: a valid row in its place, from arguments or from a conversation on a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.breakage import copy, replace
from tests.editing.support import STOP, on_terminal, run
from tests.history.support import contents
from tests.worlds import NORLAND, World

AREA = {
    "name": "Far Isle",
    "name_in_source": "the far isle",
    "kind": "location",
    "summary_en": "An isle, far away.",
    "summary_nl": "Een eiland.",
    "source_id": "pact-booklet",
    "locator": "p. 3",
}
TARGET = {
    "alliance_id": "harbour-pact",
    "area_id": "tern-valley",
    "stated_by": "Ministry of Tides",
    "metric_id": "homes_new",
    "value_low": "1500",
    "value_high": "1600",
    "value_status": "stated",
    "qualifier": "about",
    "basis": "net",
    "commitment": "plan",
    "extent": "area",
    "period_start": "2027",
    "period_end": "2031",
    "period_end_kind": "through",
    "source_id": "pact-booklet",
    "locator": "p. 3",
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return copy(Path())


def said(row: dict[str, str]) -> list[str]:
    return [f"{column}={cell}" for column, cell in row.items()]


def new(package: Path, table: str) -> list[dict[str, str]]:
    """The rows that are new, without their empty cells; the others are as they were."""
    before, after = NORLAND.tables[table], World(folder=package).tables[table]
    assert [row for row in after if row in before] == before
    return [{c: cell for c, cell in row.items() if cell} for row in after if row not in before]


def changed(package: Path) -> set[str]:
    before, after = contents(NORLAND.folder), contents(package)
    return {path for path in after if after[path] != before.get(path)}


def test_an_area_from_arguments_gets_its_identifier_and_its_place(package: Path) -> None:
    result = run("add", "area", *said(AREA), "--package", package)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("\nnorland/data/areas.csv: row far-isle added.\n")
    assert new(package, "areas") == [{"area_id": "far-isle", **AREA}]
    assert changed(package) == {"data/areas.csv"}
    keys = [row["area_id"] for row in World(folder=package).tables["areas"]]
    assert keys == sorted(keys)
    assert run("fmt", package, "--check").exit_code == 0
    assert run("validate", package).exit_code == 0


@pytest.mark.parametrize("words", [["area"], ["area", "name="], ["area", *said(AREA), "+", "source"]])
def test_a_row_of_which_nothing_is_said_is_not_added(package: Path, words: list[str]) -> None:
    result = run("add", *words, "--package", package)
    assert (result.exit_code, result.stdout) == (1, "")
    table = "sources" if "source" in words else "areas"
    assert result.stderr.startswith(f"✗ Nothing has been said yet of the new row in {table}.\n")
    assert changed(package) == set()


STATED = {"source_id": "pact-booklet", "locator": "p. 3"}
ROWS: dict[str, dict[str, str]] = {
    "tern-valley-homes-new-2027-2031": {"": "target", **TARGET},
    "ete-a-lile-a-letter-2025": {
        "": "source",
        "title": "Été à l'Île: a letter",
        "publisher": "A town",
        "kind": "Letter to parliament",
        "language": "en",
        "published": "2025-03",
    },
    "tern-valley-{category}": {
        "": "bottleneck",
        "area_id": "tern-valley",
        "category_id": "{category}",
        "summary_en": "Too many.",
        "summary_nl": "Te veel.",
        **STATED,
    },
    "harbour-pact-a-lamp": {
        "": "agreement",
        "alliance_id": "harbour-pact",
        "title_en": "A Lamp",
        "title_nl": "Een lamp",
        "summary_en": "One more.",
        "summary_nl": "Nog een.",
        **STATED,
    },
    "green_lamps_new": {
        "": "metric",
        "name_en": "Green lamps (new)",
        "name_nl": "groene lampen",
        "unit": "count",
        "direction": "more",
        "additive": "yes",
        "description_en": "Lamps.",
        "description_nl": "Lampen.",
    },
}


@pytest.mark.parametrize("key", ROWS)
def test_identifiers_are_made_of_what_a_row_says(key: str, package: Path) -> None:
    category = NORLAND.tables["bottleneck_categories"][0]["category_id"]
    table, *cells = (f"{c}={cell}".replace("{category}", category) for c, cell in ROWS[key].items())
    result = run("add", table.removeprefix("="), *cells, "--package", package)
    assert result.exit_code == 0, result.stdout
    assert f": row {key.replace('{category}', category)} added." in result.stdout


def test_an_identifier_that_is_taken_gets_a_number(package: Path) -> None:
    for expected in ("tern-valley-homes-new-2027-2031", "tern-valley-homes-new-2027-2031-2"):
        result = run("add", "target", *said(TARGET), "--package", package)
        assert f": row {expected} added." in result.stdout


def test_rows_that_belong_together_are_added_together(package: Path) -> None:
    """A discrepancy needs two readings: one at a time would be a mistake."""
    question = {
        "kind": "total",
        "question_en": "How many lamps?",
        "question_nl": "Hoeveel lampen?",
        "handling_en": "We ask.",
        "handling_nl": "We vragen het.",
    }
    alone = run("add", "discrepancy", *said(question), "--package", package, "--format", "json")
    assert [p["rule"] for p in json.loads(alone.stdout)["problems"]] == ["discrepancy-readings"]
    assert changed(package) == set()
    reading = {"text_en": "Ten.", "text_nl": "Tien.", "computed": "no", "used": "no"}
    reading |= {"source_id": "pact-booklet", "locator": "p. 3"}
    rows = [*said(question), "+", "reading", *said(reading), "+", "readings", *said(reading)]
    assert run("add", "discrepancies", *rows, "--package", package).exit_code == 0
    assert [row["discrepancy_id"] for row in new(package, "discrepancies")] == ["how-many-lamps"]
    added = new(package, "readings")
    assert [(r["discrepancy_id"], r["position"], r["used"]) for r in added] == [
        ("how-many-lamps", "1", "false"),
        ("how-many-lamps", "2", "false"),
    ]


def test_all_problems_are_told_and_nothing_is_written(package: Path) -> None:
    wrong = TARGET | {
        "metric_id": "homes_nwe",
        "value_low": "1.700",
        "qualifier": "aboot",
        "period_end": "2025",
        "extent": "",
        "scope_en": "=1+1",
    }
    result = run("add", "target", *said(wrong), "--package", package, "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "Nothing was written.\n")
    assert {(p["rule"], p["column"]) for p in json.loads(result.stdout)["problems"]} == {
        ("foreign-key", "metric_id"),
        ("thousands-separator", "value_low"),
        ("constraint-enum", "qualifier"),
        ("period-order", "period_start"),
        ("constraint-required", "extent"),
        ("formula-start", "scope_en"),
    }
    assert changed(package) == set()


def test_what_is_given_must_be_a_table_and_its_columns(package: Path) -> None:
    table = run("add", "aera", "--package", package)
    assert table.stderr == "✗ ‘aera’ is no table of this package.\n  Did you mean ‘areas’?\n"
    column = run("add", "area", "nmae=x", "--package", package)
    assert column.stderr == "✗ ‘nmae’ is no column of areas.\n  Did you mean ‘name’?\n"
    sign = run("add", "target_alliances", "x", "--package", package)
    assert sign.stderr == (
        "✗ ‘x’ is no column of target_alliances.\n"
        "  Write column=value. The columns are: target_id, alliance_id.\n"
    )
    nothing = run("add", "--package", package)
    assert [r.exit_code for r in (table, column, sign, nothing)] == [1, 1, 1, 2]
    assert changed(package) == set()


def test_a_package_with_a_mistake_is_mended_first(package: Path) -> None:
    replace(package / "data/areas.csv", "corridor,43.6", "corridor,x")
    result = run("add", "area", *said(AREA), "--package", package)
    assert result.exit_code == 1
    assert result.stderr == "The data is not in order as it is. First mend what stands above.\n"


def test_a_conversation(package: Path) -> None:
    """Numbers, labels, parts of names and Tab; wrong answers are asked again; at the end the identifier."""
    answers = [
        "",  # the name is needed
        "Zephyr Isle",
        "the far isle",
        "9",  # there are four kinds
        "4",
        "90",  # outside the country
        "-28",
        "a map",
        "An isle, far away.",
        "Een eiland.",
        "pact-b\t",
        "p. 3",
        "",  # the identifier as suggested
        "1",  # the alliances that it is in
        "H&H",
        "",  # nothing more
        "42",  # the latitude again
        "yes",
    ]
    code, told = on_terminal(package.parent, "add", "area", "--package", "norland", answers=answers)
    assert code == 0, told
    place = {"latitude": "42", "longitude": "-28", "location_source": "a map"}
    assert new(package, "areas") == [{"area_id": "zephyr-isle", **AREA, **place, "name": "Zephyr Isle"}]
    assert new(package, "area_alliances") == [{"area_id": "zephyr-isle", "alliance_id": "harbour-pact"}]
    assert changed(package) == {"data/areas.csv", "data/area_alliances.csv"}
    for line in (
        "This value is needed.",
        "‘9’ is none of the choices.",
        "  4 location",
        "[zephyr-isle] > ",
        "Chosen: H&H Pact (harbour-pact)",
        " latitude error (coordinates)",
        "It cannot stay like this. Correct what stands above:",
        "  [90] > ",
        "norland/data/areas.csv: row zephyr-isle added.",
    ):
        assert line in told, (line, told)


def test_who_stops_loses_nothing(package: Path) -> None:
    answers = ["a 'new' isle", "isle", STOP]
    code, told = on_terminal(package.parent, "add", "area", "--package", "norland", answers=answers)
    assert code == 1
    assert "Nothing was written." in told
    assert """atlas add areas 'name=a '"'"'new'"'"' isle' name_in_source=isle""" in told
    assert changed(package) == set()


def test_a_table_is_chosen_and_a_no_is_a_no(package: Path) -> None:
    municipality = NORLAND.tables["municipalities"][-1]["municipality_id"]
    answers = ["?", "areas in mun", "quiet-moor", municipality, "no"]
    code, told = on_terminal(package.parent, "add", "--package", "norland", answers=answers)
    assert code == 1, told
    assert "Chosen: Areas in municipalities (area_municipalities)" in told
    assert changed(package) == set()


def test_rows_from_a_file(package: Path) -> None:
    rows = [AREA | {"latitude": 42.5, "longitude": -28, "location_source": "a map"}, AREA | {"name": "Isle"}]
    Path("new.areas.json").write_text(json.dumps(rows), encoding="utf-8")
    result = run("add", "areas", "--from", "new.areas.json", "--package", package)
    assert result.exit_code == 0, result.stdout
    assert [row["area_id"] for row in new(package, "areas")] == ["far-isle", "isle"]
    assert new(package, "areas")[0]["latitude"] == "42.5"


@pytest.mark.parametrize("text", ["", "{", '"row"', "[[1]]", '[{"name": ["x"]}]', '{"name": 1, "name": 2}'])
def test_a_file_without_rows(text: str, package: Path) -> None:
    Path("new.json").write_text(text, encoding="utf-8")
    result = run("add", "areas", "--from", "new.json", "--package", package)
    assert (result.exit_code, result.stderr) == (1, "Nothing was written.\n")
    assert ("empty-file" if text == "" else "import-json") in result.stdout
    assert changed(package) == set()
