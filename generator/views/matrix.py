"""Bottlenecks over all areas: which area names which category, what is shared and what is rare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.model import Area, BottleneckCategory
from generator.views.bottlenecks import areas_by_category
from generator.views.edition import Edition

# Named by this many areas or fewer: rare. By this part of them or more: common.
RARE = 2
COMMON_SHARE = Decimal("0.5")
DARKEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryRow:
    """A category and how widely it is named: ``percent`` is of the areas that name anything."""

    category_id: str
    name: str
    description: str
    areas: tuple[Area, ...]
    bottlenecks: int
    percent: Decimal
    place: str
    short: str
    is_common: bool
    is_rare: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How many bottlenecks of a category an area names; ``level`` is how dark, 0 for none."""

    category_id: str
    count: int
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """An area with a cell per category; ``categories`` counts those that it names."""

    area: Area
    categories: int
    bottlenecks: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Areas by how many categories they name, categories by how many areas name them.

    ``categories`` holds them all; ``columns`` those that an area names. ``silent`` are the areas
    that name none.
    """

    categories: tuple[CategoryRow, ...]
    columns: tuple[CategoryRow, ...]
    rows: tuple[MatrixRow, ...]
    silent: tuple[Area, ...]
    conclusion: str

    @property
    def common(self) -> tuple[CategoryRow, ...]:
        """The categories that at least half of the areas name."""
        return tuple(c for c in self.categories if c.is_common)

    @property
    def rare(self) -> tuple[CategoryRow, ...]:
        """The categories that one or two areas name, the rarest first."""
        return tuple(reversed([c for c in self.categories if c.is_rare]))

    @property
    def tops(self) -> tuple[CategoryRow, ...]:
        """The category that most areas name, or those that share that place."""
        return tuple(c for c in self.columns if len(c.areas) == len(self.columns[0].areas))


def matrix(edition: Edition) -> Matrix:
    """Count every bottleneck of an area once, in the cell of its area and category."""
    dataset = edition.dataset
    counts = Counter((b.area_id, b.category_id) for b in dataset.bottlenecks if b.area_id)
    naming = {area_id for area_id, _ in counts}
    categories = _categories(edition, len(naming))
    columns = tuple(c for c in categories if c.areas)
    rows = [_row(area, columns, counts) for area in dataset.areas if area.area_id in naming]
    rows.sort(key=lambda r: (-r.categories, -r.bottlenecks, r.area.name))
    return Matrix(
        categories=categories,
        columns=columns,
        rows=tuple(rows),
        silent=tuple(a for a in dataset.areas if a.area_id not in naming),
        conclusion=_conclusion(edition, rows),
    )


def _categories(edition: Edition, base: int) -> tuple[CategoryRow, ...]:
    named = areas_by_category(edition)
    counts = Counter(b.category_id for b in edition.dataset.bottlenecks)
    found = [
        _category(edition, c, named.get(c.category_id, frozenset()), counts[c.category_id], base)
        for c in edition.dataset.bottleneck_categories
    ]
    return tuple(sorted(found, key=lambda c: (-len(c.areas), -c.bottlenecks, c.category_id)))


def _category(
    edition: Edition, category: BottleneckCategory, named: frozenset[str], bottlenecks: int, base: int
) -> CategoryRow:
    locale = edition.locale
    count, percent = len(named), Decimal(round(100 * len(named) / (base or 1)))
    share, of = locale.percent(percent), locale.number(base)
    is_common = count >= COMMON_SHARE * base and count > 0
    return CategoryRow(
        category_id=category.category_id,
        name=edition.say(category.name),
        description=edition.say(category.description),
        areas=tuple(sorted((edition.dataset.area[a] for a in named), key=lambda a: a.name)),
        bottlenecks=bottlenecks,
        percent=percent,
        place=locale.plural("bottlenecks.place", count, of=of, share=share),
        short=locale.text("chart.bottlenecks.areas", n=locale.number(count), of=of, share=share),
        is_common=is_common,
        is_rare=0 < count <= RARE and not is_common,
    )


def _row(area: Area, columns: Sequence[CategoryRow], counts: Counter[tuple[str, str]]) -> MatrixRow:
    found = [counts[area.area_id, c.category_id] for c in columns]
    return MatrixRow(
        area=area,
        categories=sum(count > 0 for count in found),
        bottlenecks=sum(found),
        cells=tuple(
            Cell(category_id=c.category_id, count=count, level=min(count, DARKEST))
            for c, count in zip(columns, found, strict=True)
        ),
    )


def _conclusion(edition: Edition, rows: Sequence[MatrixRow]) -> str:
    """Which area names most categories, or which areas share that place."""
    if not rows:
        return ""
    top = [r for r in rows if r.categories == rows[0].categories]
    return edition.locale.plural(
        "bottlenecks.most",
        len(top),
        areas=edition.locale.joined([r.area.name for r in top]),
        kinds=edition.locale.plural("count.kinds", rows[0].categories),
    )
