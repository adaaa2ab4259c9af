"""Interval arithmetic that keeps every reservation: what is open stays open, what is about stays so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator.locale import Locale
from generator.model.vocabulary import Unit
from generator.views.figures import FigureView
from generator.views.phrases import range_text

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From ``low`` to ``high`` as printed; an open side may go on, ``is_soft`` is told in words."""

    low: Decimal
    high: Decimal
    open_below: bool = False
    open_above: bool = False
    is_soft: bool = False

    @property
    def is_open(self) -> bool:
        """Whether either side may go on."""
        return self.open_below or self.open_above

    def contains(self, value: Decimal) -> bool:
        """Whether a value can be meant; ``about`` widens nothing."""
        return (self.open_below or value >= self.low) and (self.open_above or value <= self.high)

    def plus(self, other: Span) -> Span:
        """Both together."""
        return Span(
            low=self.low + other.low,
            high=self.high + other.high,
            open_below=self.open_below or other.open_below,
            open_above=self.open_above or other.open_above,
            is_soft=self.is_soft or other.is_soft,
        )

    def minus(self, other: Span) -> Span:
        """How much more this is than the other."""
        return Span(
            low=self.low - other.high,
            high=self.high - other.low,
            open_below=self.open_below or other.open_above,
            open_above=self.open_above or other.open_below,
            is_soft=self.is_soft or other.is_soft,
        )

    def or_else(self, other: Span) -> Span:
        """Either of the two: the smallest span that holds both."""
        return Span(
            low=min(self.low, other.low),
            high=max(self.high, other.high),
            open_below=self.open_below or other.open_below,
            open_above=self.open_above or other.open_above,
            is_soft=self.is_soft or other.is_soft,
        )

    def distance(self, value: Decimal) -> Decimal:
        """How far a value lies from what is printed: nought within it."""
        return max(self.low - value, value - self.high, ZERO)


NOTHING = Span(low=ZERO, high=ZERO)


def span_of(figure: FigureView) -> Span | None:
    """The span that a figure states, None where it gives no number."""
    if figure.low is None or figure.high is None:
        return None
    return Span(
        low=figure.low,
        high=figure.high,
        open_below=figure.is_open_below,
        open_above=figure.is_open,
        is_soft=figure.is_soft,
    )


def total(spans: Iterable[Span]) -> Span:
    """All spans added up."""
    result = NOTHING
    for span in spans:
        result = result.plus(span)
    return result


def span_text(locale: Locale, span: Span, unit: Unit) -> str:
    """A span in words: 'ongeveer 68.436 tot 68.736', 'minstens 50.000'."""
    low, high = span.low, span.high
    words = []
    if span.open_below and span.open_above:
        words.append(locale.text("span.both"))
    elif span.open_above:
        words.append(locale.text("qualifier.at_least.word"))
        high = low
    elif span.open_below:
        words.append(locale.text("qualifier.at_most.word"))
        low = high
    if span.is_soft:
        words.append(locale.text("qualifier.about.word"))
    return " ".join([*words, range_text(locale, low, high, unit)])


def difference_text(locale: Locale, span: Span, unit: Unit) -> str:
    """A difference in words: '1.564 minder', '36 minder tot 264 meer', 'precies evenveel'."""
    text = locale.text
    if span.low == span.high == 0:
        return text(f"span.equal{'_open' if span.is_open else '_soft' if span.is_soft else ''}")
    if span.low >= 0:
        return text("span.more", amount=span_text(locale, span, unit))
    if span.high <= 0:
        return text("span.fewer", amount=span_text(locale, _mirrored(span), unit))
    less, more = (range_text(locale, v, v, unit) for v in (-span.low, span.high))
    if span.is_open:
        return text("span.either_open", less=less, more=more)
    return text("span.either_soft" if span.is_soft else "span.either", less=less, more=more)


def _mirrored(span: Span) -> Span:
    return NOTHING.minus(span)
