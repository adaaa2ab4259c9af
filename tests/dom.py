"""HTML and our Markdown as trees, so that tests look at what a browser would make of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import Any

import markdown  # type: ignore[import-untyped]
from mkdocs.utils.yaml import yaml_load

from tests.worlds import ROOT

VOID = frozenset({"base", "br", "hr", "img", "input", "link", "meta", "wbr"})
# MkDocs adds these to whatever mkdocs.yml names.
MKDOCS_OWN = ("toc", "tables", "fenced_code")


@dataclass(slots=True)
class Element:
    """An element; ``children`` are elements and texts in order."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This element and all inside it, in document order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str) -> list[Element]:
        """The elements of that name."""
        return [e for e in self.walk() if e.tag == tag]

    def classed(self, name: str) -> list[Element]:
        """The elements of that class."""
        return [e for e in self.walk() if name in (e.attributes.get("class") or "").split()]

    def ids(self) -> list[str]:
        """Every id, in document order, as often as it occurs."""
        return [i for e in self.walk() if (i := e.attributes.get("id"))]

    @property
    def raw_text(self) -> str:
        """All text inside, as it is."""
        return "".join(c if isinstance(c, str) else c.raw_text for c in self.children)

    @property
    def text(self) -> str:
        """All text inside, white space as one space."""
        return words(self.raw_text)

    @property
    def shown(self) -> str:
        """The text that a reader can see: none of the scripts."""
        parts = [c if isinstance(c, str) else c.shown for c in self.children if not _is_script(c)]
        return words(" ".join(parts))


def _is_script(child: Element | str) -> bool:
    return isinstance(child, Element) and child.tag == "script"


def words(text: str) -> str:
    """Text with its white space as single spaces."""
    return " ".join(text.split())


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("document")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        self.open[-1].children.append(Element("comment", {}, [data]))


def parse(html: str) -> Element:
    """The tree of a piece of HTML. Fails on a tag that is closed wrongly or not at all."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert len(builder.open) == 1, f"<{builder.open[-1].tag}> is never closed"
    return builder.root


@cache
def _converter() -> markdown.Markdown:
    settings: dict[str, Any] = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    names: list[str] = list(MKDOCS_OWN)
    options: dict[str, dict[str, Any]] = {}
    for extension in settings["markdown_extensions"]:
        if isinstance(extension, dict):
            options |= {name: value or {} for name, value in extension.items()}
            names += [name for name in extension if name not in names]
        elif extension not in names:
            names.append(extension)
    return markdown.Markdown(extensions=names, extension_configs=options)


def from_markdown(text: str) -> Element:
    """What becomes of Markdown under the extensions of mkdocs.yml."""
    return parse(_converter().reset().convert(text))


def split(page: str) -> tuple[dict[str, Any], str]:
    """A page of Markdown: its header and its body."""
    _, header, body = page.split("---\n", 2)
    return yaml_load(header), body
