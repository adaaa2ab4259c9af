"""Addresses and links: from every page to every page, under any path, in both languages."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator import locale
from generator.links import PROSE, Addresses, Page, PageKind, relative
from tests.worlds import ROOT, World

NL = Addresses(locale.load("nl"), is_default=True)
EN = Addresses(locale.load("en"), is_default=False)

NAMES = st.text(
    st.characters(exclude_characters="/\\", exclude_categories=("Cc", "Cs")), min_size=1, max_size=8
)
SEGMENTS = NAMES.filter(lambda name: name not in (".", ".."))
FOLDERS = st.lists(SEGMENTS, max_size=4).map(lambda parts: "".join(f"{part}/" for part in parts))
FILES = st.builds(lambda folder, name: folder + name, FOLDERS, SEGMENTS)
ROOTS = st.sampled_from(["https://atlas.test/", "https://atlas.test/some/where/"])


def followed(root: str, start: str, link: str) -> tuple[str, str]:
    """Where a browser ends up: the path below the root, and the anchor."""
    address = urlsplit(urljoin(root + "/".join(map(_quoted, start.split("/"))), link))
    below = unquote(address.path).removeprefix(unquote(urlsplit(root).path))
    return below, unquote(address.fragment)


def _quoted(segment: str) -> str:
    return "".join(f"%{byte:02X}" for byte in segment.encode())


@given(ROOTS, FOLDERS, FOLDERS | FILES, st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=8))
def test_a_link_leads_to_its_target(root: str, start: str, target: str, anchor: str) -> None:
    assume(not start.startswith(f"{target}/"))  # no name is a file and a folder at once
    assert followed(root, start, relative(start, target, anchor)) == (target, anchor)


@given(FOLDERS, FOLDERS | FILES)
def test_a_link_is_never_absolute(start: str, target: str) -> None:
    link = urlsplit(relative(start, target))
    assert not link.scheme
    assert not link.netloc
    assert not link.path.startswith("/")


def test_a_link_within_the_page_is_an_anchor() -> None:
    assert relative("gebieden/x/", "gebieden/x/", "f-1") == "#f-1"
    assert relative("gebieden/x/", "gebieden/x/") == "./"


@pytest.mark.parametrize("kind", PageKind)
@pytest.mark.parametrize("slug", ["", "old-harbour"])
@pytest.mark.parametrize("here", [NL, EN], ids=["nl", "en"])
def test_mkdocs_puts_the_file_of_a_page_at_its_address(kind: PageKind, slug: str, here: Addresses) -> None:
    """`use_directory_urls`: x/index.md becomes x/, and x/y.md becomes x/y/."""
    path = here.markdown(Page(kind, slug)).removesuffix(".md")
    folder = path.removesuffix("index") if path == "index" or path.endswith("/index") else f"{path}/"
    assert here.base + folder == here.url(Page(kind, slug))


def test_the_first_language_stands_at_the_root() -> None:
    assert NL.url(Page(PageKind.HOME)) == ""
    assert EN.url(Page(PageKind.HOME)) == "en/"


def test_an_overview_lies_above_its_pages() -> None:
    for here in (NL, EN):
        overview = here.url(Page(PageKind.AREA))
        assert here.url(Page(PageKind.AREA, "old-harbour")) == f"{overview}old-harbour/"


@pytest.mark.parametrize("here", [NL, EN], ids=["nl", "en"])
def test_no_two_page_types_share_an_address(here: Addresses) -> None:
    urls = [here.url(Page(kind)) for kind in PageKind]
    assert len(set(urls)) == len(urls)


def test_no_page_lies_where_the_other_language_starts() -> None:
    assert not any(NL.url(Page(kind)).startswith(EN.base) for kind in PageKind)


@pytest.mark.parametrize("here", [NL, EN], ids=["nl", "en"])
@pytest.mark.parametrize("kind", PROSE)
def test_hand_written_pages_are_where_they_are_looked_for(kind: PageKind, here: Addresses) -> None:
    assert here.has(Page(kind), ROOT / "docs")
    assert here.prose_file(Page(kind), ROOT / "docs").is_file()


def test_a_hand_written_page_that_is_absent_is_known_to_be(tmp_path: Path) -> None:
    assert not NL.has(Page(PageKind.ABOUT), tmp_path)
    assert NL.has(Page(PageKind.AREA), tmp_path)


def test_addresses_differ_also_without_their_capitals(world: World) -> None:
    for language, pages in world.pages.items():
        assert len({path.casefold() for path in pages}) == len(pages), language
