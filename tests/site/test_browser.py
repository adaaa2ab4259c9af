"""The real site in a real browser: what only running it can show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, Response, expect

from generator.links import Page as Place
from generator.links import PageKind
from tests.site.conftest import PLACES
from tests.site.support import Site
from tests.worlds import NORLAND, REAL

pytestmark = pytest.mark.browser

AREA = Place(PageKind.AREA, "breda-noord")
OWN_FIGURE = "f-breda-noord-homes-accelerated-2025-2029"
METRIC = Place(PageKind.METRIC, "homes-accelerated")
KINDS = {
    "home": Place(PageKind.HOME),
    "areas": Place(PageKind.AREA),
    "area": AREA,
    "area without figures": Place(PageKind.AREA, "lelystad-oost"),
    "alliance": Place(PageKind.ALLIANCE, "nplv"),
    "municipality": Place(PageKind.MUNICIPALITY, "breda"),
    "source": Place(PageKind.SOURCE, "nplv-woontopafspraken-2024"),
    "figures": Place(PageKind.METRIC),
    "metric": METRIC,
    "timeline": Place(PageKind.TIMELINE),
    "map": Place(PageKind.MAP),
    "compare": Place(PageKind.COMPARE),
    "bottlenecks": Place(PageKind.BOTTLENECK),
    "bottleneck": Place(PageKind.BOTTLENECK, "infrastructure"),
    "differences": Place(PageKind.DIFFERENCE),
    "sums": Place(PageKind.SUM),
    "sum": Place(PageKind.SUM, "nplv-accelerated"),
    "progress": Place(PageKind.PROGRESS),
    "data": Place(PageKind.DATA),
    "changes": Place(PageKind.CHANGES),
    "glossary": Place(PageKind.GLOSSARY),
}
WITH_CHARTS = {"bottlenecks", "home", "map", "area", "alliance", "metric", "timeline", "sum"}
LANGUAGES = ("nl", "en")
PHONE, SMALLEST, DESKTOP = 360, 320, 1280
HEIGHT = 740
# What stands out of the page to the right, in case of sideways scroll.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const inside = (e) => e.parentElement?.closest('.table-scroll, svg');
  return [...document.body.querySelectorAll('*')]
    .filter((e) => !inside(e) && e.getBoundingClientRect().right > width + 1)
    .map((e) => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`);
}"""


@dataclass
class Watch:
    """Everything that goes wrong while pages are open."""

    origin: str
    wrong: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        context.on("console", lambda said: self._console(said.type, said.text))
        context.on("weberror", lambda error: self.wrong.append(str(error.error)))
        context.on("request", self._request)
        context.on("requestfailed", lambda request: self.wrong.append(f"failed: {request.url}"))
        context.on("response", self._response)

    def _console(self, kind: str, text: str) -> None:
        if kind in ("error", "warning", "assert"):
            self.wrong.append(f"console {kind}: {text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.wrong.append(f"elsewhere: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.wrong.append(f"{response.status}: {response.url}")


@dataclass(frozen=True)
class Reader:
    """Someone who visits a site; everything that goes wrong meanwhile is a failure."""

    browser: Browser
    server: str
    folder: str = f"{PLACES['real']}/"

    @contextmanager
    def at(
        self,
        place: Place,
        language: str,
        *,
        anchor: str = "",
        width: int = DESKTOP,
        height: int = HEIGHT,
        dark: bool = False,
        js: bool = True,
    ) -> Iterator[Page]:
        watch = Watch(self.server)
        address = REAL.addresses[language].url(place)
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=js,
        )
        try:
            watch.listen(context)
            page = context.new_page()
            page.set_default_timeout(10_000)
            page.goto(f"{self.server}{self.folder}{address}{anchor}", wait_until="load")
            yield page
        finally:
            context.close()
        assert watch.wrong == []


@pytest.fixture(scope="session")
def reader(browser: Browser, below: str, real_site: Site) -> Reader:
    """A reader of the real site, which stands below the root of its server."""
    return Reader(browser, below)


def drawn(page: Page) -> list[Locator]:
    """The charts of a page, each of which is there to be seen."""
    charts = page.locator(".chart:visible").all()
    for chart in charts:
        expect(chart.locator(".chart__drawing:visible")).to_have_count(1)
    return charts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_works_on_a_phone(reader: Reader, kind: str, language: str) -> None:
    """The console stays clean, nothing is missing or of elsewhere, and nothing scrolls sideways."""
    with reader.at(KINDS[kind], language, width=PHONE) as page:
        assert page.evaluate(TOO_WIDE) == []
        page.set_viewport_size({"width": SMALLEST, "height": HEIGHT})
        page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        assert bool(drawn(page)) == (kind in WITH_CHARTS)
        assert page.evaluate(TOO_WIDE) == []
        page.wait_for_load_state("networkidle")


