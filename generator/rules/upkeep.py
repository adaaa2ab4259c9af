"""Warnings: what does not stop a build and is better mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.model import TABLES
from generator.package import Package, synonyms
from generator.problems import Problem, Severity

MAY_NOT_IDLE = ("metrics", "bottleneck_categories", "sources")
# Where the names are that a reader looks up.
NAMES = {
    "alliances": ("name", "short_name"),
    "areas": ("name", "name_in_source"),
    "municipalities": ("name", "province"),
    "neighbourhoods": ("name",),
}


def unused(package: Package) -> Iterator[Problem]:
    """Every metric, category and source is used by some row."""
    if any(table.name not in package.tables for table in TABLES):
        return
    for name in MAY_NOT_IDLE:
        key = package.key(name)[0]
        used = {
            row[field.name]
            for table in TABLES
            for field in table.fields
            if field.references == name
            for row in package.rows(table.name)
        }
        for row in package.rows(name):
            if row[key] is not None and row[key] not in used:
                yield row.problem("unused", key, Severity.WARNING)


def synonym_unused(package: Package) -> Iterator[Problem]:
    """Of names that mean the same, the package uses one."""
    if any(table not in package.tables for table in NAMES):
        return
    rows = (
        (row, column) for table, columns in NAMES.items() for column in columns for row in package.rows(table)
    )
    used = "\n".join(row.texts[column] for row, column in rows).casefold()
    for position, group in synonyms.groups(package.descriptor):
        if not any(name.casefold() in used for name in group):
            path, value = (synonyms.PROPERTY, position), ", ".join(group)
            problem = package.in_descriptor("synonym-unused", path, value)
            yield replace(problem, severity=Severity.WARNING)


def unsorted(package: Package) -> Iterator[Problem]:
    """The rows of a table stand in the order of its primary key."""
    for table in TABLES:
        rows = list(package.rows(table.name))
        keys = [tuple(row[column] for column in table.key) for row in rows]
        if any(part is None for key in keys for part in key):
            continue
        for row, previous, key in zip(rows[1:], keys, keys[1:], strict=False):
            if key < previous:
                yield row.problem("unsorted", table.key[0], Severity.WARNING, key=", ".join(table.key))
                break
