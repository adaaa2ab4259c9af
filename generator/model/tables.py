"""The tables of the data package: which record each holds, its keys and its columns.

Columns, types and foreign keys are read off the records, so that they are written down once.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache

from generator.model import records as r


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a record: its bare type, whether a cell may be empty, and what it refers to."""

    name: str
    type: type
    optional: bool
    references: str | None

    def columns(self, languages: Iterable[str]) -> tuple[str, ...]:
        """The columns of the CSV that this field is read from."""
        if self.type is r.Localized:
            return tuple(f"{self.name}_{language}" for language in languages)
        return (self.name,)


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    record: type
    key: tuple[str, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        return _fields(self.record)

    def columns(self, languages: Iterable[str]) -> tuple[str, ...]:
        languages = tuple(languages)
        return tuple(column for f in self.fields for column in f.columns(languages))


@cache
def _fields(record: type) -> tuple[Field, ...]:
    hints = typing.get_type_hints(record, include_extras=True)
    return tuple(_field(f.name, hints[f.name]) for f in fields(record))


def _field(name: str, hint: object) -> Field:
    optional = False
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        optional = True
        hint = next(arg for arg in typing.get_args(hint) if arg is not type(None))
    references = None
    if typing.get_origin(hint) is typing.Annotated:
        hint, *marks = typing.get_args(hint)
        references = next(mark.table for mark in marks if isinstance(mark, r.Reference))
    return Field(name=name, type=typing.cast(type, hint), optional=optional, references=references)


TABLES: tuple[Table, ...] = (
    Table("sources", r.Source, ("source_id",)),
    Table("alliances", r.Alliance, ("alliance_id",)),
    Table("municipalities", r.Municipality, ("municipality_id",)),
    Table("members", r.Member, ("alliance_id", "organisation")),
    Table("areas", r.Area, ("area_id",)),
    Table("area_alliances", r.AreaAlliance, ("area_id", "alliance_id")),
    Table("area_municipalities", r.AreaMunicipality, ("area_id", "municipality_id")),
    Table("neighbourhoods", r.Neighbourhood, ("area_id", "name")),
    Table("metrics", r.Metric, ("metric_id",)),
    Table("targets", r.Target, ("target_id",)),
    Table("target_alliances", r.TargetAlliance, ("target_id", "alliance_id")),
    Table("measurements", r.Measurement, ("measurement_id",)),
    Table("sums", r.Sum, ("sum_id",)),
    Table("sum_terms", r.SumTerm, ("sum_id", "target_id")),
    Table("sum_totals", r.SumTotal, ("sum_id", "target_id")),
    Table("bottleneck_categories", r.BottleneckCategory, ("category_id",)),
    Table("bottlenecks", r.Bottleneck, ("bottleneck_id",)),
    Table("agreements", r.Agreement, ("agreement_id",)),
    Table("discrepancies", r.Discrepancy, ("discrepancy_id",)),
    Table("readings", r.Reading, ("discrepancy_id", "position")),
    Table("changes", r.Change, ("change_id",)),
)
