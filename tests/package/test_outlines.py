"""The outlines under the map: what is drawn, what is refused, and where the problem stands."""

from __future__ import annotations

import json
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.package import outlines
from generator.problems import Problem
from tests.worlds import NORLAND, REAL

TRIANGLE = [[0, 0], [2, 0], [2, 2], [0, 0]]
SOURCES = [{"title": "A", "path": "https://a"}, {"title": "B"}]
RESOURCE = {"name": "outlines", "path": "o.geojson", "sources": SOURCES}


def collection(*geometries: object) -> dict[str, Any]:
    features = [{"type": "Feature", "properties": None, "geometry": g} for g in geometries]
    return {"type": "FeatureCollection", "features": features}


def polygon(*rings: object) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def read(folder: Path, content: object) -> tuple[Any, list[Problem]]:
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / "o.geojson").write_text(text, encoding="utf-8")
    return outlines.read(folder, {"resources": [RESOURCE]})


def test_polygons_with_holes_and_many_parts_are_read(tmp_path: Path) -> None:
    hole = [[1, 0.5], [1.5, 0.5], [1.5, 1], [1, 0.5]]
    many = {"type": "MultiPolygon", "coordinates": [[TRIANGLE], [TRIANGLE, hole]]}
    found, problems = read(tmp_path, collection(polygon(TRIANGLE, hole), many))
    assert problems == []
    assert [len(ring) for ring in found.rings] == [4] * 5
    assert found.rings[1][0] == (1.0, 0.5)
    assert found.credits == (("A", "https://a"), ("B", ""))
    assert found.content == (tmp_path / "o.geojson").read_bytes()


def test_a_height_is_left_out(tmp_path: Path) -> None:
    found, _ = read(tmp_path, collection(polygon([[*place, 7] for place in TRIANGLE])))
    assert found.rings == (((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 0.0)),)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("{", "outlines-json"),
        ('{"type": NaN}', "outlines-json"),
        ("[" * 100_000, "outlines-json"),
        ("[]", "outlines-shape"),
        ({"type": "Feature"}, "outlines-shape"),
        ({"type": "FeatureCollection", "features": {}}, "outlines-shape"),
        ({"type": "FeatureCollection", "features": [None]}, "outlines-shape"),
        (collection(None), "outlines-shape"),
        (collection({"type": "Point", "coordinates": [0, 0]}), "outlines-shape"),
        (collection(polygon()), "outlines-shape"),
        (collection(polygon("x")), "outlines-shape"),
        (collection(polygon(TRIANGLE[:3])), "outlines-shape"),
        (collection(polygon([*TRIANGLE[:3], [0, 1]])), "outlines-shape"),
        (collection(polygon([[True, 0]] * 4)), "outlines-shape"),
        (collection(polygon([["1", 0]] * 4)), "outlines-shape"),
        (collection(polygon([[1]] * 4)), "outlines-shape"),
        (collection(polygon([[181, 0]] * 4)), "outlines-coordinates"),
        (collection(polygon([[0, -91]] * 4)), "outlines-coordinates"),
        (collection(polygon([[10**400, 0]] * 4)), "outlines-coordinates"),
    ],
)
def test_what_cannot_be_drawn_is_one_problem(content: object, rule: str, tmp_path: Path) -> None:
    found, problems = read(tmp_path, content)
    assert found is None
    assert [(p.rule, p.table) for p in problems] == [(rule, "outlines")]


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=3),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["type", "features", "geometry", "coordinates"]), inner)
        ),
        max_leaves=12,
    )
)
def test_whatever_stands_there_it_is_read_or_refused(content: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for tried in (content, collection({"type": "Polygon", "coordinates": content})):
            found, problems = read(Path(folder), json.dumps(tried))
            assert (found is None) == bool(problems)


def test_without_outlines_there_is_no_problem() -> None:
    assert outlines.read(NORLAND.folder, NORLAND.dataset.descriptor) == (None, [])
    assert NORLAND.dataset.outlines is None


def test_the_outlines_of_the_real_package_are_small_and_within_its_box() -> None:
    found = REAL.dataset.outlines
    assert found is not None
    assert len(found.content) < 30_000
    west, south, east, north = REAL.dataset.descriptor["bbox"]
    points = [point for ring in found.rings for point in ring]
    assert all(west <= x <= east and south <= y <= north for x, y in points)


def test_neighbours_still_share_their_borders() -> None:
    """Each point where three outlines meet, and most of the borders, belong to two regions or more."""
    text = (REAL.folder / "data" / "outlines.geojson").read_text(encoding="utf-8")
    edges: dict[frozenset[tuple[float, float]], int] = {}
    for feature in json.loads(text)["features"]:
        for shape in feature["geometry"]["coordinates"]:
            for ring in shape:
                for first, second in pairwise(ring):
                    edge = frozenset({tuple(first), tuple(second)})
                    edges[edge] = edges.get(edge, 0) + 1
    assert set(edges.values()) == {1, 2}
    assert sum(count == 2 for count in edges.values()) > len(edges) / 4
