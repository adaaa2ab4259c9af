"""The whole package as records, with the look-ups that the views need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.model import records as r
from generator.model.grouping import group, group_pairs
from generator.model.info import PackageInfo, RawTable
from generator.model.outlines import Outlines


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """All records of a valid package. Look-ups by key never fail: foreign keys were checked."""

    info: PackageInfo
    descriptor: Mapping[str, Any]
    raw: Mapping[str, RawTable]
    sources: tuple[r.Source, ...]
    alliances: tuple[r.Alliance, ...]
    municipalities: tuple[r.Municipality, ...]
    members: tuple[r.Member, ...]
    areas: tuple[r.Area, ...]
    area_alliances: tuple[r.AreaAlliance, ...]
    area_municipalities: tuple[r.AreaMunicipality, ...]
    neighbourhoods: tuple[r.Neighbourhood, ...]
    metrics: tuple[r.Metric, ...]
    targets: tuple[r.Target, ...]
    target_alliances: tuple[r.TargetAlliance, ...]
    measurements: tuple[r.Measurement, ...]
    sums: tuple[r.Sum, ...]
    sum_terms: tuple[r.SumTerm, ...]
    sum_totals: tuple[r.SumTotal, ...]
    bottleneck_categories: tuple[r.BottleneckCategory, ...]
    bottlenecks: tuple[r.Bottleneck, ...]
    agreements: tuple[r.Agreement, ...]
    discrepancies: tuple[r.Discrepancy, ...]
    readings: tuple[r.Reading, ...]
    changes: tuple[r.Change, ...]
    outlines: Outlines | None = None

    def descriptor_path(self, table: str) -> str:
        """The path of a table's file inside the package."""
        found = next(r for r in self.descriptor["resources"] if r["name"] == table)
        return str(found["path"])

    @cached_property
    def source(self) -> Mapping[str, r.Source]:
        return {s.source_id: s for s in self.sources}

    @cached_property
    def alliance(self) -> Mapping[str, r.Alliance]:
        return {a.alliance_id: a for a in self.alliances}

    @cached_property
    def area(self) -> Mapping[str, r.Area]:
        return {a.area_id: a for a in self.areas}

    @cached_property
    def municipality(self) -> Mapping[str, r.Municipality]:
        return {m.municipality_id: m for m in self.municipalities}

    @cached_property
    def metric(self) -> Mapping[str, r.Metric]:
        return {m.metric_id: m for m in self.metrics}

    @cached_property
    def category(self) -> Mapping[str, r.BottleneckCategory]:
        return {c.category_id: c for c in self.bottleneck_categories}

    @cached_property
    def discrepancy(self) -> Mapping[str, r.Discrepancy]:
        return {d.discrepancy_id: d for d in self.discrepancies}

    @cached_property
    def figures(self) -> tuple[r.Figure, ...]:
        """Every published figure: the targets, then the measurements."""
        return (*self.targets, *self.measurements)

    @cached_property
    def figure(self) -> Mapping[str, r.Figure]:
        return {f.figure_id: f for f in self.figures}

    @cached_property
    def figures_of_area(self) -> Mapping[str, tuple[r.Figure, ...]]:
        return group(self.figures, lambda f: f.area_id)

    @cached_property
    def alliances_of_figure(self) -> Mapping[str, tuple[str, ...]]:
        """The alliances that a figure belongs to: its own first, then the further ones."""
        further = group(self.target_alliances, lambda t: t.target_id)

        def named(figure: r.Figure) -> tuple[str | None, ...]:
            return figure.alliance_id, *(t.alliance_id for t in further.get(figure.figure_id, ()))

        return {f.figure_id: tuple(dict.fromkeys(filter(None, named(f)))) for f in self.figures}

    @cached_property
    def figures_of_alliance(self) -> Mapping[str, tuple[r.Figure, ...]]:
        pairs = [(a, f) for f in self.figures for a in self.alliances_of_figure[f.figure_id]]
        return group_pairs(pairs)

    @cached_property
    def figures_of_metric(self) -> Mapping[str, tuple[r.Figure, ...]]:
        return group(self.figures, lambda f: f.metric_id)

    @cached_property
    def alliances_of_area(self) -> Mapping[str, tuple[r.Alliance, ...]]:
        return group_pairs((link.area_id, self.alliance[link.alliance_id]) for link in self.area_alliances)

    @cached_property
    def areas_of_alliance(self) -> Mapping[str, tuple[r.Area, ...]]:
        return group_pairs((link.alliance_id, self.area[link.area_id]) for link in self.area_alliances)

    @cached_property
    def municipalities_of_area(self) -> Mapping[str, tuple[r.Municipality, ...]]:
        return group_pairs(
            (link.area_id, self.municipality[link.municipality_id]) for link in self.area_municipalities
        )

    @cached_property
    def areas_of_municipality(self) -> Mapping[str, tuple[r.Area, ...]]:
        return group_pairs(
            (link.municipality_id, self.area[link.area_id]) for link in self.area_municipalities
        )

    @cached_property
    def children_of_alliance(self) -> Mapping[str, tuple[r.Alliance, ...]]:
        return group(self.alliances, lambda a: a.parent_id)

    @cached_property
    def members_of_alliance(self) -> Mapping[str, tuple[r.Member, ...]]:
        return group(self.members, lambda m: m.alliance_id)

    @cached_property
    def memberships_of_municipality(self) -> Mapping[str, tuple[r.Member, ...]]:
        return group(self.members, lambda m: m.municipality_id)

    @cached_property
    def measurements_of_municipality(self) -> Mapping[str, tuple[r.Measurement, ...]]:
        """A municipality's own measurements; one of an area in it is the area's."""
        inside = {(link.municipality_id, link.area_id) for link in self.area_municipalities}
        own = (m for m in self.measurements if (m.municipality_id, m.area_id) not in inside)
        return group(own, lambda m: m.municipality_id)

    @cached_property
    def neighbourhoods_of_area(self) -> Mapping[str, tuple[r.Neighbourhood, ...]]:
        return group(self.neighbourhoods, lambda n: n.area_id)

    @cached_property
    def bottlenecks_of_area(self) -> Mapping[str, tuple[r.Bottleneck, ...]]:
        return group(self.bottlenecks, lambda b: b.area_id)

    @cached_property
    def bottlenecks_of_alliance(self) -> Mapping[str, tuple[r.Bottleneck, ...]]:
        return group(self.bottlenecks, lambda b: b.alliance_id)

    @cached_property
    def agreements_of_alliance(self) -> Mapping[str, tuple[r.Agreement, ...]]:
        ordered = sorted(self.agreements, key=lambda a: (a.alliance_id, a.position))
        return group(ordered, lambda a: a.alliance_id)

    @cached_property
    def readings_of_discrepancy(self) -> Mapping[str, tuple[r.Reading, ...]]:
        ordered = sorted(self.readings, key=lambda x: (x.discrepancy_id, x.position))
        return group(ordered, lambda x: x.discrepancy_id)

    @cached_property
    def discrepancies_of_area(self) -> Mapping[str, tuple[r.Discrepancy, ...]]:
        return self._discrepancies(lambda x: x.area_id, lambda f: f.area_id)

    @cached_property
    def discrepancies_of_alliance(self) -> Mapping[str, tuple[r.Discrepancy, ...]]:
        return self._discrepancies(lambda x: x.alliance_id, lambda f: None if f.area_id else f.alliance_id)

    @cached_property
    def discrepancies_of_figure(self) -> Mapping[str, tuple[r.Discrepancy, ...]]:
        return self._discrepancies(lambda x: x.target_id or x.measurement_id, lambda f: f.figure_id)

    def _discrepancies(
        self,
        of_reading: Callable[[r.Reading], str | None],
        of_figure: Callable[[r.Figure], str | None],
    ) -> Mapping[str, tuple[r.Discrepancy, ...]]:
        """Group the discrepancies by what their readings name, themselves or by their figure."""
        pairs: list[tuple[str, r.Discrepancy]] = []
        for reading in self.readings:
            figure_id = reading.target_id or reading.measurement_id
            keys = [of_reading(reading)]
            if figure_id is not None:
                keys.append(of_figure(self.figure[figure_id]))
            pairs += [(key, self.discrepancy[reading.discrepancy_id]) for key in keys if key]
        return group_pairs(pairs)
