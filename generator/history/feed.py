"""The changes of the data as Atom feeds (RFC 4287), one per language: their texts differ."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from generator.history.places import place
from generator.history.timeline import Timeline
from generator.links import Addresses, Page, PageKind
from generator.model import Change
from generator.outputs import Output
from generator.views.edition import Edition

ATOM = "http://www.w3.org/2005/Atom"
# Under it, names become identifiers that nobody else makes.
SPACE = uuid.UUID("6a0a7a3e-3f0c-5b67-9d52-0f6c7f6c8f11")


def path(language: str) -> str:
    """Where the feed in a language stands, from the root of the site."""
    return f"feed.{language}.atom"


def files(
    editions: Mapping[str, Edition],
    addresses: Mapping[str, Addresses],
    timeline: Timeline,
    site_url: str | None,
) -> Iterator[Output]:
    """A feed for each language; none for data that has no changes to tell."""
    if timeline.dataset.changes:
        for language, edition in editions.items():
            writer = _Writer(edition, addresses[language], timeline, f"{site_url}/" if site_url else "")
            yield Output(path(language), writer.feed())


class _Writer:
    """Writes the feed of one language. Its links are whole where the site's address is known."""

    def __init__(self, edition: Edition, here: Addresses, timeline: Timeline, base: str) -> None:
        self.edition, self.here, self.timeline, self.base = edition, here, timeline, base

    def feed(self) -> bytes:
        """The feed, the newest change first."""
        info, text = self.edition.dataset.info, self.edition.locale.text
        changes = sorted(self.edition.dataset.changes, key=lambda c: (c.date, c.change_id), reverse=True)
        root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": self.edition.language})
        _add(root, "id", self._id("changes"))
        _add(root, "title", text("feed.title", title=self.edition.say(info.title)))
        _add(root, "subtitle", text("changes.lead"))
        _add(root, "updated", _moment(changes[0].date))
        # An author is required; a package that names no publisher speaks for itself.
        author = ET.SubElement(root, "author")
        _add(author, "name", info.publisher or self.edition.say(info.title))
        if self.base:
            self._link(root, "self", path(self.edition.language), "application/atom+xml")
        self._link(root, "alternate", self.here.url(Page(PageKind.CHANGES)), "text/html")
        if info.licence_name:
            _add(root, "rights", info.licence_name)
        for change in changes:
            self._entry(root, change)
        ET.indent(root, " ")
        return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"

    def _entry(self, root: ET.Element, change: Change) -> None:
        entry = ET.SubElement(root, "entry")
        kind = self.edition.locale.text(f"change_kind.{change.kind.value}")
        summary = self.edition.say(change.summary)
        _add(entry, "id", self._id(f"change:{change.change_id}"))
        title = self.edition.locale.text("feed.entry", kind=kind, version=change.version, summary=summary)
        _add(entry, "title", title)
        _add(entry, "updated", _moment(change.date))
        _add(entry, "published", _moment(change.date))
        ET.SubElement(entry, "category", {"term": change.kind.value, "label": kind})
        self._link(entry, "alternate", self._target(change), "text/html")
        _add(entry, "content", summary).set("type", "text")

    def _target(self, change: Change) -> str:
        """The place of the changed row; of one that is gone, its version on the page of changes."""
        key = self.timeline.key(change.table, change.row_id)
        found = place(self.edition, self.timeline.present, change.table, key)
        page, anchor = found or (Page(PageKind.CHANGES), anchor_of(change.version))
        return self.here.url(page) + (f"#{anchor}" if anchor else "")

    def _link(self, parent: ET.Element, rel: str, target: str, kind: str) -> None:
        address = self.base + target or "./"
        ET.SubElement(parent, "link", {"rel": rel, "type": kind, "href": address})

    def _id(self, name: str) -> str:
        """An identifier that stays, also when the site moves or gets an address."""
        whole = f"{self.edition.dataset.info.name}:{self.edition.language}:{name}"
        return uuid.uuid5(SPACE, whole).urn


def anchor_of(version: str) -> str:
    """The place of a version on the page of changes."""
    return "v" + "".join(c if c.isalnum() else "-" for c in version)


def _add(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = text
    return element


def _moment(date: datetime.date) -> str:
    return f"{date.isoformat()}T00:00:00Z"
