"""``atlas new``: an atlas of one's own, from nothing."""

from __future__ import annotations

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator import founding, outputs
from generator.cli.questions import Questions, end
from generator.cli.shared import (
    Format,
    Language,
    bring,
    plain,
    refuse,
    texts_in,
)
from generator.locale import Locale
from generator.problems import Severity, visible
from generator.validate import validate

if TYPE_CHECKING:
    from generator.starting import Answers

PACKAGE = "datapackage"


class Licence(StrEnum):
    """The licence of the data and the texts."""

    CC_BY = "CC-BY-4.0"
    CC_BY_SA = "CC-BY-SA-4.0"
    CC0 = "CC0-1.0"


Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")]
Title = Annotated[str | None, typer.Option("--title", help="The name of the atlas, in its first language.")]
Titles = Annotated[
    list[str] | None,
    typer.Option("--title-in", metavar="LANGUAGE=NAME", help="The name in another language."),
]
Languages = Annotated[
    str | None, typer.Option("--languages", help="Its languages with a comma, the default one first: nl,en.")
]
Publisher = Annotated[str | None, typer.Option("--publisher", help="Who publishes it.")]
Contact = Annotated[str | None, typer.Option("--contact", help="A mail or web address for readers.")]
SiteUrl = Annotated[str | None, typer.Option("--site-url", help="The address of the site.")]
Repository = Annotated[str | None, typer.Option("--repository", help="The address of the repository.")]
Texts = Annotated[
    list[Path] | None,
    typer.Option(
        "--texts", help="A file with the texts of a language: da.toml.", exists=True, dir_okay=False
    ),
]
Ask = Annotated[
    bool | None,
    typer.Option("--ask/--no-ask", help="Ask for what is not given; by default on a terminal only."),
]
Licensed = Annotated[Licence, typer.Option("--licence", help="The licence of the data and the texts.")]


def new(  # noqa: PLR0913, PLR0917 (each is an answer that can be given)
    folder: Folder,
    title: Title = None,
    title_in: Titles = None,
    languages: Languages = None,
    publisher: Publisher = None,
    contact: Contact = None,
    site_url: SiteUrl = None,
    repository: Repository = None,
    licence: Licensed = Licence.CC_BY,
    texts_of: Texts = None,
    ask: Ask = None,
    lang: Language = "nl",
) -> None:
    """Start an atlas: an example to look at, in which everything that has to be replaced says so."""
    said = texts_in(lang)
    if not founding.is_free(folder):
        end(said.text("new.exists", folder=visible(folder.as_posix())))
    own = tuple(texts_of or ())
    bring(own)
    questions = Questions(said, sys.stdin.isatty() if ask is None else ask)
    given = {"publisher": publisher, "contact": contact, "site_url": site_url, "repository": repository}
    try:
        answers = questions.answers(languages, title, title_in or (), given)
    except (EOFError, KeyboardInterrupt):
        plain("")
        end(said.text("editing.nothing_written"))
    _write(replace(answers, licence=licence.value, texts=own), folder, said)


def _write(answers: Answers, folder: Path, said: Locale) -> None:
    """Check what would be written, as if it were there; then write it."""
    from generator import starting  # noqa: PLC0415 (templates and tables: validate needs none)

    planned = outputs.plan(starting.files(answers))
    try:
        with outputs.staging(folder.resolve()) as aside_folder:
            outputs.add(planned, aside_folder)
            _, found = validate(aside_folder / PACKAGE, draft=True)
            wrong = [
                replace(p, file=p.file.replace(aside_folder.as_posix(), folder.as_posix()))
                for p in found
                if p.severity is Severity.ERROR
            ]
        if wrong:
            refuse(wrong, said, Format.TEXT)
        founding.found(planned, folder)
    except OSError as error:
        end(said.text("new.not_written", folder=visible(folder.as_posix()), found=str(error)))
    plain(said.plural("new.done", len(planned), folder=visible(folder.as_posix())))
