"""``atlas release``: the present version of the data, kept for good."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator import outputs
from generator.cli.building import address, planned
from generator.cli.shared import (
    DATA_PROBLEMS,
    Format,
    Language,
    PackageFolder,
    ReportFormat,
    error_line,
    plain,
    show,
    texts_in,
)


def release(
    package: PackageFolder = Path("datapackage"),
    site_url: Annotated[
        str | None, typer.Option("--site-url", help="The address at which the site stands.")
    ] = None,
    lang: Language = "nl",
    report: ReportFormat = Format.TEXT,
) -> None:
    """Keep the present version of the data for good, in releases/, and list its addresses.

    Refused where the data has problems, or the version is not newer than the last release.
    """
    # Imported here, as in build: charts and templates cost validate time that it does not need.
    from generator import releasing  # noqa: PLC0415

    texts = texts_in(lang)
    try:
        done = releasing.release(planned(package, None, address(site_url)))
    except (outputs.OutputError, OSError) as error:
        error_line(str(error))
        raise typer.Exit(DATA_PROBLEMS) from None
    if done.problems:
        show(list(done.problems), texts, report)
        raise typer.Exit(DATA_PROBLEMS)
    key = "released" if done.is_new else "release_there"
    plain(texts.text(f"progress.{key}", version=done.version, file=done.file, size=texts.size(done.size)))
