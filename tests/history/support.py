"""Packages of the imaginary country as they were and as they are now, and projects that hold them."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.worlds import NORLAND, ROOT

PROJECT = ("docs", "overrides", "vendor", "mkdocs.yml", "mkdocs.en.yml")
Row = dict[str, str]


@contextmanager
def table(package: Path, name: str) -> Iterator[list[Row]]:
    """The rows of a table, to be changed in place."""
    path = package / "data" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = list(rows[0])
    yield rows
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def change(package: Path, name: str, key: str, **cells: str) -> None:
    """Change cells of the row with that first cell."""
    with table(package, name) as rows:
        [row] = [row for row in rows if next(iter(row.values())) == key]
        row |= cells


def add(package: Path, name: str, like: str, **cells: str) -> None:
    """Add a row that is like another one but for these cells."""
    with table(package, name) as rows:
        [row] = [row for row in rows if next(iter(row.values())) == like]
        rows.append({**row, **cells})
        rows.sort(key=lambda r: next(iter(r.values())))


def remove(package: Path, name: str, key: str) -> None:
    """Take away the rows with that first cell."""
    with table(package, name) as rows:
        rows[:] = [row for row in rows if next(iter(row.values())) != key]


def described(package: Path, **values: object) -> None:
    """Change values at the top of the descriptor; None takes one away."""
    path = package / "datapackage.json"
    found = {**json.loads(path.read_text(encoding="utf-8")), **values}
    kept = {key: value for key, value in found.items() if value is not None}
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=2), encoding="utf-8")


def noted(package: Path, change_id: str, **cells: str) -> None:
    """Note a change of the data."""
    add(package, "changes", "gulls-counted", change_id=change_id, **cells)


def copy(folder: Path) -> Path:
    """The package as it was, in a folder that does not exist yet."""
    return shutil.copytree(NORLAND.folder, folder)


def renewed(package: Path) -> Path:
    """Make of the package version 0.2.0, in which all kinds of things changed; it is valid again."""
    described(package, version="0.2.0", keywords=["ferries", "trees", "gulls"])
    change(package, "targets", "tern-valley-trees-planted", value_low="13000", value_high="13000")
    change(package, "targets", "northern-quays-homes-new-2025-2029", value_high="1300")
    change(package, "targets", "old-harbour-homes-new-2026-2030", qualifier="at_least", value_high="")
    change(package, "targets", "tern-valley-budget", value_low="1200000", value_high="1200000")
    change(package, "targets", "harbour-pact-share-timber", value_low="45")
    change(
        package, "targets", "tern-valley-homes-new", value_low="80", value_high="80", value_status="stated"
    )
    change(package, "targets", "harbour-pact-homes-new-2030", period_end="2032", commitment="agreed")
    change(package, "targets", "old-harbour-ferries", target_id="old-harbour-ferry-lines")
    remove(package, "targets", "tern-valley-ferries")
    add(
        package,
        "targets",
        "northern-quays-waiting-time-2040",
        target_id="northern-quays-waiting-time-2050",
        value_high="1",
        period_end="2050",
    )
    change(package, "measurements", "result-ternby-trees-2024", value_low="815", value_high="815")
    change(package, "alliances", "lantern-league", members_complete="true", parent_id="harbour-pact")
    change(
        package,
        "alliances",
        "harbour-pact",
        summary_en="Everyone with a pier & a hill works together, and so does everyone with a boat.",
    )
    change(package, "areas", "quiet-moor", latitude="42.5", longitude="-28.5", location_source="a map")
    noted(
        package,
        "trees-counted-again",
        date="2025-06-02",
        version="0.2.0",
        kind="corrected",
        table="measurements",
        row_id="result-ternby-trees-2024",
        summary_en="Three more trees in Ternby.",
        summary_nl="Drie bomen meer in Ternby.",
    )
    noted(
        package,
        "ferries-gone",
        date="2025-06-01",
        version="0.2.0",
        kind="removed",
        table="targets",
        row_id="tern-valley-ferries",
        summary_en="No ferries in Tern Valley.",
        summary_nl="Geen veerboten in Tern Valley.",
    )
    return package


def project(folder: Path) -> Path:
    """A project of one's own with the package in it, named as a build expects it."""
    folder.mkdir()
    for name in PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        else:
            shutil.copy(ROOT / name, folder / name)
    copy(folder / "datapackage")
    return folder


def contents(folder: Path) -> Mapping[str, bytes]:
    """Every file below a folder, by path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
