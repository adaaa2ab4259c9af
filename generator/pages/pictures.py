"""The picture of each chart: what stands around the drawing, and where it is published."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.charts.chart import Chart
from generator.downloads.subjects import FOLDERS
from generator.downloads.subjects import path as subject_path
from generator.drawings.print import FORMS, Caption, Print
from generator.links import Addresses
from generator.pages.gallery import Gallery
from generator.views.edition import Edition

FOLDER = "data/charts"
CARDS = "assets/images/card"
# Where a PNG says how wide and how high it is.
SIZE = slice(16, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The picture that stands for a page where somebody shares it, and the same in words."""

    path: str
    alt: str
    size: tuple[int, int]


def cover(
    edition: Edition, here: Addresses, chart: Chart | None, published: Mapping[str, bytes]
) -> Cover | None:
    """That of the page's chart, else that of the site; None where no browser made any."""
    pictures = [(f"{_card(here)}.png", edition.say(edition.dataset.info.title))]
    if chart:
        pictures.insert(0, (f"{start(here, chart)}.png", f"{chart.title}. {chart.conclusion}"))
    for path, alt in pictures:
        if path in published:
            width, height = struct.unpack(">II", published[path][SIZE])
            return Cover(path=path, alt=alt, size=(width, height))
    return None


def start(here: Addresses, chart: Chart) -> str:
    """Where the picture of a chart stands, without the ending that says in which form."""
    language = "" if here.is_default else f".{here.locale.language}"
    return f"{FOLDER}/{chart.slug}{language}"


def promised(prints: Iterable[str]) -> list[str]:
    """Where all pictures stand, or would if there were a browser."""
    return [f"{path}.{form}" for path in prints for form in FORMS]


def _card(here: Addresses) -> str:
    return f"{CARDS}.{here.locale.language}"


def prints(here: Addresses, gallery: Gallery, site_url: str | None) -> Mapping[str, Print]:
    """The pictures that are wanted, by where they stand: of every chart, and one of the site itself."""
    edition = gallery.edition
    around = _around(edition, site_url)
    wanted = {
        start(here, exhibit.chart): Print(
            figure=PurePosixPath(exhibit.figure.path).stem,
            caption={**around, **_said(edition, exhibit.chart)},
        )
        for exhibit in gallery.exhibits.values()
    }
    title, description = (
        edition.say(edition.dataset.info.title),
        edition.say(edition.dataset.info.description),
    )
    said = {"title": title, "subtitle": description, "sources": "", "description": description}
    return {**wanted, _card(here): Print(figure="", caption={**around, **said})}


def _around(edition: Edition, site_url: str | None) -> Caption:
    """What every picture says: it has to speak for itself wherever it goes."""
    return {
        "language": edition.language,
        "about": edition_line(edition),
        "site": site_name(edition),
        "address": (site_url or "").partition("://")[2],
    }


def _said(edition: Edition, chart: Chart) -> Caption:
    sources = ", ".join(title for _, title in chart.sources)
    return {
        "title": chart.title,
        "subtitle": chart.subtitle,
        "description": chart.conclusion,
        "sources": f"{edition.locale.text('chart.source')} {sources}",
    }


def site_name(edition: Edition) -> str:
    """What the site is called, as in its head."""
    return edition.say(edition.dataset.info.title).partition(":")[0]


def edition_line(edition: Edition) -> str:
    """Which data this is, of when, and under which licence."""
    locale, info = edition.locale, edition.dataset.info
    found = edition.imprint
    said = [
        locale.text("embed.version", version=info.version),
        locale.date(info.date) if info.date else "",
        found.licence_title.in_language(edition.language) or found.licence,
    ]
    return " · ".join(filter(None, said))


def kits(
    here: Addresses, gallery: Gallery, pictures: Mapping[str, bytes]
) -> Iterator[tuple[str, Mapping[str, bytes]]]:
    """What goes along in the press kit of each subject, by its path: the pictures of its page, by name."""
    exhibits = [e for e in gallery.exhibits.values() if e.home.kind in FOLDERS]
    for home in dict.fromkeys(exhibit.home for exhibit in exhibits):
        own = (start(here, exhibit.chart) for exhibit in exhibits if exhibit.home == home)
        paths = [path for one in own for form in FORMS if (path := f"{one}.{form}") in pictures]
        yield subject_path(home), {path.removeprefix("data/"): pictures[path] for path in paths}
