"""What the page chrome is told: pages that exist, texts that are there, and nothing that is absent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.chrome import NAVIGATION, chrome
from generator.links import PROSE, Page, PageKind
from generator.pages.press import Settings
from tests.worlds import ROOT, World


def settings(docs: Path = ROOT / "docs") -> Settings:
    return Settings(docs=docs, data_folder="datapackage", issues_url=None, repository=None)


def told(
    world: World, language: str, given: Settings | None = None
) -> tuple[list[dict[str, str]], Mapping[str, Any]]:
    found: Mapping[str, Any] = chrome(world.dataset, world.addresses[language], given or settings())
    return found["nav"], found["extra"]["atlas"]


def test_the_navigation_leads_to_pages_that_exist(world: World) -> None:
    for language in world.languages:
        nav, _ = told(world, language)
        paths = [path for entry in nav for path in entry.values()]
        assert len(set(paths)) == len(paths) == len(NAVIGATION)
        assert set(paths) <= set(world.pages[language])


def test_the_navigation_does_not_grow_with_the_data(real: World, norland: World) -> None:
    """Every page carries it: with an entry per area, size and time would grow with the square."""
    for language in ("nl", "en"):
        assert told(real, language)[0] == told(norland, language)[0]


def test_links_of_the_foot_lead_to_pages_that_exist(world: World) -> None:
    for language in world.languages:
        here = world.addresses[language]
        _, atlas = told(world, language)
        assert set(atlas["links"]) == {*PROSE, PageKind.GUIDE, PageKind.DATA, PageKind.CHANGES}
        for kind, link in atlas["links"].items():
            assert here.base + link == here.url(Page(PageKind(kind)))
            assert atlas["texts"]["links"][kind] == here.locale.text(f"nav.{kind}")


def test_hand_written_pages_that_are_absent_are_left_out(norland: World, tmp_path: Path) -> None:
    nav, atlas = told(norland, "en", settings(docs=tmp_path))
    assert len(nav) == len([kind for kind in NAVIGATION if kind not in PROSE])
    assert set(atlas["links"]) == {PageKind.GUIDE, PageKind.DATA, PageKind.CHANGES}


def test_it_says_who_publishes_what(world: World) -> None:
    info = world.dataset.info
    for language, here in world.addresses.items():
        _, atlas = told(world, language)
        assert (atlas["lang"], atlas["version"], atlas["publisher"]) == (
            language,
            info.version,
            info.publisher,
        )
        assert atlas["title"] == info.title.in_language(language)
        assert info.date is not None
        assert atlas["date"] == here.locale.date(info.date)
        assert atlas["site_root"] == ("." if language == info.default_language else "..")


def test_what_is_unknown_is_none(norland: World) -> None:
    bare = replace(norland.dataset.info, publisher=None, contact=None, date=None)
    found: Mapping[str, Any] = chrome(
        replace(norland.dataset, info=bare), norland.addresses["en"], settings()
    )["extra"]["atlas"]  # type: ignore[index]
    for name in ("publisher", "contact", "date", "issues_url", "repository"):
        assert found[name] is None


def test_addresses_of_the_repository_are_passed_on(norland: World) -> None:
    given = replace(settings(), issues_url="https://code.test/n/issues", repository="https://code.test/n")
    _, atlas = told(norland, "en", given)
    assert (atlas["issues_url"], atlas["repository"]) == (given.issues_url, given.repository)


def test_all_texts_of_the_chrome_go_along(world: World) -> None:
    for language, here in world.addresses.items():
        _, atlas = told(world, language)
        own = {
            key.removeprefix("chrome."): text
            for key, text in here.locale.texts.items()
            if key.startswith("chrome.")
        }
        assert own.items() <= atlas["texts"].items()


def test_it_is_plain_json(world: World) -> None:
    for language in world.languages:
        found = chrome(world.dataset, world.addresses[language], settings())
        assert json.loads(json.dumps(found)) == found
