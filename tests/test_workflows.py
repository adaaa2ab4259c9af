"""The workflows, held against two linters, each first shown that it sees what it is for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.worlds import ROOT

# Beside this very Python, as `make setup` puts them.
TOOLS = Path(sys.executable).parent
WORKFLOWS = ROOT / ".github" / "workflows"

# Runs what a stranger chose to call a branch, pins nothing, and misspells an event.
CARELESS = """\
name: Careless
on: pull_requests
permissions: {}
jobs:
  all:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - run: echo ${{ github.head_ref }} $UNQUOTED
"""


def linted(tool: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [TOOLS / tool, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=60
    )


def actionlint(*paths: Path) -> subprocess.CompletedProcess[str]:
    """Syntax, expressions, and every script through shellcheck."""
    return linted("actionlint", "-no-color", "-shellcheck", TOOLS / "shellcheck", "-pyflakes=", *paths)


def zizmor(*paths: Path) -> subprocess.CompletedProcess[str]:
    """What could be abused; without asking anybody, and with all that it has doubts about."""
    return linted("zizmor", "--offline", "--no-progress", "--pedantic", "--strict-collection", *paths)


@pytest.fixture
def careless(tmp_path: Path) -> Path:
    path = tmp_path / ".github" / "workflows" / "careless.yml"
    path.parent.mkdir(parents=True)
    path.write_text(CARELESS, encoding="utf-8")
    return path


def test_actionlint_sees_mistakes(careless: Path) -> None:
    said = actionlint(careless)
    assert said.returncode == 1
    for mistake in (
        'unknown Webhook event "pull_requests"',
        '"github.head_ref" is potentially untrusted',
        "SC2086",
    ):
        assert mistake in said.stdout


def test_zizmor_sees_dangers(careless: Path) -> None:
    careless.write_text(CARELESS.replace("pull_requests", "pull_request_target"), encoding="utf-8")
    said = zizmor(careless)
    assert said.returncode not in (0, 1), said.stderr
    for danger in ("dangerous-triggers", "template-injection", "unpinned-uses", "artipacked"):
        assert danger in said.stdout


def test_the_workflows_have_no_mistakes() -> None:
    said = actionlint(*sorted(WORKFLOWS.glob("*.yml")))
    assert (said.returncode, said.stdout) == (0, "")


def test_the_workflows_offer_nothing_to_abuse() -> None:
    """Dependabot's settings are looked at as well."""
    said = zizmor(ROOT / ".github")
    assert said.returncode == 0, said.stdout
    for path in (*WORKFLOWS.glob("*.yml"), ROOT / ".github" / "dependabot.yml"):
        assert path.name in said.stderr
