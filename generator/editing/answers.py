"""What a person means by an answer, where there is something to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from generator.editing.choices import Choice
from generator.nearmiss import near_miss


def meant(answer: str, choices: Sequence[Choice]) -> list[Choice]:
    """The choices that an answer may mean: the one that it names, or all in which it occurs."""
    wanted = answer.casefold()
    exact = [c for c in choices if wanted in (c.word.casefold(), c.name.casefold(), c.shown.casefold())]
    by_word = [c for c in exact if c.word.casefold() == wanted]
    return by_word or exact or [c for c in choices if wanted in c.shown.casefold()]


def alike(answer: str, choices: Sequence[Choice]) -> str:
    """The choice that looks like a wrong answer, or nothing."""
    names = {name: choice.shown for choice in choices for name in (choice.name, choice.word)}
    return names.get(near_miss(answer, names), "")


def completions(typed: str, choices: Sequence[Choice]) -> list[str]:
    """What may follow on what was typed: keys, and names with their keys."""
    words = [word for choice in choices for word in (choice.word, choice.shown)]
    return list(dict.fromkeys(word for word in words if word.startswith(typed)))
