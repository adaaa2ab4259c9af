"""The alliances: an overview, and a page each."""

from __future__ import annotations

from collections.abc import Iterator

from generator.links import Page, PageKind
from generator.metadata import schemaorg
from generator.outputs import Output
from generator.pages.press import Press
from generator.views import alliance as alliance_view
from generator.views import overviews

WEIGHT = 5


def pages(press: Press) -> Iterator[Output]:
    """The overview, then every alliance."""
    yield press.output(
        Page(PageKind.ALLIANCE),
        "alliances",
        title=press.text("nav.alliance"),
        description=press.text("alliances.lead"),
        cards=overviews.alliance_cards(press.edition),
    )
    for alliance in press.edition.dataset.alliances:
        yield _page(press, alliance_view.view(press.edition, press.shared, alliance))


def _page(press: Press, view: alliance_view.AllianceView) -> Output:
    page = Page(PageKind.ALLIANCE, view.alliance.alliance_id)
    key, gallery = view.alliance.alliance_id, press.gallery
    when = gallery.timeline(view.timeline, f"alliance-{key}", view.alliance.short_name)
    rankings = [gallery.ranking(found) for found in view.rankings]
    return press.output(
        page,
        "alliance",
        title=view.alliance.name,
        description=view.summary,
        weight=WEIGHT,
        cover=next(filter(None, [when, *rankings]), None),
        view=view,
        timeline=when,
        sums=[s for s in press.sums if key in s.parts.alliance_ids],
        rankings=rankings,
        described=schemaorg.alliance(press.register, press.edition.language, view.alliance),
    )
