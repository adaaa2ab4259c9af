"""The codebook: the tables and columns as the descriptor describes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.model import TABLES
from generator.views.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """A column of a table."""

    name: str
    title: str
    description: str
    type: str
    required: bool
    values: tuple[str, ...]
    refers_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A table of the package."""

    name: str
    title: str
    description: str
    rows: int
    bytes: int
    key: tuple[str, ...]
    columns: tuple[ColumnView, ...]


def view(edition: Edition) -> tuple[TableView, ...]:
    """Every table of the descriptor, in its order."""
    dataset = edition.dataset
    specs = {t.name: t for t in TABLES}
    found = [r for r in dataset.descriptor["resources"] if r.get("name") in specs]
    return tuple(
        TableView(
            name=r["name"],
            title=_say(edition, r, "title") or r["name"],
            description=_say(edition, r, "description"),
            rows=len(dataset.raw[r["name"]].rows),
            bytes=len(dataset.raw[r["name"]].content),
            key=specs[r["name"]].key,
            columns=tuple(_column(edition, r["schema"], f) for f in r["schema"]["fields"]),
        )
        for r in found
    )


def outlines(edition: Edition) -> tuple[str, int] | None:
    """The title and the bytes of the outlines under the map, None where the package has none."""
    found = edition.dataset.outlines
    if found is None:
        return None
    resource = next(r for r in edition.dataset.descriptor["resources"] if r.get("name") == "outlines")
    return _say(edition, resource, "title") or resource["name"], len(found.content)


def _column(edition: Edition, schema: Mapping[str, Any], field: Mapping[str, Any]) -> ColumnView:
    constraints = field.get("constraints", {})
    return ColumnView(
        name=field["name"],
        title=_say(edition, field, "title"),
        description=_say(edition, field, "description"),
        type=edition.locale.text(f"column_type.{field.get('type', 'string')}"),
        required=bool(constraints.get("required")),
        values=tuple(map(str, constraints.get("enum", ()))),
        refers_to=_reference(schema, field["name"]),
    )


def _reference(schema: Mapping[str, Any], column: str) -> str:
    for key in schema.get("foreignKeys", ()):
        fields = key["fields"]
        if column == fields or (isinstance(fields, list) and column in fields):
            return str(key["reference"].get("resource", ""))
    return ""


def _say(edition: Edition, described: Mapping[str, Any], name: str) -> str:
    """The text in the edition's language; without a mark it is in the package's first language."""
    return str(described.get(f"{name}@{edition.language}") or described.get(name) or "")
