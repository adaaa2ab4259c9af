"""How often each category of bottleneck is named, as bars; and the CSV of the matrix behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import plotly.graph_objects as go

from generator.charts import parts, theme
from generator.charts.chart import ROW_HEIGHT, Bar, Chart, csv_output, figure_json, plain
from generator.links import Page, PageKind
from generator.outputs import Output
from generator.views.edition import Edition
from generator.views.matrix import RARE, CategoryRow, Matrix

CSV_PATH = "data/charts/bottleneck-categories.csv"
MATRIX_PATH = "data/charts/bottleneck-matrix.csv"


def chart(edition: Edition, matrix: Matrix, link: Callable[[str], str]) -> Chart:
    """Draw the categories, the most widely named in colour; ``link`` leads to a category's page."""
    text, tops = edition.locale.text, matrix.tops
    dataset = edition.dataset
    used = {b.source_id for b in dataset.bottlenecks if b.area_id}
    return Chart(
        chart_id="bottleneck-categories",
        title=edition.locale.plural(
            "chart.bottlenecks.title",
            len(tops),
            names=edition.locale.joined([c.name for c in tops]),
            areas=edition.locale.number(len(tops[0].areas)),
            of=edition.locale.number(len(matrix.rows)),
        ),
        subtitle=text("chart.bottlenecks.subtitle"),
        conclusion=_conclusion(edition, matrix),
        figure=_figure(edition, matrix, link),
        bars=[_bar(c, matrix) for c in matrix.columns],
        table_heads=(text("chart.bottlenecks.heads"), text("bottlenecks.areas_row")),
        sources=tuple((s.source_id, s.title) for s in dataset.sources if s.source_id in used),
        csv_path=CSV_PATH,
    )


def data(matrix: Matrix) -> Output:
    """How many areas name each category, and how many bottlenecks it has, as CSV."""
    header = ("category_id", "areas", "bottlenecks")
    rows = [(c.category_id, len(c.areas), c.bottlenecks) for c in matrix.categories]
    return csv_output(CSV_PATH, header, rows)


def matrix_data(matrix: Matrix) -> Output:
    """The matrix as CSV: a row per area, a column per category; empty where it is not named."""
    header = ("area_id", "area", *(c.category_id for c in matrix.columns))
    rows = [(r.area.area_id, r.area.name, *(c.count or None for c in r.cells)) for r in matrix.rows]
    return csv_output(MATRIX_PATH, header, rows)


def _conclusion(edition: Edition, matrix: Matrix) -> str:
    plural = edition.locale.plural
    sentences = [plural("chart.bottlenecks.conclusion", len(matrix.common))]
    if matrix.rare:
        sentences.append(plural("chart.bottlenecks.rare", len(matrix.rare), most=edition.locale.number(RARE)))
    return " ".join(sentences)


def _bar(category: CategoryRow, matrix: Matrix) -> Bar:
    return Bar(
        label=category.name,
        area_id="",
        value=category.short,
        figure_id="",
        start="0",
        end=str(category.percent),
        look="bar--subject" if category in matrix.tops else "",
        target=Page(PageKind.BOTTLENECK, category.category_id),
    )


def _figure(edition: Edition, matrix: Matrix, link: Callable[[str], str]) -> Mapping[str, Any]:
    columns = matrix.columns
    bars = go.Bar(
        orientation="h",
        x=[len(c.areas) for c in columns],
        y=list(range(len(columns))),
        width=0.6,
        marker={"color": [theme.SUBJECT if c in matrix.tops else theme.PEER for c in columns]},
        text=[f"{theme.GAP}{edition.locale.number(len(c.areas))}" for c in columns],
        textposition="outside",
        textangle=0,
        constraintext="none",
        cliponaxis=False,
        textfont={"color": theme.TEXT, "size": theme.LABEL},
        customdata=[link(c.category_id) for c in columns],
        hovertext=[f"{plain(c.name)}<br>{plain(c.place)}" for c in columns],
        hoverinfo="text",
    )
    return figure_json([bars], _layout(edition, matrix))


def _layout(edition: Edition, matrix: Matrix) -> Mapping[str, Any]:
    columns, of = matrix.columns, len(matrix.rows)
    return {
        "height": ROW_HEIGHT * len(columns) + 40,
        "separators": edition.locale.separators,
        "xaxis": {"range": [0, of * 1.08], "rangemode": "tozero", "nticks": 5, "tickformat": ",d"},
        "yaxis": parts.rows([c.name for c in columns]),
        "meta": {"narrow": {"xaxis": {"nticks": 3}, "yaxis": {"tickfont": {"size": theme.TICK}}}},
    }
