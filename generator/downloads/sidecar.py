"""The codebook of the figures as CSV, beside them: one file a folder, as CSV on the Web looks for it there.

All files in a folder have the same columns, so that they share one schema, in a file of its own: few
readers know a schema that stands above its tables. The headings of the local form are the titles of
these columns in its language.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from generator.downloads.desk import FOLDER, Desk
from generator.downloads.grids import Column
from generator.downloads.subjects import FOLDERS, Subject
from generator.model import Localized
from generator.outputs import Output

SCHEMA = "csv-schema.json"
CONTEXT = "http://www.w3.org/ns/csvw"
TYPES: dict[str, Any] = {
    "integer": "integer",
    "number": "decimal",
    "boolean": {"base": "boolean", "format": "true|false"},
    "date": "date",
}


def path(folder: str) -> str:
    """Where the codebook of a folder stands."""
    return f"{FOLDER}/{folder}/csv-metadata.json"


def schema_path(folder: str) -> str:
    """Where the columns of a folder's files are described."""
    return f"{FOLDER}/{folder}/{SCHEMA}"


def files(desk: Desk) -> Iterator[Output]:
    """One for each kind of subject that there is."""
    for folder in FOLDERS.values():
        found = [subject for subject in desk.subjects if subject.table == folder]
        if found:
            yield _file(path(folder), _group(desk, found))
            yield _file(schema_path(folder), _schema(desk))


def _file(where: str, content: dict[str, Any]) -> Output:
    return Output.text(where, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def _group(desk: Desk, subjects: list[Subject]) -> dict[str, Any]:
    info, (_, licence) = desk.dataset.info, desk.licence(desk.languages[0])
    terms = {
        "dc:publisher": info.publisher,
        "dc:modified": info.date.isoformat() if info.date else None,
        "dc:license": {"@id": licence} if licence else None,
    }
    return {
        "@context": [CONTEXT, {"@language": desk.languages[0]}],
        "dc:title": _values(desk, info.title),
        "dc:hasVersion": info.version,
        **{name: value for name, value in terms.items() if value},
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"], "header": True},
        "tables": [_table(desk, subject) for subject in subjects],
    }


def _table(desk: Desk, subject: Subject) -> dict[str, Any]:
    """A file: what it is about, where its figures come from, and how to cite it."""
    used = {figure.source_id for figure in subject.figures}
    cited = Localized({language: desk.cite(language, subject) for language in desk.languages})
    return {
        "url": f"{PurePosixPath(subject.path).name}.csv",
        "tableSchema": SCHEMA,
        "dc:title": _values(desk, subject.title),
        "dc:bibliographicCitation": _values(desk, cited),
        "dc:source": [source.title for source in desk.dataset.sources if source.source_id in used],
    }


def _schema(desk: Desk) -> dict[str, Any]:
    grid = desk.all_figures
    return {
        "@context": CONTEXT,
        "columns": [_column(desk, column) for column in grid.columns],
        "primaryKey": list(grid.key),
    }


def _column(desk: Desk, column: Column) -> dict[str, Any]:
    titles = {language: column.title.in_language(language) for language in desk.languages}
    listed = {value: label for value, label in column.values if label.texts}
    return {
        "name": column.name,
        "titles": {"und": column.name, **titles},
        "dc:description": _values(desk, column.description),
        "datatype": TYPES.get(column.type, "string"),
        "required": column.required,
        # What each value means: the standard has no place of its own for that.
        **({"skos:note": [_meaning(desk, *item) for item in listed.items()]} if listed else {}),
    }


def _meaning(desk: Desk, value: str, label: Localized) -> str:
    return f"{value}: " + " / ".join(label.in_language(language) for language in desk.languages)


def _values(desk: Desk, text: Localized) -> list[dict[str, str]]:
    """A text in every language."""
    return [{"@value": text.in_language(n), "@language": n} for n in desk.languages if text.in_language(n)]
