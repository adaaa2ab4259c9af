"""The JSON Schema of ``datapackage.json``: what it says of the whole, and how it declares our tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

from generator import locale
from generator.locale import Locale
from generator.model import TABLES, Field, Table
from generator.package.declared import SCHEMA_TYPES
from generator.package.descriptor import LANGUAGE, PROFILE, WEB_ADDRESS
from generator.rules.publication import SEMVER

Schema = dict[str, Any]

# The newest that editors know well.
DIALECT = "http://json-schema.org/draft-07/schema#"
TEXT: Schema = {"type": "string", "minLength": 1}
ADDRESS: Schema = {"type": "string", "pattern": f"^{WEB_ADDRESS.pattern}$"}
# What the descriptor says of the whole: each has its explanation under ``schemas`` in the locales.
PROPERTIES: Mapping[str, Schema] = {
    "$schema": {"const": PROFILE},
    "name": {"type": "string", "pattern": "^[a-z0-9._-]+$"},
    "title": TEXT,
    "description": TEXT,
    "version": {"type": "string", "pattern": f"^{SEMVER.pattern}$"},
    "homepage": ADDRESS,
    "repository": ADDRESS,
    "publisher": TEXT,
    "contact": TEXT,
    "licenses": {"type": "array", "minItems": 1, "items": {"type": "object"}},
    "contributors": {"type": "array", "minItems": 1, "items": {"type": "object"}},
    "keywords": {"type": "array", "minItems": 1, "items": TEXT},
    "synonyms": {"type": "array", "items": {"type": "array", "minItems": 2, "items": TEXT}},
    "bbox": {"type": "array", "minItems": 4, "maxItems": 4, "items": {"type": "number"}},
}
REQUIRED = ("$schema", "languages", "resources", "version")


def descriptor(texts: Locale, languages: tuple[str, ...]) -> Schema:
    """What ``datapackage.json`` says of the whole, and how it declares our tables."""
    properties = {
        **PROPERTIES,
        "languages": {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {"enum": [*locale.available()]},
        },
        "resources": _resources(texts, languages),
    }
    told = {n: {"description": texts.text(f"schemas.{n.strip('$')}"), **s} for n, s in properties.items()}
    return {
        "$schema": DIALECT,
        "title": "datapackage.json",
        "description": texts.text("schemas.whole"),
        "type": "object",
        "properties": told,
        "patternProperties": {f"^(title|description)@{LANGUAGE.pattern}$": TEXT},
        "required": [*REQUIRED],
    }


def _resources(texts: Locale, languages: tuple[str, ...]) -> Schema:
    """Each table of ours is there once, and is declared as we read it."""
    return {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["name"],
            "properties": {
                "name": {"type": "string", "description": texts.text("schemas.table")},
                "path": {"description": texts.text("schemas.path"), **TEXT},
            },
            "allOf": [_if_named([t.name], _table(t, languages)) for t in TABLES],
        },
        "allOf": [{"contains": _named(table.name)} for table in TABLES],
    }


def _table(table: Table, languages: tuple[str, ...]) -> Schema:
    alike: dict[str, list[str]] = {}
    for field in table.fields:
        alike.setdefault(json.dumps(_column(field)), []).extend(field.columns(languages))
    fields: Schema = {
        "type": "array",
        "allOf": [{"contains": _named(column)} for column in table.columns(languages)],
        "items": {
            "type": "object",
            "required": ["name"],
            "allOf": [_if_named(names, json.loads(shape)) for shape, names in alike.items()],
        },
    }
    schema = {
        "type": "object",
        "properties": {"fields": fields, "primaryKey": _key(table.key)},
        "required": ["fields", "primaryKey"],
    }
    return {"properties": {"schema": schema}, "required": ["path", "schema"]}


def _column(field: Field) -> Schema:
    constraints: Schema = {"type": "object", "properties": {}}
    shape: Schema = {"properties": {"constraints": constraints}, "required": ["title"]}
    kind = SCHEMA_TYPES.get(field.type.__name__, "string")
    shape["properties"]["type"] = {"const": kind}
    if not field.optional:
        constraints["properties"]["required"] = {"const": True}
        constraints["required"] = ["required"]
        shape["required"] = ["title", "constraints"]
    if issubclass(field.type, Enum):
        words = [str(member.value) for member in field.type]
        constraints["properties"]["enum"] = {"type": "array", "items": {"enum": words}}
        constraints["required"] = [*constraints.get("required", ()), "enum"]
        shape["required"] = ["title", "constraints"]
    return shape


def _key(columns: Iterable[str]) -> Schema:
    found = list(columns)
    return {"enum": [found, found[0]]} if len(found) == 1 else {"const": found}


def _named(name: str) -> Schema:
    return {"required": ["name"], "properties": {"name": {"const": name}}}


def _if_named(names: list[str], then: Schema) -> Schema:
    return {"if": {"properties": {"name": {"enum": names}}, "required": ["name"]}, "then": then}
