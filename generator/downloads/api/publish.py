"""All files of the interface: the index, the lists, the single things, and the schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.downloads import envelope, forms
from generator.downloads.api import details, lists, paths, schema
from generator.downloads.api.entries import Entries
from generator.downloads.desk import Desk
from generator.outputs import Output


def files(desk: Desk) -> Iterator[Output]:
    """The files, each naming the schema that describes it."""
    entries, counts = Entries(desk), dict[str, int]()
    for path, name, content in lists.files(entries):
        counts[name] = len(content[name])
        yield _file(desk, path, name, content)
    for path, name, content in details.files(entries):
        yield _file(desk, path, name, content)
    yield _file(desk, paths.INDEX, "index", _index(desk, counts))
    for path, content in schema.files(desk):
        yield Output(path, envelope.dumped(content))


def _file(desk: Desk, path: str, name: str, content: Mapping[str, Any]) -> Output:
    head = {"$schema": desk.link(path, paths.schema(name)), "package": envelope.about(desk, path)}
    return Output(path, envelope.dumped({**head, **content}))


def _index(desk: Desk, counts: Mapping[str, int]) -> Mapping[str, Any]:
    def link(target: str) -> str:
        return desk.link(paths.INDEX, target)

    return {
        "lists": {
            name: {
                "href": link(paths.listing(name)),
                "schema": link(paths.schema(name)),
                "description": {
                    language: edition.locale.text(f"downloads.api.{name}")
                    for language, edition in desk.editions.items()
                },
                "count": count,
            }
            for name, count in counts.items()
        },
        "details": {
            name: {"list": link(paths.listing(paths.FOLDERS[kind])), "schema": link(paths.schema(name))}
            for kind, name in details.SINGULAR.items()
        },
        "downloads": {
            form.key if form.shared else f"{form.key}_{language}": link(form.path)
            for language in desk.languages
            for form in forms.of_package(desk, language)
        },
    }
