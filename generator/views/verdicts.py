"""Reached, on course, behind or unknown: a word only where every value in the ranges gives the same."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import product

from generator.model import Interval, Quantity
from generator.model.vocabulary import Direction, Qualifier

# A floor is no goal for what should become less, and a ceiling none for what should become more.
WRONG_WAY = {
    Direction.MORE: (Qualifier.AT_MOST,),
    Direction.FEWER: (Qualifier.AT_LEAST, Qualifier.JUST_OVER),
}


class Status(StrEnum):
    """How what was measured stands to what was promised."""

    REACHED = "reached"
    ON_COURSE = "on_course"
    BEHIND = "behind"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What a target promises; ``is_counted``: counted up from nought in its period, not a level."""

    quantity: Quantity
    direction: Direction
    is_counted: bool
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A status with its reason, which names the formula; ``expected`` is what is due by now."""

    status: Status
    reason: str
    expected: tuple[Decimal, ...] = ()


def verdict(promise: Promise, measured: Quantity, year: int | None, baseline: Decimal | None) -> Verdict:
    """Hold a measured result, known up to ``year``, against a promise."""
    wanted = promise.quantity
    if not isinstance(wanted, Interval) or not isinstance(measured, Interval):
        return Verdict(status=Status.UNKNOWN, reason="unspecified")
    if promise.direction is Direction.NONE or wanted.qualifier in WRONG_WAY[promise.direction]:
        return Verdict(status=Status.UNKNOWN, reason="direction")
    due = tuple(_due(promise, end, year, baseline) for end in (wanted.low, wanted.high))
    ends = product((measured.low, measured.high), zip((wanted.low, wanted.high), due, strict=True))
    found = {_status(promise, value, goal, by_now, year) for value, (goal, by_now) in ends}
    expected = tuple(amount for amount in due if amount is not None)
    if len(found) > 1:
        return Verdict(status=Status.UNKNOWN, reason="range", expected=expected)
    status = found.pop()
    if _could_be_better(promise, measured, status) or _could_be_worse(promise, measured, status):
        return Verdict(status=Status.UNKNOWN, reason="open", expected=expected)
    reason = "baseline" if status is Status.UNKNOWN else status.value
    if status is Status.BEHIND and _is_over(promise, year):
        reason = "missed"
    return Verdict(status=status, reason=reason, expected=expected)


def _due(promise: Promise, goal: Decimal, year: int | None, baseline: Decimal | None) -> Decimal | None:
    """What is due by the end of ``year`` if it goes evenly; None where the start is not known."""
    if promise.first_year is None or promise.last_year is None or year is None:
        return None
    start = Decimal(0) if promise.is_counted else baseline
    if start is None:
        return None
    share = Decimal(year - promise.first_year + 1) / (promise.last_year - promise.first_year + 1)
    return start + (goal - start) * share


def _status(
    promise: Promise, value: Decimal, goal: Decimal, by_now: Decimal | None, year: int | None
) -> Status:
    sign = 1 if promise.direction is Direction.MORE else -1
    if sign * (value - goal) >= 0 and (not _may_still_turn(promise, year)):
        return Status.REACHED
    if _is_over(promise, year):
        return Status.BEHIND
    if by_now is None:
        return Status.UNKNOWN
    return Status.ON_COURSE if sign * (value - by_now) >= 0 else Status.BEHIND


def _may_still_turn(promise: Promise, year: int | None) -> bool:
    """What is counted up and should stay few is only safe once its period is over."""
    return promise.is_counted and promise.direction is Direction.FEWER and not _is_over(promise, year)


def _is_over(promise: Promise, year: int | None) -> bool:
    return promise.last_year is not None and year is not None and year >= promise.last_year


def _could_be_better(promise: Promise, measured: Interval, status: Status) -> bool:
    better = measured.open_above if promise.direction is Direction.MORE else measured.open_below
    return better and status is not Status.REACHED


def _could_be_worse(promise: Promise, measured: Interval, status: Status) -> bool:
    worse = measured.open_below if promise.direction is Direction.MORE else measured.open_above
    return worse and status is not Status.BEHIND
