#!/usr/bin/env python3
"""Measure what a reader on a phone waits for, page type by page type; into results.md beside this file.

Headless Chromium with a slow processor and a slow line; every visit is a first one. Of each page type
the heaviest page is taken. Times are the median of the runs.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks import results
from benchmarks.bench import run
from benchmarks.served import page_types, serving
from tools.browser import present, runs

RUNS = 3
PROCESSOR = 4  # times slower
LINE = {"offline": False, "latency": 560, "downloadThroughput": 1.5e6 / 8, "uploadThroughput": 750e3 / 8}
PHONE = {"width": 360, "height": 740}
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
SETTLED_MS = 1500  # long enough for what a page does after everything has come in
# Notes what the browser tells of a page while it comes in.
WATCH = """
window.seen = {lcp: 0, cls: 0, long: [], chart: 0};
const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note))
  .observe({type, buffered: true});
watch('largest-contentful-paint', (e) => (seen.lcp = e.startTime));
watch('layout-shift', (e) => (seen.cls += e.hadRecentInput ? 0 : e.value));
watch('longtask', (e) => seen.long.push([e.startTime, e.duration]));
"""
# Goes to the first chart as soon as it is there, and notes when its drawing is on the screen.
SEEK = """
const seek = () => {
  const chart = document.querySelector('.chart');
  chart?.scrollIntoView();
  const drawn = [...(chart?.querySelectorAll('.chart__plot svg') ?? [])]
    .some((svg) => svg.getBoundingClientRect().height > 0 && svg.querySelector('text'));
  const painted = performance.getEntriesByName('first-contentful-paint').length > 0;
  if (drawn && painted) requestAnimationFrame(() => (seen.chart = performance.now()));
  else requestAnimationFrame(seek);
};
seek();
"""
SEEN = """() => {
  const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
  const blocked = seen.long.filter(([start]) => start >= first).reduce((sum, [, t]) => sum + t - 50, 0);
  return [first, seen.lcp, seen.cls, blocked];
}"""


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit showed: times in milliseconds, sizes in bytes."""

    painted: float
    largest: float
    shifted: float
    blocked: float
    size: float
    requests: float


def main() -> int:
    """Measure, write the results and show them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", type=Path, nargs="?", help="a built site; without it, one is built")
    parser.add_argument("--out", type=Path, default=results.FILE, help="where the results go")
    parser.add_argument("--runs", type=int, default=RUNS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = options.site or built(Path(folder) / "site")
        with opened() as browser, serving(site) as address:
            version = browser.version
            measured = {
                name: row(browser, address + path, options.runs) for name, path in page_types(site).items()
            }
    text = "\n".join([*heading(version, options.runs), *chapter(measured), ""])
    results.put(text, options.out)
    print(text)
    return 0


def built(site: Path) -> Path:
    """The site of the package in this project, built anew."""
    run([sys.executable, "-m", "generator", "build", "--out", str(site)])
    return site


@contextmanager
def opened() -> Iterator[Browser]:
    """A headless browser."""
    path = chromium()  # first: to look for one may take a Playwright of its own
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


def chromium() -> str | None:
    """A browser that starts; None leaves the choice to Playwright."""
    return next(filter(runs, present()), None)


def row(browser: Browser, address: str, count: int) -> Sequence[float]:
    """The medians of a page: six of a visit, and when its first chart was seen (0: it has none)."""
    visits = [visit(browser, address) for _ in range(count)]
    names = ("painted", "largest", "shifted", "blocked", "size", "requests")
    medians = [statistics.median(getattr(one, name) for one in visits) for name in names]
    return [*medians, statistics.median(first_chart(browser, address) for _ in range(count))]


def slow(browser: Browser, script: str) -> tuple[Page, CDPSession]:
    """A new reader on a phone, whose processor and line are slow."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(120_000)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": PROCESSOR})
    page.add_init_script(script)
    return page, session


def visit(browser: Browser, address: str) -> Visit:
    """Open a page and touch nothing."""
    page, session = slow(browser, WATCH)
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(SETTLED_MS)
    painted, largest, shifted, blocked = page.evaluate(SEEN)
    page.context.close()
    return Visit(painted, largest, shifted, blocked, sum(sizes), len(sizes))


def first_chart(browser: Browser, address: str) -> float:
    """Open a page and go to its first chart; after how many milliseconds it is seen."""
    page, _ = slow(browser, WATCH + SEEK)
    page.goto(address, wait_until="domcontentloaded")
    moment = 0.0
    if page.locator(".chart").count():
        page.wait_for_function("() => seen.chart > 0")
        moment = page.evaluate("seen.chart")
    page.context.close()
    return moment


def heading(browser: str, count: int) -> list[str]:
    """What was measured, when, and with which versions."""
    line = (
        f"Processor {PROCESSOR} times slower, 1.5 Mbit/s, 560 ms latency, gzip, {PHONE['width']} px wide;"
        f" median of {count}."
    )
    with_what = f"Chromium {browser}, Playwright {metadata.version('playwright')}, {results.machine()}"
    columns = (
        "First chart: seen when the reader goes straight to it. kB and requests: until the reader reaches"
        " for a chart or the search."
    )
    title = "# What a reader on a phone waits for"
    return [title, "", f"Measured by `make bench` on {results.today()}: {with_what}.", line, columns, ""]


def chapter(measured: Mapping[str, Sequence[float]]) -> list[str]:
    """The measurements as a table."""
    heads = ["page", "first paint", "LCP", "CLS", "TBT", "first chart", "kB", "requests"]
    rows = [
        [
            name,
            f"{painted / 1e3:.2f} s",
            f"{largest / 1e3:.2f} s",
            f"{shifted:.3f}",
            f"{blocked:.0f} ms",
            f"{chart / 1e3:.2f} s" if chart else "–",
            f"{size / 1e3:.1f}",
            f"{requests:.0f}",
        ]
        for name, (painted, largest, shifted, blocked, size, requests, chart) in measured.items()
    ]
    return results.table(heads, rows)


if __name__ == "__main__":
    raise SystemExit(main())
