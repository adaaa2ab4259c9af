"""The real site as readers set it for themselves: large, spaced out, still, in high contrast, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from generator.links import Page, PageKind
from tests.site.conftest import PLACES
from tests.site.support import Site
from tests.site.test_browser import DESKTOP, LANGUAGES, PHONE, TOO_WIDE
from tests.site.visits import CONTRAST, SCHEMES, addresses, fullest, open_all, settled

pytestmark = pytest.mark.browser

# 1280 by 1024 at 400%, and the narrowest phone.
ZOOMED, NARROWEST = (320, 256), (320, 640)
A4 = (688, 1000)  # what is left of a sheet of paper between its margins, in CSS pixels
SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
# Words that stick out of a box that cuts them off. What scrolls does not; what is hidden on purpose is tiny.
CUT_OFF = """() => [...document.querySelectorAll('body *')].flatMap((e) => {
  const style = getComputedStyle(e);
  const cuts = ['hidden', 'clip'];
  const sideways = cuts.includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1;
  const down = cuts.includes(style.overflowY) && e.scrollHeight > e.clientHeight + 1;
  if (!(sideways || down) || e.clientWidth <= 1 || e.closest('svg') || !e.checkVisibility()) return [];
  const needed = `${e.scrollWidth}x${e.scrollHeight}`;
  return [`${e.tagName}.${e.className} ${needed} in ${e.clientWidth}x${e.clientHeight}`];
})"""
# How much of the window stays covered while its page moves, at worst, as a share of its height and width.
COVERED = """() => {
  const worst = { height: 0, width: 0 };
  const inside = (box) => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo(0, y);
    let top = 0, side = 0;
    for (const e of document.querySelectorAll('body *')) {
      const { position } = getComputedStyle(e);
      if (!['sticky', 'fixed'].includes(position) || !e.checkVisibility()) continue;
      const box = e.getBoundingClientRect();
      if (!inside(box)) continue;
      if (box.width > innerWidth * 0.6) top = Math.max(top, Math.min(box.bottom, innerHeight));
      else side = Math.max(side, Math.min(box.right, innerWidth));
    }
    if (top > worst.height) worst.height = top / innerHeight;
    if (side > worst.width) worst.width = side / innerWidth;
  }
  return worst;
}"""
MOVING = """() => [...document.querySelectorAll('*')].flatMap((e) => {
  const found = [null, '::before', '::after'].flatMap((part) => {
    const s = getComputedStyle(e, part);
    const moves = (times, names) => names !== 'none' && times.split(',').some((t) => parseFloat(t) > 0);
    return moves(s.animationDuration, s.animationName) || moves(s.transitionDuration, s.transitionProperty);
  });
  const glides = getComputedStyle(e).scrollBehavior === 'smooth';
  return found.some(Boolean) || glides ? [`${e.tagName}.${e.className}`] : [];
})"""
# Every word of the page with the contrast between it and the nearest ground that lets nothing through.
PALE = """(least) => {
  /* contrast */
  const found = new Map();
  for (const e of document.querySelectorAll('body *')) {
    const text = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!text || !e.checkVisibility() || e.closest('script, style')) continue;
    const style = getComputedStyle(e);
    const colour = e.ownerSVGElement ? style.fill : style.color;
    const far = contrast(colour, ground(e));
    if (far < least) found.set(`${e.tagName}.${e.className?.baseVal ?? e.className}`, far.toFixed(2));
  }
  return [...found].map((pair) => pair.join(' '));
}""".replace("/* contrast */", CONTRAST)

# Marks that cannot be told from their ground: bars in cells, edges of chips and boxes, shapes of charts.
UNSEEN = """() => {
  /* contrast */
  const found = [];
  const least = (name, colour, e) => {
    if (contrast(colour, ground(e)) < 3) found.push(`${name} ${e.className} ${colour}`);
  };
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility());
  for (const e of shown('.bar')) {
    const style = getComputedStyle(e, '::after');
    const colour = solid(style.backgroundColor) ? style.backgroundColor : style.borderLeftColor;
    least('bar', colour, e);
  }
  for (const e of shown('.chip')) least('chip', getComputedStyle(e).borderBottomColor, e.parentElement);
  for (const e of shown('input, select, main button:not(.data-table__sort)')) {
    const style = getComputedStyle(e);
    if (parseFloat(style.borderBottomWidth)) least('edge', style.borderBottomColor, e.parentElement);
  }
  /* Lines of the grid and the land on a map only help the eye; a mark may have its colour from its edge. */
  for (const e of shown('svg.chart__drawing :is(path, circle, rect, line)')) {
    const { fill, stroke, strokeWidth, opacity } = getComputedStyle(e);
    const colours = [fill, parseFloat(strokeWidth) ? stroke : 'none'].filter((c) => c !== 'none' && solid(c));
    if (e.closest('[style*="--chart-grid"], [style*="--chart-surface"]') || opacity < 0.3) continue;
    if (colours.length && colours.every((c) => contrast(c, ground(e)) < 3)) {
      found.push(`mark ${e.outerHTML.slice(0, 120)}`);
    }
  }
  return [...new Set(found)];
}""".replace("/* contrast */", CONTRAST)
# Menus, boxes and buttons that are smaller than a thumb; what else is touched, axe measures (24 pixels).
SMALL = """() => {
  const main = '.site-header :is(a, button), input, select, main button, dialog button';
  return [...document.querySelectorAll(main)].flatMap((e) => {
    const { width, height } = e.getBoundingClientRect();
    const beside = e.matches('.wordmark, .data-table__sort, .chart__reach');
    if (!e.checkVisibility() || beside || Math.min(width, height) >= 43.5) return [];
    const size = `${Math.round(width)}x${Math.round(height)}`;
    return [`${e.tagName}.${e.className} '${e.textContent.trim()}' ${size}`];
  });
}"""
WORDS = "article :is(details:not(.chart__embed) > *, .chart, .chart__conclusion, .chart__source)"
# Links that leave the site, without their address in print.
UNTOLD = (
    "(all) => all.filter((e) => !getComputedStyle(e, '::after').content.includes(e.getAttribute('href')))"
)
WHITE = ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Tab]:
    """One tab for all that only looks."""
    context = browser.new_context(viewport={"width": DESKTOP, "height": 740})
    found = context.new_page()
    found.set_default_timeout(10_000)
    yield found
    context.close()


@pytest.fixture
def root(below: str, real_site: Site) -> str:
    return f"{below}{PLACES['real']}/"


@contextmanager
def media(tab: Tab, **features: str) -> Iterator[None]:
    """What the reader asks for, until the end of the block."""
    tab.emulate_media(**features)  # type: ignore[arg-type]
    settled(tab)
    yield
    tab.emulate_media(**dict.fromkeys(features, "null"))  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PageKind)
def test_nothing_is_lost_at_400_percent(
    tab: Tab, root: str, real_site: Site, kind: PageKind, language: str
) -> None:
    for address in addresses(real_site, kind, language):
        tab.set_viewport_size({"width": ZOOMED[0], "height": ZOOMED[1]})
        tab.goto(root + address)
        open_all(tab)
        covered = tab.evaluate(COVERED)
        found = [*tab.evaluate(TOO_WIDE), *tab.evaluate(CUT_OFF)]
        tab.set_viewport_size({"width": NARROWEST[0], "height": NARROWEST[1]})
        settled(tab)
        found += [*tab.evaluate(TOO_WIDE), *tab.evaluate(CUT_OFF)]
        assert (address, found) == (address, [])
        assert covered["height"] < 0.25, address
        assert covered["width"] < 0.6, address


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PageKind)
def test_nothing_is_lost_with_more_space_between_letters_and_lines(
    tab: Tab, root: str, real_site: Site, kind: PageKind, language: str
) -> None:
    for address in addresses(real_site, kind, language):
        tab.set_viewport_size({"width": PHONE, "height": 740})
        tab.goto(root + address)
        tab.add_style_tag(content=SPACED)
        open_all(tab)
        for width in (PHONE, DESKTOP):
            tab.set_viewport_size({"width": width, "height": 740})
            settled(tab)
            assert (address, width, [*tab.evaluate(TOO_WIDE), *tab.evaluate(CUT_OFF)]) == (address, width, [])


# Together they have every part that there is.
FULL = (PageKind.HOME, PageKind.AREA, PageKind.ALLIANCE, PageKind.METRIC, PageKind.COMPARE)


def show(tab: Tab, root: str, site: Site, kind: PageKind, language: str = "nl", width: int = DESKTOP) -> None:
    """Go to the fullest page of a kind, and unfold it."""
    tab.set_viewport_size({"width": width, "height": 740})
    tab.goto(root + site.world.addresses[language].url(fullest(site, kind, language)))
    open_all(tab)


@pytest.mark.parametrize("kind", FULL)
def test_nothing_moves_for_who_asks_for_stillness(
    tab: Tab, root: str, real_site: Site, kind: PageKind
) -> None:
    show(tab, root, real_site, kind)
    with media(tab, reduced_motion="reduce"):
        assert tab.evaluate(MOVING) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", FULL)
def test_who_asks_for_contrast_gets_more_of_it(
    tab: Tab, root: str, real_site: Site, kind: PageKind, scheme: str
) -> None:
    """Every word 7 to 1, and the lines of what can be used as far from their ground as marks."""
    show(tab, root, real_site, kind)
    with media(tab, contrast="more", color_scheme=scheme):
        assert tab.evaluate(PALE, 7) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", FULL)
def test_everything_stays_visible_in_forced_colours(
    tab: Tab, root: str, real_site: Site, kind: PageKind, scheme: str
) -> None:
    show(tab, root, real_site, kind)
    with media(tab, forced_colors="active", color_scheme=scheme):
        assert tab.evaluate(PALE, 4.5) == []
        assert tab.evaluate(UNSEEN) == []


def test_what_is_sorted_and_where_one_is_can_be_seen_in_forced_colours(
    tab: Tab, root: str, real_site: Site
) -> None:
    here, other = ".site-nav [aria-current]", ".site-nav a:not([aria-current])"
    line = "(e) => { const s = getComputedStyle(e); return [s.borderBottomColor, s.fontWeight]; }"
    tab.set_viewport_size({"width": DESKTOP, "height": 740})
    tab.goto(root + real_site.world.addresses["nl"].url(Page(PageKind.AREA)))
    with media(tab, forced_colors="active"):
        assert tab.locator(here).evaluate(line)[0] != tab.locator(other).first.evaluate(line)[0]
        button = tab.locator("th[data-sort] button").first
        arrow = "(e) => getComputedStyle(e, '::after').backgroundColor"
        ground = "(e) => getComputedStyle(e.closest('th')).backgroundColor"
        assert button.evaluate(arrow) != button.evaluate(ground)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_chart_reached_for_keeps_forced_colours(tab: Tab, root: str, real_site: Site, scheme: str) -> None:
    """The library draws its marks and letters in the very colours that the picture had."""
    show(tab, root, real_site, PageKind.AREA)
    # Without how much shines through, which the library says apart.
    fills = """(e) => [...e.querySelectorAll('path, text')]
      .map((m) => getComputedStyle(m).fill.match(/\\d+/g)?.slice(0, 3).map(Number) ?? [])"""
    with media(tab, forced_colors="active", color_scheme=scheme):
        chart = tab.locator(".chart").first
        before = chart.locator(".chart__drawing--wide").evaluate(fills)
        chart.locator(".chart__reach").click()
        marks = chart.locator(".chart__graph .points")
        expect(marks.locator("path").first).to_be_attached()
        for fill in [fill for mark in marks.all() for fill in mark.evaluate(fills)]:
            assert any(fill == pytest.approx(was, abs=1) for was in before if was), (fill, before)


@pytest.mark.parametrize("js", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_area_on_paper_has_its_charts_and_sources(
    browser: Browser, root: str, real_site: Site, language: str, js: bool
) -> None:
    """On A4: nothing folded, nothing cut off, no menus; addresses of other sites are written out."""
    context = browser.new_context(viewport={"width": A4[0], "height": A4[1]}, java_script_enabled=js)
    try:
        tab = context.new_page()
        tab.goto(root + real_site.world.addresses[language].url(fullest(real_site, PageKind.AREA, language)))
        folded = tab.locator("details:not([open])").count()
        assert folded > 0
        tab.emulate_media(media="print")
        if js:
            tab.evaluate("dispatchEvent(new Event('beforeprint'))")
            settled(tab)
        assert tab.evaluate(TOO_WIDE) == []
        assert tab.evaluate(CUT_OFF) == []
        unseen = "(all) => all.filter((e) => !e.checkVisibility()).map((e) => e.outerHTML.slice(0, 200))"
        assert tab.locator(WORDS).evaluate_all(unseen) == []
        drawings = tab.locator(".chart__drawing").evaluate_all(unseen)
        assert len(drawings) * 2 == tab.locator(".chart__drawing").count()
        assert tab.locator("main a[href^=http]").evaluate_all(UNTOLD) == []
        for chrome in (".site-nav", ".search-open", ".menu-toggle", ".filter", ".skip", ".toc"):
            assert not any(part.is_visible() for part in tab.locator(chrome).all())
        assert tab.locator("body").evaluate("(e) => getComputedStyle(e).backgroundColor") in WHITE
        paper = tab.pdf(format="A4", prefer_css_page_size=True)
        assert paper.startswith(b"%PDF")
    finally:
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PageKind)
def test_what_is_touched_most_is_as_large_as_a_thumb(
    tab: Tab, root: str, real_site: Site, kind: PageKind, language: str
) -> None:
    for address in addresses(real_site, kind, language):
        tab.set_viewport_size({"width": PHONE, "height": 740})
        tab.goto(root + address)
        tab.locator(".menu-toggle").click()
        settled(tab)
        assert (address, tab.evaluate(SMALL)) == (address, [])
