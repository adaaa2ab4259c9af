"""What ``atlas new`` asks: whatever is not given, again where an answer will not do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, NoReturn

import typer

from generator import locale
from generator.cli import asking
from generator.cli.shared import DATA_PROBLEMS, aside, error_line, today
from generator.locale import Locale
from generator.package.descriptor import MAIL_ADDRESS, WEB_ADDRESS
from generator.problems import visible

# Templates and tables: validate needs none.
if TYPE_CHECKING:
    from generator.starting import Answers

DISTRIBUTION = "alliantieatlas"

# What is wrong with an answer, in words; empty where nothing is.
Wrong = Callable[[str], str]


def end(message: str) -> NoReturn:
    """Say why there will be no atlas, and end."""
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
        wrong = {"contact": self._unreachable, "site_url": self._nowhere, "repository": self._nowhere}
        known = {key: self._answer(key, value, wrong.get(key)) or None for key, value in given.items()}
        return Answers(
            titles=titles,
            generator=version(DISTRIBUTION),
            today=today(),
            publisher=known["publisher"],
            contact=known["contact"],
            site_url=known["site_url"],
            repository=known["repository"],
        )

    def _languages(self, given: str | None) -> list[str]:
        known = locale.available()
        mine = [self.said.language, *(code for code in known if code != self.said.language)]
        text = self._answer("languages", given, self._unknown, ",".join(mine), known=", ".join(known))
        return _codes(text) or mine

    def _answer(
        self, key: str, given: str | None, wrong: Wrong | None, default: str = "", **params: str
    ) -> str:
        """What is given, or else answered; asked again as long as something is wrong with it."""
        while True:
            answer = given or self._asked(key, default, **params)
            message = wrong(answer) if wrong and answer else ""
            if not message:
                return answer
            if given or not self.asks:
                end(message)
            aside(message)

    def _unknown(self, languages: str) -> str:
        known = locale.available()
        strange = [code for code in _codes(languages) if code not in known]
        if not strange:
            return ""
        return self.said.text("new.unknown_language", language=visible(strange[0]), known=", ".join(known))

    def _unreachable(self, contact: str) -> str:
        if WEB_ADDRESS.fullmatch(contact) or MAIL_ADDRESS.fullmatch(contact):
            return ""
        return f"{visible(contact)}: {self.said.text('problems.descriptor-contact.hint')}"

    def _nowhere(self, address: str) -> str:
        if WEB_ADDRESS.fullmatch(address):
            return ""
        return self.said.text("problems.web-address.message", value=visible(address))

    def _asked(self, key: str, default: str, option: str = "", **params: str) -> str:
        """An answer, or what holds without one; ends where there must be one and nobody can be asked."""
        if not self.asks:
            if option and not default:
                end(self.said.text("new.needed", option=option))
            return default
        shown = f" [{default}]" if default else ""
        while True:
            found = asking.line(f"{self.said.text(f'new.ask.{key}', **params)}{shown}: ", lambda _: ())
            if found or default or not option:
                return found or default
            aside(self.said.text("add.needed"))


def _codes(languages: str) -> list[str]:
    return list(dict.fromkeys(code.strip() for code in languages.split(",") if code.strip()))
