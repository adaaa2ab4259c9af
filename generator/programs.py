"""The programs that turn Markdown into pages and pages into a search index; and git, for old versions."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from generator import outputs, searchindex

# What many pages repeat, and what says again what stands elsewhere: a ranking or a table names every area,
# and each area would be found on the pages of all others. A figure is found by its receipt's first line.
UNSEARCHED = (
    ".chart",
    "table",
    ".key-figures",
    ".places--find",
    "details.note",
    ".receipts > h3",
    ".receipts > p",
    ".receipt dl",
    ".receipt small",
    ".downloads",
    "cite",
    "dt",
)


class BuildError(Exception):
    """A step outside our own code failed; the message holds what it printed."""


class RevisionError(Exception):
    """Git does not have what was asked for; the message holds what it said."""


def revision(folder: Path, name: str) -> bytes:
    """A folder in a version that git keeps (``HEAD~1:datapackage``) as a zip; nothing is checked out.

    A path that starts with ``./`` is read from ``folder``. Raises RevisionError.
    """
    if name.startswith("-"):
        raise RevisionError(name)
    top, tree = _git(folder, "rev-parse", "--show-toplevel", name).decode("utf-8").splitlines()
    # As it was committed, whatever line ends this machine prefers.
    return _git(Path(top), "-c", "core.autocrlf=false", "archive", "--format=zip", tree)


def base(folder: Path, name: str) -> str:
    """The commit that a version and the present one have in common. Raises RevisionError."""
    if name.startswith("-"):
        raise RevisionError(name)
    return _git(folder, "merge-base", name, "HEAD").decode("ascii").strip()


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except OSError as error:
        raise RevisionError(str(error)) from error
    if done.returncode != 0:
        raise RevisionError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def mkdocs(configs: Mapping[str, Path], date: datetime.date) -> None:
    """Run MkDocs for every language side by side, each by its own settings.

    ``date`` is the age that the pages are given. Raises BuildError with what MkDocs said.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--config-file"]
    environment = _environment(date)
    running = {
        language: subprocess.Popen(
            [*command, str(config)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment,
        )
        for language, config in configs.items()
    }
    said = {language: process.communicate()[0] for language, process in running.items()}
    for language, process in running.items():
        if process.returncode != 0:
            raise BuildError(f"mkdocs ({language}): {said[language].strip()}")


def search(site: Path) -> None:
    """Index the pages of all languages into pieces that a browser fetches one by one."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--quiet"]
    for selector in UNSEARCHED:
        command += ["--exclude-selectors", selector]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BuildError(f"pagefind: {(done.stdout + done.stderr).strip()}")
    index = site / "pagefind"
    outputs.write(searchindex.light(outputs.read(index)), index)


def _environment(date: datetime.date) -> dict[str, str]:
    """A steady environment: the same bytes on every build, and pages as old as the data."""
    day = datetime.datetime.combine(date, datetime.time(), datetime.UTC)
    steady = {"SOURCE_DATE_EPOCH": str(int(day.timestamp())), "NO_MKDOCS_2_WARNING": "1"}
    return {**steady, **os.environ, "PYTHONUTF8": "1"}
