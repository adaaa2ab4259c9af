"""axe-core over the whole site: every kind of page, language, theme and width, and what a reader can open."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import resources
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from generator.links import PageKind
from tests.site.conftest import PLACES
from tests.site.support import Site
from tests.site.visits import CONTRAST, SCHEMES, WIDTHS, addresses, open_all, settled

pytestmark = pytest.mark.browser

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
PHONE, DESKTOP = WIDTHS[-1], WIDTHS[0]
HEIGHT = 900
# axe gives no judgement on text over a gradient. Ours are two: a shadow where a table goes on, which goes
# away here, and hatching, which becomes its darker line all over: the worst that any letter can stand on.
FLAT = """
.table-scroll { background: none !important; }
[class*="missing"], .chart__plot--failed { background: var(--hatch) !important; }
"""
# What else axe leaves to people, and what they said who looked.
JUDGED = {
    "th-has-data-cells": "A heading over a column of row headings, or over the rows below it, has no cells"
    " of its own kind (td); screen readers name it with the rows all the same.",
}
# Nor does it judge letters in a drawing, single digits, and what is partly out of sight in its scroll region.
# They are measured here: the colour of the letters against the nearest ground that lets nothing through.
START = """(rules) => {
  /* contrast */
  scrollTo(0, 0);
  const legible = (element) => {
    const style = getComputedStyle(element);
    const colour = element.ownerSVGElement ? style.fill : style.color;
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    return solid(colour) && contrast(colour, ground(element)) >= (large ? 3 : 4.5);
  };
  const nodes = (found, kind) => found.flatMap((rule) => rule.nodes
    .filter((node) => kind === 'violation' || rule.id !== 'color-contrast' || !legible(node.element))
    .map((node) => ({
      kind, rule: rule.id, impact: rule.impact, help: rule.help,
      target: node.target.join(' '), html: node.html.slice(0, 160),
      why: [...node.any, ...node.all, ...node.none].map((check) => check.message).join(' '),
    })));
  const options = {
    elementRef: true, resultTypes: ['violations', 'incomplete'], runOnly: { type: 'tag', values: rules },
  };
  window.audit = axe.run(document, options).then(({ violations, incomplete }) =>
    [...nodes(violations, 'violation'), ...nodes(incomplete, 'incomplete')]);
  return null;
}""".replace("/* contrast */", CONTRAST)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that axe says of one element."""

    kind: str
    rule: str
    impact: str
    help: str
    target: str
    html: str
    why: str

    @property
    def is_judged(self) -> bool:
        """Whether axe left it to people, and people have looked."""
        return self.kind == "incomplete" and self.rule in JUDGED


def findings(tabs: Sequence[Tab]) -> list[list[Finding]]:
    """What axe finds in each tab; they work at the same time."""
    for tab in tabs:
        tab.evaluate(START, list(RULES))
    raw: list[list[dict[str, Any]]] = [tab.evaluate("window.audit") for tab in tabs]
    return [[Finding(**one) for one in found] for found in raw]


class Auditor:
    """A browser tab per language, and everything that axe said in them so far."""

    def __init__(self, tabs: Mapping[str, Tab], root: str) -> None:
        self.tabs = tabs
        self.root = root
        self.found: dict[Finding, list[str]] = defaultdict(list)

    def open(self, paths: Mapping[str, str], width: int = DESKTOP) -> None:
        """Go to one address in each language."""
        for language, path in paths.items():
            tab = self.tabs[language]
            tab.set_viewport_size({"width": width, "height": HEIGHT})
            tab.goto(self.root + path, wait_until="load")
            tab.add_style_tag(content=FLAT)
            tab.evaluate(AXE)

    def each(self, act: Callable[[Tab], object]) -> None:
        """Do the same in every tab."""
        for tab in self.tabs.values():
            act(tab)

    def look(
        self,
        state: str = "",
        widths: Sequence[int] = WIDTHS,
        schemes: Sequence[str] = SCHEMES,
        before: Callable[[Tab], object] = settled,
    ) -> None:
        """Run axe at every width and in both themes; ``before`` brings the page in the state meant."""
        for width in widths:
            for scheme in schemes:
                for tab in self.tabs.values():
                    tab.set_viewport_size({"width": width, "height": HEIGHT})
                    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                    settled(tab)
                    before(tab)
                for tab, found in zip(self.tabs.values(), findings([*self.tabs.values()]), strict=True):
                    where = f"{tab.url.removeprefix(self.root)} {state} {width}px {scheme}".replace("  ", " ")
                    for finding in found:
                        self.found[finding].append(where)

    @property
    def report(self) -> list[str]:
        """Everything wrong so far, readably: rule, element, why, and where it was seen."""
        return [
            f"{f.kind} {f.rule} ({f.impact}): {f.help}\n    {f.target}   {f.html}\n    {f.why}\n    "
            + "\n    ".join(places[:6])
            + (f"\n    and {len(places) - 6} more" if len(places) > 6 else "")
            for f, places in self.found.items()
            if not f.is_judged
        ]

    def assert_clean(self) -> None:
        report = self.report
        self.found.clear()
        assert not report, f"axe has {len(report)} complaints:\n" + "\n".join(report)


