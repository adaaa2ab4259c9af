"""A language that the generator lacks: a locale file and columns in the data make it one of the site's."""

from __future__ import annotations

import datetime
import json
import re
import shutil
from collections.abc import Callable, Iterator

import pytest
from babel.dates import format_date
from playwright.sync_api import Browser, expect

from generator import locale
from generator.links import TASKS, Page, PageKind
from generator.model import TABLES
from tests import tongue
from tests.dom import parse
from tests.site import test_pages
from tests.site.conftest import serving
from tests.site.support import Site, atlas, texts
from tests.worlds import NORLAND, ROOT, World

CODE = tongue.CODE
URL = "https://example.org/norland/"
# What a word of another language is too short to tell.
SHORT = 12
# Places and files are called alike in every language.
ADDRESS = re.compile(rf"\S*/\S*|\S+\.\w{{2,5}}\b|\((?:{'|'.join(table.name for table in TABLES)})\)")


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of three languages, of which the last has no page about privacy."""
    folder = tmp_path_factory.mktemp("three")
    (folder / "mkdocs.yml").write_text("site_name: Norland\n", encoding="utf-8")
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copytree(NORLAND.folder, folder / "datapackage")
    tongue.columns(folder / "datapackage")
    tongue.prose(folder / "docs", without=("privacy",))
    (folder / "locales").mkdir()
    (folder / "locales" / f"{CODE}.toml").write_text(tongue.locale_file(), encoding="utf-8")
    said = atlas("build", "--lang", CODE, project=folder)
    assert said.returncode == 0, said.stdout + said.stderr
    locale.own(locale.of_atlas(folder))
    world = World(folder=folder / "datapackage")
    yield Site(world=world, folder=folder / "build" / "site", url=URL, said=said)
    locale.own(())


def spoken(site: Site, language: str) -> set[str]:
    """All that the pages of a language say in it."""
    pages = (page for address, page in site.pages.items() if site.language(address) == language)
    return {text for page in pages for text in texts(page, language)}


@pytest.mark.parametrize(
    "holds",
    [
        test_pages.test_links_lead_somewhere,
        test_pages.test_what_a_page_fetches_is_its_own,
        test_pages.test_the_error_page_works_at_any_depth,
        test_pages.test_each_page_is_one_page_of_its_language,
        test_pages.test_identifiers_are_unique_on_a_page,
        test_pages.test_titles_and_descriptions_tell_pages_apart,
        test_pages.test_search_engines_are_told_the_address_and_the_languages,
        test_pages.test_sitemaps_list_every_page_once,
        test_pages.test_each_figure_has_one_row_in_each_language,
        test_pages.test_each_chart_has_its_words_table_and_file,
        test_pages.test_files_are_offered_for_download,
    ],
    ids=lambda holds: holds.__name__.removeprefix("test_"),
)
def test_what_holds_for_two_languages_holds_for_three(three: Site, holds: Callable[[Site], None]) -> None:
    holds(three)


def test_every_page_is_there_in_the_third_language_but_what_nobody_wrote(three: Site) -> None:
    count = {n: sum(three.language(a) == n for a in three.pages) for n in three.world.languages}
    unwritten = 1 + len(TASKS)
    assert count[CODE] == count["en"] - unwritten == count["nl"] - unwritten
    absent = three.world.addresses[CODE].url(Page(PageKind.PRIVACY))
    assert absent == f"{CODE}/privacy-{CODE}/"
    assert not three.file(absent).exists()


def test_a_page_switches_to_both_others(three: Site) -> None:
    for language, addresses in three.world.addresses.items():
        page = three.pages[addresses.url(Page(PageKind.AREA))]
        others = [e.attributes["hreflang"] for e in page.classed("language")]
        assert others == [code for code in three.world.languages if code != language]
        alternates = {e.attributes.get("hreflang") for e in page.all("link")} - {None}
        assert alternates == {*three.world.languages, "x-default"}
    assert "Frysk" in {e.classed("language__full")[0].text for e in three.pages[""].classed("language")}


def test_no_other_language_is_left_in_it(three: Site) -> None:
    """Of what the generator says itself; names and titles of sources are as they are."""
    ours = {
        part.strip()
        for language in ("en", "nl")
        for text in locale.load(language).texts.values()
        for part in re.split(r"\{[^}]*\}", text)
    }
    # The page of checks quotes the names of tables and the words of columns, which some texts are too.
    named = set(re.findall(r"[a-z]+", (three.world.folder / "datapackage.json").read_text(encoding="utf-8")))
    long = [part for part in ours - named if len(part) >= SHORT and re.search(r"[aeiou]", part)]
    assert len(long) > 1000
    said = {ADDRESS.sub("", text) for text in spoken(three, CODE)}
    assert len(said) > 500
    assert {(part, text) for text in said for part in long if part in text} == set()


def test_it_is_said_on_the_error_page_and_to_who_builds(three: Site) -> None:
    page = parse(three.file("404.html").read_text(encoding="utf-8"))
    own = locale.load(CODE)
    parts = {e.attributes.get("lang"): e.text for e in page.classed("not-found")}
    assert list(parts) == list(three.world.languages)
    assert own.text("not_found.lead") in parts[CODE]
    assert own.text("progress.state.changed") in three.said.stdout


def test_numbers_and_dates_are_those_of_the_language(three: Site) -> None:
    said = spoken(three, CODE)
    assert any(re.search(r"\b3\.000\b", text) for text in said)
    assert not any(re.search(r"\b3,000\b", text) for text in said)
    day = format_date(datetime.date(2025, 4, 1), "long", locale=CODE)
    assert any(day in text for text in said)


def test_charts_stand_by_themselves_in_it(three: Site) -> None:
    own = [a for a in three.embeds if three.language(a) == CODE]
    assert len(own) == len([a for a in three.embeds if three.language(a) == "en"]) > 0


def test_it_is_in_the_downloads(three: Site) -> None:
    assert (three.folder / "data").is_dir()
    descriptor = json.loads((three.folder / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["languages"] == ["en", "nl", CODE]
    books = {path.name for path in (three.folder / "data").glob("*.xlsx")}
    assert len(books) == 3, books


@pytest.mark.browser
def test_it_is_searched_in_its_own_words(three: Site, browser: Browser) -> None:
    entry = json.loads(three.file("pagefind/pagefind-entry.json").read_text(encoding="utf-8"))
    assert set(entry["languages"]) == set(three.world.languages)
    home = three.world.addresses[CODE].url(Page(PageKind.HOME))
    with serving(three.folder) as server:
        page = browser.new_page(viewport={"width": 1280, "height": 740})
        page.goto(server + home)
        page.locator(".search-open").click()
        page.keyboard.type(tongue.marked("ferries"))
        hit = page.locator(f"dialog a[href*='/{CODE}/']").first
        expect(hit).to_be_visible(timeout=10_000)
        page.close()
