"""An alliance's page: what it is, who takes part, its own targets and its areas' ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import Agreement, Alliance, Area, Member, Source
from generator.views import bottlenecks, discrepancies
from generator.views.area import AreaContext
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.rankings import Ranking
from generator.views.timelines import Timeline, timeline

SMALLEST_CHART = 3
MOST_KEY_FIGURES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """An organisation that takes part, and the municipality that it is, if it is one."""

    name: str
    kind: str
    role: str
    municipality_slug: str
    source_id: str
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementView:
    """An agreement in our words."""

    anchor: str
    position: int
    title: str
    summary: str
    deadline: str
    source_id: str
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AllianceView:
    """Everything that an alliance's page shows."""

    alliance: Alliance
    summary: str
    kind: str
    level: str
    parent: Alliance | None
    children: tuple[Alliance, ...]
    members: tuple[MemberView, ...]
    own_figures: tuple[FigureView, ...]
    key_figures: tuple[FigureView, ...]
    area_figures: tuple[FigureView, ...]
    timeline: Timeline | None
    areas: tuple[Area, ...]
    rankings: tuple[Ranking, ...]
    agreements: tuple[AgreementView, ...]
    bottlenecks: tuple[bottlenecks.BottleneckGroup, ...]
    discrepancies: tuple[discrepancies.DiscrepancyView, ...]
    sources: tuple[Source, ...]


def view(edition: Edition, shared: AreaContext, alliance: Alliance) -> AllianceView:
    """All that is shown of one alliance."""
    dataset, key = edition.dataset, alliance.alliance_id
    figures = tuple(edition.figures[f.figure_id] for f in dataset.figures_of_alliance.get(key, ()))
    own = tuple(sorted((f for f in figures if not f.area_id), key=_order))
    agreements = dataset.agreements_of_alliance.get(key, ())
    found = tuple(r for r in shared.by_alliance.get(key, ()) if len(r.entries) >= SMALLEST_CHART)
    return AllianceView(
        alliance=alliance,
        summary=edition.say(alliance.summary),
        kind=edition.locale.text(f"alliance_kind.{alliance.kind.value}"),
        level=edition.locale.text(f"alliance_level.{alliance.level.value}"),
        parent=dataset.alliance[alliance.parent_id] if alliance.parent_id else None,
        children=dataset.children_of_alliance.get(key, ()),
        members=tuple(_member(edition, m) for m in dataset.members_of_alliance.get(key, ())),
        own_figures=own,
        key_figures=_key_figures(own),
        area_figures=tuple(sorted((f for f in figures if f.area_id), key=_by_area)),
        timeline=timeline(own),
        areas=dataset.areas_of_alliance.get(key, ()),
        rankings=found,
        agreements=tuple(agreement_view(edition, a) for a in agreements),
        bottlenecks=bottlenecks.groups(edition, dataset.bottlenecks_of_alliance.get(key, ()), shared.named),
        discrepancies=discrepancies.views(edition, dataset.discrepancies_of_alliance.get(key, ())),
        sources=_sources(edition, alliance, figures, agreements),
    )


def _order(figure: FigureView) -> tuple[bool, int, str, str]:
    last = figure.last_year if figure.last_year is not None else 9999
    return (not figure.is_target, last, figure.metric, figure.figure_id)


def _by_area(figure: FigureView) -> tuple[str, bool, int, str, str]:
    return (figure.area, *_order(figure))


def _key_figures(own: Sequence[FigureView]) -> tuple[FigureView, ...]:
    """The largest targets that say how many of something, not which part of it."""
    counted = [
        f for f in own if f.is_target and f.is_stated and not f.part_of and f.unit not in ("percent", "ratio")
    ]
    units = Counter(f.unit for f in counted)
    ordered = sorted(counted, key=lambda f: (-units[f.unit], f.unit, -f.middle, f.figure_id))
    return tuple(ordered[:MOST_KEY_FIGURES])


def _member(edition: Edition, member: Member) -> MemberView:
    text = edition.locale.text
    municipality = edition.dataset.municipality.get(member.municipality_id or "")
    return MemberView(
        name=member.organisation,
        kind=text(f"organisation_kind.{member.organisation_kind.value}"),
        role=text(f"member_role.{member.role.value}"),
        municipality_slug=municipality.slug if municipality else "",
        source_id=member.source_id,
        locator=member.locator,
    )


def agreement_view(edition: Edition, agreement: Agreement) -> AgreementView:
    """An agreement in the language of the edition."""
    return AgreementView(
        anchor=f"a-{agreement.agreement_id}",
        position=agreement.position,
        title=edition.say(agreement.title),
        summary=edition.say(agreement.summary),
        deadline=agreement.deadline or "",
        source_id=agreement.source_id,
        locator=agreement.locator,
    )


def _sources(
    edition: Edition, alliance: Alliance, figures: Sequence[FigureView], agreements: Sequence[Agreement]
) -> tuple[Source, ...]:
    """Every source from which something on the page comes."""
    dataset = edition.dataset
    used = {
        alliance.source_id,
        *(f.source_id for f in figures),
        *(a.source_id for a in agreements),
        *(m.source_id for m in dataset.members_of_alliance.get(alliance.alliance_id, ())),
        *(b.source_id for b in dataset.bottlenecks_of_alliance.get(alliance.alliance_id, ())),
    }
    return tuple(s for s in dataset.sources if s.source_id in used)
