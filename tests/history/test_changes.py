"""The page of changes, what a receipt says of earlier versions, and the page of a release."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dom import Element, from_markdown, split
from tests.site.support import Site, links, resolved
from tests.worlds import World

CHANGES = {"en": "changes/", "nl": "nl/wijzigingen/"}


def chapter(page: Element, anchor: str) -> list[Element]:
    """What stands between the heading with that anchor and the next one."""
    [article] = page.all("article")
    elements = [child for child in article.children if isinstance(child, Element)]
    start = next(i for i, e in enumerate(elements) if e.attributes.get("id") == anchor)
    end = next((i for i in range(start + 1, len(elements)) if elements[i].tag == "h2"), len(elements))
    return elements[start:end]


def shown(elements: list[Element]) -> list[str]:
    return [element.shown for element in elements]


def test_versions_come_newest_first_with_corrections_apart(later: Site) -> None:
    page = later.pages[CHANGES["en"]]
    assert [e.text for e in page.all("h2")] == ["Version 0.2.0, 3 June 2025", "Version 0.1.0, 1 April 2025"]
    heading, kept, corrections, entries, folded = chapter(page, "v0-2-0")
    assert shown([heading, kept]) == [
        "Version 0.2.0, 3 June 2025",
        "This is the data of now. This version has not been released yet.",
    ]
    assert corrections.classed("note") == [corrections]
    assert [e.shown for e in corrections.walk() if e.tag in ("h3", "li")] == [
        "Corrected: this was not right at first",
        "Three more trees in Ternby. Ternby & Gull's Rest, trees to be planted 2020-2024 · 2 June 2025",
    ]
    assert [e.shown for e in entries.all("li")] == [
        "Removed. The league is no more. Lantern League",
        "Removed. No ferries in Tern Valley. Tern Valley, ferries & water taxis · 1 June 2025",
    ]
    assert folded.tag == "details"
    assert "open" not in folded.attributes


def test_a_change_leads_to_what_it_is_about(later: Site) -> None:
    page = later.pages[CHANGES["en"]]
    found = {link.element.text: link.target for link in links(page) if link.kind == "a href"}
    target = found["Ternby & Gull's Rest, trees to be planted 2020-2024"]
    assert resolved(CHANGES["en"], target.partition("#")[0]) == "municipalities/ternby/"
    assert target.endswith("#f-result-ternby-trees-2024")
    # What is gone has a name, and no place to go to.
    assert "Tern Valley, ferries & water taxis" not in found
    assert "Lantern League" not in found
    inside = [link.target for link in links(page) if not link.leaves]
    assert [target for target in inside if later.broken(CHANGES["en"], target)] == []


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_differs_from_the_release_before_is_told_row_by_row(later: Site, language: str) -> None:
    *_, folded = chapter(later.pages[CHANGES[language]], "v0-2-0")
    told = [e.text for e in folded.walk() if e.tag in ("summary", "h3", "li", "p")]
    path = Path(__file__).parent / "expected" / f"changes.{language}.txt"
    assert told == path.read_text(encoding="utf-8").splitlines()


def receipt(site: Site, figure: str, address: str) -> dict[str, str]:
    [found] = [e for e in site.pages[address].classed("receipt") if e.attributes.get("id") == f"f-{figure}"]
    return {row.all("dt")[0].text: row.all("dd")[0].shown for row in found.all("div")}


@pytest.mark.parametrize(
    ("figure", "address", "expected"),
    [
        ("tern-valley-trees-planted", "areas/tern-valley/", "just over 12,000 in version 0.1.0. Changes"),
        (
            "harbour-pact-homes-new-2030",
            "alliances/harbour-pact/",
            "gross 3,000, 2024-2030 in version 0.1.0. Changes",
        ),
        ("northern-quays-homes-new-first", "areas/northern-quays/", None),
        ("old-harbour-ferry-lines", "areas/old-harbour/", None),
    ],
)
def test_a_receipt_says_what_the_figure_was(
    later: Site, figure: str, address: str, expected: str | None
) -> None:
    assert receipt(later, figure, address).get("Before") == expected


def test_a_release_has_a_page_with_its_files_in_every_language(later: Site) -> None:
    for language, start in (("en", ""), ("nl", "nl/")):
        address = f"{start}data/v0.1.0/"
        page = later.pages[address]
        offered = {resolved(address, link.target) for link in links(page) if link.is_download}
        kept = later.folder / "data" / "v0.1.0"
        assert offered == {f"data/v0.1.0/{p.name}" for p in kept.iterdir() if p.name != "index.html"}
        newest = later.world.addresses[language].locale.text("changes.version", version="0.2.0")
        assert newest in [link.element.text for link in links(page)]


def test_a_release_is_cited_as_what_it_was(later: Site) -> None:
    [cited] = later.pages["data/v0.1.0/"].classed("cite")
    assert "0.1.0" in cited.shown
    assert "0.2.0" not in cited.shown


def test_without_releases_the_noted_changes_are_told_alone(norland: World) -> None:
    _, body = split(norland.pages["en"]["changes/index.md"])
    page = from_markdown(body)
    assert [e.text for e in page.all("h2")] == ["Version 0.1.0, 1 April 2025"]
    assert page.classed("differences-told") == []
    assert [e.shown for e in page.all("li")] == [
        "Gulls & chimneys counted again: *fewer*. How many homes for Old Harbour & its fields?, 3",
        "New. First edition. H&H Pact",
    ]
