"""``atlas import``: what was published changes nothing; what somebody changed arrives, and only that."""

from __future__ import annotations

import datetime
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.downloads import sheets
from generator.downloads import workbook as downloads
from generator.editing import form, merging, workbook
from generator.editing.change import StaleError
from generator.problems import Problem
from generator.validate import validate
from tests.breakage import copy
from tests.downloads.support import awkward
from tests.editing.support import STOP, append, cell, edited, on_terminal, published, run
from tests.history.support import contents
from tests.worlds import NORLAND, WORLDS, World

SAME = "The file says the same as the tables. Nothing was written.\n"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return copy(Path())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", WORLDS)
@pytest.mark.parametrize("resaved", [False, True], ids=["as published", "saved again"])
def test_what_was_published_changes_nothing(name: str, language: str, resaved: bool, tmp_path: Path) -> None:
    content = published(name, language)
    (tmp_path / "atlas.xlsx").write_bytes(content)
    if resaved:
        with edited(tmp_path / "atlas.xlsx", content):
            pass
    package = shutil.copytree(WORLDS[name].folder, tmp_path / "package")
    result = run("import", tmp_path / "atlas.xlsx", package, "--yes", "--remove")
    assert (result.exit_code, result.stdout, result.stderr) == (0, SAME, "")
    assert contents(package) == contents(WORLDS[name].folder)


def test_texts_that_look_like_something_else_change_nothing(tmp_path: Path) -> None:
    world = awkward(tmp_path / "package")
    for language in world.languages:
        path = tmp_path / f"{language}.xlsx"
        name = f"{world.desk.name}{downloads.ending(world.desk, language)}"
        [content] = [o.content for o in downloads.files(world.desk) if o.path == f"data/{name}"]
        path.write_bytes(content)
        assert run("import", path, world.folder, "--yes").stdout == SAME


def test_a_figure_that_was_corrected_arrives_and_nothing_else(package: Path) -> None:
    with edited(Path("atlas.xlsx"), published("norland", "en")) as book:
        sheet = book["Targets"]
        cell(sheet, "tern-valley-trees-planted", "Lowest value").value = 13000
        cell(sheet, "tern-valley-trees-planted", "Highest value").value = 13000.0
    before = contents(package)
    asked = run("import", "atlas.xlsx", package)
    assert (asked.exit_code, contents(package)) == (1, before)
    assert asked.stderr == "Nothing was written. With --yes this is written to the tables.\n"
    assert asked.stdout == (
        "From norland (0.1.0) to atlas.xlsx\n1 row changed.\n\nTargets (targets)\n"
        "  ~ Tern Valley, trees to be planted in 3 to 5 years: "
        "just over 12,000 → just over 13,000 (+8.3%)\n"
    )
    done = run("import", "atlas.xlsx", package, "--yes")
    assert done.exit_code == 0
    assert done.stdout == asked.stdout + "1 table updated: norland/data/targets.csv\n"
    after = contents(package)
    path = "data/targets.csv"
    assert {name for name in after if after[name] != before[name]} == {path}
    expected = before[path].replace(b"trees_planted,12000,12000,stated", b"trees_planted,13000,13000,stated")
    assert after[path] == expected != before[path]
    assert run("import", "atlas.xlsx", package).stdout == SAME


def area(book: Any, **values: object) -> int:
    row = {
        "Key_of_the_area": "far-isle",
        "Name": "Far Isle",
        "Name_in_the_source": "Far Isle",
        "Kind": "location",
        "Summary_(English)": "An isle.",
        "Summary_(Dutch)": "Een eiland.",
        "Source": "pact-booklet",
        "Locator": "p. 12",
    }
    return append(book["Areas"], **{**row, **values})


def test_a_new_row_goes_where_it_belongs(package: Path) -> None:
    with edited(Path("atlas.xlsx"), published("norland", "en")) as book:
        area(book, Latitude=42.25, Longitude=-28, Origin_of_the_location=" a map\r\nand a guess ")
    assert run("import", "atlas.xlsx", package, "--yes").exit_code == 0
    text = (package / "data/areas.csv").read_text(encoding="utf-8")
    row = 'far-isle,Far Isle,Far Isle,location,42.25,-28,"a map\nand a guess",'
    row += "An isle.,Een eiland.,pact-booklet,p. 12\n"
    assert text == (NORLAND.folder / "data/areas.csv").read_text(encoding="utf-8").replace(
        "northern-quays,", row + "northern-quays,", 1
    )


