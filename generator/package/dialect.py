"""Whatever in the descriptor says that a file or a cell is to be read otherwise than we read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.package.finding import Finding, Path, entries, mapping, short
from generator.package.values import PARSERS

# What changes how a file or a cell is to be read, and the one way in which we read it.
READ_AS: Mapping[str, object] = {
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
    "skipInitialSpace": False,
    "missingValues": [""],
    "trueValues": ["true"],
    "falseValues": ["false"],
    "decimalChar": ".",
    "bareNumber": True,
}
NEUTRAL = frozenset({"$schema", "lineTerminator"})
READING_KEYS = frozenset({*READ_AS, "groupChar"})
BOUNDS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"})
ENCODINGS = frozenset({"utf-8", "utf8"})


def findings(found: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[Finding]:
    """What says that the file of a resource is to be read otherwise; paths start at the resource."""
    encoding = found.get("encoding", "utf-8")
    if str(encoding).lower() not in ENCODINGS:
        yield _otherwise(("encoding",), encoding, "utf-8")
    dialect = found.get("dialect", {})
    if not isinstance(dialect, dict):
        yield _otherwise(("dialect",), dialect, "{}")
    yield from _read_as(("dialect",), mapping(dialect), frozenset(mapping(dialect)) - NEUTRAL)
    yield from _read_as(("schema",), schema, READING_KEYS)
    for position, field in entries(schema, "fields"):
        path: Path = ("schema", "fields", position)
        yield from _read_as(path, mapping(field), READING_KEYS)
        yield from _pattern(path, mapping(field))
        yield from _bounds(path, mapping(field))
        if mapping(field).get("type") == "date" and field.get("format", "default") != "default":
            yield _otherwise((*path, "format"), field["format"], "default")


def _read_as(path: Path, holder: Mapping[str, Any], names: frozenset[str]) -> Iterator[Finding]:
    for name in sorted(names & set(holder)):
        if name not in READ_AS or holder[name] != READ_AS[name]:
            yield _otherwise((*path, name), holder[name], short(READ_AS[name]) if name in READ_AS else "–")


def _otherwise(path: Path, value: object, expected: str) -> Finding:
    return Finding("descriptor-reading", path, short(value), {"expected": expected})


def _pattern(path: Path, field: Mapping[str, Any]) -> Iterator[Finding]:
    pattern = mapping(field.get("constraints")).get("pattern", "")
    try:
        re.compile(pattern if isinstance(pattern, str) else "")
    except (re.error, OverflowError, RecursionError) as error:
        where = (*path, "constraints", "pattern")
        yield Finding("descriptor-pattern", where, short(pattern), {"found": str(error)})


def _bounds(path: Path, field: Mapping[str, Any]) -> Iterator[Finding]:
    """A lowest or highest value is one that the column could hold."""
    constraints, kind = mapping(field.get("constraints")), str(field.get("type"))
    for name in sorted(BOUNDS & set(constraints)):
        parse = PARSERS.get(kind, str.strip)
        if parse(str(constraints[name])) in (None, ""):
            where = (*path, "constraints", name)
            yield Finding("descriptor-bound", where, short(constraints[name]), {"type": kind})
