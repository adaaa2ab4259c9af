"""An alliance's targets and its areas' main ones on one time axis, with today as a line across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from generator.charts import parts, periods, theme, timeline
from generator.charts.chart import Bar, Chart, Link, csv_output, figure_json, plain
from generator.outputs import Output
from generator.views.edition import Edition
from generator.views.schedule import Lane, Today, is_past
from generator.views.timelines import PeriodBar, Timeline

ROW_HEIGHT = 66
# Of a row: the bar, half of the line of today across it, and where the words above it have their
# middle, on one line or on two.
BAR, MARK, LABEL, LABELS = 0.18, 0.14, 0.33, 0.46


def charts(edition: Edition, lane: Lane, today: Today | None, link: Link) -> tuple[Chart, ...]:
    """The chart of a lane's largest targets, and that of the others where there are more."""
    return tuple(_chart(edition, lane, part, today, link, name) for name, part in _parts(lane))


def data(lane: Lane) -> tuple[Output, ...]:
    """The numbers of each chart as CSV."""
    header = (
        "alliance_id",
        "area_id",
        "target_id",
        "metric_id",
        "value_low",
        "value_high",
        "as_printed",
        "period_start",
        "last_year",
    )
    return tuple(
        csv_output(csv_path(name), header, [_row(lane, b) for b in part.bars]) for name, part in _parts(lane)
    )


def csv_path(name: str) -> str:
    """Where the chart's CSV is published, from the root of the site."""
    return f"data/charts/schedule-{name}.csv"


def _parts(lane: Lane) -> Sequence[tuple[str, Timeline]]:
    name = lane.key or "none"
    rest = [(f"{name}.more", lane.rest)] if lane.rest else []
    return [(name, lane.first), *rest]


def _row(lane: Lane, bar: PeriodBar) -> tuple[object, ...]:
    f = bar.figure
    start = None if bar.open_start else bar.start
    return (
        lane.key,
        f.area_id,
        f.figure_id,
        f.metric_id,
        f.low,
        f.high,
        f.as_printed,
        start,
        bar.last_year,
    )


def _chart(edition: Edition, lane: Lane, part: Timeline, today: Today | None, link: Link, name: str) -> Chart:
    text, plural = edition.locale.text, edition.locale.plural
    figures = [b.figure for b in part.bars]
    past = sum(is_past(f, today.date) for f in figures) if today else 0
    subject = lane.alliance.short_name if lane.alliance else text("timeline.no_alliance")
    last = max(b.last_year for b in part.bars)
    whole = ("title_more", len(figures), last) if part is lane.rest else ("title", lane.size, lane.last_year)
    said = [plural("chart.timeline.last", len(figures), year=last)]
    if today:
        said.append(plural("timeline.past", past, date=today.text))
    return Chart(
        chart_id=f"schedule-{name}",
        title=plural(f"chart.schedule.{whole[0]}", whole[1], subject=subject, year=whole[2]),
        subtitle=text("chart.schedule.subtitle"),
        conclusion=" ".join(said),
        figure=_figure(part, today, link, text("timeline.today")),
        bars=[_bar(part, b) for b in part.bars],
        table_heads=(text("head.figure"), text("head.period")),
        sources=tuple(dict.fromkeys((f.source_id, f.source) for f in figures)),
        csv_path=csv_path(name),
    )


def _bar(part: Timeline, row: PeriodBar) -> Bar:
    """The same as in a place's own timeline, with the place in front."""
    made = timeline.bar(part, row)
    return replace(made, label=f"{row.figure.area}: {made.label}") if row.figure.area else made


def _figure(part: Timeline, today: Today | None, link: Link, word: str) -> Mapping[str, Any]:
    count = len(part.bars)
    layout = periods.layout(part, ROW_HEIGHT, (count - 0.7, -1.2 if today else -0.9))
    bars = periods.bars(part, link, BAR, lambda b: is_past(b.figure, today.date if today else None))
    if today is None:
        return figure_json([bars, _labels(part, link)], layout)
    layout["annotations"] = [_word(today, word)]
    return figure_json([bars, _marks(count, today), _labels(part, link)], layout)


def _marks(count: int, today: Today) -> go.Scatter:
    """Today across each bar; it stays clear of the words between them."""
    lines = [((today.position, row - MARK), (today.position, row + MARK)) for row in range(count)]
    return parts.strokes(lines, {"color": theme.ACCENT, "width": 3})


def _word(today: Today, word: str) -> dict[str, Any]:
    return {
        "x": today.position,
        "y": 1,
        "yref": "paper",
        "yanchor": "top",
        "text": plain(word),
        "showarrow": False,
        "font": {"color": theme.TEXT, "size": theme.TICK},
        "bgcolor": theme.SURFACE,
    }


def _labels(part: Timeline, link: Link) -> go.Scatter:
    """Above each bar, from the left edge: the place, and how much."""
    left, bars = part.first_year - 0.1, part.bars
    return parts.labels(
        [(left, row - (LABELS if b.figure.area else LABEL)) for row, b in enumerate(bars)],
        [_label(b) for b in bars],
        links=[link(b.figure) for b in bars],
    )


def _label(bar: PeriodBar) -> str:
    amount = periods.label(bar)
    return f"{plain(bar.figure.area)}<br>{amount}" if bar.figure.area else amount
