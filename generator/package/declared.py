"""How the descriptor declares our tables: held against the records that they become."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import PurePosixPath
from typing import Any

from generator.model import TABLES, Field, Table
from generator.nearmiss import near_miss
from generator.package import dialect
from generator.package.finding import Finding, Path, entries, mapping, short

# How our types appear in a Table Schema; anything else is text there.
SCHEMA_TYPES = {"int": "integer", "Decimal": "number", "bool": "boolean", "date": "date"}


def resource(descriptor: Mapping[str, Any], name: str) -> tuple[int, Mapping[str, Any]]:
    """The position and the resource of a table; -1 and an empty one where there is none."""
    for position, found in entries(descriptor, "resources"):
        if mapping(found).get("name") == name:
            return position, found
    return -1, {}


def findings(descriptor: Mapping[str, Any], languages: tuple[str, ...]) -> Iterator[Finding]:
    """Everything in which the declared tables differ from ours; columns where languages are known."""
    names = [mapping(found).get("name") for _, found in entries(descriptor, "resources")]
    for position, name in enumerate(names):
        if name in names[:position]:
            yield Finding("descriptor-repeated", ("resources", position, "name"), "", {"found": str(name)})
    for position, found in entries(descriptor, "resources"):
        if "path" in mapping(found) and not _is_inside(found["path"]):
            where: Path = ("resources", position, "path")
            yield Finding("descriptor-path", where, short(found["path"]), {}, str(found.get("name", "")))
    if names:
        for spec in TABLES:
            yield from _table(descriptor, spec, languages)


def _is_inside(path: object) -> bool:
    if not isinstance(path, str) or not path:
        return False
    parts = PurePosixPath(path)
    return not (parts.is_absolute() or ".." in parts.parts or ":" in path or "\\" in path)


def _table(descriptor: Mapping[str, Any], table: Table, languages: tuple[str, ...]) -> Iterator[Finding]:
    position, found = resource(descriptor, table.name)
    if not found:
        names = [str(mapping(r).get("name")) for _, r in entries(descriptor, "resources")]
        unknown = [name for name in names if name not in {t.name for t in TABLES}]
        details = {"suggestion": near_miss(table.name, unknown)}
        yield Finding("descriptor-table", ("resources",), table.name, details, table.name)
        return
    where: Path = ("resources", position)
    if "path" not in found:
        yield Finding("descriptor-path", where, "", {}, table.name)
    schema = found.get("schema")
    if not isinstance(schema, dict):
        yield Finding("descriptor-table-schema", where, short(schema), {}, table.name)
        return
    for finding in _schema(found, schema, table, languages):
        yield Finding(finding.rule, (*where, *finding.path), finding.value, finding.details, table.name)


def _schema(
    found: Mapping[str, Any], schema: Mapping[str, Any], table: Table, languages: tuple[str, ...]
) -> Iterator[Finding]:
    """Findings of which the paths start at the resource."""
    yield from dialect.findings(found, schema)
    names = [mapping(field).get("name") for _, field in entries(schema, "fields")]
    for position, name in enumerate(names):
        path: Path = ("schema", "fields", position)
        if name in names[:position]:
            yield Finding("descriptor-repeated", (*path, "name"), "", {"found": str(name)})
    if names and languages:
        for field in table.fields:
            yield from _field(schema, field, table.columns(languages), languages)
    key = schema.get("primaryKey")
    if ([key] if isinstance(key, str) else key) != list(table.key):
        details = {"expected": ", ".join(table.key)}
        yield Finding("descriptor-key", ("schema", "primaryKey"), short(key), details)
    yield from _references(table, schema)


def _field(
    schema: Mapping[str, Any], field: Field, ours: tuple[str, ...], languages: tuple[str, ...]
) -> Iterator[Finding]:
    """The columns of a field are there, of the right type, and let through what the record takes."""
    expected = SCHEMA_TYPES.get(field.type.__name__, "string")
    declared: dict[str, tuple[int, Mapping[str, Any]]] = {}
    for position, found in entries(schema, "fields"):
        declared.setdefault(str(mapping(found).get("name")), (position, mapping(found)))
    for column in field.columns(languages):
        if column not in declared:
            details = {"suggestion": near_miss(column, declared.keys() - set(ours))}
            yield Finding("descriptor-column", ("schema", "fields"), column, details)
            continue
        position, found = declared[column]
        path: Path = ("schema", "fields", position)
        kind = found.get("type", "string")
        if kind != expected:
            yield Finding("descriptor-type", (*path, "type"), short(kind), {"expected": expected})
        constraints = mapping(found.get("constraints"))
        if not field.optional and constraints.get("required") is not True:
            yield Finding("descriptor-required", (*path, "constraints"), column)
        yield from _vocabulary(path, field, constraints)


def _vocabulary(path: Path, field: Field, constraints: Mapping[str, Any]) -> Iterator[Finding]:
    if not issubclass(field.type, Enum):
        return
    ours = [str(member.value) for member in field.type]
    listed = constraints.get("enum")
    if not isinstance(listed, list) or not all(word in ours for word in listed):
        value = "" if listed is None else short(listed)
        yield Finding("descriptor-enum", (*path, "constraints"), value, {"expected": ", ".join(ours)})


def _references(table: Table, schema: Mapping[str, Any]) -> Iterator[Finding]:
    """Every reference of ours is stated, and every stated one leads to a table's whole key."""
    keys = {t.name: t.key for t in TABLES}
    stated: set[tuple[str, str]] = set()
    for position, key in entries(schema, "foreignKeys"):
        reference = mapping(mapping(key).get("reference"))
        target = str(reference.get("resource") or table.name)
        fields, referred = _names(mapping(key).get("fields")), _names(reference.get("fields"))
        if referred != keys.get(target) or len(fields) != len(referred):
            path = ("schema", "foreignKeys", position)
            expected = ", ".join(keys.get(target, ()))
            yield Finding("descriptor-reference-key", path, short(key), {"expected": expected})
        stated.add((",".join(fields), target))
    for field in table.fields:
        if field.references and (field.name, field.references) not in stated:
            yield Finding("descriptor-reference", ("schema",), field.name, {"expected": field.references})


def _names(fields: object) -> tuple[str, ...]:
    if isinstance(fields, list):
        return tuple(map(str, fields))
    return (str(fields),)
