"""The file with the measurements: one chapter for each script, which renews its own and no other."""

from __future__ import annotations

import datetime
import os
import platform
import re
from collections.abc import Sequence
from pathlib import Path

FILE = Path(__file__).resolve().parent / "results.md"


def put(text: str, path: Path = FILE) -> None:
    """Write a chapter, which begins with its title, in the place of the one that had that title."""
    there = path.read_text(encoding="utf-8") if path.is_file() else ""
    chapters = {
        title(chapter): chapter for chapter in re.split(r"^(?=# )", there, flags=re.MULTILINE) if chapter
    }
    chapters[title(text)] = text
    path.write_text("\n".join(chapter.strip() + "\n" for chapter in chapters.values()), encoding="utf-8")


def title(chapter: str) -> str:
    """The first line of a chapter."""
    return chapter.partition("\n")[0]


def today() -> datetime.date:
    """The day of the measurement."""
    return datetime.datetime.now(datetime.UTC).date()


def machine() -> str:
    """On what was measured."""
    return f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table in Markdown: the first column is words, the others are numbers."""
    line = "|".join(["---", *["---:"] * (len(heads) - 1)])
    return [f"| {' | '.join(heads)} |", f"|{line}|", *(f"| {' | '.join(row)} |" for row in rows)]
