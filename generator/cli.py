"""The command line: the only place that prints or sets an exit code."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from generator import locale, problems
from generator.problems import Problem, Severity
from generator.validate import validate as validate_package

DATA_PROBLEMS = 1
WRONG_USE = 2

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
        _show_text(found, texts)


def _show_text(found: list[Problem], texts: locale.Locale) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for problem in found:
        error = problem.severity is Severity.ERROR
        place = problem.file + (f":{problem.line}" if problem.line else "")
        column = f" [cyan]{escape(problem.column)}[/]" if problem.column else ""
        label = texts.text(f"problem_list.{problem.severity.value}")
        rule = f"[dim]({escape(problem.rule)})[/]"
        console.print(f"[bold]{escape(place)}[/]{column} [{'red' if error else 'yellow'}]{label}[/] {rule}")
        console.print(f"  {escape(problems.message(problem, texts))}")
        console.print(f"  [green]→[/] {escape(problems.hint(problem, texts))}")
    errors = sum(p.severity is Severity.ERROR for p in found)
    warnings = len(found) - errors
    if errors:
        console.print(f"[red]✗[/] {texts.plural('problem_list.errors', errors)}")
    else:
        console.print(f"[green]✓[/] {texts.text('problem_list.none')}")
    if warnings:
        console.print(f"[yellow]![/] {texts.plural('problem_list.warnings', warnings)}")


def _plain(text: str) -> None:
    """Print for a machine: no colours, no wrapping, UTF-8 whatever the terminal says."""
    sys.stdout.buffer.write(text.encode("utf-8") + b"\n")
    sys.stdout.flush()


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("PYTHONUTF8", "1")
    app()
