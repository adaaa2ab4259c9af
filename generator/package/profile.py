"""The official profile of a Data Package (version 2), as a JSON Schema."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import jsonschema

from generator.model import TABLES
from generator.package.finding import Finding, mapping, short

TABLE_NAMES = frozenset(table.name for table in TABLES)


def findings(descriptor: Mapping[str, Any]) -> Iterator[Finding]:
    """Everything in which a descriptor departs from the profile, once a place."""
    yield from _findings(json.dumps(descriptor))


@lru_cache(maxsize=1)  # a preview asks about the same one after every change
def _findings(text: str) -> tuple[Finding, ...]:
    return tuple(_found(json.loads(text)))


def _found(descriptor: Mapping[str, Any]) -> Iterator[Finding]:
    told: set[tuple[str | int, ...]] = set()
    for whole in _validator().iter_errors(descriptor):
        error = _innermost(whole)
        path = tuple(error.absolute_path)
        if path in told:
            continue
        told.add(path)
        found = error.message.removeprefix(repr(error.instance)).strip()
        details = {"found": short(found)}
        yield Finding("descriptor-profile", path, short(error.instance), details, _table(descriptor, path))


@cache
def _validator() -> Any:
    text = (resources.files("dplib") / "profiles/2.0/datapackage.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    return jsonschema.validators.validator_for(schema)(schema)


def _innermost(error: Any) -> Any:
    """Of a choice of schemas the error in the one that was meant: where the type is right."""
    if not error.context:
        return error
    branches: dict[object, list[Any]] = defaultdict(list)
    for inner in error.context:
        branches[inner.schema_path[0]].append(inner)
    meant = [errors for errors in branches.values() if not any(_is_about_type(e) for e in errors)]
    return _innermost(min(meant or branches.values(), key=len)[0])


def _is_about_type(error: Any) -> bool:
    return list(error.path) == ["type"]


def _table(descriptor: Mapping[str, Any], path: tuple[str | int, ...]) -> str:
    """The table of ours that a path leads into."""
    if path[:1] != ("resources",) or len(path) < 2:
        return ""
    name = mapping(descriptor["resources"][path[1]]).get("name")
    return name if isinstance(name, str) and name in TABLE_NAMES else ""
