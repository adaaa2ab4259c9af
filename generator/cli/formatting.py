"""``atlas fmt``: the tables of a package in one form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.shared import (
    DATA_PROBLEMS,
    Format,
    Language,
    PackageFolder,
    ReportFormat,
    error_line,
    plain,
    refuse,
    texts_in,
)
from generator.problems import visible


def fmt(
    package: PackageFolder = Path("datapackage"),
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail where a table is not in form.")
    ] = False,
    lang: Language = "nl",
    report: ReportFormat = Format.TEXT,
) -> None:
    """Sort the rows of every table and write them in one way, so that a difference stays small.

    No value changes. Where a table cannot be read, nothing is written.
    """
    from generator.editing import formatting  # noqa: PLC0415 (validate need not wait for it)

    texts = texts_in(lang)
    found, unread = formatting.formed(package)
    if unread:
        refuse(unread, texts, report)
    for table in found:
        mended = texts.joined([texts.text(f"fmt.mended.{name}") for name in table.mended])
        plain(texts.text("fmt.table", file=visible(table.file), mended=mended))
    if check and found:
        error_line(texts.plural("fmt.wanting", len(found)))
        raise typer.Exit(DATA_PROBLEMS)
    if found:
        try:
            formatting.write(found, package)
        except OSError as error:
            error_line(texts.text("editing.not_written", found=str(error)))
            raise typer.Exit(DATA_PROBLEMS) from None
    plain(texts.plural("fmt.done", len(found)))
