"""``atlas template``: a workbook to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator import outputs
from generator.cli.shared import (
    DATA_PROBLEMS,
    Language,
    PackageOption,
    error_line,
    named,
    plain,
    readable,
    texts_in,
)
from generator.locale import Locale
from generator.problems import visible

# Workbooks cost validate time that it does not need.
if TYPE_CHECKING:
    from generator.package import Package

ENDING = ".xlsx"


def template(
    arguments: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE.xlsx] [TABLE]...", help="Where to write it, and for which tables; all by default."
        ),
    ] = None,
    package: PackageOption = Path("datapackage"),
    lang: Language = "nl",
) -> None:
    """Make a workbook to fill in, with explanations and lists to choose from; atlas import takes it in."""
    from generator.editing import template as templates  # noqa: PLC0415 (see above)
    from generator.editing.choices import Choices  # noqa: PLC0415

    texts, given = texts_in(lang), list(arguments or ())
    found, _ = readable(package, texts)
    choices = Choices(found, texts)
    name = given.pop(0) if given and given[0].endswith(ENDING) else _name(found, texts)
    chosen = [named(found, table, texts) for table in given] or list(templates.tables(choices))
    path = Path(name)
    if path.exists():
        error_line(texts.text("template.there", file=name))
        raise typer.Exit(DATA_PROBLEMS)
    try:
        outputs.add({path.name: templates.content(choices, list(dict.fromkeys(chosen)))}, path.parent)
    except OSError as error:
        error_line(texts.text("editing.not_written", found=str(error)))
        raise typer.Exit(DATA_PROBLEMS) from None
    plain(texts.text("template.done", file=visible(name)))


def _name(package: Package, texts: Locale) -> str:
    return f"{package.descriptor.get('name', 'atlas')}-{texts.text('template.name')}{ENDING}"
