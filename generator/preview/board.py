"""What the preview knows at a moment, for all who ask: the server's threads wait here for news."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Condition

from generator.preview.shelf import Shelf
from generator.problems import Problem

# A page that is looked at asks for news at least this often.
LOOKED_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that is wrong with what is no data: code, a template, a text; ``line`` 0 says no line."""

    file: str
    line: int
    text: str

    @property
    def gist(self) -> str:
        """The line that says what is wrong: of a traceback the last one, else the first."""
        lines = self.text.strip().splitlines() or [""]
        return lines[-1] if "Traceback" in lines[0] else lines[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """Why what is shown is not what was just written, and after which change that was noticed."""

    problems: tuple[Problem, ...] = ()
    failures: tuple[Failure, ...] = ()
    changed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.problems or self.failures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What is shown, as which version, and what is wrong."""

    version: int
    shelf: Shelf
    wrong: Wrong


class Board:
    """The newest notice."""

    def __init__(self, shelf: Shelf) -> None:
        self._changed = Condition()
        self._notice = Notice(version=0, shelf=shelf, wrong=Wrong())
        self._seen: dict[str, float] = {}

    @property
    def notice(self) -> Notice:
        """The present one."""
        return self._notice

    @property
    def seen(self) -> list[str]:
        """The addresses that somebody looks at: their pages asked for news just now."""
        since = time.monotonic() - LOOKED_S
        return [address for address, asked in list(self._seen.items()) if asked > since]

    def put(self, *, shelf: Shelf | None = None, wrong: Wrong) -> None:
        """Tell all who wait."""
        with self._changed:
            self._notice = Notice(
                version=self._notice.version + 1, shelf=shelf or self._notice.shelf, wrong=wrong
            )
            self._changed.notify_all()

    def wait(self, address: str, seen: int, seconds: float) -> Notice:
        """The first notice that is another than the one seen at an address; after a while, the same."""
        with self._changed:
            self._seen[address] = time.monotonic()
            self._changed.wait_for(lambda: self._notice.version != seen, seconds)
            return self._notice


def failures(found: Iterable[dict[str, object]]) -> tuple[Failure, ...]:
    """The failures that workers told of, each once, in however many languages it showed."""
    made = [
        Failure(file=str(one["file"]), line=int(str(one["line"])), text=str(one["text"])) for one in found
    ]
    return tuple({(one.file, one.line, one.gist): one for one in made}.values())
