"""One module per page type: an edition in, pages out. To add one, write it and name it here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.outputs import Output
from generator.pages import alliance, area, data, home, metric, municipality, prose, source
from generator.pages.press import Press

PAGES: tuple[Callable[[Press], Iterator[Output]], ...] = (
    home.pages,
    area.pages,
    alliance.pages,
    municipality.pages,
    source.pages,
    metric.pages,
    data.pages,
    prose.pages,
)
