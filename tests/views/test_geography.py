"""Circles that make room for one another, and a picture that keeps its proportions."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.views.geography import HEIGHT, WIDTH, Circle, projection, spread

PLACES = st.tuples(st.floats(0, 300), st.floats(0, 400))


def circle(place: tuple[float, float], radius: float) -> Circle:
    return Circle(*place, radius, *place)


def apart(a: Circle, b: Circle) -> float:
    return math.hypot(a.x - b.x, a.y - b.y)


@settings(max_examples=60)
@given(st.lists(st.tuples(PLACES, st.floats(3, 15)), max_size=14), st.integers(1, 6))
def test_none_hides_another(given_: list[tuple[tuple[float, float], float]], same: int) -> None:
    """Also where several stand in one place."""
    circles = [circle(place, radius) for place, radius in given_]
    circles += [circle((100.0, 100.0), 6.0)] * same
    found = spread(circles)
    assert [(c.home_x, c.home_y, c.radius) for c in found] == [(c.x, c.y, c.radius) for c in circles]
    for a, b in combinations(found, 2):
        assert apart(a, b) > 0.9 * (a.radius + b.radius)


def test_one_that_has_room_stays_where_it_is() -> None:
    circles = [circle((0.0, 0.0), 5.0), circle((100.0, 0.0), 5.0)]
    found = spread(circles)
    assert [(c.x, c.y) for c in found] == [(0.0, 0.0), (100.0, 0.0)]
    assert not any(c.is_moved for c in found)


def test_the_same_circles_go_to_the_same_places() -> None:
    circles = [circle((50.0, 50.0), 8.0)] * 5
    assert spread(circles) == spread(circles)
    assert spread([]) == ()


@given(st.lists(st.tuples(st.floats(-179, 179), st.floats(-80, 80)), min_size=1, max_size=9))
def test_every_point_falls_inside_the_picture(points: list[tuple[float, float]]) -> None:
    projected = projection(points)
    for x, y in (projected.place(*point) for point in points):
        assert -0.1 <= x <= WIDTH
        assert -0.1 <= y <= HEIGHT


@pytest.mark.parametrize("latitude", [0, 42, 52, 60])
def test_a_kilometre_is_as_long_both_ways(latitude: float) -> None:
    """Against the length of a degree: 111 km to the north, less to the east."""
    projected = projection([(5 - 1, latitude - 1), (5 + 1, latitude + 1)])
    x1, y1 = projected.place(5.0, latitude)
    x2, _ = projected.place(5.0 + 0.5 / math.cos(math.radians(latitude)), latitude)
    _, y2 = projected.place(5.0, latitude + 0.5)
    assert x2 - x1 == pytest.approx(y2 - y1, abs=0.3)
