"""What all downloads share: the data in every language, the addresses, and what earlier builds kept."""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.downloads import grids, subjects
from generator.downloads.figures import FlatFigures
from generator.downloads.grids import Grid
from generator.downloads.subjects import Subject
from generator.links import Addresses, Page, relative
from generator.model import Dataset
from generator.store import Store
from generator.views import citation, imprint
from generator.views.edition import Edition

FOLDER = "data"
# The day of a package that has no changes, and so no date.
EPOCH = datetime.date(1980, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Where downloads are made. The first of ``editions`` is the default language.

    ``site_url`` is where the site will stand, without a slash at the end, if that is known.
    ``pictures`` holds the files to go along in a press kit, by the path of its subject and by name.
    ``workbooks`` are those made so far, by page and language: a press kit takes them along.
    """

    editions: Mapping[str, Edition]
    addresses: Mapping[str, Addresses]
    store: Store | None = None
    site_url: str | None = None
    pictures: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)
    workbooks: dict[tuple[Page, str], bytes] = field(default_factory=dict, repr=False)

    @property
    def default(self) -> Edition:
        """The edition in the default language."""
        return next(iter(self.editions.values()))

    @property
    def dataset(self) -> Dataset:
        """The data, the same in every edition."""
        return self.default.dataset

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the package, the default first."""
        return tuple(self.editions)

    @property
    def name(self) -> str:
        """What the files of the whole package are called."""
        return self.dataset.info.name or FOLDER

    @property
    def date(self) -> datetime.date:
        """The reference date: the day of the newest change."""
        return self.dataset.info.date or EPOCH

    @cached_property
    def tables(self) -> Mapping[str, Grid]:
        """The tables of the package by name, in the order of its descriptor."""
        return grids.tables(self.dataset)

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """All that has downloads of its own."""
        return subjects.subjects(self.dataset)

    @cached_property
    def figures(self) -> Mapping[Page, Grid]:
        """The figures of each subject as one flat table, by its page."""
        return {subject.page: self._flat.grid(subject.figures) for subject in self.subjects}

    @cached_property
    def all_figures(self) -> Grid:
        """All figures as one flat table."""
        return self._flat.grid(self.dataset.figures)

    @cached_property
    def _flat(self) -> FlatFigures:
        return FlatFigures(self.editions, self.tables)

    @cached_property
    def local_languages(self) -> tuple[str, ...]:
        """The languages in which a spreadsheet expects a decimal comma, and so a CSV of its own.

        In the others the canonical CSV already is what a spreadsheet expects.
        """
        return tuple(n for n, edition in self.editions.items() if edition.locale.separators[0] == ",")

    def cite(self, language: str, subject: Subject | None = None) -> str:
        """How to cite the data, or a part of it."""
        return "".join(piece.text for piece in citation.apa(self._reference(language, subject)))

    def bibtex(self, language: str, subject: Subject | None = None) -> str:
        """The same, for programs that keep references."""
        return citation.bibtex(self._reference(language, subject))

    def _reference(self, language: str, subject: Subject | None) -> citation.Citation:
        part = subject.title.in_language(language) if subject else ""
        page = self.page(language, subject.page) if subject and self.site_url else self.site_url
        return citation.reference(self.editions[language], part, page or "")

    def licence(self, language: str) -> tuple[str, str]:
        """The licence by its name in a language, and where its text stands; empty where none is said."""
        stated = imprint.imprint(self.dataset)
        return stated.licence_title.in_language(language) or stated.licence, stated.licence_url

    def page(self, language: str, page: Page, start: str = "") -> str:
        """The address of a page, seen from the file at ``start``: see ``link``."""
        return self.link(start, self.addresses[language].url(page))

    def link(self, start: str, target: str) -> str:
        """A link between two addresses from the root: whole where the site's own address is known."""
        if self.site_url:
            return f"{self.site_url}/{target}"
        folder = posixpath.dirname(start)
        return relative(f"{folder}/" if folder else "", target)
