"""``atlas links``: whether the addresses in the data still lead somewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator import problems
from generator.cli.reviewing import keep
from generator.cli.shared import (
    DATA_PROBLEMS,
    Format,
    Language,
    PackageFolder,
    ReportFormat,
    plain,
    refuse,
    show,
    texts_in,
)
from generator.locale import Locale
from generator.problems import Problem
from generator.validate import validate

if TYPE_CHECKING:
    from generator.linkcheck.checking import Manners


def links(
    package: PackageFolder = Path("datapackage"),
    patience: Annotated[
        float, typer.Option("--timeout", min=0.1, help="How many seconds to wait for an answer.")
    ] = 20,
    pause: Annotated[
        float, typer.Option("--pause", min=0, help="Seconds between two requests to one server.")
    ] = 1,
    summary: Annotated[
        Path | None, typer.Option("--summary", help="Write what was found to this file, as Markdown.")
    ] = None,
    lang: Language = "nl",
    report: ReportFormat = Format.TEXT,
) -> None:
    """Ask every web address in a package whether it still answers.

    The exit code is 1 where one is lost; what has moved, is slow or is shut to programs is told and no more.
    """
    from generator.linkcheck.checking import Manners  # noqa: PLC0415 (other commands use no network)
    from generator.review.summary import Summary, markdown  # noqa: PLC0415 (nor do all need templates)

    texts = texts_in(lang)
    manners = Manners(patience=patience, pause=pause, wait=pause * 5)
    found, counted = _asked(package, manners, texts, report)
    if found or report is not Format.TEXT:
        show(list(found), texts, report)
    told = Summary(title=texts.text("links.title"), problems=found, base=counted)
    keep(markdown(told, texts), summary, texts, report)
    if problems.has_errors(found):
        raise typer.Exit(DATA_PROBLEMS)


def _asked(package: Path, manners: Manners, texts: Locale, report: Format) -> tuple[tuple[Problem, ...], str]:
    """What is wrong with the addresses of a package, and how many there are."""
    from generator.linkcheck import addresses, checking  # noqa: PLC0415 (see above)
    from generator.review import findings  # noqa: PLC0415 (see above)

    read, wrong = validate(package)
    if read is None:
        refuse(wrong, texts, report)
    asked = list(addresses.addresses(read))
    counted = texts.plural("links.asked", len({address.url for address in asked}))
    if report is Format.TEXT:
        plain(counted)
    return findings.errors_first(checking.check(asked, manners)), counted
