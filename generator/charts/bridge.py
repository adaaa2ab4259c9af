"""A sum drawn as a bridge: bars with a base, the sum under them, then the stated totals."""

from __future__ import annotations

from collections.abc import Iterator

from generator.charts import steps
from generator.charts.chart import Bar, Chart, Link, csv_output
from generator.outputs import Output
from generator.views.bridges import BridgeRow, Step, bridge
from generator.views.edition import Edition
from generator.views.sums import SumView

LOOKS = {Step.ALTERNATIVE: "bar--range", Step.TOTAL: "bar--subject"}


def csv_path(view: SumView) -> str:
    """Where the chart's CSV is published, from the root of the site."""
    return f"data/charts/sum-{view.sum_id}.csv"


def chart(edition: Edition, view: SumView, link: Link) -> Chart:
    """Draw a sum."""
    text, found = edition.locale.text, bridge(view)
    figures = [r.figure for r in found.rows if r.figure]
    return Chart(
        chart_id=f"sum-{view.sum_id}",
        title=view.finding,
        subtitle=text("chart.bridge.subtitle", unit=text(f"unit.{view.parts.unit.value}")),
        conclusion=" ".join(_conclusion(edition, view)),
        figure=steps.figure(edition, view, found, link),
        bars=[_bar(edition, r) for r in found.rows if r.figure],
        table_heads=(text("head.figure"), text("head.value")),
        sources=tuple(dict.fromkeys((f.source_id, f.source) for f in figures)),
        csv_path=csv_path(view),
    )


def _conclusion(edition: Edition, view: SumView) -> Iterator[str]:
    yield edition.locale.text("chart.bridge.conclusion", sum=view.text)
    if view.parts.totals:
        yield edition.locale.text("chart.bridge.totals")
    if view.parts.choices:
        yield edition.locale.text("chart.bridge.choices")


def data(view: SumView) -> Output:
    """The bridge's numbers as CSV; the row of the sum is ours and has no figure."""
    header = ("step", "target_id", "area_id", "metric_id", "from", "value_low", "value_high", "open")
    rows = []
    for row in bridge(view).rows:
        f = row.figure
        span = view.span
        is_open = (f.is_open or f.is_open_below) if f else span.is_open
        own = (f.figure_id, f.area_id, f.metric_id) if f else ("", "", "")
        rows.append((row.step.value, *own, row.base, row.low, row.high, str(is_open).lower()))
    return csv_output(csv_path(view), header, rows)


def _bar(edition: Edition, row: BridgeRow) -> Bar:
    f = row.figure
    if f is None:
        raise ValueError(row.step)
    looks = [LOOKS.get(row.step), "bar--about" if f.is_soft else "", "bar--open" if f.is_open else ""]
    return Bar(
        label=steps.name(edition, row),
        area_id=f.area_id,
        value=f.value,
        figure_id=f.figure_id,
        start=str(row.start),
        end=str(row.end),
        look=" ".join(filter(None, looks)),
    )
