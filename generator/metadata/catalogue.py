"""The catalogue that portals harvest: DCAT-AP-NL 3.0, as Turtle and as JSON-LD.

The package is one dataset; its forms and its tables are the distributions. A portal lists datasets:
with one for every area it would show the same title dozens of times, and none of them is kept up on
its own. Everything has an address of its own and no blank node, so that the bytes are always the same
and that harvesting anew changes what is there instead of doubling it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDFS, SKOS, XSD

from generator.links import PageKind
from generator.metadata import rdf, tables, vocabulary
from generator.metadata.register import FOLDER, File, Register
from generator.metadata.remarks import frequency, missing_for_catalogue, themes
from generator.metadata.things import DCAT, GEO, VCARD, Things
from generator.outputs import Output

TURTLE = f"{FOLDER}/catalog.ttl"
JSON_LD = f"{FOLDER}/catalog.jsonld"
SPDX = Namespace("http://spdx.org/rdf/terms#")
PREFIXES = {
    "dcat": str(DCAT),
    "dct": str(DCTERMS),
    "foaf": str(FOAF),
    "geo": str(GEO),
    "skos": str(SKOS),
    "spdx": str(SPDX),
    "vcard": str(VCARD),
    "xsd": str(XSD),
}


def files(register: Register) -> Iterator[Output]:
    """The catalogue in two forms, or nothing where the package lacks what the standard asks for."""
    if any(missing_for_catalogue(register)):
        return
    graph = catalogue(register)
    yield Output(TURTLE, rdf.turtle(graph))
    yield Output(JSON_LD, rdf.json_ld(graph, PREFIXES))


def catalogue(register: Register) -> Graph:
    """Everything that the catalogue says. Expects a register from which nothing is missing."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    _Writer(graph, register).write()
    return graph


