"""What a reader waits for, in bytes and requests as a common web server sends them: exact, never timed."""

from __future__ import annotations

import gzip
import hashlib
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.served import LEVEL, Packing, sent, serving
from generator.links import Page as Place
from generator.links import PageKind
from tests.dom import Element
from tests.site.support import Site, resolved
from tests.site.visits import fullest
from tests.worlds import REAL

LANGUAGES = REAL.languages
PAGE = 90_000  # until a reader reaches for a chart or the search
CHROME = 5_000  # of a page, what does not belong to it
LIVELY = 500_000  # with every chart of a page reached for
SEARCH = 150_000  # what a first search adds
REQUESTS = 18  # of a page, everything included
LARGE = 20_000  # a file that is worth to be there once
LARGEST = 2_000_000
WHOLE = 50_000_000  # of which 10 are pictures of charts, and the press kits that hold them
# The library's own first line.
LIBRARY = b"plotly.js "
# It chooses between light and dark, so a browser waits for it.
FIRST_SCRIPT = "scheme.js"
# What comes after the first paint on a slow line, and how much later it comes here.
LATE = (".js", ".woff2")
LATER = 0.15
# A window as of a phone for one language, as of a desk for the other.
WINDOWS = {"nl": {"width": 360, "height": 740}, "en": {"width": 1280, "height": 900}}
SHIFTS = """
window.moved = [];
const name = (node) => node?.outerHTML?.slice(0, 80) ?? node?.textContent;
new PerformanceObserver((list) => list.getEntries().forEach(({ value, sources }) =>
  moved.push([value, ...sources.map(({ node }) => name(node))])))
  .observe({ type: 'layout-shift', buffered: true });
"""


@dataclass
class Server:
    """The real site as GitHub Pages would send it, and the files that were asked of it."""

    site: Site
    root: str = ""
    asked: list[str] = field(default_factory=list)

    def take(self) -> list[str]:
        """What was asked for since the last time: what a browser had already is not in it."""
        taken = self.asked.copy()
        self.asked.clear()
        return taken

    def cost(self, asked: Iterable[str]) -> int:
        """The bytes of those files, as they are sent."""
        return sum(self.weights(asked).values())

    def weights(self, asked: Iterable[str]) -> Mapping[str, int]:
        """What each file costs, for who has to find out."""
        return {address: len(sent(self.site.file(address))[0]) for address in asked}


@pytest.fixture(scope="module")
def server(real_site: Site) -> Iterator[Server]:
    """One server for all readers here."""
    found = Server(real_site)

    class Noting(Packing):
        def do_GET(self) -> None:  # noqa: N802 - the name it is called by
            found.asked.append(unquote(urlsplit(self.path).path).removeprefix("/"))
            if self.path.endswith(LATE) and not self.path.endswith(f"/{FIRST_SCRIPT}"):
                time.sleep(LATER)
            super().do_GET()

    with serving(real_site.folder, Noting) as found.root:
        yield found


@contextmanager
def reading(browser: Browser, server: Server, address: str) -> Iterator[Page]:
    """Someone with nothing kept from before, at a page that has done all it does by itself."""
    window = WINDOWS[server.site.language(address)]
    context = browser.new_context(viewport=window, device_scale_factor=2)  # type: ignore[arg-type]
    context.add_init_script(SHIFTS)
    page = context.new_page()
    page.set_default_timeout(15_000)
    server.take()
    try:
        page.goto(server.root + address, wait_until="networkidle")
        yield page
    finally:
        context.close()


def reach(page: Page) -> int:
    """Reach for every chart of a page; how many there are."""
    page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    for button in page.locator(".chart__reach").all():
        button.click()
    charts = page.locator(".chart").all()
    for chart in charts:
        expect(chart.locator("svg.main-svg").first).to_be_attached()
    page.wait_for_load_state("networkidle")
    return len(charts)


def addresses(site: Site, kind: PageKind, language: str) -> list[str]:
    """Of a kind of page the overview and the fullest one, as far as there are."""
    here = site.world.addresses[language]
    found = dict.fromkeys(here.url(page) for page in (Place(kind), fullest(site, kind, language)))
    return [address for address in found if address in site.pages]


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PageKind)
def test_a_page_is_light_and_stands_still(
    browser: Browser, server: Server, kind: PageKind, language: str
) -> None:
    """It stays light when its charts are reached for; nothing moves, whatever comes in late."""
    for address in addresses(server.site, kind, language):
        with reading(browser, server, address) as page:
            first = server.take()
            assert server.cost(first) < PAGE, server.weights(first)
            assert len(first) <= REQUESTS, first
            assert twice(first) == [], address
            assert not [name for name in first if is_library(server.site, name)], address
            assert page.evaluate("moved.filter(([value]) => value > 0)") == [], address
            if reach(page):
                both = first + server.take()
                assert server.cost(both) < LIVELY, server.weights(both)
                assert [is_library(server.site, name) for name in both].count(True) == 1, address
                assert twice(both) == [], address


def twice(asked: list[str]) -> list[str]:
    """What was asked for more than once."""
    return [address for address, times in Counter(asked).items() if times > 1]


def is_library(site: Site, address: str) -> bool:
    """Whether a file is the chart library."""
    path = site.file(address)
    return path.suffix == ".js" and path.stat().st_size > LARGE and LIBRARY in path.read_bytes()[:200]


