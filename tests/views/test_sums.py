"""Our own sums: every combination, by two methods, and nothing hidden."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Dataset, Sum, SumTerm, SumTotal, Target, TargetAlliance
from generator.model.vocabulary import Extent, Qualifier
from generator.views.bridges import Step, bridge
from generator.views.edition import Edition
from generator.views.outcomes import MOST_COMBINATIONS
from generator.views.overlaps import same_area, shared
from generator.views.parts import wholes
from generator.views.spans import span_of
from generator.views.sums import SumView, views
from tests.worlds import NORLAND, World

# Every combination of alternatives, its lowest and its highest, and each total's distance.
COMBINED = """
WITH RECURSIVE stated AS (
    SELECT s.sum_id, s.target_id, s.choice, coalesce(t.value_low, t.value_high) AS low,
        coalesce(t.value_high, t.value_low) AS high, t.qualifier IN ('at_least', 'just_over') AS above,
        t.qualifier = 'at_most' AS below
    FROM sum_terms s JOIN targets t USING (target_id)
    WHERE coalesce(t.value_low, t.value_high) IS NOT NULL
), choices AS (
    SELECT *, dense_rank() OVER (PARTITION BY sum_id ORDER BY choice) AS place
    FROM stated WHERE choice IS NOT NULL
), combos AS (
    SELECT s.sum_id, 0 AS place, sum(coalesce(f.low, 0)) AS low, sum(coalesce(f.high, 0)) AS high,
        max(coalesce(f.above, 0)) AS above, max(coalesce(f.below, 0)) AS below
    FROM (SELECT DISTINCT sum_id FROM stated) s
    LEFT JOIN stated f ON f.sum_id = s.sum_id AND f.choice IS NULL GROUP BY s.sum_id
    UNION ALL
    SELECT c.sum_id, x.place, c.low + x.low, c.high + x.high, max(c.above, x.above), max(c.below, x.below)
    FROM combos c JOIN choices x ON x.sum_id = c.sum_id AND x.place = c.place + 1
)
SELECT sum_id, low, high, above, below FROM combos c
WHERE place = coalesce((SELECT max(place) FROM choices x WHERE x.sum_id = c.sum_id), 0)
"""
TOTALS = """
SELECT coalesce(t.value_low, t.value_high), coalesce(t.value_high, t.value_low), t.target_id
FROM sum_totals s JOIN targets t USING (target_id) WHERE s.sum_id = ? AND t.value_status = 'stated'
"""


def ends(view: SumView) -> list[tuple[Decimal, Decimal]]:
    """The printed ends of every combination, its two outcomes taken together again."""
    groups: dict[tuple[str, ...], list[Decimal]] = {}
    for o in view.outcomes:
        groups.setdefault(tuple(f.figure_id for f in o.picks), []).append(o.span.low)
    return sorted((min(values), max(values)) for values in groups.values())


def number(value: object) -> Decimal:
    return Decimal(str(value))


def test_every_sum_agrees_with_sql(world: World, sql: sqlite3.Connection) -> None:
    expected: dict[str, list[tuple[Decimal, Decimal, bool, bool]]] = {}
    for sum_id, low, high, above, below in sql.execute(COMBINED):
        expected.setdefault(sum_id, []).append((number(low), number(high), bool(above), bool(below)))
    assert expected
    for edition in world.editions.values():
        found = {v.sum_id: v for v in views(edition)}
        assert found.keys() == expected.keys()
        for key, rows in expected.items():
            view = found[key]
            assert ends(view) == sorted((low, high) for low, high, _, _ in rows)
            assert view.span.low == min(low for low, _, _, _ in rows)
            assert view.span.high == max(high for _, high, _, _ in rows)
            assert view.span.open_above == any(above for _, _, above, _ in rows)
            assert view.span.open_below == any(below for _, _, _, below in rows)


def test_the_nearest_total_agrees_with_sql(world: World, sql: sqlite3.Connection) -> None:
    for edition in world.editions.values():
        for view in views(edition):
            totals = [(number(a), number(b), key) for a, b, key in sql.execute(TOTALS, (view.sum_id,))]
            for outcome in view.outcomes:
                value = outcome.span.low
                far = {key: max(low - value, value - high, Decimal(0)) for low, high, key in totals}
                nearest = {key for key, distance in far.items() if distance == min(far.values())}
                assert {f.figure_id for f in outcome.nearest} == nearest
                for d in outcome.differences:
                    low, high, _ = next(t for t in totals if t[2] == d.total.figure_id)
                    assert (d.span.low, d.span.high) == (value - high, value - low)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_eight_sums_of_the_largest(real: World, language: str) -> None:
    view = views(real.editions[language])[0]
    assert len(view.outcomes) == 8
    assert sorted(int(o.span.low) for o in view.outcomes) == [
        68436,
        68736,
        70336,
        70636,
        71936,
        72236,
        73836,
        74136,
    ]
    assert len(view.parts.totals) == 3
    for part in view.parts.totals:
        assert part.value in view.sentence.text
    assert {f.figure_id for o in view.outcomes for f in o.nearest} == {view.parts.totals[1].figure_id}


def test_sentences_link_totals_and_nothing_of_ours(world: World) -> None:
    for edition in world.editions.values():
        for view in views(edition):
            for said in (view.sentence, *view.mixed):
                for part in said.parts:
                    assert "\x00" not in part.text
                    if part.figure_id:
                        figure = edition.figures[part.figure_id]
                        assert part.text in (figure.value, figure.short)
            linked = {p.figure_id for p in view.sentence.parts if p.figure_id}
            assert linked == {f.figure_id for f in view.parts.totals}
            assert view.text in view.sentence.text


def test_nothing_is_mixed_silently(world: World) -> None:
    for edition in world.editions.values():
        for view in views(edition):
            said = " ".join(s.text for s in view.mixed)
            for f in (*view.parts.counted, *view.parts.left_out):
                if f.basis or not f.is_whole_area or not f.is_stated:
                    assert (f.area or f.alliance) in said
                assert f.basis in said
            for f in view.parts.totals:
                assert f.metric in said or f.metric in {t.metric for t in view.parts.counted}


def test_targets_of_two_alliances_are_named(world: World, sql: sqlite3.Connection) -> None:
    query = """SELECT t.target_id FROM targets t JOIN target_alliances a USING (target_id)
        GROUP BY t.target_id, t.alliance_id
        HAVING count(DISTINCT a.alliance_id) + (t.alliance_id IS NOT NULL
            AND t.alliance_id NOT IN (SELECT alliance_id FROM target_alliances b
                WHERE b.target_id = t.target_id)) > 1"""
    expected = {row[0] for row in sql.execute(query)}
    for edition in world.editions.values():
        found = shared(edition, edition.figures.values())
        assert {o.figures[0].figure_id for o in found} == expected
        assert all(len(o.alliances) > 1 for o in found)


def test_one_area_with_figures_of_two_alliances_is_named() -> None:
    dataset = NORLAND.dataset
    one = dataset.figure["old-harbour-homes-new-2026-2030"]
    assert isinstance(one, Target)
    other = replace(one, target_id="old-harbour-homes-other", alliance_id="northern-quays")
    dataset = replace(dataset, targets=(*dataset.targets, other))
    edition = Edition(dataset=dataset, locale=NORLAND.editions["en"].locale)
    [found] = same_area(edition)
    assert {a.alliance_id for a in found.alliances} == {"harbour-pact", "northern-quays"}
    assert other.target_id in {f.figure_id for f in found.figures}


# --- parts and wholes -------------------------------------------------------------------------


def test_every_whole_stands_with_its_parts(world: World) -> None:
    expected: dict[str, list[str]] = {}
    for row in world.tables["targets"]:
        if row["part_of"]:
            expected.setdefault(row["part_of"], []).append(row["target_id"])
    for edition in world.editions.values():
        found = {w.whole.figure_id: [p.figure_id for p in w.parts] for w in wholes(edition)}
        assert found == expected
        for w in wholes(edition):
            assert w.sentence.text


@given(st.integers(0, 9), st.sampled_from(Qualifier), st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_parts_beyond_their_whole_are_said(whole: int, how: Qualifier, parts: list[int]) -> None:
    dataset = made([[w] for w in (whole, *parts)], [Qualifier.EXACT] * (len(parts) + 1))
    first, *rest = dataset.targets
    first = replace(first, qualifier=how)
    rest = [replace(t, part_of=first.target_id) for t in rest]
    edition = Edition(dataset=replace(dataset, targets=(first, *rest)), locale=NORLAND.editions["en"].locale)
    [found] = wholes(edition)
    too_much = sum(parts) > whole and how not in (Qualifier.AT_LEAST, Qualifier.JUST_OVER)
    assert (edition.locale.text("part.too_much") in found.sentence.text) == too_much


# --- made-up sums -----------------------------------------------------------------------------


def made(values: list[list[int]], qualifiers: list[Qualifier]) -> Dataset:
    """Norland with one sum: a list of several values is a choice between them; no totals."""
    model = NORLAND.dataset.figure["old-harbour-homes-new-2026-2030"]
    assert isinstance(model, Target)
    targets, terms = [], []
    for i, options in enumerate(values):
        for j, value in enumerate(options):
            key = f"t-{i}-{j}"
            targets.append(
                replace(
                    model,
                    target_id=key,
                    value_low=Decimal(value),
                    value_high=Decimal(value + i % 3),
                    qualifier=qualifiers[i],
                    extent=Extent.AREA,
                )
            )
            choice = f"c{i}" if len(options) > 1 else None
            terms.append(SumTerm(sum_id="s", target_id=key, choice=choice))
    one = NORLAND.dataset.sums[0]
    return replace(
        NORLAND.dataset,
        targets=tuple(targets),
        target_alliances=(),
        sums=(Sum(sum_id="s", title=one.title, note=None),),
        sum_terms=tuple(terms),
        sum_totals=(),
        measurements=(),
        readings=(),
    )


SHAPES = st.lists(
    st.tuples(st.lists(st.integers(0, 9), min_size=1, max_size=3), st.sampled_from(Qualifier)),
    min_size=1,
    max_size=5,
)


def with_totals(dataset: Dataset, values: list[int]) -> Dataset:
    model = dataset.targets[0]
    totals = [
        replace(model, target_id=f"total-{i}", value_low=Decimal(v), value_high=Decimal(v))
        for i, v in enumerate(values)
    ]
    return replace(
        dataset,
        targets=(*dataset.targets, *totals),
        sum_totals=tuple(SumTotal(sum_id="s", target_id=t.target_id) for t in totals),
    )


@given(st.data(), SHAPES, st.lists(st.integers(0, 40), max_size=3))
@settings(max_examples=80)
def test_a_sum_holds_any_choice_of_values(
    data: st.DataObject, shapes: list[tuple[list[int], Qualifier]], totals: list[int]
) -> None:
    dataset = with_totals(made([v for v, _ in shapes], [q for _, q in shapes]), totals)
    edition = Edition(dataset=dataset, locale=NORLAND.editions["en"].locale)
    [view] = views(edition)
    picks = [data.draw(st.sampled_from(c.figures)) for c in view.parts.choices]
    value = Decimal(0)
    for figure in (*view.parts.fixed, *picks):
        span = span_of(figure)
        assert span is not None
        value += data.draw(st.sampled_from([span.low, span.high, span.high + 7 * span.open_above]))
    assert view.span.contains(value)
    for outcome in view.outcomes:
        assert view.span.low <= outcome.span.low <= outcome.span.high <= view.span.high
        distances = {abs(f.low - outcome.span.low) for f in outcome.nearest if f.low is not None}
        assert len(distances) == min(1, len(totals))
        assert all(abs(Decimal(t) - outcome.span.low) >= min(distances) for t in totals)


@given(SHAPES)
def test_a_bridge_ends_where_the_sum_does(shapes: list[tuple[list[int], Qualifier]]) -> None:
    dataset = made([v for v, _ in shapes], [q for _, q in shapes])
    [view] = views(Edition(dataset=dataset, locale=NORLAND.editions["en"].locale))
    found = bridge(view)
    own = [r for r in found.rows if r.step is Step.SUM]
    assert [(r.base, r.low, r.high) for r in own] == [(Decimal(0), view.span.low, view.span.high)]
    assert all(0 <= r.start <= r.end <= 100 for r in found.rows)
    steps = [r for r in found.rows if r.step in (Step.TERM, Step.ALTERNATIVE)]
    assert len(steps) == len(view.parts.counted)
    lowest = [r.base + r.low for r in steps]
    assert view.span.low in lowest
    assert max(lowest) <= view.span.high


def test_more_combinations_than_anyone_reads_are_counted() -> None:
    dataset = made([[1, 2]] * 7, [Qualifier.EXACT] * 7)
    [view] = views(Edition(dataset=dataset, locale=NORLAND.editions["en"].locale))
    assert view.hidden_combinations == 2**7 - MOST_COMBINATIONS
    assert len({tuple(f.figure_id for f in o.picks) for o in view.outcomes}) == MOST_COMBINATIONS
    assert view.span.high == sum(2 + i % 3 for i in range(7))


def test_a_tie_is_said(norland: World) -> None:
    dataset = with_totals(made([[10]], [Qualifier.EXACT]), [8, 12])
    [view] = views(Edition(dataset=dataset, locale=norland.editions["en"].locale))
    assert len(view.outcomes[0].nearest) == 2
    assert (
        "equally near to 8 and 12" in view.sentence.text or "equally near to 12 and 8" in view.sentence.text
    )


def test_a_sum_without_any_number_is_left_out(norland: World) -> None:
    dataset = norland.dataset
    term = SumTerm(sum_id=dataset.sums[0].sum_id, target_id="tern-valley-homes-new", choice=None)
    edition = Edition(dataset=replace(dataset, sum_terms=(term,)), locale=norland.editions["en"].locale)
    assert views(edition) == ()


def test_what_is_counted_in_two_alliances_is_counted_once(norland: World) -> None:
    dataset = made([[5], [6]], [Qualifier.EXACT] * 2)
    links = (TargetAlliance(target_id="t-0-0", alliance_id="northern-quays"),)
    edition = Edition(dataset=replace(dataset, target_alliances=links), locale=norland.editions["en"].locale)
    [view] = views(edition)
    assert view.span.low == 11
    assert [o.figures[0].figure_id for o in view.overlaps] == ["t-0-0"]


def _sums(world: World) -> Iterator[SumView]:
    for edition in world.editions.values():
        yield from views(edition)


def test_sums_know_whom_they_concern(real: World) -> None:
    largest = next(_sums(real))
    assert len(largest.parts.area_ids) == 18
    assert largest.parts.alliance_ids == {largest.parts.totals[0].alliance_ids[0]}


def test_a_tie_among_other_outcomes_is_said_as_one(norland: World) -> None:
    [view] = views(norland.editions["en"])
    assert any(len(o.nearest) > 1 for o in view.outcomes)
    assert "equally near to" in view.sentence.text


def test_the_sentence_warns_of_what_does_not_compare(world: World) -> None:
    for edition in world.editions.values():
        opening = edition.locale.text("sum.caveat").partition("{")[0]
        for view in views(edition):
            terms = view.parts.counted
            alike = len({f.basis for f in terms}) == 1 and all(f.is_whole_area for f in terms)
            assert (opening in view.sentence.text) != alike