def test_words_as_people_write_them(package: Path) -> None:
    """Labels in both languages, a name with its key, dates and yes and no."""
    with edited(Path("atlas.xlsx"), published("norland", "en")) as book:
        area(book, Kind="LOCATIE", Source="A booklet (pact-booklet)")
        cell(book["Alliances"], "lantern-league", "Members complete").value = "yes"
        cell(book["Sources"], "quay-page", "Date of publication").value = datetime.datetime(2025, 3, 4)  # noqa: DTZ001
        cell(book["Agreements"], book["Agreements"]["A2"].value, "Deadline").value = 2031
    before = NORLAND.tables
    assert run("import", "atlas.xlsx", package, "--yes").exit_code == 0
    after = World(folder=package).tables
    [new] = [row for row in after["areas"] if row["area_id"] == "far-isle"]
    assert (new["kind"], new["source_id"]) == ("location", "pact-booklet")
    [league] = [row for row in after["alliances"] if row["alliance_id"] == "lantern-league"]
    assert league["members_complete"] == "true"
    assert {r["published"] for r in after["sources"]} - {r["published"] for r in before["sources"]} == {
        "2025-03-04"
    }
    assert "2031" in {row["deadline"] for row in after["agreements"]}


def test_columns_that_are_not_there_keep_what_they_hold(package: Path) -> None:
    with edited(Path("few.xlsx"), published("norland", "nl")) as book:
        sheet = book["Doelen"]
        cell(sheet, "tern-valley-trees-planted", "Vindplaats").value = "p. 99"
        heads = [found.value for found in sheet[1]]
        for position in range(len(heads), 0, -1):
            if heads[position - 1] not in ("Sleutel van het doel", "Vindplaats"):
                sheet.delete_cols(position)
        for row in range(sheet.max_row, 1, -1):
            if sheet.cell(row, 1).value != "tern-valley-trees-planted":
                sheet.delete_rows(row)
        for other in book.sheetnames:
            if other != "Doelen":
                del book[other]
    result = run("import", "few.xlsx", package, "--yes")
    assert result.exit_code == 0
    rows = len(NORLAND.tables["targets"]) - 1
    assert result.stderr == (
        f"Targets: {rows} rows are not in the file and stay as they are. With --remove they go.\n"
    )
    wanted = [
        row | ({"locator": "p. 99"} if row["target_id"] == "tern-valley-trees-planted" else {})
        for row in NORLAND.tables["targets"]
    ]
    assert World(folder=package).tables["targets"] == wanted


def test_rows_go_only_when_that_is_asked(package: Path) -> None:
    with edited(Path("atlas.xlsx"), published("norland", "en")) as book:
        sheet = book["Neighbourhoods"]
        sheet.delete_rows(2)
        del book["Members"]
        book["Agreements"].delete_rows(2, 999)
    assert run("import", "atlas.xlsx", package, "--yes").stdout == SAME
    done = run("import", "atlas.xlsx", package, "--yes", "--remove")
    assert done.exit_code == 0
    after = World(folder=package).tables
    assert after["neighbourhoods"] == NORLAND.tables["neighbourhoods"][1:]
    # A sheet that is not there, or is empty, says nothing about its rows.
    assert after["members"] == NORLAND.tables["members"]
    assert after["agreements"] == NORLAND.tables["agreements"]


def reported(text: str) -> set[tuple[str, str, int, str]]:
    return {(p["file"], p["rule"], p["line"], p["column"]) for p in json.loads(text)["problems"]}


