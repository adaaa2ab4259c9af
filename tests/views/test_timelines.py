"""Targets on a time axis: every dated target has a bar that fits, and the others are counted."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generator.model import Target
from generator.model.vocabulary import PeriodEndKind
from generator.views.figures import FigureView, figure_view
from generator.views.timelines import timeline
from tests.worlds import NORLAND, World

YEARS = st.none() | st.integers(1990, 2100)
PERIODS = st.lists(st.tuples(YEARS, YEARS, st.sampled_from(PeriodEndKind)), max_size=6)
Spec = tuple[int | None, int | None, PeriodEndKind]


def target(spec: Spec) -> FigureView:
    """A target with a period that validation lets through: it does not end before it starts."""
    model = NORLAND.dataset.figure["old-harbour-homes-new-2026-2030"]
    assert isinstance(model, Target)
    start, end, kind = spec
    if start is not None and end is not None and end - (kind is PeriodEndKind.UNTIL) < start:
        end = start + 1
    found = replace(model, period_start=start, period_end=end, period_end_kind=kind if end else None)
    return figure_view(NORLAND.dataset, NORLAND.editions["en"].locale, found)


@given(PERIODS)
def test_every_dated_target_has_a_bar_on_the_axis(periods: list[Spec]) -> None:
    figures = [target(spec) for spec in periods]
    dated = [f for f in figures if f.last_year is not None]
    found = timeline(figures)
    assert (found is None) == (not dated)
    if found is None:
        return
    assert len(found.bars) == len(dated)
    assert len(found.undated) == len(figures) - len(dated)
    for bar in found.bars:
        assert found.first_year <= bar.start <= bar.last_year <= found.last_year
        assert bar.last_year == bar.figure.last_year
        assert bar.open_start == (bar.figure.start is None)
        assert bar.open_start or bar.start == bar.figure.start
    assert found.last_year == max(bar.last_year for bar in found.bars)


def test_what_is_no_target_is_not_on_the_axis(norland: World) -> None:
    figures = norland.editions["en"].figures.values()
    found = timeline(figures)
    assert found is not None
    shown = {bar.figure.figure_id for bar in found.bars} | {f.figure_id for f in found.undated}
    assert shown == {t.target_id for t in norland.dataset.targets}
    assert timeline(f for f in figures if not f.is_target) is None


def test_bars_stand_in_the_order_of_time(world: World) -> None:
    for edition in world.editions.values():
        found = timeline(edition.figures.values())
        assert found is not None
        starts = [(bar.start, bar.last_year) for bar in found.bars]
        assert starts == sorted(starts)
