#!/usr/bin/env python3
"""Measure how long after a cell was saved `atlas serve` shows the page with it, as a maintainer waits.

From the file written to the page served, everything in between included; the median of some edits. The
first edit comes when the whole site is up to date, and so does every other.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

PROJECT = Path(__file__).resolve().parent.parent
SETTINGS = ("docs", "overrides", "vendor", "mkdocs.yml", "mkdocs.en.yml")
EDITS = 3
SETTLED = "downloads"  # stands in the line that says that all is up to date


def main() -> None:
    """Measure one package, and say so."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("package", type=Path, nargs="?", default=PROJECT / "datapackage")
    with tempfile.TemporaryDirectory() as folder:
        print(f"{seconds(parser.parse_args().package, Path(folder)):.2f} s")


def seconds(package: Path, folder: Path) -> float:
    """The median time from a saved cell to the page that shows it."""
    folder.mkdir(exist_ok=True)
    for name in SETTINGS:
        copy = shutil.copytree if (PROJECT / name).is_dir() else shutil.copy
        copy(PROJECT / name, folder / name)
    shutil.copytree(package, folder / "package")
    table = folder / "package" / "data" / "targets.csv"
    rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8"))))
    area, cell = rows[0].index("area_id"), rows[0].index("locator")
    row = next(row for row in rows[1:] if row[area])
    found = []
    with served(folder) as (address, said):
        settle(said)
        page = of_area(address, row[area])
        for number in range(EDITS):
            row[cell] += f", {number}"
            found.append(shown(address, page, table, rows))
            settle(said)
    return statistics.median(found)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, IO[str]]]:
    """A preview, its address and what it says."""
    command = [sys.executable, "-m", "generator", "serve", "package", "--port", "0", "--lang", "en"]
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**kept, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    if process.stdout is None:
        raise RuntimeError("no output")
    try:
        address = re.search(r"http://\S+", process.stdout.readline())
        yield address[0] if address else "", process.stdout
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()


def settle(said: IO[str]) -> None:
    """Wait until the whole site is up to date, and the processes that wait for a change are too."""
    for line in said:
        if SETTLED in line:
            time.sleep(5)
            return
    raise RuntimeError("the preview ended")


def of_area(address: str, area: str) -> str:
    """Where the page of an area stands in the default language."""
    index = json.loads(fetched(f"{address}data/v1/areas.json"))
    text = json.dumps(index)
    match = re.search(rf'"(?:https?://[^"]*/|[./]*)((?:\w+/)?[\w-]+/{re.escape(area)}/)"', text)
    if match is None:
        raise RuntimeError(f"no page of {area}")
    return f"/{match[1]}"


def shown(address: str, page: str, table: Path, rows: list[list[str]]) -> float:
    """Save the table, and wait for another page."""
    before = state(address, page)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    started = time.perf_counter()
    table.write_text(text.getvalue(), encoding="utf-8")
    now = before
    while now["mark"] == before["mark"]:
        now = state(address, page, now["version"])
        if now["panel"]:
            raise RuntimeError(now["panel"])
    return time.perf_counter() - started


def state(address: str, page: str, seen: int | None = None) -> Any:
    """What an open page is told; with ``seen`` as soon as there is something new."""
    return json.loads(fetched(f"{address}__preview__/state?page={page}&seen={'' if seen is None else seen}"))


def fetched(address: str) -> bytes:
    """What stands at an address."""
    with urllib.request.urlopen(address, timeout=300) as answer:  # noqa: S310 - this machine
        content: bytes = answer.read()
    return content


if __name__ == "__main__":
    main()
