"""Charts as a reader meets them: seen at once, and answering when they are reached for."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator import locale
from generator.links import Page as Place
from generator.links import PageKind
from tests.dom import Element
from tests.site.conftest import PLACES, serving
from tests.site.support import Site, atlas, links
from tests.worlds import NORLAND, REAL

pytestmark = pytest.mark.browser

AREA = Place(PageKind.AREA, "breda-noord")
# A page with each kind of chart.
KINDS = {
    "timeline and ranking": AREA,
    "map": Place(PageKind.HOME),
    "schedule": Place(PageKind.TIMELINE),
    "bridge": Place(PageKind.SUM, "nplv-accelerated"),
    "categories": Place(PageKind.BOTTLENECK),
    "open figures": Place(PageKind.METRIC, "projects"),
}
LANGUAGES = ("nl", "en")
PHONE, DESKTOP = 360, 1280
SMALLEST_TEXT = 11
PATIENCE = 20_000  # milliseconds that the library may take on a busy machine
MOST_DIFFERENT = 0.005  # of all pixels
ON_REQUEST = ("plotly", "chart-template", "assets/charts/", "plot.js", "stage.js")

# What is wrong with the texts of a drawing: too small, out of the picture, or on top of another.
TEXTS = """(svg, smallest) => {
  const frame = svg.getBoundingClientRect();
  const scale = frame.width / svg.viewBox.baseVal.width;
  const texts = [...svg.querySelectorAll('text')].map((e) => [e, e.getBoundingClientRect()]);
  const wrong = [];
  texts.forEach(([e, box], i) => {
    const size = parseFloat(getComputedStyle(e).fontSize) * scale;
    if (size < smallest) wrong.push(`small ${size}: ${e.textContent}`);
    if (box.left < frame.left - 1 || box.right > frame.right + 1 ||
        box.top < frame.top - 1 || box.bottom > frame.bottom + 1) wrong.push(`cut: ${e.textContent}`);
    texts.slice(i + 1).forEach(([other, there]) => {
      const wide = Math.min(box.right, there.right) - Math.max(box.left, there.left);
      const high = Math.min(box.bottom, there.bottom) - Math.max(box.top, there.top);
      if (wide > 2 && high > 5) wrong.push(`${e.textContent} on ${other.textContent}`);
    });
  });
  return wrong;
}"""
# The part of all pixels that one picture has and the other has nowhere near: letters may lie between
# two pixels, edges may not move.
DIFFERENCE = """async (pictures) => {
  const [one, other] = await Promise.all(pictures.map(async (data) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height);
  }));
  const { width, height } = one;
  if (width !== other.width || height !== other.height) return 1;
  const alike = (i, j) => [0, 1, 2].every((c) => Math.abs(one.data[i + c] - other.data[j + c]) <= 48);
  const nearby = [0, -1, 1].flatMap((y) => [0, -1, 1].map((x) => 4 * (y * width + x)));
  let different = 0;
  for (let i = 0; i < one.data.length; i += 4) {
    different += nearby.some((step) => alike(i, i + step)) ? 0 : 1;
  }
  return different / (width * height);
}"""
BOXES = """(chart) => [chart, ...chart.querySelectorAll('.chart__plot, .chart__conclusion, .chart__source')]
  .map((e) => e.getBoundingClientRect()).map((b) => [b.x, b.y, b.width, b.height].map(Math.round))"""
MARK_COLOURS = """(svg) => [...svg.querySelectorAll('path, circle, text')].map((e) => getComputedStyle(e))
  .map((s) => `${s.fill} ${s.stroke}`)"""


@dataclass
class Visit:
    """A page that somebody visits, and what it fetched and said."""

    page: Page
    fetched: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def listen(self) -> None:
        self.page.on("request", lambda request: self.fetched.append(request.url))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda message: self._hear(message.type, message.text))

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.wrong.append(text)

    @property
    def on_request(self) -> list[str]:
        """What only a reader who reaches for a chart needs."""
        return [url for url in self.fetched if any(part in url for part in ON_REQUEST)]

    @property
    def libraries(self) -> int:
        return sum("plotly-basic" in url for url in self.fetched)


Visiting = Callable[..., Any]


@pytest.fixture(scope="session")
def visiting(browser: Browser, below: str, real_site: Site) -> Visiting:
    """Opens a page of the real site in a new window; nothing may go wrong there meanwhile."""

    @contextmanager
    def visit(
        place: Place = AREA, language: str = "nl", width: int = DESKTOP, **options: Any
    ) -> Iterator[Visit]:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, reduced_motion="reduce", **options
        )
        try:
            opened = Visit(context.new_page())
            opened.page.set_default_timeout(10_000)
            opened.listen()
            address = REAL.addresses[language].url(place)
            opened.page.goto(f"{below}{PLACES['real']}/{address}", wait_until="load")
            yield opened
        finally:
            context.close()
        assert opened.wrong == []

    return visit


def charts(page: Page) -> list[Locator]:
    found = page.locator(".chart:visible").all()
    assert found
    return found


def drawing(chart: Locator) -> Locator:
    return chart.locator(".chart__drawing:visible")


def reach_by_mouse(chart: Locator) -> None:
    """Rest the mouse on the chart's corner, where there is no mark, and take it away again."""
    plot = chart.locator(".chart__plot")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box
    chart.page.mouse.move(box["x"] + 2, box["y"] + 2)
    expect(chart.locator(".chart__plot--lively")).to_be_attached(timeout=PATIENCE)
    chart.page.mouse.move(0, 0)
    expect(chart.locator(".hovertext")).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("kind", KINDS)