@pytest.fixture(scope="module")
def tabs(browser: Browser) -> Iterator[Mapping[str, Tab]]:
    """A tab for each language, in the same order for every test."""
    with ExitStack() as stack:
        found = {}
        for language in ("nl", "en"):
            context = browser.new_context(reduced_motion="reduce", bypass_csp=True)
            stack.callback(context.close)
            found[language] = context.new_page()
            found[language].set_default_timeout(10_000)
        yield found


@pytest.fixture
def auditor(tabs: Mapping[str, Tab], below: str, real_site: Site) -> Auditor:
    return Auditor(tabs, f"{below}{PLACES['real']}/")


def pairs(site: Site, kind: PageKind) -> list[dict[str, str]]:
    """The addresses of a kind, the same page in each language."""
    found = {language: addresses(site, kind, language) for language in ("nl", "en")}
    return [dict(zip(found, both, strict=True)) for both in zip(*found.values(), strict=True)]


@pytest.mark.parametrize("kind", [kind for kind in PageKind if kind is not PageKind.EMBED])
def test_every_kind_of_page(auditor: Auditor, real_site: Site, kind: PageKind) -> None:
    """The overview and the fullest at every width in both themes, the barest once."""
    overview, *others = pairs(real_site, kind)
    for paths in (overview, *others[:1]):
        auditor.open(paths)
        auditor.look()
    for paths in others[1:]:
        auditor.open(paths, PHONE)
        auditor.look(widths=(PHONE,), schemes=("dark",))
    auditor.assert_clean()


@pytest.mark.parametrize("start", ["ranking-", "map-"])
def test_a_chart_by_itself(auditor: Auditor, real_site: Site, start: str) -> None:
    places = [a for a in real_site.embeds if a.rsplit("/", 2)[1].startswith(start)]
    auditor.open({n: next(a for a in places if real_site.language(a) == n) for n in auditor.tabs})
    auditor.look(widths=(DESKTOP, PHONE))
    auditor.assert_clean()


def both(site: Site, kind: PageKind, number: int = 0) -> dict[str, str]:
    """One page of a kind in each language: the overview, or the fullest."""
    return pairs(site, kind)[number]


def search(words: str) -> Callable[[Tab], None]:
    def act(tab: Tab) -> None:
        tab.locator("button.search-open").click()
        box = tab.get_by_role("dialog")
        box.get_by_role("searchbox").or_(box.get_by_role("combobox")).fill(words)
        expect(box.get_by_role("status").first).to_contain_text(re.compile(r"\S"))
        if words == FOUND:
            expect(box.locator("a").first).to_be_visible()

    return act


def menu(tab: Tab) -> None:
    tab.set_viewport_size({"width": PHONE, "height": HEIGHT})
    tab.locator(".menu-toggle").click()
    expect(tab.locator(".site-nav a").first).to_be_visible()


def filtered(tab: Tab) -> None:
    tab.locator("th[data-sort] button").nth(1).click()
    tab.locator(".filter input").first.fill("a")


def chosen(tab: Tab) -> None:
    tab.locator(".facet select").first.select_option(index=1)


def interactive(tab: Tab) -> None:
    """Reach for every chart: its button where it has one, else it comes by itself when it is near."""
    for chart in tab.locator(".chart").all():
        chart.scroll_into_view_if_needed()
        if chart.locator(".chart__reach").count():
            chart.locator(".chart__reach").click()
        expect(chart.locator("svg.main-svg").first).to_be_visible()


def tip(tab: Tab) -> None:
    tab.locator(".chip[data-tip]").first.hover()


def skip(tab: Tab) -> None:
    tab.keyboard.press("Tab")
    expect(tab.locator(".skip")).to_be_focused()


@dataclass(frozen=True, slots=True)
class State:
    """What a reader can do with a page: where, which of its kind, how, and at which widths it differs."""

    kind: PageKind
    act: Callable[[Tab], object]
    number: int = 0
    widths: tuple[int, ...] = (DESKTOP, PHONE)


