"""What search engines for data read: schema.org descriptions of the whole and of its parts, as JSON-LD.

Where the address of the site is unknown, all that needs one is left out, and the rest stays. A
``citation`` is left out on purpose: it names works to be cited beside the data, not the data itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.links import Page, PageKind
from generator.metadata import nodes
from generator.metadata.nodes import SHORTEST, Node
from generator.metadata.register import FOLDER, Register
from generator.model import Alliance, Area, Figure
from generator.views.citation import citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing that has a page and data of its own; ``places`` are where it lies."""

    page: Page
    title: str
    name: str
    text: str
    figures: tuple[Figure, ...]
    sources: tuple[str, ...]
    places: tuple[Node, ...]


def whole(register: Register, language: str) -> Node:
    """The whole package, as on the data page."""
    dataset, page = register.dataset, register.page(language, Page(PageKind.DATA))
    return nodes.present(
        {
            "@context": "https://schema.org",
            **_whole(register, language),
            **_common(register, language),
            "keywords": list(register.keywords(language)),
            "creditText": citation(register.editions[language], "", page or ""),
            "temporalCoverage": nodes.time(dataset.figures),
            "spatialCoverage": nodes.box(register),
            "variableMeasured": list(nodes.variables(register, language, dataset.figures)),
            "isBasedOn": [nodes.source(source) for source in dataset.sources],
            "includedInDataCatalog": _catalogue(register, language),
            "distribution": [nodes.download(register, file) for file in register.of_package(language)],
        }
    )


def area(register: Register, language: str, found: Area) -> Node:
    """An area: its figures, where they come from, and where it lies."""
    edition, dataset = register.editions[language], register.dataset
    figures = dataset.figures_of_area.get(found.area_id, ())
    return _part(
        register,
        language,
        Part(
            page=Page(PageKind.AREA, found.area_id),
            title=found.name,
            name=edition.locale.text("metadata.area", name=found.name, whole=_title(register, language)),
            text=edition.say(found.summary),
            figures=figures,
            sources=(found.source_id, *(f.source_id for f in figures)),
            places=(nodes.place(found),),
        ),
    )


def alliance(register: Register, language: str, found: Alliance) -> Node:
    """An alliance: its figures, where they come from, and the areas that it works in."""
    edition, dataset = register.editions[language], register.dataset
    figures = dataset.figures_of_alliance.get(found.alliance_id, ())
    return _part(
        register,
        language,
        Part(
            page=Page(PageKind.ALLIANCE, found.alliance_id),
            title=found.name,
            name=edition.locale.text("metadata.alliance", name=found.name, whole=_title(register, language)),
            text=edition.say(found.summary),
            figures=figures,
            sources=(found.source_id, *(f.source_id for f in figures)),
            places=tuple(map(nodes.place, dataset.areas_of_alliance.get(found.alliance_id, ()))),
        ),
    )


def _part(register: Register, language: str, part: Part) -> Node:
    edition, dataset = register.editions[language], register.dataset
    page, about = register.page(language, part.page), edition.locale.text("metadata.part")
    files = register.of_page(language, part.page)
    return nodes.present(
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "@id": f"{page}#{FOLDER}" if page else None,
            "name": part.name,
            "description": nodes.cut(f"{part.text} {about}"),
            "url": page,
            **_common(register, language),
            "keywords": [part.title, *register.keywords(language)],
            "creditText": citation(edition, part.title, page or ""),
            "temporalCoverage": nodes.time(part.figures),
            "spatialCoverage": list(part.places),
            "variableMeasured": list(nodes.variables(register, language, part.figures)),
            "isBasedOn": [nodes.source(dataset.source[key]) for key in dict.fromkeys(part.sources)],
            "isPartOf": _whole(register, language),
            "distribution": [nodes.download(register, file) for file in files],
        }
    )


def _whole(register: Register, language: str) -> Node:
    """What also names the whole where a part of it is described."""
    edition, info = register.editions[language], register.dataset.info
    text = edition.say(info.description)
    if len(text) < SHORTEST:
        text = f"{edition.say(info.title)}. {text} {edition.locale.text('metadata.whole')}"
    return nodes.present(
        {
            "@type": "Dataset",
            "@id": register.identifier("dataset"),
            "name": edition.say(info.title),
            "alternateName": info.name,
            "description": nodes.cut(text),
            "url": register.page(language, Page(PageKind.DATA)),
            **_rights(register, language),
        }
    )


def _rights(register: Register, language: str) -> Node:
    """Who made it and what may be done with it: the same for the whole and for every part."""
    found = register.imprint
    return {
        "license": found.licence_url or register.licence(language),
        "creator": [nodes.agent(agent) for agent in found.authors],
        "publisher": nodes.agent(found.publisher) if found.publisher else None,
    }


def _common(register: Register, language: str) -> Node:
    info = register.dataset.info
    return {
        **_rights(register, language),
        "version": info.version,
        "dateModified": info.date.isoformat() if info.date else None,
        "inLanguage": list(info.languages),
        "isAccessibleForFree": True,
    }


def _title(register: Register, language: str) -> str:
    return register.editions[language].say(register.dataset.info.title).partition(":")[0]


def _catalogue(register: Register, language: str) -> Node | None:
    home = register.page(language, Page(PageKind.HOME))
    name = _title(register, language)
    return {"@type": "DataCatalog", "name": name, "url": home} if home else None
