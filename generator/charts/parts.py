"""What several charts are made of: labels, lines that stand apart, and rows with a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from generator.charts import theme
from generator.charts.chart import plain

Point = tuple[float | None, float | None]


def labels(
    at: Sequence[Point],
    texts: Sequence[str],
    position: str | Sequence[str] = "middle right",
    links: Sequence[str] | None = None,
) -> go.Scatter:
    """Texts that may run out of the plot; Plotly's own markup is allowed in them."""
    return go.Scatter(
        **xy(at),
        mode="text",
        text=texts,
        textposition=position,
        textfont={"color": theme.TEXT, "size": theme.LABEL},
        cliponaxis=False,
        customdata=links,
        hoverinfo="skip",
    )


def strokes(lines: Iterable[Sequence[Point]], line: Mapping[str, Any]) -> go.Scatter:
    """Lines of one look, with the pen lifted between them."""
    points = [point for one in lines for point in (*one, (None, None))]
    return go.Scatter(**xy(points), mode="lines", line=line, hoverinfo="skip")


def rows(names: Sequence[str]) -> dict[str, Any]:
    """The axis of a chart with a row for each name, from the top; by number: two may have one name."""
    return {
        "tickmode": "array",
        "tickvals": list(range(len(names))),
        "ticktext": [plain(name) for name in names],
        "range": [len(names) - 0.4, -0.6],
        "showgrid": False,
        "ticklabelstandoff": 6,
        "tickfont": {"color": theme.TEXT, "size": theme.LABEL},
    }


def xy(points: Sequence[Point]) -> dict[str, list[float | None]]:
    """Points as Plotly takes them."""
    return {"x": [x for x, _ in points], "y": [y for _, y in points]}
