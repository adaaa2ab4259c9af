"""The day that a build calls today: that of the clock, or the one it is told."""

from __future__ import annotations

import datetime

import pytest

from generator import cli


def test_the_environment_can_set_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert cli.today() == datetime.date(2023, 11, 14)


@pytest.mark.parametrize("value", ["", "yesterday", "-1"])
def test_else_it_is_the_clock_s(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    before = datetime.datetime.now(datetime.UTC).date()
    assert before <= cli.today() <= datetime.datetime.now(datetime.UTC).date()
