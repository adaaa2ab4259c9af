"""What the worked examples say to do, done: the new thing is there, and the house still stands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.dom import Element, parse
from tests.guide.examples import FOLDER, project, steps
from tests.worlds import NORLAND

# A language is tried where its mechanism is; the overview has no steps.
WITHOUT_STEPS = frozenset({"README", "language"})
# Tests of ours that must pass in the changed project: what the example is about, and which of them.
OWN = {
    "page-type": ("tests/test_lookup.py", ""),
    "chart": ("tests/charts/test_charts.py", ""),
    "rule": ("tests/test_bad_packages.py", "bare-locator or every_rule"),
}
# And in one with all of them: the house, and its texts.
HOUSE = ("tests/test_architecture.py", "tests/test_locale.py")

pytestmark = pytest.mark.slow


def names() -> set[str]:
    return {path.stem for path in FOLDER.glob("*.md")} - WITHOUT_STEPS


def in_project(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="session")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A copy of the project with one example carried out."""
    made: dict[str, Path] = {}

    def carry_out(name: str) -> Path:
        if name not in made:
            made[name] = project(tmp_path_factory.mktemp(name), name)
        return made[name]

    return carry_out


@pytest.fixture(scope="session")
def built(changed: Callable[[str], Path]) -> Callable[[str], Path]:
    """The imaginary country's site, built by that project."""
    made: dict[str, Path] = {}

    def build(name: str) -> Path:
        if name not in made:
            folder = changed(name)
            package = str(folder / "tests" / "packages" / "norland")
            in_project(folder, "-m", "generator", "build", package)
            made[name] = folder / "build" / "site"
        return made[name]

    return build


def page(site: Path, address: str) -> Element:
    return parse((site / address / "index.html").read_text(encoding="utf-8"))


def test_every_example_is_tried() -> None:
    assert names() == set(OWN)
    assert all(steps(name) for name in names())


@pytest.mark.parametrize("name", sorted(OWN))
def test_the_projects_own_tests_pass_with_an_example_in_it(name: str, changed: Callable[[str], Path]) -> None:
    module, chosen = OWN[name]
    in_project(changed(name), "-m", "pytest", "-q", "-x", "-k", chosen, module)


def test_the_house_stands_with_all_of_them_in_it(tmp_path: Path) -> None:
    folder = project(tmp_path, *sorted(OWN))
    in_project(folder, "-m", "ruff", "check", "generator")
    in_project(folder, "-m", "ruff", "format", "--check", "generator")
    in_project(folder, "-m", "mypy", "generator")
    in_project(folder, "-m", "pytest", "-q", "-x", *HOUSE)


def test_the_new_page_is_there(built: Callable[[str], Path]) -> None:
    publishers = {row["publisher"] for row in NORLAND.tables["sources"]}
    for address, title in (("publishers", "Publishers"), ("nl/uitgevers", "Uitgevers")):
        found = page(built("page-type"), address)
        assert [e.text for e in found.all("h1")] == [title]
        [listed] = found.all("main")[0].classed("places")
        assert len(listed.all("li")) == len(publishers)
        assert all(any(name in e.text for e in listed.all("li")) for name in publishers)


def test_the_new_chart_is_there_drawn_and_as_numbers(built: Callable[[str], Path]) -> None:
    site = built("chart")
    for address in ("sources", "nl/bronnen"):
        [figure] = page(site, address).classed("chart")
        assert len(figure.all("tbody")[0].all("tr")) == len(NORLAND.tables["sources"])
        [plot] = figure.classed("chart__plot")
        assert plot.all("svg"), "not drawn"
    lines = (site / "data" / "charts" / "figures-per-source.csv").read_text(encoding="utf-8").splitlines()
    figures = [row["source_id"] for table in ("targets", "measurements") for row in NORLAND.tables[table]]
    expected = [f"{row['source_id']},{figures.count(row['source_id'])}" for row in NORLAND.tables["sources"]]
    assert sorted(lines[1:]) == sorted(expected)
    assert (site / "embed" / "figures-per-source" / "index.html").is_file()


def test_the_new_rule_finds_and_is_explained(changed: Callable[[str], Path]) -> None:
    folder = changed("rule")
    script = "from generator import locale; from generator.views import checks"
    told = in_project(folder, "-c", f"{script}; print(checks.groups(locale.load('nl')))").stdout
    assert re.search(r"p\. 14, niet 14", told)