def assert_in_view(page: Page, identity: str) -> None:
    """The receipt of a figure is seen and open, and told apart from the others."""
    row = page.locator(f"[id='{identity}']")
    expect(row).to_be_in_viewport()
    box, header = row.bounding_box(), page.locator(".site-header").bounding_box()
    assert box
    assert header
    covers = "(e) => ['sticky', 'fixed'].includes(getComputedStyle(e).position)"
    assert box["y"] >= (header["height"] if page.locator(".site-header").evaluate(covers) else 0)
    expect(row.locator("dl")).to_be_visible()
    look = "(e) => getComputedStyle(e).backgroundColor"
    pointed_at = row.evaluate(look)
    page.evaluate("location.hash = '#main'")
    assert row.evaluate(look) != pointed_at


@pytest.mark.parametrize("js", [True, False])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_an_address_with_a_figure_shows_its_row(reader: Reader, width: int, js: bool) -> None:
    with reader.at(AREA, "nl", anchor=f"#{OWN_FIGURE}", width=width, js=js) as page:
        assert_in_view(page, OWN_FIGURE)


def test_a_receipt_that_was_closed_opens_again(reader: Reader) -> None:
    with reader.at(AREA, "nl", anchor=f"#{OWN_FIGURE}") as page:
        receipt = page.locator(f"[id='{OWN_FIGURE}']")
        receipt.locator("summary").click()
        expect(receipt.locator("dl")).to_be_hidden()
        page.locator(f".lead a[href='#{OWN_FIGURE}']").press("Enter")
        expect(receipt.locator("dl")).to_be_visible()


def test_tables_sort_by_keyboard(reader: Reader) -> None:
    with reader.at(Place(PageKind.AREA), "nl") as page:
        head = page.locator("th[data-sort=number]").first
        expect(head.locator("button")).to_be_visible()
        assert head.get_attribute("aria-sort") is None
        column = head.evaluate("(e) => e.cellIndex")
        for expected in ("descending", "ascending"):
            head.locator("button").focus()
            page.keyboard.press("Enter")
            assert head.get_attribute("aria-sort") == expected
            cells = page.locator(f"tbody tr :nth-child({column + 1})[data-value]")
            values: list[str] = cells.evaluate_all("(all) => all.map((e) => e.dataset.value)")
            known = [float(value) for value in values if value]
            assert known == sorted(known, reverse=expected == "descending")
            assert "" in values
            assert "" not in values[: len(known)]
        other = page.locator("th[data-sort=text]").first
        other.locator("button").focus()
        page.keyboard.press("Space")
        assert (other.get_attribute("aria-sort"), head.get_attribute("aria-sort")) == ("ascending", None)
        assert page.locator(".page__main [role=status]").last.text_content()


def test_areas_are_compared_by_keyboard_and_the_address_keeps_the_choice(reader: Reader) -> None:
    place = Place(PageKind.COMPARE)
    with reader.at(place, "nl", anchor="?show=breda-noord") as page:
        table, everything = page.locator(".compare-table"), page.locator("[data-compare-all]")
        status = page.locator(".compare [role=status]")
        expect(page.locator("#compare-1")).to_have_value("breda-noord")
        expect(everything).to_be_visible()
        page.locator("#compare-1").focus()
        page.keyboard.press("Tab")
        page.keyboard.type("Delft-W")
        expect(table.locator("thead th")).to_have_text(["Wat", "Breda-Noord", "Delft-West"])
        expect(everything).to_be_hidden()
        expect(status).to_contain_text("Breda-Noord en Delft-West")
        assert page.url.endswith("?show=breda-noord,delft-west")
        assert table.locator("td a").first.get_attribute("href")
        shared = urlsplit(page.url).query
    with reader.at(place, "en", anchor=f"?{shared}") as page:
        expect(page.locator(".compare-table thead th")).to_have_text(["What", "Breda-Noord", "Delft-West"])
        page.locator(".compare button[type=reset]").press("Enter")
        expect(page.locator("[data-compare-all]")).to_be_visible()
        assert not urlsplit(page.url).query


