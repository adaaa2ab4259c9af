"""Areas beside one another: places, totals and shares, each reckoned by a second method."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import AreaAlliance, Dataset, Target
from generator.model.vocabulary import Extent, Qualifier, ValueStatus
from generator.views.edition import Edition
from generator.views.rankings import RankedFigure, Ranking, by_area, rankings, share_text
from tests.worlds import NORLAND, World

ALLIANCE, METRIC = "harbour-pact", "homes_new"
CLOSEST = [Extent.AREA, Extent.UNCLEAR, Extent.WIDER, Extent.PART]


# --- made-up alliances ------------------------------------------------------------------------

# A target by its ends (None: left unspecified), what it covers, and its qualifier.
Spec = tuple[tuple[int, int] | None, Extent, Qualifier]
TARGETS = st.tuples(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda ends: (min(ends), max(ends))) | st.none(),
    st.sampled_from(Extent),
    st.sampled_from([*[Qualifier.EXACT] * 6, *Qualifier]),
)
# For each area of an alliance its targets for one metric and year.
SPECS = st.lists(st.lists(TARGETS, max_size=3), min_size=2, max_size=7)


def target(area: int, number: int, spec: Spec) -> Target:
    model = NORLAND.dataset.figure["old-harbour-homes-new-2026-2030"]
    assert isinstance(model, Target)
    stated, extent, qualifier = spec
    return replace(
        model,
        target_id=f"area-{area}-{number}",
        area_id=f"area-{area}",
        value_low=None if stated is None else Decimal(stated[0]),
        value_high=None if stated is None else Decimal(stated[1]),
        value_status=ValueStatus.UNSPECIFIED if stated is None else ValueStatus.STATED,
        extent=extent,
        qualifier=qualifier,
    )


def dataset_of(specs: list[list[Spec]]) -> Dataset:
    """Norland with other areas in its pact."""
    one = NORLAND.dataset.areas[0]
    areas = tuple(replace(one, area_id=f"area-{i}", name=f"Area {i}") for i in range(len(specs)))
    return replace(
        NORLAND.dataset,
        areas=areas,
        area_alliances=tuple(AreaAlliance(area_id=a.area_id, alliance_id=ALLIANCE) for a in areas),
        targets=tuple(target(i, n, spec) for i, found in enumerate(specs) for n, spec in enumerate(found)),
        target_alliances=(),
        measurements=(),
        readings=(),
    )


def edition_of(dataset: Dataset) -> Edition:
    return Edition(dataset=dataset, locale=NORLAND.editions["en"].locale)


def chosen(dataset: Dataset) -> dict[str, Target]:
    """The figure that stands for each area: of those that cover it best the first by its key."""
    found: dict[str, Target] = {}
    for area in dataset.areas:
        mine = [t for t in dataset.targets if t.area_id == area.area_id]
        ordered = sorted(mine, key=lambda t: (CLOSEST.index(t.extent), t.target_id))
        if ordered and ordered[0].value_low is not None:
            found[area.area_id] = ordered[0]
    return found


def ends(target: Target) -> tuple[Decimal, Decimal]:
    assert target.value_low is not None
    assert target.value_high is not None
    return target.value_low, target.value_high


@given(SPECS)
@settings(max_examples=200)
def test_an_area_is_ranked_by_the_figure_that_covers_it_best(specs: list[list[Spec]]) -> None:
    dataset = dataset_of(specs)
    found, expected = rankings(edition_of(dataset)), chosen(dataset)
    assert len(found) == (1 if len(expected) >= 2 else 0)
    for ranking in found:
        assert {e.figure.area_id: e.figure.figure_id for e in ranking.entries} == {
            area: target.target_id for area, target in expected.items()
        }
        assert {a.area_id for a in ranking.missing} == {a.area_id for a in dataset.areas} - set(expected)
        inexact = {dataset.area[a].name for a, t in expected.items() if t.extent is not Extent.AREA}
        assert set(ranking.approximate) == inexact


@given(SPECS)
@settings(max_examples=200)
def test_places_are_all_that_the_ranges_allow(specs: list[list[Spec]]) -> None:
    dataset = dataset_of(specs)
    for ranking in rankings(edition_of(dataset)):
        intervals = {e.figure.area_id: ends(chosen(dataset)[e.figure.area_id]) for e in ranking.entries}
        for entry in ranking.entries:
            low, high = intervals[entry.figure.area_id]
            others = [i for area, i in intervals.items() if area != entry.figure.area_id]
            assert entry.best == 1 + sum(other_low > high for other_low, _ in others)
            assert entry.worst == 1 + sum(other_high > low for _, other_high in others)
            assert 1 <= entry.best <= entry.worst <= len(ranking.entries)


@given(SPECS)
def test_equal_figures_share_a_place_and_the_largest_stands_first(specs: list[list[Spec]]) -> None:
    dataset = dataset_of(specs)
    for ranking in rankings(edition_of(dataset)):
        middles = [e.figure.middle for e in ranking.entries]
        assert middles == sorted(middles, reverse=True)
        assert ranking.entries[0].best == 1
        for one, other in pairwise(ranking.entries):
            if (one.figure.low, one.figure.high) == (other.figure.low, other.figure.high):
                assert (one.best, one.worst) == (other.best, other.worst)


@given(SPECS)
def test_totals_add_up_the_lows_and_the_highs(specs: list[list[Spec]]) -> None:
    dataset = dataset_of(specs)
    for ranking in rankings(edition_of(dataset)):
        stated = [ends(t) for t in chosen(dataset).values()]
        assert (ranking.low, ranking.high) == (sum(low for low, _ in stated), sum(high for _, high in stated))
        open_ended = {Qualifier.AT_LEAST, Qualifier.JUST_OVER, Qualifier.AT_MOST}
        assert ranking.is_open == any(t.qualifier in open_ended for t in chosen(dataset).values())


def numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def bounds(ranking: Ranking, entry: RankedFigure) -> tuple[Fraction, Fraction]:
    """The smallest and the largest part, by trying both ends of every range; a nought is no part."""
    mine = [Fraction(v) for v in (entry.figure.low, entry.figure.high) if v is not None]
    others = [e.figure for e in ranking.entries if e is not entry]
    rests = [sum(Fraction(f.low or 0) for f in others), sum(Fraction(f.high or 0) for f in others)]
    parts = [own / (own + rest) if own else Fraction(0) for own in mine for rest in rests]
    return min(parts), max(parts)


@given(SPECS)
@settings(max_examples=200)
def test_a_share_bounds_every_part_that_the_ranges_allow(specs: list[list[Spec]]) -> None:
    dataset = dataset_of(specs)
    edition = edition_of(dataset)
    for ranking in rankings(edition):
        for entry in ranking.entries:
            said = share_text(edition, ranking, entry)
            assert bool(said) == (not ranking.is_open and ranking.high > 0)
            if said:
                least, most = bounds(ranking, entry)
                if said == edition.locale.text("figure.less_than_one_percent"):
                    assert 0 < 100 * most < Fraction(1, 2)
                    continue
                shown = numbers(said)
                assert abs(shown[0] - 100 * least) <= Fraction(1, 2)
                assert abs(shown[-1] - 100 * most) <= Fraction(1, 2)
                assert 0 <= shown[0] <= shown[-1] <= 100


@given(SPECS)
def test_bars_lie_within_their_cell(specs: list[list[Spec]]) -> None:
    dataset = dataset_of(specs)
    for ranking in rankings(edition_of(dataset)):
        for entry in ranking.entries:
            assert 0 <= entry.from_percent <= entry.to_percent <= 100
        if ranking.high:
            assert max(e.to_percent for e in ranking.entries) == 100


@given(SPECS)
def test_what_does_not_add_up_gives_no_share(specs: list[list[Spec]]) -> None:
    dataset = dataset_of(specs)
    loose = tuple(replace(m, additive=False) for m in dataset.metrics)
    edition = edition_of(replace(dataset, metrics=loose))
    for ranking in rankings(edition):
        assert not ranking.is_additive
        assert not any(share_text(edition, ranking, entry) for entry in ranking.entries)


# --- the packages -----------------------------------------------------------------------------

# The last year that counts: an `until` year is itself no longer part of the period.
RANKED = """
WITH pairs AS (
    SELECT target_id, alliance_id FROM targets WHERE alliance_id IS NOT NULL
    UNION SELECT target_id, alliance_id FROM target_alliances
), dated AS (
    SELECT p.alliance_id, t.metric_id, t.area_id, t.target_id,
        t.period_end - (coalesce(t.period_end_kind, '') = 'until') AS last_year,
        coalesce(t.value_low, t.value_high) AS low, coalesce(t.value_high, t.value_low) AS high, t.qualifier,
        row_number() OVER (
            PARTITION BY p.alliance_id, t.metric_id, t.area_id,
                t.period_end - (coalesce(t.period_end_kind, '') = 'until')
            ORDER BY CASE t.extent WHEN 'area' THEN 0 WHEN 'unclear' THEN 1 WHEN 'wider' THEN 2 ELSE 3 END,
                t.part_of IS NOT NULL, t.target_id
        ) AS choice
    FROM targets t JOIN pairs p USING (target_id)
    WHERE t.area_id IS NOT NULL AND t.period_end IS NOT NULL
)
SELECT alliance_id, metric_id, last_year, group_concat(target_id) AS ids, sum(low) AS low, sum(high) AS high,
    max(qualifier IN ('at_least', 'just_over', 'at_most')) AS is_open
