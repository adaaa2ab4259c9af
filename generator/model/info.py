"""The package as a whole: what its descriptor says, and its tables as they stand on disk."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from generator.model import records as r


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageInfo:
    """What the descriptor says of the package; None where it says nothing."""

    name: str
    title: r.Localized
    description: r.Localized
    version: str
    languages: tuple[str, ...]
    publisher: str | None
    contact: str | None
    homepage: str | None
    repository: str | None
    licence_name: str | None
    licence_url: str | None
    date: datetime.date | None
    synonyms: tuple[tuple[str, ...], ...] = ()

    @property
    def default_language(self) -> str:
        return self.languages[0]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as it stands in the file: its cells as text, for downloads that change nothing."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    content: bytes
