"""The descriptor of a new package: the tables as they are explained once, in the languages at hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator import equipment, locale, outputs
from generator.model import TABLES
from generator.starting.answers import LICENCES, Answers

# The languages in which the tables are explained, the one without a mark first.
EXPLAINED = ("nl", "en")
# How a column in one of them is told from its twin, in the words of both.
MODEL = "nl"
# What is true of our rows alone.
OF_THE_ROWS = frozenset({"sources", "licenses"})
ANY_CODE = "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"


def descriptor(answers: Answers) -> dict[str, Any]:
    """What ``datapackage.json`` says of the whole, and the tables."""
    first, *others = answers.languages
    title, path = LICENCES[answers.licence]
    of_language = {f"title@{code}": answers.titles[code] for code in others}
    described = {f"description@{code}": _text(code, "description") for code in others}
    whole = {
        "$schema": _explained()["$schema"],
        "name": answers.name,
        "title": answers.title,
        **of_language,
        "description": _text(first, "description"),
        **described,
        "version": "0.1.0",
        "languages": list(answers.languages),
        "homepage": answers.site_url,
        "repository": answers.repository,
        "contributors": _contributors(answers) or None,
        "licenses": [{"name": answers.licence, "path": path, "title": title}],
        "resources": [_resource(answers, found) for found in tables()],
    }
    return {name: value for name, value in whole.items() if value is not None}


def _contributors(answers: Answers) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if answers.publisher:
        found.append({"title": answers.publisher, "roles": ["publisher"]})
    if answers.contact:
        place = "path" if "://" in answers.contact else "email"
        title = answers.publisher or answers.title
        found.append({"title": title, place: answers.contact, "roles": ["contact"]})
    return found


def tables() -> list[Mapping[str, Any]]:
    """The resources of our tables as the generator's own package explains them."""
    names = {table.name for table in TABLES}
    return [found for found in _explained()["resources"] if found["name"] in names]


def _explained() -> dict[str, Any]:
    path = equipment.DESCRIPTOR
    [found] = outputs.copies(path.parent, path.name)
    explained: dict[str, Any] = json.loads(found.content)
    return explained


def _text(language: str, key: str) -> str:
    return locale.load(language).text(f"new.rows.{key}")


def _resource(answers: Answers, found: Mapping[str, Any]) -> dict[str, Any]:
    columns = {table.name: table.columns(answers.languages) for table in TABLES}[found["name"]]
    declared = {field["name"]: field for field in found["schema"]["fields"]}
    fields = [_field(declared, column) for column in columns]
    ours = {name: value for name, value in found.items() if name not in OF_THE_ROWS}
    resource: dict[str, Any] = _told({**ours, "schema": {**ours["schema"], "fields": fields}}, answers)
    return resource


def _field(declared: Mapping[str, Any], column: str) -> Mapping[str, Any]:
    """A column: as it stands, or like its twin in a language that the tables are explained in."""
    if column in declared:
        found: Mapping[str, Any] = declared[column]
        own = found.get("constraints", {})
        if column == "municipality_id" and own.get("pattern"):
            # Every country numbers its municipalities in its own way.
            key = "new.municipality_code"
            told = {"description": locale.load(EXPLAINED[0]).text(key)}
            told |= {f"description@{code}": locale.load(code).text(key) for code in EXPLAINED[1:]}
            found = {**found, **told, "constraints": {**own, "pattern": ANY_CODE}}
        return found
    stem, _, language = column.rpartition("_")
    twin = dict(declared[f"{stem}_{MODEL}"])
    for name, text in twin.items():
        if name.partition("@")[0] in ("title", "description"):
            code = name.partition("@")[2] or EXPLAINED[0]
            spoken = locale.load(code)
            twin[name] = text.replace(spoken.name_of(MODEL), spoken.name_of(language))
    return {**twin, "name": column}


def _told(value: Any, answers: Answers) -> Any:
    """The explanations in the languages of the atlas; in English where there are none."""
    if isinstance(value, list):
        return [_told(inner, answers) for inner in value]
    if not isinstance(value, dict):
        return value
    told: dict[str, Any] = {}
    for name, inner in value.items():
        if f"{name}@{EXPLAINED[1]}" in value:
            spoken = {EXPLAINED[0]: inner, EXPLAINED[1]: value[f"{name}@{EXPLAINED[1]}"]}
            first, *others = answers.languages
            told[name] = spoken.get(first, spoken[EXPLAINED[1]])
            told |= {f"{name}@{code}": spoken[code] for code in others if code in spoken}
        elif "@" not in name:
            told[name] = _told(inner, answers)
    return told
