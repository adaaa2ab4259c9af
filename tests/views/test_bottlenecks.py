"""What stands in the way: every bottleneck once, and how many others name its category."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from generator.views import bottlenecks
from tests.worlds import World


def naming(sql: sqlite3.Connection) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for category, area in sql.execute(
        "SELECT category_id, area_id FROM bottlenecks WHERE area_id IS NOT NULL"
    ):
        found[category].add(area)
    return found


def test_bottlenecks_by_category(world: World, sql: sqlite3.Connection) -> None:
    areas_by_category = naming(sql)
    for edition in world.editions.values():
        named = bottlenecks.areas_by_category(edition)
        assert named == areas_by_category
        for area in world.dataset.areas:
            rows = world.dataset.bottlenecks_of_area.get(area.area_id, ())
            groups = bottlenecks.groups(edition, rows, named, area.area_id)
            assert sum(len(g.items) for g in groups) == len(rows)
            for group in groups:
                areas = areas_by_category[group.category_id]
                assert (group.areas, group.others) == (len(areas), len(areas - {area.area_id}))
                assert group.others == group.areas - 1
            widths = [g.areas for g in groups]
            assert widths == sorted(widths, reverse=True)


def test_an_alliance_counts_every_area(world: World, sql: sqlite3.Connection) -> None:
    areas_by_category = naming(sql)
    for edition in world.editions.values():
        named = bottlenecks.areas_by_category(edition)
        for alliance, rows in world.dataset.bottlenecks_of_alliance.items():
            groups = bottlenecks.groups(edition, rows, named)
            assert sum(len(g.items) for g in groups) == len(rows), alliance
            assert all(g.areas == g.others == len(areas_by_category[g.category_id]) for g in groups)


def test_a_bottleneck_is_told_in_the_language_of_the_edition(world: World) -> None:
    for language, edition in world.editions.items():
        shown = [bottlenecks.bottleneck_view(edition, row).summary for row in world.dataset.bottlenecks]
        assert shown == [row[f"summary_{language}"] for row in world.tables["bottlenecks"]]
