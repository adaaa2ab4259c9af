"""``atlas import``: a workbook back into the tables."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator import problems
from generator.cli.asking import agrees
from generator.cli.shared import (
    DATA_PROBLEMS,
    Format,
    Language,
    PackageFolder,
    ReportFormat,
    aside,
    error_line,
    plain,
    readable,
    refuse,
    texts_in,
)
from generator.locale import Locale
from generator.problems import visible

# Workbooks and templates cost validate time that it does not need.
if TYPE_CHECKING:
    from generator.editing.change import Change


Workbook = Annotated[
    Path,
    typer.Argument(
        metavar="FILE.xlsx",
        help="The workbook of all data, or a template that was filled in.",
        exists=True,
        dir_okay=False,
    ),
]
Remove = Annotated[
    bool, typer.Option("--remove", help="Remove the rows of a table that its sheet does not have.")
]


def import_workbook(
    workbook: Workbook,
    package: PackageFolder = Path("datapackage"),
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    remove: Remove = False,
    lang: Language = "nl",
    report: ReportFormat = Format.TEXT,
) -> None:
    """Take the rows of a workbook into the tables: shows what would change, and asks before it writes.

    Nothing is written where the result would have problems.
    """
    from generator.editing import merging  # noqa: PLC0415 (see above)

    texts = texts_in(lang)
    found, warned = readable(package, texts, report)
    done = merging.imported(found, warned, workbook, remove=remove)
    if done.problems or done.change is None:
        refuse(list(done.problems), texts, report)
    for title, number in done.staying:
        aside(texts.plural("import.stay", number, table=title.in_language(texts.language)))
    if not done.change.contents:
        plain(texts.text("import.nothing"))
        return
    tell(done.change, texts, workbook.name)
    if not yes:
        _ask(texts)
    write(done.change, texts)
    files = texts.joined([visible(found.file(table)) for table in done.change.contents])
    plain(texts.plural("import.done", len(done.change.contents), files=files))


def _ask(texts: Locale) -> None:
    """End where somebody says no, or nobody can be asked."""
    if not sys.stdin.isatty():
        aside(texts.text("import.unasked"))
        raise typer.Exit(DATA_PROBLEMS)
    if not agrees(texts, "import.ask"):
        aside(texts.text("editing.nothing_written"))
        raise typer.Exit(DATA_PROBLEMS)


def tell(change: Change, texts: Locale, name: str) -> None:
    """Show what a change would do."""
    from generator.history import renderings, report  # noqa: PLC0415 (see above)

    difference = change.difference()
    version = difference.old.version
    told = report.report(difference, texts, f"{change.package.folder.as_posix()} ({version})", name)
    plain(renderings.as_text(told, texts))
    for warning in change.warnings:
        aside(f"{problems.message(warning, texts)} {problems.hint(warning, texts)}")


def write(change: Change, texts: Locale) -> None:
    """Write a change, or say why that did not succeed."""
    from generator.editing.change import StaleError  # noqa: PLC0415 (see above)

    try:
        change.write()
    except StaleError as error:
        error_line(texts.text("import.stale", file=str(error)))
        raise typer.Exit(DATA_PROBLEMS) from None
    except OSError as error:
        error_line(texts.text("editing.not_written", found=str(error)))
        raise typer.Exit(DATA_PROBLEMS) from None
