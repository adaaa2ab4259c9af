"""Find a Chromium for the drawings of charts and for the tests, or install one, and print its path.

In this order: the one that ATLAS_CHROMIUM names, and no other then; one on the path, Playwright's
own, Playwright's download, the system's package. What happens on the way is told on standard error.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from generator.drawings.browser import installed, named, playwright_own

CONNECT_MS = "5000"  # how long Playwright waits for an answer of the server it downloads from
DOWNLOAD_S = 900  # how long a whole download may take on a slow line
PACKAGE_S = 900


def main() -> int:
    """Print the path of a browser that starts; exit status 1 and a message if there is none."""
    one = named()
    if one:
        if runs(one):
            print(one)
            return 0
        tell(f"ATLAS_CHROMIUM names {one}, and that does not start.")
        return 1
    for find in (installed, playwright_own, playwright_download, system_package):
        for path in find():
            if runs(path):
                print(path)
                return 0
    tell(
        "No Chromium to draw the charts and test the pages: none is installed, Playwright's download could\n"
        "not be reached, and it could not be installed as a system package (that needs apt-get, and root or\n"
        "sudo). Install Chromium or Chrome yourself, or name one: ATLAS_CHROMIUM=/path/to/chromium make site"
    )
    return 1


def present() -> Iterator[str]:
    """The browsers of this machine to try, in order."""
    yield from [named()] if named() else (*installed(), *playwright_own())


def playwright_download() -> Iterator[str]:
    """Let Playwright download its browser; only when that worked, the system libraries it needs."""
    tell("No Chromium found. Trying Playwright's download (a minute or so) ...")
    playwright = [sys.executable, "-m", "playwright"]
    limit = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": CONNECT_MS}
    if not started([*playwright, "install", "chromium"], DOWNLOAD_S, env=limit, quiet=True):
        tell("That download could not be reached or did not finish.")
        return
    yield from playwright_own()
    # Still here: it did not start. On Linux that means missing libraries, which only root can add.
    if sys.platform == "linux" and started([*as_root(), *playwright, "install-deps", "chromium"], PACKAGE_S):
        yield from playwright_own()


def system_package() -> Iterator[str]:
    """Install Chromium with apt-get, as root or through sudo."""
    if not shutil.which("apt-get") or (os.geteuid() != 0 and not shutil.which("sudo")):
        return
    tell("Trying the system's package: apt-get install chromium ...")
    apt = [*as_root(), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    started([*apt, "update"], PACKAGE_S)  # an old list may still do
    if started([*apt, "install", "--yes", "--no-install-recommends", "chromium"], PACKAGE_S):
        yield from installed()


def as_root() -> list[str]:
    """How to start a command as root: never asks for a password where nobody can give one."""
    if os.geteuid() == 0:
        return []
    return ["sudo"] if sys.stdin.isatty() else ["sudo", "--non-interactive"]


def runs(path: str) -> bool:
    """Whether this is a browser that starts, and not a stub that asks to install one."""
    return started([path, "--version"], 60, quiet=True)


def started(
    command: list[str], seconds: float, *, env: dict[str, str] | None = None, quiet: bool = False
) -> bool:
    """Run a command to its end, with its output on standard error; whether it succeeded."""
    output = subprocess.DEVNULL if quiet else sys.stderr.fileno()
    whole_env = {**os.environ, **(env or {})}
    try:
        done = subprocess.run(
            command, stdout=output, stderr=output, timeout=seconds, check=False, env=whole_env
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def tell(message: str) -> None:
    """Say something to the person who waits, apart from the answer on standard output."""
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
