"""Rows in a JSON file, as another program or an editor with our schemas makes them."""

from __future__ import annotations

from pathlib import Path

from generator.editing.drafts import Draft, Drafting
from generator.package import jsontext, textfile
from generator.problems import Problem


def read(drafting: Drafting, table: str, path: Path) -> list[Draft] | Problem:
    """The rows of a table in a file, or why there are none. Raises MistakeError for an unknown column."""
    text = textfile.read(path, path.parent)
    if isinstance(text, textfile.Fault):
        return Problem(rule=text.rule, file=path.as_posix(), line=text.line, details=text.details)
    try:
        found = jsontext.parse(text.removeprefix(textfile.BYTE_ORDER_MARK))
    except jsontext.JsonError as error:
        return _refused(path, error.found, error.line)
    rows = found if isinstance(found, list) else [found]
    for row in rows:
        if not isinstance(row, dict) or any(isinstance(cell, list | dict) for cell in row.values()):
            return _refused(path, str(row)[:80])
    return [
        drafting.given(table, [f"{column}={_text(cell)}" for column, cell in row.items()]) for row in rows
    ]


def _refused(path: Path, found: str, line: int = 0) -> Problem:
    return Problem(rule="import-json", file=path.as_posix(), line=line, details={"found": found})


def _text(cell: object) -> str:
    """A value as it stands in a table."""
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)
