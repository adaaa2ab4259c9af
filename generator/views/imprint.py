"""Who stands behind the package and what may be done with it, as its descriptor says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.model import Dataset, Localized

# The roles of a contributor that make one an author.
AUTHOR = ("author", "creator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A person or an organisation; what the descriptor does not say is empty."""

    name: str
    given: str = ""
    family: str = ""
    page: str = ""
    email: str = ""

    @property
    def is_person(self) -> bool:
        """Whether it is someone with a family name; all others pass for organisations."""
        return bool(self.family)

    @property
    def inverted(self) -> str:
        """As lists of references name them: the family name, then initials."""
        if not self.is_person:
            return self.name
        initials = " ".join(f"{name[0]}." for name in self.given.split())
        return f"{self.family}, {initials}" if initials else self.family


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Who made, who publishes and who answers for the data, and under which licence it is.

    ``licence`` is the name that machines know it by, such as CC-BY-4.0.
    """

    authors: tuple[Agent, ...]
    publisher: Agent | None
    contact: Agent | None
    licence: str
    licence_title: Localized
    licence_url: str


def imprint(dataset: Dataset) -> Imprint:
    """What the descriptor says; nothing is made up for what it leaves out."""
    found = dataset.descriptor
    licence: Mapping[str, Any] = next(iter(found.get("licenses", ())), {})
    return Imprint(
        authors=tuple(dict.fromkeys(agent for role in AUTHOR for agent in _with_role(found, role))),
        publisher=_publisher(dataset),
        contact=_contact(dataset),
        licence=str(licence.get("name") or ""),
        licence_title=_localized(licence, "title", dataset.info.languages),
        licence_url=str(licence.get("path") or ""),
    )


def _publisher(dataset: Dataset) -> Agent | None:
    agents = _with_role(dataset.descriptor, "publisher")
    named = next((agent for agent in agents if agent.name == dataset.info.publisher), None)
    return named or (Agent(name=dataset.info.publisher) if dataset.info.publisher else None)


def _contact(dataset: Dataset) -> Agent | None:
    """Where questions go; it has a name only where the descriptor gives one."""
    address = dataset.info.contact
    if not address:
        return None
    email = address.removeprefix("mailto:") if address.startswith("mailto:") else ""
    page = "" if email else address
    agents = _with_role(dataset.descriptor, "contact")
    known = next((a for a in agents if (email and a.email == email) or (page and a.page == page)), None)
    return Agent(name=known.name if known else "", email=email, page=page)


def _with_role(found: Mapping[str, Any], role: str) -> list[Agent]:
    contributors = [c for c in found.get("contributors", ()) if role in c.get("roles", (c.get("role"),))]
    return [agent for c in contributors if (agent := _agent(c)).name]


def _agent(contributor: Mapping[str, Any]) -> Agent:
    given, family = (str(contributor.get(name) or "").strip() for name in ("givenName", "familyName"))
    return Agent(
        name=str(contributor.get("title") or f"{given} {family}").strip(),
        given=given,
        family=family,
        page=str(contributor.get("path") or ""),
        email=str(contributor.get("email") or ""),
    )


def _localized(found: Mapping[str, Any], name: str, languages: tuple[str, ...]) -> Localized:
    default = str(found.get(name) or "")
    return Localized(
        {n: str(found.get(f"{name}@{n}") or (default if i == 0 else "")) for i, n in enumerate(languages)}
    )
