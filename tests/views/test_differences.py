"""The page of all differences: each once, found by everything that it is about."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from dataclasses import replace

import pytest

from generator.links import PageKind
from generator.views import differences
from generator.views import metric as metric_view
from generator.views.differences import DifferenceRow, DifferencesView
from generator.views.edition import Edition
from tests.worlds import World

# What the readings of a difference name, themselves or through their figure.
ABOUT_AREAS = """SELECT DISTINCT discrepancy_id, a FROM (
    SELECT discrepancy_id, area_id AS a FROM readings
    UNION SELECT discrepancy_id, f.area_id FROM readings r
        JOIN figures f ON f.id IN (r.target_id, r.measurement_id)) WHERE a IS NOT NULL"""
ABOUT_ALLIANCES = """SELECT DISTINCT discrepancy_id, a FROM (
    SELECT discrepancy_id, alliance_id AS a FROM readings
    UNION SELECT discrepancy_id, f.alliance_id FROM readings r
        JOIN figures f ON f.id IN (r.target_id, r.measurement_id) WHERE f.area_id IS NULL)
    WHERE a IS NOT NULL"""
WITHIN = f"""SELECT discrepancy_id, a FROM ({ABOUT_ALLIANCES}) UNION
    SELECT discrepancy_id, alliance_id FROM ({ABOUT_AREAS}) JOIN area_alliances ON area_id = a"""  # noqa: S608
OF_METRIC = """SELECT DISTINCT metric_id, discrepancy_id FROM readings r
    JOIN figures f ON f.id IN (r.target_id, r.measurement_id)"""


def rows_of(view: DifferencesView) -> list[DifferenceRow]:
    return [row for group in view.groups for row in group.rows]


def test_every_difference_is_there_once(world: World) -> None:
    for edition in world.editions.values():
        view = differences.view(edition)
        shown = [row.discrepancy.discrepancy_id for row in rows_of(view)]
        assert sorted(shown) == [row["discrepancy_id"] for row in world.tables["discrepancies"]]
        assert view.count == len(shown)
        anchors = [group.anchor for group in view.groups]
        assert len(set(anchors)) == len(anchors)


def test_it_is_found_by_all_that_it_is_about(world: World, sql: sqlite3.Connection) -> None:
    areas, alliances, within = (set(sql.execute(q)) for q in (ABOUT_AREAS, ABOUT_ALLIANCES, WITHIN))
    for edition in world.editions.values():
        rows = rows_of(differences.view(edition))
        found = [(row.discrepancy.discrepancy_id, row) for row in rows]
        assert {(d, a.area_id) for d, row in found for a in row.areas} == areas
        assert {(d, a.alliance_id) for d, row in found for a in row.alliances} == alliances
        assert {(d, a.alliance_id) for d, row in found for a in row.within} == within


def test_a_group_is_about_what_its_rows_are_about(world: World) -> None:
    for edition in world.editions.values():
        for group in differences.view(edition).groups:
            assert group.page is not None
            for row in group.rows:
                about = {
                    PageKind.AREA: [a.area_id for a in row.areas],
                    PageKind.ALLIANCE: [a.alliance_id for a in row.alliances],
                }
                assert group.page.slug in about[group.page.kind]


def test_each_choice_says_how_much_it_leaves(world: World) -> None:
    for edition in world.editions.values():
        view = differences.view(edition)
        rows = rows_of(view)
        values = {
            "kind": [{r.discrepancy.kind} for r in rows],
            "area": [{a.area_id for a in r.areas} for r in rows],
            "alliance": [{a.alliance_id for a in r.within} for r in rows],
        }
        assert [facet.key for facet in view.facets] == list(values)
        for facet in view.facets:
            left = Counter(value for found in values[facet.key] for value in found)
            shown = {o.value: int(re.findall(r"\((\d+)\)$", o.label)[0]) for o in facet.options}
            assert shown == left
        assert sum(map(int, re.findall(r"(\d+)\s×", view.kinds))) == view.count


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_about_neither_stands_apart(norland: World, language: str) -> None:
    readings = tuple(
        replace(r, area_id=None, alliance_id=None, target_id=None, measurement_id=None)
        for r in norland.dataset.readings
    )
    edition = Edition(
        dataset=replace(norland.dataset, readings=readings), locale=norland.editions[language].locale
    )
    [group] = differences.view(edition).groups
    assert group.page is None
    assert group.name == edition.locale.text("differences.other")
    assert len(group.rows) == len(norland.dataset.discrepancies)


def test_a_metric_shows_where_sources_differ_on_it(world: World, sql: sqlite3.Connection) -> None:
    expected = Counter(metric for metric, _ in sql.execute(OF_METRIC))
    for press in world.presses.values():
        for metric in world.dataset.metrics:
            view = metric_view.view(press.edition, press.shared, metric)
            assert len(view.discrepancies) == expected[metric.metric_id]
