"""What is counted: metrics, targets, measurements, and our own sums."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.model import quantity as q
from generator.model import vocabulary as v
from generator.model.references import (
    AllianceId,
    AreaId,
    Localized,
    MetricId,
    MunicipalityId,
    SourceId,
    SumId,
    TargetId,
)


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
