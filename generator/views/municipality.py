"""A municipality's page: every area, alliance and figure in which it takes part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import Alliance, Area, Measurement, Municipality
from generator.views import discrepancies
from generator.views.edition import Edition
from generator.views.figures import FigureView


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipView:
    """An alliance and how the municipality takes part in it: as a member, or through areas."""

    alliance: Alliance
    role: str
    through: tuple[Area, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityView:
    """Everything that a municipality's page shows."""

    municipality: Municipality
    note: str
    successor: Municipality | None
    predecessors: tuple[Municipality, ...]
    areas: tuple[Area, ...]
    memberships: tuple[MembershipView, ...]
    own_figures: tuple[FigureView, ...]
    area_figures: tuple[FigureView, ...]
    discrepancies: tuple[discrepancies.DiscrepancyView, ...]


def view(edition: Edition, municipality: Municipality) -> MunicipalityView:
    """All that is shown of one municipality."""
    dataset, key = edition.dataset, municipality.municipality_id
    areas = dataset.areas_of_municipality.get(key, ())
    own = dataset.measurements_of_municipality.get(key, ())
    return MunicipalityView(
        municipality=municipality,
        note=edition.say(municipality.note),
        successor=dataset.municipality.get(municipality.successor_id or ""),
        predecessors=tuple(m for m in dataset.municipalities if m.successor_id == key),
        areas=areas,
        memberships=_memberships(edition, key, areas),
        own_figures=tuple(edition.figures[f.figure_id] for f in own),
        area_figures=tuple(
            edition.figures[f.figure_id]
            for area in areas
            for f in dataset.figures_of_area.get(area.area_id, ())
        ),
        discrepancies=_discrepancies(edition, own),
    )


def _discrepancies(edition: Edition, own: Sequence[Measurement]) -> tuple[discrepancies.DiscrepancyView, ...]:
    """Where sources differ on the municipality's own figures; its areas' pages show theirs."""
    found = {
        d.discrepancy_id: d for f in own for d in edition.dataset.discrepancies_of_figure.get(f.figure_id, ())
    }
    return discrepancies.views(edition, found.values())


def _memberships(edition: Edition, key: str, areas: tuple[Area, ...]) -> tuple[MembershipView, ...]:
    dataset = edition.dataset
    roles = {m.alliance_id: m.role for m in dataset.memberships_of_municipality.get(key, ())}
    through: dict[str, list[Area]] = {}
    for area in areas:
        for alliance in dataset.alliances_of_area.get(area.area_id, ()):
            through.setdefault(alliance.alliance_id, []).append(area)
    found = [a for a in dataset.alliances if a.alliance_id in roles or a.alliance_id in through]
    return tuple(
        MembershipView(
            alliance=a,
            role=edition.locale.text(f"member_role.{roles[a.alliance_id].value}")
            if a.alliance_id in roles
            else "",
            through=tuple(through.get(a.alliance_id, ())),
        )
        for a in found
    )
