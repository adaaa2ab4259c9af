"""What was drawn is kept; where no browser can draw, that is said and nothing hangs."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator.drawings import browser
from generator.drawings.album import Album, Undrawn, album
from generator.drawings.browser import Trouble
from generator.drawings.print import FORMS, Print
from tools.browser import present, runs

pytestmark = pytest.mark.browser

FIGURES = {
    f"assets/charts/{name}.json": b'{"data":[{"type":"bar","x":[%d],"y":[1]}],"layout":{"height":90}}' % x
    for x, name in enumerate(("one", "two"), start=1)
}
NEVER = b"window.draw = () => new Promise(() => {});"
BUSY = b"window.draw = () => { for (;;) {} };"


@pytest.fixture
def filled(kit: Mapping[str, bytes], tmp_path: Path) -> Callable[..., tuple[Album, Undrawn | None]]:
    """Fills an album in the same folder every time, with a kit of which some files are others."""

    def fill(**others: bytes) -> tuple[Album, Undrawn | None]:
        files = {**kit, **{f"{name}.js": text for name, text in others.items()}}
        made = album(FIGURES, files, tmp_path / "kept")
        return made, made.fill()

    return fill


Fill = Callable[..., tuple[Album, Undrawn | None]]


def page(*names: str) -> bytes:
    plots = (f'<div class="chart__plot" data-figure="../assets/charts/{n}.json"></div>' for n in names)
    return "\n".join(plots).encode()


def script(folder: Path, text: str) -> str:
    """A program that is started in the place of a browser."""
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_what_was_drawn_needs_no_browser_again(filled: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    first, undrawn = filled()
    assert undrawn is None
    before = first.placed("area/", page("one", "two"))
    assert before.count(b"<svg") == 4
    monkeypatch.setenv("ATLAS_CHROMIUM", "/nowhere")
    again, undrawn = filled()
    assert undrawn is None
    assert again.placed("area/", page("one", "two")) == before


CAPTION = {
    "language": "en",
    "title": 'Quay & <b>"Pier"</b> ' + "x" * 200,
    "subtitle": "Homes",
    "description": "One home.",
    "sources": "Source: A",
    "about": "data version 1.0.0",
    "site": "Atlas",
    "address": "",
}


def printed(
    kit: Mapping[str, bytes], folder: Path, **said: str
) -> tuple[Mapping[str, bytes], Undrawn | None]:
    """A picture of a figure, and one of words alone."""
    prints = {name: Print(figure=name, caption={**CAPTION, **said}) for name in ("one", "")}
    made = album(FIGURES, kit, folder, {f"to/{name or 'card'}": found for name, found in prints.items()})
    undrawn = made.fill()
    return made.pictures(), undrawn


def test_a_picture_is_kept_and_says_what_it_is_told(
    kit: Mapping[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures, undrawn = printed(kit, tmp_path)
    assert undrawn is None
    assert set(pictures) == {f"to/{name}.{form}" for name in ("one", "card") for form in FORMS}
    for name in ("one", "card"):
        assert pictures[f"to/{name}.png"].startswith(b"\x89PNG")
        svg = ET.fromstring(pictures[f"to/{name}.svg"])  # noqa: S314 - our own
        lines = ["".join(e.itertext()) for e in svg.iter() if e.tag.endswith("}text")]
        assert re.sub(r"\s", "", CAPTION["title"]) in "".join(lines).replace(" ", "")
        assert max(map(len, lines)) < 200  # a word that no line can hold goes on in the next
    monkeypatch.setenv("ATLAS_CHROMIUM", "/nowhere")
    assert printed(kit, tmp_path) == (pictures, None)
    others, undrawn = printed(kit, tmp_path, about="data version 1.0.1")
    assert (others, undrawn) == ({}, Undrawn(charts=1, trouble=Trouble.ABSENT))


def test_what_draws_is_part_of_a_drawing(filled: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    filled()
    monkeypatch.setenv("ATLAS_CHROMIUM", "/nowhere")
    _, undrawn = filled(paths=b"")
    assert undrawn == Undrawn(charts=2, trouble=Trouble.ABSENT)


def test_what_nobody_shows_is_forgotten(filled: Fill, tmp_path: Path) -> None:
    made, _ = filled()
    assert len(list((tmp_path / "kept").iterdir())) == 2
    made.sweep()
    assert len(list((tmp_path / "kept").iterdir())) == 2
    album({}, {}, tmp_path / "kept").sweep()
    assert not list((tmp_path / "kept").iterdir())


@pytest.mark.parametrize("text", ["exit 1", "sleep 60"])
def test_without_a_browser_that_starts_pages_stay_as_they_are(
    filled: Fill, text: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ATLAS_CHROMIUM", script(tmp_path, text))
    monkeypatch.setattr(browser, "LAUNCH_S", 0.7)
    made, undrawn = filled()
    assert undrawn == Undrawn(charts=2, trouble=Trouble.ABSENT)
    assert made.placed("area/", page("one")) == page("one")


@pytest.mark.parametrize("hanging", [NEVER, BUSY])
def test_a_page_that_gives_no_answer_is_left(
    filled: Fill, hanging: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "ANSWER_S", 0.7)
    assert filled(draw=hanging)[1] == Undrawn(charts=2, trouble=Trouble.STOPPED)


def test_a_browser_that_dies_is_left(filled: Fill, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = next(filter(runs, present()))
    dying = script(tmp_path, f'(sleep 2; kill -9 $$) >/dev/null 2>&1 &\nexec "{real}" "$@"')
    monkeypatch.setenv("ATLAS_CHROMIUM", dying)
    # On a busy machine it may die before it has started.
    assert filled(draw=NEVER)[1] in [Undrawn(charts=2, trouble=trouble) for trouble in Trouble]


def test_what_drives_the_browser_may_hang_too(filled: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    """It does at times when the browser dies."""

    def serve(_files: object, _entry: str, asked: browser.Channel, answers: browser.Channel) -> None:
        answers.put(True)
        while asked.take() is not None:
            pass

    monkeypatch.setattr(browser, "_serve", serve)
    monkeypatch.setattr(browser, "ANSWER_S", 0.2)
    monkeypatch.setattr(browser, "SLACK_S", 0.2)
    assert filled()[1] == Undrawn(charts=2, trouble=Trouble.STOPPED)


def test_a_figure_that_stands_twice_refers_to_its_own(tmp_path: Path) -> None:
    made = album(FIGURES, {}, tmp_path)
    made.store.put(made.keys["one"], b'<svg><rect id="one-wide-0" style="fill:url(#one-wide-0)"/></svg>')
    first, second = made.placed("area/", page("one", "one")).splitlines()
    assert b'id="one-wide-0"' in first
    assert b'id="one-2-wide-0" style="fill:url(#one-2-wide-0)"' in second
