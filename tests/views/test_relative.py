"""A ranking held against what there is: ratios and places, each reckoned by a second method."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from generator.views import relative
from generator.views.figures import FigureView
from generator.views.rankings import rankings
from generator.views.relative import PER, Ratio
from tests.worlds import REAL

EDITION = REAL.editions["nl"]
TABLES = {r.ranking_id: relative.table(EDITION, r) for r in rankings(EDITION)}
FIGURE = next(f for f in EDITION.figures.values() if f.is_target and f.is_whole_area and f.is_stated)
ENDS = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda pair: (min(pair), max(pair)))
BASES = st.tuples(st.integers(1, 50), st.integers(1, 50)).map(lambda pair: (min(pair), max(pair)))


def figure(
    low: int, high: int, *, is_open: bool = False, is_soft: bool = False, extent: str = "area"
) -> FigureView:
    return replace(
        FIGURE, low=Decimal(low), high=Decimal(high), is_open=is_open, is_soft=is_soft, extent=extent
    )


def test_the_bases_are_the_stated_stocks_of_the_very_area() -> None:
    """By the rows: a state of homes or people, of exactly the area, with an area of its own."""
    kinds = {("homes", "none", "true"), ("people", "none", "true")}
    metrics = REAL.tables["metrics"]
    stocks = {m["metric_id"] for m in metrics if (m["unit"], m["direction"], m["additive"]) in kinds}
    stated = {
        (row["area_id"], row["metric_id"]): row
        for row in REAL.tables["measurements"]
        if (row["kind"], row["extent"]) == ("state", "area") and row["area_id"] and row["metric_id"] in stocks
    }
    assert stated
    for table in TABLES.values():
        found = {(area, base.metric_id) for base in table.bases for area in base.ratios}
        whole = {e.figure.area_id for e in table.entries if e.figure.is_whole_area}
        assert found == {key for key in stated if key[0] in whole}
        assert table.without == len({e.figure.area_id for e in table.entries} - {area for area, _ in found})


def test_the_ratios_of_the_real_package() -> None:
    rows = {row["target_id"]: row for row in REAL.tables["targets"]}
    states = {row["measurement_id"]: row for row in REAL.tables["measurements"]}
    checked = 0
    for table in TABLES.values():
        for base in table.bases:
            for entry in table.entries:
                ratio = base.ratios.get(entry.figure.area_id)
                if ratio and ratio.low is not None:
                    row, state = rows[entry.figure.figure_id], states[ratio.base.figure_id]
                    expected = Fraction(row["value_low"]) / Fraction(state["value_high"]) * PER
                    assert abs(Fraction(ratio.low) - expected) < Fraction(1, 10**9)
                    checked += 1
    assert checked > 1


@given(ENDS, BASES, st.integers(0, 100), st.integers(0, 100))
def test_a_ratio_holds_every_choice_within_the_ranges(
    top: tuple[int, int], bottom: tuple[int, int], part: int, share: int
) -> None:
    ratio = relative._ratio(EDITION.locale, figure(*top), figure(*bottom))
    assert ratio is not None
    assert ratio.low is not None
    assert ratio.high is not None
    value = Fraction(top[0]) + Fraction(part, 100) * (top[1] - top[0])
    base = Fraction(bottom[0]) + Fraction(share, 100) * (bottom[1] - bottom[0])
    tiny = Fraction(1, 10**9)
    assert Fraction(ratio.low) - tiny <= PER * value / base <= Fraction(ratio.high) + tiny


def test_what_is_open_stays_open() -> None:
    locale = EDITION.locale
    least = relative._ratio(locale, figure(10, 10, is_open=True), figure(1000, 1000))
    assert least is not None
    assert (least.low, least.high) == (Decimal(10), None)
    assert least.text.startswith(locale.text("qualifier.at_least.word"))
    most = relative._ratio(locale, figure(10, 10), figure(1000, 1000, is_open=True))
    assert most is not None
    assert (most.low, most.high) == (None, Decimal(10))
    assert relative._ratio(locale, figure(1, 1, is_open=True), figure(1, 1, is_open=True)) is None
    assert relative._ratio(locale, figure(1, 1, extent="wider"), figure(1, 1)) is None
    soft = relative._ratio(locale, figure(10, 10, is_soft=True), figure(1000, 1000))
    assert soft is not None
    assert soft.text.startswith(locale.text("qualifier.about.word"))


@given(st.lists(st.tuples(ENDS, st.sampled_from(["", "above", "below"])), max_size=7))
def test_places_are_bounded_by_the_others(given_: list[tuple[tuple[int, int], str]]) -> None:
    """By counting: above it for sure, and above it perhaps."""
    ratios = {
        f"area-{i}": Ratio(
            base=FIGURE,
            low=None if way == "below" else Decimal(low),
            high=None if way == "above" else Decimal(high),
            text="",
        )
        for i, ((low, high), way) in enumerate(given_)
    }
    ends = {
        key: (
            Decimal(0) if r.low is None else r.low,
            Decimal("Infinity") if r.high is None else r.high,
        )
        for key, r in ratios.items()
    }
    for key, ratio in relative._placed(ratios).items():
        low, high = ends[key]
        others = [end for other, end in ends.items() if other != key]
        assert ratio.best == 1 + sum(other[0] > high for other in others)
        assert ratio.worst == 1 + sum(other[1] > low for other in others)
        assert 1 <= ratio.best <= ratio.worst <= len(ratios)
