"""How the text of a cell becomes a value, by the type of its column; None where it does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
DECIMAL = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,12})?")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _decimal(cell: str) -> Decimal | None:
    return Decimal(cell) if DECIMAL.fullmatch(cell) else None


def _integer(cell: str) -> int | None:
    return int(cell) if INTEGER.fullmatch(cell) else None


def _date(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell) if ISO_DATE.fullmatch(cell) else None
    except ValueError:
        return None


PARSERS: Mapping[str, Callable[[str], object]] = {
    "integer": _integer,
    "number": _decimal,
    "boolean": {"true": True, "false": False}.get,
    "date": _date,
}
