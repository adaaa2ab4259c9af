"""Which table a person means: by its name, its title, or the word for one of its rows."""

from __future__ import annotations

from generator import locale
from generator.downloads import grids
from generator.model import TABLES
from generator.nearmiss import near_miss
from generator.package import Package


class UnknownTableError(LookupError):
    """No table goes by that name; ``suggestion`` is the one that looks like it, or nothing."""

    def __init__(self, given: str, suggestion: str) -> None:
        super().__init__(given)
        self.given, self.suggestion = given, suggestion


def table(package: Package, given: str) -> str:
    """The table that somebody means by ``area``, ``areas`` or ``gebieden``. Raises UnknownTableError."""
    known: dict[str, str] = {}
    described = grids.described(package.descriptor, package.languages, package.raw)
    for name, grid in described.items():
        titles = (grid.title.in_language(language) for language in locale.available())
        known |= {title.casefold(): name for title in titles}
    for spec in TABLES:
        if spec.name in described:
            singular = spec.key[0].removesuffix("_id") if len(spec.key) == 1 else spec.name.removesuffix("s")
            known |= {singular: spec.name}
    known |= {name: name for name in described}
    wanted = given.strip().casefold()
    for found in (wanted, wanted.replace("-", "_"), wanted.replace("_", " ")):
        if found in known:
            return known[found]
    raise UnknownTableError(given, known.get(near_miss(wanted, known), ""))
