"""Every command in the guide, the README and CONTRIBUTING exists, and those on a package do as they say."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.breakage import copy
from tests.editing.support import run
from tests.editing.test_adding import AREA, TARGET
from tests.guide.commands import ASSIGNMENT, DOCUMENTS, Named, commands, named, options
from tests.test_project import targets
from tests.worlds import NORLAND, ROOT

# What is run elsewhere: a site takes longer, a preview does not end, a release is for good, a new atlas is
# a folder of its own.
NOT_HERE = frozenset({"build", "new", "release", "serve"})
# Exit codes that are no failure: a difference is what somebody asks for.
FINE = {"diff": (0, 1)}
# What somebody answers who is asked for a row: about the imaginary country.
ANSWERS = {
    "area": AREA,
    "area_alliances": {"alliance_id": NORLAND.tables["alliances"][0]["alliance_id"]},
    "area_municipalities": {
        "area_id": "far-isle",  # the area of before
        "municipality_id": NORLAND.tables["municipalities"][-1]["municipality_id"],
    },
    "target": TARGET,
    "source": {"title": "A letter", "publisher": "A town", "kind": "news", "language": "en"},
    "discrepancy": {
        "kind": "total",
        **dict.fromkeys(("question_en", "question_nl"), "How many?"),
        **dict.fromkeys(("handling_en", "handling_nl"), "Both are shown."),
    },
    "reading": {
        **dict.fromkeys(("text_en", "text_nl"), "So many."),
        "computed": "false",
        "used": "false",
        "source_id": NORLAND.tables["sources"][0]["source_id"],
        "locator": "p. 3",
    },
}


def ids(found: Sequence[Named]) -> list[str]:
    return [command.place for command in found]


def of_atlas() -> list[Named]:
    return [command for command in named() if command.is_atlas and len(command.words) > 1]


def of_make() -> list[Named]:
    return [command for command in named() if command.is_make]


@pytest.mark.parametrize("command", of_atlas(), ids=ids(of_atlas()))
def test_a_command_of_atlas_and_its_options_exist(command: Named) -> None:
    _, name, *rest = command.words
    if name.startswith("-"):
        return
    assert name in commands(), command.place
    given = {word.partition("=")[0] for word in rest if re.match(r"--?\w", word)}
    assert given <= options(commands()[name]), command.place


@pytest.mark.parametrize("command", of_make(), ids=ids(of_make()))
def test_a_target_of_make_and_its_variables_exist(command: Named) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for word in command.words[1:]:
        if ASSIGNMENT.match(word):
            assert re.search(rf"^{word.partition('=')[0]} *\?=", makefile, re.MULTILINE), command.place
        else:
            assert word in {*targets(), "TARGET"}, command.place


def test_every_task_of_the_guide_shows_a_command() -> None:
    whole = {command.document for command in named() if command.is_whole}
    guide = {d for d in DOCUMENTS if d.parent.name in ("guide", "handleiding")}
    assert len(guide) > 10
    assert guide <= whole


def on_a_package(document: Path) -> list[Named]:
    """The commands of a document that need a package and no site, in their order."""
    found = [c for c in named() if c.document == document and c.is_atlas and c.is_whole]
    return [c for c in found if c.words[1] not in NOT_HERE and not c.words[1].startswith("-")]


def documents() -> list[Path]:
    return [document for document in DOCUMENTS if on_a_package(document)]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the imaginary country's package in it, released once and changed since."""
    folder = tmp_path / "repository"
    folder.mkdir()
    copy(tmp_path).rename(folder / "datapackage")
    monkeypatch.chdir(folder)
    git("init", "--quiet")
    git("add", ".")
    for message in ("first", "second"):
        git("commit", "--quiet", "--allow-empty", "-m", message)
    git("tag", "v0.1.0", "HEAD~1")
    return folder


def git(*arguments: str) -> None:
    who = {
        f"GIT_{role}_{what}": "a@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    subprocess.run(["git", *arguments], check=True, env={**os.environ, **who})


@pytest.mark.parametrize("document", documents(), ids=[d.relative_to(ROOT).as_posix() for d in documents()])
def test_the_commands_of_a_document_do_as_they_say(document: Path, repository: Path) -> None:
    for command in on_a_package(document):
        result = run(*said(command))
        assert result.exit_code in FINE.get(command.words[1], (0,)), (command.place, result.output)
    assert run("validate").exit_code == 0


def said(command: Named) -> Iterator[str]:
    """The words of a command, with what a person would answer it."""
    _, name, *rest = command.words
    yield name
    for word in rest:
        yield filled(word)
        if name == "add" and word in ANSWERS:
            yield from (f"{column}={cell}" for column, cell in ANSWERS[word].items())
    if name == "import":
        yield "--yes"


def filled(word: str) -> str:
    """A word of a command, where it stands for something with something that is here."""
    if word == "FILE.xlsx":
        if not Path(word).exists():
            assert run("template", word).exit_code == 0
        return word
    return "datapackage" if word.endswith(("path/to/package", "atlas/datapackage")) else word


def test_what_a_person_answers_is_asked_for() -> None:
    """Each answer above belongs to a command in a document."""
    asked = {word for command in of_atlas() if command.words[1] == "add" for word in command.words[2:]}
    assert set(ANSWERS) <= asked
