"""Every web address in a package, with where it stands: columns of addresses, and the descriptor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from generator.package import Package, Row, descriptor
from generator.package.descriptor import WEB_ADDRESS
from generator.package.finding import Path, entries, mapping, shown_path
from generator.problems import Problem, Severity

# How a column says that it holds addresses.
ADDRESS = "uri"
# Names a standard, which nobody has to open.
NOT_OPENED = frozenset({"$schema"})

Tell = Callable[[str, Severity, Mapping[str, str]], Problem]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address; ``where`` is the row or the property that holds it, ``tell`` makes a problem of it."""

    url: str
    where: str
    tell: Tell


def addresses(package: Package) -> Iterator[Address]:
    """All of them, in the order of the tables; an address that stands twice comes twice."""
    for table in package.tables:
        schema = mapping(descriptor.resource(package.descriptor, table).get("schema"))
        fields = (mapping(entry) for _, entry in entries(schema, "fields"))
        columns = [str(field["name"]) for field in fields if field.get("format") == ADDRESS]
        key = package.key(table)
        for row in package.rows(table):
            for column in columns:
                url = row.texts[column].strip()
                if url:
                    where = "/".join(row.texts[name] for name in key)
                    yield Address(url=url, where=where, tell=partial(_in_row, row, column))
    for path, url in _described((), package.descriptor):
        where = shown_path(package.descriptor, path)
        yield Address(url=url, where=where, tell=partial(_in_descriptor, package, path, url))


def _described(path: Path, value: Any) -> Iterator[tuple[Path, str]]:
    """Every text in the descriptor that is an address from beginning to end."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in NOT_OPENED:
                yield from _described((*path, name), inner)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _described((*path, position), inner)
    elif isinstance(value, str) and WEB_ADDRESS.fullmatch(value):
        yield path, value


def _in_row(row: Row, column: str, rule: str, severity: Severity, details: Mapping[str, str]) -> Problem:
    return row.problem(rule, column, severity, **details)


def _in_descriptor(
    package: Package, path: Path, url: str, rule: str, severity: Severity, details: Mapping[str, str]
) -> Problem:
    return replace(package.in_descriptor(rule, path, url, **details), severity=severity)
