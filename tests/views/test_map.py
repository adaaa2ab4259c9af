"""The map shows every area once: as a circle, as a hollow one, or as one without a place."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import pytest

from generator.views.edition import Edition
from generator.views.map import LARGEST, SMALLEST, MapView, view, views
from generator.views.rankings import rankings
from tests.worlds import NORLAND, REAL, World


def maps(world: World) -> tuple[MapView, ...]:
    edition = world.editions[world.languages[0]]
    return views(edition, rankings(edition))


def test_every_area_is_somewhere() -> None:
    for found in maps(REAL):
        shown = [s.area.area_id for s in found.spots] + [a.area_id for a, _ in found.unplaced]
        assert sorted(shown) == sorted(row["area_id"] for row in REAL.tables["areas"])
        empty = {row["area_id"] for row in REAL.tables["areas"] if not row["latitude"]}
        assert {a.area_id for a, _ in found.unplaced} == empty
        assert len(found.stated) + len(found.hollow) == len(found.spots)


def test_a_surface_goes_with_its_figure() -> None:
    found = maps(REAL)[0]
    top = max(s.figure.high for s in found.stated if s.figure and s.figure.high is not None)
    for spot in found.stated:
        assert spot.figure
        assert spot.figure.low is not None
        assert spot.figure.high is not None
        assert spot.circle.radius == pytest.approx(
            max(SMALLEST, LARGEST * math.sqrt(spot.figure.high / top)), abs=0.06
        )
        assert spot.inner <= spot.circle.radius
        assert (spot.inner < spot.circle.radius) == spot.figure.is_range


def test_no_circle_of_the_real_map_hides_another() -> None:
    for found in maps(REAL):
        for a, b in combinations([s.circle for s in found.spots], 2):
            assert math.hypot(a.x - b.x, a.y - b.y) > 0.9 * (a.radius + b.radius)
        for c in (s.circle for s in found.spots):
            assert found.left <= c.x - c.radius < c.x + c.radius <= found.right
            assert found.bottom <= c.y - c.radius < c.y + c.radius <= found.top


def test_the_circles_stand_in_the_order_of_the_ranking() -> None:
    for found in maps(REAL):
        placed = [s.area.area_id for s in found.stated]
        order = [e.figure.area_id for e in found.ranking.entries]
        assert placed == [area for area in order if area in placed]


def test_each_metric_has_one_map() -> None:
    names = [found.ranking.metric_id for found in maps(REAL)]
    assert len(names) == len(set(names)) > 1


def test_it_copes_without_outlines_and_without_places() -> None:
    edition = REAL.editions["en"]
    ranking = rankings(edition)[0]
    bare = Edition(dataset=replace(REAL.dataset, outlines=None), locale=edition.locale)
    found = view(bare, ranking)
    assert found is not None
    assert (found.outlines, found.credits) == ((), ())
    assert len(found.spots) > 1
    nowhere = tuple(replace(a, latitude=None, longitude=None) for a in REAL.dataset.areas)
    lost = Edition(dataset=replace(REAL.dataset, areas=nowhere), locale=edition.locale)
    assert view(lost, ranking) is None
    assert maps(NORLAND) == ()
