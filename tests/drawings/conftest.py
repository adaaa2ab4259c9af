"""A page that draws, opened once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest

from generator.drawings import drawing
from generator.drawings.drawing import Question
from tests.worlds import NORLAND, REAL, ROOT

Draw = Callable[[Question], tuple[str, ...]]


@pytest.fixture(scope="session")
def kit() -> Mapping[str, bytes]:
    return drawing.kit(ROOT)


@pytest.fixture(scope="session")
def draw(kit: Mapping[str, bytes]) -> Iterator[Draw]:
    with drawing.opened(kit) as page:
        yield page.draw


@pytest.fixture(scope="session")
def figures() -> Mapping[str, bytes]:
    """Figures of every kind by path: those of the imaginary country, and some of the real one."""
    some = list(REAL.presses["nl"].gallery.figures.items())[::6]
    return {**NORLAND.presses["en"].gallery.figures, **dict(some)}
