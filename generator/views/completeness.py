"""What is missing: per area and alliance what the sources give, what not, and who could supply it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.links import Page, PageKind
from generator.model import Figure
from generator.views.edition import Edition
from generator.views.figures import FigureView


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletenessRow:
    """A place and its gaps. The tuples name metrics; ``neighbourhoods`` is None where none belong."""

    name: str
    page: Page
    targets: tuple[str, ...]
    unspecified: tuple[str, ...]
    undated: tuple[str, ...]
    results: tuple[str, ...]
    without_result: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    neighbourhoods: int | None
    bottlenecks: int
    suppliers: tuple[str, ...]


def areas(edition: Edition) -> tuple[CompletenessRow, ...]:
    """Every area, by name."""
    dataset = edition.dataset
    rows = []
    for area in sorted(dataset.areas, key=lambda a: (a.name.casefold(), a.area_id)):
        municipalities = dataset.municipalities_of_area.get(area.area_id, ())
        fellows = [a.short_name for a in dataset.alliances_of_area.get(area.area_id, ())]
        rows.append(
            _row(
                edition,
                (area.name, Page(PageKind.AREA, area.area_id)),
                dataset.figures_of_area.get(area.area_id, ()),
                len(dataset.neighbourhoods_of_area.get(area.area_id, ())),
                len(dataset.bottlenecks_of_area.get(area.area_id, ())),
                [edition.locale.text("completeness.municipality", name=m.name) for m in municipalities]
                or fellows,
            )
        )
    return tuple(rows)


def alliances(edition: Edition) -> tuple[CompletenessRow, ...]:
    """Every alliance with what is stated of it as a whole, by name."""
    dataset = edition.dataset
    rows = []
    for alliance in sorted(dataset.alliances, key=lambda a: (a.name.casefold(), a.alliance_id)):
        figures = dataset.figures_of_alliance.get(alliance.alliance_id, ())
        rows.append(
            _row(
                edition,
                (alliance.short_name, Page(PageKind.ALLIANCE, alliance.alliance_id)),
                [f for f in figures if not f.area_id],
                None,
                len(dataset.bottlenecks_of_alliance.get(alliance.alliance_id, ())),
                [alliance.short_name],
            )
        )
    return tuple(rows)


def _row(
    edition: Edition,
    place: tuple[str, Page],
    figures: Sequence[Figure],
    neighbourhoods: int | None,
    bottlenecks: int,
    others: Sequence[str],
) -> CompletenessRow:
    name, page = place
    found = [edition.figures[f.figure_id] for f in figures]
    targets = [f for f in found if f.is_target]
    stated = [f for f in targets if f.is_stated]
    results = _metrics([f for f in found if f.status == "result"])
    who = [f.stated_by for f in targets] or others
    return CompletenessRow(
        name=name,
        page=page,
        targets=_metrics(stated),
        unspecified=_metrics([f for f in targets if not f.is_stated]),
        undated=_metrics([f for f in stated if not f.period]),
        results=results,
        without_result=tuple(metric for metric in _metrics(targets) if metric not in results),
        sources=tuple(dict.fromkeys((f.source_id, f.source) for f in found)),
        neighbourhoods=neighbourhoods,
        bottlenecks=bottlenecks,
        suppliers=tuple(dict.fromkeys(who)),
    )


def _metrics(figures: Sequence[FigureView]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f.metric for f in figures))
