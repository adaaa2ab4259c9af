"""A finding in the descriptor: which rule, and the path through the JSON to what it is about."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Path = tuple[str | int, ...]
SHORT = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """The makings of a problem in the descriptor; ``table`` where it keeps a table from being read."""

    rule: str
    path: Path
    value: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    table: str = ""


def mapping(value: object) -> Mapping[str, Any]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def entries(holder: Mapping[str, Any], name: str) -> Iterator[tuple[int, Any]]:
    """The members of a list with their positions; none where it is no list."""
    value = holder.get(name)
    return iter(enumerate(value if isinstance(value, list) else ()))


def short(value: object) -> str:
    """A value as JSON, cut to a length that can be shown; text without its quotes."""
    return (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))[:SHORT]


def shown_path(found: object, path: Path) -> str:
    """The path with names instead of positions where the members of a list have names."""
    steps: list[str] = []
    for step in path:
        try:
            found = found[step]  # type: ignore[index]
        except (LookupError, TypeError):
            found = None
        name = mapping(found).get("name") if isinstance(step, int) else None
        steps.append(name if isinstance(name, str) else str(step))
    return ".".join(steps)
