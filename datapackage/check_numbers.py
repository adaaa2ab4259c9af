#!/usr/bin/env python3
"""Check that every number in the source documents is accounted for.

A number is accounted for when the package holds it for that source (as a value, a period, a
duration or a year), or when it stands in numbers-left-out.csv with the reason why it is no
figure. Numbers are digits (thousands points, decimal commas, percentages, amounts, years,
dates) and Dutch number words (two up to a hundred, thousand, million, fractions, ordinals).

Not looked at: "een" and "één". They are an article far more often than a number, so no list
could tell the two apart.

How a match is made:
- a year (1900-2100 without a thousands point) matches a year of the source's rows;
- a number of 100 or more matches a value of the source's rows, however often it occurs;
- a smaller number is used up: each row accounts for one occurrence, so that a "three" in one
  place cannot hide another "three" elsewhere. Occurrences that only repeat are listed.

A row of numbers-left-out.csv names the source, the number as it is written (lower case), a
context of at most three words that must stand close to it (empty: everywhere in that
source), and the reason. A row that matches nothing is reported as stale.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

HERE = Path(__file__).resolve().parent
NEAR = 60  # characters on either side in which the context of a left-out number must stand
SHOWN = 35  # characters on either side that a message shows
SMALL = Decimal(100)  # below this, each row accounts for one occurrence only

UNITS = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
TEENS = [
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
]
TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
SPECIAL = {
    "half": "0.5",
    "halve": "0.5",
    "helft": "0.5",
    "kwart": "0.25",
    "driekwart": "0.75",
    "tweederde": "0.667",
    "honderd": "100",
    "duizend": "1000",
    "miljoen": "1000000",
    "miljard": "1000000000",
    "tweede": "2",
    "derde": "3",
    "eerste": "1",
    "achtste": "8",
}
FACTORS = {"miljoen": Decimal(10**6), "miljard": Decimal(10**9), "duizend": Decimal(1000)}

DATE = r"\d{1,2}-\d{1,2}-\d{4}"
DIGITS = r"\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?"
VALUE_COLUMNS = (("value_low", "value_high"), ("duration_low", "duration_high"))
LIST_COLUMNS = ("source_id", "number", "context", "reason_nl", "reason_en")
YEAR_COLUMNS = ("period_start", "period_end", "started", "deadline")


class WrongUseError(Exception):
    """The check cannot run: a folder or table is missing or unreadable."""


@dataclass(frozen=True)
class Number:
    """One number found in a document."""

    written: str
    value: Decimal | None  # None: a date
    start: int
    end: int

    @property
    def is_year(self) -> bool:
        """Whether it is written as a year; 7000 is none, and neither is 2.063."""
        return bool(re.fullmatch(r"(?:19|20)\d\d", self.written))


@dataclass
class Known:
    """What the package holds for one source."""

    large: set[Decimal] = field(default_factory=set)
    small: Counter[Decimal] = field(default_factory=Counter)
    years: set[str] = field(default_factory=set)

    def add(self, value: Decimal) -> None:
        """Take in one value of one row."""
        if value < SMALL:
            self.small[value] += 1
        else:
            self.large.add(value)

    def accounts_for(self, number: Number) -> bool:
        """Whether the package holds this number; a small one is used up by it."""
        if number.value is None:
            return False
        if number.is_year:
            return number.written in self.years
        if number.value >= SMALL:
            return number.value in self.large
        self.small[number.value] -= 1
        return self.small[number.value] >= 0


@dataclass
class LeftOut:
    """A number that is no figure, with its context and the line of its row."""

    source_id: str
    number: str
    context: str
    line: int
    hits: int = 0


def number_words() -> dict[str, Decimal]:
    """Dutch number words with their value; "een" and "één" are left out on purpose."""
    found = {word: Decimal(n) for n, word in enumerate(UNITS, 1) if n > 1}
    found |= {word: Decimal(n) for n, word in enumerate(TEENS, 10)}
    for tens, word in enumerate(TENS, 2):
        found[word] = Decimal(tens * 10)
        for unit, small in enumerate(UNITS, 1):
            joint = "ën" if small.endswith("e") else "en"
            found[f"{small}{joint}{word}"] = Decimal(tens * 10 + unit)
    for word, value in list(found.items()):
        found[word + ("ste" if value >= 20 else "de")] = value
    return found | {word: Decimal(value) for word, value in SPECIAL.items()}


WORDS = number_words()
PATTERN = re.compile(
    rf"(?P<date>{DATE})|(?P<digits>{DIGITS})|\b(?P<word>{'|'.join(sorted(WORDS, key=len)[::-1])})\b",
    re.IGNORECASE,
)
FACTOR = re.compile(rf"\s+({'|'.join(FACTORS)})\b", re.IGNORECASE)


def numbers_in(text: str) -> Iterator[Number]:
    """Every number of a text, in order; "1,3 miljoen" is one number."""
    position = 0
    while match := PATTERN.search(text, position):
        position = match.end()
        written = match.group().lower()
        if match.group("date"):
            yield Number(written, None, match.start(), match.end())
            continue
        plain = written.replace(".", "").replace(",", ".")
        value = WORDS[written] if match.group("word") else Decimal(plain)
        if factor := FACTOR.match(text, position):
            position = factor.end()
            value *= FACTORS[factor.group(1).lower()]
        yield Number(written, value, match.start(), position)


def rows_of(path: Path, needed: tuple[str, ...] = ()) -> list[dict[str, str]]:
    """The rows of a CSV file, which must have the columns that are needed."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if missing := set(needed) - set(reader.fieldnames or ()):
                raise WrongUseError(f"{path} lacks the column {', '.join(sorted(missing))}")
            return list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WrongUseError(f"{path}: {error}") from error


