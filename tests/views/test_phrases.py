"""Quantities and periods in words: nothing that the source says gets lost, and nothing is added."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from babel.numbers import parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from generator import locale
from generator.locale import Locale
from generator.model import Interval, Quantity, Unspecified
from generator.model.quantity import period
from generator.model.vocabulary import Basis, PeriodEndKind, Qualifier, Unit
from generator.views import phrases

LANGUAGES = tuple(locale.load(language) for language in locale.available())
in_every_language = pytest.mark.parametrize("texts", LANGUAGES, ids=lambda t: t.language)
in_each = pytest.mark.parametrize("language", locale.available())
SIGNED = re.compile(r"[<>≥≤±]")

AMOUNTS = st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False, allow_infinity=False)
UNITS = st.sampled_from(Unit)


def stated(
    low: str | int, high: str | int | None = None, word: str = "exact", basis: str = "unstated"
) -> Interval:
    return Interval(
        low=Decimal(low),
        high=Decimal(low if high is None else high),
        qualifier=Qualifier(word),
        basis=Basis(basis),
    )


# --- amounts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unit", "dutch", "english"),
    [
        (0, "homes", "0", "0"),
        (7, "projects", "7", "7"),
        (950, "homes", "950", "950"),
        (10166, "homes", "10.166", "10,166"),
        (1000000, "people", "1.000.000", "1,000,000"),
        ("0.75", "ratio", "0,75", "0.75"),
        ("2.50", "ratio", "2,5", "2.5"),
        ("0.0001", "ratio", "0,0001", "0.0001"),
        ("1.5", "years", "1,5", "1.5"),
        (60, "percent", "60%", "60%"),
        ("12.5", "percent", "12,5%", "12.5%"),
        (0, "percent", "0%", "0%"),
        (0, "eur", "€ 0", "€ 0"),
        (10000, "eur_per_home", "€ 10.000", "€ 10,000"),
        ("0.5", "eur", "€ 0,50", "€ 0.50"),
        ("1234567.5", "eur", "€ 1.234.567,50", "€ 1,234,567.50"),
        (999999, "eur", "€ 999.999", "€ 999,999"),
        (1255001, "eur_per_year", "€ 1.255.001", "€ 1,255,001"),
    ],
)
def test_an_amount_is_written_the_way_of_the_language(
    value: str | int, unit: str, dutch: str, english: str
) -> None:
    found = [phrases.amount_text(locale.load(n), Decimal(value), Unit(unit)) for n in ("nl", "en")]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in found] == [dutch, english]


@pytest.mark.parametrize(
    ("value", "size", "amount"),
    [
        (10**6, "million", {"nl": "€ 1", "en": "€ 1"}),
        (1_500_000, "million", {"nl": "€ 1,5", "en": "€ 1.5"}),
        (600_000_000, "million", {"nl": "€ 600", "en": "€ 600"}),
        (1_250_000_000, "billion", {"nl": "€ 1,25", "en": "€ 1.25"}),
        (22_000_000_000, "billion", {"nl": "€ 22", "en": "€ 22"}),
    ],
)
@in_every_language
def test_large_round_sums_are_in_words(texts: Locale, value: int, size: str, amount: dict[str, str]) -> None:
    found = phrases.amount_text(texts, Decimal(value), Unit.EUR).replace("\N{NO-BREAK SPACE}", " ")
    assert found == texts.text(f"numbers.{size}", n=amount[texts.language])


@in_each
@given(value=AMOUNTS | st.decimals(min_value=0, max_value=10**6, places=9), unit=UNITS)
def test_an_amount_reads_back_to_the_same_value(language: str, value: Decimal, unit: Unit) -> None:
    """Also: nought is shown as 0, and nothing else is."""
    texts = locale.load(language)
    shown = phrases.amount_text(texts, value, unit)
    size = 1
    for name, factor in (("million", 10**6), ("billion", 10**9)):
        word = texts.text(f"numbers.{name}", n="").strip()
        if word in shown:
            shown, size = shown.replace(word, ""), factor
    bare = re.sub(r"[€%\s]", "", shown)
    assert parse_decimal(bare, locale=texts.babel) * size == value
    assert (bare == "0") == (value == 0)


@in_each
@given(low=AMOUNTS, high=AMOUNTS, unit=UNITS)
def test_a_range_shows_both_ends(language: str, low: Decimal, high: Decimal, unit: Unit) -> None:
    texts = locale.load(language)
    first, last = (phrases.amount_text(texts, value, unit) for value in (low, high))
    shown = phrases.range_text(texts, low, high, unit)
    assert shown == (first if low == high else texts.text("figure.range", low=first, high=last))


# --- quantities -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quantity", "words", "number", "sign"),
    [
        (stated(950), (), "950", "950"),
        (stated(950, word="about"), ("qualifier.about.word",), "950", "± 950"),
        (stated(950, word="just_over"), ("qualifier.just_over.word",), "950", "> 950"),
        (stated(950, word="at_least"), ("qualifier.at_least.word",), "950", "≥ 950"),
        (stated(950, word="at_most"), ("qualifier.at_most.word",), "950", "≤ 950"),
        (stated(950, basis="net"), ("basis.net",), "950", "950"),
        (stated(950, basis="gross", word="about"), ("basis.gross", "qualifier.about.word"), "950", "± 950"),
        (stated(300, 950), (), "figure.range", "300–950"),
        (stated(300, 950, word="about"), ("qualifier.about.word",), "figure.range", "± 300–950"),
        (stated(0), (), "0", "0"),
        (stated(0, 950), (), "figure.range", "0–950"),
    ],
)
@in_every_language
def test_a_quantity_keeps_its_reservations(
    texts: Locale, quantity: Interval, words: tuple[str, ...], number: str, sign: str
) -> None:
    range_of = {"low": str(quantity.low), "high": str(quantity.high)}
    expected = texts.text(number, **range_of) if number == "figure.range" else number
    reservation = " ".join(texts.text(word) for word in words)
    assert phrases.number_text(texts, quantity, Unit.HOMES) == expected
    assert phrases.reservation_text(texts, quantity) == reservation
    assert phrases.value_text(texts, quantity, Unit.HOMES) == f"{reservation} {expected}".strip()
    assert phrases.short_text(texts, quantity, Unit.HOMES) == sign


@in_every_language
@pytest.mark.parametrize("unit", Unit)
def test_what_the_source_does_not_give_is_never_a_number(texts: Locale, unit: Unit) -> None:
    for say in (phrases.number_text, phrases.value_text, phrases.short_text):
        assert say(texts, Unspecified(), unit)
        assert not re.search(r"\d", say(texts, Unspecified(), unit))
    assert phrases.reservation_text(texts, Unspecified()) == ""


QUANTITIES = st.builds(
    lambda ends, word, basis: Interval(low=min(ends), high=max(ends), qualifier=word, basis=basis),
    st.tuples(AMOUNTS, AMOUNTS),
    st.sampled_from(Qualifier),
    st.sampled_from(Basis),
)


@in_each
@given(quantity=QUANTITIES | st.just(Unspecified()), other=QUANTITIES | st.just(Unspecified()), unit=UNITS)
def test_different_quantities_never_read_the_same(
    language: str, quantity: Quantity, other: Quantity, unit: Unit
) -> None:
    texts = locale.load(language)
    said = [phrases.value_text(texts, q, unit) for q in (quantity, other)]
    assert (said[0] == said[1]) == (quantity == other)


@in_every_language
def test_the_words_of_reservations_differ(texts: Locale) -> None:
    words = [phrases.reservation_text(texts, stated(1, word=w, basis=b)) for w in Qualifier for b in Basis]
    assert len(set(words)) == len(Qualifier) * len(Basis)
    signs = [phrases.short_text(texts, stated(1, word=w), Unit.HOMES) for w in Qualifier]
    assert len(set(signs)) == len(Qualifier)
    assert [bool(SIGNED.search(s)) for s in signs] == [w is not Qualifier.EXACT for w in Qualifier]


# --- periods ----------------------------------------------------------------------------------

THROUGH, UNTIL, AROUND = PeriodEndKind.THROUGH, PeriodEndKind.UNTIL, PeriodEndKind.AROUND


@pytest.mark.parametrize(
    ("found", "key", "params"),
    [
        (period(2025, 2029, THROUGH), "period.both_through", {"start": 2025, "end": 2029}),
        (period(2025, 2030, UNTIL), "period.both_until", {"start": 2025, "end": 2030}),
        (period(2025, 2040, AROUND), "period.both_around", {"start": 2025, "end": 2040}),
        (period(None, 2029, THROUGH), "period.end_through", {"end": 2029}),
        (period(None, 2030, UNTIL), "period.end_until", {"end": 2030}),
        (period(None, 2040, AROUND), "period.end_around", {"end": 2040}),
        (period(2026, None), "period.start", {"start": 2026}),
        (period(2026, 2026, THROUGH), "period.year", {"year": 2026}),
        (period(2026, 2026, AROUND), "period.both_around", {"start": 2026, "end": 2026}),
        (period(None, None, None, Decimal(20), Decimal(20)), "period.duration", {"years": "20"}),
        (period(None, None, None, Decimal(20), None), "period.duration", {"years": "20"}),
    ],
)
@in_every_language
def test_a_period_in_words(texts: Locale, found: object, key: str, params: dict[str, object]) -> None:
    said = phrases.period_text(texts, found)  # type: ignore[arg-type]
    assert said == texts.text(key, **params)
    assert all(str(value) in said for value in params.values())


@in_every_language
def test_a_length_may_be_a_range(texts: Locale) -> None:
    found = period(None, None, None, Decimal(15), Decimal(20))
    years = texts.text("figure.range", low="15", high="20")
    assert phrases.period_text(texts, found) == texts.text("period.duration", years=years)


@in_every_language
def test_no_period_is_no_words(texts: Locale) -> None:
    assert phrases.period_text(texts, None) == ""


@in_every_language
def test_a_year_has_no_thousands_separator(texts: Locale) -> None:
    for kind in PeriodEndKind:
        said = phrases.period_text(texts, period(2025, 2029, kind))
        assert {"2025", "2029"} <= set(re.findall(r"[\d.,]+", said))
