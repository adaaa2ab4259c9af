"""A package without errors -> frames -> the typed dataset. Here pandas begins and stops."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

import pandas as pd

from generator.model import TABLES, Dataset, Localized, PackageInfo, Table
from generator.model.tables import Field
from generator.package import Package


def dataset(package: Package, *, repository: str | None = None) -> Dataset:
    """Build the records of every table.

    ``repository`` is where the data is kept, for a package that does not say so itself.
    Expects a package in which ``package.read`` and ``rules.check`` found no error.
    """
    records: dict[str, Any] = {
        table.name: tuple(_records(table, _frame(package, table), package.languages)) for table in TABLES
    }
    return Dataset(
        info=_info(package, records["changes"], repository),
        descriptor=package.descriptor,
        raw=package.raw,
        outlines=package.outlines,
        **records,
    )


def _frame(package: Package, table: Table) -> pd.DataFrame:
    """A table with typed cells, None for an empty one: the columns that our records know."""
    rows = [row.cells for row in package.rows(table.name)]
    columns = list(table.columns(package.languages))
    return pd.DataFrame(rows, columns=columns, dtype=object)


def _records(table: Table, frame: pd.DataFrame, languages: tuple[str, ...]) -> Iterator[Any]:
    """A record per row, each field made column by column."""
    fields = {field.name: _values(field, frame, languages) for field in table.fields}
    for cells in zip(*fields.values(), strict=True):
        yield table.record(**dict(zip(fields, cells, strict=True)))


def _values(field: Field, frame: pd.DataFrame, languages: tuple[str, ...]) -> list[Any]:
    """A field's values in the order of the rows."""
    if field.type is Localized:
        texts = frame[list(field.columns(languages))].itertuples(index=False, name=None)
        return [_localized(dict(zip(languages, row, strict=True))) for row in texts]
    column = frame[field.name]
    if issubclass(field.type, StrEnum):
        column = column.map(field.type, na_action="ignore")
    # An object column holds None for an empty cell; pandas turns it into NaN in some steps.
    return column.astype(object).where(column.notna(), None).tolist()


def _localized(texts: Mapping[str, str | None]) -> Localized | None:
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
        synonyms=tuple(tuple(group) for group in found.get("synonyms", ())),
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
