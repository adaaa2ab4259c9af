"""A picture with a palette looks as before, and takes less."""

from __future__ import annotations

import io

from PIL import Image, ImageChops, ImageDraw

from generator.drawings import palette

BARS = [(18, 86, 120), (200, 60, 20), (255, 255, 255), (18, 86, 121)]


def picture() -> Image.Image:
    """Four areas of one colour each, two of them nearly the same, and a line with far too many colours."""
    image = Image.new("RGB", (640, 100), BARS[0])
    draw = ImageDraw.Draw(image)
    for index, colour in enumerate(BARS):
        draw.rectangle((index * 160, 0, index * 160 + 159, 99), fill=colour)
    for x in range(640):
        image.putpixel((x, 50), (x % 256, x * 7 % 256, x * 13 % 256))
    return image


def file_of(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def opened(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content)) as found:
        assert found.mode == "P"
        return found.convert("RGB")


def pixels(image: Image.Image) -> list[tuple[int, ...]]:
    content = image.tobytes()
    return [tuple(content[i : i + 3]) for i in range(0, len(content), 3)]


def test_the_commonest_colours_stay_to_within_what_no_eye_tells_apart() -> None:
    before = picture()
    after = opened(palette.paletted(file_of(before)))
    assert after.size == before.size
    difference = ImageChops.difference(before, after)
    for box in ((0, 0, 640, 50), (0, 51, 640, 100)):
        furthest = max(max(pixel) for pixel in pixels(difference.crop(box)))
        assert furthest < 1 << palette.LAST_BITS


def test_what_is_rare_takes_a_near_colour() -> None:
    before = picture()
    after = opened(palette.paletted(file_of(before)))
    assert len(set(pixels(after))) <= palette.MOST < len(set(pixels(before)))


def test_transparency_is_gone() -> None:
    made = palette.paletted(file_of(picture().convert("RGBA")))
    assert made == palette.paletted(file_of(picture()))
