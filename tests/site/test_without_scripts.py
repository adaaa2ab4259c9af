"""Every kind of page with JavaScript off: all of it is there and seen, and nothing that would not work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.links import Page as Place
from generator.links import PageKind
from tests.site.conftest import PLACES
from tests.site.support import Site, links, meta, resolved
from tests.site.visits import fullest
from tests.worlds import REAL

pytestmark = pytest.mark.browser

LANGUAGES = REAL.languages
PHONE, DESKTOP = 360, 1280
# What a reader can use, in order to find out whether it does something without scripts.
CONTROLS = "button, input, select, textarea, [role=button], [role=combobox], [contenteditable]"
# What holds words, links or a picture; a drawing stands in two widths, of which one is seen.
HOLDING = "h1, h2, h3, h4, p, li, dt, dd, th, td, caption, figcaption, summary, figure, table, a[href]"
# Made by scripts, or there for them only. On a phone a table is a list: its heads are there to sort by.
SCRIPTED = ", ".join(
    (
        ".filter, .facets, form[data-compare], [role=status], dialog",
        ".chart__drawing, .chart__reach, .chart__stage",
        ".data-table--stack thead",
    )
)
OPEN = "document.querySelectorAll('details').forEach((d) => (d.open = true))"
SEEN = """(e) => {
  const { width, height } = e.getBoundingClientRect();
  return width > 0 && height > 0 && e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}"""
# Of everything in <main> that holds something: what it says, where it leads, and whether it is seen.
READ = f"""([holding, scripted]) => [...document.querySelectorAll('main')]
  .flatMap((main) => [...main.querySelectorAll(holding)])
  .filter((e) => !e.closest(scripted))
  .map((e) => [e.localName, e.getAttribute('href') ?? '',
    e.matches('figure, table') ? '' : e.textContent.replace(/\\s+/g, ' ').trim(), ({SEEN})(e)])"""
HTML = "(e) => e.outerHTML.slice(0, 100)"
Item = tuple[str, str, str]


@contextmanager
def reading(browser: Browser, address: str, *, scripts: bool = False, width: int = PHONE) -> Iterator[Page]:
    """A page as someone sees it, with or without scripts."""
    context = browser.new_context(
        viewport={"width": width, "height": 740}, java_script_enabled=scripts, reduced_motion="reduce"
    )
    try:
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(address, wait_until="load")
        yield page
    finally:
        context.close()


def addresses(site: Site, kind: PageKind, language: str) -> list[str]:
    """Of a kind of page the overview and the fullest one, as far as there are."""
    here = site.world.addresses[language]
    found = dict.fromkeys(here.url(page) for page in (Place(kind), fullest(site, kind, language)))
    return [address for address in found if address in site.pages]


def read(page: Page) -> tuple[set[Item], set[Item]]:
    """What a page holds, unfolded: what is seen of it, and what is not."""
    page.evaluate(OPEN)
    found: Sequence[tuple[str, str, str, bool]] = page.evaluate(READ, [HOLDING, SCRIPTED])
    seen = {(tag, href, text) for tag, href, text, is_seen in found if is_seen}
    unseen = {(tag, href, text) for tag, href, text, is_seen in found if not is_seen and (href or text)}
    return seen, unseen - seen


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PageKind)
def test_everything_is_there_and_nothing_is_dead(
    browser: Browser, below: str, real_site: Site, kind: PageKind, language: str
) -> None:
    """The same words, tables and links as with scripts; all are seen; no control that needs scripts is."""
    for address in addresses(real_site, kind, language):
        where = f"{below}{PLACES['real']}/{address}"
        with reading(browser, where) as page:
            seen, unseen = read(page)
            assert unseen == set(), address
            assert [one.evaluate(HTML) for one in shown(page.locator(CONTROLS))] == [], address
            for chart in page.locator(".chart").all():
                assert_chart(real_site, address, chart)
        with reading(browser, where, scripts=True) as page:
            page.wait_for_load_state("networkidle")
            with_scripts, _ = read(page)
        assert len(seen) > 10, address
        assert with_scripts - seen == set(), address


def shown(found: Locator) -> list[Locator]:
    """Those of some elements that are seen."""
    return [one for one in found.all() if one.is_visible()]


def assert_chart(site: Site, address: str, chart: Locator) -> None:
    """One drawing with text and marks in it; name, conclusion, table and file beside it."""
    drawings = shown(chart.locator(".chart__plot > svg"))
    assert len(drawings) == 1, address
    assert drawings[0].locator("text").count() > 0, address
    assert drawings[0].locator("path, rect, circle").count() > 1, address
    box = drawings[0].bounding_box()
    assert box
    assert box["height"] > 60, address
    for name in ("title", "subtitle", "conclusion", "source"):
        expect(chart.locator(f".chart__{name}")).to_be_visible()
    assert chart.locator("td.bar").first.is_visible(), address
    files = [link.get_attribute("href") or "" for link in chart.locator("a[download]").all()]
    assert [file[-4:] for file in files] == [".csv", ".svg", ".png"], address
    assert all(site.file(resolved(address, file) or "").is_file() for file in files)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wide_window_shows_wide_drawings(
    browser: Browser, below: str, real_site: Site, language: str
) -> None:
    """And a narrow one narrow drawings: the style sheet chooses."""
    metric = real_site.world.addresses[language].url(fullest(real_site, PageKind.METRIC, language))
    widths = {}
    for width in (PHONE, DESKTOP):
        with reading(browser, f"{below}{PLACES['real']}/{metric}", width=width) as page:
            drawing = shown(page.locator(".chart__plot > svg"))[0]
            widths[width] = float((drawing.get_attribute("viewBox") or "").split()[2])
    assert widths[PHONE] < widths[DESKTOP]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_area_shows_all_its_figures(
    browser: Browser, below: str, real_site: Site, language: str
) -> None:
    """As the package has them, whatever separates their thousands; a link opens what is behind each."""
    tables = REAL.tables
    area = Place(PageKind.AREA, max((row["area_id"] for row in tables["areas"]), key=figures_of_count))
    where = f"{below}{PLACES['real']}/{real_site.world.addresses[language].url(area)}"
    figures = figures_of(area.slug)
    assert len(figures) > 3
    with reading(browser, where) as page:
        for identity, value in figures.items():
            receipt = page.locator(f"[id='f-{identity}']")
            assert receipt.locator("summary").is_visible()
            assert value in re.sub(r"[.,\s]", "", receipt.locator("summary strong").inner_text())
            link = page.locator(f"main a[href='#f-{identity}']:visible").first
            assert receipt.locator("dl").is_hidden()
            link.click()
            assert receipt.locator("dl").is_visible()
            assert receipt.locator("dl a[download]").is_visible()


def figures_of(area_id: str) -> Mapping[str, str]:
    """The figures of an area in the package: the digits of each by its identifier."""
    rows = [*REAL.tables["targets"], *REAL.tables["measurements"]]
    found = [row for row in rows if row["area_id"] == area_id]
    identity = [row.get("target_id") or row["measurement_id"] for row in found]
    return {i: row["value_low"] or row["value_high"] for i, row in zip(identity, found, strict=True)}


def figures_of_count(area_id: str) -> int:
    """How many figures an area has."""
    return len(figures_of(area_id))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_way_around_works(
    browser: Browser, below: str, real_site: Site, language: str, width: int
) -> None:
    """The menu is open, the search is a link to the areas, the other language is a link."""
    here = real_site.world.addresses[language]
    where = f"{below}{PLACES['real']}/{here.url(Place(PageKind.MAP))}"
    with reading(browser, where, width=width) as page:
        assert all(link.is_visible() for link in page.locator("header a, footer a").all())
        page.locator("a.search-open").click()
        assert page.url.endswith(f"/{here.url(Place(PageKind.AREA))}")
        assert page.locator("tbody tr:visible").count() == len(REAL.tables["areas"])
        page.locator("a.language").click()
        [other] = [name for name in LANGUAGES if name != language]
        assert page.url.endswith(f"/{real_site.world.addresses[other].url(Place(PageKind.AREA))}")


def test_every_download_is_a_link_in_a_page(real_site: Site) -> None:
    """One that only scripts offered would be in none."""
    offered = {
        resolved(address, link.target)
        for address, page in real_site.pages.items()
        for link in links(page)
        if link.is_download
    }
    there = {f"data/{path.name}" for path in (real_site.folder / "data").glob("*.csv")}
    there |= {f"data/{path.name}" for path in (real_site.folder / "data").glob("*.zip")}
    assert len(there) > len(REAL.tables)
    assert there <= offered
    assert not [a for a, page in real_site.pages.items() if meta(page, "refresh")]
