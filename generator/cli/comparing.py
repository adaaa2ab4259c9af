"""``atlas diff``: what differs between two packages."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator import problems
from generator.cli.shared import Language, error_line, plain, texts_in
from generator.locale import Locale
from generator.problems import Problem

# Imported where it is used: templates cost validate time that it does not need.
if TYPE_CHECKING:
    from generator.history.snapshot import Snapshot

DIFFERENT = 1
TROUBLE = 2
PACKAGE = "datapackage"


class Rendering(StrEnum):
    """How a difference is shown."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


Side = typer.Argument(
    help="A folder, a zip, or a version in git: v0.1.0, HEAD~1, HEAD:path/to/package. "
    "Without a path: the folder of the other one, or datapackage."
)


def diff(
    old: Annotated[str, Side],
    new: Annotated[str, Side] = PACKAGE,
    lang: Language = "nl",
    rendering: Annotated[
        Rendering, typer.Option("--format", help="How to show the difference.")
    ] = Rendering.TEXT,
) -> None:
    """Tell what differs between two packages, row by row.

    The exit code is 0 without a difference, 1 with one, and 2 where something could not be read.
    """
    from generator.history import compare, renderings, report  # noqa: PLC0415 (see above)

    texts = texts_in(lang)
    found = compare.compare(_opened(old, new, texts), _opened(new, old, texts))
    names = (f"{side} ({s.version})" for side, s in ((old, found.old), (new, found.new)))
    told = report.report(found, texts, *names)
    if rendering is Rendering.JSON:
        plain(renderings.as_json(found, told))
    elif rendering is Rendering.MARKDOWN:
        plain(renderings.as_markdown(told, texts))
    else:
        plain(renderings.as_text(told, texts))
    if found.unread:
        raise typer.Exit(TROUBLE)
    if not found.is_empty:
        raise typer.Exit(DIFFERENT)


def _opened(side: str, other: str, texts: Locale) -> Snapshot:
    """The package that one side names; ends the command where there is none."""
    from generator import programs  # noqa: PLC0415 (see above)
    from generator.history import opening  # noqa: PLC0415 (see above)

    path = Path(side)
    found: Snapshot | Problem
    if path.is_dir():
        found = opening.folder(path)
    elif path.is_file():
        found = opening.zipped(path)
    else:
        try:
            found = opening.archive(programs.revision(Path.cwd(), _revision(side, other)), side)
        except programs.RevisionError as error:
            error_line(texts.text("diff.bad_revision", given=side), str(error))
            raise typer.Exit(TROUBLE) from None
    if isinstance(found, Problem):
        error_line(f"{found.file}: {problems.message(found, texts)}", problems.hint(found, texts))
        raise typer.Exit(TROUBLE)
    return found


def _revision(side: str, other: str) -> str:
    """A version in git with the path of the package in it."""
    if ":" in side:
        return side
    folder = Path(os.path.relpath(other)) if Path(other).is_dir() else Path(PACKAGE)
    if ".." in folder.parts:  # somewhere else on this machine, where git keeps nothing
        folder = Path(PACKAGE)
    return f"{side}:./{folder.as_posix()}"
