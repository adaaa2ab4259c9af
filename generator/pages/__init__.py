"""One module per page type: an edition in, pages out. To add one, write it and name it here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.outputs import Output
from generator.pages import (
    adding,
    alliance,
    area,
    bottleneck,
    changes,
    compare,
    components,
    data,
    difference,
    guide,
    home,
    mapping,
    metric,
    municipality,
    progress,
    prose,
    source,
    timeline,
)
from generator.pages.press import Press

PAGES: tuple[Callable[[Press], Iterator[Output]], ...] = (
    home.pages,
    area.pages,
    alliance.pages,
    municipality.pages,
    source.pages,
    metric.pages,
    mapping.pages,
    compare.pages,
    bottleneck.pages,
    difference.pages,
    timeline.pages,
    adding.pages,
    progress.pages,
    data.pages,
    changes.pages,
    prose.pages,
    guide.pages,
    components.pages,
)
