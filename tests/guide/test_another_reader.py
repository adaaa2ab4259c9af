"""The way out of MkDocs: another reader of Markdown finds in the pages what MkDocs finds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from markdown_it import MarkdownIt

from tests.dom import Element, from_markdown, parse, split, words
from tests.worlds import World

# What the page on leaving says that a builder must know beside CommonMark: what stands in braces behind a
# heading (its name, or its language), and terms.
NAMED = re.compile(r"^(#+ .*?) *(?:\{#[^\s}]+\}|\{: lang=\w+ \})$", re.MULTILINE)
TERM = re.compile(r"^(?=:   )", re.MULTILINE)
HEADINGS = ("h1", "h2", "h3", "h4")


def another(body: str) -> Element:
    """A page as CommonMark with tables has it; the reader has never heard of MkDocs."""
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    return parse(reader.render(NAMED.sub(r"\1", body)))


def found(tree: Element) -> Mapping[str, Counter[str]]:
    """What a reader of the page cannot do without."""
    return {
        "headings": Counter(words(e.text) for tag in HEADINGS for e in tree.all(tag)),
        "links": Counter(e.attributes.get("href") or "" for e in tree.all("a")),
        "rows": Counter(words(e.text) for e in tree.all("tr")),
        "places": Counter(i for e in tree.walk() if e.tag not in HEADINGS and (i := e.attributes.get("id"))),
        "charts": Counter(e.attributes.get("data-figure") or "" for e in tree.classed("chart__plot")),
        "data": Counter(e.text for e in tree.all("script")),
    }


def pages(world: World) -> Iterator[tuple[str, str]]:
    for language in world.languages:
        for path, page in world.pages[language].items():
            yield f"{language}/{path}", split(page)[1]


def test_another_reader_finds_the_same(world: World) -> None:
    total: Counter[str] = Counter()
    for path, body in pages(world):
        ours, theirs = found(from_markdown(body)), found(another(body))
        for what, counted in ours.items():
            assert theirs[what] == counted, (path, what)
            total[what] += counted.total()
    assert min(total[what] for what in ("headings", "links", "rows", "places", "charts", "data")) > 10


def test_nothing_but_names_and_terms_is_beyond_commonmark(world: World) -> None:
    """Without those two, no brace and no colon of an extension is left in what is shown."""
    for path, body in pages(world):
        shown = words(another(body).shown)
        assert "{#" not in shown, path
        assert "{:" not in shown, path
        if not TERM.search(body):
            assert not re.search(r"(?<!\S):   ", shown), path
