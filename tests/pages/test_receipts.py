"""No number of the package is shown without the way to its receipt.

What counts. A number of the package is the formatted number of a figure ("10.166", "60%",
"900 tot 1.200"), of three digits or more or with a percent or euro sign: smaller ones cannot be
told from counts, and are held to account where nothing but a figure can stand (key figures, rows
of figures, leads of areas). It counts where it is given as a figure: in key figures, in cells
under a head of numbers, in tables and titles of charts, in leads, in readings that name their
figure, and in lists that are the timeline's own.
Free text of the data (a scope, a question, a summary) is no such place, and neither are sums and
differences of our own: on the pages that add up, only what is a link can be told to be a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from generator import locale
from generator.links import Page, PageKind
from generator.pages import area as area_pages
from generator.pages.press import Settings
from tests import dom
from tests.dom import Element, words
from tests.pages.test_pages import ROOT_ADDRESS, name_of, pages_of, tree_of, url_of
from tests.worlds import NORLAND, ROOT, WORLDS, World

PLACES = ("key-figure__value", "chart__title")
CELLS = ("num", "bar")
DIGITS = re.compile(r"\d")
WAY = urlsplit(ROOT_ADDRESS).path


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text in a place that counts, with the link that it stands in."""

    text: str
    link: str


def pieces(element: Element, link: str = "") -> Iterator[Piece]:
    """The texts of an element with the link around each."""
    for child in element.children:
        if isinstance(child, str):
            yield Piece(words(child), link)
        elif child.tag not in ("script", "cite"):
            yield from pieces(child, child.attributes.get("href") or link if child.tag == "a" else link)


@cache
def receipts(name: str) -> frozenset[str]:
    """Every receipt of a world: its address with its anchor."""
    world = WORLDS[name]
    return frozenset(
        f"{url_of(world, language, path)}#{e.attributes['id']}"
        for language, path, _, tree in pages_of(world)
        for e in tree.classed("receipt")
        if e.tag == "details"
    )


def receipt_at(world: World, language: str, path: str, link: str) -> str:
    """The figure whose receipt a link of a page leads to, empty where it leads to none."""
    parts = urlsplit(urljoin(ROOT_ADDRESS + url_of(world, language, path), link))
    address = f"{unquote(parts.path).removeprefix(WAY)}#{parts.fragment}"
    return parts.fragment.removeprefix("f-") if address in receipts(name_of(world)) else ""


def shown(world: World, language: str) -> dict[str, set[str]]:
    """The numbers that can be told from a count, with the figures that have them."""
    found: dict[str, set[str]] = {}
    for figure in world.editions[language].figures.values():
        if len(DIGITS.findall(figure.number)) > 2 or re.search(r"[%€]", figure.number):
            for text in {figure.number, re.sub(r"^[±>≥≤]\s*", "", figure.short)}:
                found.setdefault(words(text), set()).add(figure.figure_id)
    return found


def figures_in(text: str, numbers: dict[str, set[str]]) -> set[str]:
    """Which of the numbers stand in a text, the longest where one is part of another."""
    either = "|".join(re.escape(n) for n in sorted(numbers, key=len, reverse=True))
    return set(re.findall(rf"(?<![\w.,%€-])(?:{either})(?![\w%]|[.,-]\d)", text)) if either else set()


def places(tree: Element, section: str) -> Iterator[Element]:
    """Where a figure is given as a figure. An area's lead is made by us; others are texts of the data."""
    for name in (*PLACES, *(["lead"] if section == PageKind.AREA else [])):
        yield from tree.classed(name)
    for name in CELLS:
        yield from (cell for cell in tree.classed(name) if cell.tag == "td")
    for reading in tree.classed("reading"):
        (text,), (source,) = reading.classed("reading__text"), reading.classed("reading__source")
        # One of our own reckoning says so; its number may be a figure's by chance.
        if not any(locale.load(n).text("reading.computed") in source.text for n in locale.available()):
            yield from text.all("strong")
    for table in (t for chart in tree.classed("chart") for t in chart.all("tbody")):
        yield from table.all("th")


def test_every_figure_has_one_receipt(world: World) -> None:
    for language, edition in world.editions.items():
        for figure in edition.figures.values():
            tree = tree_of(world, language, figure.home)
            (receipt,) = [e for e in tree.classed("receipt") if e.attributes["id"] == figure.anchor]
            assert receipt.tag == "details"
            (summary,) = receipt.all("summary")
            for part in (figure.value, figure.metric, figure.period, figure.locator):
                assert words(part) in summary.text
            assert "open" not in receipt.attributes


