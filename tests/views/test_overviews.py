"""The overviews and the home page: every count reckoned a second time, by SQL."""

from __future__ import annotations

import sqlite3
from collections import Counter

import pytest

from generator.links import Page, PageKind
from generator.views import metric as metric_view
from generator.views import overviews
from generator.views.home import MOST_CHANGES, MOST_KEY_FIGURES, home
from tests.worlds import World


def counts(sql: sqlite3.Connection, query: str) -> Counter[str]:
    return Counter({key: number for key, number in sql.execute(query) if key is not None})


def test_areas_are_counted(world: World, sql: sqlite3.Connection) -> None:
    figures = counts(sql, "SELECT area_id, count(*) FROM figures GROUP BY area_id")
    bottlenecks = counts(sql, "SELECT area_id, count(*) FROM bottlenecks GROUP BY area_id")
    targets = counts(sql, "SELECT area_id, count(*) FROM targets GROUP BY area_id")
    for press in world.presses.values():
        rows = overviews.area_rows(press.edition, press.shared)
        assert [r.area.area_id for r in rows] == [row["area_id"] for row in world.tables["areas"]]
        for row in rows:
            key = row.area.area_id
            assert (row.figures, row.bottlenecks) == (figures[key], bottlenecks[key])
            assert (row.headline is not None) == (targets[key] > 0)
            assert row.headline is None or (row.headline.area_id == key and row.headline.is_target)


def test_alliances_are_counted(world: World, sql: sqlite3.Connection) -> None:
    figures = counts(sql, "SELECT alliance_id, count(*) FROM alliance_figures GROUP BY alliance_id")
    areas = counts(sql, "SELECT alliance_id, count(*) FROM area_alliances GROUP BY alliance_id")
    members = counts(sql, "SELECT alliance_id, count(*) FROM members GROUP BY alliance_id")
    for edition in world.editions.values():
        cards = overviews.alliance_cards(edition)
        assert len(cards) == len(world.tables["alliances"])
        for card in cards:
            key = card.alliance.alliance_id
            assert (card.figures, card.areas, card.members) == (figures[key], areas[key], members[key])
        sizes = [card.areas for card in cards]
        assert sizes == sorted(sizes, reverse=True)


def test_metrics_are_counted(world: World, sql: sqlite3.Connection) -> None:
    figures = counts(sql, "SELECT metric_id, count(*) FROM figures GROUP BY metric_id")
    for press in world.presses.values():
        rows = overviews.metric_rows(press.edition)
        assert {r.metric.metric_id: r.figures for r in rows} == {
            row["metric_id"]: figures[row["metric_id"]] for row in world.tables["metrics"]
        }
        for metric in world.dataset.metrics:
            view = metric_view.view(press.edition, press.shared, metric)
            assert len({f.figure_id for f in view.figures}) == len(view.figures) == figures[metric.metric_id]
            middles = [f.middle for f in view.figures]
            assert middles == sorted(middles, reverse=True)
            assert all(r.metric_id == metric.metric_id for r in view.rankings)


def test_the_table_of_all_figures_misses_none(world: World) -> None:
    for edition in world.editions.values():
        found = [f.figure_id for f in overviews.all_figures(edition)]
        assert sorted(found) == sorted(f.figure_id for f in world.dataset.figures)


def test_home_counts_what_there_is(world: World) -> None:
    for edition in world.editions.values():
        view = home(edition)
        rows = world.tables
        assert view.areas == len(rows["areas"])
        assert view.figures == len(rows["targets"]) + len(rows["measurements"])
        assert view.sources == len(rows["sources"])
        assert len(view.changes) == min(MOST_CHANGES, len(rows["changes"]))


def test_home_leads_to_every_place(world: World) -> None:
    for edition in world.editions.values():
        found = Counter((p.page, p.name) for p in home(edition).places)
        areas = {(Page(PageKind.AREA, r["area_id"]), r["name"]) for r in world.tables["areas"]}
        towns = {(Page(PageKind.MUNICIPALITY, r["slug"]), r["name"]) for r in world.tables["municipalities"]}
        parts = {(Page(PageKind.AREA, r["area_id"]), r["name"]) for r in world.tables["neighbourhoods"]}
        assert set(found) == areas | towns | parts


def test_key_figures_of_home_are_alliances_own(world: World) -> None:
    for edition in world.editions.values():
        figures = home(edition).key_figures
        assert 0 < len(figures) <= MOST_KEY_FIGURES
        assert len({f.figure_id for f in figures}) == len(figures)
        for figure in figures:
            assert figure.is_stated
            assert figure.is_target
            assert not figure.area_id


@pytest.mark.parametrize("language", ["nl", "en"])
def test_changes_come_newest_first(norland: World, language: str) -> None:
    changes = home(norland.editions[language]).changes
    texts = {row[f"summary_{language}"] for row in norland.tables["changes"]}
    assert {c.summary for c in changes} == texts
