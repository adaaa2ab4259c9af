"""The command line: the only place that prints or sets an exit code."""

from __future__ import annotations

import datetime
import io
import os
import sys
import time
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from generator import locale, outputs, problems
from generator.problems import Problem
from generator.validate import validate as validate_package

# LATE: charts, templates and their libraries are imported where a site is built; they would cost
# validate half a second that it does not need.
if TYPE_CHECKING:
    from generator import site

DATA_PROBLEMS = 1

app = typer.Typer(
    name="atlas",
    help="Validate a data package of alliances, areas and targets, and build its site.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


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
Language = Annotated[str, typer.Option("--lang", help="Language of the messages: nl or en.")]
ReportFormat = Annotated[Format, typer.Option("--format", help="How to show the problems.")]


@app.callback()
def _commands() -> None:
    """Keep the sub-commands named, also while there is only one."""


@app.command()
def validate(
    package: PackageFolder = Path("datapackage"),
    lang: Language = "nl",
    report: ReportFormat = Format.TEXT,
) -> None:
    """Check a package and show every problem: file, line, column, value, and how to mend it."""
    texts = _texts(lang)
    _, found = validate_package(package)
    _show(found, texts, report)
    if problems.has_errors(found):
        raise typer.Exit(DATA_PROBLEMS)


@app.command()
def build(
    package: PackageFolder = Path("datapackage"),
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to publish the site; default: build/site.")
    ] = None,
    site_url: Annotated[
        str | None, typer.Option("--site-url", help="The address at which the site will stand.")
    ] = None,
    lang: Language = "nl",
    report: ReportFormat = Format.TEXT,
) -> None:
    """Check a package and build its site; the last good site stays where anything fails."""
    texts, started = _texts(lang), time.monotonic()
    plan = _plan(package, out, _url(site_url))
    built = _build(plan, texts)
    if not built.published:
        _show(list(built.problems), texts, report)
        raise typer.Exit(DATA_PROBLEMS)
    if built.undrawn:
        _warn(texts.plural(f"progress.undrawn.{built.undrawn.trouble}", built.undrawn.charts))
    state = texts.text(f"progress.state.{'changed' if built.changed else 'unchanged'}")
    seconds = texts.number(round(Decimal(time.monotonic() - started), 1))
    size = texts.size(built.size)
    _plain(
        texts.plural("progress.done", built.files, site=plan.site, size=size, seconds=seconds, changed=state)
    )


def _plan(package: Path, out: Path | None, site_url: str | None) -> site.Plan:
    from generator import site  # noqa: PLC0415 (see LATE)

    project = site.project_folder(Path.cwd())
    target = (out or project / "build" / "site").absolute()
    return site.Plan(
        package=package,
        site=target,
        project=project,
        work=project / "build" if out is None else target.with_name(f".{target.name}-work"),
        site_url=site_url,
        repository=_repository(),
        today=today(),
    )


def _build(plan: site.Plan, texts: locale.Locale) -> site.Built:
    """Build with the steps shown on a terminal; what a step outside our code says is shown whole."""
    from generator import programs, site  # noqa: PLC0415 (see LATE)

    console = Console(stderr=True, highlight=False)
    try:
        with console.status("") as status:
            return site.build(plan, lambda step: status.update(texts.text(f"progress.{step}") + "…"))
    except (programs.BuildError, outputs.OutputError) as error:
        console.print(f"[red]✗[/] {escape(str(error))}", soft_wrap=True)
        raise typer.Exit(DATA_PROBLEMS) from None


def _url(address: str | None) -> str | None:
    if address is not None and not address.startswith(("https://", "http://")):
        raise typer.BadParameter(address, param_hint="--site-url")
    return address


def today() -> datetime.date:
    """The day that the site calls today; SOURCE_DATE_EPOCH can set it, so that a build can be repeated."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = int(seconds) if seconds.isdecimal() else time.time()
    return datetime.datetime.fromtimestamp(moment, datetime.UTC).date()


def _repository() -> str | None:
    """Where the data is kept, as a workflow run on GitHub knows it."""
    server, name = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_REPOSITORY")
    return f"{server}/{name}" if server and name else None


def _texts(language: str) -> locale.Locale:
    try:
        return locale.load(language)
    except locale.UnknownLanguageError:
        known = ", ".join(locale.available())
        raise typer.BadParameter(f"{language!r} is not one of: {known}", param_hint="--lang") from None


def _show(found: list[Problem], texts: locale.Locale, report: Format) -> None:
    if report is Format.JSON:
        _plain(problems.as_json(found, texts))
    elif report is Format.GITHUB:
        if found:
            _plain(problems.as_github(found, texts))
    else:
        console = Console(highlight=False)
        for part in problems.as_text(found, texts):
            console.print(part, soft_wrap=True)


def _warn(text: str) -> None:
    """Say something beside the answer, to whoever waits for it."""
    Console(stderr=True, highlight=False).print(f"[yellow]![/] {escape(text)}", soft_wrap=True)


def _plain(text: str) -> None:
    """Print for a machine: no colours, no wrapping, UTF-8 whatever the terminal says."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("PYTHONUTF8", "1")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a sign gets its code
            stream.reconfigure(errors="backslashreplace")
    app()
