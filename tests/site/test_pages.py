"""Every page of the built sites: links, identifiers, languages, twins, numbers, downloads."""

from __future__ import annotations

import io
import itertools
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest

from generator import locale
from generator.downloads.package import archive_path
from generator.links import relative
from tests.dom import Element, parse
from tests.site.support import Link, Site, atlas, links, meta, resolved, texts, twins, urls_in
from tests.worlds import NORLAND, REAL, ROOT, World

FETCHED = frozenset({"link href", "script src", "img src", "source srcset", "iframe src", "object data"})
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
# Texts that are never on a page: of the command line, of addresses and identifiers.
NOT_SHOWN = ("problems.", "progress.", "paths.", "anchor.")
GENERATED = ("area", "alliance", "municipality", "source", "metric")
# What a figure, and nothing but a figure, stands in.
FIGURES = ("key-figure__value", "num")


def all_links(site: Site) -> Iterator[tuple[str, Link]]:
    for address, page in site.pages.items():
        yield from ((address, link) for link in links(page))


def canonical(page: Element) -> list[str]:
    return [e.attributes["href"] or "" for e in page.all("link") if e.attributes.get("rel") == "canonical"]


def declared(world: World) -> set[str]:
    """Every web address that the package or the prose gives."""
    cells = [cell for rows in world.tables.values() for row in rows for cell in row.values()]
    files = [world.folder / "datapackage.json", *(ROOT / "docs").rglob("*.md")]
    return set().union(*map(urls_in, [*cells, *(path.read_text(encoding="utf-8") for path in files)]))


def test_links_lead_somewhere(site: Site) -> None:
    wrong = [
        f"{address}: {link.kind} {link.target} ({found})"
        for address, link in all_links(site)
        if not link.leaves and (found := site.broken(address, link.target))
    ]
    assert wrong == []


def test_what_a_page_fetches_is_its_own(site: Site) -> None:
    """An address of elsewhere stands in a link for the reader, or says which address is one's own."""
    wrong = [
        f"{address}: {link.kind} {link.target}"
        for address, link in all_links(site)
        if link.leaves
        and link.kind != "a href"
        and not (
            link.element.attributes.get("rel") in ("canonical", "alternate")
            and link.target.startswith(site.url)
        )
    ]
    assert wrong == []


def test_links_to_elsewhere_are_declared(site: Site) -> None:
    known = declared(site.world)
    wrong = [
        f"{address}: {link.target}"
        for address, link in all_links(site)
        if link.leaves
        and link.kind == "a href"
        and not link.target.startswith("mailto:")
        and not any(link.target.startswith(url) for url in known)
    ]
    assert wrong == []


def test_styles_fetch_nothing_from_elsewhere(site: Site) -> None:
    for path in site.folder.joinpath("assets").rglob("*.css"):
        found = re.findall(
            r"url\(\s*[\"']?([^\"')]+)|@import\s+[\"']([^\"']+)", path.read_text(encoding="utf-8")
        )
        assert [a or b for a, b in found if (a or b).startswith(("http", "//", "/"))] == [], path.name


def test_the_error_page_works_at_any_depth(site: Site) -> None:
    """It is shown at addresses that do not exist, so its links start at the root of the server."""
    page = parse((site.folder / "404.html").read_text(encoding="utf-8"))
    base = urlsplit(site.url).path or "/"
    wrong = [
        f"{link.kind} {link.target}"
        for link in links(page)
        if not link.target.startswith("#")
        and not link.leaves
        and (
            not link.target.startswith(base)
            or site.broken("", link.target.removeprefix(base).removeprefix("/") or "./") != ""
            or "//" in link.target
        )
    ]
    wrong += [f"{link.kind} {link.target}" for link in links(page) if link.leaves and link.kind in FETCHED]
    assert wrong == []


