"""A category's page: every bottleneck of it by area, and which areas do not name it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Alliance, Area, Source, group
from generator.views.bottlenecks import BottleneckView, bottleneck_view
from generator.views.edition import Edition
from generator.views.matrix import CategoryRow, Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaPart:
    """What one area says of the category."""

    area: Area
    anchor: str
    items: tuple[BottleneckView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlliancePart:
    """What is said of the category for an alliance as a whole, or for none in particular."""

    alliance: Alliance | None
    items: tuple[BottleneckView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryView:
    """Everything that a category's page shows; ``others`` name something else, but not this."""

    row: CategoryRow
    parts: tuple[AreaPart, ...]
    general: tuple[AlliancePart, ...]
    others: tuple[Area, ...]
    sources: tuple[Source, ...]


def view(edition: Edition, matrix: Matrix, row: CategoryRow) -> CategoryView:
    """All that is shown of one category."""
    dataset = edition.dataset
    rows = [b for b in dataset.bottlenecks if b.category_id == row.category_id]
    by_area = group(rows, lambda b: b.area_id)
    by_alliance = group((b for b in rows if not b.area_id), lambda b: b.alliance_id or "")
    naming = (r.area for r in matrix.rows if r.area.area_id not in by_area)
    return CategoryView(
        row=row,
        parts=tuple(
            AreaPart(
                area=area,
                anchor=f"b-{area.area_id}",
                items=tuple(bottleneck_view(edition, b) for b in by_area[area.area_id]),
            )
            for area in row.areas
        ),
        general=tuple(
            AlliancePart(
                alliance=dataset.alliance.get(alliance_id),
                items=tuple(bottleneck_view(edition, b) for b in found),
            )
            for alliance_id, found in by_alliance.items()
        ),
        others=tuple(sorted(naming, key=lambda a: a.name)),
        sources=tuple(s for s in dataset.sources if s.source_id in {b.source_id for b in rows}),
    )
