"""A press kit for each area: its figures, what the page draws of them, and how to cite, in one zip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from generator.downloads import canonical, local, readme, workbook
from generator.downloads.desk import Desk
from generator.downloads.package import zipped
from generator.downloads.subjects import Subject
from generator.links import PageKind
from generator.outputs import Output

ENDING = ".press.zip"
# What a file is, by how its name ends.
FORMS = {
    ".csv": "csv",
    ".xlsx": "workbook",
    ".txt": "citation",
    ".bib": "bibtex",
    ".svg": "svg",
    ".png": "png",
}


def files(desk: Desk) -> Iterator[Output]:
    """One for every area."""
    for subject in desk.subjects:
        if subject.page.kind is PageKind.AREA:
            yield Output(subject.path + ENDING, zipped(contents(desk, subject)))


def contents(desk: Desk, subject: Subject) -> Mapping[str, bytes]:
    """What is in it, by name: how to read it in each language first, pictures last."""
    pictures = desk.pictures.get(subject.path, {})
    rest = {**dict(_citations(desk, subject)), **dict(_data(desk, subject)), **pictures}
    return {
        **{f"README.{language}.txt": _readme(desk, subject, language, rest) for language in desk.languages},
        **rest,
    }


def _data(desk: Desk, subject: Subject) -> Iterator[tuple[str, bytes]]:
    """The figures in the forms that people open."""
    slug, grid = subject.page.slug, desk.figures[subject.page]
    for language in desk.languages:
        yield slug + workbook.ending(desk, language), workbook.of_subject(desk, subject, language)
    for language in desk.local_languages:
        yield f"{slug}.{language}.csv", local.csv_bytes(grid, desk, language)
    yield f"{slug}.csv", canonical.csv_bytes(grid.header, grid.cells)


def _citations(desk: Desk, subject: Subject) -> Iterator[tuple[str, bytes]]:
    for language in desk.languages:
        yield f"CITATION.{language}.txt", f"{desk.cite(language, subject)}\n".encode()
    yield "CITATION.bib", f"{desk.bibtex(desk.languages[0], subject)}\n".encode()


def _readme(desk: Desk, subject: Subject, language: str, contents: Mapping[str, bytes]) -> bytes:
    files = {name: _described(desk, name, language) for name in contents}
    codebook = subject.page.slug + workbook.ending(desk, language)
    return readme.text(desk, language, files, codebook, subject).encode()


def _described(desk: Desk, name: str, language: str) -> str:
    """What a file is, and in which language if it is in one."""
    locale, path = desk.editions[language].locale, PurePosixPath(name)
    own = PurePosixPath(path.stem).suffix[1:] or (desk.languages[0] if path.suffix == ".xlsx" else "")
    is_local = path.suffix == ".csv" and own in desk.local_languages
    key = f"downloads.form.{'local' if is_local else FORMS.get(path.suffix, 'other')}"
    spoken = f" ({locale.name_of(own)})" if own in desk.languages else ""
    return f"{locale.text(f'{key}.name')}{spoken}. {locale.text(f'{key}.purpose')}"
