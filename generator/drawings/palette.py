"""A picture with a palette: a chart has few colours, so that it takes a fifth of the bytes."""

from __future__ import annotations

import io
from itertools import chain, islice
from typing import cast

from PIL import Image

MOST = 256
# Pillow looks a colour up by its channels without their last bits: what differs in these alone is one.
LAST_BITS = 2

Colour = tuple[int, int, int]


def paletted(png: bytes) -> bytes:
    """The same picture in at most 256 of its own colours, and nothing transparent.

    The commonest stay, to within what no eye tells apart; of the edges of letters, the rarest take a
    near one.
    """
    image = Image.open(io.BytesIO(png)).convert("RGB")
    palette = Image.new("P", (1, 1))
    palette.putpalette(list(chain.from_iterable(islice(_commonest(image), MOST))))
    written = io.BytesIO()
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(written, "PNG")
    return written.getvalue()


def _commonest(image: Image.Image) -> list[Colour]:
    """The colours of a picture, the commonest first, without those that are nearly the same."""
    found = cast("list[tuple[int, Colour]]", image.getcolors(image.width * image.height) or [])
    kept: dict[Colour, Colour] = {}
    for _, (red, green, blue) in sorted(found, key=lambda one: (-one[0], one[1])):
        kept.setdefault((red >> LAST_BITS, green >> LAST_BITS, blue >> LAST_BITS), (red, green, blue))
    return list(kept.values())
