"""The closed vocabularies of the data package: what a cell of these columns may say."""

from __future__ import annotations

from enum import StrEnum


class SourceKind(StrEnum):
    LETTER_TO_PARLIAMENT = "letter_to_parliament"
    BOOKLET = "booklet"
    NEWS = "news"
    WEB_PAGE = "web_page"


class AllianceKind(StrEnum):
    PROGRAMME = "programme"
    ALLIANCE = "alliance"
    NETWORK = "network"
    PROJECT = "project"
    STRATEGY = "strategy"
    AGREEMENT = "agreement"


class AllianceLevel(StrEnum):
    NATIONAL = "national"
    REGIONAL = "regional"
    LOCAL = "local"


class OrganisationKind(StrEnum):
    MUNICIPALITY = "municipality"
    PROVINCE = "province"
    METROPOLITAN_REGION = "metropolitan_region"
    MINISTRY = "ministry"
    GOVERNMENT = "government"
    HOUSING_ASSOCIATION = "housing_association"
    OTHER = "other"


class MemberRole(StrEnum):
    MEMBER = "member"
    PARTNER = "partner"
    PILOT = "pilot"
    FRONTRUNNER = "frontrunner"
    NAMED_EXAMPLE = "named_example"


class AreaKind(StrEnum):
    NEIGHBOURHOODS = "neighbourhoods"
    CITY_REGION = "city_region"
    CORRIDOR = "corridor"
    LOCATION = "location"


class Unit(StrEnum):
    HOMES = "homes"
    JOBS = "jobs"
    PEOPLE = "people"
    EUR = "eur"
    EUR_PER_HOME = "eur_per_home"
    EUR_PER_YEAR = "eur_per_year"
    PERCENT = "percent"
    RATIO = "ratio"
    YEARS = "years"
    PROJECTS = "projects"
    COUNT = "count"


class Direction(StrEnum):
    MORE = "more"
    FEWER = "fewer"
    NONE = "none"


class ValueStatus(StrEnum):
    STATED = "stated"
    UNSPECIFIED = "unspecified"


class Qualifier(StrEnum):
    EXACT = "exact"
    ABOUT = "about"
    JUST_OVER = "just_over"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Basis(StrEnum):
    GROSS = "gross"
    NET = "net"
    UNSTATED = "unstated"


class Commitment(StrEnum):
    AGREED = "agreed"
    TASK = "task"
    PLAN = "plan"
    AMBITION = "ambition"
    OPPORTUNITY = "opportunity"
    EXPECTATION = "expectation"
    ESTIMATE = "estimate"


class Extent(StrEnum):
    """Whether a figure covers just the area it stands with."""

    AREA = "area"
    WIDER = "wider"
    PART = "part"
    UNCLEAR = "unclear"


class PeriodEndKind(StrEnum):
    THROUGH = "through"
    UNTIL = "until"
    AROUND = "around"


class MeasurementKind(StrEnum):
    STATE = "state"
    RESULT = "result"
    ESTIMATE = "estimate"
    DEFINITION = "definition"


class DiscrepancyKind(StrEnum):
    TOTAL = "total"
    PERIOD = "period"
    QUALIFIER = "qualifier"
    SCOPE = "scope"
    NAMING = "naming"
    COUNT = "count"
    OMISSION = "omission"
    ERROR = "error"


class ChangeKind(StrEnum):
    ADDED = "added"
    CORRECTED = "corrected"
    REMOVED = "removed"
    UPDATED = "updated"
