"""A chart as a page carries it: the Plotly figure, the same as a table, and its words."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from generator.links import Page
from generator.outputs import Output
from generator.views.figures import FigureView

ROW_HEIGHT = 26
# Where the figures are published, each under the hash of what it holds.
FOLDER = "assets/charts"
NAME_LENGTH = 16
# What a disk takes as the name of a file, less what comes behind it.
LONGEST_SLUG = 200
# Where the row of a figure stands, from the root of the site.
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
    """A drawn view. ``table_heads`` name the table's two columns.

    ``title_figure`` is the figure that the title names, if it names one; ``subject`` is the area that
    stands out, where others have the same chart with another one.
    """

    chart_id: str
    title: str
    subtitle: str
    conclusion: str
    figure: Mapping[str, Any]
    bars: Sequence[Bar]
    table_heads: tuple[str, str]
    sources: tuple[tuple[str, str], ...]
    csv_path: str
    title_figure: str = ""
    subject: str = ""

    @property
    def slug(self) -> str:
        """The name under which the chart stands by itself, in every form; no identifier has two dashes."""
        whole = f"{self.chart_id}--{self.subject}" if self.subject else self.chart_id
        if len(whole) <= LONGEST_SLUG:
            return whole
        return f"{whole[:LONGEST_SLUG]}--{hashlib.sha256(whole.encode()).hexdigest()[:NAME_LENGTH]}"

    @property
    def height(self) -> int:
        """How high the wide drawing is, beside a fixed width."""
        return int(self.figure["layout"]["height"])

    @property
    def narrow_height(self) -> int:
        """How high the narrow one is."""
        narrow = self.figure["layout"].get("meta", {}).get("narrow", {})
        return int(narrow.get("height", self.height))


def file(chart: Chart) -> Output:
    """The figure as the file that a page fetches when a reader reaches for the chart."""
    text = json.dumps(chart.figure, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    name = hashlib.sha256(text.encode("utf-8")).hexdigest()[:NAME_LENGTH]
    return Output.text(f"{FOLDER}/{name}.json", text)


def figure_json(traces: Sequence[go.Scatter | go.Bar], layout: Mapping[str, Any]) -> Mapping[str, Any]:
    """The figure as plain values: validated by Plotly, without the defaults that theme.py shares.

    Not as a Figure of Plotly's, which would copy and validate all that a trace has validated already.
    """
    data = [trace.to_plotly_json() for trace in traces]
    return {"data": data, "layout": go.Layout(dict(layout)).to_plotly_json()}


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
