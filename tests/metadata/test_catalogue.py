"""The catalogue for data portals: as the profile asks, about the files as they are, the same every time."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pyshacl
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, SKOS

from generator.metadata import Register, catalogue, remarks, vocabulary
from tests.metadata.support import ADDRESS, changed, register
from tests.worlds import NORLAND, ROOT, World

SHAPES = Path(__file__).with_name("shapes.ttl")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")

# What the profile calls mandatory: for each, a catalogue without it must be refused.
MANDATORY = [
    (DCAT.Catalog, DCTERMS.title),
    (DCAT.Catalog, DCTERMS.description),
    (DCAT.Catalog, DCTERMS.publisher),
    (DCAT.Catalog, DCAT.contactPoint),
    (DCAT.Catalog, DCAT.dataset),
    (DCAT.Dataset, DCTERMS.title),
    (DCAT.Dataset, DCTERMS.description),
    (DCAT.Dataset, DCTERMS.identifier),
    (DCAT.Dataset, DCTERMS.publisher),
    (DCAT.Dataset, DCTERMS.creator),
    (DCAT.Dataset, DCAT.contactPoint),
    (DCAT.Dataset, DCAT.theme),
    (DCAT.Dataset, DCTERMS.accessRights),
    (DCAT.Distribution, DCAT.accessURL),
    (DCAT.Distribution, DCTERMS.license),
    (DCAT.Distribution, DCAT.mediaType),
    (SPDX.Checksum, SPDX.algorithm),
    (SPDX.Checksum, SPDX.checksumValue),
    (FOAF.Agent, FOAF.name),
    (VCARD.Kind, VCARD.fn),
    (VCARD.Kind, VCARD.hasEmail),
    (SKOS.Concept, SKOS.prefLabel),
]
# What the nodes are that others refer to: they are told apart by their type alone.
TYPES = [
    FOAF.Agent,
    VCARD.Kind,
    SKOS.Concept,
    SPDX.ChecksumAlgorithm,
    DCTERMS.LicenseDocument,
    DCTERMS.RightsStatement,
    DCTERMS.LinguisticSystem,
    DCTERMS.MediaType,
    DCTERMS.MediaTypeOrExtent,
    DCTERMS.Location,
    DCTERMS.PeriodOfTime,
    DCTERMS.Standard,
    FOAF.Document,
    RDFS.Resource,
]


def without(*names: str) -> Callable[[dict[str, Any]], None]:
    def change(descriptor: dict[str, Any]) -> None:
        for name in names:
            descriptor.pop(name)

    return change


def without_role(role: str) -> Callable[[dict[str, Any]], None]:
    def change(descriptor: dict[str, Any]) -> None:
        descriptor["contributors"] = [c for c in descriptor["contributors"] if role not in c["roles"]]

    return change


@cache
def shapes() -> Graph:
    return Graph().parse(SHAPES)


def conforms(graph: Graph) -> tuple[bool, str]:
    """Whether a catalogue conforms, and what is wrong with it."""
    found, _, text = pyshacl.validate(graph, shacl_graph=shapes(), advanced=False)
    return bool(found), str(text)


def published(found: Register) -> dict[str, bytes]:
    return {output.path: output.content for output in catalogue.files(found)}


@cache
def turtle() -> bytes:
    return published(register(NORLAND))["data/catalog.ttl"]


def graph() -> Graph:
    return Graph().parse(data=turtle(), format="turtle")


@cache
def small() -> bytes:
    """A catalogue with one file, to be spoiled many times."""
    whole = register(NORLAND)
    path = "data/targets.csv"
    one = replace(whole, published={path: whole.published[path]})
    return published(one)["data/catalog.ttl"]


def fresh() -> Graph:
    return Graph().parse(data=small(), format="turtle")


def test_it_conforms_to_the_profile() -> None:
    for made in (graph(), fresh()):
        found, text = conforms(made)
        assert found, text


@pytest.mark.parametrize(("kind", "name"), MANDATORY)
def test_without_what_is_mandatory_it_would_not_conform(kind: URIRef, name: URIRef) -> None:
    spoiled = fresh()
    node = next(spoiled.subjects(RDF.type, kind))
    spoiled.remove((node, name, None))
    assert not conforms(spoiled)[0]


@pytest.mark.parametrize("kind", TYPES)
def test_what_it_refers_to_says_what_it_is(kind: URIRef) -> None:
    """A portal that fetches nothing from elsewhere has to know it all the same."""
    spoiled = fresh()
    nodes = list(spoiled.subjects(RDF.type, kind))
    assert nodes
    for node in nodes:
        spoiled.remove((node, RDF.type, kind))
    assert not conforms(spoiled)[0]


def test_a_text_without_its_language_is_refused() -> None:
    spoiled = fresh()
    [node] = spoiled.subjects(RDF.type, DCAT.Dataset)
    spoiled.add((node, DCTERMS.title, Literal("no language")))
    assert not conforms(spoiled)[0]


def test_texts_stand_in_every_language(norland: World) -> None:
    said = json.loads((norland.folder / "datapackage.json").read_text(encoding="utf-8"))
    expected = {Literal(said["title"], lang="en"), Literal(said["title@nl"], lang="nl")}
    words = {Literal(w, lang="en") for w in said["keywords"]} | {
        Literal(w, lang="nl") for w in said["keywords@nl"]
    }
    found = graph()
    for kind in (DCAT.Catalog, DCAT.Dataset):
        [node] = found.subjects(RDF.type, kind)
        assert set(found.objects(node, DCTERMS.title)) == expected
    [dataset] = found.subjects(RDF.type, DCAT.Dataset)
    assert set(found.objects(dataset, DCAT.keyword)) == words


def test_it_counts_what_is_published(norland: World) -> None:
    """One dataset; a distribution for every table and for every form of the whole, and no other."""
    found = graph()
    assert len(list(found.subjects(RDF.type, DCAT.Catalog))) == 1
    [dataset] = found.subjects(RDF.type, DCAT.Dataset)
    distributions = set(found.objects(dataset, DCAT.distribution))
    assert distributions == set(found.subjects(RDF.type, DCAT.Distribution))
    names = {str(found.value(d, DCAT.downloadURL)).rpartition("/")[2] for d in distributions}
    tables = {f"{name}.csv" for name in norland.tables}
    assert names >= tables
    whole = norland.dataset.info.name
    assert {name for name in names - tables if not name.startswith(whole)} == set()
    assert {name.rpartition(".")[2] for name in names - tables} >= {"zip", "xlsx", "sqlite", "json"}


def test_checksums_and_sizes_are_those_of_the_files(norland: World) -> None:
    found = graph()
    for node in found.subjects(RDF.type, DCAT.Distribution):
        address = str(found.value(node, DCAT.downloadURL))
        content = norland.downloads[address.removeprefix(f"{ADDRESS}/")]
        assert int(str(found.value(node, DCAT.byteSize))) == len(content)
        checksum = found.value(node, SPDX.checksum)
        assert found.value(checksum, SPDX.checksumValue).toPython() == hashlib.sha256(content).digest()  # type: ignore[union-attr]
        assert found.value(node, DCAT.accessURL) == URIRef(address)


# rdflib's own parser of JSON-LD still uses a class of its own that it calls deprecated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_both_forms_say_the_same() -> None:
    files = published(register(NORLAND))
    first = Graph().parse(data=files["data/catalog.ttl"], format="turtle")
    second = Graph().parse(data=files["data/catalog.jsonld"], format="json-ld")
    assert len(first) > 100
    assert isomorphic(first, second)
    assert isomorphic(first, catalogue.catalogue(register(NORLAND)))


def test_the_json_fetches_nothing() -> None:
    text = published(register(NORLAND))["data/catalog.jsonld"].decode("utf-8")
    assert isinstance(json.loads(text)["@context"], dict)


def test_it_has_no_blank_nodes() -> None:
    assert {type(node).__name__ for triple in graph() for node in triple} == {"URIRef", "Literal"}


def hashes(seed: str) -> str:
    """The hashes of both files from a process with another order of sets."""
    code = (
        "import hashlib; from tests.metadata.test_catalogue import *;"
        "[print(p, hashlib.sha256(c).hexdigest()) for p, c in published(register(NORLAND)).items()]"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    return said.stdout


def test_the_same_package_gives_the_same_bytes() -> None:
    assert hashes("1") == hashes("2")
    assert hashes("1").count("\n") == 2


def test_our_own_languages_themes_and_files_are_on_the_lists() -> None:
    found = graph()
    eu = f"{vocabulary.EU}/"
    named = {str(node).removeprefix(eu) for triple in found for node in triple if str(node).startswith(eu)}
    assert {name.partition("/")[0] for name in named} == {
        "access-right",
        "data-theme",
        "file-type",
        "language",
    }
    assert {name for name in named if name.startswith("language/")} == {"language/ENG", "language/NLD"}


def test_themes_and_frequency_come_from_the_descriptor(tmp_path: Path) -> None:
    found = changed(NORLAND, tmp_path, lambda d: d.update(themes=["TRAN", "ENVI"], frequency="ANNUAL"))
    made = catalogue.catalogue(found)
    [dataset] = made.subjects(RDF.type, DCAT.Dataset)
    assert {str(t).rpartition("/")[2] for t in made.objects(dataset, DCAT.theme)} == {"TRAN", "ENVI"}
    assert str(made.value(dataset, DCTERMS.accrualPeriodicity)).endswith("/frequency/ANNUAL")
    assert conforms(made)[0]


def missing(found: Register) -> Iterator[str]:
    yield from remarks.missing_for_catalogue(found)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (without("homepage"), ["address"]),
        (without_role("publisher"), ["publisher"]),
        (without_role("contact"), ["contact"]),
        (without_role("author"), ["author"]),
        (without("licenses"), ["licence"]),
        (lambda d: d["licenses"][0].update(path="https://example.org/mine"), ["licence"]),
        (lambda d: d.update(themes=["BOATS"]), ["theme"]),
        (lambda d: d.update(frequency="whenever"), ["frequency"]),
        (without("contributors", "homepage"), ["address", "publisher", "contact", "author"]),
    ],
)
def test_what_is_missing_is_said_and_leaves_the_file_out(
    change: Callable[[dict[str, Any]], object], expected: list[str], tmp_path: Path
) -> None:
    found = changed(NORLAND, tmp_path, change)
    assert list(missing(found)) == expected
    assert published(found) == {}
    [remark] = [r for r in remarks.remarks(found) if r.standard == "catalogue"]
    for language, edition in found.editions.items():
        said = remark.text(edition.locale)
        assert "DCAT-AP-NL" in said, language
        for name in expected:
            assert edition.locale.text(f"remark.missing.{name}") in said, language


def test_the_fixture_lacks_nothing_and_the_real_one_says_what_it_lacks(norland: World, real: World) -> None:
    assert remarks.remarks(register(norland)) == ()
    told = {r.standard: r.missing for r in remarks.remarks(register(real, None))}
    descriptor = json.loads((real.folder / "datapackage.json").read_text(encoding="utf-8"))
    if "contributors" not in descriptor:
        assert told["catalogue"] == ("address", "publisher", "contact", "author")
        assert told["citation"] == ("author",)
        assert published(register(real)) == {}
