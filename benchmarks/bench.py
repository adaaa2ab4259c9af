#!/usr/bin/env python3
"""Measure what a build costs and what it makes; the outcome goes to results.md beside this file.

Times are the median of three runs, each a process of its own, as a maintainer waits for them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path

from benchmarks import preview, results

PROJECT = Path(__file__).resolve().parent.parent
RUNS = 3
LIBRARIES = ("frictionless", "jinja2", "mkdocs", "mkdocs-material", "pagefind", "pandas", "plotly")
AREA = 'page--area"'  # a page of one area says so in its class


def main() -> int:
    """Measure, write the results and show them; 1 where a build fails."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("package", type=Path, nargs="?", default=PROJECT / "datapackage")
    parser.add_argument("--out", type=Path, default=results.FILE, help="where the results go")
    parser.add_argument("--stages", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.stages:
        print(json.dumps(stages(options.package, options.stages)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        try:
            text = measured(options.package, Path(folder))
        except subprocess.CalledProcessError as error:
            print(error.stderr or error.stdout, file=sys.stderr)
            return 1
    results.put(text, options.out)
    print(text)
    return 0


def measured(package: Path, folder: Path) -> str:
    """Everything that is measured, as Markdown."""
    site = folder / "site"
    atlas = [sys.executable, "-m", "generator"]
    validate = timed(lambda _: run([*atlas, "validate", str(package)]))
    cold = timed(lambda i: run([*atlas, "build", str(package), "--out", str(folder / f"{i}" / "site")]))
    run([*atlas, "build", str(package), "--out", str(site)])
    unchanged = timed(lambda _: run([*atlas, "build", str(package), "--out", str(site)]))
    apart = [stages_apart(package, folder / f"stages{i}") for i in range(RUNS)]
    parts = sorted(apart, key=lambda part: sum(part.values()))[RUNS // 2]
    times = {
        "validate": validate,
        "build, from nothing": cold,
        "build, nothing changed": unchanged,
        "one cell changed, until `atlas serve` shows its page": preview.seconds(package, folder / "preview"),
        "stages of a build from nothing": sum(parts.values()),
        **{f"– {name}": seconds for name, seconds in parts.items()},
    }
    rows = [(name, f"{seconds:.2f} s") for name, seconds in times.items()]
    rows.append(("most memory of one process", f"{peak_memory() / 1e6:.0f} MB"))
    return "\n".join(
        [
            *heading(package),
            *results.table(["time", "median of 3"], rows),
            "",
            *results.table(["size", ""], sizes(site)),
            "",
        ]
    )


def timed(action: Callable[[int], object]) -> float:
    """The median of some runs, in seconds; each run is told its number."""
    return statistics.median(one for one in _seconds(action))


def _seconds(action: Callable[[int], object]) -> Iterator[float]:
    for i in range(RUNS):
        started = time.perf_counter()
        action(i)
        yield time.perf_counter() - started


def run(command: Sequence[str]) -> str:
    """Run a command of the project to its end, and give what it said."""
    done = subprocess.run(command, cwd=PROJECT, env=environment(), capture_output=True, text=True, check=True)
    return done.stdout


def environment() -> dict[str, str]:
    """The project's own modules, and no repository that a workflow run might know."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
    return {**kept, "PYTHONPATH": str(PROJECT)}


def stages_apart(package: Path, folder: Path) -> Mapping[str, float]:
    """The seconds of each stage, in a process of its own."""
    said = run([sys.executable, str(Path(__file__)), str(package), "--stages", str(folder)])
    found: dict[str, float] = json.loads(said)
    return found


def stages(package: Path, folder: Path) -> Mapping[str, float]:
    """Build here, and note when each stage begins; what comes before them is starting up."""
    started = time.perf_counter()
    from generator import site  # noqa: PLC0415 - its own time is part of what is measured

    marks = [("start", started)]
    plan = site.Plan(package=package, site=folder / "site", project=PROJECT, work=folder / "work")
    site.build(plan, lambda stage: marks.append((stage, time.perf_counter())))
    ends = [moment for _, moment in marks[1:]] + [time.perf_counter()]
    return {name: end - begun for (name, begun), end in zip(marks, ends, strict=True)}


def peak_memory() -> int:
    """The most that one of the processes that were started here has held, in bytes."""
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def sizes(site: Path) -> list[tuple[str, str]]:
    """How much was made, and what a reader of one area's page fetches."""
    files = [path for path in site.rglob("*") if path.is_file()]
    pages = [path for path in files if path.suffix == ".html"]
    areas = sorted(packed(path) for path in pages if AREA in path.read_text(encoding="utf-8"))
    library = [path for path in files if path.parent.name == "plotly"]
    return [
        ("pages", f"{len(pages)}"),
        ("files", f"{len(files)}"),
        ("site", f"{sum(path.stat().st_size for path in files) / 1e6:.1f} MB"),
        ("– pages", f"{sum(path.stat().st_size for path in pages) / 1e6:.1f} MB"),
        ("– search index", f"{below(site / 'pagefind') / 1e6:.1f} MB"),
        ("– data", f"{below(site / 'data') / 1e6:.1f} MB"),
        ("area page, median (gzip)", f"{statistics.median(areas) / 1e3:.1f} kB"),
        ("area page, largest (gzip)", f"{areas[-1] / 1e3:.1f} kB"),
        ("chart library, on demand (gzip)", f"{sum(map(packed, library)) / 1e3:.0f} kB"),
    ]


def packed(path: Path) -> int:
    """The size of a file as a server sends it."""
    return len(gzip.compress(path.read_bytes(), mtime=0))


def below(folder: Path) -> int:
    """The size of everything in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def heading(package: Path) -> list[str]:
    """What was measured, when, and with which versions."""
    described = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES)
    what = f"the package {described['name']} {described['version']}"
    return [
        "# What a build costs",
        "",
        f"Measured by `make bench` on {results.today()}: {what}.",
        f"{results.machine()}; Python {platform.python_version()}, {versions}.",
        "",
    ]


if __name__ == "__main__":
    raise SystemExit(main())
