"""The areas: an overview, and a page each."""

from __future__ import annotations

from collections.abc import Iterator

from generator.links import Page, PageKind
from generator.metadata import schemaorg
from generator.outputs import Output
from generator.pages.press import Press
from generator.views import area as area_view
from generator.views import overviews

WEIGHT = 8


def pages(press: Press) -> Iterator[Output]:
    """The overview, then every area."""
    rows = overviews.area_rows(press.edition, press.shared)
    yield press.output(
        Page(PageKind.AREA),
        "areas",
        title=press.text("nav.area"),
        description=press.text("areas.lead"),
        rows=rows,
    )
    for area in press.edition.dataset.areas:
        yield _page(press, area_view.view(press.edition, press.shared, area))


def _page(press: Press, view: area_view.AreaView) -> Output:
    page = Page(PageKind.AREA, view.area.area_id)
    key, gallery = view.area.area_id, press.gallery
    when = gallery.timeline(view.timeline, key, view.area.name)
    among = gallery.ranking(view.ranking, key) if view.ranking else None
    return press.output(
        page,
        "area",
        title=view.area.name,
        description=" ".join(
            (f"{view.area.name}.", *(s.text for s in view.in_short if view.figures), view.summary)
        ),
        weight=WEIGHT,
        cover=when or among,
        view=view,
        timeline=when,
        ranking=among,
        sums=[s for s in press.sums if key in s.parts.area_ids],
        described=schemaorg.area(press.register, press.edition.language, view.area),
    )
