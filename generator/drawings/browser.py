"""A Chromium that is on this machine, and a page in it that answers from files of ours alone."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from queue import Empty, SimpleQueue
from shutil import which
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

# LATE: Playwright is imported where a browser is needed; a build that draws nothing does without.
if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright, Route

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
# How long things may take before the browser counts as absent or stopped: one to start, the page to be
# there, one answer, and what Playwright needs to notice.
LAUNCH_S, START_S, ANSWER_S, SLACK_S = 30.0, 90.0, 30.0, 10.0

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
    # In a thread that may be left behind: where a browser dies, Playwright itself may wait for ever.
    asked, answers = Channel(), Channel()
    thread = Thread(target=_serve, args=(files, entry, asked, answers), daemon=True)
    thread.start()
    answers.take(START_S)

    def ask(question: str, given: Any) -> Any:
        asked.put((question, given))
        return answers.take(ANSWER_S + SLACK_S)

    try:
        yield ask
    finally:
        asked.put(None)
        thread.join(SLACK_S)


class Channel:
    """What goes from one thread to the other; an error is raised where it is taken."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[Any] = SimpleQueue()

    def put(self, value: Any) -> None:
        """Send something."""
        self._queue.put(value)

    def take(self, seconds: float | None = None) -> Any:
        """Wait for what comes. Raises BrowserError where nothing comes in time."""
        try:
            value = self._queue.get(timeout=seconds)
        except Empty:
            raise BrowserError(Trouble.STOPPED, "no answer") from None
        if isinstance(value, BrowserError):
            raise value
        return value


def _serve(files: Mapping[str, bytes], entry: str, asked: Channel, answers: Channel) -> None:
    """Open the page, say so, and answer until there is nothing more to ask."""
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 (see LATE)

    try:
        with sync_playwright() as playwright:
            page = _started(playwright).new_page()
            page.route("**/*", lambda route: _answer(route, files))
            page.goto(ORIGIN + entry, timeout=START_S * 1000)
            answers.put(True)
            while (question := asked.take()) is not None:
                expression, given = question
                # Unlike `evaluate`, this has a limit, kept outside the page.
                found = page.wait_for_function(expression, arg=given, timeout=ANSWER_S * 1000)
                answers.put(found.json_value())
    except BrowserError as error:
        answers.put(error)
    except Error as error:
        answers.put(BrowserError(Trouble.STOPPED, error.message))


def _started(playwright: Playwright) -> Browser:
    from playwright.sync_api import Error  # noqa: PLC0415 (see LATE)

    said = ""
    for path in [named()] if named() else (*installed(), *_own(playwright)):
        try:
            return playwright.chromium.launch(executable_path=path, args=list(FLAGS), timeout=LAUNCH_S * 1000)
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
