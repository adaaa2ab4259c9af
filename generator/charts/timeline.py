"""Targets on a time axis: a bar per figure from its first to its last year, its value as label."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from generator.charts import parts, periods
from generator.charts.chart import Bar, Chart, Link, csv_output, figure_json
from generator.outputs import Output
from generator.views.edition import Edition
from generator.views.timelines import PeriodBar, Timeline

ROW_HEIGHT = 48
# Of a row: the bar, and how far above it the middle of its label is.
THICKNESS, LABEL = 0.24, 0.38


def csv_path(name: str) -> str:
    """Where the chart's CSV is published, from the root of the site."""
    return f"data/charts/timeline-{name}.csv"


def chart(edition: Edition, timeline: Timeline, link: Link, name: str, subject: str) -> Chart:
    """Draw a timeline; ``name`` tells it from others, ``subject`` is whose targets these are."""
    text, plural = edition.locale.text, edition.locale.plural
    figures = [b.figure for b in timeline.bars]
    conclusion = [plural("chart.timeline.last", len(figures), year=timeline.last_year)]
    if timeline.undated:
        conclusion.append(plural("chart.timeline.undated", len(timeline.undated)))
    return Chart(
        chart_id=f"timeline-{name}",
        title=text(
            "chart.timeline.title", subject=subject, first=timeline.first_year, last=timeline.last_year
        ),
        subtitle=text("chart.timeline.subtitle"),
        conclusion=" ".join(conclusion),
        figure=_figure(timeline, link),
        bars=[bar(timeline, b) for b in timeline.bars],
        table_heads=(text("head.figure"), text("head.period")),
        sources=tuple(dict.fromkeys((f.source_id, f.source) for f in figures)),
        csv_path=csv_path(name),
    )


def data(timeline: Timeline, name: str) -> Output:
    """The timeline's numbers as CSV."""
    header = ("target_id", "metric_id", "value_low", "value_high", "as_printed", "period_start", "last_year")
    rows = [
        (
            b.figure.figure_id,
            b.figure.metric_id,
            b.figure.low,
            b.figure.high,
            b.figure.as_printed,
            None if b.open_start else b.start,
            b.last_year,
        )
        for b in timeline.bars
    ]
    return csv_output(csv_path(name), header, rows)


def bar(timeline: Timeline, row: PeriodBar) -> Bar:
    """The same bar inside a table cell, in percent of the axis."""
    span = timeline.last_year + 1 - timeline.first_year
    start = 100 * (row.start - timeline.first_year) / span
    end = 100 * (row.last_year + 1 - timeline.first_year) / span
    return Bar(
        label=f"{row.figure.value} {row.figure.metric}" if row.figure.is_stated else row.figure.phrase,
        area_id=row.figure.area_id,
        value=row.figure.period,
        figure_id=row.figure.figure_id,
        start=f"{start:.1f}",
        end=f"{end:.1f}",
        look="bar--period",
        is_figure=True,
    )


def _figure(timeline: Timeline, link: Link) -> Mapping[str, Any]:
    count = len(timeline.bars)
    layout = periods.layout(timeline, ROW_HEIGHT, (count - 0.6, -0.8))
    bars = periods.bars(timeline, link, THICKNESS, lambda bar: bar.open_start)
    return figure_json([bars, _labels(timeline, link)], layout)


def _labels(timeline: Timeline, link: Link) -> go.Scatter:
    """Above each bar, in words, where it starts; a long one may run on past the bar."""
    bars = timeline.bars
    span = timeline.last_year + 1 - timeline.first_year
    # On a phone a label takes three quarters of the width: what starts later ends at its bar's end.
    late = [b.start > timeline.first_year + span / 4 for b in bars]
    return parts.labels(
        [(b.last_year + 1 if late[row] else b.start, row - LABEL) for row, b in enumerate(bars)],
        [periods.label(b) for b in bars],
        ["middle left" if end else "middle right" for end in late],
        [link(b.figure) for b in bars],
    )
