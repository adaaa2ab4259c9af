"""The texts of a language, and its numbers, dates and plurals through Babel."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

import babel
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, get_decimal_symbol, get_group_symbol

from generator import localefile
from generator.localefile import FALLBACK, FOLDER, BrokenLocaleError

__all__ = [
    "FOLDER",
    "BrokenLocaleError",
    "Locale",
    "UnknownLanguageError",
    "available",
    "load",
    "missing",
    "of_atlas",
    "own",
]

# The locale files of the atlas at hand, by language: see ``own``.
_own: dict[str, Path] = {}


class UnknownLanguageError(LookupError):
    """No locale file exists for a language."""


@dataclass(frozen=True, slots=True)
class Locale:
    """One language: ``text`` looks up a dotted key and fills its placeholders."""

    language: str
    babel: babel.Locale
    texts: Mapping[str, str]

    def text(self, key: str, /, **params: object) -> str:
        """The text under ``key``. Raises KeyError for an unknown key: that is a bug of ours."""
        return self.texts[key].format_map(params) if params else self.texts[key]

    def has(self, key: str) -> bool:
        return key in self.texts

    def plural(self, key: str, number: int | Decimal, /, **params: object) -> str:
        """The form of ``key`` that goes with ``number``, which also fills ``{n}``."""
        form = str(self.babel.plural_form(number))
        if number == 0 and f"{key}.zero" in self.texts:
            form = "zero"
        found = f"{key}.{form}" if f"{key}.{form}" in self.texts else f"{key}.other"
        return self.text(found, n=self.number(number), **params)

    def number(self, value: Decimal | int) -> str:
        """A number with this language's separators: 10.166 in Dutch, 10,166 in English."""
        return _number(str(value), self.babel)

    def percent(self, value: Decimal | int) -> str:
        """A percentage of which ``value`` is already in hundredths: 60 gives 60%."""
        return f"{self.number(value)}%"

    def money(self, value: Decimal | int) -> str:
        """Euros, with cents only where there are any; large round sums in words."""
        for size, name in ((10**9, "billion"), (10**6, "million")):
            if value >= size and value % (size // 100) == 0:
                amount = format_currency(
                    Decimal(value) / size, "EUR", "¤ #,##0.##", self.babel, currency_digits=False
                )
                return self.text(f"numbers.{name}", n=amount)
        pattern = "¤ #,##0.00" if value % 1 else "¤ #,##0"
        return str(
            format_currency(
                value, "EUR", pattern, self.babel, currency_digits=False, decimal_quantization=False
            )
        )

    def date(self, value: datetime.date) -> str:
        return str(format_date(value, format="long", locale=self.babel))

    def day_and_month(self, value: datetime.date) -> str:
        """A day without its year: '22 november', 'November 22'."""
        return str(format_skeleton("MMMMd", value, locale=self.babel))

    def day(self, year: int, month: int, day: int) -> str:
        """A date in words from its parts."""
        return self.date(datetime.date(year, month, day))

    def month(self, year: int, month: int) -> str:
        return str(format_date(datetime.date(year, month, 1), "LLLL y", locale=self.babel))

    def size(self, number: int) -> str:
        """A file's size: '3 kB', '1,2 MB'."""
        if number < 1000:
            return f"{self.number(number)} B"
        if number < 1_000_000:
            return f"{self.number(round(number / 1000))} kB"
        return f"{self.number(Decimal(number // 100_000) / 10)} MB"

    def name_of(self, language: str) -> str:
        """What a language is called in this one; its code where that is unknown."""
        return str(self.babel.languages.get(language, language))

    def joined(self, items: list[str]) -> str:
        """A list in running text: 'a, b en c'."""
        return str(format_list(items, locale=self.babel))

    @property
    def separators(self) -> str:
        """Decimal and thousands separator, the way Plotly wants them."""
        return f"{get_decimal_symbol(self.babel)}{get_group_symbol(self.babel)}"


# Pages say the same numbers over and over. As text, for 1.0 and 1.00 are equal but not written alike.
@lru_cache(maxsize=65_536)
def _number(value: str, formats: babel.Locale) -> str:
    return str(format_decimal(Decimal(value), locale=formats, decimal_quantization=False))


def own(files: Iterable[Path]) -> None:
    """Take the locale files of an atlas for what they say: a language that we lack, or other words.

    They are named after their language, like ours. Raises BrokenLocaleError.
    """
    _own.clear()
    _own.update((path.stem, path) for path in sorted(files))
    load.cache_clear()
    for language, path in _own.items():
        localefile.check(path, load(language).texts)


def of_atlas(project: Path) -> list[Path]:
    """The locale files that stand beside the settings of an atlas."""
    return sorted((project / FOLDER.name).glob("*.toml"))


def missing(language: str) -> tuple[str, ...]:
    """The texts that an atlas's language of its own lacks, and that stand in English."""
    if language not in _own or (FOLDER / f"{language}.toml").is_file():
        return ()
    said = localefile.read(_own[language])
    return tuple(key for key in localefile.read(FALLBACK) if key not in said)


def available() -> tuple[str, ...]:
    """The languages that have a locale file."""
    return tuple(sorted({*_own, *(path.stem for path in FOLDER.glob("*.toml"))}))


@cache
def load(language: str) -> Locale:
    """Read a language's texts. Raises UnknownLanguageError where there is no such file."""
    if language not in available():
        raise UnknownLanguageError(language)
    ours = FOLDER / f"{language}.toml"
    texts = localefile.read(ours if ours.is_file() else FALLBACK)
    if language in _own:
        texts = {**texts, **localefile.read(_own[language])}
    try:
        return Locale(language, babel.Locale.parse(texts["language.formats"]), texts)
    except (ValueError, babel.UnknownLocaleError) as error:
        found = f"language.formats: {error}"
        raise BrokenLocaleError("file", _own.get(language, ours), found=found) from error
