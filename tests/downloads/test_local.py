"""CSV for a spreadsheet that writes a decimal comma: nothing lost, nothing run, numbers still numbers."""

from __future__ import annotations

import csv
import datetime
import io
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import locale
from generator.downloads.local import cell, defused
from tests.downloads.support import Value, flat, table
from tests.worlds import World

NL = locale.load("nl")
# What OWASP lists as the start of a formula, and the wide forms of the same signs.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def parsed(content: bytes) -> tuple[list[str], list[list[str]]]:
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert text.endswith("\r\n")
    assert text.partition("\n")[0].endswith("\r")
    header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    return header, rows


def understood(text: str, value: Value) -> Value:
    """A cell as someone would read it who knows of what type it is."""
    if not text:
        return None
    if isinstance(value, bool):
        return {"ja": True, "nee": False}[text]
    if isinstance(value, Decimal):
        assert re.fullmatch(r"-?\d+(,\d+)?", text)
        return Decimal(text.replace(",", "."))
    if isinstance(value, int):
        return int(text)
    if isinstance(value, datetime.date):
        return datetime.date.fromisoformat(text)
    return text[1:] if text.lstrip("'").startswith(STARTS) and text.startswith("'") else text


def check(content: bytes, rows: list[dict[str, Value]]) -> None:
    header, found = parsed(content)
    assert len(set(header)) == len(header)
    assert len(found) == len(rows)
    for texts, row in zip(found, rows, strict=True):
        assert [understood(t, v) for t, v in zip(texts, row.values(), strict=True)] == list(row.values())


def test_every_table_parses_back_to_the_package(shown: World) -> None:
    for name in shown.desk.tables:
        check(shown.downloads[f"data/{name}.nl.csv"], table(shown, name))


def test_the_figures_of_every_page_parse_back(shown: World) -> None:
    paths = [p for p in shown.downloads if p.count("/") == 2 and p.endswith(".nl.csv")]
    assert paths
    for path in paths:
        check(shown.downloads[path], flat(shown, shown.downloads[path.replace(".nl.csv", ".csv")]))


def test_no_cell_starts_a_formula(shown: World) -> None:
    checked = 0
    for path, content in shown.downloads.items():
        if path.endswith(".nl.csv"):
            header, rows = parsed(content)
            for text in (*header, *(text for row in rows for text in row)):
                is_number = re.fullmatch(r"-?\d+(,\d+)?", text)
                assert is_number or not text.startswith(STARTS), (path, text)
                checked += 1
    assert checked > 1000


def test_headings_are_in_the_language(real: World) -> None:
    header, _ = parsed(real.downloads["data/targets.nl.csv"])
    assert header[:3] == ["Sleutel van het doel", "Alliantie", "Gebied"]


def test_a_language_with_a_decimal_point_has_no_form_of_its_own(world: World) -> None:
    assert not [path for path in world.downloads if path.endswith(".en.csv")]


@pytest.mark.parametrize("start", STARTS)
def test_a_formula_is_made_harmless(start: str) -> None:
    assert cell(f"{start}cmd|' /C calc'!A0", NL) == f"'{start}cmd|' /C calc'!A0"


def test_what_is_no_formula_stays_as_it_is() -> None:
    for text in ("'s-Hertogenbosch", "a=b", "5 - 3", "", " =x", "p. 14"):
        assert defused(text) == text


def test_numbers_stay_numbers() -> None:
    found = [cell(v, NL) for v in (Decimal("-1.50"), Decimal(10166), -3, True, None, Decimal("0.000001"))]
    assert found == ["-1,50", "10166", "-3", "ja", "", "0,000001"]


@given(st.text(alphabet="'=+-@ab\t\uff1d", max_size=6), st.text(alphabet="'=+-@ab\t\uff1d", max_size=6))
def test_two_texts_never_become_one(first: str, second: str) -> None:
    assert (defused(first) == defused(second)) == (first == second)