def test_each_page_is_one_page_of_its_language(site: Site) -> None:
    for address, page in site.pages.items():
        [html] = page.all("html")
        assert html.attributes["lang"] == site.language(address), address
        assert [e.tag for e in page.all("h1")] == ["h1"], address
        assert page.all("h1")[0].text, address
        assert len(page.all("main")) == 1, address


def test_identifiers_are_unique_on_a_page(site: Site) -> None:
    twice = {a: [i for i, n in Counter(page.ids()).items() if n > 1] for a, page in site.pages.items()}
    assert {address: found for address, found in twice.items() if found} == {}


def test_headings_skip_no_level(site: Site) -> None:
    wrong = []
    for address, page in site.pages.items():
        levels = [int(e.tag[1]) for e in page.walk() if re.fullmatch(r"h[1-6]", e.tag)]
        wrong += [address for a, b in itertools.pairwise(levels) if b > a + 1]
    assert wrong == []


def test_titles_and_descriptions_tell_pages_apart(site: Site) -> None:
    for language in site.world.languages:
        pages = {a: p for a, p in site.pages.items() if site.language(a) == language}
        titles = {a: p.all("title")[0].text for a, p in pages.items()}
        described = {a: meta(p, "description") for a, p in pages.items()}
        assert [a for a, title in titles.items() if not title] == []
        assert [a for a, found in described.items() if len(found) != 1 or not found[0].strip()] == []
        assert twice(titles) == []
        assert twice({a: found[0] for a, found in described.items()}) == []


