"""A preview in a process of its own, on a project of its own, driven as a maintainer would."""

from __future__ import annotations

import json
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.site.support import WORKFLOW
from tests.worlds import NORLAND, ROOT

PROJECT = ("docs", "generator", "overrides", "vendor", "mkdocs.yml", "mkdocs.en.yml")
PROJECTS_OWN = Path()
WAIT_S = 120
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
OWN_HEAD = re.compile(rb'<link rel="stylesheet" href="/__preview__/.*?</script>\n', re.DOTALL)


class Preview:
    """A running ``atlas serve``: what it says, and what it serves."""

    def __init__(
        self, project: Path, *arguments: str, package: str = "data", code: Path = PROJECTS_OWN
    ) -> None:
        kept = {key: value for key, value in os.environ.items() if key not in WORKFLOW}
        self.project = project
        self.process = subprocess.Popen(
            [sys.executable, "-m", "generator", "serve", package, "--lang", "en", *arguments],
            cwd=project,
            env={**kept, "PYTHONPATH": str(project / code)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.said: list[str] = []
        self.is_ready = False
        self._before: dict[Path, bytes] = {}
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()
        self.address = ADDRESS.search(self.hears("http://"))[0]  # type: ignore[index]

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put("")

    def hears(self, text: str) -> str:
        """Wait for a line with that text."""
        while True:
            try:
                line = self._lines.get(timeout=WAIT_S)
            except queue.Empty:
                raise AssertionError(f"never said {text!r}:\n{''.join(self.said)}") from None
            self.said.append(line)
            if text in line:
                return line
            assert line, f"ended without {text!r}:\n{''.join(self.said)}"

    def settles(self) -> None:
        """Wait until the whole site is up to date."""
        self.hears("The whole site is up to date")

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        """What is served at a path, and its status."""
        request = urllib.request.Request(self.address + path, headers=headers)  # noqa: S310 - this machine
        try:
            with urllib.request.urlopen(request, timeout=WAIT_S) as answer:  # noqa: S310 - this machine
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def page(self, path: str) -> bytes:
        """A page without what only the preview puts into it."""
        return OWN_HEAD.sub(b"", self.get(path)[1])

    def state(self, path: str) -> dict[str, Any]:
        """What a page that is open at a path is told."""
        found: dict[str, Any] = json.loads(self.get(f"__preview__/state?page=/{path}&lang=en")[1])
        return found

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a file of the project as an editor does."""
        file = self.project / path
        before = file.read_bytes()
        assert old.encode() in before, f"{path} does not hold {old!r}"
        self._before.setdefault(file, before)
        _save(file, before.replace(old.encode(), new.encode(), 1))

    def remove(self, path: str) -> None:
        """Take a file of the project away."""
        file = self.project / path
        self._before.setdefault(file, file.read_bytes())
        file.unlink()

    def undo(self) -> None:
        """Put everything right again."""
        while self._before:
            _save(*self._before.popitem())

    def stop(self, sign: int = signal.SIGINT) -> int:
        """Ctrl-C; gives the exit code."""
        self.process.send_signal(sign)
        code = self.process.wait(30)
        self._listening.join(30)
        while not self._lines.empty():
            self.said.append(self._lines.get())
        return code


def _save(file: Path, content: bytes) -> None:
    """Whole, in the place of the old file."""
    beside = file.with_name(f".{file.name}.new~")
    beside.write_bytes(content)
    beside.replace(file)


def project(folder: Path) -> Path:
    """A copy of the project with the imaginary country as its data."""
    for name in PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    shutil.copytree(NORLAND.folder, folder / "data")
    return folder


@contextmanager
def previewed(
    folder: Path, *arguments: str, package: str = "data", code: Path = PROJECTS_OWN
) -> Iterator[Preview]:
    """A preview that is ended whatever happens."""
    preview = Preview(folder, *arguments, package=package, code=code)
    try:
        yield preview
    finally:
        if preview.process.poll() is None:
            preview.stop()
        if preview.process.stdout:
            preview.process.stdout.close()
