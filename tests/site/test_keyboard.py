"""The real site by keyboard alone: every journey from start to end, and the focus seen at every step."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab

from generator.links import Page, PageKind
from generator.locale import load
from tests.site.support import Site
from tests.site.test_browser import DESKTOP, LANGUAGES, PHONE, Reader
from tests.site.visits import CONTRAST, fullest, ready, settled
from tests.worlds import REAL

pytestmark = pytest.mark.browser

AREA = Page(PageKind.AREA, "breda-noord")
NAME, OTHER = (REAL.dataset.area[key].name for key in (AREA.slug, "delft-west"))
FIGURE = f"f-{AREA.slug}-homes-accelerated-2025-2029"
SOURCE = REAL.dataset.source[REAL.editions["nl"].figures[FIGURE.removeprefix("f-")].source_id]
# More stops than any page has; a walk that is longer goes round and round.
MANY = 4_000
# Pages with everything that can hold the focus: lists, tables, charts, forms, folded parts.
WALKED = (PageKind.HOME, PageKind.AREA, PageKind.ALLIANCE, PageKind.METRIC, PageKind.MAP, PageKind.COMPARE)

# What is wrong with the focus here and now: nowhere, without a ring, or with the ring out of sight. Of an
# element of several lines the first is looked at, of one larger than the window what fits in it. A ring is as
# far from its ground as a mark must be (3:1).
FOCUS = """() => {
  /* contrast */
  const e = document.activeElement;
  if (!e || e === document.body) return { stop: null, wrong: [] };
  const wrong = [], style = getComputedStyle(e);
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) wrong.push('no ring');
  else {
    const behind = parseFloat(style.outlineOffset) < 0 ? ground(e) : ground(e.parentElement);
    if (contrast(style.outlineColor, behind) < 3) wrong.push(`a pale ring on ${behind}`);
  }
  let box = e.getClientRects()[0];
  if (box && (box.width > innerWidth || box.height > innerHeight)) {
    const [x, y] = [Math.max(box.x, 0), Math.max(box.y, 0)];
    const [right, bottom] = [Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)];
    box = new DOMRect(x, y, right - x, bottom - y);
  }
  if (!box || box.width < 1 || box.height < 1) wrong.push('no size');
  else {
    const points = [[0.5, 0.5], [0.02, 0.5], [0.98, 0.5], [0.5, 0.1], [0.5, 0.9]];
    const hits = points.map(([x, y]) =>
      document.elementFromPoint(box.x + box.width * x, box.y + box.height * y));
    const covered = hits
      .filter((hit) => !hit || !(e.contains(hit) || (hit.contains(e) && hit !== document.body)));
    const name = (hit) => (hit ? `${hit.tagName}.${hit.className?.baseVal ?? hit.className}` : 'the edge');
    if (covered.length > 1) wrong.push(`behind ${[...new Set(covered.map(name))].join(' and ')}`);
  }
  window.stops ??= new Map();
  if (!stops.has(e)) stops.set(e, stops.size);
  const said = e.getAttribute('aria-label') ?? e.textContent.trim().slice(0, 40);
  const at = box ? ` at ${Math.round(box.x)},${Math.round(box.y)}` : '';
  return { stop: stops.get(e), wrong, name: `${e.tagName}.${e.className} '${said}'${at}` };
}""".replace("/* contrast */", CONTRAST)
# The elements that a keyboard can stop at, in the order of the page, as far as the walk has met them.
ORDER = """() => {
  const met = [...(window.stops ?? new Map()).keys()];
  const seen = (e) => e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const all = [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter((e) => e.tabIndex >= 0 && !e.disabled && seen(e));
  const name = (e) => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 40)}`;
  const order = met.map((e) => all.indexOf(e));
  return {
    missed: all.filter((e) => !met.includes(e)).map(name),
    strange: met.filter((e) => !all.includes(e)).map(name),
    jumps: order.flatMap((place, i) => (i > 0 && place < order[i - 1] ? [name(met[i])] : [])),
  };
}"""


@pytest.fixture(scope="module")
def visitor(browser: Browser, below: str, real_site: Site) -> Reader:
    """Someone without a mouse."""
    return Reader(browser, below)


def step(tab: Tab, key: str = "Tab") -> int | None:
    """Go one stop on; the focus must be seen there. Gives which stop it is, None outside the page."""
    tab.keyboard.press(key)
    return stop_here(tab)


def stop_here(tab: Tab) -> int | None:
    """Which stop the focus is on, in the order in which they were met; it must be seen."""
    found = tab.evaluate(FOCUS)
    assert found["wrong"] == [], found["name"]
    stop: int | None = found["stop"]
    return stop


def walk(tab: Tab, key: str) -> list[int]:
    """Press a key until the focus leaves the page, or is where it was before."""
    stops: list[int] = []
    while len(stops) < MANY:
        stop = step(tab, key)
        if stop is None or stop in stops:
            break
        stops.append(stop)
    return stops


def reach(tab: Tab, target: Locator, key: str = "Tab") -> None:
    """Press Tab until the focus is on an element."""
    element = target.element_handle()
    stops: list[int | None] = []
    while (stop := step(tab, key)) is not None and stop not in stops:
        if element.evaluate("(e) => e === document.activeElement"):
            return
        stops.append(stop)
    pytest.fail(f"the keyboard never gets to {target}")


def focused(tab: Tab) -> Locator:
    """What has the focus."""
    return tab.locator(":focus")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", WALKED)
def test_the_keyboard_comes_everywhere_in_order(
    visitor: Reader, real_site: Site, kind: PageKind, language: str, width: int
) -> None:
    """Forwards and backwards: every stop once, in the order of the page, its ring in full sight."""
    with visitor.at(fullest(real_site, kind, language), language, width=width) as tab:
        ready(tab)
        forwards = walk(tab, "Tab")
        assert forwards == list(range(len(forwards)))
        assert tab.evaluate(ORDER) == {"missed": [], "strange": [], "jumps": []}
        tab.evaluate("document.activeElement.blur(); getSelection().selectAllChildren(document.body)")
        tab.evaluate("getSelection().collapseToEnd()")
        assert walk(tab, "Shift+Tab") == forwards[::-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_stop_leads_past_the_menu(visitor: Reader, language: str) -> None:
    with visitor.at(AREA, language) as tab:
        step(tab)
        expect(focused(tab)).to_have_text(load(language).text("chrome.skip"))
        tab.keyboard.press("Enter")
        expect(tab.locator("main")).to_be_focused()
        step(tab)
        assert tab.locator("main").evaluate("(e) => e.contains(document.activeElement)")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_area_is_found_by_searching(visitor: Reader, language: str, width: int) -> None:
    with visitor.at(Page(PageKind.HOME), language, width=width) as tab:
        opener = tab.locator("button.search-open")
        reach(tab, opener)
        tab.keyboard.press("Enter")
        box = tab.get_by_role("dialog")
        expect(box).to_be_visible()
        assert box.evaluate("(e) => e.contains(document.activeElement)")
        tab.keyboard.type("Krogten")
        result = box.locator("a", has_text=NAME).first
        expect(result).to_be_visible()
        expect(box.get_by_role("status").first).to_contain_text(re.compile(r"\d"))
        # The page behind is out of reach, however often Tab is pressed; the window itself may be a stop.
        for key in ["Tab"] * 12 + ["Shift+Tab"] * 12:
            tab.keyboard.press(key)
            outside = "(e) => document.activeElement !== document.body && !e.contains(document.activeElement)"
            assert not box.evaluate(outside)
        box.locator("input").focus()
        tab.keyboard.press("ArrowDown")
        stop_here(tab)
        for _ in range(20):
            if result.evaluate("(e) => e === document.activeElement || e.matches('[aria-selected=true]')"):
                break
            tab.keyboard.press("ArrowDown")
        tab.keyboard.press("Enter")
        expect(tab.locator("h1")).to_have_text(NAME)


@pytest.mark.parametrize("language", LANGUAGES)
def test_escape_closes_the_search_and_gives_the_focus_back(visitor: Reader, language: str) -> None:
    with visitor.at(AREA, language) as tab:
        reach(tab, tab.locator("button.search-open"))
        tab.keyboard.press("Space")
        expect(tab.get_by_role("dialog")).to_be_visible()
        tab.keyboard.press("Escape")
        expect(tab.get_by_role("dialog")).to_have_count(0)
        expect(tab.locator("button.search-open")).to_be_focused()
        stop_here(tab)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_area_is_found_in_the_list(visitor: Reader, language: str, width: int) -> None:
    with visitor.at(Page(PageKind.HOME), language, width=width) as tab:
        reach(tab, tab.locator(".filter input").first)
        tab.keyboard.type(f"Krogten {NAME}")
        left = tab.locator(".places--find li:visible a")
        assert 0 < left.count() < 5
        expect(tab.locator(".filter [role=status]").first).to_contain_text(str(left.count()))
        reach(tab, left.filter(has_text="Krogten").first)
        tab.keyboard.press("Enter")
        expect(tab.locator("h1")).to_have_text(NAME)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_source_of_a_figure_is_opened(visitor: Reader, language: str, width: int) -> None:
    with visitor.at(AREA, language, width=width) as tab:
        reach(tab, tab.locator(f".key-figure__value a[href='#{FIGURE}']"))
        tab.keyboard.press("Enter")
        receipt = tab.locator(f"[id='{FIGURE}']")
        expect(receipt.locator("dl")).to_be_visible()
        step(tab)
        expect(receipt.locator("summary")).to_be_focused()
        source = receipt.locator("dd a", has_text=re.compile(SOURCE.title[:20]))
        reach(tab, source)
        tab.keyboard.press("Enter")
        expect(tab.locator("h1")).to_have_text(SOURCE.title)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_is_filtered_and_sorted(visitor: Reader, language: str, width: int) -> None:
    with visitor.at(Page(PageKind.AREA), language, width=width) as tab:
        reach(tab, tab.locator(".filter input"))
        tab.keyboard.type("NPLV")
        rows = tab.locator("tbody tr:visible")
        left = rows.count()
        assert 1 < left < len(REAL.tables["areas"])
        expect(tab.locator(".filter [role=status]")).to_contain_text(str(left))
        head = tab.locator("th[data-sort=number]").first
        for direction in ("descending", "ascending"):
            if direction == "descending":
                reach(tab, head.locator("button"))
            tab.keyboard.press("Space")
            expect(head).to_have_attribute("aria-sort", direction)
            expect(head.locator("button")).to_be_focused()
            expect(tab.locator("main [role=status]").last).to_contain_text(
                load(language).text(f"chrome.sort_{direction}")
            )
            assert rows.count() == left
        stop_here(tab)
        values = rows.locator("[data-value]:nth-child(2)").evaluate_all(
            "(all) => all.map((e) => e.dataset.value)"
        )
        known = [float(value) for value in values if value]
        assert known == sorted(known)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", LANGUAGES)
def test_two_areas_are_compared(visitor: Reader, language: str, width: int) -> None:
    with visitor.at(Page(PageKind.COMPARE), language, width=width) as tab:
        for position, name in ((1, NAME), (2, OTHER)):
            reach(tab, tab.locator(f"#compare-{position}"))
            tab.keyboard.type(name)
        table = tab.locator(".compare-table")
        expect(table.locator("thead th")).to_have_text([re.compile("."), NAME, OTHER])
        expect(tab.locator(".compare [role=status]")).to_contain_text(OTHER)
        reach(tab, table.locator("td a").first)
        tab.keyboard.press("Enter")
        tab.wait_for_url(re.compile("#f-|/$|#"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_is_downloaded(visitor: Reader, language: str, tmp_path: Path) -> None:
    with visitor.at(AREA, language) as tab:
        reach(tab, tab.locator(".downloads a[href$='.csv']:not([href$='.nl.csv'])"))
        with tab.expect_download() as found:
            tab.keyboard.press("Enter")
        found.value.save_as(tmp_path / "table.csv")
        with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert FIGURE.removeprefix("f-") in {cell for row in rows for cell in row}


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", LANGUAGES)
def test_theme_and_language_are_changed(visitor: Reader, language: str, width: int) -> None:
    with visitor.at(AREA, language, width=width) as tab:
        if width == PHONE:
            reach(tab, tab.locator(".menu-toggle"))
            tab.keyboard.press("Enter")
        button = tab.locator(".theme-toggle")
        reach(tab, button)
        before = button.inner_text()
        tab.keyboard.press("Enter")
        expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        expect(button).to_be_focused()
        expect(button).not_to_have_text(before)
        stop_here(tab)
        link = tab.locator("a.language")
        reach(tab, link, "Shift+Tab")
        other = link.get_attribute("hreflang") or ""
        tab.keyboard.press("Enter")
        expect(tab.locator("html")).to_have_attribute("lang", other)
        expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        expect(tab.locator("h1")).to_have_text(NAME)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_opens_and_closes_on_a_phone(visitor: Reader, language: str) -> None:
    with visitor.at(AREA, language, width=PHONE) as tab:
        button, links = tab.locator(".menu-toggle"), tab.locator(".site-nav a")
        reach(tab, button)
        expect(button).to_have_attribute("aria-expanded", "false")
        tab.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-expanded", "true")
        step(tab)
        expect(links.first).to_be_focused()
        for key in ("", "Shift+Tab"):
            if key:
                step(tab, key)
            tab.keyboard.press("Escape")
            expect(links.first).to_be_hidden()
            expect(button).to_be_focused()
            expect(button).to_have_attribute("aria-expanded", "false")
            stop_here(tab)
            tab.keyboard.press("Space")
            step(tab)
        reach(tab, tab.locator("main a").first)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chip_explains_itself_on_focus_and_is_quiet_on_escape(visitor: Reader, language: str) -> None:
    shown = """(e) => {
      const { content, display } = getComputedStyle(e, '::after');
      return display !== 'none' && content.includes(e.dataset.tip);
    }"""
    with visitor.at(AREA, language) as tab:
        chip = tab.locator(".chip[data-tip]").first
        assert not chip.evaluate(shown)
        reach(tab, chip)
        assert chip.evaluate(shown)
        tab.keyboard.press("Escape")
        settled(tab)
        assert not chip.evaluate(shown)
        expect(chip).to_be_focused()
        tab.keyboard.press("Enter")
        expect(tab.locator(":target")).to_be_in_viewport()


# The focus where it cannot be seen, in every way that the walk must notice.
HIDDEN = {
    "no ring": ":focus-visible { outline: none !important; }",
    "a pale ring": ":focus-visible { outline-color: #eee !important; }",
    "behind": ".site-header { position: fixed; inset: 0 0 50% 0; z-index: 9; background: #fff; } "
    "main a { scroll-margin: 0 !important; }",
}


@pytest.mark.parametrize("wrong", HIDDEN)
def test_the_walk_sees_a_focus_that_is_hidden(visitor: Reader, wrong: str) -> None:
    with visitor.at(AREA, "nl") as tab:
        tab.add_style_tag(content=HIDDEN[wrong])
        with pytest.raises(AssertionError, match=wrong):
            walk(tab, "Tab")