def twice(values: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """Values that more than one page has, with those pages."""
    return [
        (value, [a for a, v in values.items() if v == value])
        for value, n in Counter(values.values()).items()
        if n > 1
    ]


def test_twins_lead_to_each_other(site: Site) -> None:
    for address, page in site.pages.items():
        found = {language: resolved(address, link) for language, link in twins(page)}
        assert set(found) == set(site.world.languages) - {site.language(address)}, address
        for language, twin in found.items():
            assert twin is not None
            assert site.language(twin) == language, address
            back = dict(twins(site.pages[twin]))[site.language(address)]
            assert resolved(twin, back) == address


def test_search_engines_are_told_the_address_and_the_languages(site: Site) -> None:
    for address, page in site.pages.items():
        found = {
            e.attributes["hreflang"]: e.attributes["href"]
            for e in page.all("link")
            if e.attributes.get("rel") == "alternate" and "hreflang" in e.attributes
        }
        if not site.url:
            assert (canonical(page), found) == ([], {}), address
            continue
        assert canonical(page) == [site.url + address]
        urls = {language: site.url + (resolved(address, link) or "") for language, link in twins(page)}
        urls[site.language(address)] = site.url + address
        assert found == {**urls, "x-default": urls[site.world.languages[0]]}


def test_sitemaps_list_every_page_once(site: Site) -> None:
    found: list[str] = []
    for path in sorted(site.folder.rglob("sitemap.xml")):
        tree = ET.fromstring(path.read_bytes())  # noqa: S314 - our own file
        found += [e.text or "" for e in tree.findall("s:url/s:loc", SITEMAP)]
        dates = {row["date"] for row in site.world.tables["changes"]}
        assert {e.text for e in tree.findall("s:url/s:lastmod", SITEMAP)} <= dates
    assert sorted(found) == (sorted(site.url + address for address in site.pages) if site.url else [])


def test_each_figure_has_one_row_in_each_language(site: Site) -> None:
    tables = site.world.tables
    figures = {f"f-{row['target_id']}" for row in tables["targets"]}
    figures |= {f"f-{row['measurement_id']}" for row in tables["measurements"]}
    for language in site.world.languages:
        rows = Counter(
            i
            for address, page in site.pages.items()
            if site.language(address) == language
            for i in page.ids()
            if i.startswith("f-")
        )
        assert rows == Counter(figures)


def chart_links(site: Site, address: str, page: Element) -> Iterator[str]:
    """Where the marks of the charts lead, before and after a reader reaches for them."""
    for plot in page.classed("chart__plot"):
        path = resolved(address, plot.attributes["data-figure"] or "")
        assert path
        for trace in json.loads(site.file(path).read_text(encoding="utf-8"))["data"]:
            # A figure's links start at the root of the site.
            for target in _strings(trace.get("customdata", [])):
                path, _, anchor = target.partition("#")
                yield relative(address, unquote(path), unquote(anchor))
        yield from (link.target for link in links(plot))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def test_marks_of_charts_lead_to_their_figures(site: Site) -> None:
    """Or, where they count bottlenecks, to the page of a category."""
    categories = set(site.of_kind("bottleneck"))
    wrong = [
        f"{address}: {target}"
        for address, page in site.pages.items()
        for target in chart_links(site, address, page)
        if not ("#f-" in target or resolved(address, target) in categories) or site.broken(address, target)
    ]
    assert wrong == []


def test_each_chart_has_its_words_table_and_file(site: Site) -> None:
    charts = [(a, chart) for a, page in site.pages.items() for chart in page.classed("chart")]
    assert charts
    for address, chart in charts:
        [plot], [table] = chart.classed("chart__plot"), chart.all("table")
        drawings = [e for e in plot.walk() if e.tag == "svg"]
        assert [e.attributes["aria-hidden"] for e in drawings] == ["true", "true"], address
        for name in ("chart__title", "chart__subtitle", "chart__conclusion", "chart__source"):
            assert [bool(e.text) for e in chart.classed(name)] == [True], (address, name)
        assert table.classed("bar"), address
        assert [link.target[-4:] for link in links(chart) if link.is_download] == [".csv", ".svg", ".png"], (
            address
        )


def test_files_are_offered_for_download(site: Site) -> None:
    """Every file under data/ is linked from a page, and every table is offered as it is.

    A chart that is nowhere drawn may have its file all the same; what programs read is found from its
    own index, and the columns of the figures from their codebook.
    """
    offered = {resolved(a, link.target) for a, link in all_links(site) if link.is_download}
    files = [path for path in site.folder.joinpath("data").rglob("*") if path.is_file()]
    there = {path.relative_to(site.folder).as_posix() for path in files}
    unseen = there - offered - {"data/index.html"}
    unseen = {path for path in unseen if not path.startswith(("data/charts/", "data/v1/"))}
    # A release keeps its address from when it was the latest, and is offered in its own folder.
    older = {f"data/{path.name}" for path in site.folder.glob("data/v*/*.zip")}
    unseen -= older - {archive_path(site.world.dataset)}
    assert unseen == {path for path in there if path.endswith("/csv-schema.json")}
    assert offered <= there
    for path in sorted((site.world.folder / "data").glob("*.csv")):
        assert (site.folder / "data" / path.name).read_bytes() == path.read_bytes()


def test_every_place_and_partnership_offers_its_own_files(site: Site) -> None:
    for kind in ("area", "alliance", "municipality", "metric"):
        overviews = _overviews(site, kind)
        for address, page in site.of_kind(kind).items():
            if address not in overviews:
                suffixes = {link.target.rpartition(".")[2] for link in links(page) if link.is_download}
                assert suffixes >= {"csv", "zip"}, address


def _overviews(site: Site, kind: str) -> set[str]:
    return {f"{a.base}{a.locale.text(f'paths.{kind}')}/" for a in site.world.addresses.values()}


def test_what_is_downloaded_validates(real_site: Site, tmp_path: Path) -> None:
    whole = real_site.folder / archive_path(real_site.world.dataset)
    for name, archive in (("whole", whole), ("area", real_site.folder / "data/areas/heerlen-noord.zip")):
        with zipfile.ZipFile(io.BytesIO(archive.read_bytes())) as opened:
            opened.extractall(tmp_path / name)
        said = atlas("validate", tmp_path / name)
        assert said.returncode == 0, said.stdout


def names(world: World) -> set[str]:
    """What only one package can say: the names of its own places and partnerships."""
    rows = [*world.tables["areas"], *world.tables["alliances"], *world.tables["municipalities"]]
    return {row["name"] for row in rows} | {row["publisher"] for row in world.tables["sources"]}


@pytest.mark.parametrize(("name", "others"), [("norland", REAL), ("real", NORLAND)])
def test_nothing_of_another_package_leaks(name: str, others: World, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(f"{name}_site")
    foreign = names(others) | {"Alliantieatlas", "Norland"} - names(site.world)
    foreign -= {"Norland"} if name == "norland" else {"Alliantieatlas"}
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(foreign)))})(?!\w)")
    wrong = [
        f"{address}: {match[0]}"
        for address, page in site.pages.items()
        if any(address in site.of_kind(kind) for kind in GENERATED) or page.classed("hero")
        for match in pattern.finditer(page.shown)
    ]
    assert wrong == []
    if name == "norland":
        published = {p.name for p in site.folder.rglob("*")}
        assert not published & {row["area_id"] for row in others.tables["areas"]}


