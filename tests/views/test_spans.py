"""Interval arithmetic: whatever is meant by the terms, the sum of it lies within the sum of the spans."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import locale
from generator.model.vocabulary import Unit
from generator.views.spans import NOTHING, Span, difference_text, span_text, total

NL, EN = locale.load("nl"), locale.load("en")
HALVES = st.integers(-20, 20).map(lambda n: Decimal(n) / 2)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    low, high = sorted((draw(HALVES), draw(HALVES)))
    return Span(
        low=low,
        high=high,
        open_below=draw(st.booleans()),
        open_above=draw(st.booleans()),
        is_soft=draw(st.booleans()),
    )


@st.composite
def meant(draw: st.DrawFn, span: Span) -> Decimal:
    """A value that the span can mean, also far out on an open side."""
    low = span.low - 50 if span.open_below else span.low
    high = span.high + 50 if span.open_above else span.high
    return low + (high - low) * draw(st.integers(0, 8)) / 8


@given(st.data(), st.lists(spans(), max_size=6))
def test_a_sum_contains_the_sum_of_any_choice_of_values(data: st.DataObject, terms: list[Span]) -> None:
    values = [data.draw(meant(term)) for term in terms]
    assert total(terms).contains(sum(values, Decimal(0)))


@given(st.data(), spans(), spans())
def test_a_difference_contains_any_difference(data: st.DataObject, one: Span, other: Span) -> None:
    assert one.minus(other).contains(data.draw(meant(one)) - data.draw(meant(other)))


@given(st.data(), spans(), spans())
def test_either_contains_both(data: st.DataObject, one: Span, other: Span) -> None:
    either = one.or_else(other)
    assert either.contains(data.draw(meant(one)))
    assert either.contains(data.draw(meant(other)))


@given(st.lists(spans(), max_size=6))
def test_what_is_open_or_soft_stays_so(terms: list[Span]) -> None:
    found = total(terms)
    assert found.open_below == any(t.open_below for t in terms)
    assert found.open_above == any(t.open_above for t in terms)
    assert found.is_soft == any(t.is_soft for t in terms)


@given(spans(), HALVES)
def test_a_distance_is_nought_just_within_what_is_printed(span: Span, value: Decimal) -> None:
    assert (span.distance(value) == 0) == (span.low <= value <= span.high)
    assert span.distance(value) >= 0


def span(low: int, high: int, **more: bool) -> Span:
    return Span(low=Decimal(low), high=Decimal(high), **more)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (span(900, 1200), "900 tot 1.200"),
        (span(5, 5, is_soft=True), "ongeveer 5"),
        (span(50000, 50000, open_above=True), "minstens 50.000"),
        (span(7, 9, open_above=True), "minstens 7"),
        (span(7, 9, open_below=True, is_soft=True), "hooguit ongeveer 9"),
    ],
)
def test_spans_in_words(found: Span, said: str) -> None:
    assert span_text(NL, found, Unit.HOMES) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (NOTHING, "exactly the same"),
        (span(0, 0, is_soft=True), "about the same"),
        (span(0, 0, open_above=True), "the same, open at one end"),
        (span(-1564, -1264), "1,264 to 1,564 less"),
        (span(336, 336), "336 more"),
        (span(-36, 264), "36 less to 264 more"),
        (span(18436, 18736, open_below=True), "at most 18,736 more"),
        (span(-30, -30, open_below=True), "at least 30 less"),
    ],
)
def test_differences_in_words(found: Span, said: str) -> None:
    assert difference_text(EN, found, Unit.HOMES) == said
