"""What a catalogue refers to, each with its type: people, places, languages, themes, licences."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, SKOS, XSD
from rdflib.term import Node

from generator.links import Page, PageKind
from generator.metadata import vocabulary
from generator.metadata.register import Register, years
from generator.model import Localized
from generator.views.imprint import Agent

# The one that rdflib brings is of an older version, without dcat:version.
DCAT = Namespace("http://www.w3.org/ns/dcat#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
GEO = Namespace("http://www.opengis.net/ont/geosparql#")


class Things:
    """Writes into a graph what others refer to, and gives what stands for it."""

    def __init__(self, graph: Graph, register: Register) -> None:
        self.graph = graph
        self.register = register
        self.info = register.dataset.info
        self.imprint = register.imprint

    def agent(self, name: str, agent: Agent | None) -> URIRef:
        """A person or an organisation."""
        node = self.typed(self.own(name), FOAF.Agent)
        if agent:
            self.typed(node, FOAF.Person if agent.is_person else FOAF.Organization)
            self.add(node, FOAF.name, [Literal(agent.name)])
            if agent.page:
                self.add(node, FOAF.homepage, [self.typed(URIRef(agent.page), FOAF.Document)])
        return node

    def contact(self) -> URIRef:
        """Where questions go: the publisher answers where nobody is named."""
        node, contact = self.typed(self.own("contact"), VCARD.Kind), self.imprint.contact
        if contact:
            publisher = self.imprint.publisher
            name = contact.name or (publisher.name if publisher else "")
            self.add(node, VCARD.fn, [Literal(name)])
            if contact.email:
                self.add(node, VCARD.hasEmail, [URIRef(f"mailto:{contact.email}")])
            if contact.page:
                self.add(node, VCARD.hasURL, [URIRef(contact.page)])
        return node

    def licence(self) -> URIRef:
        """The licence of the data."""
        node = URIRef(vocabulary.licence(self.imprint.licence_url))
        return self.typed(node, DCTERMS.LicenseDocument)

    def scheme(self) -> URIRef:
        """The list of themes itself."""
        node = self.typed(URIRef(f"{vocabulary.EU}/data-theme"), SKOS.ConceptScheme)
        self.add(node, DCTERMS.title, [Literal("Data theme", lang="en")])
        return node

    def theme(self, code: str) -> URIRef:
        """One of the European themes."""
        node = self.typed(URIRef(f"{vocabulary.EU}/data-theme/{code}"), SKOS.Concept)
        self.add(node, SKOS.prefLabel, [Literal(vocabulary.THEMES[code], lang="en")])
        self.add(node, SKOS.inScheme, [self.scheme()])
        return node

    def languages(self) -> list[URIRef]:
        """The languages of the data, as far as the European list is known to us."""
        known = [URIRef(found) for n in self.info.languages if (found := vocabulary.language(n))]
        return [self.typed(node, DCTERMS.LinguisticSystem) for node in known]

    def modified(self) -> list[Literal]:
        """The day of the newest change."""
        return [Literal(self.info.date)] if self.info.date else []

    def space(self) -> list[URIRef]:
        """The box around all that the data is about."""
        if not self.register.box:
            return []
        west, south, east, north = self.register.box
        corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
        shape = f"POLYGON(({','.join(f'{x} {y}' for x, y in corners)}))"
        node = self.typed(self.own("place"), DCTERMS.Location)
        self.add(node, DCAT.bbox, [Literal(shape, datatype=GEO.wktLiteral)])
        return [node]

    def time(self) -> list[URIRef]:
        """From the first to the last year that a figure is about."""
        found = years(self.register.dataset.figures)
        if not found:
            return []
        node = self.typed(self.own("period"), DCTERMS.PeriodOfTime)
        for name, year in zip((DCAT.startDate, DCAT.endDate), found, strict=True):
            self.add(node, name, [Literal(f"{year:04}", datatype=XSD.gYear)])
        return [node]

    def texts(self, text: Localized) -> list[Literal]:
        """A text in each of its languages."""
        return [Literal(said, lang=language) for language, said in text.texts.items() if said]

    def page(self, kind: PageKind) -> URIRef:
        """A page of the site in the default language."""
        return URIRef(self.register.page(self.info.default_language, Page(kind)) or "")

    def own(self, name: str) -> URIRef:
        """What stands for something of our own."""
        return URIRef(self.register.identifier(name) or "")

    def typed(self, node: URIRef, kind: Node) -> URIRef:
        """Say what something is."""
        self.graph.add((node, RDF.type, kind))
        return node

    def add(self, node: URIRef, name: URIRef, values: Iterable[Node]) -> None:
        """Say something of a node, as often as there are values."""
        for value in values:
            self.graph.add((node, name, value))
