"""A part of the package that is a package itself: one area, alliance, municipality or metric.

It holds the rows about that one, and every row that these refer to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from generator.downloads.canonical import csv_bytes
from generator.downloads.desk import Desk
from generator.downloads.package import members, zipped
from generator.downloads.subjects import Subject
from generator.links import PageKind
from generator.model import TABLES, Dataset
from generator.outputs import Output

# Rows that say something about another row, and so go along with it: by table, which tables hold
# them and in which column they name it.
ABOUT = {
    "areas": (
        ("area_alliances", "area_id"),
        ("area_municipalities", "area_id"),
        ("neighbourhoods", "area_id"),
        ("targets", "area_id"),
        ("measurements", "area_id"),
        ("bottlenecks", "area_id"),
    ),
    "alliances": (
        ("targets", "alliance_id"),
        ("measurements", "alliance_id"),
        ("bottlenecks", "alliance_id"),
        ("members", "alliance_id"),
        ("agreements", "alliance_id"),
        ("area_alliances", "alliance_id"),
        ("target_alliances", "alliance_id"),
    ),
    "municipalities": (
        ("members", "municipality_id"),
        ("measurements", "municipality_id"),
        ("area_municipalities", "municipality_id"),
    ),
    "metrics": (
        ("targets", "metric_id"),
        ("measurements", "metric_id"),
    ),
}
# What a discrepancy can be about, and the column in which its readings name it.
READ = (
    ("areas", "area_id"),
    ("alliances", "alliance_id"),
    ("targets", "target_id"),
    ("measurements", "measurement_id"),
)
# The list of changes is about the whole, and names its newest version: it always goes along.
ALWAYS = ("changes",)

Chosen = Mapping[str, set[int]]


def files(desk: Desk) -> Iterator[Output]:
    """A zipped package for every subject."""
    rows = _Rows(desk.dataset)
    for subject in desk.subjects:
        chosen = rows.closure(_start(desk.dataset, subject))
        tables = {
            name: csv_bytes(table.header, (table.rows[i] for i in sorted(chosen.get(name, ()))))
            for name, table in desk.dataset.raw.items()
        }
        yield Output(f"{subject.path}.zip", zipped(members(desk, tables, subject)))


def _start(dataset: Dataset, subject: Subject) -> Iterator[tuple[str, str]]:
    """The rows to begin with, by table and key: a municipality's areas are on its page too."""
    yield subject.table, subject.key
    if subject.page.kind is PageKind.MUNICIPALITY:
        yield from (("areas", a.area_id) for a in dataset.areas_of_municipality.get(subject.key, ()))


class _Rows:
    """The rows of every table by position, with look-ups along the foreign keys in both ways."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.columns = {
            name: dict(zip(table.header, zip(*table.rows, strict=True), strict=True)) if table.rows else {}
            for name, table in dataset.raw.items()
        }

    @cached_property
    def by_key(self) -> Mapping[str, Mapping[str, int]]:
        """The position of each row of the tables with a single key."""
        return {
            t.name: {key: i for i, key in enumerate(self.columns[t.name].get(t.key[0], ()))}
            for t in TABLES
            if len(t.key) == 1
        }

    @cached_property
    def about(self) -> Mapping[tuple[str, str, str], tuple[int, ...]]:
        """The positions of the rows by (table, column, value), for every foreign key."""
        found: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
        for table in TABLES:
            for field in table.fields:
                if field.references:
                    for i, value in enumerate(self.columns[table.name].get(field.name, ())):
                        found[table.name, field.name, value].append(i)
        return {key: tuple(positions) for key, positions in found.items()}

    def closure(self, start: Iterable[tuple[str, str]]) -> Chosen:
        """The rows about ``start`` (pairs of table and key), and all that they refer to."""
        chosen: defaultdict[str, set[int]] = defaultdict(set)
        for name in ALWAYS:
            chosen[name].update(range(len(self.dataset.raw[name].rows)))
        for name, key in start:
            chosen[name].add(self.by_key[name][key])
            self._add_about(chosen, name, key)
        self._add_discrepancies(chosen)
        self._add_referred(chosen)
        return chosen

    def _add_about(self, chosen: Chosen, name: str, key: str) -> None:
        for table, column in ABOUT.get(name, ()):
            chosen[table].update(self.about.get((table, column, key), ()))
        for i in list(chosen["target_alliances"]):
            target = self.columns["target_alliances"]["target_id"][i]
            chosen["targets"].add(self.by_key["targets"][target])
        for i in list(chosen["targets"]):
            target = self.columns["targets"]["target_id"][i]
            positions = self.about.get(("target_alliances", "target_id", target), ())
            chosen["target_alliances"].update(positions)

    def _add_discrepancies(self, chosen: Chosen) -> None:
        """Every discrepancy with a reading of a chosen figure or area, with all its readings."""
        found: set[str] = set()
        readings = self.columns["readings"]
        for table, column in READ:
            keys = self.columns[table].get(column, ())
            for i in chosen[table]:
                positions = self.about.get(("readings", column, keys[i]), ())
                found.update(readings["discrepancy_id"][p] for p in positions)
        for key in found:
            chosen["readings"].update(self.about.get(("readings", "discrepancy_id", key), ()))

    def _add_referred(self, chosen: Chosen) -> None:
        """Follow every foreign key until nothing new is found."""
        queue = [(name, i) for name, positions in chosen.items() for i in positions]
        while queue:
            for name, i in self._referred(*queue.pop()):
                if i not in chosen[name]:
                    chosen[name].add(i)
                    queue.append((name, i))

    def _referred(self, name: str, i: int) -> Iterator[tuple[str, int]]:
        """The rows that one row refers to; an area takes its alliances along, as the rules ask."""
        for column, target in self.references[name]:
            key = self.columns[name][column][i]
            if key:
                yield target, self.by_key[target][key]
        if name == "areas":
            area = self.columns[name]["area_id"][i]
            for link in self.about.get(("area_alliances", "area_id", area), ()):
                yield "area_alliances", link

    @cached_property
    def references(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """The foreign keys of each table: its column, and the table referred to."""
        return {t.name: tuple((f.name, f.references) for f in t.fields if f.references) for t in TABLES}
