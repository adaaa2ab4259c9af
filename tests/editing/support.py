"""Workbooks as people send them back, and commands as people give them."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # it ships no types
from typer.testing import CliRunner, Result

from generator.cli import app
from generator.downloads import workbook
from tests.worlds import ROOT, WORLDS

# Ctrl-D: no more answers.
STOP = "\x04"
# On a line of its own: what Tab draws again starts with a carriage return.
PROMPT = re.compile(rb"\n[^\r\n]*(> |/no\] )\Z")


def run(*arguments: str | Path, language: str = "en") -> Result:
    """A command with its answer; nothing but an exit may come out of it."""
    result = CliRunner().invoke(app, [*map(str, arguments), "--lang", language])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


@cache
def published(world: str, language: str) -> bytes:
    """The workbook of a whole package as it is published."""
    desk = WORLDS[world].desk
    path = f"data/{desk.name}{workbook.ending(desk, language)}"
    return next(output.content for output in workbook.files(desk) if output.path == path)


@contextmanager
def edited(path: Path, content: bytes) -> Iterator[Any]:
    """A workbook to be changed, and saved by a program that is not ours."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    yield book
    book.save(path)


def cell(sheet: Any, key: str, heading: str) -> Any:
    """The cell under a heading in the row with that first cell."""
    column = [found.value for found in sheet[1]].index(heading)
    [row] = [row for row in sheet.iter_rows(min_row=2) if row[0].value == key]
    return row[column]


def append(sheet: Any, **values: object) -> int:
    """Add a row by headings (an underscore stands for a space); the number of that row."""
    given = {name.replace("_", " "): value for name, value in values.items()}
    heads = [str(found.value).removesuffix(" *") for found in sheet[1]]
    assert given.keys() <= set(heads), given.keys() - set(heads)
    line: int = max(row[0].row for row in sheet.iter_rows() if any(c.value is not None for c in row)) + 1
    for position, head in enumerate(heads, 1):
        sheet.cell(line, position).value = given.get(head)
    return line


def on_terminal(folder: Path, *arguments: str, answers: Iterable[str]) -> tuple[int, str]:
    """A command on a terminal, answered question by question: its exit code and all that it showed."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "generator", *arguments, "--lang", "en"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb", "COLUMNS": "200"}
    with subprocess.Popen(
        command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        left, told, asked = list(answers), b"", 0
        expected = len(left)
        while part := _read(ours):
            told += part
            if PROMPT.search(told):
                asked += 1
                answer = left.pop(0) if left else STOP
                os.write(ours, answer.encode("utf-8") + (b"" if answer == STOP else b"\n"))
    os.close(ours)
    assert asked == expected, told.decode("utf-8")
    return process.returncode, told.decode("utf-8").replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other side has gone
        return b""
