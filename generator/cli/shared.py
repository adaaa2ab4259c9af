"""What the commands share: options, the language of messages, and printing."""

from __future__ import annotations

import datetime
import os
import sys
import time
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.text import Text

from generator import equipment, locale, problems
from generator.model import TABLES
from generator.package import Package
from generator.problems import Problem
from generator.validate import validate

DATA_PROBLEMS = 1


class Format(StrEnum):
    """How problems are shown."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


PackageFolder = Annotated[
    Path,
    typer.Argument(
        metavar="[PACKAGE]",
        help="The folder with datapackage.json.",
        exists=True,
        file_okay=False,
        readable=True,
    ),
]
PackageOption = Annotated[
    Path,
    typer.Option("--package", help="The folder with datapackage.json.", exists=True, file_okay=False),
]
Language = Annotated[
    str, typer.Option("--lang", envvar="ATLAS_LANG", help="Language of the messages: nl or en.")
]
ReportFormat = Annotated[Format, typer.Option("--format", help="How to show the problems.")]


def own_texts() -> None:
    """Validate a data package of alliances, areas and targets, and build its site."""
    bring(locale.of_atlas(equipment.project(Path.cwd())))


def bring(files: Iterable[Path]) -> None:
    """Take the locale files of an atlas, or say what is wrong with one and end."""
    try:
        locale.own(files)
    except locale.BrokenLocaleError as error:
        locale.own(())
        said = texts_in(os.environ.get("ATLAS_LANG", "nl"))
        error_line(said.text(f"new.broken.{error.why}", **error.details))
        raise typer.Exit(DATA_PROBLEMS) from None


def today() -> datetime.date:
    """The day that the site calls today; SOURCE_DATE_EPOCH can set it, so that a build can be repeated."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = int(seconds) if seconds.isdecimal() else time.time()
    return datetime.datetime.fromtimestamp(moment, datetime.UTC).date()


def repository() -> str | None:
    """Where the data is kept, as a workflow run on GitHub knows it."""
    server, name = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_REPOSITORY")
    return f"{server}/{name}" if server and name else None


def texts_in(language: str) -> locale.Locale:
    """The texts of a language that the user names."""
    try:
        return locale.load(language)
    except locale.UnknownLanguageError:
        known = ", ".join(locale.available())
        raise typer.BadParameter(f"{language!r} is not one of: {known}", param_hint="--lang") from None


def show(found: list[Problem], texts: locale.Locale, report: Format) -> None:
    """Show problems in the form that was asked for."""
    if report is Format.JSON:
        plain(problems.as_json(found, texts))
    elif report is Format.GITHUB:
        if found:
            plain(problems.as_github(found, texts))
    else:
        console = Console(highlight=False)
        for part in problems.as_text(found, texts):
            console.print(part, soft_wrap=True)


def refuse(found: list[Problem], texts: locale.Locale, report: Format) -> NoReturn:
    """Show why nothing is written, and end."""
    show(found, texts, report)
    aside(texts.text("editing.nothing_written"))
    raise typer.Exit(DATA_PROBLEMS)


def readable(
    folder: Path, texts: locale.Locale, report: Format = Format.TEXT
) -> tuple[Package, list[Problem]]:
    """The package, of which all tables can be read, and its problems; ends where one cannot."""
    found, wrong = validate(folder, draft=True)
    if found is None or any(table.name not in found.raw for table in TABLES):
        refuse(wrong, texts, report)
    return found, wrong


def named(package: Package, given: str, texts: locale.Locale) -> str:
    """The table that somebody means; ends the command where there is none."""
    from generator.editing import naming  # noqa: PLC0415 (templates, workbooks: most commands need none)

    try:
        return naming.table(package, given)
    except naming.UnknownTableError as error:
        known = ", ".join(table.name for table in TABLES)
        meant = texts.text("editing.tables", known=known)
        if error.suggestion:
            meant = texts.text("problem_list.near_miss", suggestion=error.suggestion)
        error_line(texts.text("editing.no_table", given=given), meant)
        raise typer.Exit(DATA_PROBLEMS) from None


def error_line(message: str, detail: str = "") -> None:
    """Say on the side of errors what is wrong, and what more is known of it."""
    console = Console(stderr=True, highlight=False)
    console.print(Text.assemble(("✗ ", "red"), problems.visible(message)), soft_wrap=True)
    for line in detail.splitlines():
        console.print(Text(f"  {problems.visible(line)}"), soft_wrap=True)


def aside(text: str) -> None:
    """Say something beside the answer: no error, and nothing for a program to read."""
    Console(stderr=True, highlight=False).print(Text(problems.visible(text)), soft_wrap=True)


def plain(text: str) -> None:
    """Print for a machine: no colours, no wrapping, UTF-8 whatever the terminal says."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()
