"""The rows that ``atlas add`` is given, as arguments or in a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from generator.cli.shared import DATA_PROBLEMS, Format, error_line, named, refuse
from generator.editing import rowsfile
from generator.editing.drafts import Draft, Drafting, MistakeError
from generator.locale import Locale
from generator.problems import Problem

# What stands between two rows.
SEPARATOR = "+"


def drafts(drafting: Drafting, arguments: list[str], texts: Locale) -> list[Draft]:
    """The rows in the arguments; ends where those name no table or column."""
    found = []
    for part in _split(arguments):
        table = _table(drafting, part, texts)
        with _mistakes(drafting, table, texts):
            found.append(drafting.given(table, part[1:]))
    return found


def in_file(drafting: Drafting, arguments: list[str], path: Path, texts: Locale) -> list[Draft]:
    """The rows in a JSON file for the table that the arguments name; ends where there are none."""
    table = _table(drafting, arguments, texts)
    with _mistakes(drafting, table, texts):
        found = rowsfile.read(drafting, table, path)
    if isinstance(found, Problem):
        refuse([found], texts, Format.TEXT)
    return found


def _table(drafting: Drafting, part: list[str], texts: Locale) -> str:
    if not part:
        raise typer.BadParameter(texts.text("add.table"), param_hint="TABLE")
    return named(drafting.choices.package, part[0], texts)


@contextmanager
def _mistakes(drafting: Drafting, table: str, texts: Locale) -> Iterator[None]:
    """Tells of a column that the table does not have, and ends."""
    try:
        yield
    except MistakeError as error:
        known = ", ".join(drafting.choices.grids[table].header)
        meant = texts.text("add.columns", known=known)
        if error.suggestion:
            meant = texts.text("problem_list.near_miss", suggestion=error.suggestion)
        error_line(texts.text("add.no_column", given=error.given, table=table), meant)
        raise typer.Exit(DATA_PROBLEMS) from None


def _split(arguments: list[str]) -> list[list[str]]:
    """The arguments for each row."""
    parts: list[list[str]] = [[]]
    for argument in arguments:
        if argument == SEPARATOR:
            parts.append([])
        else:
            parts[-1].append(argument)
    return parts