def test_nothing_of_this_machine_is_published(site: Site) -> None:
    folders = [str(folder).encode() for folder in (ROOT, site.folder, Path.home()) if len(folder.parts) > 2]
    paths = [path for path in site.folder.rglob("*") if path.is_file()]
    assert [path.name for path in paths if any(folder in path.read_bytes() for folder in folders)] == []


def chrome(language: str) -> dict[str, str]:
    """The texts of a language that pages show, by key."""
    found = locale.load(language).texts.items()
    return {key: value for key, value in found if not key.startswith(NOT_SHOWN) and len(value) > 2}


def shape(text: str) -> str:
    """A text as a pattern: what is filled in is a number or a word."""
    return re.sub(r"\\\{\w+\\\}", r"[^\\s]+", re.escape(text))


@pytest.mark.parametrize(("language", "other"), [("en", "nl"), ("nl", "en")])
def test_no_page_speaks_two_languages(site: Site, language: str, other: str) -> None:
    own = {shape(text) for text in chrome(language).values()}
    foreign = {shape(text) for text in chrome(other).values()} - own
    pattern = re.compile("|".join(f"(?:{text})" for text in sorted(foreign)))
    ours = re.compile("|".join(f"(?:{text})" for text in sorted(own)))
    said_by_data = {cell for rows in site.world.tables.values() for row in rows for cell in row.values()}
    wrong = [
        f"{address}: {text}"
        for address, page in site.pages.items()
        if site.language(address) == language
        for text in texts(page, language)
        if pattern.fullmatch(text) and not ours.fullmatch(text) and text not in said_by_data
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "foreign"), [("nl", r"\b\d{1,3}(?:,\d{3})+\b"), ("en", r"\b\d{1,3}(?:\.\d{3})+\b")]
)
def test_numbers_are_written_as_in_the_language(site: Site, language: str, foreign: str) -> None:
    pattern = re.compile(foreign)
    wrong = [
        f"{address}: {match[0]}"
        for address, page in site.pages.items()
        if site.language(address) == language
        for name in FIGURES
        for cell in page.classed(name)
        for link in cell.all("a")
        if (match := pattern.search(link.text))
    ]
    assert wrong == []


def test_a_known_number_in_both_languages(real_site: Site) -> None:
    for address, expected in (("gebieden/", "10.166"), ("en/areas/", "10,166")):
        row = next(r for r in real_site.pages[address].all("tr") if "Amsterdam Nieuw-West" in r.text)
        assert next(e.text.split()[-1] for e in row.classed("num")) == expected


def test_a_package_that_says_little_gets_no_empty_links(bare_site: Site) -> None:
    """No repository, contact or publisher: nothing that would lead to them."""
    for address, page in bare_site.pages.items():
        targets = [link.target for link in links(page)]
        assert not [t for t in targets if t in ("", "#", "None") or "/edit/" in t or "mailto:" in t], address
