"""The drawings and pictures of a site: kept by all that they are made from; only new ones are drawn."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator import store
from generator.drawings import drawing, place
from generator.drawings.browser import BrowserError, Trouble
from generator.drawings.drawing import Page, Question, Size
from generator.drawings.print import FORMS, Print
from generator.store import Store

SIZES = (Size.NARROW, Size.WIDE)
INDEX = "index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undrawn:
    """How many charts are without a drawing or a picture, and why."""

    charts: int
    trouble: Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Album:
    """The drawings that a site needs, by the name of the figure; each figure in all sizes.

    ``prints`` are the pictures that it needs, by where they are published.
    """

    files: Mapping[str, bytes]
    store: Store
    questions: Mapping[str, Question]
    keys: Mapping[str, str]
    prints: Mapping[str, Print] = field(default_factory=dict)
    print_keys: Mapping[str, str] = field(default_factory=dict)

    def fill(self) -> Undrawn | None:
        """Draw what is missing. Where no browser can, say so: those charts draw themselves."""
        missing = [name for name, key in self.keys.items() if not self.store.holds(key)]
        wanted = [name for name in self.prints if not all(map(self.store.holds, self._names(name)))]
        if not missing and not wanted:
            return None
        try:
            with drawing.opened(self.files) as page:
                for name in missing:
                    self.store.put(self.keys[name], "".join(page.draw(self.questions[name])).encode())
                for name in wanted:
                    self._print(page, name)
        except BrowserError as error:
            return Undrawn(charts=self._left(missing, wanted), trouble=error.trouble)
        return None

    def _print(self, page: Page, name: str) -> None:
        """Make a picture of a drawing that is there."""
        drawn = self._drawing(self.prints[name].figure) or b""
        made = page.picture(self.prints[name].question(drawn))
        for form, kept in zip(FORMS, self._names(name), strict=True):
            self.store.put(kept, made[form])

    def _left(self, missing: list[str], wanted: list[str]) -> int:
        """Of how many charts there is no drawing, or no picture."""
        undrawn = {name for name in missing if not self.store.holds(self.keys[name])}
        unprinted = {
            self.prints[name].figure for name in wanted if not all(map(self.store.holds, self._names(name)))
        }
        return len((undrawn | unprinted) - {""})

    def pictures(self) -> Mapping[str, bytes]:
        """Every picture that there is, in all its forms, by path."""
        return dict(self._pictures())

    def _pictures(self) -> Iterator[tuple[str, bytes]]:
        for name in self.prints:
            found = [self.store.get(kept) for kept in self._names(name)]
            for form, content in zip(FORMS, found, strict=True):
                if content is not None:
                    yield f"{name}.{form}", content

    def _names(self, name: str) -> list[str]:
        """What the forms of a picture are called where they are kept."""
        return [f"{self.print_keys[name]}.print.{form}" for form in FORMS]

    def placed(self, path: str, page: bytes) -> bytes:
        """The page in that file with its drawings in it, as far as there are any."""
        return place.placed(path.removesuffix(INDEX), page, self._drawing)

    def _drawing(self, name: str) -> bytes | None:
        return self.store.get(self.keys[name]) if name else None

    def sweep(self) -> None:
        """Forget what this site does not show."""
        self.store.sweep()


def album(
    figures: Mapping[str, bytes],
    files: Mapping[str, bytes],
    folder: Path,
    prints: Mapping[str, Print] | None = None,
) -> Album:
    """The album of these figures, JSON by path; ``files`` are those of the page that draws."""
    page = store.name((part for path in sorted(files) for part in (path.encode(), files[path])), "")
    named = {PurePosixPath(path).stem: figure for path, figure in figures.items()}
    questions = {name: drawing.question(figure, name, SIZES) for name, figure in named.items()}
    keys = {
        name: store.name([page.encode(), json.dumps(asked).encode()], ".svg")
        for name, asked in questions.items()
    }
    wanted = prints or {}
    return Album(
        files=files,
        store=Store(folder),
        questions=questions,
        keys=keys,
        prints=wanted,
        print_keys={path: found.key(page, keys.get(found.figure, "")) for path, found in wanted.items()},
    )
