"""How to cite the data or a part of it: in APA style, and for programs that keep references.

The day is that of the data: on which day someone read it, only the reader knows.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from generator.locale import Locale
from generator.views.edition import Edition
from generator.views.imprint import Agent

# What TeX reads as a command, and how it is written instead. BibTeX counts braces even behind a
# backslash, so that a lone one has to be written out.
TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a reference names; ``part`` is empty for the whole, ``url`` where no address is known."""

    locale: Locale
    key: str
    authors: tuple[Agent, ...]
    publisher: str
    part: str
    title: str
    version: str
    date: datetime.date | None
    licence: str
    url: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a reference; titles are set apart."""

    text: str
    is_title: bool = False


def reference(edition: Edition, part: str = "", url: str = "") -> Citation:
    """All that a reference to the data, or to the part of it on one page, names."""
    info, found = edition.dataset.info, edition.imprint
    plain = unicodedata.normalize("NFKD", f"{info.name or 'data'} {info.version} {part}".casefold())
    return Citation(
        locale=edition.locale,
        key="-".join(re.findall(r"[a-z0-9.]+", plain.encode("ascii", "ignore").decode())),
        authors=found.authors,
        publisher=found.publisher.name if found.publisher else "",
        part=part,
        title=edition.say(info.title),
        version=info.version,
        date=info.date,
        licence=found.licence,
        url=url,
    )


def citation(edition: Edition, part: str = "", url: str = "") -> str:
    """A reference in APA style as plain text."""
    return "".join(piece.text for piece in apa(reference(edition, part, url)))


def apa(found: Citation) -> tuple[Piece, ...]:
    """A reference in APA style: who, when, what, which version, by whom, where."""
    text = found.locale.text
    names = [author.inverted for author in found.authors] or [found.publisher]
    lead, when = _joined([name for name in names if name]), f"({_when(found)})."
    marked = f" [{text('citation.dataset')}]"
    version = f" ({text('citation.version', version=found.version)})"
    pieces: list[Piece] = []
    if lead:
        pieces.append(Piece(f"{_stopped(lead)} {when} "))
    if found.part:
        pieces += [Piece(f"{found.part}{marked}."), Piece(f" {when}" if not lead else "")]
        pieces += [Piece(f" {text('citation.in')} "), Piece(found.title, True), Piece(f"{version}.")]
    else:
        pieces += [Piece(found.title, True), Piece(f"{version}{marked}."), Piece("" if lead else f" {when}")]
    if found.authors and found.publisher:
        pieces.append(Piece(f" {_stopped(found.publisher)}"))
    if found.url:
        pieces.append(Piece(f" {found.url}"))
    return tuple(piece for piece in pieces if piece.text)


def bibtex(found: Citation) -> str:
    """A reference for BibTeX; the doubled braces keep the capitals of names and titles."""
    title = f"{found.part} ({found.title})" if found.part else found.title
    text = found.locale.text
    note = [text("citation.dataset"), text("citation.version", version=found.version)]
    note += [found.locale.date(found.date)] if found.date else []
    note += [found.licence] if found.licence else []
    fields = {
        "author": " and ".join(_tex_name(author) for author in found.authors),
        "title": f"{{{_tex(title)}}}",
        "year": f"{found.date.year}" if found.date else "",
        "month": f"{found.date.month}" if found.date else "",
        "version": _tex(found.version),
        "publisher": f"{{{_tex(found.publisher)}}}" if found.publisher else "",
        "note": _tex(", ".join(note)),
        "url": found.url,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{found.key},", *lines, "}", ""])


def ris(found: Citation) -> str:
    """A reference in RIS, for programs such as Zotero and EndNote."""
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in _ris(found))


def _ris(found: Citation) -> Iterator[tuple[str, str]]:
    yield "TY", "DATA"
    for author in found.authors:
        yield "AU", f"{author.family}, {author.given}" if author.is_person and author.given else author.name
    yield "TI", found.part or found.title
    if found.part:
        yield "T2", found.title
    if found.date:
        yield "PY", f"{found.date.year}"
        yield "DA", f"{found.date:%Y/%m/%d}"
    yield "ET", found.version
    if found.publisher:
        yield "PB", found.publisher
    yield "LA", found.locale.language
    if found.url:
        yield "UR", found.url
    yield "ER", ""


def _when(found: Citation) -> str:
    if not found.date:
        return found.locale.text("citation.no_date")
    return f"{found.date.year}, {found.locale.day_and_month(found.date)}"


def _joined(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}, & {names[-1]}"


def _stopped(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _tex(text: str) -> str:
    return " ".join(text.split()).translate(TEX)


def _tex_name(agent: Agent) -> str:
    """A person as family and given name; an organisation in braces, as it would be cut up otherwise."""
    if agent.is_person and agent.given:
        return f"{_tex(agent.family)}, {_tex(agent.given)}"
    return f"{{{_tex(agent.name)}}}"
