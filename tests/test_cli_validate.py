from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from generator.cli import app
from tests.breakage import copy, overlay, replace
from tests.worlds import ROOT


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, ["validate", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "generator", "validate", *map(str, arguments)]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, check=False, timeout=60)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return copy(tmp_path)


@pytest.fixture
def broken(package: Path) -> Path:
    overlay(package, "foreign-key")
    return package


def test_a_good_package(package: Path) -> None:
    result = run(package)
    assert (result.exit_code, result.stdout) == (0, "✓ De gegevens zijn in orde.\n")
    assert json.loads(run(package, "--format", "json").stdout) == {"valid": True, "problems": []}
    assert run(package, "--format", "github").stdout == ""


def test_the_package_of_this_folder_is_checked_by_default(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(package.parent)
    assert run().exit_code == 2
    package.rename("datapackage")
    assert run().exit_code == 0


def test_problems_in_the_data(broken: Path) -> None:
    result = run(broken, "--lang", "en")
    assert result.exit_code == 1
    assert f"{broken.as_posix()}/data/bottlenecks.csv:3 area_id error (foreign-key)" in result.stdout
    assert "Did you mean ‘northern-quays’?" in result.stdout
    assert "Bedoelt u ‘northern-quays’?" in run(broken).stdout


def test_warnings_do_not_fail(package: Path) -> None:
    overlay(package, "unused")
    result = run(package)
    assert result.exit_code == 0
    assert "let op" in result.stdout
    assert json.loads(run(package, "--format", "json").stdout)["valid"] is True
    assert run(package, "--format", "github").stdout.startswith("::warning file=")


def test_json(broken: Path) -> None:
    result = run(broken, "--format", "json", "--lang", "en")
    assert result.exit_code == 1
    [problem] = json.loads(result.stdout)["problems"]
    assert problem["file"] == (broken / "data/bottlenecks.csv").as_posix()
    assert (problem["line"], problem["table"], problem["column"]) == (3, "bottlenecks", "area_id")
    assert (problem["value"], problem["rule"], problem["severity"]) == (
        "northern-quay",
        "foreign-key",
        "error",
    )


def test_the_file_is_named_as_the_package_was_given(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(broken.parent)
    [problem] = json.loads(run("norland", "--format", "json").stdout)["problems"]
    assert problem["file"] == "norland/data/bottlenecks.csv"


def test_github(broken: Path) -> None:
    result = run(broken, "--format", "github", "--lang", "en")
    assert result.exit_code == 1
    [line] = result.stdout.splitlines()
    assert line.startswith(
        f"::error file={broken.as_posix()}/data/bottlenecks.csv,title=foreign-key,line=3::"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["absent"],
        ["datapackage.json"],
        [".", "--lang", "fy"],
        [".", "--format", "xml"],
        [".", "--nonsense"],
        [".", "."],
    ],
)
def test_wrong_use(arguments: list[str], package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(package)
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("form", "environment"),
    [
        ("text", {"PYTHONIOENCODING": "ascii"}),
        ("json", {"LC_ALL": "C"}),
        ("github", {"PYTHONIOENCODING": "latin-1"}),
    ],
)
def test_as_a_process_on_a_poor_terminal(form: str, environment: dict[str, str], package: Path) -> None:
    replace(package / "data/areas.csv", "corridor,43.6", "corridor,\u2603\x1b[31m")
    result = process(package, "--format", form, **environment)
    assert (result.returncode, result.stderr) == (1, b"")
    assert b"\x1b[31m" not in result.stdout
    assert b"type-number" in result.stdout


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_an_odd_name_of_the_folder(form: str, package: Path) -> None:
    odd = package.rename(package.parent / os.fsdecode(b"a\xff[b]\n%::c"))
    replace(odd / "data/areas.csv", "corridor,43.6", "corridor,x")
    result = process(odd, "--format", form)
    assert (result.returncode, result.stderr) == (1, b"")
    assert form != "github" or len(result.stdout.splitlines()) == 1


def test_a_reader_that_stops_early(package: Path) -> None:
    overlay(package, "unused")
    command = f'"{sys.executable}" -m generator validate "{package}" --format json | true'
    result = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert b"Traceback" not in result.stderr
