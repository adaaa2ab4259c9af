"""``atlas schemas``: JSON Schemas for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator import outputs
from generator.cli.shared import (
    DATA_PROBLEMS,
    Language,
    PackageOption,
    error_line,
    plain,
    readable,
    texts_in,
)
from generator.problems import visible

Folder = Annotated[
    Path, typer.Argument(metavar="[FOLDER]", help="Where to write them; all else in it stays.")
]


def schemas(
    folder: Folder = Path(".vscode/schemas"),
    package: PackageOption = Path("datapackage"),
    lang: Language = "nl",
) -> None:
    """Write JSON Schemas for an editor: of datapackage.json, and of rows of each table."""
    from generator.editing import schemas as made  # noqa: PLC0415 (validate need not wait for it)
    from generator.editing.choices import Choices  # noqa: PLC0415

    texts = texts_in(lang)
    found, _ = readable(package, texts)
    planned = outputs.plan(made.files(Choices(found, texts)))
    try:
        outputs.add(planned, folder)
    except OSError as error:
        error_line(texts.text("editing.not_written", found=str(error)))
        raise typer.Exit(DATA_PROBLEMS) from None
    plain(texts.text("schemas.done", n=len(planned), folder=visible(folder.as_posix())))
