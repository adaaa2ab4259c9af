"""Files with references: in the form that each asks for, and never with an author who was made up."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from mkdocs.utils.yaml import yaml_load

from generator.metadata import references
from tests.metadata.support import ADDRESS, changed, register
from tests.worlds import NORLAND, World

# The Citation File Format, version 1.2.0: what it requires, and what else it knows that we use.
REQUIRED = frozenset({"cff-version", "message", "title", "authors"})
KNOWN = REQUIRED | {
    "abstract",
    "date-released",
    "keywords",
    "license",
    "license-url",
    "repository",
    "type",
    "url",
    "version",
}
PERSON = frozenset({"family-names", "given-names", "website"})
ENTITY = frozenset({"name", "website"})


def published(world: World, site_url: str | None = ADDRESS) -> dict[str, str]:
    return {o.path: o.content.decode("utf-8") for o in references.files(register(world, site_url))}


def test_citation_cff_has_what_the_format_asks() -> None:
    found: dict[str, Any] = yaml_load(published(NORLAND)["data/CITATION.cff"])
    assert set(found) >= REQUIRED
    assert set(found) <= KNOWN
    assert found["cff-version"] == "1.2.0"
    assert found["type"] == "dataset"
    assert all(isinstance(value, str | list) for value in found.values())
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found["date-released"])
    assert found["authors"]
    for author in found["authors"]:
        assert set(author) <= PERSON or set(author) <= ENTITY
        assert author.get("family-names") or author.get("name")


def test_citation_cff_says_what_the_descriptor_says(norland: World) -> None:
    said = json.loads((norland.folder / "datapackage.json").read_text(encoding="utf-8"))
    found: dict[str, Any] = yaml_load(published(norland)["data/CITATION.cff"])
    authors = [c for c in said["contributors"] if "author" in c["roles"]]
    assert [a["family-names"] for a in found["authors"]] == [a["familyName"] for a in authors]
    assert (found["title"], found["version"]) == (said["title"], said["version"])
    assert (found["license"], found["keywords"]) == (said["licenses"][0]["name"], said["keywords"])
    assert found["repository"] == said["repository"]
    assert found["url"].startswith(ADDRESS)


def test_nobody_is_made_an_author(real: World, tmp_path: Path) -> None:
    descriptor = json.loads((real.folder / "datapackage.json").read_text(encoding="utf-8"))
    if "contributors" not in descriptor:
        assert "data/CITATION.cff" not in published(real)
        assert "author" not in published(real)["data/citation.bib"]
        assert "AU  -" not in published(real)["data/citation.ris"]
    found = changed(
        NORLAND,
        tmp_path,
        lambda d: d.update(contributors=[c for c in d["contributors"] if "author" not in c["roles"]]),
    )
    assert "data/CITATION.cff" not in {o.path for o in references.files(found)}


def test_an_organisation_is_an_author_too(tmp_path: Path) -> None:
    maker = {"title": "Makers & Co", "path": "https://example.org/makers", "roles": ["creator"]}
    found = changed(NORLAND, tmp_path, lambda d: d.update(contributors=[maker]))
    assert references.cff(found)["authors"] == [
        {"name": "Makers & Co", "website": "https://example.org/makers"}
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("CC0-1.0", "license"), ("CC-BY-SA-4.0", "license"), ("our-own", "license-url")],
)
def test_a_licence_that_the_format_does_not_know_gives_its_address(
    name: str, expected: str, tmp_path: Path
) -> None:
    found = changed(NORLAND, tmp_path, lambda d: d["licenses"][0].update(name=name))
    assert {"license", "license-url"} & set(references.cff(found)) == {expected}


def test_hostile_titles_stay_one_value(tmp_path: Path) -> None:
    title = 'a: "b" #c\n- d: [e] \\ {f}'
    found = changed(NORLAND, tmp_path, lambda d: d.update(title=title))
    files = {o.path: o.content.decode("utf-8") for o in references.files(found)}
    assert yaml_load(files["data/CITATION.cff"])["title"] == title
    for line in files["data/citation.ris"].splitlines():
        assert re.match(r"[A-Z][A-Z0-9]  - ", line), line


def test_without_an_address_none_is_named(world: World) -> None:
    for text in published(world, None).values():
        assert ADDRESS not in text
        assert "\nurl:" not in text
        assert "UR  - " not in text
