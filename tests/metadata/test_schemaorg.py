"""What search engines for data are told: all that they require, what they recommend, nothing made up."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import render
from generator.metadata import Register, schemaorg
from tests.metadata.support import ADDRESS, changed, nodes, register
from tests.worlds import NORLAND, World

Node = Mapping[str, Any]

# As Google's documentation on structured data for datasets lists them.
REQUIRED = frozenset({"name", "description"})
RECOMMENDED = frozenset(
    {
        "creator",
        "distribution",
        "includedInDataCatalog",
        "isAccessibleForFree",
        "isPartOf",
        "keywords",
        "license",
        "spatialCoverage",
        "temporalCoverage",
        "url",
        "variableMeasured",
        "version",
    }
)
# What we do not recommend ourselves: the works to cite are the sources, and they stand in isBasedOn;
# nobody funds it, it is described nowhere else, and how it was measured is not ours to say.
LEFT_OUT = frozenset({"citation", "funder", "identifier", "measurementTechnique", "sameAs"})
# Each value of these is an address; where the site has none, they are not there.
ADDRESSES = ("@id", "contentUrl")


def described(found: Register) -> Iterator[tuple[str, str, Node]]:
    """Every description: its language, what it is of, and itself."""
    dataset = found.dataset
    for language in found.editions:
        yield language, "whole", schemaorg.whole(found, language)
        for area in dataset.areas:
            yield language, f"area {area.area_id}", schemaorg.area(found, language, area)
        for alliance in dataset.alliances:
            node = schemaorg.alliance(found, language, alliance)
            yield language, f"alliance {alliance.alliance_id}", node


@pytest.mark.parametrize("site_url", [ADDRESS, None])
def test_each_has_what_is_required(world: World, site_url: str | None) -> None:
    for _, what, node in described(register(world, site_url)):
        assert node["@context"] == "https://schema.org", what
        for inner in nodes(node):
            if inner.get("@type") == "Dataset":
                assert set(inner) >= REQUIRED, what
                assert 50 <= len(inner["description"]) <= 5000, what
                assert inner["name"].strip() == inner["name"] != "", what


def test_each_has_what_is_recommended_and_known(norland: World) -> None:
    for _, what, node in described(register(norland)):
        expected = RECOMMENDED - {"isPartOf" if what == "whole" else "includedInDataCatalog"}
        missing = expected - set(node)
        # Not every part has a figure, nor every alliance an area.
        may_lack = {"spatialCoverage", "temporalCoverage", "variableMeasured"}
        assert missing <= (set() if what == "whole" else may_lack), what
        assert not set(node) & LEFT_OUT


def test_names_tell_them_apart(world: World) -> None:
    names = Counter((language, node["name"]) for language, _, node in described(register(world)))
    assert [name for name, n in names.items() if n > 1] == []


def test_an_area_and_an_alliance_of_one_name_are_told_apart(norland: World) -> None:
    found, name = register(norland), "Regio"
    area = replace(norland.dataset.areas[0], name=name)
    alliance = replace(norland.dataset.alliances[0], name=name)
    for language in norland.languages:
        names = (
            schemaorg.area(found, language, area)["name"],
            schemaorg.alliance(found, language, alliance)["name"],
        )
        assert len({*names, name}) == 3


def test_without_an_address_only_what_needs_one_is_left_out(world: World) -> None:
    dated = register(world), register(world, None)
    for (_, what, known), (_, _, unknown) in zip(*map(described, dated), strict=True):
        assert not [n for n in nodes(unknown) if set(n) & set(ADDRESSES)], what
        assert ADDRESS not in json.dumps(unknown)
        assert set(known) - set(unknown) == {"@id", "url", "distribution"} | (
            {"includedInDataCatalog"} if what == "whole" else set()
        ), what


def test_nothing_is_empty(world: World) -> None:
    for site_url in (ADDRESS, None):
        for _, what, node in described(register(world, site_url)):
            empty = [(n, k) for n in nodes(node) for k, v in n.items() if v in (None, "", [], {})]
            assert empty == [], what


def test_a_part_is_part_of_the_whole(world: World) -> None:
    found = register(world)
    for language, what, node in described(found):
        whole = schemaorg.whole(found, language)
        if what != "whole":
            assert node["isPartOf"]["@id"] == whole["@id"]
            assert node["isPartOf"]["name"] == whole["name"]
            assert node["isPartOf"]["url"] == whole["url"]
            assert node["@id"] != whole["@id"]


def test_languages_tell_of_one_and_the_same_whole(world: World) -> None:
    found = register(world)
    assert len({schemaorg.whole(found, language)["@id"] for language in found.editions}) == 1
    assert len({schemaorg.whole(found, language)["url"] for language in found.editions}) == len(
        world.languages
    )


def test_the_facts_are_those_of_the_descriptor(world: World) -> None:
    said = json.loads((world.folder / "datapackage.json").read_text(encoding="utf-8"))
    newest = max(row["date"] for row in world.tables["changes"])
    authors = [c["title"] for c in said.get("contributors", []) if "author" in c["roles"]]
    publishers = [c["title"] for c in said.get("contributors", []) if "publisher" in c["roles"]]
    for language, what, node in described(register(world)):
        mark = "" if language == said["languages"][0] else f"@{language}"
        assert node["version"] == said["version"]
        assert node["dateModified"] == newest
        assert node["license"] == said["licenses"][0]["path"]
        assert node["inLanguage"] == said["languages"]
        assert [a["name"] for a in node.get("creator", [])] == authors, what
        assert [node["publisher"]["name"]] == publishers if publishers else "publisher" not in node
        assert node["keywords"][-len(said[f"keywords{mark}"]) :] == said[f"keywords{mark}"]
        if what == "whole":
            assert (node["name"], node["alternateName"]) == (said[f"title{mark}"], said["name"])
            west, south, east, north = said["bbox"]
            assert node["spatialCoverage"]["geo"]["box"] == f"{south} {west} {north} {east}"


def test_an_area_tells_of_its_own_rows(world: World) -> None:
    tables, found = world.tables, register(world)
    titles = {row["source_id"]: row["title"] for row in tables["sources"]}
    for area in found.dataset.areas:
        key = area.area_id
        [row] = [r for r in tables["areas"] if r["area_id"] == key]
        rows = [r for t in ("targets", "measurements") for r in tables[t] if r["area_id"] == key]
        years = [int(r[c]) for r in rows for c in ("period_start", "period_end") if r[c]]
        for language in world.languages:
            node = schemaorg.area(found, language, area)
            assert node["description"].startswith(row[f"summary_{language}"])
            expected = f"{min(years)}/{max(years)}" if years else None
            assert node.get("temporalCoverage") == expected
            sources = {titles[r["source_id"]] for r in [row, *rows]}
            assert {s["name"] for s in node["isBasedOn"]} == sources
            metrics = {r["metric_id"] for r in rows}
            names = {r[f"name_{language}"] for r in tables["metrics"] if r["metric_id"] in metrics}
            assert {v["name"] for v in node.get("variableMeasured", [])} == names
            [place] = node["spatialCoverage"]
            assert place["name"] == row["name"]
            if row["latitude"]:
                at = place["geo"]["latitude"], place["geo"]["longitude"]
                assert at == (float(row["latitude"]), float(row["longitude"]))
            else:
                assert "geo" not in place


def test_an_alliance_tells_of_its_areas(world: World) -> None:
    tables, found = world.tables, register(world)
    names = {row["area_id"]: row["name"] for row in tables["areas"]}
    for alliance in found.dataset.alliances:
        key = alliance.alliance_id
        linked = [names[r["area_id"]] for r in tables["area_alliances"] if r["alliance_id"] == key]
        node = schemaorg.alliance(found, world.languages[0], alliance)
        assert sorted(p["name"] for p in node.get("spatialCoverage", [])) == sorted(linked)


def test_downloads_are_the_published_ones(world: World) -> None:
    for _, what, node in described(register(world)):
        for file in node["distribution"]:
            content = world.downloads[file["contentUrl"].removeprefix(f"{ADDRESS}/")]
            assert file["contentSize"] == f"{len(content)} B", what
            assert "/" in file["encodingFormat"], what
        paths = [file["contentUrl"] for file in node["distribution"]]
        assert len(set(paths)) == len(paths)
        if what != "whole":
            kind, key = what.split()
            assert {p.removeprefix(f"{ADDRESS}/data/").partition("/")[0] for p in paths} == {f"{kind}s"}
            assert all(f"/{key}." in path for path in paths)


def test_the_whole_offers_every_table_once(world: World) -> None:
    node = schemaorg.whole(register(world), world.languages[0])
    tables = [f["name"] for f in node["distribution"] if f["encodingFormat"] == "text/csv"]
    assert sorted(tables) == sorted(f"{name}.csv" for name in world.tables)
    assert "application/zip" in {f["encodingFormat"] for f in node["distribution"]}
    assert not [f for f in node["distribution"] if "datapackage" in f["name"]]


def test_a_short_description_is_made_long_enough(tmp_path: Path) -> None:
    found = changed(NORLAND, tmp_path, lambda d: d.update(description="Short."))
    node = schemaorg.whole(found, "en")
    assert len(node["description"]) >= 50
    assert "Short." in node["description"]


def test_a_long_description_is_cut(tmp_path: Path) -> None:
    found = changed(NORLAND, tmp_path, lambda d: d.update(description="word " * 2000))
    assert len(schemaorg.whole(found, "en")["description"]) == 5000


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    hostile = "</script><script>alert(1)</script><!-- & \u2028 \"'"
    found = changed(NORLAND, tmp_path, lambda d: d.update(title=hostile, keywords=[hostile]))
    node = schemaorg.whole(found, "en")
    text = str(render.json_script(node))
    assert json.loads(text) == node
    assert not [sign for sign in ("<", ">", "&", "\u2028") if sign in text]
