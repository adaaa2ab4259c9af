"""The pieces that descriptions for search engines are made of: people, places, files, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.metadata.register import File, Register, years
from generator.model import Area, Figure, Source
from generator.views.imprint import Agent

Node = Mapping[str, Any]

# Between these a search engine for data takes a description.
SHORTEST = 50
LONGEST = 5000


def agent(agent: Agent) -> Node:
    """A person or an organisation."""
    return present(
        {
            "@type": "Person" if agent.is_person else "Organization",
            "name": agent.name,
            "givenName": agent.given,
            "familyName": agent.family,
            "url": agent.page,
        }
    )


def source(source: Source) -> Node:
    """A document that the data comes from."""
    return present(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "publisher": {"@type": "Organization", "name": source.publisher},
            "datePublished": source.published,
            "inLanguage": source.language,
            "url": source.url,
        }
    )


def download(register: Register, file: File) -> Node | None:
    """A file to fetch; a description of one without its address would be refused."""
    address, media_type = register.address(file.path), file.media_type
    if not address or not media_type:
        return None
    return {
        "@type": "DataDownload",
        "name": file.name,
        "encodingFormat": media_type.name,
        "contentUrl": address,
        "contentSize": f"{file.size} B",
    }


def time(figures: tuple[Figure, ...]) -> str | None:
    """From the first year to the last, as an interval of ISO 8601."""
    found = years(figures)
    return f"{found[0]:04}/{found[1]:04}" if found else None


def place(found: Area) -> Node:
    """Where an area lies, as far as that is known."""
    geo = None
    if found.latitude is not None and found.longitude is not None:
        latitude, longitude = float(found.latitude), float(found.longitude)
        geo = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return present({"@type": "Place", "name": found.name, "geo": geo})


def box(register: Register) -> Node | None:
    """All that the package is about, from its south-west to its north-east corner."""
    if not register.box:
        return None
    west, south, east, north = register.box
    return {"@type": "Place", "geo": {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}}


def variables(register: Register, language: str, figures: Iterable[Figure]) -> Iterator[Node]:
    """What is measured: each kind of figure once, in the order of the figures."""
    edition = register.editions[language]
    for key in dict.fromkeys(figure.metric_id for figure in figures):
        metric = register.dataset.metric[key]
        yield present(
            {
                "@type": "PropertyValue",
                "name": edition.say(metric.name),
                "description": edition.say(metric.description),
                "unitText": edition.locale.text(f"unit.{metric.unit.value}"),
            }
        )


def cut(text: str) -> str:
    """A text on one line, as long as is read of it."""
    return " ".join(text.split())[:LONGEST]


def present(node: Node) -> Node:
    """Only what is known."""
    kept = {key: [v for v in value if v] if isinstance(value, list) else value for key, value in node.items()}
    return {key: value for key, value in kept.items() if value not in (None, "", [])}
