"""Two snapshots of a package -> what differs, row by row along the primary keys."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.history import renames
from generator.history.difference import CellChange, Difference, Renamed, RowChange, TableDifference
from generator.history.snapshot import Content, Row, Snapshot
from generator.model import TABLES
from generator.package.finding import entries, mapping
from generator.package.values import DECIMAL

# Of files, not of facts: they say where and how large a file is, and a published package adds them.
DERIVED = frozenset({"path", "bytes", "hash"})
# Lists of which the members have names; one that is added or removed is told as a table or column.
TOLD_APART = frozenset({"resources", "fields"})


def compare(old: Snapshot, new: Snapshot) -> Difference:
    """Everything that differs in what can be read of both."""
    shared = [name for name in ordered(old) if name in new.tables]
    renamed = renames.find(old, new, shared)
    tables = (_table(name, old.tables[name], new.tables[name], renamed.get(name, ())) for name in shared)
    return Difference(
        old=old,
        new=new,
        tables=tuple(table for table in tables if not table.is_empty),
        tables_added=tuple(name for name in ordered(new) if name not in _named(old)),
        tables_removed=tuple(name for name in ordered(old) if name not in _named(new)),
        files=tuple(_files(old, new)),
        descriptor=tuple(_descriptor((), old.descriptor, new.descriptor)),
    )


def ordered(snapshot: Snapshot) -> list[str]:
    """The tables that could be read: ours in their order, then others by name."""
    ours = [table.name for table in TABLES]
    return sorted(snapshot.tables, key=lambda n: (ours.index(n) if n in ours else len(ours), n))


def _named(snapshot: Snapshot) -> set[str]:
    """Every table and file that a package says to have, readable or not."""
    return {str(mapping(entry).get("name")) for _, entry in entries(snapshot.descriptor, "resources")}


def _files(old: Snapshot, new: Snapshot) -> Iterator[str]:
    """What is not a table and has other bytes, came or went; not what could not be read."""
    for name in sorted(old.files.keys() | new.files.keys()):
        unread = name in _named(old) & _named(new) and not (name in old.files and name in new.files)
        if not unread and old.files.get(name) != new.files.get(name):
            yield name


def _table(name: str, old: Content, new: Content, renamed: tuple[Renamed, ...]) -> TableDifference:
    was, is_now = {r.old for r in renamed}, {r.new for r in renamed}
    columns = [column for column in new.columns if column in old.columns]
    changed = (
        RowChange(key, cells)
        for key in sorted(old.rows.keys() & new.rows.keys())
        if (cells := tuple(_cells(columns, old.rows[key], new.rows[key])))
    )
    return TableDifference(
        table=name,
        added=tuple(sorted(new.rows.keys() - old.rows.keys() - is_now)),
        removed=tuple(sorted(old.rows.keys() - new.rows.keys() - was)),
        changed=tuple(changed),
        renamed=renamed,
        columns_added=tuple(column for column in new.columns if column not in old.columns),
        columns_removed=tuple(column for column in old.columns if column not in new.columns),
    )


def _cells(columns: list[str], old: Row, new: Row) -> Iterator[CellChange]:
    for column in columns:
        if not _same(old[column], new[column]):
            yield CellChange(column, old[column], new[column])


def _same(old: str, new: str) -> bool:
    """Whether two cells say the same: 7206 and 7206.0 do."""
    if old == new:
        return True
    return bool(DECIMAL.fullmatch(old) and DECIMAL.fullmatch(new)) and Decimal(old) == Decimal(new)


def _descriptor(path: tuple[str, ...], old: Any, new: Any) -> Iterator[CellChange]:
    """Every place in the descriptor that differs, as deep as the two are alike."""
    if isinstance(old, dict) and isinstance(new, dict):
        skipped = DERIVED if len(path) == 2 and path[0] == "resources" else frozenset()
        for name in sorted((old.keys() | new.keys()) - skipped):
            yield from _descriptor((*path, name), old.get(name), new.get(name))
    elif (named := _by_name(old)) and (others := _by_name(new)):
        for name in sorted(named.keys() | others.keys()):
            if path[-1] not in TOLD_APART or (name in named and name in others):
                yield from _descriptor((*path, name), named.get(name), others.get(name))
    elif old != new:
        yield CellChange(".".join(path), _said(old), _said(new))


def _by_name(value: object) -> Mapping[str, Any]:
    """The members of a list by their names; empty unless each has one of its own."""
    if not isinstance(value, list):
        return {}
    found = {str(mapping(member).get("name")): member for member in value if mapping(member).get("name")}
    return found if len(found) == len(value) else {}


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(member, str) for member in value):
        return ", ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
