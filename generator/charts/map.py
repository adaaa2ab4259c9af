"""The map drawn: outlines as one filled line, a circle per area, a hollow one where nothing is stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from generator.charts import parts, theme
from generator.charts.chart import Chart, Link, csv_output, figure_json, plain
from generator.charts.ranking import bar
from generator.outputs import Output
from generator.views.edition import Edition
from generator.views.map import MapView, Spot

# A unit of the view is a pixel of the narrow drawing; where there is room the land is larger.
BORDER, LARGER = 24, 1.6
PLACE_HEAD = ("area_id", "area", "latitude", "longitude", "location_source")
FIGURE_HEAD = ("target_id", "metric_id", "value_low", "value_high", "as_printed")


def csv_path(view: MapView) -> str:
    """Where the map's CSV is published, from the root of the site."""
    return f"data/charts/map-{view.ranking.ranking_id}.csv"


def chart(edition: Edition, view: MapView, link: Link) -> Chart:
    """Draw a map."""
    text, ranking = edition.locale.text, view.ranking
    title = text("chart.map.title", metric=ranking.metric, period=ranking.period)
    return Chart(
        chart_id=f"map-{ranking.ranking_id}",
        title=title[:1].upper() + title[1:],
        subtitle=text("chart.map.subtitle", unit=text(f"unit.{ranking.unit}")),
        conclusion=_conclusion(edition, view),
        figure=_figure(edition, view, link),
        bars=[bar(e, "") for e in ranking.entries],
        table_heads=(text("head.area"), ranking.metric),
        sources=tuple(dict.fromkeys((e.figure.source_id, e.figure.source) for e in ranking.entries)),
        csv_path=csv_path(view),
    )


def data(view: MapView) -> Output:
    """The map's places and numbers as CSV; an empty cell where the source gives none."""
    rows = [(s.area, s.figure) for s in view.spots] + list(view.unplaced)
    return csv_output(
        csv_path(view),
        (*PLACE_HEAD, *FIGURE_HEAD),
        [
            (a.area_id, a.name, a.latitude, a.longitude, a.location_source)
            + ((f.figure_id, f.metric_id, f.low, f.high, f.as_printed) if f else (None,) * len(FIGURE_HEAD))
            for a, f in rows
        ],
    )


def _conclusion(edition: Edition, view: MapView) -> str:
    """Who states most, what has no circle and why, and how to read what was moved."""
    locale, text = edition.locale, edition.locale.text
    top = view.ranking.entries[0]
    sentences = [locale.plural("chart.map.stated", len(view.stated))]
    if top.worst == 1:
        sentences.append(text("chart.map.top", area=top.figure.area))
    if view.hollow:
        sentences.append(locale.plural("chart.map.hollow", len(view.hollow)))
    if view.unplaced:
        names = locale.joined([a.name for a, _ in view.unplaced])
        sentences.append(text("chart.map.unplaced", areas=names))
    if any(s.circle.is_moved for s in view.spots):
        sentences.append(text("chart.map.moved"))
    return " ".join(sentences)


def _figure(edition: Edition, view: MapView, link: Link) -> Mapping[str, Any]:
    traces = [
        _outlines(view),
        _leaders(view.spots),
        _hollow(edition, view.hollow),
        _rings(view.stated),
        _circles(view.stated, link),
        _labels(view),
    ]
    height = round(view.top - view.bottom)
    layout = {
        "height": round(height * LARGER) + BORDER,
        "margin": {"l": 4, "r": 4, "t": 4, "b": 4},
        "xaxis": {"visible": False, "range": [view.left, view.right], "constrain": "domain"},
        "yaxis": {
            "visible": False,
            "range": [view.bottom, view.top],
            "constrain": "domain",
            "scaleanchor": "x",
            "scaleratio": 1,
        },
        "meta": {"narrow": {"height": height + BORDER}},
    }
    return figure_json(traces, layout)


def _outlines(view: MapView) -> go.Scatter:
    """All rings."""
    outlines = parts.strokes(view.outlines, {"color": theme.SURFACE, "width": 1.2})
    return outlines.update(fill="toself", fillcolor=theme.GRID)


def _leaders(spots: Sequence[Spot]) -> go.Scatter:
    """A thin line from a circle that was moved to where it belongs."""
    moved = [s.circle for s in spots if s.circle.is_moved]
    lines = [((c.home_x, c.home_y), (c.x, c.y)) for c in moved]
    return parts.strokes(lines, {"color": theme.MUTED, "width": 1})


def _hollow(edition: Edition, spots: Sequence[Spot]) -> go.Scatter:
    """The areas without such a figure: there, but empty."""
    nothing = plain(edition.locale.text("figure.no_data"))
    circles = _round(spots, [s.circle.radius for s in spots], _ring(theme.MUTED, 1.2))
    return circles.update(hovertext=[f"{plain(s.area.name)}: {nothing}" for s in spots], hoverinfo="text")


def _rings(spots: Sequence[Spot]) -> go.Scatter:
    """Around a range's lowest value the ring of its highest."""
    wide = [s for s in spots if s.figure and s.figure.is_range]
    return _round(wide, [s.circle.radius for s in wide], _ring(theme.ACCENT, 2))


def _circles(spots: Sequence[Spot], link: Link) -> go.Scatter:
    """The figures themselves, as large as their lowest value."""
    figures = [s.figure for s in spots if s.figure]
    look = {"symbol": "circle", "color": theme.SUBJECT, "line": {"width": 0}, "opacity": 0.85}
    return _round(spots, [s.inner for s in spots], look).update(
        customdata=[link(f) for f in figures],
        hovertext=[f"{plain(f.area)}: {plain(f.value)}<br>{plain(f.status_label)}" for f in figures],
        hoverinfo="text",
    )


def _labels(view: MapView) -> go.Scatter:
    """The names of the largest, on the side where there is room."""
    middle = (view.left + view.right) / 2
    # The circle shows nothing, and keeps the name off the one that does.
    nothing = {"color": theme.SUBJECT, "opacity": 0}
    return _round(view.labelled, [s.circle.radius for s in view.labelled], nothing).update(
        mode="markers+text",
        text=[f"<b>{plain(s.area.name)}</b>" for s in view.labelled],
        textposition=["middle left" if s.circle.x > middle else "middle right" for s in view.labelled],
        textfont={"color": theme.TEXT, "size": theme.TICK},
        cliponaxis=False,
    )


def _round(spots: Sequence[Spot], radii: Sequence[float], look: Mapping[str, Any]) -> go.Scatter:
    """A circle for each spot, of which nothing is said."""
    return go.Scatter(
        **parts.xy([(s.circle.x, s.circle.y) for s in spots]),
        mode="markers",
        marker={**look, "size": [2 * radius for radius in radii]},
        hoverinfo="skip",
    )


def _ring(colour: str, width: float) -> Mapping[str, Any]:
    return {
        "symbol": "circle-open",
        "color": colour,
        "line": {"width": width, "color": colour},
        "opacity": 1,
    }
