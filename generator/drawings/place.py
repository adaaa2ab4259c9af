"""Drawings put where pages leave room for them, once Markdown has been through."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable
from urllib.parse import unquote

from generator.links import relative

# As the chart's template writes it: empty, and named after the figure that it is for.
PLOT = re.compile(rb'(<div class="chart__plot" data-figure="[^"]*/(?P<name>\w+)\.json"[^>]*>)(?=</div>)')
# A drawing's links start at the root of the site.
LINK = re.compile(rb'(?<=<a href=")[^"]*')


def placed(address: str, page: bytes, drawing: Callable[[str], bytes | None]) -> bytes:
    """The page at an address with the drawing of each chart in it, as far as there is one.

    A drawing names what it refers to after its figure: where that stands twice, the second has names
    of its own.
    """
    times: Counter[bytes] = Counter()

    def filled(plot: re.Match[bytes]) -> bytes:
        name = plot["name"]
        drawn = LINK.sub(
            lambda link: _from(address, link[0].decode()).encode(), drawing(name.decode()) or b""
        )
        times[name] += 1
        return plot[0] + (drawn if times[name] == 1 else drawn.replace(name, b"%s-%d" % (name, times[name])))

    return PLOT.sub(filled, page)


def _from(address: str, link: str) -> str:
    """The same link from a page."""
    path, _, anchor = html.unescape(link).partition("#")
    return html.escape(relative(address, unquote(path), unquote(anchor)))
