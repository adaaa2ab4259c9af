"""Areas of one alliance ranked: a stem from zero, a dot per figure, a thick line for a range."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from generator.charts import theme
from generator.charts.chart import ROW_HEIGHT, Bar, Chart, csv_output, figure_json, plain
from generator.outputs import Output
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.rankings import RankedFigure, Ranking

Link = Callable[[FigureView], str]


def csv_path(ranking: Ranking) -> str:
    """Where the chart's CSV is published, from the root of the site."""
    return f"data/charts/ranking-{ranking.ranking_id}.csv"


def chart(edition: Edition, ranking: Ranking, link: Link, subject: str = "") -> Chart:
    """Draw a ranking; ``subject`` is the area whose page this is, in colour among grey peers."""
    text = edition.locale.text
    entry = ranking.entry(subject)
    return Chart(
        chart_id=f"ranking-{ranking.ranking_id}",
        title=_title(edition, ranking, entry),
        subtitle=text("chart.ranking.subtitle", metric=ranking.metric, period=ranking.period).strip(),
        conclusion=_conclusion(edition, ranking),
        height=ROW_HEIGHT * len(ranking.entries) + 44,
        figure=_figure(edition, ranking, link, subject),
        bars=[_bar(e, subject) for e in ranking.entries],
        table_heads=(text("head.area"), ranking.metric),
        sources=tuple(dict.fromkeys((e.figure.source_id, e.figure.source) for e in ranking.entries)),
        csv_path=csv_path(ranking),
    )


def data(ranking: Ranking) -> Output:
    """The ranking's numbers as CSV."""
    header = ("area_id", "area", "target_id", "metric_id", "value_low", "value_high", "as_printed", "extent")
    rows = [
        (
            e.figure.area_id,
            e.figure.area,
            e.figure.figure_id,
            e.figure.metric_id,
            e.figure.low,
            e.figure.high,
            e.figure.as_printed,
            e.figure.extent,
        )
        for e in ranking.entries
    ]
    return csv_output(csv_path(ranking), header, rows)


def _title(edition: Edition, ranking: Ranking, entry: RankedFigure | None) -> str:
    """The finding: the place of the subject, else who states most."""
    text, count = edition.locale.text, len(ranking.entries)
    if entry is None:
        top = ranking.entries[0].figure
        if not top.is_whole_area:
            return edition.locale.plural("chart.ranking.title_several", count)
        return text("chart.ranking.title_top", area=top.area, value=top.value, metric=ranking.metric)
    if entry.best == entry.worst:
        place = edition.locale.number(entry.best)
        return text("chart.ranking.title_place", area=entry.figure.area, place=place, count=count)
    return text(
        "chart.ranking.title_places",
        area=entry.figure.area,
        best=entry.best,
        worst=entry.worst,
        count=count,
    )


def _conclusion(edition: Edition, ranking: Ranking) -> str:
    """What adds up, what does not cover just its area, and who states nothing."""
    locale, text = edition.locale, edition.locale.text
    sentences = []
    if ranking.is_additive and not ranking.is_open:
        sentences.append(
            locale.plural(
                "chart.ranking.total", len(ranking.entries), total=ranking.total, metric=ranking.metric
            )
        )
    if ranking.bases:
        names = locale.joined([f"{area} ({basis})" for area, basis in ranking.bases])
        sentences.append(text("chart.ranking.bases", areas=names))
    if ranking.approximate:
        names = locale.joined(list(ranking.approximate))
        sentences.append(locale.plural("chart.ranking.approximate", len(ranking.approximate), areas=names))
    if ranking.missing:
        names = locale.joined([a.name for a in ranking.missing[:6]])
        rest = len(ranking.missing) - 6
        key = "chart.ranking.missing_more" if rest > 0 else "chart.ranking.missing"
        sentences.append(text(key, areas=names, n=rest))
    return " ".join(sentences)


def _bar(entry: RankedFigure, subject: str) -> Bar:
    figure = entry.figure
    looks = ["bar--subject"] if figure.area_id == subject else []
    if figure.is_soft:
        looks.append("bar--about")
    if figure.is_open:
        looks.append("bar--open")
    return Bar(
        label=figure.area,
        area_id=figure.area_id,
        value=figure.value,
        figure_id=figure.figure_id,
        start=str(entry.from_percent if figure.is_range else 0),
        end=str(entry.to_percent),
        look=" ".join(looks),
    )


def _figure(edition: Edition, ranking: Ranking, link: Link, subject: str) -> dict[str, Any]:
    figures = [e.figure for e in ranking.entries]
    top = max((float(f.high) for f in figures if f.high is not None), default=0.0) or 1.0
    layout = {
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
    return dict(
        figure_json(
            [
                _stems(figures, subject, own=False),
                _stems(figures, subject, own=True),
                _ranges(figures),
                _dots(figures, link, subject),
            ],
            layout,
        )
    )


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
