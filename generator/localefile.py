"""The files that hold the texts: ours, and those that an atlas brings along."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "locales"
# What a language that we lack has not said itself is said in this one.
FALLBACK = FOLDER / "en.toml"


class BrokenLocaleError(Exception):
    """A locale file of an atlas cannot serve. ``why`` names a text under ``new.broken``."""

    def __init__(self, why: str, path: Path, **details: str) -> None:
        super().__init__(f"{why}: {', '.join(details.values())}")
        self.why = why
        self.filename = path.as_posix()
        self.details = {"file": self.filename, **details}


def read(path: Path) -> dict[str, str]:
    """The texts of a file by their dotted keys. Raises BrokenLocaleError."""
    try:
        return dict(_flat(tomllib.loads(path.read_text(encoding="utf-8"))))
    except (ValueError, OSError) as error:
        raise BrokenLocaleError("file", path, found=str(error)) from error


def check(path: Path, texts: Mapping[str, str]) -> None:
    """A text of an atlas asks for nothing that ours is not given, and is one of ours."""
    ours = read(FALLBACK)
    for key in read(path):
        stem = key.rpartition(".")[0]
        model = ours.get(key, ours.get(f"{stem}.other"))
        if model is None:
            raise BrokenLocaleError("key", path, key=key)
        wrong = _placeholders(path, key, texts[key]) - _placeholders(path, key, model) - {"n"}
        if wrong:
            raise BrokenLocaleError("gap", path, key=key, gap=min(wrong))


def _placeholders(path: Path, key: str, text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise BrokenLocaleError("file", path, found=f"{key}: {error}") from error


def _flat(tree: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in tree.items():
        if isinstance(value, dict):
            pairs += _flat(value, f"{prefix}{key}.")
        else:
            pairs.append((f"{prefix}{key}", str(value)))
    return pairs
