"""Addresses that were published lead somewhere for good, or the build says which one does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import locale, problems
from generator.history import promises
from generator.history.addresses import made, page_at, url
from generator.links import Page, PageKind
from tests.dom import parse
from tests.history.conftest import GONE, STAYED, dissolve, moved, published
from tests.history.support import contents, renewed
from tests.site.support import Site, atlas, links, meta, resolved
from tests.worlds import World

# What a build keeps for the next one, whatever comes of it.
KEPT = ("build/downloads/", "build/drawings/", "build/equipment/")
MADE = frozenset({"", "areas/", "areas/new/", "nl/", "data/new.csv", "data/other.csv"})


def told(folder: Path, redirects: str | None = None, listed: str | None = None) -> list[str]:
    """All that is wrong with a list and redirects, by rule, line and value, for the addresses of MADE."""
    for name, text in ((promises.REDIRECTS, redirects), (promises.PUBLISHED, listed)):
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8")
    found, wrong = promises.read(folder)
    return [f"{p.rule} {p.line} {p.value}" for p in (*wrong, *found.broken(MADE))]


def test_an_atlas_of_ones_own_starts_with_neither(tmp_path: Path) -> None:
    assert told(tmp_path) == []
    assert told(tmp_path, "", "") == []


def test_what_is_there_or_moved_is_kept(tmp_path: Path) -> None:
    redirects = (
        "from,to\n/areas/old/,/areas/new/#f-1\n/old/,/\n/data/old.csv,/data/new.csv\n/x/,/data/new.csv\n"
    )
    listed = "# note\n/\n/areas/old/\n/data/old.csv\n/data/other.csv\n/nl/\n"
    assert told(tmp_path, redirects, listed) == []
    found, _ = promises.read(tmp_path)
    assert [(r.start, r.target, r.anchor) for r in found.redirects] == [
        ("areas/old/", "areas/new/", "f-1"),
        ("old/", "", ""),
        ("data/old.csv", "data/new.csv", ""),
        ("x/", "data/new.csv", ""),
    ]


@pytest.mark.parametrize(
    ("redirects", "expected"),
    [
        ("/areas/old/,/areas/new/\n", ["redirect-header 1 /areas/old/,/areas/new/"]),
        ("from;to\n", ["redirect-header 1 from;to"]),
        ("from,to\n/old/,/gone/\n", ["redirect-nowhere 2 /gone/"]),
        ("from,to\n/areas/,/areas/new/\n", ["redirect-made 2 /areas/"]),
        ("from,to\n/a/,/b/\n/b/,/areas/\n", ["redirect-chain 2 /b/"]),
        ("from,to\n/a/,/b/\n/b/,/a/\n", ["redirect-chain 2 /b/", "redirect-chain 3 /a/"]),
        ("from,to\n/a/,/a/\n", ["redirect-form 2 /a/,/a/"]),
        ("from,to\n/,/areas/\n", ["redirect-form 2 /,/areas/"]),
        ("from,to\n/a/,/areas/\n/a/,/nl/\n", ["redirect-twice 3 /a/"]),
        ("from,to\n/a.csv,/areas/\n", ["redirect-file 2 /a.csv"]),
        ("from,to\na/,/areas/\n", ["redirect-form 2 a/,/areas/"]),
        ("from,to\n/a/\n", ["redirect-form 2 /a/"]),
        ("from,to\n/a/,/areas/,x\n", ["redirect-form 2 /a/,/areas/,x"]),
        ("from,to\n/../a/,/areas/\n", ["redirect-form 2 /../a/,/areas/"]),
        ("from,to\n/a/..,/areas/\n", ["redirect-form 2 /a/..,/areas/"]),
        ("from,to\n//evil.example/a/,/areas/\n", ["redirect-form 2 //evil.example/a/,/areas/"]),
        ("from,to\n/a/,https://example.org/\n", ["redirect-form 2 /a/,https://example.org/"]),
        ("from,to\n/a?b/,/areas/\n", ["redirect-form 2 /a?b/,/areas/"]),
        ('from,to\n"/a', ["csv-syntax 2 "]),
    ],
)
def test_a_redirect_that_would_not_serve_is_a_problem(
    tmp_path: Path, redirects: str, expected: list[str]
) -> None:
    assert told(tmp_path, redirects) == expected


def test_an_address_that_is_lost_is_named_with_how_to_mend_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("package")
    folder.mkdir()
    (folder / promises.PUBLISHED).write_text("# note\n/areas/\n/areas/old/\n", encoding="utf-8")
    found, _ = promises.read(folder)
    shown = problems.as_text(found.broken(MADE), locale.load("en"))
    assert "\n".join(map(str, shown)) == (
        "package/published-urls.txt:3 error (address-lost)\n"
        "  This address was published and is no longer there: /areas/old/\n"
        "  → Add a line to package/redirects.csv with this address and the new one:"
        " /areas/old/,/new-address/\n"
        "✗ 1 error found."
    )


def test_a_line_that_is_no_address_is_a_problem(tmp_path: Path) -> None:
    assert told(tmp_path, None, "/areas/\nareas\n/a b/\n") == ["address-form 2 areas", "address-form 3 /a b/"]


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / promises.PUBLISHED).write_bytes(b"/a/\n/\xff\n")
    (tmp_path / promises.REDIRECTS).mkdir()
    assert told(tmp_path) == ["encoding 2 \\xff", "not-a-file 0 "]


def test_nothing_is_ever_taken_from_the_list(tmp_path: Path) -> None:
    assert told(tmp_path, "from,to\n/old/,/areas/\n", "/areas/\n/gone/\n") == ["address-lost 2 /gone/"]
    found, _ = promises.read(tmp_path)
    addresses = [line for line in found.listed(MADE).splitlines() if not line.startswith("#")]
    assert addresses == sorted({f"/{address}" for address in MADE} | {"/gone/", "/old/"})


def test_pages_are_known_by_the_files_they_are_made_from(world: World) -> None:
    for language, paths in world.pages.items():
        here = world.addresses[language]
        for path in paths:
            page = page_at(here, path)
            assert page is not None, path
            assert here.markdown(page) == path
            assert here.url(page) == url(here, path)
    assert page_at(next(iter(world.addresses.values())), "elsewhere/x.md") is None


def test_every_page_and_download_has_an_address(later: Site) -> None:
    """And not what pages are made of: styles, scripts, the search index."""
    world = later.world
    found = made(world.addresses, world.pages, {**world.downloads, "assets/x.css": b"", "x/index.html": b""})
    release = {address for address in later.pages if "/v0.1.0/" in f"/{address}"}
    assert len(release) == 2
    assert {address for address in found if address.endswith("/") or not address} == {
        *(later.pages.keys() - release),
        "x/",
    }
    assert set(world.downloads) <= found
    assert not [address for address in found if address.startswith("assets/")]


def test_a_build_that_loses_an_address_says_which_and_publishes_nothing(released: Path) -> None:
    dissolve(renewed(released / "datapackage"))
    before = contents(released)
    said = atlas("build", "--lang", "en", project=released)
    assert said.returncode == 1
    lost = [line.rpartition(": ")[2] for line in said.stdout.splitlines() if "no longer there" in line]
    assert lost == [old for old, _ in moved(released / "datapackage")]
    assert {"/alliances/lantern-league/", "/nl/allianties/lantern-league/"} <= set(lost)
    after = contents(released)
    assert {path: text for path, text in after.items() if not path.startswith(KEPT)} == before


def test_the_old_address_of_a_page_leads_to_the_new_one(later: Site) -> None:
    pages = [(old[1:], new[1:]) for old, new in moved(later.world.folder) if old.endswith("/")]
    assert len(pages) == 2
    for old, new in pages:
        page = parse((later.folder / old / "index.html").read_text(encoding="utf-8"))
        language = "nl" if old.startswith("nl/") else "en"
        [html] = page.all("html")
        assert html.attributes["lang"] == language
        assert meta(page, "robots") == ["noindex"]
        [refresh] = [e for e in page.all("meta") if e.attributes.get("http-equiv") == "refresh"]
        seconds, _, target = (refresh.attributes["content"] or "").partition("; url=")
        assert (seconds, resolved(old, target)) == ("0", new)
        [canonical] = [e for e in page.all("link") if e.attributes.get("rel") == "canonical"]
        assert canonical.attributes["href"] == later.url + new
        [link] = page.all("a")
        assert resolved(old, link.attributes["href"] or "") == new
        assert link.text == locale.load(language).text("moved.link")
        assert page.all("script") == []
        inside = [link.target for link in links(page) if not link.leaves]
        assert len(inside) > 1
        assert [target for target in inside if later.broken(old, target)] == []


def test_at_the_old_address_of_a_file_stands_the_new_one(later: Site) -> None:
    files = [(old[1:], new[1:]) for old, new in moved(later.world.folder) if not old.endswith("/")]
    assert len(files) > 2
    for old, new in files:
        assert (later.folder / old).read_bytes() == (later.folder / new).read_bytes()


def test_every_address_that_was_ever_published_is_there(later: Site) -> None:
    missing = [a for a in published(later.world.folder) if not later.file(a[1:]).is_file()]
    assert missing == []


def test_what_moved_is_not_found_by_search_engines(later: Site) -> None:
    sitemap = (later.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert f"alliances/{STAYED}/" in sitemap
    assert GONE not in sitemap
    assert Page(PageKind.ALLIANCE, GONE) not in {
        page_at(later.world.addresses["en"], path) for path in later.world.pages["en"]
    }
