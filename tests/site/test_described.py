"""What pages tell search engines, other sites and lists of references, as it stands in the built sites."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Namespace

from generator import locale
from generator.metadata import PATHS
from tests.dom import Element, parse
from tests.metadata.support import nodes
from tests.site.support import Site, atlas, links, meta, resolved
from tests.worlds import NORLAND

JSON_LD = "application/ld+json"
DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
PAGES = ("area", "alliance", "data")


def described(page: Element) -> list[dict[str, Any]]:
    """The descriptions for search engines that stand in a page."""
    scripts = [e for e in page.all("script") if e.attributes.get("type") == JSON_LD]
    return [json.loads(script.raw_text) for script in scripts]


def pages_with_data(site: Site) -> Iterator[tuple[str, Element]]:
    """The data page, and that of every area and alliance."""
    for kind in PAGES:
        overviews = {a.base + a.locale.text(f"paths.{kind}") + "/" for a in site.world.addresses.values()}
        for address, page in site.of_kind(kind).items():
            if (address in overviews) == (kind == "data"):
                yield address, page


def social(page: Element) -> Mapping[str, list[str]]:
    """What a page says about itself to other sites, by property."""
    found: dict[str, list[str]] = {}
    for element in page.all("meta"):
        name = element.attributes.get("property") or ""
        if name.startswith("og:"):
            found.setdefault(name, []).append(element.attributes.get("content") or "")
    return found


def alternates(page: Element) -> dict[str, str]:
    """The addresses of a page by language, as search engines are told."""
    return {
        e.attributes["hreflang"] or "": e.attributes["href"] or ""
        for e in page.all("link")
        if e.attributes.get("rel") == "alternate" and "hreflang" in e.attributes
    }


def test_pages_with_data_describe_it_once(site: Site) -> None:
    there = dict(pages_with_data(site))
    tables = site.world.tables
    assert len(there) == len(site.world.languages) * (1 + len(tables["areas"]) + len(tables["alliances"]))
    for address, page in site.pages.items():
        assert len(described(page)) == (address in there), address


def test_a_description_says_where_it_stands(site: Site) -> None:
    for address, page in pages_with_data(site):
        [node] = described(page)
        assert 50 <= len(node["description"]) <= 5000, address
        assert node.get("url") == (site.url + address if site.url else None), address


def test_names_of_datasets_tell_pages_apart(site: Site) -> None:
    for language in site.world.languages:
        names = Counter(
            described(page)[0]["name"]
            for address, page in pages_with_data(site)
            if site.language(address) == language
        )
        assert [name for name, n in names.items() if n > 1] == []


def test_every_download_that_is_described_is_there(site: Site) -> None:
    for address, page in pages_with_data(site):
        files = [f for n in nodes(described(page)[0]) for f in n.get("distribution", [])]
        assert bool(files) == bool(site.url), address
        for file in files:
            path = site.folder / file["contentUrl"].removeprefix(site.url)
            assert path.is_file(), file
            assert file["contentSize"] == f"{path.stat().st_size} B"


def test_what_is_described_is_offered_on_the_page_too(site: Site) -> None:
    """A search engine mistrusts what a reader cannot see."""
    for address, page in pages_with_data(site):
        offered = {resolved(address, link.target) for link in links(page) if link.kind == "a href"}
        for file in described(page)[0].get("distribution", []):
            assert file["contentUrl"].removeprefix(site.url) in offered, address


def test_titles_and_descriptions_are_unique_over_all_languages(site: Site) -> None:
    titles = Counter(page.all("title")[0].text for page in site.pages.values())
    descriptions = Counter(meta(page, "description")[0] for page in site.pages.values())
    assert [text for text, n in [*titles.items(), *descriptions.items()] if n > 1] == []


def test_languages_name_each_other(site: Site) -> None:
    """Each version names all of them, itself included, and one for whoever reads none of them."""
    default = site.world.languages[0]
    for address, page in site.pages.items():
        found = alternates(page)
        if not site.url:
            assert found == {}
            continue
        assert set(found) == {*site.world.languages, "x-default"}, address
        assert found["x-default"] == found[default]
        assert found[site.language(address)] == site.url + address
        for url in found.values():
            assert alternates(site.pages[url.removeprefix(site.url)]) == found, address


def test_other_sites_are_told_what_a_page_is(site: Site) -> None:
    home = {a.base for a in site.world.addresses.values()}
    for address, page in site.pages.items():
        found = social(page)
        if meta(page, "robots") == ["noindex"]:
            assert found == {}, address
            continue
        assert [n for n, values in found.items() if len(values) > 1 or not all(values)] == [], address
        assert found["og:description"] == meta(page, "description"), address
        assert found["og:type"] == ["website" if address in home else "article"], address
        language = site.language(address)
        assert found["og:locale"] == [locale.load(language).text("language.formats")]
        others = [n for n in site.world.languages if n != language]
        assert found["og:locale:alternate"] == [locale.load(n).text("language.formats") for n in others]
        assert found.get("og:url") == ([site.url + address] if site.url else None), address
        assert found["og:title"][0] in page.all("title")[0].text or address in home, address


def test_every_page_says_how_to_cite_it(site: Site) -> None:
    info = site.world.dataset.info
    assert info.date is not None
    for address, page in site.pages.items():
        [block] = page.classed("cite")
        assert "data-pagefind-ignore" in block.attributes, address
        [bibtex] = block.all("pre")
        for text in (block.all("p")[0].text, bibtex.text):
            assert info.version in text, address
            assert str(info.date.year) in text, address
            assert not site.url or site.url + address in text, address
            assert site.url or "://" not in text, address
        assert [cite.text for cite in block.all("cite")] == [
            info.title.in_language(site.language(address))
        ], address


def test_metadata_is_published_where_nothing_is_missing(
    norland_site: Site, real_site: Site, bare_site: Site
) -> None:
    assert {path for path in PATHS.values() if not (norland_site.folder / path).is_file()} == set()
    lacking = {PATHS["turtle"], PATHS["json_ld"], PATHS["cff"]}
    assert {path for path in PATHS.values() if not (bare_site.folder / path).is_file()} == lacking
    if not real_site.world.dataset.info.publisher:
        assert {path for path in PATHS.values() if not (real_site.folder / path).is_file()} == lacking


def test_a_build_says_what_was_left_out_and_why(norland_site: Site, bare_site: Site) -> None:
    assert norland_site.said.stderr == ""
    texts = locale.load("nl")
    catalogue, citation = bare_site.said.stderr.splitlines()
    assert "DCAT-AP-NL" in catalogue
    assert "CITATION.cff" in citation
    for name in ("address", "publisher", "contact", "author"):
        assert texts.text(f"remark.missing.{name}") in catalogue
    assert "licen" not in catalogue


def test_the_catalogue_is_about_the_files_beside_it(norland_site: Site) -> None:
    found = Graph().parse(norland_site.folder / PATHS["turtle"])
    checked = 0
    for distribution, address in found.subject_objects(DCAT.downloadURL):
        content = (norland_site.folder / str(address).removeprefix(norland_site.url)).read_bytes()
        checksum = found.value(distribution, SPDX.checksum)
        assert str(found.value(checksum, SPDX.checksumValue)) == hashlib.sha256(content).hexdigest()
        assert str(found.value(distribution, DCAT.byteSize)) == str(len(content))
        checked += 1
    assert checked >= len(norland_site.world.tables) + 4


# As much as the rules let through: they refuse a tag.
HOSTILE = "< /script> alert(1) --> & {% x %} {{ y }} *z* ' \""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """The imaginary package with markup in all that describes it."""
    folder = shutil.copytree(NORLAND.folder, tmp_path / "package")
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["title"] = descriptor["title@nl"] = f"T {HOSTILE}"
    descriptor["description"] = f"D {HOSTILE}"
    descriptor["keywords"] = [HOSTILE]
    for contributor in descriptor["contributors"]:
        contributor["title"] = f"{contributor['title']} {HOSTILE}"
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def test_markup_in_the_descriptor_stays_text(hostile: Path, tmp_path: Path) -> None:
    said = atlas("build", hostile, "--out", tmp_path / "site")
    assert said.returncode == 0, said.stderr + said.stdout
    for path in sorted((tmp_path / "site").rglob("*.html")):
        page = parse(path.read_text(encoding="utf-8"))
        assert all("src" in e.attributes or e.attributes.get("type") for e in page.all("script")), path
        for node in described(page):
            assert any(HOSTILE in str(value) for inner in nodes(node) for value in inner.values())
    [node] = described(parse((tmp_path / "site" / "data" / "index.html").read_text(encoding="utf-8")))
    assert node["name"] == f"T {HOSTILE}"
    assert node["keywords"] == [HOSTILE]
    found = Graph().parse(tmp_path / "site" / PATHS["turtle"])
    assert len(list(found.subject_objects(DCAT.downloadURL))) > 4
