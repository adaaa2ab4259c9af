"""What the sources say beside figures: bottlenecks, agreements, differences; and our changes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from generator.model import vocabulary as v
from generator.model.references import (
    AllianceId,
    AreaId,
    CategoryId,
    DiscrepancyId,
    Localized,
    MeasurementId,
    SourceId,
    TargetId,
)


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
