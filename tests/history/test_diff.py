"""``atlas diff``: what it says of two packages, whatever they are kept in and whatever is wrong with them."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from generator.cli import app
from generator.model import TABLES
from tests.breakage import replace
from tests.history.support import copy, described, renewed, table

EXPECTED = Path(__file__).parent / "expected"
SAME = "Van old (0.1.0) naar new (0.1.0)\nEr is geen verschil.\n"
KEYS = {table.name: table.key for table in TABLES}


def diff(*arguments: str) -> Result:
    result = CliRunner().invoke(app, ["diff", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two packages in it that are the same, ``old`` and ``new``."""
    monkeypatch.chdir(tmp_path)
    copy(tmp_path / "old")
    copy(tmp_path / "new")
    return tmp_path


@pytest.fixture
def changed(here: Path) -> Path:
    """The same folder, but the new package is a later version."""
    renewed(here / "new")
    return here


def git(folder: Path, *arguments: str) -> str:
    """Run git as nobody in particular, whatever this machine has set."""
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        nobody |= {f"GIT_{role}_NAME": "Ada", f"GIT_{role}_EMAIL": "ada@example.org"}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **nobody}, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8").strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with both versions of a package: the first has a tag, the second is checked out."""
    package = copy(tmp_path / "repository" / "datapackage")
    folder = package.parent
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "The first")
    git(folder, "tag", "v0.1.0")
    renewed(package)
    git(folder, "commit", "--quiet", "--all", "--message", "The second")
    monkeypatch.chdir(folder)
    return folder


