"""What a screen reader is given: the tree of roles and names, and in which language each word is.

The trees of the main pages are kept in ``trees/``, to be read by people when they change. Look at what
changed and write them anew with: ATLAS_RENEW=1 make test PYTEST_ARGS=tests/site/test_spoken.py
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from generator.links import Page, PageKind
from generator.model import Source
from tests.dom import Element, words
from tests.site.conftest import PLACES
from tests.site.support import Site, resolved
from tests.site.test_browser import DESKTOP
from tests.site.visits import fullest, ready, settled
from tests.worlds import NORLAND, ROOT

TREES = Path(__file__).with_name("trees")
# The address of a link, with the colon before it where the link has nothing else inside it.
ADDRESS = re.compile(r"(?::(?=\n( *)- /url:[^\n]*\n(?!\1)))?\n *- /url:[^\n]*")
# How large a download is: a picture in it may be some bytes larger on another machine.
SIZE = re.compile(r"[\d.,]+(?=\s[kM]?B\b)")
MAIN = (
    PageKind.HOME,
    PageKind.AREA,
    PageKind.ALLIANCE,
    PageKind.METRIC,
    PageKind.MAP,
    PageKind.COMPARE,
)


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Tab]:
    """A desktop: all of the menu is in the tree there."""
    context = browser.new_context(viewport={"width": DESKTOP, "height": 740}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def tree(tab: Tab) -> str:
    """The roles, names and states of a page, without the addresses and sizes that its links lead to."""
    ready(tab)
    settled(tab)
    return SIZE.sub("…", ADDRESS.sub("", tab.locator("body").aria_snapshot() + "\n"))


@pytest.mark.browser
@pytest.mark.parametrize("language", NORLAND.languages)
@pytest.mark.parametrize("kind", MAIN)
def test_the_main_pages_read_as_they_were_read(
    tab: Tab, below: str, norland_site: Site, kind: PageKind, language: str
) -> None:
    """Of the imaginary country, so that a new figure in the real data changes nothing here."""
    page = fullest(norland_site, kind, language)
    tab.goto(f"{below}{PLACES['norland']}/{NORLAND.addresses[language].url(page)}")
    kept = TREES / f"{kind.value}.{language}.yml"
    found = tree(tab)
    if os.environ.get("ATLAS_RENEW"):
        kept.write_text(found, encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8"), f"see the top of {Path(__file__).name}"


def test_no_tree_is_left_over() -> None:
    expected = {f"{kind.value}.{language}.yml" for kind in MAIN for language in NORLAND.languages}
    assert {path.name for path in TREES.iterdir()} == expected


def spoken(element: Element, language: str) -> Iterator[tuple[Element, str]]:
    """Every element with the language that its words are said to be in."""
    own = element.attributes.get("lang") or language
    yield element, own
    for child in element.children:
        if isinstance(child, Element):
            yield from spoken(child, own)


def test_words_of_a_source_are_in_its_language(site: Site) -> None:
    """Its title, the places in it, and what is quoted; another voice would read them wrongly."""
    dataset, quoted, seen = site.world.dataset, quotes(site), set()
    for address, page in site.pages.items():
        own = site.language(address)
        sources = {
            site.world.addresses[own].url(Page(PageKind.SOURCE, s.source_id)): s for s in dataset.sources
        }
        for element, language in spoken(page, own):
            text, to = element.text, resolved(address, element.attributes.get("href") or "#")
            if to in sources and is_of(text, sources[to], site):
                assert (address, text, language) == (address, text, sources[to].language)
                seen.add(text)
            elif text in quoted and element.tag in ("span", "dd"):
                assert language in quoted[text], (address, text)
                seen.add(text)
    assert {source.title for source in dataset.sources} <= seen
    assert seen & set(quoted)


def is_of(text: str, source: Source, site: Site) -> bool:
    """Whether a text is a source's own: its title, or a place in it; a word of ours is not."""
    places = {f.locator for f in site.world.dataset.figures if f.source_id == source.source_id}
    return text == source.title or text in places


def quotes(site: Site) -> Mapping[str, set[str]]:
    """What the sources print, between quotation marks, and in which languages."""
    found: dict[str, set[str]] = defaultdict(set)
    for figure in site.world.dataset.figures:
        if figure.as_printed:
            text = words(f"‘{figure.as_printed}’")
            found[text].add(site.world.dataset.source[figure.source_id].language)
    return found


@pytest.mark.parametrize("path", ["nl/toegankelijkheid.md", "en/accessibility.md"])
def test_the_statement_names_what_is_used(path: str) -> None:
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    version = re.search(r"axe v(\d+\.\d+)", axe)
    assert version
    assert f"axe-core {version[1]} " in (ROOT / "docs" / path).read_text(encoding="utf-8")
