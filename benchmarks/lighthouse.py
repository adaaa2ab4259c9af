#!/usr/bin/env python3
"""Let Lighthouse judge one page of each type as on a phone; into results.md beside this file.

Lighthouse comes from npm into a folder of its own, outside the project, and looks through the
Chromium of this machine at a server on this machine: once it is there, no network is needed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import results
from benchmarks.pages import FLAGS, built, chromium
from benchmarks.served import page_types, serving

VERSION = "13.5.0"
TOOLS = Path(tempfile.gettempdir()) / f"alliantieatlas-lighthouse-{VERSION}"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def main() -> int:
    """Judge, write the results and show them; 1 where Lighthouse cannot be had or does not run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", type=Path, nargs="?", help="a built site; without it, one is built")
    parser.add_argument("--out", type=Path, default=results.FILE, help="where the results go")
    parser.add_argument("--tools", type=Path, default=TOOLS, help="where Lighthouse is, or is put")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = options.site or built(Path(folder) / "site")
        try:
            program = installed(options.tools)
            with serving(site) as address:
                reports = {
                    name: report(program, address + path, Path(folder))
                    for name, path in page_types(site).items()
                }
        except subprocess.CalledProcessError as error:
            print(error.stderr or error.stdout, file=sys.stderr)
            return 1
    text = "\n".join([*heading(reports), *chapter(reports), ""])
    results.put(text, options.out)
    print(text)
    return 0


def installed(tools: Path) -> Path:
    """Lighthouse's program, fetched where it is not there yet."""
    program = tools / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        tools.mkdir(parents=True, exist_ok=True)
        package = f"lighthouse@{VERSION}"
        quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
        started(["npm", "install", "--prefix", str(tools), *quiet, package])
    return program


def report(program: Path, address: str, folder: Path) -> Mapping[str, Any]:
    """What Lighthouse has to say of a page, as it says it by default: a phone on a slow line."""
    path = folder / "report.json"
    started(
        [
            str(program),
            address,
            "--quiet",
            "--output=json",
            f"--output-path={path}",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags=--headless=new {' '.join(FLAGS)}",
        ]
    )
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def started(command: Sequence[str]) -> None:
    """Run a program to its end. Raises CalledProcessError where it fails."""
    path = chromium()
    browser = {"CHROME_PATH": path} if path else {}
    subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **browser})


def heading(reports: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """What was judged, when, and by which version."""
    first = next(iter(reports.values()))
    with_what = f"Lighthouse {first['lighthouseVersion']}, mobile, simulated throttling; {results.machine()}"
    said = f"Judged by `make lighthouse` on {results.today()}: {with_what}."
    return ["# What Lighthouse says", "", said, ""]


def chapter(reports: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The scores as a table, and below it what cost points, with the pages where it did."""
    rows = [
        [name, *(f"{found['categories'][key]['score'] * 100:.0f}" for key in CATEGORIES)]
        for name, found in reports.items()
    ]
    failed: dict[str, list[str]] = {}
    for name, found in reports.items():
        for audit in short_of_full(found):
            failed.setdefault(audit, []).append(name)
    lines = [f"- {audit}: {', '.join(pages)}" for audit, pages in failed.items()]
    return [*results.table(["page", *CATEGORIES], rows), *(["", *lines] if lines else [])]


def short_of_full(found: Mapping[str, Any]) -> Iterator[str]:
    """The audits that cost a page points, speed aside: its score says it."""
    for key in CATEGORIES[1:]:
        for reference in found["categories"][key]["auditRefs"]:
            audit = found["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield audit["title"]


if __name__ == "__main__":
    raise SystemExit(main())
