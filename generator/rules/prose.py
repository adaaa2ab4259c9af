"""The rule on the hand-written pages: nothing in them still has to be filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator import outputs
from generator.problems import Problem
from generator.rules.texts import PLACEHOLDER


def unfinished(docs: Path, languages: Iterable[str]) -> Iterator[Problem]:
    """No hand-written page holds what stands in for a text."""
    for language in languages:
        for page in outputs.copies(docs / language, "*.md", f"{docs.name}/{language}"):
            for number, line in enumerate(page.content.decode("utf-8", "replace").splitlines(), 1):
                for found in PLACEHOLDER.finditer(line):
                    yield Problem(rule="placeholder", file=page.path, line=number, value=found[0])
