"""What all descriptions start from: the data in every language, where the site stands, and its files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import quote

from generator.downloads import Desk, forms
from generator.downloads.forms import Form
from generator.links import Page, PageKind
from generator.metadata.vocabulary import MEDIA_TYPES, MediaType
from generator.model import Dataset, Figure
from generator.views.edition import Edition
from generator.views.imprint import Imprint

FOLDER = "data"
# The forms that are the data itself, by the keys that downloads know them by; the others tell of it.
FORMS = frozenset({"archive", "csv", "database", "json", "json_whole", "local", "package", "workbook"})
OUTLINES = f"{FOLDER}/outlines.geojson"


@dataclass(frozen=True, kw_only=True)
class File:
    """A published file: where it stands from the root of the site, and what is in it."""

    path: str
    content: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """The name without the folder."""
        return PurePosixPath(self.path).name

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)

    @property
    def media_type(self) -> MediaType | None:
        """What kind of file it is, None for one that is no form of the data."""
        return MEDIA_TYPES.get(PurePosixPath(self.path).suffix)

    @cached_property
    def sha256(self) -> str:
        """The hash of its content, in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Register:
    """The data in every language, and the files that are published of it.

    ``site_url`` is where the site will stand, without a slash at the end, if that is known;
    ``published`` holds the content of every download by its path.
    """

    desk: Desk
    site_url: str | None
    published: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def editions(self) -> Mapping[str, Edition]:
        """The data in every language."""
        return self.desk.editions

    @property
    def default(self) -> Edition:
        """The edition in the default language."""
        return self.desk.default

    @property
    def dataset(self) -> Dataset:
        """The data, the same in every edition."""
        return self.desk.dataset

    @property
    def imprint(self) -> Imprint:
        """Who stands behind the data."""
        return self.default.imprint

    def licence(self, language: str) -> str:
        """What the licence is called in a language, empty where there is none."""
        return self.imprint.licence_title.in_language(language) or self.imprint.licence

    def of_page(self, language: str, page: Page) -> tuple[File, ...]:
        """The forms of the data of one thing, as its page offers them."""
        return self._files(forms.of_page(self.desk, language, page))

    def of_package(self, language: str) -> tuple[File, ...]:
        """The forms of the whole as the data page offers them, and its tables in their canonical form.

        A table as the spreadsheets of one country expect it says the same once more.
        """
        tables = [Form("csv", f"{FOLDER}/{name}.csv") for name in self.dataset.raw]
        outlines = [Form("csv", OUTLINES)] if OUTLINES in self.published else []
        return self._files([*forms.of_package(self.desk, language), *tables, *outlines])

    @cached_property
    def whole(self) -> tuple[File, ...]:
        """The forms of the whole in all languages."""
        found = {file.path: file for language in self.editions for file in self.of_package(language)}
        return tuple(found.values())

    def _files(self, found: Iterable[Form]) -> tuple[File, ...]:
        paths = [form.path for form in found if form.key in FORMS and form.path in self.published]
        return tuple(File(path=path, content=self.published[path]) for path in paths)

    def address(self, path: str) -> str | None:
        """The whole address of what stands at a path from the root, None where the site's is unknown."""
        return f"{self.site_url}/{quote(path)}" if self.site_url else None

    def page(self, language: str, page: Page) -> str | None:
        """The whole address of a page in a language."""
        return self.address(self.desk.addresses[language].url(page))

    def identifier(self, name: str) -> str | None:
        """The address that stands for the whole, or for someone or something that goes with it."""
        page = self.page(self.dataset.info.default_language, Page(PageKind.DATA))
        return f"{page}#{name}" if page else None

    def keywords(self, language: str) -> tuple[str, ...]:
        """What the package says it is about; without a mark it says so in its first language."""
        found = self.dataset.descriptor
        plain = found.get("keywords", ()) if language == self.dataset.info.default_language else ()
        return tuple(str(word) for word in found.get(f"keywords@{language}", plain))

    @cached_property
    def box(self) -> tuple[float, float, float, float] | None:
        """West, south, east and north of all that the package is about, where it says so."""
        box = self.dataset.descriptor.get("bbox")
        return (box[0], box[1], box[2], box[3]) if box else None


def years(figures: tuple[Figure, ...]) -> tuple[int, int] | None:
    """The first and the last year that the figures are about, None where none names a year."""
    found = [y for f in figures for y in (f.period_start, f.period_end) if y is not None]
    return (min(found), max(found)) if found else None
