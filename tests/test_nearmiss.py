from __future__ import annotations

import pytest

from generator import nearmiss
from generator.nearmiss import NearMiss, near_miss

KNOWN = ["breda-noord", "delft-west", "GM0363"]


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("breda-nord", "breda-noord"),
        ("Breda Noord", "breda-noord"),
        (" breda-noord ", "breda-noord"),
        ("gm0363", "GM0363"),
        ("GM363", "GM0363"),
        ("rotterdam-zuid", ""),
        ("", ""),
        ("breda-noord" * 1000, ""),
    ],
)
def test_the_near_miss(value: str, meant: str) -> None:
    assert near_miss(value, KNOWN) == meant


def test_nothing_is_near_to_nothing() -> None:
    assert near_miss("x", []) == ""


def test_it_gives_up_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearmiss, "COMPARISONS", 2 * len(KNOWN))
    near = NearMiss(KNOWN)
    assert [near("breda-nord"), near("delft-wst"), near("GM36"), near("breda-nord")] == [
        "breda-noord", "delft-west", "", "breda-noord"
    ]  # fmt: skip