def test_charts_are_seen_without_scripts(visiting: Visiting, kind: str, width: int, language: str) -> None:
    with visiting(KINDS[kind], language, width, java_script_enabled=False) as visit:
        for chart in charts(visit.page):
            svg = drawing(chart)
            expect(svg).to_have_count(1)
            box = svg.bounding_box()
            assert box
            assert box["width"] > PHONE * 0.8
            assert svg.evaluate(TEXTS, SMALLEST_TEXT) == []
            expect(chart.locator(".chart__reach")).to_have_count(0)


def pairs(site: Site) -> Iterator[tuple[str, Element, set[str]]]:
    """Every chart of a site with the links of its rows."""
    for address, page in site.pages.items():
        for chart in page.classed("chart"):
            [table] = chart.all("table")
            yield f"{address} {chart.attributes['id']}", chart, {link.target for link in links(table)}


def test_marks_lead_where_the_rows_of_the_table_lead(site: Site) -> None:
    seen = 0
    for name, chart, targets in pairs(site):
        for svg in chart.all("svg"):
            marks = {link.target for link in links(svg)}
            assert marks <= targets, name
            for row in chart.all("tbody")[0].all("tr"):
                # A map leaves out what has no known place.
                if "map" not in name:
                    assert marks & {link.target for link in links(row)}, name
            seen += len(marks)
    assert seen > 20


def test_names_in_a_page_are_its_own(site: Site) -> None:
    for address, page in site.pages.items():
        ids = page.ids()
        assert len(set(ids)) == len(ids), address


def test_nothing_is_fetched_before_a_reader_reaches_for_a_chart(visiting: Visiting) -> None:
    with visiting() as visit:
        for chart in charts(visit.page):
            chart.scroll_into_view_if_needed()
        visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        visit.page.wait_for_load_state("networkidle")
        assert visit.on_request == []
        for chart in charts(visit.page):
            reach_by_mouse(chart)
        assert visit.libraries == 1
        assert len([url for url in visit.fetched if "assets/charts/" in url]) == len(charts(visit.page))


def test_a_mouse_that_passes_by_fetches_nothing(visiting: Visiting) -> None:
    with visiting() as visit:
        plot = charts(visit.page)[-1].locator(".chart__plot")
        plot.scroll_into_view_if_needed()
        box = plot.bounding_box()
        assert box
        visit.page.mouse.move(box["x"] + 9, box["y"] + 9)
        visit.page.mouse.move(0, 0)
        visit.page.wait_for_load_state("networkidle")
        assert visit.on_request == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_looks_the_same_when_it_answers(
    visiting: Visiting, kind: str, width: int, scheme: str
) -> None:
    with visiting(KINDS[kind], "nl", width, color_scheme=scheme) as visit:
        for chart in charts(visit.page)[:2]:
            plot = chart.locator(".chart__plot")
            plot.scroll_into_view_if_needed()
            visit.page.mouse.move(0, 0)
            boxes, before = chart.evaluate(BOXES), plot.screenshot()
            reach_by_mouse(chart)
            assert chart.evaluate(BOXES) == boxes
            pictures = [base64.b64encode(data).decode() for data in (before, plot.screenshot())]
            blank = visit.page.context.new_page()
            assert blank.evaluate(DIFFERENCE, pictures) < MOST_DIFFERENT
            blank.close()


