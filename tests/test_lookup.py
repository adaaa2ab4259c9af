"""The names that the search box fetches: each in every part that its words lead to."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import Any

import pytest

from generator import lookup
from generator.links import Page, PageKind
from generator.views.names import KINDS, names
from tests.worlds import NORLAND, REAL, WORLDS, World


def packed(world: World, language: str) -> tuple[Any, list[Any]]:
    """The list of parts of a language, and its parts."""
    files = {output.path: json.loads(output.content) for output in lookup.files(world.presses[language])}
    frame = files.pop(f"{lookup.FOLDER}/{language}.json")
    return frame, [files[f"{lookup.FOLDER}/{language}/{number}.json"] for number in range(len(files))]


@pytest.fixture(params=WORLDS)
def world(request: pytest.FixtureRequest) -> World:
    return WORLDS[request.param]


def test_a_name_is_in_the_part_of_each_of_its_words(world: World) -> None:
    for language, edition in world.editions.items():
        frame, parts = packed(world, language)
        assert frame["starts"] == sorted(frame["starts"])
        assert len(frame["starts"]) == len(parts)
        for named in names(edition):
            for name in (named.name, *named.others):
                words = lookup.folded(name)
                for word in {*words, "".join(words)} - {""}:
                    part = parts[bisect_right(frame["starts"], word) - 1]
                    assert [KINDS.index(named.kind), named.name] in [[row[0], row[2]] for row in part]


def test_an_address_is_that_of_the_page(world: World) -> None:
    for language, edition in world.editions.items():
        frame, parts = packed(world, language)
        addresses = world.addresses[language]
        rows = {
            (row[0], row[2], (frame["kinds"][row[0]][0] + row[1]).removesuffix("/"))
            for part in parts
            for row in part
        }
        for named in names(edition):
            url = addresses.url(named.page).removesuffix("/")
            assert (KINDS.index(named.kind), named.name, url) in rows
        # Charts by themselves have no overview.
        for kind in set(PageKind) - {PageKind.EMBED}:
            assert addresses.url(Page(kind)).removesuffix("/") in {url for *_, url in rows}


def test_parts_stay_small_however_many_names_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "PART", 20)
    frame, parts = packed(REAL, "nl")
    assert len(parts) > 10
    for part, first, following in zip(
        parts, frame["starts"], [*frame["starts"][1:], "\U0010ffff"], strict=True
    ):
        words = {
            w
            for row in part
            for name in row[2:3] + row[4:]
            for w in [*lookup.folded(name), "".join(lookup.folded(name))]
        }
        assert len(part) <= 20 or len([word for word in words if first <= word < following]) == 1


def test_names_that_mean_the_same_go_along_without_small_words() -> None:
    frame, _ = packed(NORLAND, "en")
    assert frame["names"] == [["saltholm", "zoutholm", "isle salt"]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("'s-Gravenhage", ["s", "gravenhage"]),
        ("Súdwest-Fryslân", ["sudwest", "fryslan"]),
        ("Gull’s End", ["gulls", "end"]),
        ("Åsgård_Øst", ["asgard", "ost"]),
        ("Plan 7 (½ klaar)", ["plan", "7", "1", "2", "klaar"]),
        ("— – …", []),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert lookup.folded(text) == words
