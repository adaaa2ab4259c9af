"""What a municipality's page brings together: no single source gives this."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from dataclasses import replace

from generator.views import municipality as municipality_view
from generator.views.edition import Edition
from generator.views.municipality import MunicipalityView
from generator.views.overviews import municipality_rows
from tests.worlds import World


def views(edition: Edition) -> dict[str, MunicipalityView]:
    return {m.municipality_id: municipality_view.view(edition, m) for m in edition.dataset.municipalities}


FIGURES = """SELECT a.municipality_id, id FROM area_municipalities a JOIN figures USING (area_id)
    UNION SELECT municipality_id, id FROM figures WHERE municipality_id IS NOT NULL"""
ALLIANCES = """SELECT municipality_id, alliance_id FROM members WHERE municipality_id IS NOT NULL
    UNION SELECT municipality_id, alliance_id FROM area_municipalities JOIN area_alliances USING (area_id)"""


def groups(sql: sqlite3.Connection, query: str) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, value in sql.execute(query):
        found[key].append(value)
    return found


def test_every_figure_and_alliance_once(world: World, sql: sqlite3.Connection) -> None:
    figures, alliances = groups(sql, FIGURES), groups(sql, ALLIANCES)
    for edition in world.editions.values():
        rows = {r.municipality.municipality_id: r for r in municipality_rows(edition)}
        for key, view in views(edition).items():
            shown = [f.figure_id for f in (*view.own_figures, *view.area_figures)]
            assert sorted(shown) == sorted(figures[key])
            assert sorted(m.alliance.alliance_id for m in view.memberships) == sorted(alliances[key])
            assert (rows[key].figures, rows[key].alliances) == (len(figures[key]), len(alliances[key]))


def test_a_membership_says_how(world: World) -> None:
    members = {(m["municipality_id"], m["alliance_id"]) for m in world.tables["members"]}
    areas = world.dataset.areas_of_alliance
    for edition in world.editions.values():
        for key, view in views(edition).items():
            for membership in view.memberships:
                alliance = membership.alliance.alliance_id
                assert bool(membership.role) == ((key, alliance) in members)
                assert membership.through == tuple(a for a in view.areas if a in areas.get(alliance, ()))
                assert membership.role or membership.through


def test_a_municipality_that_is_no_more_names_its_successor(norland: World) -> None:
    found = views(norland.editions["en"])
    successor = found["K020"].successor
    assert successor is not None
    assert successor.municipality_id == "K001"
    assert [m.municipality_id for m in found["K001"].predecessors] == ["K020"]
    assert found["K014"].successor is None
    assert found["K014"].predecessors == ()


def test_a_figure_of_an_area_and_its_municipality_is_shown_once(norland: World) -> None:
    figure_id = "state-old-harbour-homes-new"
    measurements = tuple(
        replace(m, municipality_id="K014") if m.measurement_id == figure_id else m
        for m in norland.dataset.measurements
    )
    edition = Edition(
        dataset=replace(norland.dataset, measurements=measurements), locale=norland.editions["en"].locale
    )
    view = views(edition)["K014"]
    counted = Counter(f.figure_id for f in (*view.own_figures, *view.area_figures))
    assert counted[figure_id] == 1
    rows = {r.municipality.municipality_id: r.figures for r in municipality_rows(edition)}
    assert rows["K014"] == sum(counted.values())
