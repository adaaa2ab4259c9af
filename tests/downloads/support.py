"""What the package says, read past the code under test; and a package of awkward but legal texts."""

from __future__ import annotations

import csv
import datetime
import io
import json
import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.worlds import NORLAND, World

Value = str | int | Decimal | bool | datetime.date | None

# Texts that a spreadsheet, a database or a program could take for something else, and that the rules
# let through: figures, days, formulas behind an apostrophe or a minus, other people's markup.
AWKWARD = (
    "-1+2",
    "-SUM(A1:A9)",
    "'=1+1",
    "''@here",
    "7.206",
    "0123",
    "1e5",
    "2024-02-29",
    "2024-02-30",
    "1850-01-01",
    "3-4",
    "TRUE",
    "waar",
    "NULL",
    "NA",
    "_x0041_",
    'a;b,"c"',
    "\N{FULLWIDTH EQUALS SIGN}1+1",
    "\u2013 5 %",
    "\U0001f3e0 house",
)

# As small and as long as a unit lets them be; what counts things is whole.
NUMBERS = {"ratio": "0.000001", "years": "0.1", "percent": "98.7654321"}


def schema(world: World, table: str) -> dict[str, dict[str, Any]]:
    """The columns of a table as the descriptor declares them, by name."""
    descriptor = json.loads((world.folder / "datapackage.json").read_text(encoding="utf-8"))
    found = next(r for r in descriptor["resources"] if r["name"] == table)
    return {field["name"]: field for field in found["schema"]["fields"]}


def meant(cell: str, kind: str) -> Value:
    """What a cell of the package means."""
    if not cell.strip():
        return None
    if kind == "integer":
        return int(cell)
    if kind == "number":
        return Decimal(cell)
    if kind == "boolean":
        return {"true": True, "false": False}[cell]
    return datetime.date.fromisoformat(cell) if kind == "date" else cell.strip()


def table(world: World, name: str) -> list[dict[str, Value]]:
    """The rows of a table of the package, by type."""
    kinds = {column: field.get("type", "string") for column, field in schema(world, name).items()}
    return [{c: meant(cell, kinds[c]) for c, cell in row.items()} for row in world.tables[name]]


def flat(world: World, content: bytes) -> list[dict[str, Value]]:
    """The rows of a canonical CSV of figures, which other tests hold against the package."""
    kinds = {"unit": "string"}
    for name in ("targets", "measurements"):
        kinds |= {c: field.get("type", "string") for c, field in schema(world, name).items()}
    rows = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
    return [{c: meant(cell, kinds.get(c, "string")) for c, cell in row.items()} for row in rows]


def awkward(folder: Path) -> World:
    """The imaginary country with such texts in it, and with numbers of all lengths."""
    shutil.copytree(NORLAND.folder, folder, dirs_exist_ok=True)
    texts = iter(AWKWARD * 3)
    for name, columns in (
        ("targets", ("stated_by", "locator", "as_printed")),
        ("areas", ("name_in_source",)),
    ):
        _rewrite(folder / "data" / f"{name}.csv", lambda row, c=columns: row | {x: next(texts) for x in c})
    units = {row["metric_id"]: row["unit"] for row in NORLAND.tables["metrics"]}

    def with_numbers(row: Mapping[str, str]) -> dict[str, str]:
        number = NUMBERS.get(units[row["metric_id"]], "123456789012345678")
        return {**row, "value_low": number, "value_high": number}

    _rewrite(folder / "data" / "measurements.csv", with_numbers)
    return World(folder=folder)


def _rewrite(path: Path, change: Any) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [change(row) for row in csv.DictReader(file)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
