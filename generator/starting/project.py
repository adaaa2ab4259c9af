"""Every file of a new project, as values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator import locale, outputs
from generator.editing import form
from generator.links import PROSE, PageKind
from generator.locale import Locale
from generator.model.vocabulary import Commitment, Extent, MeasurementKind
from generator.outputs import Output
from generator.starting import descriptor, rows
from generator.starting.answers import LICENCES, Answers

STARTER = Path(__file__).resolve().parent.parent / "starter"
PACKAGE = "datapackage"
# The language of what is read by developers, and of hand-written pages that we have in no other.
COMMON = "en"
GAP = re.compile(r"%([a-z_]+)%")
PLACES = {
    "mkdocs.yml": "mkdocs.yml",
    "requirements.txt": "requirements.txt",
    "gitignore": ".gitignore",
    "pages.yml": ".github/workflows/pages.yml",
    "check.yml": ".github/workflows/check.yml",
}


def files(answers: Answers) -> Iterator[Output]:
    """Everything that the new folder holds."""
    found = {path: content.decode("utf-8") for path, content in outputs.read(STARTER).items()}
    names = _names(answers)
    for name, place in PLACES.items():
        yield Output.text(place, _filled(found[name], names))
    yield from _readmes(answers, found, names)
    for language in answers.languages:
        yield from _prose(found, language, names)
    for path in answers.texts:
        for own in outputs.copies(path.parent, path.name):
            yield Output(f"locales/{own.path}", own.content)
    yield from _package(answers)


def _readmes(answers: Answers, found: Mapping[str, str], names: Mapping[str, str]) -> Iterator[Output]:
    """What a reader of the repository sees first: in the atlas's language if we can, and in English."""
    first = answers.languages[0]
    own = first if f"README.{first}.md" in found else COMMON
    yield Output.text("README.md", _filled(found[f"README.{own}.md"], names))
    if own != COMMON:
        yield Output.text(f"README.{COMMON}.md", _filled(found[f"README.{COMMON}.md"], names))


def _prose(found: Mapping[str, str], language: str, names: Mapping[str, str]) -> Iterator[Output]:
    spoken = locale.load(language)
    paths = {kind.value: spoken.text(f"paths.{kind.value}") for kind in PageKind}
    links = {f"link_{kind}": f"../{path}/" for kind, path in paths.items()}
    told = {**names, **links, **_glossary(spoken)}
    for kind in PROSE:
        own = found.get(f"docs/{language}/{kind.value}.md", found[f"docs/{COMMON}/{kind.value}.md"])
        yield Output.text(f"docs/{language}/{paths[kind.value]}.md", _filled(own, told))


def _glossary(spoken: Locale) -> Mapping[str, str]:
    """The words of a figure, as the pages explain them too."""
    words = {
        "commitment": [("commitment", value.value) for value in Commitment],
        "kind": [("measurement_kind", value.value) for value in MeasurementKind],
        "extent": [("extent", value.value) for value in Extent if value is not Extent.AREA],
    }
    return {
        f"words_{group}": "\n".join(
            [f"## {spoken.text(f'new.pages.{group}')} {{#{group}}}\n"]
            + [
                f"### {_capital(spoken.text(f'{key}.{value}.label'))} {{#{group}-{value}}}\n\n"
                f"{spoken.text(f'{key}.{value}.tip')}\n"
                for key, value in found
            ]
        )
        for group, found in words.items()
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _package(answers: Answers) -> Iterator[Output]:
    whole, made = descriptor.descriptor(answers), rows.rows(answers)
    text = json.dumps(whole, ensure_ascii=False, indent=2)
    yield Output.text(f"{PACKAGE}/datapackage.json", text + "\n")
    for resource in whole["resources"]:
        shape = form.shape(resource["name"], resource["schema"])
        cells = ([row.get(column, "") for column in shape.header] for row in made.get(resource["name"], ()))
        content = form.csv_bytes(shape.header, form.formed(shape, cells))
        yield Output(f"{PACKAGE}/{resource['path']}", content)


def _names(answers: Answers) -> Mapping[str, str]:
    """What the files of a starter leave open."""
    known = ", ".join(answers.default.name_of(language) for language in answers.languages)
    return {
        "title": answers.title,
        "title_quoted": json.dumps(answers.title, ensure_ascii=False),
        "languages": known,
        "language": answers.languages[0] if answers.languages[0] in ("nl", COMMON) else COMMON,
        "licence": LICENCES[answers.licence][0],
        "licence_url": LICENCES[answers.licence][1],
        "generator": answers.generator,
        "settings": answers.default.text("new.yaml"),
    }


def _filled(text: str, names: Mapping[str, str]) -> str:
    """A text with its gaps filled; one that nothing is known for is a bug."""
    return GAP.sub(lambda gap: names[gap[1]], text)
