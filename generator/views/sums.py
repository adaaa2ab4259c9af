"""Does it add up: our own sums with every range and alternative, beside what the sources state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from math import prod

from generator.model import Sum, group
from generator.views import linked, marks, outcomes, overlaps, sumwords
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.linked import Sentence
from generator.views.outcomes import MOST_COMBINATIONS, Choice, Outcome, Parts, stated_span
from generator.views.overlaps import Overlap
from generator.views.spans import Span, span_text, total


@dataclass(frozen=True, slots=True, kw_only=True)
class SumView:
    """A sum of ours: its parts, every outcome, and what it may not hide."""

    sum_id: str
    title: str
    note: Sentence
    parts: Parts
    span: Span
    text: str
    outcomes: tuple[Outcome, ...]
    hidden_combinations: int
    overlaps: tuple[Overlap, ...]
    mixed: tuple[Sentence, ...]
    finding: str
    sentence: Sentence


def views(edition: Edition) -> tuple[SumView, ...]:
    """Every sum of the package, those with most terms first."""
    found = [view(edition, s) for s in edition.dataset.sums]
    return tuple(sorted((s for s in found if s), key=lambda s: (-len(s.parts.counted), s.sum_id)))


def view(edition: Edition, row: Sum) -> SumView | None:
    """One sum; None where none of its terms states a number."""
    parts = _parts(edition, row)
    if not parts.counted:
        return None
    locale, span = edition.locale, _bounds(parts)
    found = tuple(outcomes.outcomes(edition, parts))
    words = sumwords.Material(
        unit=parts.unit,
        terms=parts.counted,
        span=span,
        totals=parts.totals,
        left_out=parts.left_out,
        nearest=tuple(o.nearest for o in found),
    )
    return SumView(
        sum_id=row.sum_id,
        title=edition.say(row.title),
        note=linked.numbers_in(edition.say(row.note), parts.named),
        parts=parts,
        span=span,
        text=span_text(locale, span, parts.unit),
        outcomes=found,
        hidden_combinations=max(0, prod(len(c.figures) for c in parts.choices) - MOST_COMBINATIONS),
        overlaps=overlaps.shared(edition, parts.counted),
        mixed=tuple(marks.sentence(said) for said in sumwords.mixed(locale, words)),
        finding=sumwords.finding(locale, words),
        sentence=marks.sentence(sumwords.sentence(locale, words)),
    )


def _parts(edition: Edition, row: Sum) -> Parts:
    """What counts, what may count, what states no number, and what it is held against."""
    dataset, figures = edition.dataset, edition.figures
    terms = [t for t in dataset.sum_terms if t.sum_id == row.sum_id]
    stated = [t for t in terms if figures[t.target_id].is_stated]
    options = group(stated, lambda t: t.choice)
    totals = [figures[t.target_id] for t in dataset.sum_totals if t.sum_id == row.sum_id]
    return Parts(
        fixed=_largest(figures[t.target_id] for t in stated if t.choice is None),
        choices=tuple(_choice(name, [figures[t.target_id] for t in ts]) for name, ts in options.items()),
        left_out=tuple(figures[t.target_id] for t in terms if t not in stated),
        totals=_largest(f for f in totals if f.is_stated),
    )


def _bounds(parts: Parts) -> Span:
    """From the smallest to the largest that any combination can come to."""
    options = [reduce(Span.or_else, map(stated_span, c.figures)) for c in parts.choices]
    return total([*map(stated_span, parts.fixed), *options])


def _largest(figures: Iterable[FigureView]) -> tuple[FigureView, ...]:
    return tuple(sorted(figures, key=lambda f: (-f.middle, f.figure_id)))


def _choice(name: str, figures: Sequence[FigureView]) -> Choice:
    """Alternatives of one area go by its name, others by what the package calls the choice."""
    areas = {f.area for f in figures}
    return Choice(
        name=areas.pop() if len(areas) == 1 and figures[0].area else name, figures=_largest(figures)
    )
