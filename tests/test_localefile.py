"""Locale files that an atlas brings along."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from generator import locale
from generator.localefile import FALLBACK, BrokenLocaleError, read

Bring = Callable[[str, str], None]


@pytest.fixture
def bring(tmp_path: Path) -> Iterator[Bring]:
    """Takes a locale file for what it says, until the test is over."""
    folder = tmp_path / "locales"
    folder.mkdir()

    def take(language: str, text: str) -> None:
        (folder / f"{language}.toml").write_text(text, encoding="utf-8")
        locale.own(locale.of_atlas(tmp_path))

    yield take
    locale.own(())
    assert locale.available() == ("en", "nl")


def test_some_words_of_a_language_that_we_have(bring: Bring) -> None:
    before = dict(locale.load("nl").texts)
    bring("nl", '[chrome]\nmenu = "Wegwijzer"\n')
    after = locale.load("nl").texts
    assert {key for key in before if before[key] != after[key]} == {"chrome.menu"}
    assert after["chrome.menu"] == "Wegwijzer"
    assert locale.missing("nl") == ()
    assert locale.available() == ("en", "nl")


def test_a_language_that_we_lack(bring: Bring) -> None:
    bring("da", '[language]\nname = "Dansk"\nformats = "da"\n[nav]\narea = "Områder"\n')
    danish = locale.load("da")
    assert locale.available() == ("da", "en", "nl")
    assert (danish.number(10166), danish.text("nav.area")) == ("10.166", "Områder")
    said = {"language.name", "language.formats", "nav.area"}
    assert set(locale.missing("da")) == set(read(FALLBACK)) - said
    assert danish.text("nav.home") == locale.load("en").text("nav.home")


def test_what_is_no_longer_brought_is_forgotten(bring: Bring) -> None:
    bring("da", '[language]\nname = "Dansk"\nformats = "da"\n')
    assert locale.load("da").language == "da"
    locale.own(())
    with pytest.raises(locale.UnknownLanguageError):
        locale.load("da")


def test_a_language_has_the_plurals_that_it_needs(bring: Bring) -> None:
    forms = 'one = "{n} błąd"\nfew = "{n} błędy"\nmany = "{n} błędów"\nother = "{n} błędu"\n'
    bring("pl", f'[language]\nname = "Polski"\nformats = "pl"\n[problem_list.errors]\n{forms}')
    polish = locale.load("pl")
    found = [polish.plural("problem_list.errors", n) for n in (1, 3, 5)]
    assert found == ["1 błąd", "3 błędy", "5 błędów"]


@pytest.mark.parametrize(
    ("text", "why", "details"),
    [
        ("[chrome", "file", {}),
        ('[chrome]\nmneu = "x"', "key", {"key": "chrome.mneu"}),
        ('[chrome]\nmenu = "{x}"', "gap", {"key": "chrome.menu", "gap": "x"}),
        ('[chrome]\nmenu = "{"', "file", {}),
        ('[language]\nformats = "xx_YY"', "file", {}),
    ],
)
def test_one_that_cannot_serve_says_why(
    text: str, why: str, details: Mapping[str, str], bring: Bring
) -> None:
    with pytest.raises(BrokenLocaleError) as raised:
        bring("nl", text)
    assert raised.value.why == why
    assert raised.value.details["file"].endswith("locales/nl.toml")
    assert raised.value.details.items() >= details.items()
    for language in ("en", "nl"):
        locale.own(())
        assert locale.load(language).text(f"new.broken.{why}", **raised.value.details)
