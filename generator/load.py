"""A package without errors -> the typed dataset. Here pandas stops."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from generator.model import TABLES, Dataset, Localized, PackageInfo, Table
from generator.package import Package, Row


def dataset(package: Package, *, repository: str | None = None) -> Dataset:
    """Build the records of every table.

    ``repository`` is where the data is kept, for a package that does not say so itself.
    Expects a package in which ``package.read`` and ``rules.check`` found no error.
    """
    records: dict[str, Any] = {
        table.name: tuple(_record(table, row, package.languages) for row in package.rows(table.name))
        for table in TABLES
    }
    return Dataset(
        info=_info(package, records["changes"], repository),
        descriptor=package.descriptor,
        raw=package.raw,
        **records,
    )


def _record(table: Table, row: Row, languages: tuple[str, ...]) -> Any:
    cells: dict[str, Any] = {}
    for field in table.fields:
        if field.type is Localized:
            cells[field.name] = _localized(row, field.name, languages)
        elif issubclass(field.type, StrEnum):
            value = row[field.name]
            cells[field.name] = None if value is None else field.type(value)
        else:
            cells[field.name] = row[field.name]
    return table.record(**cells)


def _localized(row: Row, name: str, languages: tuple[str, ...]) -> Localized | None:
    texts = {language: row[f"{name}_{language}"] for language in languages}
    given = {language: text for language, text in texts.items() if text is not None}
    return Localized(given) if given else None


def _info(package: Package, changes: tuple[Any, ...], repository: str | None) -> PackageInfo:
    found = package.descriptor
    licence: Mapping[str, Any] = next(iter(found.get("licenses", ())), {})
    dates: list[datetime.date] = [change.date for change in changes]
    return PackageInfo(
        name=str(found.get("name", "")),
        title=_by_language(found, "title", package.languages),
        description=_by_language(found, "description", package.languages),
        version=str(found["version"]),
        languages=package.languages,
        publisher=_said(found, "publisher"),
        contact=_contact(found),
        homepage=found.get("homepage"),
        repository=found.get("repository") or repository,
        licence_name=licence.get("title") or licence.get("name"),
        licence_url=licence.get("path"),
        date=max(dates, default=None),
    )


def _by_language(found: Mapping[str, Any], name: str, languages: tuple[str, ...]) -> Localized:
    """``title`` is in the default language, ``title@en`` in English, as the standard has it."""
    default = str(found.get(name, ""))
    return Localized(
        {
            language: str(found.get(f"{name}@{language}") or (default if i == 0 else ""))
            for i, language in enumerate(languages)
        }
    )


def _said(found: Mapping[str, Any], role: str) -> str | None:
    """Who has a role: said outright (``publisher``), or as the contributor with that role."""
    if isinstance(found.get(role), str):
        return str(found[role])
    return next((str(c["title"]) for c in _contributors(found, role) if c.get("title")), None)


def _contact(found: Mapping[str, Any]) -> str | None:
    """Where a mistake can be reported: an address of a page or ``mailto:``."""
    if isinstance(found.get("contact"), str):
        stated = str(found["contact"])
        return f"mailto:{stated}" if "@" in stated and ":" not in stated else stated
    for contributor in _contributors(found, "contact"):
        if contributor.get("email"):
            return f"mailto:{contributor['email']}"
        if contributor.get("path"):
            return str(contributor["path"])
    return None


def _contributors(found: Mapping[str, Any], role: str) -> list[Mapping[str, Any]]:
    return [c for c in found.get("contributors", ()) if role in c.get("roles", (c.get("role"),))]
