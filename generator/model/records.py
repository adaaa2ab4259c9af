"""One frozen record per table; a field is a column, and its type says what a cell may hold.

``X | None`` marks a column that may be empty, ``Localized`` stands for one column per language
(``name_nl``, ``name_en``), ``Annotated[..., Reference(table)]`` marks a foreign key. Loading, the
check of the descriptor and the downloads follow from these definitions alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from generator.model import quantity as q
from generator.model import vocabulary as v


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a column whose values are primary keys of ``table``."""

    table: str


@dataclass(frozen=True, slots=True)
class Localized:
    """A text in each of the package's languages; a language may be missing."""

    texts: Mapping[str, str]

    def in_language(self, language: str) -> str:
        """The text in that language, else in the first language that has one."""
        return self.texts.get(language) or next(filter(None, self.texts.values()), "")


AllianceId = Annotated[str, Reference("alliances")]
AreaId = Annotated[str, Reference("areas")]
CategoryId = Annotated[str, Reference("bottleneck_categories")]
DiscrepancyId = Annotated[str, Reference("discrepancies")]
MeasurementId = Annotated[str, Reference("measurements")]
MetricId = Annotated[str, Reference("metrics")]
MunicipalityId = Annotated[str, Reference("municipalities")]
SourceId = Annotated[str, Reference("sources")]
SumId = Annotated[str, Reference("sums")]
TargetId = Annotated[str, Reference("targets")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    source_id: str
    title: str
    publisher: str
    kind: v.SourceKind
    published: str | None
    language: str
    url: str | None
    archived_url: str | None
    sha256: str | None
    note: Localized | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alliance:
    alliance_id: str
    name: str
    short_name: str
    kind: v.AllianceKind
    level: v.AllianceLevel
    parent_id: AllianceId | None
    started: int | None
    members_complete: bool
    summary: Localized
    source_id: SourceId
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    municipality_id: str
    name: str
    slug: str
    province: str
    latitude: Decimal | None
    longitude: Decimal | None
    successor_id: MunicipalityId | None
    note: Localized | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    alliance_id: AllianceId
    organisation: str
    organisation_kind: v.OrganisationKind
    municipality_id: MunicipalityId | None
    role: v.MemberRole
    source_id: SourceId
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    area_id: str
    name: str
    name_in_source: str
    kind: v.AreaKind
    latitude: Decimal | None
    longitude: Decimal | None
    location_source: str | None
    summary: Localized
    source_id: SourceId
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaAlliance:
    area_id: AreaId
    alliance_id: AllianceId


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaMunicipality:
    area_id: AreaId
    municipality_id: MunicipalityId


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    area_id: AreaId
    name: str
    note: Localized | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    metric_id: str
    name: Localized
    unit: v.Unit
    direction: v.Direction
    additive: bool
    description: Localized

    @property
    def slug(self) -> str:
        return self.metric_id.replace("_", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A figure that somebody announces: what, how much, by when, how firmly."""

    target_id: str
    alliance_id: AllianceId | None
    area_id: AreaId | None
    stated_by: str
    metric_id: MetricId
    value_low: Decimal | None
    value_high: Decimal | None
    value_status: v.ValueStatus
    as_printed: str | None
    qualifier: v.Qualifier
    basis: v.Basis
    commitment: v.Commitment
    extent: v.Extent
    period_start: int | None
    period_end: int | None
    period_end_kind: v.PeriodEndKind | None
    duration_low: Decimal | None
    duration_high: Decimal | None
    base: Localized | None
    part_of: TargetId | None
    scope: Localized | None
    source_id: SourceId
    locator: str

    @property
    def figure_id(self) -> str:
        return self.target_id

    @property
    def quantity(self) -> q.Quantity:
        return q.quantity(self.value_low, self.value_high, self.qualifier, self.basis)

    @property
    def period(self) -> q.Period | None:
        return q.period(
            self.period_start,
            self.period_end,
            self.period_end_kind,
            self.duration_low,
            self.duration_high,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetAlliance:
    target_id: TargetId
    alliance_id: AllianceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """A figure that is stated as a fact: a state, a result, an estimate or a definition."""

    measurement_id: str
    alliance_id: AllianceId | None
    area_id: AreaId | None
    municipality_id: MunicipalityId | None
    stated_by: str
    kind: v.MeasurementKind
    metric_id: MetricId
    value_low: Decimal
    value_high: Decimal
    as_printed: str | None
    qualifier: v.Qualifier
    extent: v.Extent
    period_start: int | None
    period_end: int | None
    base: Localized | None
    scope: Localized | None
    source_id: SourceId
    locator: str

    @property
    def figure_id(self) -> str:
        return self.measurement_id

    @property
    def quantity(self) -> q.Quantity:
        return q.quantity(self.value_low, self.value_high, self.qualifier)

    @property
    def period(self) -> q.Period | None:
        return q.period(self.period_start, self.period_end, v.PeriodEndKind.THROUGH)


Figure = Target | Measurement


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    sum_id: str
    title: Localized
    note: Localized | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SumTerm:
    sum_id: SumId
    target_id: TargetId
    choice: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SumTotal:
    sum_id: SumId
    target_id: TargetId


@dataclass(frozen=True, slots=True, kw_only=True)
class BottleneckCategory:
    category_id: str
    name: Localized
    description: Localized


@dataclass(frozen=True, slots=True, kw_only=True)
class Bottleneck:
    bottleneck_id: str
    area_id: AreaId | None
    alliance_id: AllianceId | None
    category_id: CategoryId
    summary: Localized
    source_id: SourceId
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    agreement_id: str
    alliance_id: AllianceId
    position: int
    title: Localized
    summary: Localized
    deadline: str | None
    source_id: SourceId
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    discrepancy_id: str
    kind: v.DiscrepancyKind
    question: Localized
    handling: Localized


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    discrepancy_id: DiscrepancyId
    position: int
    alliance_id: AllianceId | None
    area_id: AreaId | None
    target_id: TargetId | None
    measurement_id: MeasurementId | None
    text: Localized
    value_low: Decimal | None
    value_high: Decimal | None
    computed: bool
    source_id: SourceId
    locator: str
    used: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    change_id: str
    date: datetime.date
    version: str
    kind: v.ChangeKind
    table: str
    row_id: str
    summary: Localized