def test_problems_are_told_at_the_row_of_the_sheet(package: Path) -> None:
    with edited(Path("atlas.xlsx"), published("norland", "en")) as book:
        line = area(book, Kind="locatoin", Source="pact-boklet", Latitude="42,5", Name=None)
        twice = area(book)
        sheet = book["Targets"]
        cell(sheet, "tern-valley-trees-planted", "Lowest value").value = 14000
        row = cell(sheet, "tern-valley-trees-planted", "Lowest value").row
    before = contents(package)
    result = run("import", "atlas.xlsx", package, "--yes", "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "Nothing was written.\n")
    assert contents(package) == before
    areas, targets = "atlas.xlsx [Areas]", "atlas.xlsx [Targets]"
    assert reported(result.stdout) == {
        (areas, "constraint-required", line, "Name (name)"),
        (areas, "constraint-enum", line, "Kind (kind)"),
        (areas, "decimal-comma", line, "Latitude (latitude)"),
        (areas, "coordinates-pair", line, "Longitude (longitude)"),
        (areas, "location-source", line, "Origin of the location (location_source)"),
        (areas, "foreign-key", line, "Source (source_id)"),
        (areas, "primary-key", twice, "Key of the area (area_id)"),
        (targets, "value-order", row, "Lowest value (value_low)"),
    }
    assert f"is already on line {line}" in result.stdout


def test_a_column_that_a_sheet_does_not_have_goes_by_its_name(package: Path) -> None:
    run("template", "few.xlsx", "area", "--package", package)
    with edited(Path("few.xlsx"), Path("few.xlsx").read_bytes()) as book:
        sheet = book["Areas"]
        sheet.delete_cols(5, 20)
        append(sheet, Key_of_the_area="Far Isle", Name="Far Isle", Kind="location")
    result = run("import", "few.xlsx", package, "--yes", "--format", "json")
    areas = "few.xlsx [Areas]"
    assert reported(result.stdout) == {
        (areas, "constraint-pattern", 2, "Key of the area (area_id)"),
        (areas, "constraint-required", 2, "Name in the source (name_in_source)"),
        (areas, "constraint-required", 2, "locator"),
        (areas, "constraint-required", 2, "source_id"),
        (areas, "constraint-required", 2, "summary_en"),
        (areas, "constraint-required", 2, "summary_nl"),
    }


def renamed(book: Any) -> None:
    book["Areas"].title = "Arias"
    book["Targets"]["A1"].value = "Key of the tarjet"


def repeated(book: Any) -> None:
    sheet = book["Areas"]
    sheet["B1"].value = "Key of the area"
    sheet["M1"].value = "Remark"
    sheet["N7"].value = "a remark"
    sheet["C2"].value = "#N/A"
    sheet["C2"].data_type = "e"


MISTAKES: dict[str, tuple[Callable[[Any], None], set[tuple[str, str, int, str]]]] = {
    "renamed": (
        renamed,
        {
            ("atlas.xlsx [Arias]", "import-sheet", 0, ""),
            ("atlas.xlsx [Targets]", "import-column", 1, ""),
            ("atlas.xlsx [Targets]", "import-key", 1, "target_id"),
        },
    ),
    "repeated": (
        repeated,
        {
            ("atlas.xlsx [Areas]", "import-column-twice", 1, "area_id"),
            ("atlas.xlsx [Areas]", "import-column", 1, ""),
            ("atlas.xlsx [Areas]", "import-unnamed", 7, ""),
            ("atlas.xlsx [Areas]", "import-cell", 2, "Name in the source"),
        },
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes_in_the_form_of_a_workbook(mistake: str, package: Path) -> None:
    make, expected = MISTAKES[mistake]
    with edited(Path("atlas.xlsx"), published("norland", "en")) as book:
        make(book)
    before = contents(package)
    result = run("import", "atlas.xlsx", package, "--yes", "--format", "json")
    assert (result.exit_code, reported(result.stdout)) == (1, expected)
    assert contents(package) == before


def test_the_suggestion_is_what_was_meant(package: Path) -> None:
    with edited(Path("atlas.xlsx"), published("norland", "en")) as book:
        renamed(book)
    answer = run("import", "atlas.xlsx", package, language="nl").stdout
    assert "Bedoelt u ‘Areas’?" in answer
    assert "Bedoelt u ‘Key of the target’?" in answer


def no_sheet(content: bytes) -> bytes:
    """A zip that says to be a workbook, and has the sheets broken off."""
    at = content.index(b"xl/worksheets/sheet1.xml")
    return content[:at] + b"xl/worksheets/sheet0.xml" + content[at + 24 :]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"area_id,name\n",
        b"PK\x03\x04 no zip at all",
        published("norland", "en")[:-3000],
        no_sheet(published("norland", "en")),
    ],
    ids=["empty", "csv", "no zip", "cut off", "broken"],
)
def test_what_is_no_workbook(content: bytes, package: Path) -> None:
    Path("atlas.xlsx").write_bytes(content)
    result = run("import", "atlas.xlsx", package, "--format", "json")
    assert (result.exit_code, reported(result.stdout)) == (1, {("atlas.xlsx", "import-file", 0, "")})


def test_a_workbook_that_unpacks_to_too_much(package: Path) -> None:
    with zipfile.ZipFile("atlas.xlsx", "w", zipfile.ZIP_DEFLATED) as packed, packed.open("x", "w") as file:
        for _ in range(101):
            file.write(bytes(1_000_000))
    result = run("import", "atlas.xlsx", package, "--format", "json")
    assert (result.exit_code, reported(result.stdout)) == (1, {("atlas.xlsx", "huge-file", 0, "")})


def test_a_package_that_cannot_be_read_says_so_first(package: Path) -> None:
    (package / "data/areas.csv").unlink()
    Path("atlas.xlsx").write_bytes(published("norland", "en"))
    result = run("import", "atlas.xlsx", package, "--format", "json")
    assert result.exit_code == 1
    assert ("norland/data/areas.csv", "missing-file", 0, "") in reported(result.stdout)


@pytest.mark.parametrize(
    ("answer", "code"), [("yes", 0), ("y", 0), ("no", 1), ("", 1), ("yess", 1), (STOP, 1)]
)
def test_on_a_terminal_it_asks_first(answer: str, code: int, package: Path) -> None:
    with edited(Path("atlas.xlsx"), published("norland", "en")) as book:
        area(book)
    before = contents(package)
    found, told = on_terminal(package.parent, "import", "atlas.xlsx", "norland", answers=[answer])
    assert found == code, told
    assert "1 row new." in told
    assert "Write this to the tables? [yes/no] " in told
    assert (contents(package) == before) == ("Nothing was written." in told) == bool(code)


def test_what_somebody_else_changed_meanwhile_is_not_written_over(package: Path) -> None:
    with edited(Path("atlas.xlsx"), published("norland", "en")) as book:
        area(book)
    found, warned = validate(package)
    assert found is not None
    change = merging.imported(found, warned, Path("atlas.xlsx"), remove=False).change
    assert change is not None
    (package / "data/areas.csv").write_bytes((package / "data/areas.csv").read_bytes() + b"\n")
    before = contents(package)
    with pytest.raises(StaleError, match=r"norland/data/areas\.csv"):
        change.write()
    assert contents(package) == before


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n =+-@'_x0041_")
)


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1))
@settings(max_examples=40)
def test_any_text_comes_back_from_a_workbook(rows: list[tuple[str, str]]) -> None:
    page = sheets.Sheet("Sheet", ("a", "b"), (("-", "-"), *rows))
    content = downloads.written([page], downloads.Properties("t", "a", "c", datetime.date(2026, 1, 2)))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "x.xlsx").write_bytes(content)
        book = workbook.read(Path(folder) / "x.xlsx")
    assert not isinstance(book, Problem)
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert [row for _, row in book[0].rows[1:]] == [tuple(map(form.cleaned, row)) for row in kept]


NUMBERS = st.decimals(-(10**9), 10**9, places=6) | st.integers(-(10**15) + 1, 10**15 - 1)


@given(st.lists(NUMBERS, min_size=1))
@settings(max_examples=40)
def test_any_number_comes_back_from_a_workbook(numbers: list[Decimal | int]) -> None:
    shown = [sheets.shown(number) for number in numbers]
    page = sheets.Sheet("Sheet", ("a",), tuple((number,) for number in shown))
    content = downloads.written([page], downloads.Properties("t", "a", "c", datetime.date(2026, 1, 2)))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "x.xlsx").write_bytes(content)
        book = workbook.read(Path(folder) / "x.xlsx")
    assert not isinstance(book, Problem)
    assert [Decimal(cells[0]) for _, cells in book[0].rows] == [Decimal(number) for number in numbers]
