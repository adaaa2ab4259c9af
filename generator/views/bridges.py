"""A sum as a bridge: each term begins where the ones before it end, counted from their lowest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from generator.views.figures import FigureView
from generator.views.spans import ZERO, Span, span_of
from generator.views.sums import SumView


class Step(StrEnum):
    """What a row of the bridge is."""

    TERM = "term"
    ALTERNATIVE = "alternative"
    SUM = "sum"
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeRow:
    """A bar from ``base`` to ``base + low``, and on to ``base + high`` where there is a range.

    ``start`` and ``end`` are the same in percent of the widest. Only the sum has no figure.
    """

    step: Step
    figure: FigureView | None
    base: Decimal
    low: Decimal
    high: Decimal
    start: Decimal
    end: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """The rows from the first term to the stated totals, and how far they reach."""

    rows: tuple[BridgeRow, ...]
    reach: Decimal


Placed = tuple[Step, FigureView | None, Decimal, Span]


def bridge(view: SumView) -> Bridge:
    """The bridge of a sum."""
    placed = list(_placed(view))
    reach = max(base + span.high for _, _, base, span in placed) or Decimal(1)
    rows = [
        BridgeRow(
            step=step,
            figure=figure,
            base=base,
            low=span.low,
            high=span.high,
            start=round(100 * base / reach, 1),
            end=round(100 * (base + span.high) / reach, 1),
        )
        for step, figure, base, span in placed
    ]
    return Bridge(rows=tuple(rows), reach=reach)


def _placed(view: SumView) -> Iterator[Placed]:
    base = ZERO
    for figure, span in _stated(view.parts.fixed):
        yield Step.TERM, figure, base, span
        base += span.low
    for choice in view.parts.choices:
        spans = list(_stated(choice.figures))
        for figure, span in spans:
            # Alternatives begin at one place: only one of them counts.
            yield Step.ALTERNATIVE, figure, base, span
        base += min(span.low for _, span in spans)
    yield Step.SUM, None, ZERO, view.span
    for figure, span in _stated(view.parts.totals):
        yield Step.TOTAL, figure, ZERO, span


def _stated(figures: tuple[FigureView, ...]) -> Iterator[tuple[FigureView, Span]]:
    for figure in figures:
        span = span_of(figure)
        if span is not None:
            yield figure, span
