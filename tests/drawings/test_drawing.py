"""A drawing has everything that its figure says: its texts, its links, its colours by name."""

from __future__ import annotations

import gzip
import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from generator.charts import ranking, theme
from generator.charts.chart import file, plain
from generator.drawings.drawing import Question, Size, question
from tests.worlds import REAL

pytestmark = pytest.mark.browser

Draw = Callable[[Question], tuple[str, ...]]
SIZES = (Size.NARROW, Size.WIDE)
SVG = "{http://www.w3.org/2000/svg}"
MARKUP = re.compile(r"</?b>|<br>")
REFERENCE = re.compile(r"url\(#([^)]+)\)")
BUDGET = 2_000  # bytes, compressed, of a ranking with twenty rows


@pytest.fixture(scope="session")
def drawn(draw: Draw, figures: Mapping[str, bytes]) -> Mapping[str, tuple[Any, tuple[str, ...]]]:
    """Every figure with its drawings, by name."""
    return {
        name: (json.loads(figure), draw(question(figure, name, SIZES)))
        for name, figure in ((f"figure{i}", figure) for i, figure in enumerate(figures.values()))
    }


Drawn = Mapping[str, tuple[Any, tuple[str, ...]]]


def each(drawn: Drawn) -> Iterator[tuple[str, Any, ET.Element]]:
    assert len(drawn) > 15
    for name, (figure, drawings) in drawn.items():
        for text in drawings:
            yield name, figure, ET.fromstring(text)  # noqa: S314 - our own


def shown(markup: str) -> str:
    """What Plotly shows of its markup."""
    return html.unescape(MARKUP.sub("", markup)).strip()


def points(figure: Any, key: str) -> list[str]:
    """What all points of a figure have under that key."""
    return [value for trace in figure["data"] for value in trace.get(key) or ()]


def test_two_drawings_of_a_figure_are_the_same(draw: Draw, figures: Mapping[str, bytes]) -> None:
    for figure in list(figures.values())[::5]:
        asked = question(figure, "same", SIZES)
        assert draw(asked) == draw(asked)


def test_a_drawing_has_the_size_of_its_figure(drawn: Drawn) -> None:
    for figure, drawings in drawn.values():
        layout = figure["layout"]
        narrow = layout.get("meta", {}).get("narrow", {}).get("height", layout["height"])
        boxes = [ET.fromstring(text).attrib["viewBox"] for text in drawings]  # noqa: S314
        assert boxes == [f"0 0 {theme.NARROW} {narrow}", f"0 0 {theme.WIDE} {layout['height']}"]


def test_colours_are_names_that_the_page_fills_in(drawn: Drawn) -> None:
    for _, figure, svg in each(drawn):
        text = ET.tostring(svg, encoding="unicode")
        known = set(re.findall(r"var\(--[\w-]+\)", json.dumps(figure) + theme.template().content.decode()))
        used = set(re.findall(r"var\(--[\w-]+\)", text))
        assert used
        assert used <= known
        assert "rgb" not in text
        assert "#" not in re.sub(r"url\(#|href=\"[^\"]*\"|>[^<]*<", "", text)


def test_what_a_drawing_refers_to_is_its_own(drawn: Drawn) -> None:
    hatched = 0
    for name, _, svg in each(drawn):
        ids = [e.attrib["id"] for e in svg.iter() if "id" in e.attrib]
        assert len(set(ids)) == len(ids)
        assert all(i.startswith(f"{name}-") for i in ids)
        references = set(REFERENCE.findall(ET.tostring(svg, encoding="unicode")))
        assert references == set(ids)
        hatched += len(svg.findall(f".//{SVG}pattern")) > 0
    assert hatched


def test_each_mark_is_a_link_to_where_it_leads(drawn: Drawn) -> None:
    for _, figure, svg in each(drawn):
        links = list(svg.iter(f"{SVG}a"))
        targets = points(figure, "customdata")
        assert {a.attrib["href"] for a in links} == set(targets)
        assert {a.attrib["tabindex"] for a in links} == {"-1"}


def test_each_mark_says_what_it_is(drawn: Drawn) -> None:
    for _, figure, svg in each(drawn):
        said = {" ".join((e.text or "").split()) for e in svg.iter(f"{SVG}title")}
        assert said == {shown(t.replace("<br>", " ")) for t in points(figure, "hovertext")}


def test_texts_stay_texts(drawn: Drawn) -> None:
    for _, figure, svg in each(drawn):
        texts = {"".join(e.itertext()).strip() for e in svg.iter(f"{SVG}text")}
        labels = [*points(figure, "text"), *figure["layout"]["yaxis"].get("ticktext", ())]
        assert {shown(label) for label in labels} <= texts


def test_a_drawing_is_for_the_eye_and_the_pointer(drawn: Drawn) -> None:
    for _, _, svg in each(drawn):
        assert svg.attrib["aria-hidden"] == "true"
        assert "chart__drawing" in svg.attrib["class"].split()
        assert {"class", "style"} >= {k for e in svg.iter(f"{SVG}g") for k in e.attrib}


def test_a_ranking_is_small(draw: Draw) -> None:
    edition = REAL.editions["nl"]
    longest = max(REAL.presses["nl"].rankings, key=lambda found: len(found.entries))
    made = ranking.chart(edition, longest, lambda f: f"../../gebieden/{f.area_id}/#{f.anchor}")
    for drawing in draw(question(file(made).content, "small", SIZES)):
        assert len(gzip.compress(drawing.encode())) / len(longest.entries) * 20 < BUDGET


def made(**layout: Any) -> bytes:
    """A figure of one line and one point."""
    line = {"type": "scatter", "mode": "lines", "x": [0, 10], "y": [0, 10], "line": {"color": theme.PEER}}
    return json.dumps({"data": [line], "layout": {"height": 100, **layout}}).encode()


def test_what_runs_out_of_the_plot_is_cut_off(draw: Draw) -> None:
    whole, cut = (draw(question(made(xaxis={"range": [0, end]}), "cut", (Size.WIDE,)))[0] for end in (10, 5))
    assert "clipPath" not in whole
    assert cut.count("<clipPath") == 1
    assert 'clip-path="url(#cut-wide-0)"' in cut


def test_a_text_of_the_data_is_no_markup(draw: Draw) -> None:
    evil = '<script>alert("1")</script> & <b>x</b>'
    figure = {
        "data": [
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [1],
                "y": [1],
                "text": [plain(evil)],
                "hovertext": [plain(evil)],
                "hoverinfo": "text",
                "customdata": [f"#{evil}"],
            }
        ],
        "layout": {"height": 100},
    }
    (text,) = draw(question(json.dumps(figure).encode(), "evil", (Size.WIDE,)))
    svg = ET.fromstring(text)  # noqa: S314
    assert [a.attrib["href"] for a in svg.iter(f"{SVG}a")] == [f"#{evil}"]
    assert [e.text for e in svg.iter(f"{SVG}title")] == [evil]
    assert evil in ["".join(e.itertext()) for e in svg.iter(f"{SVG}text")]
    assert not list(svg.iter(f"{SVG}script"))


def test_a_figure_that_cannot_be_drawn_is_our_mistake(draw: Draw) -> None:
    with pytest.raises(ValueError, match="layout"):
        draw(question(b'{"data": []}', "x", SIZES))
