"""The guide on the site: its overview leads to each task, in every language, and out to the repository."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator import locale, render
from generator.history.addresses import page_at
from generator.links import OWN_SLUGS, PROSE_PAGES, TASKS, Addresses, Page, PageKind
from generator.model import TABLES, vocabulary
from generator.outputs import plan
from generator.pages import guide
from tests.dom import from_markdown, split
from tests.pages.test_pages import press_with, tree_of
from tests.worlds import ROOT, World

GUIDE = Page(PageKind.GUIDE)
HEADING = re.compile(r"\{#([\w-]+)\}")
# What every task for who keeps the data says, under a heading of its own.
BOTH_WAYS = {"github", "computer", "steps"}
KEEPING = ("area", "figure", "source", "discrepancy")


def prose(language: str, task: str) -> str:
    here = Addresses(locale.load(language), is_default=True)
    return here.prose_file(Page(PageKind.GUIDE, task), ROOT / "docs").read_text(encoding="utf-8")


def test_the_overview_leads_to_every_page_of_the_guide(world: World) -> None:
    for language in world.languages:
        here = world.addresses[language]
        links = {a.attributes["href"] for a in tree_of(world, language, GUIDE).all("a")}
        start = here.url(GUIDE)
        assert {
            here.url(Page(PageKind.GUIDE, slug)).removeprefix(start) for slug in OWN_SLUGS[PageKind.GUIDE]
        } <= links


def test_the_words_in_an_address_are_those_of_its_language(world: World) -> None:
    for slug in OWN_SLUGS[PageKind.GUIDE]:
        page = Page(PageKind.GUIDE, slug)
        assert len({here.url(page).removeprefix(here.base) for here in world.addresses.values()}) == 2
        for here in world.addresses.values():
            assert page_at(here, here.markdown(page)) == page


@pytest.mark.parametrize("repository", [None, "https://example.org/atlas"])
def test_the_repository_is_left_out_where_it_is_unknown(repository: str | None) -> None:
    press = press_with(repository=repository)
    text = plan(guide.pages(press))[press.here.markdown(GUIDE)].decode("utf-8")
    links = {a.attributes["href"] for a in from_markdown(split(text)[1]).all("a")}
    wanted = {f"{repository}/blob/main/README.md", f"{repository}/blob/main/.github/CONTRIBUTING.md"}
    assert wanted & links == (wanted if repository else set())
    assert all((ROOT / name).is_file() for name in guide.FIRST_READ)


def test_what_is_not_written_is_left_out(tmp_path: Path) -> None:
    press = press_with()
    bare = replace(press, settings=replace(press.settings, docs=tmp_path))
    assert [chapter.page.slug for chapter in guide.chapters(bare)] == ["checks"]
    assert {chapter.page.slug for chapter in guide.chapters(press)} == set(OWN_SLUGS[PageKind.GUIDE])


@pytest.mark.parametrize("language", locale.available())
@pytest.mark.parametrize("task", KEEPING)
def test_a_task_is_told_for_the_browser_and_for_ones_own_computer(language: str, task: str) -> None:
    assert set(HEADING.findall(prose(language, task))) >= BOTH_WAYS


@pytest.mark.parametrize("language", locale.available())
def test_an_area_takes_five_steps(language: str) -> None:
    steps = prose(language, "area").partition("{#steps}")[2].partition("\n## ")[0]
    assert re.findall(r"^(\d)\. ", steps, re.MULTILINE) == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("language", locale.available())
@pytest.mark.parametrize("task", TASKS)
def test_the_tables_and_columns_that_a_task_names_exist(language: str, task: str) -> None:
    text = prose(language, task)
    tables = {table.name for table in TABLES} | {"numbers-left-out"}
    assert set(re.findall(r"`(?:[\w/]+/)?([\w-]+)\.csv`", text)) <= tables
    values = {qualifier.value for qualifier in vocabulary.Qualifier}
    columns = {column for table in TABLES for column in table.columns(("nl", "en"))}
    assert set(re.findall(r"`([a-z]+_[a-z_]+)`", text)) <= columns | values | {"search_weight"}
    for path in re.findall(r"`((?:generator|overrides|docs|datapackage)/[\w./]*)`", text):
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize("language", locale.available())
def test_titles_and_descriptions_are_short(language: str) -> None:
    here = Addresses(locale.load(language), is_default=True)
    for page in PROSE_PAGES:
        found = render.prose(here.prose_file(page, ROOT / "docs"))
        assert len(found.title) < 40
        assert len(found.description) <= 155
