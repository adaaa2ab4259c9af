"""A Chromium that is on this machine, and a page in it that answers from files of ours alone."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

# LATE: Playwright is imported where a browser is needed; a build that draws nothing does without.
if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright, Route

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# It shall do nothing on its own, least of all ask another machine something.
FLAGS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
)
# No address of anyone: what we do not hold ourselves is not there.
ORIGIN = "http://drawings.invalid/"
START_MS = 30_000
ANSWER_MS = 30_000

Ask = Callable[[str, Any], Any]


class Trouble(StrEnum):
    """Why no browser answers."""

    ABSENT = "absent"
    STOPPED = "stopped"


class BrowserError(Exception):
    """No browser starts, or the one that did stopped or gave no answer in time."""

    def __init__(self, trouble: Trouble, said: str = "") -> None:
        super().__init__(f"{trouble}: {said}")
        self.trouble = trouble


def named() -> str:
    """The browser that is to be used, and no other; empty where none is named."""
    return os.environ.get("ATLAS_CHROMIUM", "")


def installed() -> Iterator[str]:
    """The browsers of this machine that may start."""
    yield from filter(None, map(which, NAMES))
    yield from (app for app in MAC_APPS if Path(app).exists())


def playwright_own() -> Iterator[str]:
    """The browser that Playwright looks after itself, where it has been downloaded."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (see LATE)

    with sync_playwright() as playwright:
        found = list(_own(playwright))
    yield from found


@contextmanager
def opened(files: Mapping[str, bytes], entry: str) -> Iterator[Ask]:
    """A page in a browser of its own, gone afterwards: what it is asked, it answers in time or not at all.

    Raises BrowserError where no browser starts, or where it stops or hangs.
    """
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 (see LATE)

    try:
        with sync_playwright() as playwright:
            browser = _started(playwright)
            page = browser.new_page()
            page.set_default_timeout(START_MS)
            page.route("**/*", lambda route: _answer(route, files))
            page.goto(ORIGIN + entry)
            yield lambda question, given: _asked(page, question, given)
            browser.close()
    except Error as error:
        raise BrowserError(Trouble.STOPPED, error.message) from error


def _asked(page: Page, question: str, given: Any) -> Any:
    # Playwright waits for the answer to `evaluate` for ever; this one has a limit, kept outside the page.
    return page.wait_for_function(question, arg=given, timeout=ANSWER_MS).json_value()


def _started(playwright: Playwright) -> Browser:
    from playwright.sync_api import Error  # noqa: PLC0415 (see LATE)

    said = ""
    for path in [named()] if named() else (*installed(), *_own(playwright)):
        try:
            return playwright.chromium.launch(executable_path=path, args=list(FLAGS), timeout=START_MS)
        except Error as error:
            said = error.message
    raise BrowserError(Trouble.ABSENT, said)


def _own(playwright: Playwright) -> Iterator[str]:
    path = playwright.chromium.executable_path
    if path and Path(path).exists():
        yield path


def _answer(route: Route, files: Mapping[str, bytes]) -> None:
    path = urlsplit(route.request.url).path.removeprefix("/")
    if path in files:
        route.fulfill(body=files[path], content_type=mimetypes.guess_type(path)[0] or "")
    else:
        route.abort()
