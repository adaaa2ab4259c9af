"""A ranking drawn: a stem from zero, a dot per figure, a thick line for a range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from generator.charts import parts, theme
from generator.charts.chart import ROW_HEIGHT, Link, figure_json, plain
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.rankings import Ranking

# In pixels: a character on average, and what stands between the end of a stem and its label.
CHARACTER, MARK = 7, 20
# Of the axis, what a stem gets however long its label is.
LEAST = 0.3


def figure(edition: Edition, ranking: Ranking, link: Link, subject: str) -> Mapping[str, Any]:
    """The ranking as a Plotly figure; ``subject`` in colour, its peers grey."""
    figures = [e.figure for e in ranking.entries]
    traces = [
        _stems(figures, subject, own=False),
        _stems(figures, subject, own=True),
        _ranges(figures),
        _dots(figures, link, subject),
    ]
    return figure_json(traces, _layout(edition, figures))


def _layout(edition: Edition, figures: Sequence[FigureView]) -> Mapping[str, Any]:
    wide, narrow = [0, _reach(figures, theme.WIDE)], [0, _reach(figures, theme.NARROW)]
    return {
        "height": ROW_HEIGHT * len(figures) + 44,
        "separators": edition.locale.separators,
        "xaxis": {"range": wide, "rangemode": "tozero", "nticks": 5, "tickformat": ",~f"},
        "yaxis": parts.rows([f.area for f in figures]),
        "meta": {
            "narrow": {"xaxis": {"nticks": 3, "range": narrow}, "yaxis": {"tickfont": {"size": theme.TICK}}}
        },
    }


def _reach(figures: Sequence[FigureView], width: int) -> float:
    """Where the axis ends, so that the label of the highest is in the picture too."""
    plot = width - CHARACTER * max(len(f.area) for f in figures)
    ends = [
        float(f.high) / max(1 - (CHARACTER * len(f.short) + MARK) / plot, LEAST)
        for f in figures
        if f.high is not None
    ]
    return max(ends, default=0.0) or 1.0


def _stems(figures: Sequence[FigureView], subject: str, *, own: bool) -> go.Scatter:
    """Thin lines from zero."""
    lines = [
        ((0.0, row), (float(f.low), row))
        for row, f in enumerate(figures)
        if (f.area_id == subject) is own and f.low is not None
    ]
    return parts.strokes(lines, {"color": theme.SUBJECT if own else theme.PEER, "width": 2})


def _ranges(figures: Sequence[FigureView]) -> go.Scatter:
    """A thick line with end marks from low to high."""
    lines = [
        ((float(f.low), row), (float(f.high), row))
        for row, f in enumerate(figures)
        if f.is_range and f.low is not None and f.high is not None
    ]
    found = parts.strokes(lines, {"color": theme.ACCENT, "width": 4})
    ends = {"symbol": "line-ns", "size": 10, "line": {"width": 2, "color": theme.ACCENT}}
    return found.update(mode="lines+markers", marker=ends)


def _dots(figures: Sequence[FigureView], link: Link, subject: str) -> go.Scatter:
    """The figures themselves, labelled; an open dot is soft, an arrow open above."""
    highs = [float(f.high or Decimal(0)) for f in figures]
    return go.Scatter(
        x=highs,
        y=list(range(len(figures))),
        mode="markers+text",
        text=[f"{theme.GAP}{plain(f.short)}" for f in figures],
        textposition="middle right",
        textfont={"color": theme.TEXT, "size": theme.LABEL},
        cliponaxis=False,
        customdata=[link(f) for f in figures],
        hovertext=["<br>".join(map(plain, _hover(f))) for f in figures],
        hoverinfo="text",
        marker={
            "color": [theme.SURFACE if _is_hollow(f) else _colour(f, subject) for f in figures],
            "size": [13 if f.area_id == subject else 9 for f in figures],
            "symbol": ["triangle-right" if f.is_open else "circle" for f in figures],
            "line": {"width": 1.5, "color": [_colour(f, subject) for f in figures]},
            # A range has ends of its own; a dot would hide one.
            "opacity": [0 if f.is_range and not f.is_open else 1 for f in figures],
        },
    )


def _hover(figure: FigureView) -> tuple[str, ...]:
    """What is said of a figure when it is pointed at, a line each."""
    return (f"{figure.area}: {figure.value}", figure.period, figure.status_label)


def _colour(figure: FigureView, subject: str) -> str:
    return theme.SUBJECT if figure.area_id == subject else theme.PEER


def _is_hollow(figure: FigureView) -> bool:
    return figure.is_soft and not figure.is_open
