"""``atlas check``: all that who judges a change of the data must know, from one command."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator import problems
from generator.cli import building
from generator.cli.shared import (
    DATA_PROBLEMS,
    Format,
    Language,
    PackageFolder,
    ReportFormat,
    aside,
    error_line,
    plain,
    show,
    texts_in,
)
from generator.locale import Locale

# Imported where it is used: templates cost validate time that it does not need.
if TYPE_CHECKING:
    from generator.review.reviewing import Review

# Where a branch comes from, unless somebody says otherwise: the first of these that git knows.
MAIN = ("origin/HEAD", "origin/main", "main")


def check(
    package: PackageFolder = Path("datapackage"),
    base: Annotated[
        str | None,
        typer.Option("--base", help="A version in git to compare with; default: where this branch began."),
    ] = None,
    summary: Annotated[
        Path | None, typer.Option("--summary", help="Write all that is told to this file, as Markdown.")
    ] = None,
    build: Annotated[bool, typer.Option("--build", help="Build the site as well.")] = False,
    lang: Language = "nl",
    report: ReportFormat = Format.TEXT,
) -> None:
    """Check a package whole, and tell in words what differs from where this branch began.

    On GitHub (--format github) problems become annotations, and everything goes into the summary of the run.
    The exit code is 1 where the data has problems or the site could not be built, else 0.
    """
    from generator.review import reviewing  # noqa: PLC0415 (see above)

    texts = texts_in(lang)
    plan = building.planned(package, None, None)
    review = reviewing.review(package, plan.project / "docs", _names(base), texts)
    if build:
        review = reviewing.built(review, plan, texts)
    _tell(review, texts, report)
    keep(reviewing.markdown(review, texts, is_kept=report is Format.GITHUB), summary, texts, report)
    if not review.is_good:
        raise typer.Exit(DATA_PROBLEMS)


def keep(told: str, file: Path | None, texts: Locale, report: Format) -> None:
    """Write a summary to the file that was asked for, and add it to what GitHub shows of a step."""
    from generator.review import summary  # noqa: PLC0415 (see above)

    step = os.environ.get("GITHUB_STEP_SUMMARY")
    try:
        if file:
            summary.write(file, told)
        if step and report is Format.GITHUB:
            summary.append(Path(step), told, texts, file)
    except OSError as error:
        error_line(texts.text("editing.not_written", found=str(error)))
        raise typer.Exit(DATA_PROBLEMS) from None


def _names(base: str | None) -> Sequence[str]:
    """What to compare with: what is asked for, what a pull request is for, or the main branch."""
    target = os.environ.get("GITHUB_BASE_REF")
    return (base,) if base else (f"origin/{target}",) if target else MAIN


def _tell(review: Review, texts: Locale, report: Format) -> None:
    from generator.history import renderings  # noqa: PLC0415 (see above)

    if report is Format.JSON:
        told = json.loads(problems.as_json(review.problems, texts))
        difference = review.difference and renderings.as_json(*review.difference)
        told |= {
            "base": {"name": review.base.name, "commit": review.base.commit, "missing": review.base.missing},
            "difference": json.loads(difference) if difference else None,
        }
        plain(problems.json_text(told))
        return
    show(list(review.problems), texts, report)
    if report is Format.GITHUB:  # what else there is to say could be taken for a command there
        for line in problems.notices(review.failures, texts.text("review.site"), problems.Severity.ERROR):
            plain(line)
        for line in problems.notices(review.warnings, texts.text("diff.warnings")):
            plain(line)
        return
    plain("")
    plain(review.compared)
    if review.difference:
        plain(renderings.as_text(review.difference[1], texts))
    if review.site:
        plain("")
        plain(review.site)
    for line in review.asides:
        aside(line)