def test_no_number_is_shown_without_its_receipt(world: World) -> None:
    wrong, seen = [], 0
    for language, path, header, tree in pages_of(world):
        numbers = shown(world, language)
        if header["page_kind"] == "prose":
            continue
        for place in places(tree, header["section"]):
            for piece in pieces(place):
                if header["section"] == PageKind.SUM and not piece.link:
                    continue
                for number in figures_in(piece.text, numbers):
                    seen += 1
                    if receipt_at(world, language, path, piece.link) not in numbers[number]:
                        wrong.append((path, number, piece))
    assert wrong == []
    assert seen > len(world.dataset.figures)


def test_key_figures_and_rows_of_figures_lead_to_receipts(world: World) -> None:
    """Also the small ones: the value of each of these is a link to a receipt."""
    for language, path, _, tree in pages_of(world):
        cards = [e for e in tree.classed("key-figure") if not e.classed("key-figure--missing")]
        for card in cards:
            (value,) = card.classed("key-figure__value")
            assert all(receipt_at(world, language, path, p.link) for p in pieces(value) if p.text), path
        for chart in tree.classed("chart"):
            [plot] = chart.classed("chart__plot")
            traces = world.figure(language, plot.attributes["data-figure"] or "")["data"]
            if any("#f-" in str(link) for t in traces for link in t.get("customdata", ())):
                for row in chart.all("tbody")[0].all("tr"):
                    links = [a.attributes.get("href") or "" for a in row.all("a")]
                    assert any(receipt_at(world, language, path, link) for link in links), path


def test_leads_of_areas_lead_to_the_figures_they_name(world: World) -> None:
    linked = 0
    for language in world.languages:
        for area in world.dataset.areas:
            page = Page(PageKind.AREA, area.area_id)
            path = world.addresses[language].markdown(page)
            (lead,) = tree_of(world, language, page).classed("lead")
            for piece in (p for p in pieces(lead) if p.link):
                figure = world.editions[language].figures[receipt_at(world, language, path, piece.link)]
                assert piece.text == words(figure.value)
                linked += 1
    assert linked > 5


def test_a_receipt_says_where_the_row_stands(world: World) -> None:
    """The line that it names holds the figure's own key, in the file that it links."""
    for language, edition in world.editions.items():
        for figure in edition.figures.values():
            tree = tree_of(world, language, figure.home)
            receipt = next(e for e in tree.walk() if e.attributes.get("id") == figure.anchor)
            (link,) = [a for a in receipt.all("a") if "download" in a.attributes]
            lines = (world.folder / "data" / link.text).read_text(encoding="utf-8").splitlines()
            line = world.presses[language].receipts[figure.figure_id].line
            assert lines[line - 1].startswith(f"{figure.figure_id},")
            assert edition.locale.text("receipt.row", line=line) in receipt.text
            assert figure.stated_by in receipt.text
            assert f"#{figure.anchor}" in [a.attributes.get("href") for a in receipt.all("a")]


@pytest.mark.parametrize("site_url", [None, "https://atlas.test/norland"])
def test_a_permanent_link_is_whole_where_the_site_has_an_address(site_url: str | None) -> None:
    one = NORLAND.presses["nl"]
    settings = Settings(
        docs=ROOT / "docs", data_folder="data", issues_url=None, repository=None, site_url=site_url
    )
    press = replace(one, settings=settings)
    figure = next(f for f in one.edition.figures.values() if f.area_id)
    page = next(o for o in area_pages.pages(press) if o.path == press.here.markdown(figure.home))
    tree = dom.from_markdown(dom.split(page.content.decode())[1])
    receipt = next(e for e in tree.walk() if e.attributes.get("id") == figure.anchor)
    whole = f"{site_url}/{press.here.url(figure.home)}#{figure.anchor}" if site_url else f"#{figure.anchor}"
    assert whole in [a.text for a in receipt.all("a")]


def test_the_timeline_says_of_which_outcomes_nothing_is_known(world: World) -> None:
    """Second method: what is past by the day of the data, and of which no result is stated."""
    path, today = Page(PageKind.TIMELINE), world.dataset.info.date
    results = {(r["area_id"], r["metric_id"]) for r in world.tables["measurements"] if r["kind"] == "result"}
    assert today
    for language, edition in world.editions.items():
        text = edition.locale.text
        silent = [
            row["target_id"]
            for row in world.tables["targets"]
            if row["period_end"]
            and int(row["period_end"]) - (row["period_end_kind"] == "until") < today.year
            and (row["area_id"], row["metric_id"]) not in results
        ]
        tree = tree_of(world, language, path)
        lines = [e for e in tree.all("li") if text("timeline.no_outcome") in e.text]
        assert len(lines) == len(silent)
        links = [a.attributes.get("href") or "" for line in lines for a in line.all("a")]
        assert {link.partition("#f-")[2] for link in links if "#f-" in link} == set(silent)
        assert edition.locale.date(today) in tree.text
