"""A source's page: everything that was taken from it, in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import Alliance, Area, Member, Source, group
from generator.views import bottlenecks, discrepancies
from generator.views.alliance import AgreementView, agreement_view
from generator.views.bottlenecks import BottleneckView
from generator.views.edition import Edition
from generator.views.figures import FigureView


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """Everything that a source's page shows; ``published`` is a date in words."""

    source: Source
    kind: str
    note: str
    published: str
    figures: tuple[FigureView, ...]
    areas: tuple[Area, ...]
    alliances: tuple[Alliance, ...]
    members: tuple[tuple[Alliance, tuple[Member, ...]], ...]
    agreements: tuple[AgreementView, ...]
    bottlenecks: tuple[BottleneckView, ...]
    discrepancies: tuple[discrepancies.DiscrepancyView, ...]


def view(edition: Edition, source: Source) -> SourceView:
    """All that is shown of one source."""
    dataset, key = edition.dataset, source.source_id
    figures = [f for f in edition.figures.values() if f.source_id == key]
    agreements = [a for a in dataset.agreements if a.source_id == key]
    differing = {r.discrepancy_id for r in dataset.readings if r.source_id == key}
    return SourceView(
        source=source,
        kind=edition.locale.text(f"source_kind.{source.kind.value}"),
        note=edition.say(source.note),
        published=published_text(edition, source),
        figures=tuple(sorted(figures, key=lambda f: (document_order(f.locator), f.figure_id))),
        areas=tuple(a for a in dataset.areas if a.source_id == key),
        alliances=tuple(a for a in dataset.alliances if a.source_id == key),
        members=_members(edition, key),
        agreements=tuple(
            agreement_view(edition, a)
            for a in sorted(agreements, key=lambda a: (document_order(a.locator), a.agreement_id))
        ),
        bottlenecks=_bottlenecks(edition, key),
        discrepancies=discrepancies.views(
            edition, [d for d in dataset.discrepancies if d.discrepancy_id in differing]
        ),
    )


def _members(edition: Edition, key: str) -> tuple[tuple[Alliance, tuple[Member, ...]], ...]:
    """Who takes part according to the source, by alliance."""
    named = [m for m in edition.dataset.members if m.source_id == key]
    by_alliance = group(named, lambda m: m.alliance_id)
    return tuple((edition.dataset.alliance[a], members) for a, members in by_alliance.items())


def document_order(locator: str) -> tuple[tuple[int, int, str], ...]:
    """A locator as a sort key in which numbers count: page 4 stands before page 14."""
    parts = re.split(r"(\d+)", locator)
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p.casefold()) for p in parts if p.strip())


def published_text(edition: Edition, source: Source) -> str:
    """When the source appeared, as exactly as is known; empty where it is not."""
    parts = [int(part) for part in (source.published or "").split("-") if part]
    match parts:
        case [year]:
            return str(year)
        case [year, month]:
            return edition.locale.month(year, month)
        case [year, month, day]:
            return edition.locale.day(year, month, day)
        case _:
            return ""


def _bottlenecks(edition: Edition, key: str) -> tuple[BottleneckView, ...]:
    rows: Sequence[BottleneckView] = [
        bottlenecks.bottleneck_view(edition, row)
        for row in edition.dataset.bottlenecks
        if row.source_id == key
    ]
    return tuple(sorted(rows, key=lambda b: (document_order(b.locator), b.summary)))
