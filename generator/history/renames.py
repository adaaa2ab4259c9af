"""Identifiers that changed: a row that is gone and one that came, with otherwise the same values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator.history.difference import Renamed
from generator.history.snapshot import Content, Key, Row, Snapshot
from generator.model import TABLES

# By table and column: the table that its values are keys of.
REFERENCES: Mapping[str, Mapping[str, str]] = {
    table.name: {field.name: field.references for field in table.fields if field.references}
    for table in TABLES
}
NewNames = Mapping[str, Mapping[str, str]]


def find(old: Snapshot, new: Snapshot, tables: Sequence[str]) -> Mapping[str, tuple[Renamed, ...]]:
    """The renamed rows of each table; what only refers to one of them is renamed with it."""
    names: defaultdict[str, dict[str, str]] = defaultdict(dict)
    found: dict[str, tuple[Renamed, ...]] = {}
    for table in tables:
        pairs = _pairs(table, old.tables[table], new.tables[table], names)
        found[table] = tuple(pairs)
        names[table] |= {r.old[0]: r.new[0] for r in pairs if len(r.old) == 1}
    return found


def _pairs(table: str, old: Content, new: Content, names: NewNames) -> list[Renamed]:
    """Rows that are each other's only likeness."""
    gone = [key for key in old.rows if key not in new.rows]
    came = [key for key in new.rows if key not in old.rows]
    if not gone or not came or old.key != new.key:
        return []
    moved = {key: _moved(table, old.key, key, names) for key in gone}
    follows = {key for key in gone if moved[key] != key and moved[key] in new.rows}
    pairs = [Renamed(key, moved[key], follows=True) for key in follows]
    taken = {moved[key] for key in follows}
    columns = [column for column in old.columns if column in new.columns and column not in old.key]
    before = _alike((k for k in gone if k not in follows), old, columns, REFERENCES.get(table, {}), names)
    after = _alike((k for k in came if k not in taken), new, columns, {}, {})
    pairs += [
        Renamed(keys[0], after[values][0], follows=False)
        for values, keys in before.items()
        if any(values) and len(keys) == 1 and len(after.get(values, ())) == 1
    ]
    return sorted(pairs, key=lambda r: r.old)


def _moved(table: str, columns: Sequence[str], key: Key, names: NewNames) -> Key:
    """A key in which what it refers to has its new name."""
    references = REFERENCES.get(table, {})
    return tuple(
        names.get(references.get(column, ""), {}).get(part, part)
        for column, part in zip(columns, key, strict=True)
    )


def _alike(
    keys: Iterable[Key],
    content: Content,
    columns: Sequence[str],
    references: Mapping[str, str],
    names: NewNames,
) -> Mapping[tuple[str, ...], list[Key]]:
    """The keys by what else their rows say, with what that refers to by its new name."""
    found: defaultdict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key in keys:
        found[_said(content.rows[key], columns, references, names)].append(key)
    return found


def _said(
    row: Row, columns: Sequence[str], references: Mapping[str, str], names: NewNames
) -> tuple[str, ...]:
    return tuple(names.get(references.get(c, ""), {}).get(row[c], row[c]) for c in columns)
