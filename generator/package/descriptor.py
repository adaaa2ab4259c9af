"""The descriptor (``datapackage.json``): read, and what it says of the whole package checked.

How it declares the tables is checked in ``declared``; the official profile has the last word on
what neither of the two looks at.
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator import locale
from generator.package import declared, jsontext, profile, synonyms, textfile
from generator.package.finding import Finding, Path, entries, mapping, short, shown_path
from generator.problems import Problem

# A path this long leads into a single column or reference.
DEEP = 5
NAME = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LANGUAGE = re.compile(r"[a-z]{2,3}")
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
MAIL_ADDRESS = re.compile(r"[^\s:@<>\"]+@[^\s:@<>\"]+")


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A descriptor as it stands in the file, so that problems can name the line."""

    file: str
    text: str
    found: Mapping[str, Any]

    def problem(self, finding: Finding) -> Problem:
        """A finding with its line."""
        return Problem(
            rule=finding.rule,
            file=self.file,
            line=jsontext.line_of(self.text, finding.path),
            table=finding.table,
            column=shown_path(self.found, finding.path),
            value=finding.value,
            details=finding.details,
        )


def read(folder: pathlib.Path) -> tuple[Descriptor | None, list[Problem]]:
    """The descriptor, or None where it cannot serve; and everything that is wrong with it."""
    path = folder / NAME
    shown = path.as_posix()
    text = textfile.read(path, folder)
    if isinstance(text, textfile.Fault):
        rule = "descriptor-missing" if text.rule == "missing-file" else text.rule
        return None, [Problem(rule=rule, file=shown, line=text.line, value=text.value, details=text.details)]
    problems: list[Problem] = []
    if text.startswith(textfile.BYTE_ORDER_MARK):
        problems.append(Problem(rule="byte-order-mark", file=shown, line=1))
        text = text.removeprefix(textfile.BYTE_ORDER_MARK)
    try:
        found = jsontext.parse(text)
    except jsontext.JsonError as error:
        problems.append(Problem(rule=error.rule, file=shown, line=error.line, details={"found": error.found}))
        return None, problems
    if not isinstance(found, dict):
        problems.append(Problem(rule="descriptor-object", file=shown, line=1, value=short(found)))
        return None, problems
    findings = list(_findings(found))
    whole = Descriptor(shown, text, found)
    problems += map(whole.problem, findings)
    return (None if any(map(_prevents_reading, findings)) else whole), problems


def languages(descriptor: Mapping[str, Any]) -> tuple[str, ...]:
    """The languages that the descriptor lists and the site knows, the default first."""
    return tuple(code for code in descriptor.get("languages", ()) if code in locale.available())


def bounding_box(descriptor: Mapping[str, Any]) -> tuple[Decimal, Decimal, Decimal, Decimal] | None:
    """West, south, east and north in degrees (WGS84), where the descriptor gives them."""
    box = descriptor.get("bbox")
    if not _is_box(box):
        return None
    west, south, east, north = (Decimal(str(edge)) for edge in box or ())
    return west, south, east, north


def resource(descriptor: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The resource of a table, empty where there is none."""
    return declared.resource(descriptor, name)[1]


def position(descriptor: Mapping[str, Any], name: str) -> int:
    """The position of a table's resource among the resources."""
    return declared.resource(descriptor, name)[0]


def broken_tables(problems: Iterable[Problem]) -> set[str]:
    """The tables that the descriptor declares in a way that keeps them from being read."""
    return {p.table for p in problems if p.table}


def _prevents_reading(finding: Finding) -> bool:
    """Whether no table can be read: the languages or the list of tables are unknown."""
    unlisted = finding.rule == "descriptor-profile" and finding.path in ((), ("resources",))
    return unlisted or finding.rule == "descriptor-languages"


def _findings(found: Mapping[str, Any]) -> Iterator[Finding]:
    """Our own findings, which say more, and those of the profile about anything else."""
    own = [*_of_the_whole(found), *declared.findings(found, languages(found) if _listed(found) else ())]
    yield from own
    places = [finding.path for finding in own]
    for finding in profile.findings(found):
        if not any(_is_same_fact(finding.path, place) for place in places):
            yield finding


def _is_same_fact(path: Path, own: Path) -> bool:
    """Whether what the profile says of a place is what we say of it, or of something deep in it."""
    holds_own = bool(path) and own[: len(path)] == path
    return holds_own or (len(own) >= DEEP and path[: len(own)] == own)


def _of_the_whole(found: Mapping[str, Any]) -> Iterator[Finding]:
    if found.get("$schema") != PROFILE:
        yield Finding("descriptor-schema", ("$schema",), short(found.get("$schema")), {"expected": PROFILE})
    yield from _languages(found)
    if "bbox" in found and not _is_box(found["bbox"]):
        yield Finding("descriptor-bbox", ("bbox",), short(found["bbox"]))
    yield from _texts(found)
    yield from synonyms.findings(found)
    for path, address in _addresses(found):
        if not isinstance(address, str) or not WEB_ADDRESS.fullmatch(address):
            yield Finding("descriptor-url", path, short(address))


def _is_box(box: object) -> bool:
    if not isinstance(box, list) or len(box) != 4 or not all(type(edge) in (int, float) for edge in box):
        return False
    west, south, east, north = box
    return bool(-180 <= west < east <= 180 and -90 <= south < north <= 90)


def _listed(found: Mapping[str, Any]) -> bool:
    """Whether the languages are a list of different language codes."""
    listed = found.get("languages")
    if not isinstance(listed, list) or not listed:
        return False
    if not all(isinstance(code, str) and LANGUAGE.fullmatch(code) for code in listed):
        return False
    return len(set(listed)) == len(listed)


def _languages(found: Mapping[str, Any]) -> Iterator[Finding]:
    if not _listed(found):
        yield Finding("descriptor-languages", ("languages",), short(found.get("languages")))
        return
    for position, language in enumerate(found["languages"]):
        if language not in locale.available():
            known = ", ".join(locale.available())
            yield Finding("descriptor-language", ("languages", position), language, {"known": known})


def _texts(found: Mapping[str, Any]) -> Iterator[Finding]:
    """What the site shows as text, where the profile does not already ask for text."""
    for name, value in found.items():
        translated = name.partition("@")[0] in ("title", "description") and "@" in name
        if (translated or name in ("publisher", "contact")) and not isinstance(value, str):
            yield Finding("descriptor-text", (name,), short(value))
    contact = found.get("contact")
    sound = isinstance(contact, str) and (WEB_ADDRESS.fullmatch(contact) or MAIL_ADDRESS.fullmatch(contact))
    if isinstance(contact, str) and not sound:
        yield Finding("descriptor-contact", ("contact",), short(contact))
    for position, contributor in entries(found, "contributors"):
        if not isinstance(contributor, dict):
            yield Finding("descriptor-text", ("contributors", position), short(contributor))


def _addresses(found: Mapping[str, Any]) -> Iterator[tuple[Path, object]]:
    """Everything that becomes a link on the site."""
    for name in ("homepage", "repository"):
        if name in found:
            yield (name,), found[name]
    holders: list[tuple[Path, Mapping[str, Any]]] = [((), found)]
    holders += [(("resources", i), mapping(resource)) for i, resource in entries(found, "resources")]
    for path, holder in holders:
        for name in ("licenses", "sources", "contributors"):
            for position, entry in entries(holder, name):
                if "path" in mapping(entry):
                    yield (*path, name, position, "path"), mapping(entry)["path"]
