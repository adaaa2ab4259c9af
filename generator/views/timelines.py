"""Figures on a time axis: what should be ready when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.views.figures import FigureView


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodBar:
    """A figure from the start of ``start`` to the end of ``last_year``.

    ``open_start``: the source gives no start, the bar begins where the axis does.
    """

    figure: FigureView
    start: int
    last_year: int
    open_start: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Period bars in order, the years that the axis spans, and the figures without any year."""

    bars: tuple[PeriodBar, ...]
    first_year: int
    last_year: int
    undated: tuple[FigureView, ...]


def timeline(figures: Iterable[FigureView]) -> Timeline | None:
    """The targets among ``figures`` by period; None where none has a year."""
    targets = [f for f in figures if f.is_target]
    dated = [f for f in targets if f.last_year is not None]
    if not dated:
        return None
    last = max(f.last_year for f in dated if f.last_year is not None)
    ends = [f.last_year for f in dated if f.last_year is not None]
    starts = [f.start for f in dated if f.start is not None]
    first = min([*starts, *(end - 4 for end in ends)]) if not starts else min([*starts, *ends])
    bars = [
        PeriodBar(
            figure=f,
            start=f.start if f.start is not None else first,
            last_year=f.last_year,
            open_start=f.start is None,
        )
        for f in dated
        if f.last_year is not None
    ]
    bars.sort(key=lambda b: (b.start, b.last_year, -b.figure.middle, b.figure.figure_id))
    return Timeline(
        bars=tuple(bars),
        first_year=first,
        last_year=last,
        undated=tuple(f for f in targets if f.last_year is None),
    )
