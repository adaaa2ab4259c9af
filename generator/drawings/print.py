"""A drawing as a picture by itself, with its title, sources and date in it: asked for, and given."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass

from generator import store
from generator.drawings import palette

# How the names of a picture's files end.
FORMS = ("svg", "png")
# What a picture says beside what it shows, by the part that it has in it.
Caption = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A picture that is wanted: of which figure, by name, and with which words; of none it is words alone."""

    figure: str
    caption: Caption

    def key(self, page: str, drawing: str) -> str:
        """What tells a picture from all others: what makes it, the drawing and the words."""
        said = json.dumps(self.caption, sort_keys=True)
        return store.name([page.encode(), drawing.encode(), said.encode()], "")

    def question(self, drawing: bytes) -> tuple[str, Caption]:
        """What the page is asked."""
        return (drawing.decode(), self.caption)


def answered(answer: Mapping[str, str]) -> Mapping[str, bytes]:
    """The picture in each form."""
    return {"svg": answer["svg"].encode(), "png": palette.paletted(base64.b64decode(answer["png"]))}