FROM (SELECT * FROM dated WHERE choice = 1 AND low IS NOT NULL ORDER BY target_id)
GROUP BY alliance_id, metric_id, last_year HAVING count(*) >= 2
"""


def test_rankings_agree_with_sql(world: World, sql: sqlite3.Connection) -> None:
    expected = {
        (alliance, metric, year): (
            sorted(ids.split(",")),
            Decimal(str(low)),
            Decimal(str(high)),
            bool(is_open),
        )
        for alliance, metric, year, ids, low, high, is_open in sql.execute(RANKED)
    }
    for edition in world.editions.values():
        found = {
            (r.alliance.alliance_id, r.metric_id, r.last_year): (
                sorted(e.figure.figure_id for e in r.entries),
                r.low,
                r.high,
                r.is_open,
            )
            for r in rankings(edition)
        }
        assert found == expected


def test_the_real_package_can_be_compared(real: World) -> None:
    found = rankings(real.editions["nl"])
    assert len(found[0].entries) > 10
    assert [len(r.entries) for r in found] == sorted((len(r.entries) for r in found), reverse=True)
    ids = [r.ranking_id for r in found]
    assert len(set(ids)) == len(ids)


def test_every_area_of_an_alliance_has_a_place_or_is_missing(world: World) -> None:
    for edition in world.editions.values():
        for ranking in rankings(edition):
            members = world.dataset.areas_of_alliance[ranking.alliance.alliance_id]
            ranked = {e.figure.area_id for e in ranking.entries}
            assert ranked | {a.area_id for a in ranking.missing} == {a.area_id for a in members}


def test_rankings_by_area_hold_each_where_the_area_is(world: World) -> None:
    for edition in world.editions.values():
        found = rankings(edition)
        groups = by_area(found)
        for area in world.dataset.areas:
            mine: Sequence[Ranking] = groups.get(area.area_id, ())
            assert [r.ranking_id for r in mine] == [r.ranking_id for r in found if r.entry(area.area_id)]


def test_figures_for_different_years_are_not_compared(norland: World) -> None:
    """Both quays and harbour have homes to build: the one through 2029, the other until 2031."""
    years = {
        f.last_year for f in norland.editions["en"].figures.values() if f.area_id and f.metric_id == METRIC
    }
    assert {2029, 2030} <= years
    assert rankings(norland.editions["en"]) == ()
