"""Rows by key: the look-ups from which the dataset's own are made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def group(rows: Iterable[T], key: Callable[[T], K | None]) -> Mapping[K, tuple[T, ...]]:
    """Group rows by a key, in their own order; rows without a key are left out."""
    groups: defaultdict[K, list[T]] = defaultdict(list)
    for row in rows:
        value = key(row)
        if value is not None:
            groups[value].append(row)
    return {value: tuple(members) for value, members in groups.items()}


def group_pairs(pairs: Iterable[tuple[K, T]]) -> Mapping[K, tuple[T, ...]]:
    """Group pairs by their first, keeping each second once and in order."""
    groups: defaultdict[K, dict[int, T]] = defaultdict(dict)
    for key, value in pairs:
        groups[key][id(value)] = value
    return {key: tuple(values.values()) for key, values in groups.items()}
