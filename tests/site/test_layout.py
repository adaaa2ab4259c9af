"""Where the blocks of the main pages stand, on a phone and on a desktop, held against what was settled.

It guards against accidents: a rule that reaches further than was meant, a heading that is lost, a chart that
grows. The pages are those of the imaginary country, whose data stays; the typeface is our own, so that the
numbers are the same on every machine. When a change is meant, look at the pages and renew the numbers:

    ATLAS_RENEW_LAYOUT=1 make test PYTEST_ARGS="tests/site/test_layout.py"

and read the difference in layout/*.txt before it is committed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.links import Page, PageKind
from tests.site.conftest import PLACES
from tests.site.support import Site

pytestmark = pytest.mark.browser

SETTLED = Path(__file__).parent / "layout"
RENEW = "ATLAS_RENEW_LAYOUT"
PAGES = {
    "home": Page(PageKind.HOME),
    "area": Page(PageKind.AREA, "old-harbour"),
    "alliance": Page(PageKind.ALLIANCE, "harbour-pact"),
    "metric": Page(PageKind.METRIC, "homes-new"),
    "differences": Page(PageKind.DIFFERENCE),
    "components": Page(PageKind.COMPONENTS),
}
WIDTHS = {360: 740, 1280: 900}
# Rounding differs between versions of a browser; an accident is bigger.
TOLERANCE = 2
MOST_TOLD = 12
BLOCKS = """.site-header, .site-nav, .crumbs, main, article > :not(.visually-hidden), .specimens > *,
  .beside > *, .hero > *, .key-figure, .key-figure__value, .chart__plot, .chart__conclusion, .chart__source,
  .table-scroll, .filter, .readings h3, .reading, .receipt, .card, .bottleneck-group, .note, .facts > div,
  .difference, .site-footer"""
MEASURE = """(blocks) => {
  const said = {};
  return [...document.querySelectorAll(blocks)]
    .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height > 0)
    .map((e) => {
      const name = e.tagName.toLowerCase() + (e.classList.length ? '.' + e.classList[0] : '');
      said[name] = (said[name] ?? 0) + 1;
      const box = e.getBoundingClientRect();
      return [`${name}-${said[name]}`, box.x, box.y + scrollY, box.width, box.height].map((v) =>
        typeof v === 'number' ? Math.round(v) : v);
    });
}"""


@dataclass(frozen=True, slots=True)
class Box:
    """A block: its name on the page, and where it stands. ``down`` is from the top of the block before it."""

    name: str
    x: int
    down: int
    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.name:36}{self.x:6}{self.down:7}{self.width:7}{self.height:7}"

    def is_like(self, other: Box) -> bool:
        """Whether it is the same block in the same place."""
        pairs = zip(self.numbers, other.numbers, strict=True)
        return self.name == other.name and all(abs(a - b) <= TOLERANCE for a, b in pairs)

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        return self.x, self.down, self.width, self.height


def measured(browser: Browser, address: str, width: int) -> list[Box]:
    context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]}, color_scheme="light")
    try:
        tab = context.new_page()
        tab.goto(address, wait_until="load")
        tab.reload(wait_until="load")  # a typeface that came late is shown from the second time on
        tab.wait_for_load_state("networkidle")
        tab.evaluate("document.fonts.ready")
        found = tab.evaluate(MEASURE, BLOCKS)
    finally:
        context.close()
    tops = [0, *(y for _, _, y, _, _ in found)]
    downs = [b - a for a, b in pairwise(tops)]
    return [Box(name, x, down, w, h) for (name, x, _, w, h), down in zip(found, downs, strict=True)]


def settled(path: Path) -> list[Box]:
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return [Box(name, *map(int, numbers)) for name, *numbers in map(str.split, lines)]


def write(path: Path, boxes: Sequence[Box]) -> None:
    head = f"{'block':36}{'x':>6}{'down':>7}{'width':>7}{'height':>7}"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join([head, *map(str, boxes)]) + "\n", encoding="utf-8")


def told(before: Sequence[Box], now: Sequence[Box]) -> Iterator[str]:
    """Each block that is not where it was; where blocks came or went, that alone."""
    names = [b.name for b in before], [b.name for b in now]
    if names[0] != names[1]:
        yield from (f"gone: {name}" for name in names[0] if name not in names[1])
        yield from (f"new: {name}" for name in names[1] if name not in names[0])
    for old, new in zip_longest(before, now):
        if old and new and old.name == new.name and not old.is_like(new):
            yield f"{old.name}: x, down, width, height {old.numbers} -> {new.numbers}"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_blocks_stand_where_they_were_put(
    norland_site: Site, browser: Browser, below: str, name: str, width: int
) -> None:
    here = norland_site.world.addresses["en"]
    now = measured(browser, f"{below}{PLACES['norland']}/{here.url(PAGES[name])}", width)
    assert len(now) > 5
    path = SETTLED / f"{name}-{width}.txt"
    if os.environ.get(RENEW):
        write(path, now)
        return
    moved = list(told(settled(path), now))
    more = [f"and {len(moved) - MOST_TOLD} more"] if len(moved) > MOST_TOLD else []
    head = f"{name} at {width} px has changed. If that is meant: {RENEW}=1 (see this file's first lines)."
    assert not moved, "\n  ".join([head, *moved[:MOST_TOLD], *more])


def test_what_moved_is_told() -> None:
    before = [Box("h1-1", 40, 100, 800, 50), Box("p-1", 40, 60, 600, 81), Box("p-2", 40, 90, 600, 20)]
    now = [Box("h1-1", 40, 101, 800, 50), Box("p-1", 40, 60, 600, 108)]
    assert list(told(before, before)) == []
    assert list(told(before, now)) == [
        "gone: p-2",
        "p-1: x, down, width, height (40, 60, 600, 81) -> (40, 60, 600, 108)",
    ]
