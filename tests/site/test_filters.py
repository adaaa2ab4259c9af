"""Filtering the differences in a real browser: by keyboard, in the address, and without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.links import Page as Place
from generator.links import PageKind
from generator.views import differences
from tests.site.support import Site
from tests.site.test_browser import LANGUAGES, PHONE, Reader
from tests.worlds import REAL

pytestmark = pytest.mark.browser

DIFFERENCES = Place(PageKind.DIFFERENCE)
ROWS = [row for group in differences.view(REAL.editions["nl"]).groups for row in group.rows]
KIND, AREA = "qualifier", "delft-west"


@pytest.fixture(scope="module")
def visitor(browser: Browser, below: str, real_site: Site) -> Reader:
    """A reader of the real site."""
    return Reader(browser, below)


@contextmanager
def at(visitor: Reader, language: str, query: str = "", *, width: int = 1280) -> Iterator[Page]:
    with visitor.at(DIFFERENCES, language, anchor=query, width=width) as page:
        expect(page.locator(".facet select").first).to_be_visible()
        yield page


def left(page: Page) -> set[str]:
    """The differences that can be seen."""
    found: list[str] = page.locator(".difference:visible .readings").evaluate_all(
        "(all) => all.map((e) => e.id)"
    )
    return {identity.removeprefix("d-") for identity in found}


def expected(kind: str = "", area: str = "", alliance: str = "") -> set[str]:
    return {
        row.discrepancy.discrepancy_id
        for row in ROWS
        if kind in ("", row.discrepancy.kind)
        and area in ("", *(a.area_id for a in row.areas))
        and alliance in ("", *(a.alliance_id for a in row.within))
    }


def says(page: Page, number: int) -> None:
    expect(page.locator(".facets [role=status]")).to_have_text(
        re.compile(rf"^{number} \w+ \w+ {len(ROWS)} \w+$")
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [PHONE, 1280])
def test_differences_are_filtered_by_keyboard(visitor: Reader, language: str, width: int) -> None:
    with at(visitor, language, width=width) as page:
        says(page, len(ROWS))
        kind = page.locator(".facet select").first
        kind.focus()
        page.keyboard.press("ArrowDown")
        chosen = kind.input_value()
        assert chosen
        assert left(page) == expected(kind=chosen)
        says(page, len(expected(kind=chosen)))
        assert parse_qs(urlsplit(page.url).query) == {"kind": [chosen]}
        for _ in range(3):
            page.keyboard.press("Tab")
        expect(page.locator(".facets__reset")).to_be_focused()
        page.keyboard.press("Enter")
        assert left(page) == expected()
        assert urlsplit(page.url).query == ""
        expect(kind).to_be_focused()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_choice_is_shared_by_its_address(visitor: Reader, language: str) -> None:
    with at(visitor, language, f"?kind={KIND}&area={AREA}") as page:
        assert left(page) == expected(kind=KIND, area=AREA)
        assert page.locator("main h2:visible").count() == 1
        page.locator("a.language").click()
        expect(page.locator("html")).not_to_have_attribute("lang", language)
        says(page, len(expected(kind=KIND, area=AREA)))
        assert left(page) == expected(kind=KIND, area=AREA)


def test_an_alliance_is_found_with_its_areas(visitor: Reader) -> None:
    with at(visitor, "nl", "?alliance=nplv") as page:
        assert left(page) == expected(alliance="nplv") > expected(area=AREA)


def test_an_unknown_choice_hides_nothing(visitor: Reader) -> None:
    with at(visitor, "nl", "?kind=x&area=%22%3E&other=1") as page:
        assert left(page) == expected()


@pytest.mark.parametrize("query", ["", "?kind=total", f"?area={AREA}"])
def test_an_address_with_a_difference_shows_it(visitor: Reader, query: str) -> None:
    with at(visitor, "nl", f"{query}#d-heerlen-noord-extra") as page:
        expect(page.locator("#d-heerlen-noord-extra")).to_be_in_viewport()
        top = page.locator("#d-heerlen-noord-extra").bounding_box()
        assert top
        assert 0 <= top["y"] < 100


def test_without_a_script_all_are_there(visitor: Reader) -> None:
    with visitor.at(DIFFERENCES, "nl", anchor="?kind=total", js=False) as page:
        assert left(page) == expected()
        expect(page.locator(".facets")).to_be_hidden()