def test_no_page_of_all_is_heavy(real_site: Site) -> None:
    """The whole chrome, every script that no reader has to ask for, and the heaviest page with its files."""
    heaviest = max(len(sent(real_site.file(address))[0]) for address in real_site.pages)
    shared = [
        *real_site.folder.glob("assets/stylesheets/*.css"),
        *real_site.folder.glob("assets/fonts/*.woff2"),
    ]
    assert heaviest + sum(len(sent(path)[0]) for path in shared) < PAGE


@pytest.mark.browser
def test_the_library_is_fetched_once_for_both_languages(browser: Browser, server: Server) -> None:
    """As every other file that pages share."""
    here = server.site.world.addresses["nl"]
    with reading(browser, server, here.url(fullest(server.site, PageKind.AREA, "nl"))) as page:
        assert reach(page) > 0
        page.locator("a.language").click()
        assert page.locator("html").get_attribute("lang") == "en"
        assert reach(page) > 0
        page.goto(server.root + here.url(Place(PageKind.MAP)), wait_until="networkidle")
        assert reach(page) > 0
    asked = server.take()
    assert [name for name in asked if is_library(server.site, name)] == [library(server.site)]
    assert twice(asked) == []


def library(site: Site) -> str:
    """The one file that is the chart library."""
    names = [path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*.js")]
    [found] = [name for name in names if is_library(site, name)]
    return found


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_search_is_light(browser: Browser, server: Server, language: str) -> None:
    home = server.site.world.addresses[language].url(Place(PageKind.HOME))
    with reading(browser, server, home) as page:
        server.take()
        page.locator("button.search-open").click()
        page.locator("dialog input").fill("Breda-Noord")
        expect(page.locator("dialog [role=status]")).to_contain_text(re.compile(r"\d"))
        page.wait_for_load_state("networkidle")
        asked = server.take()
    assert len(asked) > 3
    assert server.cost(asked) < SEARCH, server.weights(asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_little_stands_between_a_reader_and_the_first_paint(real_site: Site, language: str) -> None:
    """One style sheet and one small script stop it; print and modules do not, and a picture neither."""
    for address, page in real_site.pages.items():
        if real_site.language(address) == language:
            assert [name.rpartition("/")[2] for name in stopping(page)] == ["atlas.css", FIRST_SCRIPT], (
                address
            )
            cost = sum(len(sent(real_site.file(resolved(address, name) or ""))[0]) for name in stopping(page))
            assert cost + len(sent(real_site.file(address))[0]) < 50_000, address


def stopping(page: Element) -> Iterator[str]:
    """What a browser fetches before it shows anything."""
    for element in page.walk():
        attributes = element.attributes
        is_sheet = element.tag == "link" and attributes.get("rel") == "stylesheet"
        if is_sheet and attributes.get("media") in (None, "all", "screen"):
            yield attributes["href"] or ""
        waits = attributes.get("type") == "module" or attributes.keys() & {"async", "defer"}
        if element.tag == "script" and attributes.get("src") and not waits:
            yield attributes["src"] or ""


def test_what_is_not_the_pages_own_stays_small(site: Site) -> None:
    """The same elements around every page of a language, however many pages there are."""
    around: dict[str, Counter[int]] = {language: Counter() for language in site.world.languages}
    for address in site.pages:
        chrome = without_the_page(site.file(address).read_text(encoding="utf-8"))
        assert len(gzip.compress(chrome.encode(), LEVEL)) < CHROME, address
        around[site.language(address)][len(re.findall(r"<\w", chrome))] += 1
    assert [counts for counts in around.values() if len(counts) != 1] == []


def without_the_page(html: str) -> str:
    """What a page has around its own words and headings, and what it tells programs of itself."""
    told = (
        r'<meta (?:name="(?:robots|twitter:card)"|property="og:)[^>]*>',
        r'<link rel="(?:alternate|canonical)"[^>]*>',
    )
    for own in (r"<main.*</main>", r'<nav class="toc".*?</nav>', *told):
        html = re.sub(own, "", html, flags=re.DOTALL)
    return html


def test_chrome_does_not_grow_with_the_site(real_site: Site, norland_site: Site) -> None:
    """A few pages or hundreds: as many elements around each."""
    sizes = []
    for site in (real_site, norland_site):
        address = site.world.addresses["en"].url(Place(PageKind.GLOSSARY))
        chrome = without_the_page(site.file(address).read_text(encoding="utf-8"))
        sizes.append(len(re.findall(r"<(?:a|li|link|script|meta)\b", chrome)))
    assert len(real_site.pages) > 4 * len(norland_site.pages)
    assert abs(sizes[0] - sizes[1]) <= 2, sizes


def test_large_files_stand_once(real_site: Site) -> None:
    """The chart library above all: one for both languages. Two places may offer the same data."""
    found: dict[str, list[str]] = {}
    for path in files(real_site):
        name = path.relative_to(real_site.folder).as_posix()
        if path.stat().st_size > LARGE and not name.startswith("data/"):
            found.setdefault(hashlib.sha256(path.read_bytes()).hexdigest(), []).append(name)
    assert [names for names in found.values() if len(names) > 1] == []
    assert library(real_site).startswith("assets/plotly/")


def test_the_whole_site_stays_handy(real_site: Site) -> None:
    sizes = {path: path.stat().st_size for path in files(real_site)}
    assert sum(sizes.values()) < WHOLE
    assert [path.name for path, size in sizes.items() if size > LARGEST] == []


def files(site: Site) -> list[Path]:
    """Every file of a site."""
    return [path for path in sorted(site.folder.rglob("*")) if path.is_file()]
