"""Who and where: sources, alliances, their members, areas and municipalities."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.model import vocabulary as v
from generator.model.references import AllianceId, AreaId, Localized, MunicipalityId, SourceId


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
