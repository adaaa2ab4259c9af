"""``atlas template``: a workbook that says what to fill in, and that ``atlas import`` takes in."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # it ships no types
import pytest

from generator.locale import load
from tests.breakage import copy
from tests.downloads.support import schema
from tests.editing.support import append, edited, run
from tests.history.support import contents
from tests.worlds import NORLAND, World


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return copy(Path())


def made(world: World, folder: Path, *tables: str, language: str = "en") -> Any:
    path = folder / f"{language}.xlsx"
    result = run("template", path, *tables, "--package", world.folder, language=language)
    assert (result.exit_code, result.stderr) == (0, "")
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))


def rules(sheet: Any) -> dict[str, Any]:
    """What is said of each column, by its heading."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        [area] = rule.sqref.ranges
        assert (area.min_row, area.max_row, area.min_col) == (2, 1001, area.max_col)
        found[sheet.cell(1, area.min_col).value] = rule
    return found


def listed(book: Any, rule: Any) -> list[str]:
    """The words in the list of a column."""
    sheet, _, area = rule.formula1.rpartition("!")
    return [row[0].value for row in book[sheet.strip("'")][area.replace("$", "")]]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_column_is_there_with_its_explanation(world: World, language: str, tmp_path: Path) -> None:
    book, texts = made(world, tmp_path, language=language), load(language)
    assert len(book.worksheets) == len(world.tables) + 2
    mark = "" if language == world.languages[0] else f"@{language}"
    for name, sheet in zip(world.desk.tables, book.worksheets, strict=False):
        found = rules(sheet)
        fields = schema(world, name)
        assert sheet.max_row == 1
        for head, field in zip(sheet[1], fields.values(), strict=True):
            constraints = field.get("constraints", {})
            needed = constraints.get("required", False)
            assert head.value == field[f"title{mark}"] + (" *" if needed else "")
            rule = found[head.value]
            said = texts.text("template.required" if needed else "template.optional")
            whole = f"{said} {field[f'description{mark}']}"
            assert rule.prompt == (whole if len(whole) <= 255 else whole[:254] + "…")
            if "enum" in constraints:
                assert len(listed(book, rule)) == len(constraints["enum"])
            if field["type"] == "boolean":
                assert listed(book, rule) == [texts.text("diff.true"), texts.text("diff.false")]
            assert (rule.type == "whole") == (field["type"] == "integer")
            assert (rule.type == "decimal") == (field["type"] == "number")


def test_what_a_column_refers_to_can_be_chosen(norland: World, tmp_path: Path) -> None:
    book = made(norland, tmp_path, "target")
    found = rules(book["Targets"])
    areas = listed(book, found["Area"])
    assert [area.rpartition("(")[2].rstrip(")") for area in areas] == [
        row["area_id"] for row in sorted(norland.tables["areas"], key=lambda row: row["name"].casefold())
    ]
    assert "Tern Valley (tern-valley)" in areas
    assert len(listed(book, found["Part of"])) == len(norland.tables["targets"])
    assert found["Area"].errorStyle == "information"
    assert found["Qualifier *"].errorStyle in (None, "stop")


