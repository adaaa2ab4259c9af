"""The only Jinja environment, and the escaping that makes data text harmless wherever it lands.

One escaping serves HTML, attributes and Markdown alike: everything that means something in any of
them becomes a character reference, which a browser shows as the character and Markdown passes on.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"
# What HTML, Markdown or an extension of it gives a meaning; a line break would end a Markdown block.
SPECIAL = re.compile(
    r"[&<>\"'`*_{}\[\]#|\\~^\n\r\t]|^\s*[-+:!=]|^\s*\d+[.)](?=\s|$)|://|(?<=\w)@(?=\w)", re.MULTILINE
)
# A script element ends at `</`, and a browser reads `<!--` in one; these never occur once escaped.
IN_SCRIPT = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def escape(text: object) -> Markup:
    """Text as character references wherever HTML or Markdown could read more into it."""
    if hasattr(text, "__html__"):
        return Markup(text.__html__())
    return _escaped(str(text))


# A site says most of its words many times.
@lru_cache(maxsize=65_536)
def _escaped(text: str) -> Markup:
    return Markup(SPECIAL.sub(_references, text))


def _references(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in match[0])


def json_script(value: object) -> Markup:
    """JSON to stand inside a script element. Raises ValueError for a number that JSON does not know."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(text.translate(IN_SCRIPT))


def quoted(text: str) -> str:
    """Text as it stands in an attribute of code to be copied; where that is shown it is escaped again."""
    return html.escape(text)


def front_matter(meta: Mapping[str, object]) -> str:
    """A YAML header; JSON values are YAML values, and need no escaping rules of their own."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
    return "\n".join(["---", *lines, "---", ""]) + "\n"


def _finalize(value: object) -> object:
    return escape(value)


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES, encoding="utf-8"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # `{#` begins a heading's identifier in Markdown.
        comment_start_string="{##",
        comment_end_string="##}",
    )
    environment.filters["json_script"] = json_script
    environment.filters["quoted"] = quoted
    return environment


_JINJA = _environment()


def render(template: str, view: Mapping[str, Any]) -> str:
    """Fill a template. Raises jinja2.UndefinedError for a name that the view lacks: our bug."""
    return _JINJA.get_template(template).render(view)


@dataclass(frozen=True, slots=True)
class Prose:
    """A hand-written page: its title and description from the header, and its Markdown."""

    title: str
    description: str
    body: str


def prose(path: Path) -> Prose:
    """Read a hand-written page with its ``key: value`` header."""
    text = path.read_text(encoding="utf-8")
    _, header, body = text.split("---\n", 2)
    pairs = (line.partition(":") for line in header.splitlines() if line.strip())
    meta = {key.strip(): value.strip().strip('"') for key, _, value in pairs}
    return Prose(title=meta["title"], description=meta["description"], body=body)


def page(template: str, meta: Mapping[str, object], view: Mapping[str, Any]) -> str:
    """A Markdown page with its header."""
    return front_matter(meta) + re.sub(r"\n{3,}", "\n\n", render(template, view))