# Once in each theme, as a theme changes colours only and a width places only.
SCHEME_OF = {DESKTOP: "light", PHONE: "dark"}
FOUND = "Breda"
OVERVIEW, FULLEST = 0, 1
STATES = {
    "search with results": State(PageKind.HOME, search(FOUND)),
    "search without results": State(PageKind.HOME, search("qqxxyyzz")),
    "menu": State(PageKind.AREA, menu, FULLEST, (PHONE,)),
    "list filtered and sorted": State(PageKind.AREA, filtered),
    "facets used": State(PageKind.DIFFERENCE, chosen),
    "area, all open": State(PageKind.AREA, open_all, FULLEST),
    "alliance, all open": State(PageKind.ALLIANCE, open_all, FULLEST),
    "municipality, all open": State(PageKind.MUNICIPALITY, open_all, FULLEST),
    "source, all open": State(PageKind.SOURCE, open_all, FULLEST),
    "metric, all open": State(PageKind.METRIC, open_all, FULLEST),
    "sum, all open": State(PageKind.SUM, open_all, FULLEST),
    "data, all open": State(PageKind.DATA, open_all),
    "area, charts reached for": State(PageKind.AREA, interactive, FULLEST),
    "map, charts reached for": State(PageKind.MAP, interactive),
    "tip of a chip": State(PageKind.AREA, tip, FULLEST),
    "skip link": State(PageKind.HOME, skip),
}


@pytest.mark.parametrize("name", STATES)
def test_what_a_reader_can_open_or_use(auditor: Auditor, real_site: Site, name: str) -> None:
    state = STATES[name]
    for width in state.widths:
        auditor.open(both(real_site, state.kind, state.number), width)
        auditor.each(state.act)
        auditor.look(f"({name})", (width,), SCHEMES if len(state.widths) == 1 else (SCHEME_OF[width],))
    auditor.assert_clean()


def test_a_page_that_is_not_there(auditor: Auditor, below: str, norland_site: Site) -> None:
    """The page for errors knows its place from the address of the site, so it is asked where that fits."""
    auditor.root = f"{below}{PLACES['norland']}/"
    auditor.open(dict.fromkeys(auditor.tabs, "404.html"))
    auditor.look()
    auditor.assert_clean()


@pytest.mark.parametrize("kind", [PageKind.HOME, PageKind.AREA, PageKind.METRIC])
def test_another_country(auditor: Auditor, below: str, norland_site: Site, kind: PageKind) -> None:
    auditor.root = f"{below}{PLACES['norland']}/"
    for paths in pairs(norland_site, kind):
        auditor.open(paths)
        auditor.look(widths=(DESKTOP, PHONE))
    auditor.assert_clean()


# What can go wrong, each in a way that only this audit sees.
FAULTS = {
    "pale words": ("p.lead", "(e) => (e.style.color = '#999')", "color-contrast"),
    "pale digits": (
        "td.num[data-value]",
        "(e) => { e.textContent = '7'; e.style = 'color: #999'; }",
        "color-contrast",
    ),
    "pale words on hatching": (".missing", "(e) => (e.style.color = '#888')", "color-contrast"),
    "pale letters in a drawing": (
        ".lead",
        '(e) => (e.innerHTML = \'<svg><text y="20" fill="#999">letters</text></svg>\')',
        "color-contrast",
    ),
    "a button without a name": (".theme-toggle", "(e) => e.replaceChildren()", "button-name"),
    "a level too deep": (".lead", "(e) => (e.outerHTML = '<h5>x</h5>')", "heading-order"),
    "narrow targets side by side": (
        ".lead",
        "(e) => (e.innerHTML = '<button style=\"width: 9px; height: 9px; padding: 0\">x</button>'.repeat(2))",
        "target-size",
    ),
    "two places of one name": (".filter", "(e) => e.after(e.cloneNode(true))", "landmark-unique"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_audit_sees_what_is_wrong(auditor: Auditor, real_site: Site, name: str) -> None:
    selector, spoil, rule = FAULTS[name]
    auditor.open(both(real_site, PageKind.AREA))
    auditor.each(lambda tab: tab.locator(selector).first.evaluate(spoil))
    auditor.look(widths=(DESKTOP,), schemes=("light",))
    assert rule in {found.rule for found in auditor.found if not found.is_judged}
    with pytest.raises(AssertionError, match=rule):
        auditor.assert_clean()