def test_a_template_that_was_filled_in_is_taken_in(package: Path) -> None:
    book = made(World(folder=package), Path(), "gebieden", "areas_in_alliances", "target", language="nl")
    assert book.sheetnames == ["Gebieden", "Gebieden in allianties", "Doelen", "Keuzes", "Codeboek"]
    with edited(Path("full.xlsx"), Path("nl.xlsx").read_bytes()) as full:
        append(
            full["Gebieden"],
            Sleutel_van_het_gebied="far-isle",
            Naam="Far Isle",
            Naam_in_de_bron="the far isle",
            Soort=listed(full, rules(full["Gebieden"])["Soort *"])[-1],
            **{"Samenvatting (Nederlands)": "Een eiland.", "Samenvatting (Engels)": "An isle."},
            Bron=next(b for b in listed(full, rules(full["Gebieden"])["Bron *"]) if "pact-booklet" in b),
            Vindplaats=12,
        )
        alliance = next(a for a in listed(full, rules(full["Doelen"])["Alliantie"]) if "harbour-pact" in a)
        append(full["Gebieden in allianties"], Gebied="far-isle", Alliantie=alliance)
        metric = next(m for m in listed(full, rules(full["Doelen"])["Gegeven *"]) if "(homes_new)" in m)
        append(
            full["Doelen"],
            Sleutel_van_het_doel="far-isle-homes-new-2031",
            Alliantie=alliance,
            Gebied="Far Isle (far-isle)",
            Volgens="Far Isle",
            Gegeven=metric,
            Laagste_waarde=1500.0,
            Hoogste_waarde="1600",
            Getal_genoemd="genoemd",
            Voorbehoud="ongeveer",
            Bruto_of_netto="netto",
            Hardheid="plan",
            Bereik="precies dit gebied",
            Einde_van_de_periode=2031,
            Soort_einde="tot en met",
            Bron="pact-booklet",
            Vindplaats="p. 12",
        )
    result = run("import", "full.xlsx", package, "--yes")
    assert (result.exit_code, result.stderr) == (0, "")
    after, before = World(folder=package).tables, NORLAND.tables
    [area] = [row for row in after["areas"] if row not in before["areas"]]
    assert list(area.values())[:4] == ["far-isle", "Far Isle", "the far isle", "location"]
    assert (area["source_id"], area["locator"]) == ("pact-booklet", "12")
    [link] = [row for row in after["area_alliances"] if row not in before["area_alliances"]]
    assert link == {"area_id": "far-isle", "alliance_id": "harbour-pact"}
    [target] = [row for row in after["targets"] if row not in before["targets"]]
    assert {column: cell for column, cell in target.items() if cell} == {
        "target_id": "far-isle-homes-new-2031",
        "alliance_id": "harbour-pact",
        "area_id": "far-isle",
        "stated_by": "Far Isle",
        "metric_id": "homes_new",
        "value_low": "1500",
        "value_high": "1600",
        "value_status": "stated",
        "qualifier": "about",
        "basis": "net",
        "commitment": "plan",
        "extent": "area",
        "period_end": "2031",
        "period_end_kind": "through",
        "source_id": "pact-booklet",
        "locator": "p. 12",
    }
    longer = {name for name in after if len(after[name]) > len(before[name])}
    assert longer == {"areas", "area_alliances", "targets"}


def test_a_month_that_a_spreadsheet_took_for_a_day(package: Path) -> None:
    made(World(folder=package), Path(), "source")
    with edited(Path("full.xlsx"), Path("en.xlsx").read_bytes()) as full:
        row = {"Key of the source": "new-page", "Title": "A page", "Publisher": "A town", "Kind": "web page"}
        line = append(full["Sources"], **row, Language="en", Date_of_publication=datetime.date(2025, 3, 1))
        full["Sources"].cell(line, 5).number_format = "mmm-yy"
    assert run("import", "full.xlsx", package, "--yes").exit_code == 0
    [new] = [row for row in World(folder=package).tables["sources"] if row["source_id"] == "new-page"]
    assert (new["published"], new["kind"]) == ("2025-03", "web_page")


def test_an_empty_template_changes_nothing_whatever_is_asked(package: Path) -> None:
    made(World(folder=package), Path())
    before = contents(package)
    result = run("import", "en.xlsx", package, "--yes", "--remove")
    assert (result.exit_code, result.stderr, contents(package)) == (0, "", before)


def test_what_was_filled_in_is_not_written_over(package: Path) -> None:
    made(World(folder=package), Path())
    Path("en.xlsx").write_bytes(b"an evening of work")
    result = run("template", "en.xlsx", "--package", package)
    assert result.exit_code == 1
    assert result.stderr == "✗ en.xlsx exists already. Choose another name, so that nothing is lost.\n"
    assert Path("en.xlsx").read_bytes() == b"an evening of work"


def test_without_a_name_it_gets_one_and_an_unknown_table_is_suggested(package: Path) -> None:
    assert run("template", "--package", package).stdout.startswith("norland-alliances-fill-in.xlsx is ready")
    assert Path("norland-alliances-fill-in.xlsx").is_file()
    result = run("template", "x.xlsx", "tragets", "--package", package)
    assert (result.exit_code, Path("x.xlsx").exists()) == (1, False)
    assert result.stderr == "✗ ‘tragets’ is no table of this package.\n  Did you mean ‘targets’?\n"


def test_the_same_package_gives_the_same_bytes(norland: World, tmp_path: Path) -> None:
    for name in ("a", "b"):
        run("template", tmp_path / f"{name}.xlsx", "--package", norland.folder)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
