"""``atlas add``: a row in its place, from questions or from arguments."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator import problems
from generator.cli.asking import agrees
from generator.cli.importing import write
from generator.cli.shared import (
    DATA_PROBLEMS,
    Format,
    Language,
    PackageOption,
    ReportFormat,
    aside,
    error_line,
    plain,
    readable,
    refuse,
    show,
    texts_in,
)
from generator.locale import Locale
from generator.problems import visible

# Titles, names and workbooks cost validate time that it does not need.
if TYPE_CHECKING:
    from generator.editing.change import Change
    from generator.editing.drafts import Draft, Drafting

Arguments = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="TABLE [COLUMN=VALUE]... [+ TABLE [COLUMN=VALUE]...]...",
        help="Which row; + begins another one, which is about the row before where it can be.",
    ),
]
From = Annotated[
    Path | None,
    typer.Option("--from", help="A JSON file with rows for TABLE.", exists=True, dir_okay=False),
]
Ask = Annotated[
    bool | None,
    typer.Option("--ask/--no-ask", help="Ask for what is not given; by default on a terminal only."),
]


def add(
    arguments: Arguments = None,
    package: PackageOption = Path("datapackage"),
    rows: From = None,
    ask: Ask = None,
    lang: Language = "nl",
    report: ReportFormat = Format.TEXT,
) -> None:
    """Add a source, an area, a target or any other row, in its place and with an identifier.

    Nothing is written where the result would have problems.
    """
    from generator.editing.choices import Choices  # noqa: PLC0415 (see above)
    from generator.editing.drafts import Drafting  # noqa: PLC0415

    texts, asks = texts_in(lang), sys.stdin.isatty() and rows is None if ask is None else ask
    found, warned = readable(package, texts, report)
    if problems.has_errors(warned):
        show(warned, texts, report)
        aside(texts.text("add.first"))
        raise typer.Exit(DATA_PROBLEMS)
    drafting = Drafting(Choices(found, texts), warned)
    drafts = _given(drafting, list(arguments or ()), rows, texts)
    change = _asked(drafting, drafts, texts) if asks else _completed(drafting, drafts, texts)
    if change.errors:
        refuse(list(change.errors), texts, report)
    _tell(drafting, drafts, texts)
    for warning in change.warnings:
        aside(f"{problems.message(warning, texts)} {problems.hint(warning, texts)}")
    if asks and not _agreed(drafts, texts):
        raise typer.Exit(DATA_PROBLEMS)
    write(change, texts)
    _done(drafting, drafts, texts)


def _given(drafting: Drafting, arguments: list[str], rows: Path | None, texts: Locale) -> list[Draft]:
    """The rows as far as they are given; without any, somebody is asked for a table."""
    from generator.cli import given  # noqa: PLC0415 (see above)
    from generator.cli.guiding import Guide  # noqa: PLC0415
    from generator.editing.drafts import Draft  # noqa: PLC0415

    if rows is not None:
        return given.in_file(drafting, arguments, rows, texts)
    if arguments or not sys.stdin.isatty():
        return given.drafts(drafting, arguments, texts)
    with _stopping([], texts):
        return [Draft(Guide(drafting, texts, []).table())]


def _completed(drafting: Drafting, drafts: list[Draft], texts: Locale) -> Change:
    """What the rows come to with all that follows from what is given; ends where one says nothing."""
    drafting.complete(drafts)
    for draft in drafts:
        if not any(draft.cells.values()):
            known = ", ".join(drafting.choices.grids[draft.table].header)
            error_line(texts.text("add.empty", table=draft.table), texts.text("add.columns", known=known))
            raise typer.Exit(DATA_PROBLEMS)
    return drafting.change(drafts)


def _asked(drafting: Drafting, drafts: list[Draft], texts: Locale) -> Change:
    """What the rows come to once everything was asked, until nothing is wrong with them."""
    from generator.cli.guiding import Guide  # noqa: PLC0415 (see above)

    guide = Guide(drafting, texts, drafts)
    with _stopping(drafts, texts):
        guide.fill()
        while True:
            change = drafting.change(drafts)
            wrong = drafting.wrong(drafts, change)
            if not wrong:
                return change
            show(list(change.errors), texts, Format.TEXT)
            guide.mend(wrong)


def _tell(drafting: Drafting, drafts: list[Draft], texts: Locale) -> None:
    """Show the rows, cell by cell."""
    for draft in drafts:
        grid, language = drafting.choices.grids[draft.table], texts.language
        plain(f"{grid.title.in_language(language)} ({draft.table})")
        for head, column in zip(grid.heads(language), grid.header, strict=True):
            if draft.cells.get(column):
                plain(f"  {head}: {visible(draft.cells[column])}")


def _done(drafting: Drafting, drafts: list[Draft], texts: Locale) -> None:
    """Say which rows were added, and where."""
    for draft in drafts:
        key = "/".join(draft.cells[column] for column in drafting.choices.grids[draft.table].key)
        file = visible(drafting.choices.package.file(draft.table))
        plain(texts.text("add.done", file=file, key=key))


def _agreed(drafts: list[Draft], texts: Locale) -> bool:
    """Whether the rows may be written; says how to go on where not."""
    if agrees(texts, "import.ask"):
        return True
    _stopped(drafts, texts)
    return False


@contextmanager
def _stopping(drafts: list[Draft], texts: Locale) -> Iterator[None]:
    """Who stops with Ctrl-C or Ctrl-D loses nothing of what was said."""
    try:
        yield
    except (EOFError, KeyboardInterrupt):
        plain("")
        _stopped(drafts, texts)
        raise typer.Exit(DATA_PROBLEMS) from None


def _stopped(drafts: list[Draft], texts: Locale) -> None:
    aside(texts.text("editing.nothing_written"))
    if any(any(draft.cells.values()) for draft in drafts):
        command = " + ".join(draft.command() for draft in drafts)
        aside(texts.text("add.again", command=command))
