"""Parts against their whole: only where the source itself says that one is part of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import group
from generator.model.vocabulary import Unit
from generator.views import marks
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.linked import Sentence
from generator.views.spans import ZERO, difference_text, span_of, span_text, total


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeView:
    """A stated whole, the parts that the source names, and what they come to."""

    whole: FigureView
    parts: tuple[FigureView, ...]
    sentence: Sentence


def wholes(edition: Edition) -> tuple[WholeView, ...]:
    """Every target that others are part of."""
    targets = [f for f in edition.figures.values() if f.part_of]
    return tuple(
        WholeView(
            whole=edition.figures[key],
            parts=tuple(parts),
            sentence=marks.sentence(_sentence(edition, key, parts)),
        )
        for key, parts in sorted(group(targets, lambda f: f.part_of).items())
    )


def _sentence(edition: Edition, key: str, parts: Sequence[FigureView]) -> str:
    """What the parts come to, what that leaves of the whole, and what has no number."""
    locale, whole = edition.locale, edition.figures[key]
    unit = Unit(whole.unit)
    stated = [s for s in map(span_of, parts) if s is not None]
    unknown = len(parts) - len(stated)
    said = []
    if stated:
        known = [f for f in parts if f.is_stated]
        own = len(known) == 1
        amount = marks.marked(known[0]) if own else span_text(locale, total(stated), unit)
        said.append(locale.plural("part.stated", len(stated), amount=amount))
    if unknown:
        said.append(locale.plural("part.unknown", unknown))
    span = span_of(whole)
    if span is None:
        said.append(locale.text("part.no_whole"))
    elif stated:
        less = total(stated).minus(span)
        said.append(
            locale.text(
                "part.beside", whole=marks.marked(whole), difference=difference_text(locale, less, unit)
            )
        )
        too_much = less.low > 0 and not less.contains(ZERO)
        said.append(locale.text("part.too_much" if too_much else "part.may_be_more"))
    return " ".join(said)
