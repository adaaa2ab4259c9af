"""Periods as bars on an axis of years: what a place's timeline and the timeline of all share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from generator.charts import theme
from generator.charts.chart import Link, plain
from generator.views.timelines import PeriodBar, Timeline

# Half of the first year's number stands left of the axis.
MARGIN = {"l": 18, "r": 8, "t": 8, "b": 28}


def bars(part: Timeline, link: Link, width: float, is_grey: Callable[[PeriodBar], bool]) -> go.Bar:
    """A bar per period, a row each; hatched where the source gives no start."""
    return go.Bar(
        orientation="h",
        y=list(range(len(part.bars))),
        base=[b.start for b in part.bars],
        x=[b.last_year + 1 - b.start for b in part.bars],
        width=width,
        marker={
            "color": [theme.PEER if is_grey(b) else theme.SUBJECT for b in part.bars],
            "pattern": {
                "shape": ["/" if b.open_start else "" for b in part.bars],
                "fgcolor": theme.SURFACE,
            },
        },
        customdata=[link(b.figure) for b in part.bars],
        hovertext=[f"{plain(b.figure.phrase)}<br>{plain(b.figure.status_label)}" for b in part.bars],
        hoverinfo="text",
    )


def layout(part: Timeline, row: int, ends: tuple[float, float]) -> dict[str, Any]:
    """The axis of years; ``row`` is how high a row is, ``ends`` those of the axis of rows, lowest first."""
    return {
        "height": round(row * (ends[0] - ends[1])) + MARGIN["t"] + MARGIN["b"],
        "margin": MARGIN,
        "barmode": "overlay",
        "xaxis": {
            "range": [part.first_year - 0.2, part.last_year + 1.4],
            "tickformat": "d",
            "dtick": step(part, 8),
            "tick0": part.first_year,
            "side": "bottom",
        },
        "yaxis": {"visible": False, "range": list(ends)},
        "meta": {"narrow": {"xaxis": {"dtick": step(part, 4)}}},
    }


def label(bar: PeriodBar) -> str:
    """How much of what."""
    return f"<b>{plain(bar.figure.short)}</b> {plain(bar.figure.metric)}"


def step(part: Timeline, most: int) -> int:
    """Years between two ticks, so that at most ``most`` fit."""
    span = part.last_year + 1 - part.first_year
    return next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000, 10000) if span / step <= most)
