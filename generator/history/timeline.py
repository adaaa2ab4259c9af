"""The versions of a package in order: what each brought, and what a figure was before."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.history import amounts, snapshot
from generator.history.compare import compare
from generator.history.difference import Difference
from generator.history.names import FIGURES, Names
from generator.history.releases import Release
from generator.history.snapshot import Key, Row, Snapshot
from generator.locale import Locale
from generator.model import Dataset


@dataclass(frozen=True, slots=True)
class Step:
    """What a version changed in the release before it."""

    before: str
    version: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class Past:
    """What a figure was, and in which versions: the first and the last of them."""

    value: str
    first: str
    last: str


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The releases, oldest first, and the package of now, which may be the newest of them."""

    dataset: Dataset
    releases: tuple[Release, ...] = ()

    @cached_property
    def present(self) -> Snapshot:
        """The package that the site is built from."""
        return snapshot.of_dataset(self.dataset)

    @cached_property
    def versions(self) -> tuple[tuple[str, Snapshot], ...]:
        """Every version that is known whole, oldest first."""
        kept = [(release.version, release.snapshot) for release in self.releases]
        now = self.dataset.info.version
        return (*((version, found) for version, found in kept if version != now), (now, self.present))

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """What each version changed, by version; none for the first that is known."""
        pairs = zip(self.versions, self.versions[1:], strict=False)
        return {new: Step(old, new, compare(was, is_now)) for (old, was), (new, is_now) in pairs}

    @cached_property
    def dates(self) -> Mapping[str, datetime.date]:
        """The day of each version, as the list of changes gives it."""
        found: dict[str, datetime.date] = {}
        for change in self.dataset.changes:
            found[change.version] = max(change.date, found.get(change.version, change.date))
        return found

    @cached_property
    def touched(self) -> Mapping[tuple[str, Key], datetime.date]:
        """When each row last changed, by table and key: as noted, and as the versions differ.

        A row that is not here is as old as the data.
        """
        found: defaultdict[tuple[str, Key], list[datetime.date]] = defaultdict(list)
        for change in self.dataset.changes:
            found[change.table, self.key(change.table, change.row_id)].append(change.date)
        for step in self.steps.values():
            if step.version in self.dates:
                for row in _rows(step.difference):
                    found[row].append(self.dates[step.version])
        return {row: max(dates) for row, dates in found.items()}

    def row(self, table: str, key: Key) -> Row | None:
        """A row as it stands, or as it last stood."""
        found = self.holding(table, key)
        return found.tables[table].rows[key] if found else None

    def holding(self, table: str, key: Key) -> Snapshot | None:
        """The newest version that has a row."""
        there = (s for _, s in reversed(self.versions) if table in s.tables and key in s.tables[table].rows)
        return next(there, None)

    def key(self, table: str, row_id: str) -> Key:
        """The primary key that the list of changes writes in one piece."""
        columns = snapshot.key_of(table, {}, ())
        return tuple(row_id.split("/", max(0, len(columns) - 1)))

    def pasts(self, locale: Locale) -> Mapping[str, tuple[Past, ...]]:
        """What each figure was in earlier releases, where that differs from what it is."""
        changed = {
            (table.table, change.key)
            for step in self.steps.values()
            for table in step.difference.tables
            if table.table in FIGURES
            for change in table.changed
        }
        return {
            key[0]: pasts
            for table, key in sorted(changed)
            if (pasts := tuple(self._pasts(locale, table, key)))
        }

    def _pasts(self, locale: Locale, table: str, key: Key) -> Iterator[Past]:
        """The runs of versions in which the figure said something else than now."""
        rows = [
            (version, found, found.tables[table].rows[key])
            for version, found in self.versions
            if table in found.tables and key in found.tables[table].rows
        ]
        moved = len({amounts.period(locale, row) for _, _, row in rows}) > 1
        runs: list[Past] = []
        for version, found, row in rows:
            said = _said(locale, found, row, period=moved)
            if runs and runs[-1].value == said:
                runs[-1] = Past(said, runs[-1].first, version)
            else:
                runs.append(Past(said, version, version))
        yield from (past for past in runs if past.value and past.value != runs[-1].value)


def _said(locale: Locale, found: Snapshot, row: Row, *, period: bool) -> str:
    """The value of a figure, with its period where that is not always the same."""
    value = amounts.value(locale, row, Names(found, locale).unit(row))
    return ", ".join(filter(None, (value, amounts.period(locale, row) if period else "")))


def _rows(difference: Difference) -> Iterator[tuple[str, Key]]:
    for table in difference.tables:
        yield from ((table.table, key) for key in (*table.added, *table.removed))
        yield from ((table.table, change.key) for change in table.changed)
        yield from ((table.table, key) for pair in table.renamed for key in (pair.old, pair.new))
