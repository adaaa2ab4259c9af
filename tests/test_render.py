"""Any text of the data ends up on a page as that text, and as nothing more."""

from __future__ import annotations

import html
import json
import math
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import markupsafe
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from mkdocs.utils import meta

from generator import render
from tests import dom
from tests.dom import Element, words
from tests.worlds import ROOT

# Whatever validation lets through: no control characters but line breaks, nothing without a meaning.
CHARACTERS = st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn"), include_characters="\n\r\t")
# Pieces that mean something in HTML, Markdown or an extension, so that chance need not find them.
BLOCKS = ["\n\n", "    ", "- ", "* ", "+ ", "1. ", "> ", "# ", "## ", ": ", "---", "***", "===", "```", "~~~"]
INLINE = ["](", "![", "[^1]", "[TOC]", "**", "__", "~~", "``", "\\*", "\\\\", "$x$", "*[HTML]: x", ":smile:"]
MARKUP = [
    "</p>",
    "<b>",
    "<!--",
    "-->",
    "<?",
    "<![CDATA[",
    "</script>",
    "<script>",
    "<div markdown>",
    "markdown=1",
]
REFERENCES = ["&amp;", "&#60;", "&lt", "onload=", '="', "' x='", "{: #x .y }", "{#x}", "[x]: http://y.test"]
ADDRESSES = ["http://x.test", "https://x.test/?a=1&b=2", "a@b.test", "mailto:a@b.test", "javascript:alert(1)"]
OTHERS = [
    "{{ x }}",
    "{% x %}",
    "{##",
    "##}",
    "!!! note",
    "??? x",
    "wzxhzdk:0",
    "klzzwxh:0000",
    "| a |\n|---|\n",
]
LETTERS = [
    *"<>&\"'`*_{}[]#|\\~^-+=:!.()/@$% \n\t0123456789aZ",
    "\r\n",
    "\u00a0",
    "\u2003",
    "ﬁ",
    "İ",
    "é",
    "𝒳",
]
PIECES = st.sampled_from([*LETTERS, *BLOCKS, *INLINE, *MARKUP, *REFERENCES, *ADDRESSES, *OTHERS])
TEXTS = st.text(CHARACTERS, max_size=30) | st.lists(PIECES | CHARACTERS, max_size=12).map("".join)

