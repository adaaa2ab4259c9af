"""All differences between sources: grouped by what they are about, and what to filter them by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.links import Page, PageKind
from generator.model import Alliance, Area, Discrepancy, group, group_pairs
from generator.views import discrepancies
from generator.views.discrepancies import DiscrepancyView
from generator.views.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceRow:
    """A difference with the areas and alliances that it concerns.

    ``within`` are these alliances and those of the areas: by all of them it is found.
    """

    discrepancy: DiscrepancyView
    areas: tuple[Area, ...]
    alliances: tuple[Alliance, ...]
    within: tuple[Alliance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceGroup:
    """The differences about one alliance or area; ``page`` is None for what is about neither."""

    name: str
    page: Page | None
    anchor: str
    rows: tuple[DifferenceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A choice of a facet, with how many differences it leaves."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """Something to filter by; ``key`` names it in the address."""

    key: str
    label: str
    everything: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferencesView:
    """Every difference once, in its group; ``kinds`` says how many there are of each."""

    count: int
    kinds: str
    groups: tuple[DifferenceGroup, ...]
    facets: tuple[Facet, ...]


def view(edition: Edition) -> DifferencesView:
    """All differences: what is about alliances first, then what is about areas."""
    rows = _rows(edition)
    kinds = Counter(r.discrepancy.kind_label for r in rows)
    ordered = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    return DifferencesView(
        count=len(rows),
        # A number stays with what it counts at the end of a line.
        kinds=edition.locale.joined([f"{edition.locale.number(n)}\xa0×\xa0{kind}" for kind, n in ordered]),
        groups=_groups(edition, rows),
        facets=_facets(edition, rows),
    )


def _rows(edition: Edition) -> tuple[DifferenceRow, ...]:
    dataset = edition.dataset
    areas, alliances = _turned(dataset.discrepancies_of_area), _turned(dataset.discrepancies_of_alliance)
    rows = []
    for shown in discrepancies.views(edition, dataset.discrepancies):
        about, own = areas.get(shown.discrepancy_id, ()), alliances.get(shown.discrepancy_id, ())
        within = set(own) | {x.alliance_id for a in about for x in dataset.alliances_of_area.get(a, ())}
        rows.append(
            DifferenceRow(
                discrepancy=shown,
                areas=tuple(a for a in dataset.areas if a.area_id in about),
                alliances=tuple(a for a in dataset.alliances if a.alliance_id in own),
                within=tuple(a for a in dataset.alliances if a.alliance_id in within),
            )
        )
    return tuple(rows)


def _turned(found: Mapping[str, tuple[Discrepancy, ...]]) -> Mapping[str, tuple[str, ...]]:
    """From what is about a thing to what a difference is about."""
    return group_pairs((d.discrepancy_id, key) for key, rows in found.items() for d in rows)


def _groups(edition: Edition, rows: Sequence[DifferenceRow]) -> tuple[DifferenceGroup, ...]:
    """A group per alliance and area."""
    groups = [
        DifferenceGroup(
            name=name, page=page, anchor=f"g-{page.kind}-{page.slug}" if page else "g", rows=found
        )
        for (name, page), found in group(rows, lambda r: _about(edition, r)).items()
    ]
    return tuple(sorted(groups, key=_group_order))


def _about(edition: Edition, row: DifferenceRow) -> tuple[str, Page | None]:
    """The one area that a difference is about, else its first alliance, else its first area."""
    if row.alliances and len(row.areas) != 1:
        return row.alliances[0].name, Page(PageKind.ALLIANCE, row.alliances[0].alliance_id)
    if row.areas:
        return row.areas[0].name, Page(PageKind.AREA, row.areas[0].area_id)
    return edition.locale.text("differences.other"), None


def _group_order(found: DifferenceGroup) -> tuple[int, int, str, str]:
    """Alliances with most differences first, then areas by name, then the rest."""
    if found.page is None:
        return 2, 0, "", ""
    if found.page.kind is PageKind.AREA:
        return 1, 0, found.name.casefold(), found.page.slug
    return 0, -len(found.rows), found.name.casefold(), found.page.slug


def _facets(edition: Edition, rows: Sequence[DifferenceRow]) -> tuple[Facet, ...]:
    return (
        _facet(edition, "kind", [(r.discrepancy.kind, r.discrepancy.kind_label) for r in rows]),
        _facet(edition, "area", [(a.area_id, a.name) for r in rows for a in r.areas]),
        _facet(edition, "alliance", [(a.alliance_id, a.short_name) for r in rows for a in r.within]),
    )


def _facet(edition: Edition, key: str, found: Iterable[tuple[str, str]]) -> Facet:
    """The choices in the order of their names; two things of one name stay two."""
    text, counts = edition.locale.text, Counter(found)
    ordered = sorted(counts, key=lambda pair: (pair[1].casefold(), pair[0]))
    return Facet(
        key=key,
        label=text(f"differences.facet.{key}.label"),
        everything=text(f"differences.facet.{key}.everything"),
        options=tuple(
            Option(
                value=value,
                label=text("differences.option", name=name, n=edition.locale.number(counts[value, name])),
            )
            for value, name in ordered
        ),
    )
