"""Names that mean the same, under ``synonyms`` in the descriptor: a property of ours, for the search.

It holds groups of names, such as ``[["Den Haag", "'s-Gravenhage"]]``. Who types one of a group finds
what bears another; none of them is shown because of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.package.finding import Finding, entries, short

PROPERTY = "synonyms"
FEWEST = 2


def findings(descriptor: Mapping[str, Any]) -> Iterator[Finding]:
    """A group is no list of two names or more, or a name stands in it that stood before."""
    if not isinstance(descriptor.get(PROPERTY, []), list):
        yield Finding("descriptor-synonyms", (PROPERTY,), short(descriptor[PROPERTY]))
    seen: set[str] = set()
    for position, group in entries(descriptor, PROPERTY):
        if not _is_group(group):
            yield Finding("descriptor-synonyms", (PROPERTY, position), short(group))
            continue
        for place, name in enumerate(group):
            if name.casefold() in seen:
                yield Finding("descriptor-repeated", (PROPERTY, position, place), "", {"found": name})
            seen.add(name.casefold())


def groups(descriptor: Mapping[str, Any]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The groups that are sound, with their positions."""
    for position, group in entries(descriptor, PROPERTY):
        if _is_group(group):
            yield position, tuple(group)


def _is_group(group: object) -> bool:
    if not isinstance(group, list) or len(group) < FEWEST:
        return False
    return all(isinstance(name, str) and any(map(str.isalnum, name)) for name in group)
