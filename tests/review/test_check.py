"""``atlas check`` on somebody's own machine: what it compares with, and what it says where it cannot."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from generator.cli import app
from generator.review.summary import cut
from tests.breakage import replace
from tests.history.support import change, copy, described, table
from tests.review.support import NOBODY, committed, git
from tests.worlds import REAL

TREES = "tern-valley-trees-planted"
CHANGED = "Tern Valley, trees to be planted in 3 to 5 years: just over 12,000 → just over 13,000 (+8.3%)"


def check(*arguments: str) -> Result:
    result = CliRunner(env=NOBODY).invoke(app, ["check", "--lang", "en", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a package in it, and no git."""
    folder = tmp_path / "atlas"
    copy(folder / "datapackage")
    monkeypatch.chdir(folder)
    monkeypatch.delenv("GITHUB_BASE_REF", raising=False)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return folder


@pytest.fixture
def branch(here: Path) -> Path:
    """The same in git, on a branch that changed a figure; the main branch has moved on since."""
    git(here, "init", "--quiet", "--initial-branch", "main")
    committed(here, "The first")
    git(here, "checkout", "--quiet", "-b", "trees")
    change(
        here / "datapackage", "targets", "tern-valley-trees-planted", value_low="13000", value_high="13000"
    )
    committed(here, "More trees")
    git(here, "checkout", "--quiet", "main")
    described(here / "datapackage", keywords=["gulls"])
    committed(here, "Something else")
    git(here, "checkout", "--quiet", "trees")
    return here


def test_only_what_this_branch_changed_is_told(branch: Path) -> None:
    result = check()
    commit = git(branch, "rev-parse", "main~1")[:8]
    assert result.exit_code == 0
    assert result.stdout == (
        "✓ The data is in order.\n"
        "\n"
        f"Compared with main ({commit}).\n"
        "From main (0.1.0) to datapackage (0.1.0)\n"
        "1 row changed.\n"
        "\n"
        "Targets (targets)\n"
        f"  ~ {CHANGED}\n"
    )


def test_what_is_not_committed_yet_counts_too(branch: Path) -> None:
    change(branch / "datapackage", "targets", "harbour-pact-share-timber", value_low="45")
    assert "at least 40% → at least 45%" in check().stdout


@pytest.mark.parametrize("given", ["trees", "HEAD"])
def test_another_base_can_be_named(branch: Path, given: str) -> None:
    assert "There is no difference." in check("--base", given).stdout