def as_number(cell: str) -> Decimal | None:
    """The number in a cell, or None where it holds none."""
    try:
        return Decimal(cell)
    except InvalidOperation:
        return None


def values_of(row: dict[str, str]) -> list[Decimal]:
    """The numbers that one row accounts for: its values, its durations, its printed form."""
    found: list[Decimal] = []
    for columns in VALUE_COLUMNS:
        pair = {as_number(row.get(column) or "") for column in columns}
        found += [value for value in pair if value is not None]
    printed = [n.value for n in numbers_in(row.get("as_printed") or "") if n.value is not None]
    return found + [value for value in printed if value not in found]


def known_numbers(data: Path) -> dict[str, Known]:
    """Per source, every number that a table of the package holds with that source."""
    known: dict[str, Known] = {}
    for path in sorted(data.glob("*.csv")):
        for row in rows_of(path):
            source = row.get("source_id")
            # A figure of our own, or one that stands in its own row already, adds nothing.
            repeats = row.get("target_id") if path.stem == "readings" else ""
            repeats = repeats or (row.get("measurement_id") if path.stem == "readings" else "")
            if not source or repeats or row.get("computed") == "true":
                continue
            held = known.setdefault(source, Known())
            for value in values_of(row):
                held.add(value)
            cells = " ".join(row.get(column) or "" for column in YEAR_COLUMNS)
            held.years |= set(re.findall(r"\b(?:19|20)\d\d\b", cells))
    return known


def left_out_numbers(path: Path) -> list[LeftOut]:
    """The list of numbers that are no figures."""
    found = []
    for line, row in enumerate(rows_of(path, LIST_COLUMNS), 2):
        context = (row.get("context") or "").lower()
        number, source = (row.get("number") or "").lower(), row.get("source_id") or ""
        if not number or not source or not row.get("reason_nl") or not row.get("reason_en"):
            raise WrongUseError(f"{path}:{line}: source_id, number and both reasons must be filled")
        if len(context.split()) > 3:
            raise WrongUseError(f"{path}:{line}: the context has more than three words")
        found.append(LeftOut(source, number, context, line))
    return found


def around(text: str, number: Number, reach: int) -> str:
    """The text around a number, on one line."""
    near = text[max(0, number.start - reach) : number.end + reach]
    return " ".join(near.split())


def is_left_out(text: str, number: Number, rows: list[LeftOut]) -> bool:
    """Whether a row of the list holds for this occurrence; counts the hit."""
    near = around(text, number, NEAR).lower()
    for row in rows:
        if row.number == number.written and row.context in near:
            row.hits += 1
            return True
    return False


def missing_in(name: str, text: str, known: Known, rows: list[LeftOut]) -> list[str]:
    """A message for each number of a document that nothing accounts for."""
    messages = []
    for number in numbers_in(text):
        if is_left_out(text, number, rows) or known.accounts_for(number):
            continue
        line = text.count("\n", 0, number.start) + 1
        shown = around(text, number, SHOWN)
        messages.append(f"{name}:{line}: {number.written} is not in the package: … {shown} …")
    return messages


def documents(folder: Path, data: Path) -> dict[str, Path]:
    """The documents of a folder that the package knows, by source."""
    rows = rows_of(data / "sources.csv", ("source_id", "sha256"))
    sources = {row["sha256"]: row["source_id"] for row in rows if row["sha256"]}
    if not folder.is_dir():
        raise WrongUseError(f"{folder} is not a folder")
    found: dict[str, Path] = {}
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        source = sources.get(hashlib.sha256(path.read_bytes()).hexdigest())
        if source:
            found[source] = path
        else:
            print(f"note: {path.name} is no document of sources.csv, skipped", file=sys.stderr)
    for source in sorted(set(sources.values()) - set(found)):
        print(f"note: the document of {source} is not in the folder", file=sys.stderr)
    if not found:
        raise WrongUseError(f"{folder} holds no document whose sha256 stands in sources.csv")
    return found


def check(folder: Path, data: Path, list_path: Path) -> list[str]:
    """All messages: numbers that are missing and rows of the list that are stale."""
    known, rows, messages = known_numbers(data), left_out_numbers(list_path), []
    found = documents(folder, data)
    for source, path in sorted(found.items()):
        own = [row for row in rows if row.source_id == source]
        text = path.read_text(encoding="utf-8")
        messages += missing_in(path.name, text, known.get(source, Known()), own)
    ids = {row["source_id"] for row in rows_of(data / "sources.csv")}
    for row in rows:
        stale = row.source_id in found and not row.hits
        if stale or row.source_id not in ids:
            where = f"{list_path.name}:{row.line}"
            messages.append(f"{where}: stale, {row.number} ({row.context}) was not found")
    return messages


def main(arguments: list[str] | None = None) -> int:
    """Run the check; 0 all accounted for, 1 something missing or stale, 2 wrong use."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="exit status: 0 all accounted for, 1 something missing or stale, 2 wrong use",
    )
    parser.add_argument("folder", type=Path, help="the folder with the documents as text")
    parser.add_argument("--data", type=Path, default=HERE / "data", help="the folder of tables")
    parser.add_argument("--left-out", type=Path, default=HERE / "numbers-left-out.csv", help="the list")
    options = parser.parse_args(arguments)
    try:
        messages = check(options.folder, options.data, options.left_out)
    except (WrongUseError, OSError, UnicodeDecodeError) as error:
        print(f"check_numbers: {error}", file=sys.stderr)
        return 2
    print(*messages, sep="\n", end="\n" if messages else "")
    print(f"{len(messages)} problems" if messages else "Every number is accounted for.")
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main())
