"""The timeline of all targets: each in one lane, today in its place, what is past said to be so."""

from __future__ import annotations

import datetime
import sqlite3
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generator.views import schedule
from generator.views.figures import FigureView
from generator.views.schedule import Lane, is_past, tells_of
from tests.worlds import NORLAND, World

DATES = st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31))
EN = NORLAND.editions["en"]
TARGET = EN.figures["old-harbour-homes-new-2026-2030"]
RESULT = replace(TARGET, figure_id="result", is_target=False, status="result", start=2027, last_year=2028)


def figures(lane: Lane) -> list[FigureView]:
    return [b.figure for part in (lane.first, lane.rest) if part for b in part.bars]


def test_targets_are_counted_as_the_database_does(world: World, sql: sqlite3.Connection) -> None:
    [(dated, undated)] = sql.execute("SELECT COUNT(period_end), COUNT(*) - COUNT(period_end) FROM targets")
    for edition in world.editions.values():
        found = schedule.view(edition, None)
        assert (found.dated, found.undated) == (dated, undated)
        assert (found.today, found.past, found.silent) == (None, 0, ())


def test_no_target_stands_in_two_lanes_and_no_alliance_is_left_out(world: World) -> None:
    for edition in world.editions.values():
        lanes = schedule.lanes(edition, None)
        shown = [f.figure_id for lane in lanes for f in figures(lane)]
        assert len(shown) == len(set(shown))
        own = {f.figure_id for f in edition.figures.values() if f.is_target and f.last_year and not f.area_id}
        assert own <= set(shown)
        areas = {f.area_id for f in edition.figures.values() if f.is_target and f.last_year and f.area_id}
        assert areas == {edition.figures[i].area_id for i in shown} - {""}


@given(DATES)
def test_all_bars_fit_on_an_axis_with_today(date: datetime.date) -> None:
    found = schedule.view(EN, date)
    assert found.today
    assert date.year <= found.today.position < date.year + 1
    for lane in found.lanes:
        assert len(lane.first.bars) <= schedule.MOST_ROWS
        assert (lane.rest is None) == (lane.size <= schedule.MOST_ROWS)
        for part in filter(None, (lane.first, lane.rest)):
            assert (part.first_year, part.last_year) == (lane.first.first_year, lane.first.last_year)
            assert part.first_year <= found.today.position < part.last_year + 1
            for bar in part.bars:
                assert part.first_year <= bar.start <= bar.last_year <= part.last_year


@given(DATES)
def test_what_is_past_stays_past(date: datetime.date) -> None:
    now, later = schedule.view(EN, date), schedule.view(EN, date.replace(year=date.year + 1, day=1))
    assert {f.figure_id for f in now.silent} <= {f.figure_id for f in later.silent}
    assert len(now.silent) <= now.past <= now.dated
    for figure in now.silent:
        assert is_past(figure, date)


def test_the_last_year_itself_is_not_past() -> None:
    assert TARGET.last_year == 2030
    assert not is_past(TARGET, datetime.date(2030, 12, 31))
    assert is_past(TARGET, datetime.date(2031, 1, 1))
    assert not is_past(TARGET, None)


def test_a_result_tells_of_a_target_with_the_same_metric_place_and_years() -> None:
    assert tells_of(RESULT, TARGET)
    assert not tells_of(replace(RESULT, metric_id="other"), TARGET)
    assert not tells_of(replace(RESULT, area_id="elsewhere"), TARGET)
    assert not tells_of(replace(RESULT, start=2020, last_year=2025), TARGET)
    assert not tells_of(replace(RESULT, start=2031, last_year=None), TARGET)
    assert tells_of(replace(RESULT, start=None, last_year=None), TARGET)
    whole = replace(TARGET, area_id="", alliance_ids=("one",))
    assert not tells_of(replace(RESULT, area_id="", alliance_ids=("two",)), whole)
