"""The rows of a bridge as Plotly draws them: bars with a base, hatched ranges, labels above."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from generator.charts import parts, theme
from generator.charts.chart import Link, figure_json, plain
from generator.views.bridges import Bridge, BridgeRow, Step
from generator.views.edition import Edition
from generator.views.sums import SumView

ROW_HEIGHT = 40
# Of a row: the bar, and how far above it the middle of its label is.
THICKNESS, LABEL = 0.34, 0.44
# How wide a character of a label is on average, in pixels.
CHARACTER = 7.5
COLOURS = {
    Step.TERM: theme.PEER,
    Step.ALTERNATIVE: theme.ACCENT,
    Step.SUM: theme.SUBJECT,
    Step.TOTAL: theme.MUTED,
}


def figure(edition: Edition, view: SumView, found: Bridge, link: Link) -> Mapping[str, Any]:
    """The bridge as a Plotly figure."""
    traces = [
        _bars(edition, found, link),
        _sum(view, found),
        _ranges(found),
        _arrows(view, found),
        _labels(edition, view, found),
    ]
    return figure_json(traces, _layout(edition, found))


def name(edition: Edition, row: BridgeRow) -> str:
    """Whose figure it is; an alternative and a total say that they are one."""
    f = row.figure
    if f is None:
        return edition.locale.text("chart.bridge.sum")
    whose = f.area or f.alliance or f.metric
    if row.step is Step.ALTERNATIVE:
        return edition.locale.text("chart.bridge.alternative", name=whose)
    if row.step is Step.TOTAL:
        return edition.locale.text("chart.bridge.total", name=f.status_label)
    return whose


def _layout(edition: Edition, found: Bridge) -> Mapping[str, Any]:
    return {
        "height": ROW_HEIGHT * len(found.rows) + 40,
        "separators": edition.locale.separators,
        "barmode": "overlay",
        "xaxis": {
            "range": [0, float(found.reach * Decimal("1.04"))],
            "rangemode": "tozero",
            "nticks": 6,
            "tickformat": ",~f",
        },
        "yaxis": {"visible": False, "range": [len(found.rows) - 0.5, -0.8]},
        "meta": {"narrow": {"xaxis": {"nticks": 3}}},
    }


def _bars(edition: Edition, found: Bridge, link: Link) -> go.Bar:
    """What each figure counts at least, from where the row before it ended."""
    rows = [(i, r, r.figure) for i, r in enumerate(found.rows) if r.figure]
    return go.Bar(
        orientation="h",
        y=[i for i, _, _ in rows],
        base=[float(r.base) for _, r, _ in rows],
        x=[float(r.low) for _, r, _ in rows],
        width=THICKNESS,
        marker={"color": [COLOURS[r.step] for _, r, _ in rows]},
        customdata=[link(f) for _, _, f in rows],
        hovertext=[plain(f"{name(edition, r)}: {f.value}") for _, r, f in rows],
        hoverinfo="text",
    )


def _sum(view: SumView, found: Bridge) -> go.Bar:
    """The sum itself: ours, so that it leads to no figure."""
    rows = [(i, r) for i, r in enumerate(found.rows) if r.figure is None]
    return go.Bar(
        orientation="h",
        y=[i for i, _ in rows],
        x=[float(r.low) for _, r in rows],
        width=THICKNESS,
        marker={"color": theme.SUBJECT},
        hovertext=[plain(view.finding) for _ in rows],
        hoverinfo="text",
    )


def _ranges(found: Bridge) -> go.Bar:
    """What may come on top of it, hatched."""
    wide = [(i, r) for i, r in enumerate(found.rows) if r.high > r.low]
    return go.Bar(
        orientation="h",
        y=[i for i, _ in wide],
        base=[float(r.base + r.low) for _, r in wide],
        x=[float(r.high - r.low) for _, r in wide],
        width=THICKNESS,
        marker={
            "color": [COLOURS[r.step] for _, r in wide],
            "pattern": {"shape": "/", "fgcolor": theme.SURFACE, "size": 5},
        },
        hoverinfo="skip",
    )


def _arrows(view: SumView, found: Bridge) -> go.Scatter:
    """An arrow where a number is open above."""
    rows = [
        (i, r) for i, r in enumerate(found.rows) if (r.figure.is_open if r.figure else view.span.open_above)
    ]
    return go.Scatter(
        x=[float(r.base + r.high) for _, r in rows],
        y=[i for i, _ in rows],
        mode="markers",
        marker={"symbol": "triangle-right", "size": 14, "color": [COLOURS[r.step] for _, r in rows]},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _labels(edition: Edition, view: SumView, found: Bridge) -> go.Scatter:
    """Above each bar, from its start; further to the left where a phone would cut off the end."""
    texts = [(name(edition, r), _value(view, r, short=True)) for r in found.rows]
    rights = [1 - CHARACTER * len(f"{whose} {value}") / theme.NARROW for whose, value in texts]
    reach = float(found.reach)
    return parts.labels(
        [
            (max(min(float(r.base), right * reach), 0.0), row - LABEL)
            for row, (r, right) in enumerate(zip(found.rows, rights, strict=True))
        ],
        [f"{plain(whose)} <b>{plain(value)}</b>" for whose, value in texts],
    )


def _value(view: SumView, row: BridgeRow, *, short: bool = False) -> str:
    if row.figure is None:
        return view.text
    return row.figure.short if short else row.figure.value
