"""Where the files of the interface stand; once published, under ``v1`` they stay."""

from __future__ import annotations

from generator.links import Page, PageKind

API = "data/v1"
INDEX = f"{API}/index.json"
# Pages of which each has a file of its own, and the folder and list of those.
FOLDERS = {
    PageKind.AREA: "areas",
    PageKind.ALLIANCE: "alliances",
    PageKind.MUNICIPALITY: "municipalities",
    PageKind.METRIC: "metrics",
    PageKind.SOURCE: "sources",
}
# Pages that show what one of the lists holds.
LISTS = {
    PageKind.MAP: "areas",
    PageKind.COMPARE: "areas",
    PageKind.TIMELINE: "targets",
    PageKind.PROGRESS: "measurements",
    PageKind.BOTTLENECK: "bottlenecks",
    PageKind.DIFFERENCE: "discrepancies",
    PageKind.SUM: "sums",
}


def of_page(page: Page) -> str:
    """The file with what a page shows, empty for a page of prose."""
    if page.kind in FOLDERS:
        return detail(page) if page.slug else listing(FOLDERS[page.kind])
    if page.kind in LISTS:
        return listing(LISTS[page.kind])
    return INDEX if page.kind in (PageKind.HOME, PageKind.DATA) else ""


def detail(page: Page) -> str:
    """The file of one area, alliance, municipality, metric or source."""
    return f"{API}/{FOLDERS[page.kind]}/{page.slug}.json"


def listing(name: str) -> str:
    """The file with all of a kind."""
    return f"{API}/{name}.json"


def schema(name: str) -> str:
    """The description of a file."""
    return f"{API}/schema/{name}.json"