def test_what_is_pointed_at_is_said_also_where_the_chart_is_scaled(visiting: Visiting) -> None:
    """Beside a mark, by plotly's own reckoning, and on its label, which is a link."""
    for width in (PHONE, DESKTOP):
        with visiting(width=width) as visit:
            chart = charts(visit.page)[-1]
            link = drawing(chart).locator("a").nth(4)
            said = (link.locator("title").text_content() or "").split("\n")[0]
            reach_by_mouse(chart)
            circle, label = link.locator("circle").bounding_box(), link.locator("text").bounding_box()
            assert circle
            assert label
            visit.page.mouse.move(circle["x"] - 4, circle["y"] + circle["height"] / 2)
            expect(chart.locator(".hovertext")).to_contain_text(said)
            visit.page.mouse.move(0, 0)
            visit.page.mouse.move(label["x"] + label["width"] - 2, label["y"] + label["height"] / 2)
            expect(chart.locator(".hovertext")).to_contain_text(said)
            expect(chart.locator(".chart__drawing title")).to_have_count(0)
            href = link.get_attribute("href") or ""
            visit.page.mouse.click(label["x"] + label["width"] - 2, label["y"] + label["height"] / 2)
            visit.page.wait_for_url(re.compile(re.escape(href.split("#")[1]) + "$"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_go_along_the_points(visiting: Visiting, language: str) -> None:
    with visiting(language=language) as visit:
        chart, keys = charts(visit.page)[-1], visit.page.keyboard
        rows = chart.locator("tbody tr").all()
        hrefs = [row.locator("td a").get_attribute("href") or "" for row in rows]
        names = [row.locator("th").text_content() or "" for row in rows]
        last = len(rows) - 1
        button, status = chart.locator(".chart__reach"), chart.locator("[role=status]")
        expect(button).to_have_text(locale.load(language).text("chrome.chart_reach"))
        button.focus()
        keys.press("Enter")
        expect(chart.locator("[role=application]")).to_be_focused(timeout=PATIENCE)
        for key, place in (
            ("", 0),
            ("ArrowDown", 1),
            ("ArrowRight", 2),
            ("ArrowUp", 1),
            ("ArrowLeft", 0),
            ("ArrowLeft", 0),
            ("End", last),
            ("ArrowDown", last),
            ("Home", 0),
        ):
            if key:
                keys.press(key)
            expect(status).to_contain_text(names[place])
            expect(chart.locator(".hovertext")).to_contain_text(names[place])
        keys.press("Escape")
        expect(chart.locator(".hovertext")).to_have_count(0)
        expect(button).to_be_focused(timeout=PATIENCE)
        keys.press("Tab")
        keys.press("Shift+Tab")
        expect(button).to_be_focused(timeout=PATIENCE)
        keys.press("Enter")
        keys.press("ArrowDown")
        keys.press("Enter")
        visit.page.wait_for_url(re.compile(re.escape(hrefs[1].split("#")[1]) + "$"))


def test_keys_leave_a_chart_as_they_came(visiting: Visiting) -> None:
    with visiting() as visit:
        chart, keys = charts(visit.page)[-1], visit.page.keyboard
        chart.locator(".chart__reach").press("Enter")
        expect(chart.locator("[role=application]")).to_be_focused(timeout=PATIENCE)
        keys.press("Tab")
        expect(chart.locator(".chart__reach")).to_be_focused(timeout=PATIENCE)
        keys.press("Shift+Tab")
        keys.press("Shift+Tab")
        assert not chart.locator(".chart__plot").evaluate("(e) => e.contains(document.activeElement)")


def test_a_tap_says_what_a_mark_is_and_a_second_one_follows_it(visiting: Visiting) -> None:
    with visiting(width=PHONE, has_touch=True, is_mobile=True) as visit:
        chart = charts(visit.page)[-1]
        first, second = (drawing(chart).locator("a").nth(i) for i in (1, 5))
        titles = [(link.locator("title").text_content() or "").split("\n")[0] for link in (first, second)]
        address = visit.page.url
        for link, title in zip((first, second), titles, strict=True):
            link.locator("text").tap(force=True)
            expect(chart.locator(".hovertext")).to_contain_text(title, timeout=PATIENCE)
        assert visit.page.url == address
        href = second.get_attribute("href") or ""
        second.locator("text").tap(force=True)
        visit.page.wait_for_url(re.compile(re.escape(href.split("#")[1]) + "$"))


def test_where_the_library_cannot_be_fetched_links_are_links(visiting: Visiting) -> None:
    with visiting() as visit:
        visit.page.route("**/plotly-basic.min.js", lambda route: route.abort())
        chart = charts(visit.page)[-1]
        chart.locator(".chart__reach").click()
        expect(chart.locator(".chart__failed")).to_have_text(locale.load("nl").text("chrome.chart_failed"))
        expect(chart.locator("table")).to_be_visible()
        expect(drawing(chart)).to_have_css("opacity", "1")
        assert [text for text in visit.wrong if "ERR_FAILED" not in text] == []
        visit.wrong.clear()
        link = drawing(chart).locator("a").nth(2)
        href = link.get_attribute("href") or ""
        link.locator("text").click()
        visit.page.wait_for_url(re.compile(re.escape(href.split("#")[1]) + "$"))


def test_charts_follow_the_theme(visiting: Visiting) -> None:
    with visiting(color_scheme="light") as visit:
        still, moving = charts(visit.page)[0], charts(visit.page)[-1]
        reach_by_mouse(moving)
        lively = moving.locator(".chart__graph:first-child svg.main-svg").first
        before = [drawing(still).evaluate(MARK_COLOURS), lively.evaluate(MARK_COLOURS)]
        visit.page.locator(".theme-toggle").click()
        expect(visit.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        assert not set(before[0]) & set(drawing(still).evaluate(MARK_COLOURS)) - {"none none"}
        named = "(svg) => [...svg.querySelectorAll('.yaxislayer-above text')].map((e) => e.style.fill)"
        light = visit.page.evaluate("getComputedStyle(document.body).color")
        expect(moving.locator(".chart__graph")).to_have_count(1)
        visit.page.wait_for_function(
            f"(light) => ({named})(document.querySelector('.chart__graph')).every((fill) => fill === light)",
            arg=light,
        )


def test_a_chart_that_answers_changes_with_its_place(visiting: Visiting) -> None:
    with visiting() as visit:
        chart = charts(visit.page)[-1]
        reach_by_mouse(chart)
        for width, wide in ((PHONE, 340), (DESKTOP, 680)):
            visit.page.set_viewport_size({"width": width, "height": 800})
            expect(chart.locator(f"svg.main-svg[width='{wide}']").first).to_be_attached(timeout=PATIENCE)
            expect(chart.locator(".chart__graph")).to_have_count(1)
            plot, graph = (chart.locator(name).bounding_box() for name in (".chart__plot", ".chart__graph"))
            assert plot
            assert graph
            assert abs(plot["width"] - graph["width"]) < 1
            assert abs(plot["height"] - graph["height"]) < 1


def test_paper_takes_the_wide_picture(visiting: Visiting) -> None:
    with visiting(width=PHONE) as visit:
        chart = charts(visit.page)[-1]
        reach_by_mouse(chart)
        visit.page.emulate_media(media="print")
        expect(chart.locator(".chart__drawing--wide")).to_be_visible()
        expect(chart.locator(".chart__drawing--wide")).to_have_css("opacity", "1")
        expect(chart.locator(".chart__drawing--narrow")).to_be_hidden()
        expect(chart.locator(".chart__stage")).to_be_hidden()


# --- where no browser can draw ----------------------------------------------------------------


@pytest.fixture(scope="module")
def undrawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A site that was built on a machine without a browser, and its address."""
    folder = tmp_path_factory.mktemp("undrawn") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_CHROMIUM", "/bin/false")
        for language in LANGUAGES:
            said = atlas("build", NORLAND.folder, "--out", folder, "--lang", language)
            assert said.returncode == 0, said.stderr
            figures = len(list((folder / "assets" / "charts").iterdir()))
            told = locale.load(language).plural("progress.undrawn.absent", figures)
            assert " ".join(said.stderr.split()).count(told) == 1
    with serving(folder) as address:
        yield address, folder


def test_without_a_browser_charts_draw_themselves_when_near(
    browser: Browser, undrawn: tuple[str, Path]
) -> None:
    address, _ = undrawn
    page = browser.new_page(viewport={"width": PHONE, "height": 300})
    page.goto(address + NORLAND.addresses["en"].url(Place(PageKind.AREA, "old-harbour")))
    page.wait_for_load_state("networkidle")
    for chart in page.locator(".chart").all():
        before = chart.evaluate("(e) => e.getBoundingClientRect().height")
        chart.scroll_into_view_if_needed()
        expect(chart.locator(".chart__plot--lively")).to_be_attached(timeout=PATIENCE)
        expect(chart.locator("svg.main-svg").first).to_be_visible()
        assert chart.evaluate("(e) => e.getBoundingClientRect().height") == before
    page.close()


def test_without_a_browser_nothing_leads_to_a_picture(undrawn: tuple[str, Path]) -> None:
    """The charts by themselves are there, and so are the press kits."""
    _, folder = undrawn
    pages = [path.read_text(encoding="utf-8") for path in folder.rglob("*.html")]
    assert [page for page in pages if "og:image" in page or ".png" in page] == []
    assert not list(folder.rglob("*.png"))
    charts = len(list((folder / "embed").iterdir()))
    assert charts == len(list((folder / "nl" / "embed").iterdir())) > 5
    assert list((folder / "data" / "areas").glob("*.press.zip"))


def test_without_a_browser_and_scripts_the_table_is_there(
    browser: Browser, undrawn: tuple[str, Path]
) -> None:
    address, _ = undrawn
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + NORLAND.addresses["en"].url(Place(PageKind.AREA, "old-harbour")))
    chart = page.locator(".chart").first
    expect(chart.locator(".chart__plot")).to_be_hidden()
    chart.locator(".chart__table summary").click()
    expect(chart.locator("table")).to_be_visible()
    context.close()