PLAIN = st.none() | st.booleans() | st.integers() | TEXTS
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def nested(leaves: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Lists and objects of such values."""
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
        max_leaves=12,
    )


JSON = nested(PLAIN | NUMBERS)
LINE_ENDS = {"\u2028", "\u2029"}
HEADER = ("title", "description", "page_kind", "search_weight", "twins", "crumbs")

# Where the templates put a text of the data: in blocks of HTML, in a heading, and in attributes.
PLACES = {
    "paragraph": "<p>%s</p>",
    "cell": '<table>\n<tbody>\n<tr><th scope="row">%s</th><td>1</td></tr>\n</tbody>\n</table>',
    "item": "<ul>\n<li><strong>a</strong> %s <small>b</small></li>\n</ul>",
    "heading": "# %s",
    "heading with an anchor": "## %s {#here}",
    "heading in HTML": '<div class="x"><h3>%s <span class="count">1</span></h3>\n</div>',
}


def put(place: str, text: str) -> str:
    return "before\n\n" + place % render.escape(text) + "\n\nafter\n"


def shape(element: Element) -> list[tuple[str, tuple[tuple[str, str | None], ...]]]:
    """Every element with its attributes; a heading's own id follows its text, and may."""
    return [
        (e.tag, tuple((n, v) for n, v in e.attributes.items() if not (e.tag == "h1" and n == "id")))
        for e in element.walk()
    ]


@pytest.mark.parametrize("place", PLACES.values(), ids=list(PLACES))
@given(text=TEXTS)
@settings(max_examples=150)
@example(text="a *b* _c_ [d](e) ![f](g) <h> `i` &amp; | j")
@example(text="1. x")
@example(text="    x")
def test_a_text_arrives_whole_and_makes_nothing(place: str, text: str) -> None:
    assume(text.strip() or not place.startswith("#"))  # a heading without any text is none
    found, plain = dom.from_markdown(put(place, text)), dom.from_markdown(put(place, "x"))
    assert shape(found) == shape(plain)
    assert found.text == words(plain.raw_text.replace("x", f" {text} " if "item" in place else text, 1))


@pytest.mark.parametrize("quote", ['"', "'"])
@given(text=TEXTS)
@settings(max_examples=150)
def test_an_attribute_holds_the_text_and_nothing_else(quote: str, text: str) -> None:
    found = dom.from_markdown(f"<p data-terms={quote}{render.escape(text)}{quote}>x</p>\n")
    (paragraph,) = found.all("p")
    assert list(paragraph.attributes) == ["data-terms"]
    assert (paragraph.attributes["data-terms"] or "") == text
    assert found.text == "x"


@given(TEXTS)
def test_escaped_text_stands_on_one_line_and_reads_back(text: str) -> None:
    escaped = str(render.escape(text))
    assert html.unescape(escaped) == text
    assert not set(escaped) & set("<>\"'`*_{}[]|\\\n\r\t")
    assert "://" not in escaped


@given(TEXTS)
def test_what_is_escaped_is_not_escaped_again(text: str) -> None:
    once = render.escape(text)
    assert render.escape(once) == once


class _Script(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.content = ""

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.content += data


@given(JSON)
def test_json_cannot_leave_its_script(value: object) -> None:
    text = str(render.json_script(value))
    assert not {"</", "<!--", "]]>", "<script"} & {
        text[i : i + n] for n in (2, 3, 4, 7) for i in range(len(text))
    }
    assert not set(text) & set("<>&\u2028\u2029")
    parser = _Script()
    parser.feed(f"<script>{text}</script>")
    parser.close()
    assert parser.tags == ["script"]
    assert json.loads(parser.content) == value


@given(JSON)
def test_json_passes_markdown_unharmed(value: object) -> None:
    page = (
        f'<figure>\n<script type="application/json">{render.json_script({"a": value})}</script>\n</figure>\n'
    )
    (script,) = dom.from_markdown(page).all("script")
    assert json.loads(script.raw_text) == {"a": value}


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_is_no_json_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        render.json_script({"x": [number]})


@given(st.dictionaries(st.sampled_from(HEADER), nested(PLAIN), min_size=1))
def test_a_header_is_read_back_as_it_was(header: dict[str, object]) -> None:
    """By MkDocs itself: a header that it cannot read would show up in the page."""
    assume(not LINE_ENDS & set(json.dumps(header, ensure_ascii=False)))  # validation refuses them
    body, found = meta.get_data(render.front_matter(header) + "# Body\n")
    assert found == header
    assert body.strip() == "# Body"


def test_a_name_that_the_view_lacks_is_a_bug() -> None:
    with pytest.raises(jinja2.UndefinedError):
        render.render("metric.md.jinja", {"title": "x"})


def test_templates_escape_what_they_show() -> None:
    """Every value goes through the escaping: no template marks a text as safe."""
    for path in sorted(render.TEMPLATES.rglob("*.jinja")):
        text = path.read_text(encoding="utf-8")
        assert "| safe" not in text
        assert "|safe" not in text
        assert "autoescape" not in text
    shown = render._JINJA.from_string("{{ a }}{{ 1 }}{{ b }}").render(a="<*>", b=markupsafe.Markup("<b>"))
    assert shown == "&#60;&#42;&#62;1<b>"


def test_prose_is_a_header_and_markdown(tmp_path: Path) -> None:
    path = tmp_path / "over.md"
    path.write_text(
        '---\ntitle: "Over: de *bron*"\ndescription: Wat dit is.\n---\n\n# Kop\n\n---\n\nTekst\n', "utf-8"
    )
    prose = render.prose(path)
    assert (prose.title, prose.description) == ("Over: de *bron*", "Wat dit is.")
    assert prose.body == "\n# Kop\n\n---\n\nTekst\n"


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: f"{p.parent.name}/{p.stem}"
)
def test_the_hand_written_pages_have_their_header(path: Path) -> None:
    prose = render.prose(path)
    assert prose.title
    assert prose.description
    assert dom.from_markdown(prose.body).all("p")
