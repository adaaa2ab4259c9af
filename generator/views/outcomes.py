"""What a sum can come to: every combination of its alternatives, beside each stated total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from generator.model.vocabulary import Unit
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.spans import ZERO, Span, difference_text, span_of, span_text, total

# Of more combinations than anyone reads, the first are shown and the rest is counted.
MOST_COMBINATIONS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Alternatives of which one counts, and what they are of."""

    name: str
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An outcome less a stated total; ``fits`` where both can be true at once."""

    total: FigureView
    span: Span
    text: str
    fits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one combination comes to, at one end of its range; ``nearest`` holds ties too."""

    picks: tuple[FigureView, ...]
    end: str
    span: Span
    text: str
    differences: tuple[Difference, ...]
    nearest: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a sum is made of: figures that count, alternatives, unspecified ones, stated totals."""

    fixed: tuple[FigureView, ...]
    choices: tuple[Choice, ...]
    left_out: tuple[FigureView, ...]
    totals: tuple[FigureView, ...]

    @property
    def counted(self) -> tuple[FigureView, ...]:
        """Every figure that counts or may count."""
        return (*self.fixed, *(f for c in self.choices for f in c.figures))

    @property
    def named(self) -> tuple[FigureView, ...]:
        """Every figure that plays a part, the totals first."""
        return (*self.totals, *self.counted, *self.left_out)

    @property
    def unit(self) -> Unit:
        """The unit that all of them share."""
        return Unit(self.counted[0].unit)

    @property
    def area_ids(self) -> frozenset[str]:
        """The areas that the sum concerns."""
        return frozenset(f.area_id for f in self.named if f.area_id)

    @property
    def alliance_ids(self) -> frozenset[str]:
        """The alliances that the sum is about: none for what stays within one area."""
        if len(self.area_ids) == 1 and all(f.area_id for f in self.counted):
            return frozenset()
        common = frozenset.intersection(*(frozenset(f.alliance_ids) for f in self.counted))
        return common | {a for f in self.totals if not f.area_id for a in f.alliance_ids}


def outcomes(edition: Edition, parts: Parts) -> Iterator[Outcome]:
    """Each combination at the low and at the high end of its range, once where they are the same."""
    combinations = product(*(c.figures for c in parts.choices))
    for picks in islice(combinations, MOST_COMBINATIONS):
        whole = total(stated_span(f) for f in (*parts.fixed, *picks))
        if whole.low == whole.high:
            yield _outcome(edition, parts, picks, "", whole)
            continue
        soft, below, above = whole.is_soft, whole.open_below, whole.open_above
        low = Span(low=whole.low, high=whole.low, open_below=below, is_soft=soft)
        high = Span(low=whole.high, high=whole.high, open_above=above, is_soft=soft)
        yield _outcome(edition, parts, picks, "sum.end_low", low)
        yield _outcome(edition, parts, picks, "sum.end_high", high)


def _outcome(edition: Edition, parts: Parts, picks: Sequence[FigureView], end: str, span: Span) -> Outcome:
    locale, differences = edition.locale, []
    for stated in parts.totals:
        less = span.minus(stated_span(stated))
        text = difference_text(locale, less, parts.unit)
        differences.append(Difference(total=stated, span=less, text=text, fits=less.contains(ZERO)))
    return Outcome(
        picks=tuple(picks),
        end=locale.text(end) if end else "",
        span=span,
        text=span_text(locale, span, parts.unit),
        differences=tuple(differences),
        nearest=nearest(span, parts.totals),
    )


def nearest(span: Span, totals: Sequence[FigureView]) -> tuple[FigureView, ...]:
    """The stated totals that lie nearest, by the numbers as they are printed; more in a tie."""
    distances = [stated_span(f).distance(span.low) for f in totals]
    return tuple(f for f, d in zip(totals, distances, strict=True) if d == min(distances))


def stated_span(figure: FigureView) -> Span:
    """The span of a figure that gives a number."""
    span = span_of(figure)
    if span is None:
        raise ValueError(figure.figure_id)
    return span