def zipped(folder: Path, to: Path, inside: str = "") -> Path:
    with zipfile.ZipFile(to, "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, inside + path.relative_to(folder).as_posix())
    return to


@pytest.mark.parametrize("name", ["diff.nl.txt", "diff.en.txt", "diff.nl.md"])
def test_it_says_everything_in_words(changed: Path, name: str) -> None:
    _, language, form = name.split(".")
    result = diff("old", "new", "--lang", language, "--format", {"txt": "text", "md": "markdown"}[form])
    assert result.stdout == (EXPECTED / name).read_text(encoding="utf-8")
    assert result.exit_code == 1


def test_without_a_difference_it_says_so(here: Path) -> None:
    result = diff("old", "new")
    assert (result.exit_code, result.stdout) == (0, SAME)


def plain(package: Path) -> Mapping[str, Mapping[tuple[str, ...], Mapping[str, str]]]:
    """The rows of all tables by key, as the standard library reads them."""
    found = {}
    for path in sorted((package / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = {
                tuple(row[column] for column in KEYS[path.stem]): row for row in csv.DictReader(file)
            }
    return found


def test_its_json_agrees_with_a_plain_comparison(changed: Path) -> None:
    told: dict[str, Any] = json.loads(diff("old", "new", "--format", "json").stdout)
    old, new = plain(changed / "old"), plain(changed / "new")
    seen = {t["table"]: t for t in told["tables"]}
    for name, before in old.items():
        after = new[name]
        table = seen.get(name, {"added": [], "removed": [], "changed": [], "renamed": []})
        came = {tuple(row["key"]) for row in (*table["added"], *table["renamed"])}
        went = {tuple(row["key"]) for row in table["removed"]}
        went |= {tuple(row["old_key"]) for row in table["renamed"]}
        cells = {
            (tuple(r["key"]), c["column"], c["old"], c["new"]) for r in table["changed"] for c in r["cells"]
        }
        assert came == after.keys() - before.keys(), name
        assert went == before.keys() - after.keys(), name
        assert cells == {
            (key, column, before[key][column], after[key][column])
            for key in before.keys() & after.keys()
            for column in before[key]
            if before[key][column] != after[key][column]
        }
    assert told["counts"] == {"added": 3, "removed": 1, "changed": 11, "renamed": 1}
    assert (told["old"], told["new"], told["same"]) == ({"version": "0.1.0"}, {"version": "0.2.0"}, False)
    for t in told["tables"]:
        for kind in ("added", "removed"):
            rows = {"added": new, "removed": old}[kind][t["table"]]
            assert all(row["row"] == rows[tuple(row["key"])] for row in t[kind])


def test_a_figure_reads_as_a_policy_officer_would_say_it(here: Path) -> None:
    with table(here / "new", "targets") as rows:
        [row] = [r for r in rows if r["target_id"] == "old-harbour-homes-new-2026-2030"]
        row |= {"value_low": "1500", "value_high": "1500"}
    told = json.loads(diff("old", "new", "--format", "json").stdout)
    [[row]] = [t["changed"] for t in told["tables"]]
    # Two figures of that place go by the same name, so each is told with its identifier.
    name = 'Old Harbour *West* & [Quay] "9", nieuwe woningen van 2026 tot 2031'
    assert row["text"] == (
        f"{name} (old-harbour-homes-new-2026-2030): ongeveer 1.450 → ongeveer 1.500 (+3,4%)"
    )


@pytest.mark.parametrize("inside", ["", "norland-0.1.0/"])
def test_a_zip_is_read_without_unpacking_it(changed: Path, inside: str) -> None:
    zipped(changed / "old", changed / "old.zip", inside)
    before = sorted(changed.rglob("*"))
    result = diff("old.zip", "new")
    text = (EXPECTED / "diff.nl.txt").read_text(encoding="utf-8")
    assert result.stdout == text.replace("Van old (", "Van old.zip (")
    assert sorted(changed.rglob("*")) == before


@pytest.mark.parametrize(
    "sides",
    [
        ("v0.1.0", "datapackage"),
        ("HEAD~1", "HEAD"),
        ("v0.1.0:datapackage", "main:datapackage"),
        ("HEAD^",),
    ],
)
def test_a_version_in_git_is_read_without_checking_it_out(repository: Path, sides: tuple[str, ...]) -> None:
    head, status = git(repository, "rev-parse", "HEAD"), git(repository, "status", "--porcelain")
    result = diff(*sides)
    _, text = (EXPECTED / "diff.nl.txt").read_text(encoding="utf-8").split("\n", 1)
    assert result.stdout.split("\n", 1)[1] == text
    assert result.exit_code == 1
    assert (git(repository, "rev-parse", "HEAD"), git(repository, "status", "--porcelain")) == (head, status)


def test_a_version_in_git_is_found_from_a_folder_below(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(repository / "datapackage", repository / "more" / "norland")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message", "The third")
    monkeypatch.chdir(repository / "more")
    result = diff("HEAD", "norland")
    assert result.stdout == "Van HEAD (0.2.0) naar norland (0.2.0)\nEr is geen verschil.\n"


def test_line_ends_are_those_that_were_committed(repository: Path) -> None:
    """What is no table is compared by its bytes."""
    package = repository / "datapackage"
    resources = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    described(package, resources=[*resources, {"name": "letter", "path": "letter.txt"}])
    (package / "letter.txt").write_bytes(b"dear\nreader\n")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message", "The third")
    git(repository, "config", "core.autocrlf", "true")
    assert diff("HEAD", "datapackage").exit_code == 0
    (package / "letter.txt").write_bytes(b"dear\nreaders\n")
    assert diff("HEAD", "datapackage").stdout.endswith(
        "\nOver het geheel\n  Ander bestand: letter (letter)\n"
    )


def said(result: Result) -> str:
    return " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("side", "expected"),
    [
        ("no-such-thing", "✗ ‘no-such-thing’ is geen map, geen zip en geen versie in git."),
        ("--output=x", ""),
        (".", "✗ ./datapackage.json: In deze map staat geen datapackage.json."),
        ("letter.txt", "✗ letter.txt: Dit is geen zip waar een pakket in zit (File is not a zip file)."),
        ("empty.zip", "✗ empty.zip/datapackage.json: In deze map staat geen datapackage.json."),
        ("list", "✗ list/datapackage.json: "),
        ("broken", "✗ broken/datapackage.json: "),
    ],
)
def test_what_is_no_package_is_told_without_a_traceback(here: Path, side: str, expected: str) -> None:
    (here / "letter.txt").write_text("dear", encoding="utf-8")
    zipfile.ZipFile(here / "empty.zip", "w").close()
    for name, text in (("list", "[]"), ("broken", '{"name": ')):
        (here / name).mkdir()
        (here / name / "datapackage.json").write_text(text, encoding="utf-8")
    for sides in ((side, "new"), ("old", side)):
        result = diff(*sides)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert expected in said(result)


def test_where_there_is_no_git_it_says_so(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(here))
    result = diff("HEAD", "new")
    assert result.exit_code == 2
    assert "‘HEAD’ is geen map, geen zip en geen versie in git." in said(result)


def test_a_package_with_problems_is_compared_as_far_as_it_can_be_read(here: Path) -> None:
    new = here / "new" / "data"
    (new / "members.csv").unlink()
    replace(new / "targets.csv", ",3000,3000,", ",3000,three,")
    replace(new / "sources.csv", "pact-booklet,", '"pact"booklet,')
    with (new / "metrics.csv").open("a", encoding="utf-8") as file:
        file.write("ferries,one,too,many\nferries,a,b,c,d,e,f,g\n")
    replace(new / "sums.csv", "sum_id,", "the_sum,")
    result = diff("old", "new")
    assert result.exit_code == 2
    assert result.stdout == (
        "Van old (0.1.0) naar new (0.1.0)\n"
        "1 rij gewijzigd.\n"
        "\n"
        "Niet vergeleken\n"
        "  new/data/sources.csv:2: Vanaf deze regel is niet te zien waar een cel begint en eindigt."
        " Meestal ontbreekt er een aanhalingsteken (\"). Technisch: ',' expected after '\"'.\n"
        "  new/data/members.csv: Dit bestand is er niet.\n"
        "  new/data/metrics.csv:9: Deze rij heeft 4 cellen, maar er zijn 8 kolommen.\n"
        "  new/data/metrics.csv:10: De sleutel ‘ferries’ staat ook al op regel 3."
        " Elke rij moet een eigen sleutel hebben.\n"
        "  new/data/sums.csv:1: De kolom ‘sum_id’ ontbreekt.\n"
        "\n"
        "Doelen (targets)\n"
        "  ~ H&H Pact, nieuwe woningen 2024-2030: hoogste waarde 3.000 → ‘three’\n"
    )


def test_tables_and_columns_that_came_and_went_are_told(here: Path) -> None:
    descriptor = json.loads((here / "new" / "datapackage.json").read_text(encoding="utf-8"))
    resources = [r for r in descriptor["resources"] if r["name"] != "neighbourhoods"]
    boats = {
        "name": "boats",
        "title": "Boats",
        "title@nl": "Boten",
        "path": "data/boats.csv",
        "schema": {"fields": [{"name": "boat"}, {"name": "length"}], "primaryKey": "boat"},
    }
    fields = next(r for r in resources if r["name"] == "sums")["schema"]["fields"]
    fields[:] = [field for field in fields if not field["name"].startswith("note_")]
    fields.append({"name": "colour", "type": "string", "title": "Colour", "title@nl": "Kleur"})
    described(here / "new", resources=[*resources, boats])
    (here / "new" / "data" / "boats.csv").write_text("boat,length\ntern,4\ngull,5\n", encoding="utf-8")
    (here / "new" / "data" / "sums.csv").write_text(
        "sum_id,title_en,title_nl,colour\n"
        'homes-by-area,"Homes by area, added up by us: a & b",'
        '"Woningen per gebied, door ons opgeteld: a & b",red\n',
        encoding="utf-8",
    )
    assert diff("old", "new").stdout == (
        "Van old (0.1.0) naar new (0.1.0)\n"
        "Alle rijen zijn gelijk.\n"
        "\n"
        "Optellingen (sums)\n"
        "  Nieuwe kolom: Kleur\n"
        "  Vervallen kolom: Opmerking (Engels)\n"
        "  Vervallen kolom: Opmerking (Nederlands)\n"
        "\n"
        "Over het geheel\n"
        "  Nieuwe tabel: Boten (boats), 2 rijen\n"
        "  Vervallen tabel: Wijken (neighbourhoods)\n"
    )


def test_nothing_of_the_data_steers_a_terminal_or_marks_up_a_page(here: Path) -> None:
    with table(here / "new", "areas") as rows:
        rows[0]["name"] = "\x1b[31mQuay\x1b[0m <script>alert(1)</script> [x](y) | `z` https://example.org"
    # Also where it is warned of.
    with table(here / "new", "targets") as rows:
        rows[3]["period_end"] = "2032"
    assert "\x1b" not in diff("old", "new").stdout + diff("old", "new", "--format", "json").stdout
    shown = diff("old", "new", "--format", "markdown").stdout
    assert "\x1b" not in shown
    assert "<script" not in shown
    assert "&#60;script&#62;" in shown
    assert "[x](y)" not in shown
    assert "`z`" not in shown
    assert "https://" not in shown


def test_a_huge_difference_is_cut_in_markdown_alone(here: Path) -> None:
    with table(here / "new", "members") as rows:
        rows += [{**rows[0], "organisation": f"Guild {n:03}"} for n in range(205)]
    assert diff("old", "new").stdout.count("\n  + ") == 205
    shown = diff("old", "new", "--format", "markdown").stdout
    assert shown.count("**Nieuw:**") == 200
    assert "\n- en nog 5\n" in shown


def test_numbers_that_are_written_otherwise_are_the_same(here: Path) -> None:
    replace(here / "new" / "data" / "targets.csv", ",3000,3000,", ",3000.0,+3000,")
    assert diff("old", "new").stdout == SAME