class _Writer:
    """Writes what a register says into a graph."""

    def __init__(self, graph: Graph, register: Register) -> None:
        self.things = Things(graph, register)
        self.register = register
        self.info = register.dataset.info
        self.imprint = register.imprint

    def write(self) -> None:
        """The catalogue, its one dataset, and everything that they refer to."""
        catalogue, dataset = self.things.own("catalog"), self.things.own("dataset")
        self._shared(catalogue, DCAT.Catalog)
        self._shared(dataset, DCAT.Dataset)
        home = self.things.page(PageKind.HOME)
        self.things.add(catalogue, DCTERMS.license, [self.things.licence()])
        self.things.add(catalogue, DCAT.dataset, [dataset])
        self.things.add(catalogue, DCAT.themeTaxonomy, [self.things.scheme()])
        self.things.add(catalogue, FOAF.homepage, [self.things.typed(home, FOAF.Document)])
        self._dataset(dataset)
        for file in self.register.whole:
            self.things.add(dataset, DCAT.distribution, [self._distribution(file)])

    def _shared(self, node: URIRef, kind: URIRef) -> None:
        """What a catalogue and a dataset say alike."""
        self.things.typed(node, kind)
        self.things.add(node, DCTERMS.title, self.things.texts(self.info.title))
        self.things.add(node, DCTERMS.description, self.things.texts(self.info.description))
        self.things.add(node, DCTERMS.publisher, [self.things.agent("publisher", self.imprint.publisher)])
        authors = enumerate(self.imprint.authors, start=1)
        self.things.add(
            node, DCTERMS.creator, [self.things.agent(f"creator-{n}", author) for n, author in authors]
        )
        self.things.add(node, DCAT.contactPoint, [self.things.contact()])
        self.things.add(node, DCTERMS.language, self.things.languages())
        self.things.add(node, DCTERMS.modified, self.things.modified())
        self.things.add(node, DCTERMS.spatial, self.things.space())
        self.things.add(node, DCTERMS.temporal, self.things.time())

    def _dataset(self, node: URIRef) -> None:
        page, about = self.things.page(PageKind.DATA), self.things.page(PageKind.SOURCE)
        self.things.add(
            node, DCTERMS.identifier, [Literal(str(self.register.dataset.descriptor.get("id") or node))]
        )
        self.things.add(node, DCAT.theme, [self.things.theme(code) for code in themes(self.register)])
        public = URIRef(vocabulary.PUBLIC)
        self.things.add(node, DCTERMS.accessRights, [self.things.typed(public, DCTERMS.RightsStatement)])
        self.things.add(node, DCAT.version, [Literal(self.info.version)])
        self.things.add(node, DCAT.landingPage, [self.things.typed(page, FOAF.Document)])
        self.things.add(node, FOAF.page, [self.things.typed(about, FOAF.Document)])
        standard = URIRef(vocabulary.DATA_PACKAGE)
        self.things.add(node, DCTERMS.conformsTo, [self.things.typed(standard, DCTERMS.Standard)])
        for language in self.info.languages:
            words = self.register.keywords(language)
            self.things.add(node, DCAT.keyword, [Literal(word, lang=language) for word in words])
        if code := frequency(self.register):
            renewed = URIRef(f"{vocabulary.EU}/frequency/{code}")
            self.things.add(node, DCTERMS.accrualPeriodicity, [self.things.typed(renewed, DCTERMS.Frequency)])

    def _distribution(self, file: File) -> URIRef:
        """A file. What only leads to it, the access, is the file itself: it can be had directly."""
        node, address = self.things.own(f"file-{file.name}"), URIRef(self.register.address(file.path) or "")
        self.things.typed(node, DCAT.Distribution)
        self.things.typed(address, RDFS.Resource)  # DCAT-AP 3.0.0 asks for it, 3.0.1 no longer
        self.things.add(node, DCTERMS.title, self._titles(file))
        self.things.add(node, DCAT.accessURL, [address])
        self.things.add(node, DCAT.downloadURL, [address])
        self.things.add(node, DCTERMS.license, [self.things.licence()])
        self.things.add(node, DCTERMS.language, self.things.languages())
        self.things.add(node, DCTERMS.modified, self.things.modified())
        self.things.add(node, DCAT.byteSize, [Literal(str(file.size), datatype=XSD.nonNegativeInteger)])
        self.things.add(node, SPDX.checksum, [self._checksum(file)])
        self.things.add(node, DCTERMS.conformsTo, self._schema(file))
        if media_type := file.media_type:
            self.things.add(
                node, DCAT.mediaType, [self.things.typed(URIRef(media_type.iana), DCTERMS.MediaType)]
            )
            if media_type.file_type:
                form = self.things.typed(URIRef(media_type.file_type), DCTERMS.MediaTypeOrExtent)
                self.things.add(node, DCTERMS["format"], [form])
        return node

    def _schema(self, file: File) -> list[URIRef]:
        """What describes the columns of a table, or the whole archive."""
        address = vocabulary.DATA_PACKAGE if file.name.endswith(".zip") else ""
        if file.name.endswith(".csv"):
            address = self.register.address(tables.PATH) or ""
        return [self.things.typed(URIRef(address), DCTERMS.Standard)] if address else []

    def _titles(self, file: File) -> list[Literal]:
        """The name of a table, else of the whole, and the name of the file."""
        resources = self.register.dataset.descriptor["resources"]
        found: Mapping[str, Any] = next(
            (r for r in resources if r["name"] == file.name.partition(".")[0]), {}
        )
        titles = {n: found.get(f"title@{n}") for n in self.info.languages}
        titles[self.info.default_language] = found.get("title")
        whole = self.info.title
        return [
            Literal(f"{title or whole.in_language(n)} ({file.name})", lang=n) for n, title in titles.items()
        ]

    def _checksum(self, file: File) -> URIRef:
        node = self.things.typed(self.things.own(f"checksum-{file.name}"), SPDX.Checksum)
        algorithm = self.things.typed(URIRef(vocabulary.SHA256), SPDX.ChecksumAlgorithm)
        self.things.add(node, SPDX.algorithm, [algorithm])
        self.things.add(node, SPDX.checksumValue, [Literal(file.sha256, datatype=XSD.hexBinary)])
        return node
