"""The tables as CSV on the Web describes them: columns, types, keys, and how tables refer to each other.

To that standard a foreign key always leads somewhere. A column that may be empty can have none: it
says to which table it refers, in another property.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.metadata.register import FOLDER, Register
from generator.metadata.vocabulary import TABLE_METADATA
from generator.model import TABLES
from generator.outputs import Output

PATH = f"{FOLDER}/csv-metadata.json"

# The types of a package by the names that the standard gives them.
TYPES = {"integer": "integer", "number": "decimal", "boolean": "boolean", "date": "date"}
BOOLEAN = "true|false"


def files(register: Register) -> Iterator[Output]:
    """One description of all tables, beside them."""
    text = json.dumps(metadata(register), ensure_ascii=False, indent=1)
    yield Output.text(PATH, f"{text}\n")


def metadata(register: Register) -> Mapping[str, Any]:
    """The group of all tables that are published."""
    info, known = register.dataset.info, {table.name for table in TABLES}
    resources = {r["name"]: r for r in register.dataset.descriptor["resources"] if r.get("name") in known}
    return _present(
        {
            "@context": [TABLE_METADATA, {"@language": info.default_language}],
            "dc:title": _values(dict(info.title.texts)),
            "dc:description": _values(dict(info.description.texts)),
            "dc:language": list(info.languages),
            "dc:license": {"@id": register.imprint.licence_url} if register.imprint.licence_url else None,
            "dc:publisher": register.imprint.publisher.name if register.imprint.publisher else None,
            "dc:modified": info.date.isoformat() if info.date else None,
            "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"], "header": True},
            "tables": [_table(register, name, resource) for name, resource in resources.items()],
        }
    )


def _table(register: Register, name: str, resource: Mapping[str, Any]) -> Mapping[str, Any]:
    schema = resource["schema"]
    languages = register.dataset.info.languages
    return _present(
        {
            "url": f"{name}.csv",
            "dc:title": _values(_texts(resource, "title", languages)),
            "dc:description": _values(_texts(resource, "description", languages)),
            "tableSchema": _present(
                {
                    "columns": [_column(register, name, schema, field) for field in schema["fields"]],
                    "primaryKey": list(next(t.key for t in TABLES if t.name == name)),
                    "foreignKeys": [
                        _reference(name, key)
                        for key in schema.get("foreignKeys", ())
                        if not set(_listed(key["fields"])) & _optional(schema)
                    ],
                }
            ),
        }
    )


def _column(
    register: Register, table: str, schema: Mapping[str, Any], field: Mapping[str, Any]
) -> Mapping[str, Any]:
    """A column; its name is a title too, as that is what stands above it in the file."""
    languages, name = register.dataset.info.languages, field["name"]
    keys = [k for k in schema.get("foreignKeys", ()) if name in _listed(k["fields"])]
    return _present(
        {
            "name": name,
            "titles": {"und": name, **_texts(field, "title", languages)},
            "dc:description": _values(_texts(field, "description", languages)),
            "datatype": _datatype(field),
            "required": name not in _optional(schema),
            "null": list(schema.get("missingValues", [""])),
            "dc:references": [{"@id": _target(table, k)} for k in keys if name in _optional(schema)],
        }
    )


def _optional(schema: Mapping[str, Any]) -> set[str]:
    """The columns in which a cell may be empty."""
    return {f["name"] for f in schema["fields"] if not f.get("constraints", {}).get("required")}


def _datatype(field: Mapping[str, Any]) -> Mapping[str, Any]:
    """The type of a column with its limits. A list of values becomes a pattern: there is no other way."""
    limits, kind = field.get("constraints", {}), field.get("type", "string")
    if kind == "boolean":
        return {"base": "boolean", "format": BOOLEAN}
    if kind in TYPES:
        bounds = {name: limits[name] for name in ("minimum", "maximum") if name in limits}
        return {"base": TYPES[kind], **bounds}
    base = "anyURI" if field.get("format") == "uri" else "string"
    listed = "|".join(re.escape(str(value)) for value in limits.get("enum", ()))
    pattern = limits.get("pattern") or (f"^({listed})$" if listed else None)
    # The standard reads a format of a web address in no agreed way.
    return _present({"base": base, "format": pattern if base == "string" else None})


def _reference(name: str, key: Mapping[str, Any]) -> Mapping[str, Any]:
    columns = _listed(key["reference"]["fields"])
    return {
        "columnReference": _listed(key["fields"]),
        "reference": {"resource": _target(name, key), "columnReference": columns},
    }


def _target(name: str, key: Mapping[str, Any]) -> str:
    """The file of the table that a key refers to; one without a table refers to its own."""
    return f"{key['reference'].get('resource') or name}.csv"


def _listed(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _texts(found: Mapping[str, Any], name: str, languages: tuple[str, ...]) -> dict[str, str]:
    plain = str(found.get(name) or "")
    texts = {n: str(found.get(f"{name}@{n}") or ("" if i else plain)) for i, n in enumerate(languages)}
    return {language: text for language, text in texts.items() if text}


def _values(texts: Mapping[str, str]) -> list[Mapping[str, str]]:
    """A text per language, as a common property has it."""
    return [{"@value": text, "@language": language} for language, text in texts.items() if text]


def _present(node: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}