def test_the_branch_that_a_pull_request_is_for_comes_first(
    branch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(branch, "update-ref", "refs/remotes/origin/next", "trees")
    monkeypatch.setenv("GITHUB_BASE_REF", "next")
    assert check().stdout.count("Compared with origin/next (") == 1


def test_the_published_main_branch_goes_before_ones_own(branch: Path) -> None:
    git(branch, "update-ref", "refs/remotes/origin/main", "trees")
    assert "Compared with origin/main (" in check().stdout


def test_without_git_the_data_is_checked_all_the_same(here: Path) -> None:
    result = check()
    assert result.exit_code == 0
    assert result.stdout.startswith("✓ The data is in order.\n\nNot compared: git does not know origin/HEAD")
    replace(here / "datapackage" / "data" / "targets.csv", ",12000,12000,", ",much,12000,")
    assert check().exit_code == 1


@pytest.mark.parametrize("given", ["nowhere", "--output=/tmp/x", "main:datapackage", "\x1b[31m"])
def test_a_base_that_git_does_not_know_is_no_error(branch: Path, given: str) -> None:
    result = check(f"--base={given}")
    assert result.exit_code == 0
    assert "Not compared: git does not know" in result.stdout
    assert "\x1b" not in result.stdout


def test_a_shallow_clone_says_that_it_has_too_little(branch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clone = branch.parent / "shallow"
    git(branch, "clone", "--quiet", "--depth", "1", "--no-single-branch", branch.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    result = check("--base", "origin/main")
    assert result.exit_code == 0
    assert "or this branch has nothing in common with it." in result.stdout


def test_a_package_that_is_new_has_nothing_to_be_compared_with(branch: Path) -> None:
    copy(branch / "other")
    result = check("other")
    assert result.exit_code == 0
    assert "main" in result.stdout
    assert "does not have this package yet." in result.stdout


def test_a_package_at_the_root_of_a_repository(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = here / "datapackage"
    git(root, "init", "--quiet", "--initial-branch", "main")
    committed(root, "The first")
    monkeypatch.chdir(root)
    assert "There is no difference." in check(".").stdout


def test_a_base_that_cannot_be_read_is_said(here: Path) -> None:
    whole = (here / "datapackage" / "datapackage.json").read_text(encoding="utf-8")
    (here / "datapackage" / "datapackage.json").write_text("{", encoding="utf-8")
    git(here, "init", "--quiet", "--initial-branch", "main")
    committed(here, "The first")
    (here / "datapackage" / "datapackage.json").write_text(whole, encoding="utf-8")
    result = check()
    assert result.exit_code == 0
    assert "Not compared: the package cannot be read in main (" in result.stdout


def test_a_package_that_cannot_be_read_is_an_error_and_no_traceback(branch: Path) -> None:
    (branch / "datapackage" / "datapackage.json").write_text("{", encoding="utf-8")
    result = check("--build")
    assert result.exit_code == 1
    assert not (branch / "build").exists()


def test_a_site_that_cannot_be_put_in_its_place_is_told_everywhere(branch: Path) -> None:
    (branch / "mkdocs.yml").touch()  # so that this folder is the project
    (branch / "build" / "site").mkdir(parents=True)
    (branch / "build" / "site" / "mine.txt").touch()
    result = check("--build", "--format", "github", "--summary", "check.md")
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "::error title=The site::The site was not built: not empty and not a site"
    )
    text = (branch / "check.md").read_text(encoding="utf-8")
    assert text.startswith("## The site was not built\n")
    assert "### The site\n\nThe site was not built: not empty" in text
    assert "The site was not built: not empty" in check("--build").stdout
    assert [path.name for path in (branch / "build").iterdir()] == ["site"]


def test_the_form_of_a_table_is_a_warning_told_once(branch: Path) -> None:
    with table(branch / "datapackage", "areas") as rows:
        rows.reverse()
    path = branch / "datapackage" / "data" / "sources.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    result = check()
    assert result.exit_code == 0
    assert "datapackage/data/sources.csv warning (form-table)\n" in result.stdout
    assert "line ends" in result.stdout
    assert "datapackage/data/areas.csv:3 area_id warning (unsorted)" in result.stdout
    assert "areas.csv warning (form-table)" not in result.stdout


def test_a_program_gets_everything_at_once(branch: Path) -> None:
    told = json.loads(check("--format", "json").stdout)
    assert (told["valid"], told["problems"], told["base"]["name"]) == (True, [], "main")
    assert told["difference"]["tables"][0]["changed"][0]["text"] == CHANGED
    told = json.loads(check("--format", "json", "--base", "nowhere").stdout)
    assert (told["base"]["missing"], told["difference"]) == ("no_base", None)


def test_what_github_would_not_take_is_cut_and_kept_whole(
    branch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with table(branch / "datapackage", "members") as rows:
        rows += [{**rows[0], "organisation": f"Guild {n:05} {'&' * 60}"} for n in range(4000)]
    step = branch.parent / "step.md"
    step.write_text("## Before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(step))
    check("--format", "github", "--summary", "build/check.md")
    shown, whole = step.read_text(encoding="utf-8"), Path("build/check.md").read_text(encoding="utf-8")
    assert shown.startswith("## Before\n## ")
    assert len(shown.encode("utf-8")) <= 1_000_000 < len(whole.encode("utf-8"))
    assert whole.count("Guild ") == 4000 > shown.count("Guild ")
    assert shown.endswith(
        "\nThe list stops here: GitHub shows no more."
        " The whole list is in build/check.md, under ‘Artifacts’ of this check.\n"
    )


def test_a_summary_that_cannot_be_written_is_said(branch: Path) -> None:
    result = check("--summary", "datapackage")
    assert result.exit_code == 1
    assert "datapackage" in result.stderr


def test_only_a_run_on_github_writes_a_summary_of_a_step(
    branch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = branch.parent / "step.md"
    step.touch()
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(step))
    check()
    assert step.read_bytes() == b""


@pytest.mark.parametrize("room", [0, 5, 40, 60, 61, 10_000])
def test_a_cut_never_takes_more_than_there_is(room: int) -> None:
    text = "é" * 20 + "\n" + "ü" * 9 + "\n"
    shown = cut(text, room, "more")
    assert len(shown.encode("utf-8")) <= max(room, len("\nmore\n"))
    assert (shown == text) == (room >= len(text.encode("utf-8")))
    assert "\ufffd" not in shown


def test_make_check_is_this_command() -> None:
    root = Path(__file__).parents[2]
    said = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", "check", "ATLAS_ARGS=--lang en"],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert said.stdout.splitlines()[-1] == ".venv/bin/atlas check --build --lang en"


def test_a_figure_of_the_real_atlas_reads_as_one_would_say_it(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = shutil.copytree(REAL.folder, here / "real" / "datapackage")
    git(package.parent, "init", "--quiet", "--initial-branch", "main")
    committed(package.parent, "The first")
    monkeypatch.chdir(package.parent)
    with table(package, "targets") as rows:
        figures = {row["target_id"]: row for row in rows}
        figures["breda-noord-homes-accelerated-2025-2029"] |= {"value_low": "7400", "value_high": "7400"}
        figures["dordrecht-west-homes-renovated-total"] |= {"value_low": "2000", "value_high": "2000"}
    told = check("--lang", "nl").stdout
    assert (
        "  ~ Breda-Noord, versneld te bouwen woningen 2025-2029: ongeveer 7.206 → ongeveer 7.400 (+2,7%)\n"
        in told
    )
    [line] = [line for line in told.splitlines() if "De optelling" in line]
    assert line.endswith("Eerst: samen 2.525, genoemd 2.525. Nu: samen 2.525, genoemd 2.000.")
