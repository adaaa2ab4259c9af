"""What a figure says: an interval with its reservation, or that none is given; and when."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.model.vocabulary import Basis, PeriodEndKind, Qualifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A stated figure as printed: ``low`` and ``high`` in the metric's unit, equal for one figure.

    The qualifier says how to read it: ``at_least`` and ``just_over`` are open above,
    ``at_most`` is open below, ``about`` is soft at both ends.
    """

    low: Decimal
    high: Decimal
    qualifier: Qualifier
    basis: Basis = Basis.UNSTATED

    @property
    def is_range(self) -> bool:
        return self.low != self.high

    @property
    def open_above(self) -> bool:
        return self.qualifier in (Qualifier.AT_LEAST, Qualifier.JUST_OVER)

    @property
    def open_below(self) -> bool:
        return self.qualifier is Qualifier.AT_MOST

    @property
    def middle(self) -> Decimal:
        """The midpoint: only for placing and sorting, never shown as a figure."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Unspecified:
    """The source announces a figure and does not give it."""


Quantity = Interval | Unspecified


def quantity(
    low: Decimal | None, high: Decimal | None, qualifier: Qualifier, basis: Basis = Basis.UNSTATED
) -> Quantity:
    """Read the two value columns: a one-sided value stands for both ends, none for absence."""
    first = low if low is not None else high
    last = high if high is not None else low
    if first is None or last is None:
        return Unspecified()
    return Interval(low=first, high=last, qualifier=qualifier, basis=basis)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Calendar years as the source prints them; a length in years where only that is stated.

    ``end`` is the printed year: with ``until`` it is itself no longer part of the period.
    """

    start: int | None
    end: int | None
    end_kind: PeriodEndKind | None
    duration_low: Decimal | None = None
    duration_high: Decimal | None = None

    @property
    def last_year(self) -> int | None:
        """The last calendar year that counts, or None where no end is given."""
        if self.end is None:
            return None
        return self.end - 1 if self.end_kind is PeriodEndKind.UNTIL else self.end

    @property
    def sort_key(self) -> tuple[int, int]:
        return (self.start or self.end or 9999, self.last_year or 9999)


def period(
    start: int | None,
    end: int | None,
    end_kind: PeriodEndKind | None = None,
    duration_low: Decimal | None = None,
    duration_high: Decimal | None = None,
) -> Period | None:
    """Read the period columns; None where the source gives no time at all."""
    if start is None and end is None and duration_low is None and duration_high is None:
        return None
    return Period(
        start=start,
        end=end,
        end_kind=end_kind,
        duration_low=duration_low,
        duration_high=duration_high,
    )
