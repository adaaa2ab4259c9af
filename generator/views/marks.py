"""Figures marked in a text while it is made, so that just these become links, and no equal number."""

from __future__ import annotations

import re

from generator.views.figures import FigureView
from generator.views.linked import MARK, Part, Sentence

MARKED = re.compile(f"{MARK}([^{MARK}]*){MARK}([^{MARK}]*){MARK}")


def marked(figure: FigureView, *, short: bool = False) -> str:
    """The figure's value, or its short form, to stand in a text."""
    return f"{MARK}{figure.figure_id}{MARK}{figure.short if short else figure.value}{MARK}"


def sentence(text: str) -> Sentence:
    """The text with its marked figures as parts of their own."""
    pieces = MARKED.split(text)
    parts = [Part(pieces[0])]
    for key, value, after in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        parts += [Part(value, key), Part(after)]
    return Sentence(tuple(part for part in parts if part.text))
