from __future__ import annotations

from decimal import Decimal

import pytest

from generator.rules import keys
from tests.breakage import Rows, broken, in_memory


def test_a_target_that_is_a_part_of_itself() -> None:
    rows: Rows = [
        {"target_id": "a", "part_of": "a"},
        {"target_id": "b", "part_of": "c"},
        {"target_id": "c", "part_of": "d"},
        {"target_id": "d", "part_of": "b"},
        {"target_id": "e", "part_of": "b"},
        {"target_id": "f"},
        {"target_id": None, "part_of": None},
    ]
    found = list(keys.part_of_cycle(in_memory(targets=rows)))
    assert [p.details["path"] for p in found] == ["a → a", "b → c → d → b"]


def test_a_long_chain_is_no_cycle() -> None:
    rows = [{"target_id": str(i), "part_of": str(i + 1)} for i in range(2000)]
    assert list(keys.part_of_cycle(in_memory(targets=rows))) == []


def test_parents_and_successors() -> None:
    alliances = [{"alliance_id": "a", "parent_id": "b"}, {"alliance_id": "b", "parent_id": "a"}]
    towns = [{"municipality_id": "x", "successor_id": "x"}]
    assert broken(keys.parent_cycle(in_memory(alliances=alliances, municipalities=towns))) == [
        ("parent-cycle", 2, "parent_id"),
        ("parent-cycle", 2, "successor_id"),
    ]


def test_a_measurement_named_as_a_target() -> None:
    package = in_memory(
        targets=[{"target_id": "a"}, {"target_id": None}],
        measurements=[{"measurement_id": "a"}, {"measurement_id": "b"}, {"measurement_id": None}],
    )
    assert broken(keys.figure_id_unique(package)) == [("figure-id-unique", 2, "measurement_id")]


def test_addresses_are_unique_within_a_page_type() -> None:
    package = in_memory(
        metrics=[{"metric_id": "homes_new"}, {"metric_id": "homes-new"}, {"metric_id": "homes_new"}],
        municipalities=[{"slug": "a"}, {"slug": "A"}, {"slug": "a"}, {"slug": None}, {"slug": None}],
        areas=[{"area_id": "a"}],
        alliances=[{"alliance_id": "a"}],
    )
    assert broken(keys.slug_unique(package)) == [
        ("slug-unique", 3, "slug"),
        ("slug-unique", 4, "slug"),
        ("slug-unique", 3, "metric_id"),
    ]


@pytest.mark.parametrize(
    ("slug", "rule"),
    [
        ("breda-noord", None),
        ("K001", None),
        ("homes_new", None),
        ("2025", None),
        ("index", "slug-reserved"),
        ("Index", "slug-reserved"),
        ("a" * 100, None),
        ("a" * 101, "slug-form"),
        *((slug, "slug-form") for slug in ("", "..", "a/b", "a b", "é", "-a", "a--b", "a.b", "a\n", "%2e")),
    ],
)
def test_what_an_address_is_made_of(slug: str, rule: str | None) -> None:
    found = [p.rule for p in keys.slug_form(in_memory(areas=[{"area_id": slug}]))]
    assert found == ([rule] if rule else [])


def test_an_anchor_may_be_called_index() -> None:
    assert list(keys.slug_form(in_memory(targets=[{"target_id": "index"}]))) == []


def test_the_place_of_a_bottleneck() -> None:
    rows = [{"area_id": "a"}, {"alliance_id": "b"}, {}]
    assert broken(keys.bottleneck_place(in_memory(bottlenecks=rows))) == [("bottleneck-place", 4, "area_id")]


BOX = {"bbox": [3.2, 50.7, 7.3, 53.7]}


def test_coordinates() -> None:
    rows: Rows = [
        {"latitude": Decimal("52.1"), "longitude": Decimal("5.1"), "location_source": "x"},
        {"latitude": Decimal("50.7"), "longitude": Decimal("7.3"), "location_source": "x"},
        {"latitude": Decimal("5.1"), "longitude": Decimal("52.1"), "location_source": "x"},
        {"latitude": Decimal("52.1"), "location_source": "x"},
        {"longitude": Decimal("52.1")},
        {},
    ]
    assert broken(keys.coordinates(in_memory(BOX, areas=rows))) == [
        ("coordinates", 4, "longitude"),
        ("coordinates", 4, "latitude"),
        ("coordinates-pair", 5, "longitude"),
        ("coordinates-pair", 6, "latitude"),
        ("coordinates", 6, "longitude"),
        ("location-source", 6, "location_source"),
    ]


def test_a_town_need_not_say_where_its_place_comes_from() -> None:
    rows = [{"latitude": Decimal("52.1"), "longitude": Decimal("5.1")}]
    assert list(keys.coordinates(in_memory(BOX, municipalities=rows))) == []


def test_without_a_box_any_place_will_do() -> None:
    rows = [{"latitude": Decimal(-89), "longitude": Decimal(179)}]
    assert list(keys.coordinates(in_memory(municipalities=rows))) == []
