"""What no longer adds up, held against what the site itself says of every sum."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.history import compare, opening, report, totals
from generator.history.snapshot import Snapshot
from generator.locale import load
from generator.views import sums
from generator.views.spans import ZERO
from tests.history.support import change, copy, remove
from tests.worlds import WORLDS


def opened(folder: Path) -> Snapshot:
    found = opening.folder(folder)
    assert isinstance(found, Snapshot)
    return found


def on_the_site(world: str) -> Mapping[tuple[str, str], bool]:
    """By sum and total whether the site says that some outcome fits."""
    found: dict[tuple[str, str], bool] = {}
    edition = next(iter(WORLDS[world].editions.values()))
    for view in sums.views(edition):
        for outcome in view.outcomes:
            for difference in outcome.differences:
                key = (view.sum_id, difference.total.figure_id)
                found[key] = found.get(key, False) or difference.fits
    return found


@pytest.mark.parametrize("world", sorted(WORLDS))
def test_it_sees_the_sums_as_the_site_does(world: str) -> None:
    """The site looks at the ends of a range; a total between them fits as well."""
    held = totals.held(opened(WORLDS[world].folder))
    told = on_the_site(world)
    assert held.keys() == told.keys()
    for key, fits in told.items():
        assert held[key].fits >= fits
        if not held[key].sum.minus(held[key].total).contains(ZERO):
            assert not held[key].fits
    assert {True, False} <= {sides.fits for sides in held.values()} or world != "real"


def warnings(folder: Path, new: Path, language: str = "en") -> list[str]:
    difference = compare.compare(opened(folder), opened(new))
    told = report.report(difference, load(language), "old", "new")
    return [line for line in told.warnings if "sum" in line or "whole" in line]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return copy(tmp_path / "old")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return copy(tmp_path / "new")


SUM = "The sum ‘Homes by area, added up by us: a & b’ no longer agrees with H&H Pact, new homes 2024-2030."


def test_a_total_that_was_lowered_below_its_sum(old: Path, new: Path) -> None:
    change(new, "targets", "harbour-pact-homes-new-2030", value_low="2000", value_high="2000")
    together = "at least about 2,350 together"
    told = f"Before: {together}, 3,000 stated. Now: {together}, 2,000 stated."
    assert warnings(old, new) == [f"{SUM} {told}"]
    assert warnings(new, old) == []


def test_terms_that_no_longer_come_to_the_total(old: Path, new: Path) -> None:
    for package in (old, new):
        for target in ("old-harbour-homes-new-wider", "old-harbour-homes-new-2026-2030"):
            change(package, "targets", target, qualifier="exact")
    change(new, "targets", "northern-quays-homes-new-2025-2029", value_high="900")
    told = "Before: 2,350 to 3,000 together, 3,000 stated. Now: 2,350 to 2,700 together, 3,000 stated."
    assert warnings(old, new) == [f"{SUM} {told}"]


def test_what_never_agreed_is_no_news(old: Path, new: Path) -> None:
    for package, value in ((old, "2000"), (new, "1900")):
        change(package, "targets", "harbour-pact-homes-new-2030", value_low=value, value_high=value)
    assert warnings(old, new) == []


def test_a_part_that_outgrew_its_whole(old: Path, new: Path) -> None:
    change(new, "targets", "northern-quays-homes-new-first", value_low="1300", value_high="1300")
    part = "Northern Quays, new homes between 2025 and 2026 (about 1,300)"
    whole = "Northern Quays, new homes 2025-2029 (net 900 to 1,200)"
    assert warnings(old, new) == [f"{part} is now more than the whole that it is part of: {whole}."]
    assert warnings(new, new) == []
    change(new, "targets", "northern-quays-homes-new-2025-2029", qualifier="at_least")
    assert warnings(old, new) == []


def test_a_sum_that_cannot_be_read_is_passed_over(old: Path, new: Path) -> None:
    change(new, "targets", "harbour-pact-homes-new-2030", value_low="many")
    remove(new, "targets", "old-harbour-homes-new-wider")
    assert warnings(old, new) == []
