"""What all pages of an edition share: the addresses, the links, and the way to a Markdown page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from generator import render
from generator.charts.chart import Chart
from generator.downloads import Desk
from generator.history.timeline import Past, Timeline
from generator.links import Addresses, Page, PageKind, relative
from generator.metadata import Register
from generator.outputs import Output
from generator.pages import offers, pictures, quoting
from generator.pages.embedding import embedding
from generator.pages.gallery import Gallery
from generator.pages.header import Header
from generator.pages.settings import Settings
from generator.pages.words import words
from generator.views import area, citation, linked, rankings, receipts, schedule, sums
from generator.views import map as map_view
from generator.views.edition import Edition
from generator.views.figures import FigureView

__all__ = ["Press", "Settings"]


@dataclass(frozen=True, kw_only=True)
class Press:
    """One language's pages in the making. ``editions`` hold the addresses of every language.

    ``published`` holds the content of every download by its path, for pages that describe them.
    """

    edition: Edition
    editions: Mapping[str, Addresses]
    settings: Settings
    desk: Desk
    published: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    releases: Timeline | None = None

    @property
    def here(self) -> Addresses:
        """The addresses in this edition's language."""
        return self.editions[self.edition.language]

    @cached_property
    def register(self) -> Register:
        """What the descriptions of pages for search engines start from."""
        return Register(desk=self.desk, site_url=self.settings.site_url, published=self.published)

    @cached_property
    def rankings(self) -> tuple[rankings.Ranking, ...]:
        """Every ranking of the edition."""
        return rankings.rankings(self.edition)

    @cached_property
    def maps(self) -> tuple[map_view.MapView, ...]:
        """A map for each metric that enough areas share."""
        return map_view.views(self.edition, self.rankings)

    @cached_property
    def sums(self) -> tuple[sums.SumView, ...]:
        """Every sum of ours."""
        return sums.views(self.edition)

    @cached_property
    def shared(self) -> area.AreaContext:
        """What area, alliance and metric pages share."""
        return area.context(self.edition, self.rankings)

    @cached_property
    def receipts(self) -> Mapping[str, receipts.ReceiptView]:
        """What stands behind every figure, by its identifier."""
        return receipts.receipts(self.edition)

    @cached_property
    def timeline(self) -> Timeline:
        """The versions of the data: this one alone where nothing was ever released."""
        return self.releases or Timeline(dataset=self.edition.dataset)

    @cached_property
    def pasts(self) -> Mapping[str, tuple[Past, ...]]:
        """What figures were in earlier versions, by their identifiers."""
        return self.timeline.pasts(self.edition.locale)

    @cached_property
    def gallery(self) -> Gallery:
        """Every chart."""
        return Gallery(
            edition=self.edition,
            here=self.here,
            shared=self.shared,
            maps=self.maps,
            sums=self.sums,
            schedule=self.schedule,
        )

    @cached_property
    def schedule(self) -> schedule.ScheduleView:
        """What should be ready by when, as seen on the day of the build."""
        return schedule.view(self.edition, self.settings.today or self.edition.dataset.info.date)

    def text(self, key: str, /, **params: object) -> str:
        """A text of the locale."""
        return self.edition.locale.text(key, **params)

    def figure_link(self, page: Page) -> Callable[[FigureView], str]:
        """The link from a page to the row of a figure."""
        return lambda figure: self.link(page, figure.home, figure.anchor)

    def link(self, page: Page, target: Page, anchor: str = "") -> str:
        """The link from one page of this language to another."""
        return relative(self.here.url(page), self.here.url(target), anchor)

    def file(self, page: Page, path: str) -> str:
        """The link from a page to a file, which stands once for all languages."""
        return relative(self.here.url(page), path)

    def output(
        self,
        page: Page,
        template: str,
        *,
        title: str,
        description: str,
        weight: int = 1,
        cover: Chart | None = None,
        **view: Any,
    ) -> Output:
        """Render a page of Markdown; ``cover`` is the chart that stands for it where it is shared."""
        meta = self.meta(page, title=title, description=description, weight=weight, cover=cover)
        names = {**self._names(page), **view, "title": title}
        content = render.page(f"{template}.md.jinja", meta, names)
        return Output.text(self.here.markdown(page), content + self.cited(page, title))

    def cited(self, page: Page, title: str) -> str:
        """How to cite a page, as Markdown to stand at its foot."""
        found = quoting.reference(self.edition, self.register, self.timeline, page, title)
        names = {"apa": citation.apa(found), "bibtex": citation.bibtex(found)}
        return render.render("citation.md.jinja", {**self._names(page), **names})

    def meta(
        self, page: Page, *, title: str, description: str, weight: int = 1, cover: Chart | None = None
    ) -> dict[str, object]:
        """The front matter of a page; with a weight of nought it is not to be found by searching."""
        header = Header(self.here, self.editions, self.settings.docs)
        pictured = pictures.cover(self.edition, self.here, cover, self.published)
        return {**header.meta(page, title, description, weight), **header.cover(page, pictured)}

    def standing(self, page: Page, template: str, *, path: str, **view: Any) -> Output:
        """Render a page that is no Markdown and has nothing around it."""
        return Output.text(path, render.render(f"{template}.html.jinja", {**self._names(page), **view}))

    def _names(self, page: Page) -> dict[str, Any]:
        """What every template can call."""
        start = self.here.url(page)
        return {
            **words(self.edition, self.register),
            "link": partial(self._kind_link, page),
            "has": lambda kind: self.here.has(Page(PageKind(kind)), self.settings.docs),
            "figures_by_id": self.edition.figures,
            "receipts_by_id": self.receipts,
            "pasts_by_id": self.pasts,
            "address": self._address,
            "linked": linked.numbers_in,
            "figure_link": self.figure_link(page),
            "page_link": lambda target: self.link(page, target),
            "file": lambda path: self.file(page, path),
            "figure_file": lambda c: self.file(page, self.gallery.exhibits[c.slug].figure.path),
            "embedding": lambda c: embedding(self.here, c, start, self.published, self.settings.site_url),
            "offers": lambda: offers.of_page(self.desk, self.edition.locale, page, self.published),
            "improve": self._improve,
            "differences_link": lambda figure: self._differences_link(page, figure),
            "cited": lambda part="": citation.citation(self.edition, part),
            "page": page,
        }

    def _kind_link(self, page: Page, kind: str, slug: str = "", anchor: str = "") -> str:
        return self.link(page, Page(PageKind(kind), slug), anchor)

    def _differences_link(self, page: Page, figure: FigureView) -> str:
        """The link to where the sources' readings of a figure stand side by side."""
        first = self.edition.dataset.discrepancies_of_figure[figure.figure_id][0]
        return self.link(page, figure.home, f"d-{first.discrepancy_id}")

    def _address(self, page: Page, anchor: str) -> str:
        """The permanent address of a place on a page: whole where the site's own is known."""
        site_url = self.settings.site_url
        return f"{site_url}/{self.here.url(page)}#{anchor}" if site_url else f"#{anchor}"

    def _improve(self, table: str) -> str:
        """The address at which a table can be edited, empty where the repository is unknown."""
        return self.settings.edit_url(self.edition.dataset.descriptor_path(table))
