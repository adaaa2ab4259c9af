"""The programs that turn Markdown into pages and pages into an index; git for old versions; and our own."""

from __future__ import annotations

import datetime
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

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

# How long a process of ours may take to end when it is asked to; then it is not asked any more.
STOP_S = 3.0
KILL: int = getattr(signal, "SIGKILL", signal.SIGTERM)


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


class Helper:
    """A module of ours in a process of its own that stays: an order a line goes in, answers come out.

    It is no part of the group that Ctrl-C reaches, and ends when we do: its input is then at an end.
    """

    def __init__(self, module: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Code that is edited twice in a second may otherwise be taken for what was compiled before.
            env={**os.environ, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            start_new_session=True,
        )
        self._said: SimpleQueue[bytes] = SimpleQueue()
        self._listening = Thread(target=self._listen, daemon=True)
        self._listening.start()

    def ask(self, order: Mapping[str, object]) -> None:
        """Send an order. One that goes to a process that has ended is answered with None."""
        if self._process.stdin and self._process.poll() is None:
            with suppress(OSError):
                self._process.stdin.write(json.dumps(order).encode() + b"\n")
                self._process.stdin.flush()

    def answer(self) -> Any:
        """Wait for an answer; None where the process has ended."""
        return json.loads(self._said.get() or b"null")

    def has_answered(self) -> bool:
        """Whether ``answer`` would not wait."""
        return not self._said.empty()

    def leave(self) -> None:
        """Let it end, with all that it has started."""
        self._signal(signal.SIGTERM)

    def stop(self) -> None:
        """End it, with all that it has started, and wait for that."""
        self.leave()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_S)
        self._signal(KILL)  # what it leaves behind, or itself
        self._process.wait()
        self._listening.join(STOP_S)
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()

    def _signal(self, sign: int) -> None:
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, sign)
            else:
                self._process.send_signal(sign)

    def _listen(self) -> None:
        if self._process.stdout:
            for line in self._process.stdout:
                self._said.put(line)
        self._said.put(b"")
