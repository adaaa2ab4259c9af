"""What changed in the data: a page with the story of all versions, and a page for each release."""

from __future__ import annotations

from collections.abc import Iterator

from generator.history import feed, keeping, story
from generator.links import Page, PageKind
from generator.outputs import Output
from generator.pages.press import Press


def pages(press: Press) -> Iterator[Output]:
    """The page of changes, then every release that is kept."""
    timeline, here = press.timeline, Page(PageKind.CHANGES)
    yield press.output(
        here,
        "changes",
        title=press.text("nav.changes"),
        description=press.text("changes.lead"),
        chapters=story.chapters(press.edition, timeline),
        release_page=release_page,
        place_link=lambda page, anchor: press.link(here, page, anchor),
        feed=feed.path(press.edition.language) if timeline.dataset.changes else "",
    )
    for release in timeline.releases:
        date = timeline.dates.get(release.version)
        yield press.output(
            release_page(release.version),
            "release",
            title=press.text("release.title", version=release.version),
            description=press.text("release.lead", version=release.version),
            release=release,
            date=press.edition.locale.date(date) if date else "",
            downloads=tuple(keeping.listed(release)),
            anchor=feed.anchor_of(release.version),
            newest=press.edition.dataset.info.version,
        )


def release_page(version: str) -> Page:
    """The page of a release, in the folder of its files."""
    return Page(PageKind.DATA, f"{keeping.VERSION}{version}")
