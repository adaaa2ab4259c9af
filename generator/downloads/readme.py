"""What goes along with a bundle of files: what they are, of when, from whom, how to use and to cite them.

Plain text that is Markdown as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.downloads.desk import Desk
from generator.downloads.subjects import Subject
from generator.views import codebook

NAME = "README.md"
OUTLINES = "outlines.geojson"


def facts(desk: Desk, language: str, subject: Subject | None = None) -> Iterator[tuple[str, str]]:
    """What must go along with every download, as (label, value); what is unknown is left out."""
    edition, info = desk.editions[language], desk.dataset.info
    text = edition.locale.text
    page = desk.page(language, subject.page) if subject and desk.site_url else desk.site_url
    found = (
        ("about", subject.title.in_language(language) if subject else ""),
        ("data", edition.say(info.title)),
        ("version", info.version),
        ("date", info.date.isoformat() if info.date else ""),
        ("publisher", info.publisher),
        ("contact", (info.contact or "").removeprefix("mailto:")),
        ("licence", _licence(desk, language)),
        ("page", page),
        ("cite", desk.cite(language, subject)),
        ("missing", text("downloads.missing")),
    )
    yield from ((text(f"downloads.fact.{key}"), value) for key, value in found if value)


def text(
    desk: Desk, language: str, files: Mapping[str, str], explains: str, subject: Subject | None = None
) -> str:
    """The README in one language; ``files`` says what each is, ``explains`` which has the codebook."""
    say = desk.editions[language].locale.text
    heading = (
        subject.title.in_language(language)
        if subject
        else desk.editions[language].say(desk.dataset.info.title)
    )
    lines = [f"# {heading}", ""]
    lines += [f"- {label}: {value}" for label, value in facts(desk, language, subject)]
    lines += ["", f"## {say('downloads.readme.files')}", ""]
    lines += [f"- {name}: {what}" for name, what in files.items()]
    return "\n".join([*lines, "", say("downloads.readme.codebook", file=explains), ""])


def of_package(desk: Desk, subject: Subject | None = None) -> bytes:
    """The README of a package of tables, in every language."""
    texts = []
    for language in desk.languages:
        files = {f"{name}.csv": grid.title.in_language(language) for name, grid in desk.tables.items()}
        outlines = codebook.outlines(desk.editions[language]) if subject is None else None
        files |= {OUTLINES: outlines[0]} if outlines else {}
        texts.append(text(desk, language, files, "datapackage.json", subject))
    return "\n".join(texts).encode("utf-8")


def _licence(desk: Desk, language: str) -> str:
    """The licence by the name it has in a language, with where its text stands."""
    return " ".join(filter(None, desk.licence(language)))
