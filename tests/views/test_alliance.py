"""What an alliance's page shows: its own figures, members, agreements and sources."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

import pytest

from generator.views import alliance as alliance_view
from generator.views.alliance import MOST_KEY_FIGURES, SMALLEST_CHART, AllianceView
from tests.worlds import World


@pytest.fixture(scope="module")
def views(world: World) -> dict[str, AllianceView]:
    """Every alliance's view in the second language."""
    press = world.presses[world.languages[-1]]
    return {
        a.alliance_id: alliance_view.view(press.edition, press.shared, a) for a in world.dataset.alliances
    }


Views = dict[str, AllianceView]


def keys_of(sql: sqlite3.Connection, query: str) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for alliance, key in sql.execute(query):
        found[alliance].add(key)
    return found


def test_own_figures_are_those_of_no_area(views: Views, sql: sqlite3.Connection) -> None:
    own = keys_of(sql, "SELECT alliance_id, id FROM alliance_figures WHERE area_id IS NULL")
    areas = keys_of(sql, "SELECT alliance_id, id FROM alliance_figures WHERE area_id IS NOT NULL")
    for key, view in views.items():
        assert sorted(f.figure_id for f in view.own_figures) == sorted(own[key])
        assert sorted(f.figure_id for f in view.area_figures) == sorted(areas[key])


def test_key_figures_are_whole_targets_with_a_number(views: Views) -> None:
    for view in views.values():
        assert len(view.key_figures) <= MOST_KEY_FIGURES
        for figure in view.key_figures:
            assert figure in view.own_figures
            assert figure.is_target
            assert figure.is_stated
            assert not figure.part_of
            assert figure.unit not in ("percent", "ratio")


def test_members_and_agreements_are_all_there(views: Views, sql: sqlite3.Connection) -> None:
    members = keys_of(sql, "SELECT alliance_id, organisation FROM members")
    agreements = keys_of(sql, "SELECT alliance_id, 'a-' || agreement_id FROM agreements")
    for key, view in views.items():
        assert sorted(m.name for m in view.members) == sorted(members[key])
        assert {a.anchor for a in view.agreements} == agreements[key]
        assert [a.position for a in view.agreements] == sorted(a.position for a in view.agreements)


def test_a_member_that_is_a_municipality_leads_to_its_page(views: Views, world: World) -> None:
    slugs = {m["municipality_id"]: m["slug"] for m in world.tables["municipalities"]}
    rows = {
        (m["alliance_id"], m["organisation"]): slugs.get(m["municipality_id"], "")
        for m in world.tables["members"]
    }
    found = {(key, m.name): m.municipality_slug for key, view in views.items() for m in view.members}
    assert found == rows


def test_sources_are_all_that_something_comes_from(views: Views, sql: sqlite3.Connection) -> None:
    query = """SELECT alliance_id, source_id FROM alliances
        UNION SELECT alliance_id, source_id FROM alliance_figures
        UNION SELECT alliance_id, source_id FROM agreements UNION SELECT alliance_id, source_id FROM members
        UNION SELECT alliance_id, source_id FROM bottlenecks WHERE alliance_id IS NOT NULL"""
    expected = keys_of(sql, query)
    for key, view in views.items():
        assert {s.source_id for s in view.sources} == expected[key]


def test_family(views: Views, world: World) -> None:
    for row in world.tables["alliances"]:
        view = views[row["alliance_id"]]
        assert (view.parent.alliance_id if view.parent else "") == row["parent_id"]
        for child in view.children:
            assert child.parent_id == row["alliance_id"]
    assert sum(len(v.children) for v in views.values()) == sum(
        bool(r["parent_id"]) for r in world.tables["alliances"]
    )


def test_rankings_are_worth_a_chart(views: Views) -> None:
    for key, view in views.items():
        for ranking in view.rankings:
            assert ranking.alliance.alliance_id == key
            assert len(ranking.entries) >= SMALLEST_CHART
