"""The drawings of a site: kept by all that they are made from, so that only new ones are drawn."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator import store
from generator.drawings import drawing, place
from generator.drawings.browser import BrowserError, Trouble
from generator.drawings.drawing import Question, Size
from generator.store import Store

SIZES = (Size.NARROW, Size.WIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undrawn:
    """How many charts are without a drawing, and why."""

    charts: int
    trouble: Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Album:
    """The drawings that a site needs, by the name of the figure; each figure in all sizes."""

    files: Mapping[str, bytes]
    store: Store
    questions: Mapping[str, Question]
    keys: Mapping[str, str]

    def fill(self) -> Undrawn | None:
        """Draw what is missing. Where no browser can, say so: those charts draw themselves."""
        missing = [name for name, key in self.keys.items() if not self.store.holds(key)]
        if not missing:
            return None
        done = 0
        try:
            with drawing.opened(self.files) as draw:
                for name in missing:
                    self.store.put(self.keys[name], "".join(draw(self.questions[name])).encode())
                    done += 1
        except BrowserError as error:
            return Undrawn(charts=len(missing) - done, trouble=error.trouble)
        return None

    def placed(self, page: bytes) -> bytes:
        """A page with its drawings in it, as far as there are any."""
        return place.placed(page, self._drawing)

    def _drawing(self, name: str) -> bytes | None:
        return self.store.get(self.keys[name])

    def sweep(self) -> None:
        """Forget what this site does not show."""
        self.store.sweep()


def album(figures: Mapping[str, bytes], files: Mapping[str, bytes], folder: Path) -> Album:
    """The album of these figures, JSON by path; ``files`` are those of the page that draws."""
    page = store.name((part for path in sorted(files) for part in (path.encode(), files[path])), "")
    named = {PurePosixPath(path).stem: figure for path, figure in figures.items()}
    questions = {name: drawing.question(figure, name, SIZES) for name, figure in named.items()}
    keys = {
        name: store.name([page.encode(), json.dumps(asked).encode()], ".svg")
        for name, asked in questions.items()
    }
    return Album(files=files, store=Store(folder), questions=questions, keys=keys)
