"""Everything that a site consists of, as values: pages, downloads, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator import lookup, outputs
from generator.charts import data as charts_data
from generator.charts import theme
from generator.downloads import DOWNLOADS, checksums
from generator.history import addresses
from generator.metadata import METADATA, Register
from generator.metadata.remarks import Remark, remarks
from generator.outputs import Output
from generator.pages import PAGES, embed, pictures
from generator.pages.press import Press
from generator.problems import Problem
from generator.workshop import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The Markdown of every language, and by path the files that stand once for all of them.

    ``addresses`` is all that others may link to; ``broken`` tells which addresses of earlier times
    lead nowhere now, ``remarks`` which standard could not be met.
    """

    pages: Mapping[str, Mapping[str, bytes]]
    files: Mapping[str, bytes]
    addresses: frozenset[str]
    broken: tuple[Problem, ...]
    remarks: tuple[Remark, ...]


def made(workshop: Workshop, drawn: Mapping[str, bytes]) -> Made:
    """Make everything, and write nothing. ``drawn`` are the pictures as far as a browser made them."""
    record, editions, published = workshop.record, workshop.editions, workshop.published
    published.update(drawn)
    for press in workshop.presses.values():
        take_along(workshop, press, drawn)
    # The files first: a page says how large a download is.
    published.update(outputs.plan(_files(workshop)))
    sums = checksums.output(published)
    published[sums.path] = sums.content
    pages = {language: pages_of(press) for language, press in workshop.presses.items()}
    alone = (output for press in workshop.presses.values() for output in embed.pages(press))
    published.update({**workshop.figures, **outputs.plan(alone)})
    # A picture keeps its address where nothing can draw it.
    files = {**dict.fromkeys(pictures.promised(workshop.prints), b""), **published}
    broken = record.broken(editions, pages, files)
    around = () if broken else record.around(editions, pages, published, workshop.settings.site_url)
    return Made(
        pages=pages,
        files={**published, **outputs.plan(around)},
        addresses=addresses.made(editions, pages, files),
        broken=tuple(broken),
        remarks=remarks(next(iter(workshop.presses.values())).register),
    )


def take_along(workshop: Workshop, press: Press, drawn: Mapping[str, bytes]) -> None:
    """Put the pictures of one language into the press kits; pages say whether there are any."""
    for path, found in pictures.kits(press.here, press.gallery, drawn):
        workshop.kits.setdefault(path, {}).update(found)


def pages_of(press: Press) -> Mapping[str, bytes]:
    """The Markdown of one language."""
    return outputs.plan(output for make in PAGES for output in make(press))


def beside(press: Press) -> Mapping[str, bytes]:
    """What the pages of one language fetch that is made with them: figures, charts by themselves, names."""
    alone = outputs.plan([*embed.pages(press), *lookup.files(press)])
    return {**press.gallery.figures, **alone}


def _files(workshop: Workshop) -> Iterator[Output]:
    plan, desk, presses, record = workshop.plan, workshop.desk, workshop.presses, workshop.record
    press = presses[desk.dataset.info.default_language]
    kept = outputs.plan(record.files(desk.editions, desk.addresses, desk.site_url))
    downloads = outputs.plan(output for download in DOWNLOADS for output in download(desk))
    # A released version is published with the very bytes that were released.
    made = {path: kept.get(path, content) for path, content in downloads.items()}
    yield from (Output(path, content) for path, content in {**made, **kept}.items())
    for describe in METADATA:
        yield from describe(Register(desk=desk, site_url=desk.site_url, published=made))
    if desk.store:
        desk.store.sweep()
    for each in presses.values():
        yield from lookup.files(each)
    yield from charts_data.files(press.edition, press.rankings, press.maps)
    yield theme.template()
    yield from outputs.copies(plan.equipment / "vendor" / "plotly", "*.js", "assets/plotly")
    yield from outputs.copies(plan.equipment / "vendor" / "fonts", "*.woff2", "assets/fonts")
    yield from outputs.copies(plan.equipment / "vendor" / "fonts", "*.txt", "assets/fonts")
