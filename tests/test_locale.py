from __future__ import annotations

import datetime
import string
from decimal import Decimal

import pytest

from generator import locale

NL, EN = locale.load("nl"), locale.load("en")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys() -> None:
    assert set(locale.available()) == {"nl", "en"}
    assert NL.texts.keys() ^ EN.texts.keys() == set()


@pytest.mark.parametrize("key", sorted(NL.texts))
def test_a_text_has_the_same_placeholders_in_both_languages(key: str) -> None:
    if key.rpartition(".")[2] in ("one", "zero"):  # the number may be a word there
        assert placeholders(NL.texts[key]) ^ placeholders(EN.texts[key]) <= {"n"}
    else:
        assert placeholders(NL.texts[key]) == placeholders(EN.texts[key])


@pytest.mark.parametrize("language", locale.available())
def test_every_plural_has_all_its_forms(language: str) -> None:
    texts = locale.load(language)
    for key in texts.texts:
        stem, _, form = key.rpartition(".")
        if form in ("one", "zero"):
            assert texts.has(f"{stem}.other"), key


@pytest.mark.parametrize("language", locale.available())
def test_no_text_is_empty_or_has_loose_spaces(language: str) -> None:
    wrong = {key for key, text in locale.load(language).texts.items() if not text.strip() and text}
    assert wrong == set()


def test_numbers() -> None:
    assert (NL.number(10166), EN.number(10166)) == ("10.166", "10,166")
    assert (NL.number(Decimal("1.5")), EN.number(Decimal("1.5"))) == ("1,5", "1.5")
    assert (NL.percent(60), EN.percent(Decimal("12.5"))) == ("60%", "12.5%")


def test_dates() -> None:
    day = datetime.date(2026, 11, 22)
    assert NL.date(day) == "22 november 2026"
    assert "November" in EN.date(day)
    assert NL.month(2026, 3) == "maart 2026"


def test_plurals() -> None:
    assert NL.plural("problem_list.errors", 1) == "1 fout gevonden."
    assert NL.plural("problem_list.errors", 1500) == "1.500 fouten gevonden."
    assert EN.plural("problem_list.errors", 0) == "0 errors found."


def test_lists() -> None:
    assert NL.joined(["a", "b", "c"]) == "a, b en c"
    assert NL.joined([]) == ""


def test_an_unknown_language_and_an_unknown_text() -> None:
    with pytest.raises(locale.UnknownLanguageError):
        locale.load("../nl")
    with pytest.raises(KeyError):
        NL.text("absent")


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    assert "{n}" in NL.text("problem_list.near_miss", suggestion="{n}")
