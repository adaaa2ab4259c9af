"""The two packages that the tests start from: the real one, and that of an imaginary country."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from generator import load, locale, outputs
from generator.charts.chart import FOLDER
from generator.downloads import DOWNLOADS, Desk, checksums
from generator.links import Addresses
from generator.model import Dataset
from generator.pages import PAGES
from generator.pages.press import Press, Settings
from generator.problems import has_errors
from generator.validate import validate
from generator.views.edition import Edition

ROOT = Path(__file__).resolve().parent.parent

# What the queries of many tests start from.
VIEWS = """
CREATE VIEW figures AS
    SELECT target_id AS id, alliance_id, area_id, NULL AS municipality_id, metric_id, source_id FROM targets
    UNION ALL
    SELECT measurement_id, alliance_id, area_id, municipality_id, metric_id, source_id FROM measurements;
CREATE VIEW alliance_figures AS
    SELECT alliance_id, id, area_id, source_id FROM figures WHERE alliance_id IS NOT NULL
    UNION
    SELECT a.alliance_id, id, area_id, source_id FROM target_alliances a JOIN figures f ON f.id = a.target_id;
"""


@dataclass(frozen=True, kw_only=True)
class World:
    """A package with all that is made of it, each part made once, when it is asked for."""

    folder: Path

    @cached_property
    def dataset(self) -> Dataset:
        package, problems = validate(self.folder)
        assert package is not None
        assert not has_errors(problems), problems
        return load.dataset(package)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return self.dataset.info.languages

    @cached_property
    def editions(self) -> Mapping[str, Edition]:
        return {n: Edition(dataset=self.dataset, locale=locale.load(n)) for n in self.languages}

    @cached_property
    def addresses(self) -> Mapping[str, Addresses]:
        first = self.dataset.info.default_language
        return {n: Addresses(edition.locale, n == first) for n, edition in self.editions.items()}

    @cached_property
    def desk(self) -> Desk:
        """Where downloads are made, without anything kept of earlier times."""
        return Desk(editions=self.editions, addresses=self.addresses)

    @cached_property
    def presses(self) -> Mapping[str, Press]:
        settings = Settings(docs=ROOT / "docs", data_folder="datapackage", issues_url=None, repository=None)
        return {
            n: Press(
                edition=edition,
                editions=self.addresses,
                settings=settings,
                desk=self.desk,
                published=self.downloads,
            )
            for n, edition in self.editions.items()
        }

    @cached_property
    def pages(self) -> Mapping[str, Mapping[str, str]]:
        """The Markdown of every language by path."""
        return {
            n: {path: text.decode("utf-8") for path, text in _planned_pages(press).items()}
            for n, press in self.presses.items()
        }

    def figure(self, language: str, link: str) -> Any:
        """The figure of a chart as a browser reads it, by the link from a page to it."""
        path = link[link.rindex(FOLDER) :]
        return json.loads(self.presses[language].gallery.figures[path], parse_constant=_refused)

    @cached_property
    def downloads(self) -> Mapping[str, bytes]:
        planned = dict(outputs.plan(output for make in DOWNLOADS for output in make(self.desk)))
        sums = checksums.output(planned)
        return {**planned, sums.path: sums.content}

    @cached_property
    def tables(self) -> Mapping[str, list[dict[str, str]]]:
        """The CSV files as the standard library reads them, past the code under test."""
        found = {}
        for path in sorted((self.folder / "data").glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as file:
                found[path.stem] = list(csv.DictReader(file))
        return found

    def in_sqlite(self) -> sqlite3.Connection:
        """The CSV files in a database of their own: NULL for empty, a number where one stands."""
        connection = sqlite3.connect(":memory:")
        for name, rows in self.tables.items():
            if rows:
                columns = ", ".join(f'"{column}" {_affinity(column)}' for column in rows[0])
                marks = ", ".join("?" for _ in rows[0])
                connection.execute(f'CREATE TABLE "{name}" ({columns})')
                values = [[cell or None for cell in row.values()] for row in rows]
                connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', values)  # noqa: S608
        connection.executescript(VIEWS)
        return connection


def _refused(constant: str) -> None:
    raise AssertionError(constant)


def _affinity(column: str) -> str:
    return "NUMERIC" if column.startswith(("value_", "period_start", "period_end", "position")) else "TEXT"


def _planned_pages(press: Press) -> Mapping[str, bytes]:
    return outputs.plan(output for make in PAGES for output in make(press))


REAL = World(folder=ROOT / "datapackage")
NORLAND = World(folder=ROOT / "tests" / "packages" / "norland")
WORLDS = {"real": REAL, "norland": NORLAND}
