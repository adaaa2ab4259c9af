"""The same figure with two alliances: named, so that nobody adds it up twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model import Alliance, group
from generator.views.edition import Edition
from generator.views.figures import FigureView


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Figures that are, or may be, one and the same, and the alliances that they stand with.

    One figure with several alliances, or several of one area and metric with an alliance each.
    """

    figures: tuple[FigureView, ...]
    alliances: tuple[Alliance, ...]


def shared(edition: Edition, figures: Iterable[FigureView]) -> tuple[Overlap, ...]:
    """The targets among the figures that count in two alliances or more."""
    return tuple(
        Overlap(figures=(f,), alliances=_alliances(edition, f.alliance_ids))
        for f in figures
        if f.is_target and len(f.alliance_ids) > 1
    )


def same_area(edition: Edition) -> tuple[Overlap, ...]:
    """Targets of one area and metric that stand with different alliances."""
    targets = [f for f in edition.figures.values() if f.is_target and f.area_id]
    groups = group(targets, lambda f: f"{f.area_id}/{f.metric_id}")
    found = []
    for figures in groups.values():
        own = dict.fromkeys(f.alliance_ids for f in figures if f.alliance_ids)
        if any(not set(one) & set(other) for one in own for other in own):
            named = tuple(dict.fromkeys(a for ids in own for a in ids))
            found.append(Overlap(figures=tuple(figures), alliances=_alliances(edition, named)))
    return tuple(found)


def _alliances(edition: Edition, ids: Iterable[str]) -> tuple[Alliance, ...]:
    return tuple(edition.dataset.alliance[a] for a in ids)
