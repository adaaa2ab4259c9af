"""What GitHub does with a version that ``atlas release`` kept: its scripts, run with a ``gh`` that notes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.history.support import described, renewed
from tests.history.test_releases import NAME, NOTES
from tests.review.support import Run, run_job, workflow
from tests.site.support import atlas

# Stands in for GitHub, which is not here: knows the releases in a file, and notes what it is told to make.
GH = """#!/bin/bash
case "$2" in
  view) grep -qx "$3" "$GH_KNOWN" ;;
  create) printf '%s\\n' "$@" '' >> "$GH_NOTED" ;;
esac
"""


def published(project: Path, known: str = "") -> tuple[Run, list[list[str]]]:
    """Run the workflow, and tell what it asked GitHub to make."""
    tools = project.parent / "tools"
    tools.mkdir(exist_ok=True)
    (tools / "gh").write_text(GH, encoding="utf-8")
    (tools / "gh").chmod(0o755)
    (tools / "known").write_text(known, encoding="utf-8")
    noted = tools / "noted"
    noted.write_bytes(b"")
    run = run_job(
        "release.yml",
        "release",
        project,
        PATH=f"{tools}:/usr/bin:/bin",
        GH_KNOWN=str(tools / "known"),
        GH_NOTED=str(noted),
        GITHUB_SHA="1" * 40,
    )
    return run, [made.splitlines() for made in noted.read_text(encoding="utf-8").split("\n\n") if made]


def test_a_version_that_reached_main_is_tagged_and_released_with_its_files(released: Path) -> None:
    run, made = published(released)
    assert run.returncode == 0, run.stderr
    [words] = made
    assert words[:7] == ["release", "create", "v0.1.0", "--target", "1" * 40, "--title", "Data v0.1.0"]
    assert words[7:] == ["--notes-file", NOTES, NAME, "SHA256SUMS"]


def test_what_was_released_before_is_left_alone(released: Path) -> None:
    renewed(released / "datapackage")
    described(released / "datapackage", version="0.2.0")
    said = atlas("release", project=released)
    assert said.returncode == 0, said.stderr + said.stdout
    run, made = published(released, known="v0.1.0\n")
    assert run.returncode == 0, run.stderr
    assert [words[2] for words in made] == ["v0.2.0"]


@pytest.mark.parametrize("name", [NAME, "SHA256SUMS"])
def test_nothing_is_released_where_a_checksum_is_wrong(released: Path, name: str) -> None:
    path = released / "releases" / name
    path.write_bytes(path.read_bytes()[:-2] + b"x\n")
    run, made = published(released)
    assert run.returncode != 0
    assert made == []


def test_the_files_that_it_names_are_there(released: Path) -> None:
    content = (released / "releases" / NAME).read_bytes()
    sums = (released / "releases" / "SHA256SUMS").read_text(encoding="utf-8")
    assert sums.split() == [hashlib.sha256(content).hexdigest(), NAME]


def test_the_notes_say_in_both_languages_what_changed(released: Path) -> None:
    renewed(released / "datapackage")
    said = atlas("release", project=released)
    assert said.returncode == 0, said.stderr + said.stdout
    first = (released / "releases" / NOTES).read_text(encoding="utf-8")
    later = (released / "releases" / "norland-alliances-0.2.0.md").read_text(encoding="utf-8")
    assert first.startswith("## Data, version 0.1.0\n")
    assert "\n## Gegevens, versie 0.1.0\n" in first
    for text in (
        "- **Corrected** Ternby &#38; Gull&#39;s Rest, trees to be planted 2020-2024: Three more trees",
        "Compared with version 0.1.0: 1 row",
        "just over 12,000 → just over 13,000 (+8.3%)",
        "ruim 12.000 → ruim 13.000 (+8,3%)",
    ):
        assert text in later, later


def test_only_this_job_may_write() -> None:
    found = workflow("release.yml")
    assert found["permissions"] == {}
    assert found["jobs"]["release"]["permissions"] == {"contents": "write"}
