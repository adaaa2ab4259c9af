"""Everything that is known of an area or a municipality stands in the comparison, and once."""

from __future__ import annotations

from collections import Counter

import pytest

from generator.views.comparison import MOST, MUNICIPALITY, view
from tests.worlds import WORLDS, World


@pytest.fixture(params=[(name, n) for name, world in sorted(WORLDS.items()) for n in world.languages])
def case(request: pytest.FixtureRequest) -> tuple[World, str]:
    name, language = request.param
    return WORLDS[name], language


def test_every_figure_of_an_area_is_there_once(case: tuple[World, str]) -> None:
    world, language = case
    found = view(world.editions[language])
    shown = Counter(f.figure_id for h in found.metrics for r in h.rows for f in r.figures)
    rows = world.tables
    expected = {row["target_id"] for row in rows["targets"] if row["area_id"]}
    expected |= {
        row["measurement_id"] for row in rows["measurements"] if row["area_id"] or row["municipality_id"]
    }
    assert set(shown) == expected
    assert set(shown.values()) <= {1}


def test_every_figure_stands_with_its_own(case: tuple[World, str]) -> None:
    world, language = case
    for heading in view(world.editions[language]).metrics:
        for row in heading.rows:
            for figure in row.figures:
                assert figure.metric_page == heading.page
                assert figure.area_id == row.subject.key or row.subject.key.startswith(MUNICIPALITY)


def test_every_bottleneck_of_an_area_is_there_once(case: tuple[World, str]) -> None:
    world, language = case
    found = view(world.editions[language])
    shown = Counter(
        (r.subject.key, b.summary) for h in found.bottlenecks for r in h.rows for b in r.bottlenecks
    )
    expected = Counter(
        (row["area_id"], row[f"summary_{language}"]) for row in world.tables["bottlenecks"] if row["area_id"]
    )
    assert shown == expected


def test_a_municipality_brings_its_areas(case: tuple[World, str]) -> None:
    world, language = case
    found = view(world.editions[language])
    slugs = {row["municipality_id"]: row["slug"] for row in world.tables["municipalities"]}
    inside = {(slugs[row["municipality_id"]], row["area_id"]) for row in world.tables["area_municipalities"]}
    shown = {
        (s.key.removeprefix(MUNICIPALITY), part)
        for s in found.municipalities
        for part in s.parts
        if part != s.key
    }
    assert shown == inside
    keys = [s.key for s in (*found.areas, *found.municipalities)]
    assert len(keys) == len(set(keys))
    assert len(found.slots) == MOST
