"""What stands in the way: bottlenecks by category, and how widely each category is shared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model import Bottleneck
from generator.views.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class BottleneckView:
    """One bottleneck in our words, with where it was said."""

    summary: str
    source_id: str
    locator: str
    area_id: str
    area: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BottleneckGroup:
    """The bottlenecks of one category; ``others`` counts the other areas that name it."""

    category_id: str
    name: str
    description: str
    items: tuple[BottleneckView, ...]
    others: int
    areas: int


def areas_by_category(edition: Edition) -> Mapping[str, frozenset[str]]:
    """Which areas name each category."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for bottleneck in edition.dataset.bottlenecks:
        if bottleneck.area_id:
            found[bottleneck.category_id].add(bottleneck.area_id)
    return {category: frozenset(areas) for category, areas in found.items()}


def groups(
    edition: Edition,
    rows: Iterable[Bottleneck],
    named: Mapping[str, frozenset[str]],
    area_id: str | None = None,
) -> tuple[BottleneckGroup, ...]:
    """The rows by category, the most widely shared category first.

    ``named`` is ``areas_by_category``; ``area_id`` is the area whose page this is, if any.
    """
    by_category: defaultdict[str, list[Bottleneck]] = defaultdict(list)
    for row in rows:
        by_category[row.category_id].append(row)
    found = []
    for category_id, members in by_category.items():
        category = edition.dataset.category[category_id]
        areas = named.get(category_id, frozenset())
        found.append(
            BottleneckGroup(
                category_id=category_id,
                name=edition.say(category.name),
                description=edition.say(category.description),
                items=tuple(bottleneck_view(edition, row) for row in members),
                others=len(areas - {area_id}),
                areas=len(areas),
            )
        )
    return tuple(sorted(found, key=lambda g: (-g.areas, g.name)))


def bottleneck_view(edition: Edition, row: Bottleneck) -> BottleneckView:
    """A bottleneck in the language of the edition."""
    return BottleneckView(
        summary=edition.say(row.summary),
        source_id=row.source_id,
        locator=row.locator,
        area_id=row.area_id or "",
        area=edition.dataset.area[row.area_id].name if row.area_id else "",
    )
