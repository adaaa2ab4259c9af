"""A chart as a page carries it: the Plotly figure, the same as a table, and its words."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from generator.links import Page
from generator.outputs import Output
from generator.views.figures import FigureView

ROW_HEIGHT = 26
# The link from the page at hand to the row of a figure.
Link = Callable[[FigureView], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A row of the chart's table; ``start`` and ``end`` are percentages of the cell's width.

    ``figure_id`` is the figure that the value comes from, ``look`` a modifier of the in-cell bar.
    ``is_figure``: the label is that figure in words, not the place it is about. ``target`` is the
    page of what is neither a figure nor an area.
    """

    label: str
    area_id: str
    value: str
    figure_id: str
    start: str
    end: str
    look: str
    is_figure: bool = False
    target: Page | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawn view. ``height`` is in CSS pixels, ``table_heads`` name the table's two columns.

    ``title_figure`` is the figure that the title names, if it names one.
    """

    chart_id: str
    title: str
    subtitle: str
    conclusion: str
    height: int
    figure: Mapping[str, Any]
    bars: Sequence[Bar]
    table_heads: tuple[str, str]
    sources: tuple[tuple[str, str], ...]
    csv_path: str
    title_figure: str = ""


def figure_json(traces: Sequence[go.Scatter | go.Bar], layout: Mapping[str, Any]) -> Mapping[str, Any]:
    """The figure as plain values: validated by Plotly, without the defaults that theme.py shares."""
    figure = go.Figure(data=list(traces), layout=dict(layout)).to_plotly_json()
    figure["layout"].pop("template", None)
    return {"data": figure["data"], "layout": figure["layout"]}


def plain(text: str) -> str:
    """Text as Plotly shows it unchanged: it takes tags and character references for markup."""
    return html.escape(text, quote=False)


def csv_output(path: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> Output:
    """A chart's numbers as CSV, in the package's own form: comma, decimal point, UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return Output.text(path, text.getvalue())
