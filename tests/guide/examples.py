"""The worked examples, read from their documents and carried out on a copy of the project."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.worlds import ROOT

FOLDER = ROOT / ".github" / "examples"
# What of the project a change is made to and a site is built from.
PARTS = (
    "generator",
    "docs",
    "overrides",
    "vendor",
    "tests",
    "datapackage",
    "mkdocs.yml",
    "mkdocs.en.yml",
    "pyproject.toml",
)
STEP = re.compile(
    r"^(?:(?P<new>New file)|(?P<end>At the end of)|In) `(?P<path>[^`]+)`"
    r"(?:, (?P<how>after|instead of) `(?P<line>[^`]+)`)?:\n\n```\w+\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
FENCE = re.compile(r"^```\w+$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change: ``how`` is new, end, after or instead of; the last two name a line of the file."""

    path: str
    how: str
    line: str
    text: str

    def carry_out(self, project: Path) -> None:
        """Make the change. Fails where it says something of the file that is not so."""
        path = project / self.path
        if self.how == "new":
            assert not path.exists(), self.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.text, encoding="utf-8")
            return
        old = path.read_text(encoding="utf-8")
        path.write_text(old + self.text if self.how == "end" else self._changed(old), encoding="utf-8")

    def _changed(self, old: str) -> str:
        lines = old.splitlines(keepends=True)
        [at] = [number for number, line in enumerate(lines) if line.strip() == self.line] or [-1]
        assert at >= 0, (self.path, self.line)
        kept = lines[: at + 1] if self.how == "after" else lines[:at]
        return "".join([*kept, self.text, *lines[at + 1 :]])


def steps(name: str) -> list[Step]:
    """The changes of an example, in their order; every block of code in it is one of them."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    found = [
        Step(
            path=match["path"],
            how="new" if match["new"] else "end" if match["end"] else match["how"],
            line=match["line"] or "",
            text=match["text"],
        )
        for match in STEP.finditer(text)
    ]
    assert len(found) == len(FENCE.findall(text)), name
    return found


def project(folder: Path, *names: str) -> Path:
    """A copy of the project with these examples carried out."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, folder / part)
    for name in names:
        for step in steps(name):
            step.carry_out(folder)
    return folder
