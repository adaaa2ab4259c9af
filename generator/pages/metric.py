"""The figures: all of them in one table, and a page per metric with its rankings."""

from __future__ import annotations

from collections.abc import Iterator

from generator.links import Page, PageKind
from generator.outputs import Output
from generator.pages.press import Press
from generator.views import metric as metric_view
from generator.views import overviews, relative


def pages(press: Press) -> Iterator[Output]:
    """The table of all figures, then every metric."""
    yield press.output(
        Page(PageKind.METRIC),
        "metrics",
        title=press.text("nav.metric"),
        description=press.text("metrics.lead"),
        figures=overviews.all_figures(press.edition),
        rows=overviews.metric_rows(press.edition),
    )
    for metric in press.edition.dataset.metrics:
        view = metric_view.view(press.edition, press.shared, metric)
        charts = [press.gallery.ranking(found) for found in view.rankings]
        tables = [relative.table(press.edition, found) for found in view.rankings]
        yield press.output(
            Page(PageKind.METRIC, metric.slug),
            "metric",
            title=view.name[:1].upper() + view.name[1:],
            description=view.description,
            cover=charts[0] if charts else None,
            view=view,
            rankings=list(zip(charts, tables, strict=True)),
        )
