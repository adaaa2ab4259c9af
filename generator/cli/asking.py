"""Questions on a terminal, with completion where the system has it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from generator.cli.shared import plain
from generator.locale import Locale

readline: Any = None
with suppress(ImportError):  # Windows has none: everything works, but Tab
    readline = importlib.import_module("readline")

Completer = Callable[[str], Sequence[str]]


def agrees(texts: Locale, question: str) -> bool:
    """Whether the answer to a question is yes; no answer is a no."""
    yes, no = texts.text("diff.true"), texts.text("diff.false")
    try:
        answer = input(f"{texts.text(question)} [{yes}/{no}] ")
    except (EOFError, KeyboardInterrupt):
        plain("")
        return False
    return answer.strip().casefold() in (yes, yes[0])


def line(prompt: str, completions: Completer) -> str:
    """What somebody types; Tab completes it. Raises EOFError and KeyboardInterrupt for who stops."""
    with _completing(completions):
        return input(prompt).strip()


@contextmanager
def _completing(completions: Completer) -> Iterator[None]:
    """Tab completes the whole line, as names have spaces."""
    if readline is None:
        yield
        return

    def complete(typed: str, number: int) -> str | None:
        found = completions(typed)
        return found[number] if number < len(found) else None

    before, delimiters = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer(complete)
    readline.set_completer_delims("")
    is_libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before)
        readline.set_completer_delims(delimiters)
