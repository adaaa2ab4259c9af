"""Where sources differ: every reading is shown, as the source or the sum has it."""

from __future__ import annotations

import re
from decimal import Decimal

from generator.model.vocabulary import Unit
from generator.views import discrepancies
from generator.views.phrases import range_text
from tests.worlds import World


def test_every_reading_is_shown(world: World) -> None:
    for language, edition in world.editions.items():
        found = discrepancies.views(edition, world.dataset.discrepancies)
        assert [d.discrepancy_id for d in found] == [
            r["discrepancy_id"] for r in world.tables["discrepancies"]
        ]
        for view in found:
            rows = [r for r in world.tables["readings"] if r["discrepancy_id"] == view.discrepancy_id]
            rows.sort(key=lambda row: int(row["position"]))
            assert [r.text for r in view.readings] == [row[f"text_{language}"] for row in rows]
            assert [r.used for r in view.readings] == [row["used"] == "true" for row in rows]
            assert [r.computed for r in view.readings] == [row["computed"] == "true" for row in rows]
            assert [r.figure_id for r in view.readings] == [
                row["target_id"] or row["measurement_id"] for row in rows
            ]


def test_a_reading_without_a_value_shows_none(world: World) -> None:
    for edition in world.editions.values():
        found = {
            (d.discrepancy_id, i): reading.value
            for d in discrepancies.views(edition, world.dataset.discrepancies)
            for i, reading in enumerate(d.readings, 1)
        }
        for row in world.tables["readings"]:
            value = found[row["discrepancy_id"], int(row["position"])]
            assert bool(value) == bool(row["value_low"] or row["value_high"])
            assert not value or re.search(r"\d", value)


def test_a_value_has_the_unit_of_its_figure(world: World) -> None:
    for edition in world.editions.values():
        for row, reading in zip(world.dataset.readings, _readings(world, edition.language), strict=True):
            figure = edition.figures.get(row.target_id or row.measurement_id or "")
            low = row.value_low if row.value_low is not None else row.value_high
            if figure and low is not None:
                high = row.value_high if row.value_high is not None else low
                assert reading == range_text(edition.locale, Decimal(low), Decimal(high), Unit(figure.unit))


def _readings(world: World, language: str) -> list[str]:
    edition = world.editions[language]
    views = {d.discrepancy_id: d for d in discrepancies.views(edition, world.dataset.discrepancies)}
    return [views[r.discrepancy_id].readings[r.position - 1].value for r in world.dataset.readings]
