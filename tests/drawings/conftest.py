"""A page that draws, opened once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from generator.drawings import drawing
from generator.drawings.drawing import Question
from tests.worlds import NORLAND, REAL, ROOT

Draw = Callable[[Question], tuple[str, ...]]


@pytest.fixture(scope="session")
def kit() -> Mapping[str, bytes]:
    return drawing.kit(ROOT)


@pytest.fixture(scope="session")
def apart() -> Iterator[ThreadPoolExecutor]:
    """A thread of its own: Playwright allows one of its kind in each, and other tests have theirs here."""
    with ThreadPoolExecutor(max_workers=1) as executor:
        yield executor


@pytest.fixture(scope="session")
def draw(kit: Mapping[str, bytes], apart: ThreadPoolExecutor) -> Iterator[Draw]:
    with ExitStack() as opened:
        page = apart.submit(opened.enter_context, drawing.opened(kit)).result()
        yield lambda question: apart.submit(page, question).result()
        apart.submit(opened.close).result()


@pytest.fixture(scope="session")
def figures() -> Mapping[str, bytes]:
    """Figures of every kind by path: those of the imaginary country, and some of the real one."""
    assert NORLAND.pages
    assert REAL.pages
    some = list(REAL.presses["nl"].figures.items())[::6]
    return {**NORLAND.presses["en"].figures, **dict(some)}
