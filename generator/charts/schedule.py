"""An alliance's targets and its areas' main ones on one time axis, with today as a line across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from generator.charts import theme, timeline
from generator.charts.chart import Bar, Chart, Link, csv_output, figure_json, plain
from generator.outputs import Output
from generator.views.edition import Edition
from generator.views.schedule import Lane, Today, is_past
from generator.views.timelines import PeriodBar, Timeline

ROW_HEIGHT = 58
HEAD = 60
# Of a row: the bar, the line of today around it, and where the words above it have their middle.
BAR, MARK, LABEL = 0.18, 0.17, 0.4


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
        height=ROW_HEIGHT * len(figures) + HEAD,
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
    rows = list(range(len(part.bars)))
    layout = {
        "barmode": "overlay",
        "xaxis": {
            "range": [part.first_year - 0.2, part.last_year + 1.4],
            "tickformat": "d",
            "dtick": timeline.step(part, 8),
            "tick0": part.first_year,
            "side": "bottom",
        },
        "yaxis": {"visible": False, "range": [len(rows) - 0.8, -1.4]},
        "annotations": [_word(today, word)] if today else [],
        "meta": {"narrow": {"xaxis": {"dtick": timeline.step(part, 4)}}},
    }
    marks = [_marks(rows, today)] if today else []
    return figure_json([_bars(part, rows, today, link), *marks, _labels(part, rows, link)], layout)


def _marks(rows: list[int], today: Today) -> go.Scatter:
    """Today across each bar; it stays clear of the words between them."""
    y = [end for row in rows for end in (row - MARK, row + MARK, None)]
    x = [None if end is None else today.position for end in y]
    line = {"color": theme.ACCENT, "width": 3}
    return go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip")


def _word(today: Today, word: str) -> dict[str, Any]:
    return {
        "x": today.position,
        "y": 1,
        "yref": "paper",
        "yanchor": "top",
        "text": plain(word),
        "showarrow": False,
        "font": {"color": theme.TEXT, "size": 12},
        "bgcolor": theme.SURFACE,
    }


def _bars(part: Timeline, rows: list[int], today: Today | None, link: Link) -> go.Bar:
    """A bar per period; grey once it is past, hatched where the source gives no start."""
    bars = part.bars
    over = [is_past(b.figure, today.date if today else None) for b in bars]
    return go.Bar(
        orientation="h",
        y=rows,
        base=[b.start for b in bars],
        x=[b.last_year + 1 - b.start for b in bars],
        width=BAR,
        marker={
            "color": [theme.PEER if past else theme.SUBJECT for past in over],
            "pattern": {"shape": ["/" if b.open_start else "" for b in bars], "fgcolor": theme.SURFACE},
        },
        customdata=[link(b.figure) for b in bars],
        hovertext=[f"{plain(b.figure.phrase)}<br>{plain(b.figure.status_label)}" for b in bars],
        hoverinfo="text",
    )


def _labels(part: Timeline, rows: list[int], link: Link) -> go.Scatter:
    """Above each bar, from the left edge: the place, and how much."""
    bars = part.bars
    return go.Scatter(
        x=[part.first_year - 0.1] * len(bars),
        y=[row - LABEL if b.figure.area else row - LABEL + 0.12 for row, b in zip(rows, bars, strict=True)],
        mode="text",
        text=[_label(b) for b in bars],
        textposition="middle right",
        textfont={"color": theme.TEXT, "size": 13},
        cliponaxis=False,
        customdata=[link(b.figure) for b in bars],
        hoverinfo="skip",
    )


def _label(bar: PeriodBar) -> str:
    f = bar.figure
    amount = f"<b>{plain(f.short)}</b> {plain(f.metric)}"
    return f"{plain(f.area)}<br>{amount}" if f.area else amount
