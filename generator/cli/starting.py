"""``atlas new``: an atlas of one's own, from nothing."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from generator import founding, locale, outputs
from generator.cli import asking
from generator.cli.shared import (
    DATA_PROBLEMS,
    Format,
    Language,
    aside,
    bring,
    error_line,
    plain,
    refuse,
    texts_in,
    today,
)
from generator.locale import Locale
from generator.package.descriptor import MAIL_ADDRESS, WEB_ADDRESS
from generator.problems import Severity, visible
from generator.validate import validate

if TYPE_CHECKING:
    from generator.starting import Answers

DISTRIBUTION = "alliantieatlas"
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
        _end(said.text("new.exists", folder=visible(folder.as_posix())))
    own = tuple(texts_of or ())
    bring(own)
    questions = Questions(said, sys.stdin.isatty() if ask is None else ask)
    given = {"publisher": publisher, "contact": contact, "site_url": site_url, "repository": repository}
    try:
        answers = questions.answers(languages, title, title_in or (), given)
    except (EOFError, KeyboardInterrupt):
        plain("")
        _end(said.text("editing.nothing_written"))
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
        _end(said.text("new.not_written", folder=visible(folder.as_posix()), found=str(error)))
    plain(said.plural("new.done", len(planned), folder=visible(folder.as_posix())))


def _end(message: str) -> NoReturn:
    error_line(message)
    raise typer.Exit(DATA_PROBLEMS)


@dataclass(frozen=True, slots=True)
class Questions:
    """What is not given is asked for, or left open where nobody can be asked."""

    said: Locale
    asks: bool

    def answers(
        self,
        languages: str | None,
        title: str | None,
        title_in: Sequence[str],
        given: Mapping[str, str | None],
    ) -> Answers:
        """Everything that somebody says of the atlas."""
        from generator.starting import Answers  # noqa: PLC0415 (see above)

        first, *others = self._languages(languages)
        named = dict(pair.partition("=")[::2] for pair in title_in)
        if astray := [pair for pair in title_in if pair.partition("=")[0] not in (first, *others)]:
            raise typer.BadParameter(astray[0], param_hint="--title-in")
        titles = {first: title or self._asked("title", named.get(first, ""), option="--title")}
        for code in others:
            name = self.said.name_of(code)
            titles[code] = named.get(code) or self._asked("title_in", titles[first], language=name)
        known = {key: value or self._asked(key, "") or None for key, value in given.items()}
        self._reachable(known["contact"] or "")
        return Answers(
            titles=titles,
            generator=version(DISTRIBUTION),
            today=today(),
            publisher=known["publisher"],
            contact=known["contact"],
            site_url=known["site_url"],
            repository=known["repository"],
        )

    def _reachable(self, contact: str) -> None:
        if contact and not (WEB_ADDRESS.fullmatch(contact) or MAIL_ADDRESS.fullmatch(contact)):
            _end(f"{visible(contact)}: {self.said.text('problems.descriptor-contact.hint')}")

    def _languages(self, given: str | None) -> list[str]:
        known = locale.available()
        mine = [self.said.language, *(code for code in known if code != self.said.language)]
        text = given or self._asked("languages", ",".join(mine), known=", ".join(known))
        codes = list(dict.fromkeys(code.strip() for code in text.split(",") if code.strip()))
        for code in codes:
            if code not in known:
                shown = {"language": visible(code), "known": ", ".join(known)}
                _end(self.said.text("new.unknown_language", **shown))
        return codes or mine

    def _asked(self, key: str, default: str, option: str = "", **params: str) -> str:
        """An answer, or what holds without one; ends where there must be one and nobody can be asked."""
        if not self.asks:
            if option and not default:
                _end(self.said.text("new.needed", option=option))
            return default
        shown = f" [{default}]" if default else ""
        while True:
            found = asking.line(f"{self.said.text(f'new.ask.{key}', **params)}{shown}: ", lambda _: ())
            if found or default or not option:
                return found or default
            aside(self.said.text("add.needed"))
