"""The Atom feeds: what RFC 4287 requires, and that identifiers stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from generator.history import feed
from generator.history.timeline import Timeline
from tests.site.support import Site
from tests.worlds import World

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# RFC 3339, as section 3.3 asks for it: with a capital T, and Z or an offset.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")
# How often an element may stand in a feed and in an entry (sections 4.1.1 and 4.1.2).
IN_FEED = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "subtitle": (0, 1), "rights": (0, 1)}
IN_ENTRY = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "published": (0, 1), "content": (0, 1)}
KNOWN = {"author", "link", "entry", "category"}


def feeds(world: World, site_url: str | None = "https://example.org/x") -> Mapping[str, ET.Element]:
    """The feeds of a package by their paths."""
    made = feed.files(world.editions, world.addresses, Timeline(dataset=world.dataset), site_url)
    return {output.path: ET.fromstring(output.content) for output in made}  # noqa: S314 - our own


def wrong_in(root: ET.Element) -> list[str]:
    """What a feed lacks, or has too much of, by RFC 4287."""
    found = _counted(root, IN_FEED)
    entries = root.findall(f"{ATOM}entry")
    authors = root.findall(f"{ATOM}author")
    if not authors and not all(e.findall(f"{ATOM}author") for e in entries):
        found.append("no author")
    found += [f"author without a name: {a}" for a in authors if not (a.findtext(f"{ATOM}name") or "").strip()]
    for entry in entries:
        found += _counted(entry, IN_ENTRY)
        if entry.find(f"{ATOM}content") is None and not _links(entry, "alternate"):
            found.append("an entry with neither content nor an alternate link")
    for element in (root, *entries):
        found += [
            f"no moment: {e.text}"
            for n in ("updated", "published")
            for e in element.findall(ATOM + n)
            if not MOMENT.fullmatch(e.text or "")
        ]
        kinds = Counter((e.get("type"), e.get("hreflang")) for e in _links(element, "alternate"))
        found += [f"two alternate links of one kind: {kind}" for kind, n in kinds.items() if n > 1]
        found += [f"no category: {e.attrib}" for e in element.findall(f"{ATOM}category") if not e.get("term")]
    ids = [e.findtext(f"{ATOM}id") or "" for e in (root, *entries)]
    found += [f"no IRI: {i}" for i in ids if not IRI.fullmatch(i)]
    found += [f"twice: {i}" for i, n in Counter(ids).items() if n > 1]
    return found


def _links(element: ET.Element, rel: str) -> list[ET.Element]:
    return [e for e in element.findall(f"{ATOM}link") if e.get("rel", "alternate") == rel]


def _counted(element: ET.Element, rules: Mapping[str, tuple[int, int]]) -> list[str]:
    counts = Counter(child.tag.removeprefix(ATOM) for child in element)
    found = [f"{n} x {name}" for name, n in counts.items() if name not in rules and name not in KNOWN]
    return found + [
        f"{counts[n]} x {n}" for n, (least, most) in rules.items() if not least <= counts[n] <= most
    ]


def test_a_feed_has_what_the_standard_requires(world: World) -> None:
    for site_url in ("https://example.org/x", None):
        found = feeds(world, site_url)
        assert sorted(found) == sorted(f"feed.{language}.atom" for language in world.languages)
        for path, root in found.items():
            assert root.tag == f"{ATOM}feed"
            assert root.get(LANG) == path.split(".")[1]
            assert wrong_in(root) == []


def test_the_check_itself_finds_what_is_missing() -> None:
    empty, second = ET.Element(f"{ATOM}feed"), ET.Element(f"{ATOM}entry")
    ET.SubElement(second, f"{ATOM}id").text = "x"
    empty.extend([ET.Element(f"{ATOM}entry"), second])
    found = wrong_in(empty)
    assert {"0 x id", "0 x title", "0 x updated", "no author", "no IRI: x"} <= set(found)
    assert "an entry with neither content nor an alternate link" in found


def test_every_change_is_told_newest_first(world: World) -> None:
    for path, root in feeds(world).items():
        language = path.split(".")[1]
        rows = sorted(world.tables["changes"], key=lambda r: (r["date"], r["change_id"]), reverse=True)
        entries = root.findall(f"{ATOM}entry")
        assert [e.findtext(f"{ATOM}content") for e in entries] == [r[f"summary_{language}"] for r in rows]
        assert [(e.findtext(f"{ATOM}updated") or "")[:10] for e in entries] == [r["date"] for r in rows]
        assert root.findtext(f"{ATOM}updated") == f"{rows[0]['date']}T00:00:00Z"
        terms = [e.find(f"{ATOM}category") for e in entries]
        assert [t is not None and t.get("term") for t in terms] == [r["kind"] for r in rows]


def ids(root: ET.Element) -> list[str]:
    return [e.text or "" for e in root.iter(f"{ATOM}id")]


def test_identifiers_stay_when_the_site_moves_or_more_is_told(norland: World, later: Site) -> None:
    now = feeds(norland)
    assert {path: ids(root) for path, root in now.items()} == {
        path: ids(root) for path, root in feeds(norland, None).items()
    }
    for path, root in feeds(later.world).items():
        assert set(ids(now[path])) < set(ids(root))
    everything = [i for root in now.values() for i in ids(root)]
    assert len(set(everything)) == len(everything)


def test_links_lead_to_the_rows_or_to_the_version(later: Site) -> None:
    for path, root in feeds(later.world, later.url.rstrip("/")).items():
        for entry in root.findall(f"{ATOM}entry"):
            [link] = _links(entry, "alternate")
            target = (link.get("href") or "").removeprefix(later.url)
            assert later.broken("", target) == "", (path, target)
        [own] = _links(root, "self")
        assert own.get("href") == later.url + path
        assert (later.folder / path).is_file()
    gone = next(
        e
        for e in feeds(later.world)["feed.en.atom"].iter(f"{ATOM}entry")
        if "league" in "".join(e.itertext())
    )
    assert (_links(gone, "alternate")[0].get("href") or "").endswith("/changes/#v0-2-0")


def test_a_package_that_names_no_publisher_speaks_for_itself(norland: World) -> None:
    info = replace(norland.dataset.info, publisher=None)
    world = World(folder=norland.folder)
    world.__dict__["dataset"] = replace(norland.dataset, info=info)
    for path, root in feeds(world).items():
        name = root.findtext(f"{ATOM}author/{ATOM}name")
        assert name == info.title.in_language(path.split(".")[1])


def test_without_changes_there_is_no_feed(norland: World) -> None:
    dataset = replace(norland.dataset, changes=())
    assert list(feed.files(norland.editions, norland.addresses, Timeline(dataset=dataset), None)) == []


@pytest.mark.parametrize("version", ["1.2.3", "1.0.0-rc.1+x"])
def test_a_version_makes_an_anchor(version: str) -> None:
    assert re.fullmatch(r"v[0-9a-z-]+", feed.anchor_of(version))
