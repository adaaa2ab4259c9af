"""The bottlenecks: which area names what, and a page per category."""

from __future__ import annotations

from collections.abc import Iterator

from generator.charts import categories
from generator.links import Page, PageKind
from generator.outputs import Output
from generator.pages.press import Press
from generator.views import category as category_view
from generator.views.matrix import RARE

WEIGHT = 3


def pages(press: Press) -> Iterator[Output]:
    """The matrix, then every category."""
    found, chart = press.gallery.matrix, press.gallery.categories()
    yield press.output(
        Page(PageKind.BOTTLENECK),
        "bottlenecks",
        title=press.text("nav.bottleneck"),
        description=press.text("bottlenecks.lead"),
        cover=chart,
        matrix=found,
        matrix_path=categories.MATRIX_PATH,
        most_rare=RARE,
        chart=chart,
    )
    for row in found.categories:
        yield press.output(
            Page(PageKind.BOTTLENECK, row.category_id),
            "bottleneck",
            title=row.name,
            description=f"{row.name}. {row.description}",
            weight=WEIGHT,
            view=category_view.view(press.edition, found, row),
        )
