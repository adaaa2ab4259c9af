"""What an area's page shows: all its figures, its place, and what is not known."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

import pytest

from generator.views import area as area_view
from generator.views.area import EXPECTED_SHARE, MOST_KEY_FIGURES, AreaView
from generator.views.figures import FigureView
from generator.views.rankings import rankings, share_text
from generator.views.summary import SMALLEST_WHOLE
from tests.worlds import World


@pytest.fixture(scope="module")
def views(world: World) -> dict[str, dict[str, AreaView]]:
    """Every area's view by language and key."""
    return {
        language: {
            area.area_id: area_view.view(press.edition, press.shared, area) for area in world.dataset.areas
        }
        for language, press in world.presses.items()
    }


Views = dict[str, dict[str, AreaView]]


def test_a_page_shows_every_figure_once(views: Views, sql: sqlite3.Connection) -> None:
    expected: defaultdict[str, list[str]] = defaultdict(list)
    for area, figure in sql.execute("SELECT area_id, id FROM figures WHERE area_id IS NOT NULL"):
        expected[area].append(figure)
    for found in views.values():
        for key, view in found.items():
            assert sorted(f.figure_id for f in view.figures) == sorted(expected[key])


def test_targets_come_before_what_is(views: Views) -> None:
    for found in views.values():
        for view in found.values():
            kinds = [f.is_target for f in view.figures]
            assert kinds == sorted(kinds, reverse=True)


def test_key_figures_are_targets_of_different_kinds(views: Views) -> None:
    for found in views.values():
        for view in found.values():
            assert len(view.key_figures) <= MOST_KEY_FIGURES
            kinds = [(f.metric_id, f.last_year) for f in view.key_figures]
            assert len(set(kinds)) == len(kinds)
            for figure in view.key_figures:
                assert figure in view.figures
                assert figure.is_target
                # A part stands in only where the area has nothing whole.
                assert figure.extent != "part" or all(f.extent == "part" for f in counted(view))


def counted(view: AreaView) -> list[FigureView]:
    return [f for f in view.figures if f.is_target and f.unit not in ("percent", "ratio")]


def said(view: AreaView) -> list[str]:
    return [sentence.text for sentence in view.in_short]


def test_an_area_without_figures_says_just_that(views: Views, world: World) -> None:
    for language, found in views.items():
        silent = [v for v in found.values() if not v.figures]
        assert silent
        for view in silent:
            assert said(view) == [world.editions[language].locale.text("area.no_figures")]
            assert (view.key_figures, view.timeline, view.ranking) == ((), None, None)


def test_an_area_with_figures_does_not_say_that_there_are_none(views: Views, world: World) -> None:
    for language, found in views.items():
        for view in found.values():
            if view.figures:
                assert world.editions[language].locale.text("area.no_figures") not in said(view)


def test_in_short_repeats_the_key_figures_as_they_are(views: Views) -> None:
    for found in views.values():
        for view in found.values():
            short = " ".join(said(view))
            for figure in view.key_figures[:2]:
                assert figure.value in short
                assert figure.stated_by in short
                assert figure.period in short


def test_in_short_gives_the_share_of_the_figure_it_names(views: Views, world: World) -> None:
    shares = 0
    for language, found in views.items():
        edition = world.editions[language]
        for key, view in found.items():
            entry = view.ranking.entry(key) if view.ranking else None
            comparable = view.ranking and len(view.ranking.entries) >= SMALLEST_WHOLE
            if view.ranking and entry and view.key_figures[:1] == (entry.figure,):
                if not (comparable and entry.figure.is_whole_area):
                    continue
                share = share_text(edition, view.ranking, entry)
                assert share in " ".join(said(view))
                shares += bool(share)
    assert (shares > 20) == (world.folder.name == "datapackage")


def test_results_are_missed_where_there_are_none(views: Views, world: World, sql: sqlite3.Connection) -> None:
    query = "SELECT area_id FROM measurements WHERE kind = 'result' AND area_id IS NOT NULL"
    known = {area for (area,) in sql.execute(query)}
    for language, found in views.items():
        sentence = world.editions[language].locale.text("area.no_results")
        for key, view in found.items():
            if view.figures:
                assert (sentence in said(view)) == (key not in known)


def test_what_fellow_areas_state_is_missed(views: Views, world: World, sql: sqlite3.Connection) -> None:
    """A metric that a quarter of the areas of an alliance state, in an area of it that does not."""
    stating = defaultdict(set)
    for area, metric in sql.execute("SELECT area_id, metric_id FROM targets WHERE area_id IS NOT NULL"):
        stating[metric].add(area)
    alliances = defaultdict(set)
    for area, alliance in sql.execute("SELECT area_id, alliance_id FROM area_alliances"):
        alliances[alliance].add(area)
    for language, found in views.items():
        metrics = world.dataset.metric
        for key, view in found.items():
            missed = {
                metrics[metric].name.in_language(language)
                for areas in alliances.values()
                for metric, those in stating.items()
                if key in areas - those
                and len(areas) > 1
                and len(areas & those) >= EXPECTED_SHARE * len(areas)
            }
            assert set(view.missing_metrics) == missed


def test_the_ranking_is_one_that_the_area_is_in(views: Views, world: World) -> None:
    for language, found in views.items():
        ids = {r.ranking_id for r in rankings(world.editions[language])}
        for key, view in found.items():
            if view.ranking:
                assert view.ranking.ranking_id in ids
                assert view.ranking.entry(key)


def test_other_alliances_are_those_of_its_municipalities(views: Views, sql: sqlite3.Connection) -> None:
    query = """SELECT DISTINCT am.area_id, m.alliance_id FROM area_municipalities am
        JOIN members m USING (municipality_id)
        EXCEPT SELECT area_id, alliance_id FROM area_alliances"""
    expected: defaultdict[str, set[str]] = defaultdict(set)
    for area, alliance in sql.execute(query):
        expected[area].add(alliance)
    for found in views.values():
        for key, view in found.items():
            assert {a.alliance_id for a in view.other_alliances} == expected[key]


def test_neighbourhoods_keep_their_remarks(norland: World) -> None:
    press = norland.presses["nl"]
    area = norland.dataset.area["old-harbour"]
    shown = {n.name: n.note for n in area_view.view(press.edition, press.shared, area).neighbourhoods}
    rows = [row for row in norland.tables["neighbourhoods"] if row["area_id"] == "old-harbour"]
    assert shown == {row["name"]: row["note_nl"] for row in rows}
