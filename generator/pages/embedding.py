"""What a reader may take from a chart: lines that put it on another page, its pictures, its numbers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote

from generator.charts.chart import Chart
from generator.downloads.snippets import PLACEHOLDER
from generator.drawings.print import FORMS
from generator.links import Addresses, Page, PageKind, relative
from generator.pages import pictures

SCRIPT = "assets/javascripts/embed.js"
# What stands around the drawing in an embed, at most places: until the frame says how high it is.
AROUND = 330


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding:
    """``link`` leads to the chart by itself; ``address`` and ``script`` are whole, for pages elsewhere.

    ``files`` are the forms of the chart to download, each with its link. Where the site's own address is
    unknown, ``root`` stands for it.
    """

    link: str
    address: str
    script: str
    height: int
    files: tuple[tuple[str, str], ...]
    root: str
    is_whole: bool


def embedding(
    here: Addresses, chart: Chart, start: str, published: Collection[str], site_url: str | None
) -> Embedding:
    """What a page at ``start`` offers of a chart."""
    target, root = here.url(Page(PageKind.EMBED, chart.slug)), site_url or PLACEHOLDER
    drawn = [(form.upper(), f"{pictures.start(here, chart)}.{form}") for form in FORMS]
    forms = [("CSV", chart.csv_path), *((name, path) for name, path in drawn if path in published)]
    return Embedding(
        link=relative(start, target),
        address=quote(f"{root}/{target}", safe=":/~%@"),
        script=quote(f"{root}/{SCRIPT}", safe=":/~%@"),
        height=chart.height + AROUND,
        files=tuple((name, relative(start, path)) for name, path in forms),
        root=root,
        is_whole=bool(site_url),
    )
