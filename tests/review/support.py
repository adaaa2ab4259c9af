"""A pull request as GitHub runs it: a repository, a fork, a runner, and the commands of the workflow."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.utils.yaml import yaml_load

from tests.history.support import project
from tests.worlds import ROOT

# Beside what a site is built from: what `make` and the workflow need.
FILES = ("Makefile", "requirements.lock", "pyproject.toml", ".gitignore", ".gitattributes")
# What no branch name of ours would have, and git allows.
BRANCH = "fix/$(touch${IFS}hacked);`id`&'x'-ü"
NOBODY = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"} | {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Ada"), ("EMAIL", "ada@example.org"))
}
# Of this machine's own run on GitHub, if it is one, the simulated one must not know.
OUTSIDE = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "GIT_"))}


def git(folder: Path, *arguments: str) -> str:
    """Run git as nobody in particular, whatever this machine has set."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**OUTSIDE, **NOBODY}, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8").strip()


def committed(folder: Path, message: str) -> None:
    """Commit everything that there is."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def upstream(folder: Path) -> Path:
    """A repository with the project in it, on its main branch."""
    project(folder)
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    committed(folder, "The first")
    return folder


def forked(repository: Path, folder: Path) -> Path:
    """A copy of a repository, on a branch of its own."""
    git(repository, "clone", "--quiet", repository.as_posix(), folder.as_posix())
    git(folder, "checkout", "--quiet", "-b", BRANCH)
    return folder


def checked_out(repository: Path, fork: Path, folder: Path) -> Path:
    """What a runner has before the first command: the fork's branch merged into main, and an environment."""
    git(repository, "clone", "--quiet", repository.as_posix(), folder.as_posix())
    git(folder, "checkout", "--quiet", "--detach", "origin/main")
    git(folder, "fetch", "--quiet", fork.as_posix(), BRANCH)
    git(folder, "merge", "--quiet", "--no-ff", "--message", "The pull request", "FETCH_HEAD")
    equipped(folder)
    return folder


def equipped(folder: Path) -> None:
    """Put the command where `make` has put it once the environment is there."""
    command = folder / ".venv" / "bin" / "atlas"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m generator "$@"\n')
    command.chmod(0o755)
    for name in ("site", "project"):
        (folder / ".venv" / f"{name}.stamp").touch()


@dataclass(frozen=True, kw_only=True)
class Run:
    """What the commands of a job left behind: what they said, and what GitHub shows of it."""

    folder: Path
    returncode: int
    stdout: str
    stderr: str
    summary: str

    @property
    def annotations(self) -> list[str]:
        """The lines that GitHub takes for commands, with whatever they are."""
        return [line for line in self.stdout.splitlines() if line.lstrip().startswith("::") or "##[" in line]

    @property
    def steady_summary(self) -> str:
        """The summary without what differs from one make of the software to another."""
        text = re.sub(r"\([0-9a-f]{8}\)", "(COMMIT)", self.summary)
        return re.sub(r"[\d.,]+ (bestanden|files), [\d.,]+ (kB|MB)", r"N \1, SIZE", text)


def workflow(name: str) -> Mapping[str, Any]:
    """A workflow of ours as it is read."""
    found: Mapping[str, Any] = yaml_load((ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8"))
    return found


def commands(job: Mapping[str, Any]) -> Iterator[str]:
    """The scripts of a job."""
    yield from (step["run"] for step in job["steps"] if "run" in step)


def run_job(name: str, job: str, folder: Path, **variables: str) -> Run:
    """Run the scripts of a job one after the other until one fails."""
    summary = folder.parent / f"{folder.name}-summary.md"
    summary.touch()
    environment = {
        **OUTSIDE,
        **NOBODY,
        "GITHUB_ACTIONS": "true",
        "GITHUB_STEP_SUMMARY": str(summary),
        "PYTHONUTF8": "1",
        **variables,
    }
    scripts = "\n".join(commands(workflow(name)["jobs"][job]))
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", scripts],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    shown = summary.read_text(encoding="utf-8")
    return Run(
        folder=folder, returncode=done.returncode, stdout=done.stdout, stderr=done.stderr, summary=shown
    )
