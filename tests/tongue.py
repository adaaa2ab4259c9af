"""A third language that nobody has to translate: English with marks on its vowels, and columns to match.

What a page says in it can be read, and what it says in any other language stands out.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator import locale
from generator.links import PROSE
from generator.model import TABLES
from tests.worlds import ROOT

# Frisian: Babel knows its numbers and dates; the theme and the search index have never heard of it.
CODE = "fy"
MODEL = "en"
MARKED = str.maketrans("aeiouAEIOU", "âêîôûÂÊÎÔÛ")
# What is filled in, addresses, tags, the targets of links and what stands in quotes for programs.
KEPT = re.compile(r"\{[^}]*\}|https?://\S+|<[^>]*>|\]\([^)]*\)|`[^`]*`|\{#[^}]*\}")


def marked(text: str) -> str:
    """The same words, none of which is English any more."""
    parts, at = [], 0
    for kept in KEPT.finditer(text):
        parts += [text[at : kept.start()].translate(MARKED), kept[0]]
        at = kept.end()
    return "".join([*parts, text[at:].translate(MARKED)])


def locale_file() -> str:
    """A whole locale file."""
    tree = tomllib.loads((locale.FOLDER / f"{MODEL}.toml").read_text(encoding="utf-8"))
    told = _told(tree)
    told["paths"] = {kind: path and f"{path}-{CODE}" for kind, path in tree["paths"].items()}
    told["anchor"] = {name: f"{anchor}-{CODE}" for name, anchor in tree["anchor"].items()}
    told["slugs"] = {
        group: {name: f"{slug}-{CODE}" for name, slug in slugs.items()}
        for group, slugs in tree["slugs"].items()
    }
    told["language"] = {"name": "Frysk", "formats": CODE}
    return "".join(_toml(told))


def _told(value: Any) -> Any:
    return {k: _told(v) for k, v in value.items()} if isinstance(value, dict) else marked(str(value))


def _toml(tree: Mapping[str, Any], name: str = "") -> Iterator[str]:
    texts = {key: value for key, value in tree.items() if not isinstance(value, dict)}
    yield f"\n[{name}]\n" if name and texts else ""
    # A JSON text is a TOML text.
    yield from (f"{json.dumps(key)} = {json.dumps(value)}\n" for key, value in texts.items())
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _toml(value, f"{name}.{json.dumps(key)}" if name else json.dumps(key))


def columns(package: Path) -> None:
    """Give a package the language: in its descriptor, and a column beside each that has one."""
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["languages"].append(CODE)
    _spoken(descriptor)
    for resource in descriptor["resources"]:
        fields = {field["name"]: field for field in resource.get("schema", {}).get("fields", ())}
        if not fields:
            continue
        table = next(table for table in TABLES if table.name == resource["name"])
        missing = [column for column in table.columns((CODE,)) if column not in fields]
        for column in missing:
            model = column.removesuffix(CODE) + MODEL
            resource["schema"]["fields"].append({**fields[model], "name": column})
        _add(package / resource["path"], missing)
    path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")


def _add(path: Path, missing: list[str]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        header, rows = reader.fieldnames or (), list(reader)
    out = io.StringIO()
    writer = csv.DictWriter(out, [*header, *missing], lineterminator="\n")
    writer.writeheader()
    for row in rows:
        models = {column: row[column.removesuffix(CODE) + MODEL] for column in missing}
        writer.writerow({**row, **{column: marked(text) for column, text in models.items()}})
    path.write_text(out.getvalue(), encoding="utf-8", newline="")


def _spoken(value: Any) -> None:
    """Give everything that is said in the default language and another one a third."""
    if isinstance(value, list):
        for inner in value:
            _spoken(inner)
    elif isinstance(value, dict):
        for name in [name for name in value if f"{name}@nl" in value]:
            text = value[name]
            said = [marked(part) for part in text] if isinstance(text, list) else marked(text)
            value[f"{name}@{CODE}"] = said
        for inner in value.values():
            _spoken(inner)


def prose(docs: Path, *, without: tuple[str, ...] = ()) -> None:
    """The hand-written pages, but for some."""
    (docs / CODE).mkdir(parents=True)
    for kind in PROSE:
        path = locale.load(MODEL).text(f"paths.{kind.value}")
        if kind.value not in without:
            text = (ROOT / "docs" / MODEL / f"{path}.md").read_text(encoding="utf-8")
            _, header, body = text.split("---\n", 2)
            said = "".join(
                f"{k}:{marked(v)}\n" for k, _, v in (x.partition(":") for x in header.splitlines())
            )
            links = re.sub(r"\]\(\.\./([\w-]+)/", rf"](../\1-{CODE}/", marked(body))
            (docs / CODE / f"{path}-{CODE}.md").write_text(f"---\n{said}---\n{links}", encoding="utf-8")