def test_without_javascript_the_whole_comparison_is_there(reader: Reader) -> None:
    with reader.at(Place(PageKind.COMPARE), "nl", js=False) as page:
        expect(page.locator(".compare")).to_be_hidden()
        expect(page.locator("[data-subject=breda-noord]").first).to_be_visible()
        assert page.locator("[data-compare-all] tbody").count() > len(LANGUAGES)


def test_the_list_of_the_map_is_reached_by_keyboard(reader: Reader) -> None:
    with reader.at(Place(PageKind.MAP), "nl") as page:
        assert drawn(page)
        link = page.locator(".map-list th a").first
        link.focus()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.map-list') !== null")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"#f-"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_filter_with_a_live_count(reader: Reader, language: str) -> None:
    for place, items in ((Place(PageKind.AREA), "tbody tr"), (Place(PageKind.HOME), ".places--find li")):
        with reader.at(place, language) as page:
            box, count = page.locator(".filter input").first, page.locator(".filter [role=status]").first
            everything = page.locator(items).count()
            # Where the list is folded, typing unfolds it.
            shown = page.locator(f"{items}:visible").count()
            assert shown in (0, everything)
            box.fill("BREDA")
            left = page.locator(f"{items}:visible").count()
            assert 0 < left < everything
            assert str(left) in (count.text_content() or "")
            box.fill("no such place")
            expect(page.locator(f"{items}:visible")).to_have_count(0)
            assert "0" in (count.text_content() or "")
            box.fill("")
            assert page.locator(f"{items}:visible").count() == shown
            assert str(everything) in (count.text_content() or "")


def figures_of(area_id: str) -> list[str]:
    rows: Mapping[str, list[dict[str, str]]] = REAL.tables
    found = [f"f-{row['target_id']}" for row in rows["targets"] if row["area_id"] == area_id]
    return found + [f"f-{row['measurement_id']}" for row in rows["measurements"] if row["area_id"] == area_id]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_javascript_nothing_is_lost(reader: Reader, language: str) -> None:
    with reader.at(AREA, language, js=False, width=PHONE) as page:
        for identity in figures_of(AREA.slug):
            assert page.locator(f"td.num:not(.bar) a[href='#{identity}']").first.is_visible()
            assert page.locator(f"[id='{identity}'] summary strong").is_visible()
        charts = page.locator(".chart").all()
        assert charts
        for chart in charts:
            assert chart.locator(".chart__drawing:visible").count() == 1
            assert chart.locator(".chart__reach").count() == 0
            chart.locator(".chart__table summary").click()
            assert chart.locator("td.bar").first.is_visible()
            offered = chart.locator("a[download]").all()
            assert {link.inner_text() for link in offered} == {"CSV", "SVG", "PNG"}
            assert all(link.is_visible() for link in offered)
        assert page.locator(".downloads a[download]").count() >= 2
        assert page.locator(".site-nav a").first.is_visible()
        for needless in (".theme-toggle", ".menu-toggle"):
            assert page.locator(needless).is_hidden()
        assert all(box.is_hidden() for box in page.locator(".filter").all())
        page.locator("a.search-open").click()
        assert page.url.endswith(REAL.addresses[language].url(Place(PageKind.AREA)))
        assert page.locator("tbody tr").count() == len(REAL.tables["areas"])


def test_the_menu_opens_on_a_phone(reader: Reader) -> None:
    with reader.at(AREA, "nl", width=PHONE) as page:
        button, first = page.locator(".menu-toggle"), page.locator(".site-nav a").first
        expect(button).to_be_visible()
        expect(first).to_be_hidden()
        button.click()
        expect(first).to_be_visible()
        assert button.get_attribute("aria-expanded") == "true"


@pytest.mark.parametrize("language", NORLAND.languages)
def test_the_site_of_another_country_works(
    browser: Browser, below: str, norland_site: Site, language: str
) -> None:
    watch = Watch(below)
    context = browser.new_context(viewport={"width": SMALLEST, "height": HEIGHT})
    watch.listen(context)
    page = context.new_page()
    for slug in ("northern-quays", "old-harbour"):
        page.goto(f"{below}{PLACES['norland']}/{NORLAND.addresses[language].url(Place(PageKind.AREA, slug))}")
        assert drawn(page)
        assert page.evaluate(TOO_WIDE) == []
    page.wait_for_load_state("networkidle")
    context.close()
    assert watch.wrong == []
