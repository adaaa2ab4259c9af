"""A package as it stood at some moment: the texts of its tables by key.

Nothing is checked here, so that a package with problems, or of an older make, can be compared as
far as it can be read. What cannot be read is told as a problem.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.model import TABLES, Dataset
from generator.package import csvfile, textfile
from generator.package.csvfile import CsvFile, Record
from generator.package.finding import entries, mapping
from generator.problems import Problem

Key = tuple[str, ...]
Row = Mapping[str, str]
TextOf = Callable[[str], str | textfile.Fault]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A table: its rows by primary key, every cell as text without spaces around it."""

    columns: tuple[str, ...]
    key: tuple[str, ...]
    rows: Mapping[Key, Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A package at some moment. ``files`` are the hashes of what is not a table, by name."""

    descriptor: Mapping[str, Any]
    tables: Mapping[str, Content]
    files: Mapping[str, str]
    unread: tuple[Problem, ...] = ()

    @property
    def version(self) -> str:
        """The version that the descriptor gives."""
        return str(self.descriptor.get("version", ""))

    def schema(self, table: str) -> Mapping[str, Any]:
        """What the descriptor says of a table's columns, empty where it says nothing."""
        return mapping(self.resource(table).get("schema"))

    def resource(self, name: str) -> Mapping[str, Any]:
        """What the descriptor says of a table or file."""
        found = (mapping(resource) for _, resource in entries(self.descriptor, "resources"))
        return next((resource for resource in found if resource.get("name") == name), {})


def read(descriptor: Mapping[str, Any], text_of: TextOf, place: str) -> Snapshot:
    """Read everything that a descriptor names; ``place`` is how problems call the package."""
    tables: dict[str, Content] = {}
    files: dict[str, str] = {}
    unread: list[Problem] = []
    for _, entry in entries(descriptor, "resources"):
        resource = mapping(entry)
        name, path = resource.get("name"), resource.get("path")
        if not isinstance(name, str) or not isinstance(path, str):
            continue
        file = CsvFile(name, Path(place) / path, Path(place), ())
        text = text_of(path)
        if isinstance(text, textfile.Fault):
            unread.append(file.problem(text.rule, text.line, "", text.value, **text.details))
        elif "schema" not in resource:
            files[name] = digest(text.encode("utf-8"))
        else:
            content, problems = _content(file, mapping(resource["schema"]), text)
            unread += problems
            if content is not None:
                tables[name] = content
    return Snapshot(descriptor=descriptor, tables=tables, files=files, unread=tuple(unread))


def of_dataset(dataset: Dataset) -> Snapshot:
    """The package that a site is built from, in the same form."""
    tables = {
        name: Content(
            columns=table.header,
            key=key_of(name, {}, table.header),
            rows=dict(_keyed(name, table.header, table.rows)),
        )
        for name, table in dataset.raw.items()
    }
    outlines = dataset.outlines
    files = {"outlines": digest(outlines.content)} if outlines else {}
    return Snapshot(descriptor=dataset.descriptor, tables=tables, files=files)


def key_of(table: str, schema: Mapping[str, Any], columns: Sequence[str]) -> tuple[str, ...]:
    """The columns by which rows are told apart: of a table that we do not know, what it declares."""
    known = next((t.key for t in TABLES if t.name == table), None)
    if known is not None:
        return known
    stated = schema.get("primaryKey")
    names = [stated] if isinstance(stated, str) else stated
    if isinstance(names, list) and names and all(isinstance(name, str) for name in names):
        return tuple(names)
    return tuple(columns)


def digest(content: bytes) -> str:
    """The hash by which files are compared."""
    return hashlib.sha256(content).hexdigest()


def _keyed(
    table: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]
) -> Iterator[tuple[Key, Row]]:
    key = key_of(table, {}, columns)
    for cells in rows:
        row = dict(zip(columns, (cell.strip() for cell in cells), strict=True))
        yield tuple(row[column] for column in key), row


def _content(file: CsvFile, schema: Mapping[str, Any], text: str) -> tuple[Content | None, list[Problem]]:
    """A table, None where its rows cannot be told apart; and the rows that had to be passed over."""
    plain = text.removeprefix(textfile.BYTE_ORDER_MARK).replace("\r\n", "\n")
    try:
        (_, header), *body = csvfile.records(plain)
    except SyntaxError as error:
        return None, [file.problem("csv-syntax", line=error.lineno or 0, found=error.msg)]
    except ValueError:  # not even a header
        return None, [file.problem("empty-file")]
    key = key_of(file.table, schema, header)
    wrong = [file.problem("missing-column", 1, column) for column in key if column not in header]
    wrong += [file.problem("duplicate-column", 1, c, c) for c in dict.fromkeys(header) if header.count(c) > 1]
    if wrong:
        return None, wrong
    rows, problems = _rows(file, header, key, body)
    return Content(columns=tuple(header), key=key, rows=rows), problems


def _rows(
    file: CsvFile, header: Sequence[str], key: tuple[str, ...], body: Sequence[Record]
) -> tuple[Mapping[Key, Row], list[Problem]]:
    """The rows by key: the first one where two have the same, and none of another width."""
    rows: dict[Key, Row] = {}
    lines: dict[Key, int] = {}
    problems: list[Problem] = []
    for line, cells in body:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            width = {"found": str(len(cells)), "expected": str(len(header))}
            problems.append(file.problem("row-width", line, "", ",".join(cells), **width))
            continue
        row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        found = tuple(row[column] for column in key)
        if found in rows:
            first = str(lines[found])
            problems.append(file.problem("primary-key", line, ", ".join(key), "/".join(found), first=first))
            continue
        rows[found], lines[found] = row, line
    return rows, problems
