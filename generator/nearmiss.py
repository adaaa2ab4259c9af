"""What a misspelt identifier was meant to be."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

# Comparing every wrong cell with every identifier takes long; so many at once are no typos.
COMPARISONS = 200_000
LONGEST = 80
LIKENESS = 0.7


class NearMiss:
    """Finds what a wrong identifier was meant to be; gives up where there are too many to be typos."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = {name.casefold(): name for name in known}
        self._left = COMPARISONS
        self._found: dict[str, str] = {}

    def __call__(self, value: str) -> str:
        """The known identifier that looks most like ``value``, or nothing."""
        sought = value.strip().casefold()[:LONGEST]
        if sought not in self._found:
            self._left -= len(self._known)
            close = difflib.get_close_matches(sought, self._known, 1, LIKENESS) if self._left >= 0 else []
            self._found[sought] = self._known[close[0]] if close else ""
        return self._found[sought]


def near_miss(value: str, known: Iterable[str]) -> str:
    """The known identifier that looks most like a single wrong ``value``, or nothing."""
    return NearMiss(known)(value)
