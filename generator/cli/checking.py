"""``atlas validate``: everything that is wrong with a package."""

from __future__ import annotations

from pathlib import Path

import typer

from generator import equipment, problems
from generator.cli.shared import DATA_PROBLEMS, Format, Language, PackageFolder, ReportFormat, show, texts_in
from generator.validate import validate as validate_package


def validate(
    package: PackageFolder = Path("datapackage"),
    lang: Language = "nl",
    report: ReportFormat = Format.TEXT,
) -> None:
    """Check a package and show every problem: file, line, column, value, and how to mend it."""
    texts = texts_in(lang)
    _, found = validate_package(package, docs=equipment.project(Path.cwd()) / "docs")
    show(found, texts, report)
    if problems.has_errors(found):
        raise typer.Exit(DATA_PROBLEMS)
