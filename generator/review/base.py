"""What a change starts from: the package as it was where this branch left the main one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import problems, programs
from generator.history import opening
from generator.history.snapshot import Snapshot
from generator.locale import Locale
from generator.problems import Problem, visible
from generator.programs import RevisionError

SHORT_COMMIT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A version in git, and the package as it was there; ``missing`` says why there is none to compare."""

    name: str
    commit: str = ""
    package: Snapshot | None = None
    missing: str = ""
    detail: str = ""

    @property
    def called(self) -> str:
        """How people call that version."""
        return visible(f"{self.name} ({self.commit[:SHORT_COMMIT]})" if self.commit else self.name)


def find(folder: Path, names: Sequence[str], texts: Locale) -> Base:
    """The package in ``folder`` as it was at the first of these names that git knows."""
    said = ""
    for name in names:
        try:
            return _at(folder, name, programs.base(folder, name), texts)
        except RevisionError as error:
            said = said or str(error)
    return Base(name=" / ".join(names), missing="no_base", detail=said)


def _at(folder: Path, name: str, commit: str, texts: Locale) -> Base:
    try:
        content = programs.revision(folder, f"{commit}:./")
    except RevisionError as error:
        return Base(name=name, commit=commit, missing="new", detail=str(error))
    found = opening.archive(content, name)
    if isinstance(found, Problem):
        return Base(name=name, commit=commit, missing="unreadable", detail=problems.message(found, texts))
    return Base(name=name, commit=commit, package=found)
