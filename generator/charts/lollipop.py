"""A ranking drawn: a stem from zero, a dot per figure, a thick line for a range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from generator.charts import theme
from generator.charts.chart import Link, figure_json, plain
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.rankings import Ranking


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
    top = max((float(f.high) for f in figures if f.high is not None), default=0.0) or 1.0
    return {
        "separators": edition.locale.separators,
        "xaxis": {"range": [0, top * 1.28], "rangemode": "tozero", "nticks": 5, "tickformat": ",~f"},
        "yaxis": {
            # Rows by number: two areas may have one name.
            "tickmode": "array",
            "tickvals": list(range(len(figures))),
            "ticktext": [plain(f.area) for f in figures],
            "range": [len(figures) - 0.4, -0.6],
            "showgrid": False,
            "tickfont": {"color": theme.TEXT, "size": 13},
        },
        "meta": {
            "narrow": {"xaxis": {"nticks": 3, "range": [0, top * 1.45]}, "yaxis": {"tickfont": {"size": 12}}}
        },
    }


def _stems(figures: Sequence[FigureView], subject: str, *, own: bool) -> go.Scatter:
    """Thin lines from zero; None lifts the pen between two rows."""
    x: list[float | None] = []
    y: list[int | None] = []
    for row, f in enumerate(figures):
        if (f.area_id == subject) is own and f.low is not None:
            x += [0.0, float(f.low), None]
            y += [row, row, None]
    colour = theme.SUBJECT if own else theme.PEER
    return go.Scatter(x=x, y=y, mode="lines", line={"color": colour, "width": 2}, hoverinfo="skip")


def _ranges(figures: Sequence[FigureView]) -> go.Scatter:
    """A thick line with end marks from low to high."""
    x: list[float | None] = []
    y: list[int | None] = []
    for row, f in enumerate(figures):
        if f.is_range and f.low is not None and f.high is not None:
            x += [float(f.low), float(f.high), None]
            y += [row, row, None]
    return go.Scatter(
        x=x,
        y=y,
        mode="lines+markers",
        line={"color": theme.ACCENT, "width": 6},
        marker={"symbol": "line-ns", "size": 14, "line": {"width": 2, "color": theme.ACCENT}},
        hoverinfo="skip",
    )


def _dots(figures: Sequence[FigureView], link: Link, subject: str) -> go.Scatter:
    """The figures themselves, labelled; an open dot is soft, an arrow open above."""
    highs = [float(f.high or Decimal(0)) for f in figures]
    own = [f.area_id == subject for f in figures]
    return go.Scatter(
        x=highs,
        y=list(range(len(figures))),
        mode="markers+text",
        text=[f"  {plain(f.short)}" for f in figures],
        textposition="middle right",
        textfont={"color": theme.TEXT, "size": 13},
        cliponaxis=False,
        customdata=[link(f) for f in figures],
        hovertext=["<br>".join(map(plain, _hover(f))) for f in figures],
        hoverinfo="text",
        marker={
            "color": [theme.SUBJECT if mine else theme.PEER for mine in own],
            "size": [13 if mine else 9 for mine in own],
            "symbol": [_symbol(f) for f in figures],
            "line": {"width": 1.5, "color": [theme.SUBJECT if mine else theme.PEER for mine in own]},
            "opacity": 1,
        },
    )


def _hover(figure: FigureView) -> tuple[str, ...]:
    """What is said of a figure when it is pointed at, a line each."""
    return (f"{figure.area}: {figure.value}", figure.period, figure.status_label)


def _symbol(figure: FigureView) -> str:
    if figure.is_open:
        return "triangle-right"
    return "circle-open" if figure.is_soft else "circle"
