#!/usr/bin/env python3
"""Measure what a search costs on a large site: its index, the first result, what is fetched; into results.md.

A package of imaginary areas is made and built, which takes its time; or name a site that was built
before. Every search is a reader's first one, on a machine and a line that are not slowed down.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks import results, synthetic
from benchmarks.bench import below, run
from benchmarks.pages import opened
from benchmarks.served import language, serving
from generator import locale, programs

RUNS = 5
AREAS = 3000
GOALS = {"first result": "under 200 ms", "fetched": "under 150 kB"}
# Notes when something is typed, when the first result is on the screen, and when all that was found is.
WATCH = """
addEventListener('input', () => { window.typed = performance.now(); window.first = window.done = 0; }, true);
const painted = (name) => requestAnimationFrame(() => setTimeout(() => (window[name] ||= performance.now())));
const loading = () => JSON.parse(document.getElementById('atlas-texts').textContent).search.loading;
new MutationObserver(() => {
  if (!window.typed) return;
  if (!window.first && document.querySelector('.search__result')) painted('first');
  const said = document.querySelector('dialog [role=status]')?.textContent;
  if (said && said !== loading()) painted('done');
}).observe(document, { childList: true, subtree: true, characterData: true });
"""
WAITED = """async () => {
  while (!window.first || !window.done) await new Promise(requestAnimationFrame);
  return [window.first - window.typed, window.done - window.typed];
}"""


@dataclass(frozen=True, slots=True)
class Search:
    """What one search showed: milliseconds until the first result and until all, bytes fetched for it."""

    first: float
    done: float
    size: float


def main() -> int:
    """Measure, write the results and show them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", type=Path, nargs="?", help="a built site; without it, one is built")
    parser.add_argument("--areas", type=int, default=AREAS, help="of the package that is made")
    parser.add_argument("--out", type=Path, default=results.FILE, help="where the results go")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = options.site or built(Path(folder), options.areas)
        index = indexed(site, Path(folder) / "index")
        with opened() as browser, serving(site) as address:
            start = address + names(site)[0][2]
            rows = [row(browser, start, kind, words) for kind, words in queries(site).items()]
            version = browser.version
    text = "\n".join([*heading(version), *index, "", *rows_of(rows), ""])
    results.put(text, options.out)
    print(text)
    return 0


def built(folder: Path, areas: int) -> Path:
    """The site of a package with that many areas."""
    synthetic.write(folder / "package", areas)
    site = folder / "site"
    run([sys.executable, "-m", "generator", "build", str(folder / "package"), "--out", str(site)])
    return site


def indexed(site: Path, copy: Path) -> list[str]:
    """What it takes to make the index of the pages once more, and how large it and the names are."""
    pages = sorted(site.rglob("*.html"))
    for page in pages:
        target = copy / page.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, target)
    started = time.perf_counter()
    programs.search(copy)
    seconds = time.perf_counter() - started
    return results.table(
        ["index", ""],
        [
            ["pages", f"{len(pages):,}"],
            ["making it", f"{seconds:.1f} s"],
            ["words", f"{below(copy / 'pagefind' / 'index') / 1e6:.1f} MB"],
            ["texts for excerpts", f"{below(copy / 'pagefind' / 'fragment') / 1e6:.1f} MB"],
            ["names", f"{below(site / 'assets' / 'search') / 1e6:.1f} MB"],
        ],
    )


def names(site: Path) -> list[tuple[str, str, str]]:
    """What can be looked up in the site's first language: kind, name, address of the page."""
    folder = site / "assets" / "search"
    spoken = language(site / "index.html")
    kinds = json.loads((folder / f"{spoken}.json").read_text("utf-8"))["kinds"]
    parts = (json.loads(part.read_text("utf-8")) for part in (folder / spoken).glob("*.json"))
    return sorted(
        (f"{kind:02}", name, f"{kinds[kind][0]}{address}/")
        for part in parts
        for kind, address, name, *_ in part
    )


def queries(site: Path) -> Mapping[str, str]:
    """One search of each sort, in the words of the site's first language."""
    area, municipality, neighbourhood = [
        name for _, name, _ in {k: (k, *r) for k, *r in names(site)}.values()
    ][:3]
    common = locale.load(language(site / "index.html")).text("search.alike.homes").split()[1]
    return {
        "an area": area,
        "a municipality": municipality,
        "a neighbourhood": neighbourhood,
        "a slip of the finger": municipality[:3] + municipality[4:],
        "a common word": common,
        "a common word and a year": f"{common} 2030",
        "an area and a year": f"{area} 2030",
    }


def row(browser: Browser, address: str, kind: str, words: str) -> list[str]:
    """The medians of a search, typed at once and typed when the box has fetched what it fetches."""
    at_once = [search(browser, address, words, 0) for _ in range(RUNS)]
    later = [search(browser, address, words, 1500) for _ in range(RUNS)]

    times = []
    for found in (later, at_once):
        times += [statistics.median(one.first for one in found), statistics.median(one.done for one in found)]
    return [
        kind,
        *(f"{one:.0f} ms" for one in times),
        f"{max(one.size for one in at_once + later) / 1e3:.0f} kB",
    ]


def search(browser: Browser, address: str, words: str, wait: int) -> Search:
    """Open the search on a page, wait, and type."""
    page = browser.new_context().new_page()
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.locator("button.search-open").click()
    page.wait_for_timeout(wait)
    page.locator("dialog input").fill(words)
    first, done = page.evaluate(WAITED)
    page.wait_for_load_state("networkidle")
    page.context.close()
    return Search(first, done, sum(sizes))


def heading(version: str) -> list[str]:
    """What was measured, when, and with which versions."""
    goals = ", ".join(f"{name} {goal}" for name, goal in GOALS.items())
    return [
        "# What a search costs",
        "",
        f"Measured by `python -m benchmarks.search` on {results.today()}: imaginary areas, for every search",
        f"a new reader, medians of {RUNS}. {results.machine()}; Chromium {version},",
        f"pagefind {metadata.version('pagefind')}. Goals: {goals}.",
        "*At once*: typed before anything but the page was fetched.",
        "",
    ]


def rows_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """The table of the searches."""
    heads = ["typed", "first result", "all", "at once: first", "at once: all", "fetched"]
    return results.table(heads, rows)


if __name__ == "__main__":
    raise SystemExit(main())
