"""The story of the data: by version, newest first, what was noted as changed and what differs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.history.feed import anchor_of
from generator.history.names import Names
from generator.history.places import place
from generator.history.report import Line, Section, report
from generator.history.timeline import Step, Timeline
from generator.links import Page
from generator.model import Change
from generator.model.vocabulary import ChangeKind
from generator.rules.publication import precedence
from generator.views.edition import Edition

# The list of changes is what the page itself shows.
NOTED = "changes"
MOST_ROWS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A noted change, with what it is about: ``page`` is None where nothing shows it any more.

    ``date`` is empty where it is that of the version.
    """

    kind: str
    date: str
    summary: str
    about: str
    page: Page | None
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A row that differs, with where it stands now."""

    line: Line
    page: Page | None
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A table that differs, cut to what a page can hold."""

    title: str
    notes: tuple[str, ...]
    rows: tuple[Told, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What a version has that the one before had not, or the other way round."""

    before: str
    counts: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A version: corrections apart from its other changes, and what differs from the one before.

    ``is_kept`` says whether it was released and can still be had.
    """

    version: str
    anchor: str
    date: str
    is_kept: bool
    corrections: tuple[Entry, ...]
    entries: tuple[Entry, ...]
    differences: Differences | None


def chapters(edition: Edition, timeline: Timeline) -> tuple[Chapter, ...]:
    """Every version that the list of changes or a release knows, the newest first."""
    noted: dict[str, list[Change]] = {}
    for change in sorted(timeline.dataset.changes, key=lambda c: (c.date, c.change_id), reverse=True):
        noted.setdefault(change.version, []).append(change)
    versions = {*noted, *(version for version, _ in timeline.versions)}
    ordered = sorted(versions, key=precedence, reverse=True)
    return tuple(_chapter(edition, timeline, version, noted.get(version, ())) for version in ordered)


def _chapter(edition: Edition, timeline: Timeline, version: str, noted: Iterable[Change]) -> Chapter:
    step = timeline.steps.get(version)
    date = timeline.dates.get(version)
    entries = [(change.kind, _entry(edition, timeline, change, date)) for change in noted]
    return Chapter(
        version=version,
        anchor=anchor_of(version),
        date=edition.locale.date(date) if date else "",
        is_kept=any(release.version == version for release in timeline.releases),
        corrections=tuple(entry for kind, entry in entries if kind is ChangeKind.CORRECTED),
        entries=tuple(entry for kind, entry in entries if kind is not ChangeKind.CORRECTED),
        differences=_differences(edition, timeline, step) if step else None,
    )


def _differences(edition: Edition, timeline: Timeline, step: Step) -> Differences:
    """What differs, but for the list of changes and the words of the descriptor."""
    tables = tuple(table for table in step.difference.tables if table.table != NOTED)
    shown = replace(step.difference, tables=tables, descriptor=())
    found = report(shown, edition.locale, step.before, step.version)
    return Differences(
        before=step.before,
        counts=found.counts,
        parts=tuple(_part(edition, timeline, section) for section in found.sections),
        notes=found.notes,
    )


def _part(edition: Edition, timeline: Timeline, section: Section) -> Part:
    rows = []
    for line in section.lines[:MOST_ROWS]:
        key = timeline.key(section.table, line.key)
        found = place(edition, timeline.present, section.table, key)
        rows.append(Told(line=line, page=found[0] if found else None, anchor=found[1] if found else ""))
    more = max(0, len(section.lines) - MOST_ROWS)
    return Part(title=section.title, notes=section.notes, rows=tuple(rows), more=more)


def _entry(edition: Edition, timeline: Timeline, change: Change, date: datetime.date | None) -> Entry:
    key = timeline.key(change.table, change.row_id)
    found = place(edition, timeline.present, change.table, key)
    named = timeline.holding(change.table, key)
    return Entry(
        kind=edition.locale.text(f"change_kind.{change.kind.value}"),
        date="" if change.date == date else edition.locale.date(change.date),
        summary=edition.say(change.summary),
        about=Names(named, edition.locale).row(change.table, key) if named else change.row_id,
        page=found[0] if found else None,
        anchor=found[1] if found else "",
    )
