"""Text in pieces: where a piece is a figure of the package, it says which one, so that it can be a link."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.locale import Locale
from generator.model import group
from generator.model.vocabulary import Unit
from generator.views import phrases
from generator.views.figures import FigureView

# Stands for a figure's value while a sentence is made; validation lets no such character through.
MARK = "\x00"
FEWEST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text; ``figure_id`` names the figure whose value it is, empty for plain words."""

    text: str
    figure_id: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text in pieces."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The whole as plain text."""
        return "".join(part.text for part in self.parts)


def plain(text: str) -> Sentence:
    """A text that holds no figure."""
    return Sentence((Part(text),))


def about(locale: Locale, figure: FigureView, key: str, /, **params: object) -> Sentence:
    """The text under ``key`` with the figure's phrase as ``{what}``, begun with a capital letter."""
    unit = Unit(figure.unit)
    phrase = phrases.phrase_text(locale, figure.metric, MARK, figure.period, unit, stated=figure.is_stated)
    before, _, after = locale.text(key, what=phrase, **params).partition(MARK)
    before = before[:1].upper() + before[1:]
    return Sentence((Part(before), Part(figure.value, figure.figure_id), Part(after)))


def numbers_in(text: str, figures: Iterable[FigureView]) -> Sentence:
    """A text of the data in which the numbers of these figures lead to them.

    Only where one of the figures alone has that number, and it is no small one that may count
    something else. Part of a longer number is no match.
    """
    long = [f for f in figures if f.is_stated and sum(c.isdigit() for c in f.number) >= FEWEST_DIGITS]
    found = group(long, lambda f: f.number)
    known = {number: same[0].figure_id for number, same in found.items() if len(same) == 1}
    if not known:
        return plain(text)
    longest_first = "|".join(re.escape(n) for n in sorted(known, key=lambda n: (-len(n), n)))
    pieces = re.split(rf"(?<![\w.,%€-])(?<!€\s)({longest_first})(?![\w%]|[.,-]\d)", text)
    return Sentence(tuple(Part(p, known[p] if i % 2 else "") for i, p in enumerate(pieces)))
