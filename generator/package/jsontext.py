"""JSON as a person writes it: read strictly, and the line at which a value stands."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

DEEPEST = 40
DECODER = json.JSONDecoder()


class JsonError(ValueError):
    """The text is no JSON that we take; ``rule`` says of what kind, ``line`` where (0: unknown)."""

    def __init__(self, rule: str, found: str, line: int = 0) -> None:
        super().__init__(found)
        self.rule, self.found, self.line = rule, found, line


def parse(text: str) -> Any:
    """The value that the text holds. Raises JsonError."""
    try:
        value = json.loads(
            text, parse_constant=_refused_number, parse_float=_finite, object_pairs_hook=_object
        )
    except json.JSONDecodeError as error:
        raise JsonError("descriptor-json", error.msg, error.lineno) from error
    except RecursionError as error:
        raise JsonError("descriptor-nesting", "") from error
    except JsonError:
        raise
    except ValueError as error:  # a number of thousands of digits
        raise JsonError("descriptor-json", str(error)) from error
    if _is_deep(value):
        raise JsonError("descriptor-nesting", "")
    return value


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line of the value to which the path leads, or of the nearest one around it that exists.

    0 where there is no text.
    """
    if not text:
        return 0
    begin = value = _skip(text, 0)
    for step in path:
        found = _member(text, value, step)
        if found is None:
            break
        begin, value = found
    return text.count("\n", 0, begin) + 1


def _refused_number(name: str) -> None:
    raise JsonError("descriptor-json", f"{name} is no JSON")


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise JsonError("descriptor-json", f"{number} is too large")
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise JsonError("descriptor-repeated", next(n for n in names if names.count(n) > 1))
    return found


def _is_deep(value: object) -> bool:
    level = [value]
    for _ in range(DEEPEST):
        inner = [list(v.values()) if isinstance(v, dict) else v for v in level]
        level = [member for v in inner if isinstance(v, list) for member in v]
    return bool(level)


def _skip(text: str, index: int, also: str = "") -> int:
    while index < len(text) and (text[index].isspace() or text[index] in also):
        index += 1
    return index


def _member(text: str, start: int, step: str | int) -> tuple[int, int] | None:
    """Where a member of the object or array at ``start`` begins (with its name), and where its value."""
    if text[start] not in "[{":
        return None
    index, position = _skip(text, start + 1), 0
    while text[index] not in "]}":
        begin: int = index
        name: str | int = position
        if text[start] == "{":
            name, index = DECODER.raw_decode(text, index)
            index = _skip(text, index, ":")
        if name == step:
            return begin, index
        _, index = DECODER.raw_decode(text, index)
        index = _skip(text, index, ",")
        position += 1
    return None
