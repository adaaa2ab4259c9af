"""The commands that our documents name, read from the documents themselves."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typer.core
import typer.main

from generator.cli import app
from tests.worlds import ROOT

DOCUMENTS = (
    ROOT / "README.md",
    *sorted((ROOT / ".github").rglob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "generator" / "templates" / "guide.md.jinja",
)
ATLAS = ("atlas", ".venv/bin/atlas")
FENCED = re.compile(r"^```(?:sh|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
IN_TEMPLATE = re.compile(r'<code class="language-sh">(.*?)</code>', re.DOTALL)
IN_LINE = re.compile(r"`((?:\.venv/bin/)?(?:atlas|make) [^`]+)`")
ASSIGNMENT = re.compile(r"[A-Z_]+=")


@dataclass(frozen=True, slots=True)
class Named:
    """A command as a document names it; ``is_whole`` where it stands on a line of its own, to be copied."""

    document: Path
    text: str
    is_whole: bool

    @property
    def words(self) -> list[str]:
        return shlex.split(self.text, comments=True)

    @property
    def is_atlas(self) -> bool:
        return self.words[0] in ATLAS

    @property
    def is_make(self) -> bool:
        return self.words[0] == "make"

    @property
    def place(self) -> str:
        return f"{self.document.relative_to(ROOT).as_posix()}: {self.text}"


@cache
def named() -> tuple[Named, ...]:
    """Every command of ours in every document."""
    return tuple(
        command
        for document in DOCUMENTS
        for command in _in(document)
        if command.words and (command.is_atlas or command.is_make)
    )


def _in(document: Path) -> Iterator[Named]:
    text = document.read_text(encoding="utf-8")
    for pattern in (FENCED, IN_TEMPLATE):
        for block in pattern.findall(text):
            yield from (Named(document, line.strip(), is_whole=True) for line in block.splitlines())
    for found in IN_LINE.findall(FENCED.sub("", text)):
        yield Named(document, " ".join(found.split()), is_whole=False)


@cache
def commands() -> Mapping[str, typer.core.TyperCommand]:
    """What the command line knows."""
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    return {
        name: found for name, found in group.commands.items() if isinstance(found, typer.core.TyperCommand)
    }


def options(command: typer.core.TyperCommand) -> set[str]:
    """What may stand behind a command with dashes before it."""
    own = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    return own | {"--help"}
