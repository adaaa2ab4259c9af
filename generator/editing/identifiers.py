"""An identifier for a new row, made of what the row says, as the others in its table are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping

Row = Mapping[str, str]

PERIOD = "period"
# By table, what an identifier is made of: of each group the first column that is filled in.
PARTS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "sources": (("title",), ("published",)),
    "alliances": (("short_name", "name"),),
    "areas": (("name",),),
    "metrics": (("name",),),
    "targets": (("area_id", "alliance_id", "stated_by"), ("metric_id",), (PERIOD,)),
    "measurements": (
        ("kind",),
        ("area_id", "municipality_id", "alliance_id", "stated_by"),
        ("metric_id",),
        (PERIOD,),
    ),
    "sums": (("title",),),
    "bottleneck_categories": (("name",),),
    "bottlenecks": (("area_id", "alliance_id"), ("category_id",)),
    "agreements": (("alliance_id",), ("title",)),
    "discrepancies": (("question",),),
    "changes": (("version",), ("summary",)),
}
# What is said per language is taken in English, which is what identifiers are in, or else in any.
PREFERRED = "_en"
LONGEST_PART, LONGEST = 40, 80
YEAR = 4


def suggestion(table: str, row: Row, taken: Container[str], pattern: str) -> str:
    """An identifier that is not taken and fits the pattern; empty where nothing can be suggested."""
    parts = [part for columns in PARTS.get(table, ()) if (part := _part(row, columns))]
    sign = "_" if "_" in pattern else "-"
    base = found = _cut(sign.join(slug(part, sign) for part in parts), LONGEST, sign)
    number = 1
    while found in taken:
        number += 1
        found = f"{base}{sign}{number}"
    return found if base and re.search(pattern, found) else ""


def slug(text: str, sign: str = "-") -> str:
    """A text in small letters, figures and one sign between them, not too long."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode("ascii")
    return _cut(re.sub(r"[^a-z0-9]+", sign, plain.replace("'", "")).strip(sign), LONGEST_PART, sign)


def following(numbers: Iterator[str]) -> str:
    """The number after the highest."""
    return str(max((int(number) for number in numbers if number.isdecimal()), default=0) + 1)


def _part(row: Row, columns: tuple[str, ...]) -> str:
    if columns == (PERIOD,):
        years = (row.get("period_start", ""), row.get("period_end", ""))
        return "-".join(dict.fromkeys(filter(None, years)))
    if columns == ("published",):
        return row.get("published", "")[:YEAR]
    return next((said for column in columns if (said := _said(row, column))), "")


def _said(row: Row, column: str) -> str:
    own = row.get(column) or row.get(column + PREFERRED)
    return own or next((row[c] for c in row if c.startswith(f"{column}_") and row[c]), "")


def _cut(text: str, length: int, sign: str) -> str:
    """At most so long, and whole words where it can be."""
    if len(text) <= length:
        return text
    whole, _, _ = text[: length + 1].rpartition(sign)
    return whole or text[:length]
