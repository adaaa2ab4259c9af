"""Every chart of an edition, made once: the pages show them, and each has an address of its own.

Where a mark leads is written from the root of the site, so that one figure serves every page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.charts import bridge, categories, chart, ranking, schedule, timeline
from generator.charts import map as map_chart
from generator.charts.chart import Chart
from generator.links import Addresses, Page, PageKind, relative
from generator.outputs import Output
from generator.views import metric as metric_view
from generator.views.area import AreaContext
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.map import MapView
from generator.views.matrix import Matrix, matrix
from generator.views.rankings import Ranking
from generator.views.schedule import ScheduleView
from generator.views.sums import SumView
from generator.views.timelines import Timeline
from generator.views.timelines import timeline as timeline_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A chart, its figure as it is published, and the page on which it is at home."""

    chart: Chart
    figure: Output
    home: Page

    @property
    def page(self) -> Page:
        """Where the chart stands by itself."""
        return Page(PageKind.EMBED, self.chart.slug)


@dataclass(frozen=True, kw_only=True)
class Gallery:
    """The charts of one language; each is made when somebody asks for it, and kept."""

    edition: Edition
    here: Addresses
    shared: AreaContext
    maps: tuple[MapView, ...]
    sums: tuple[SumView, ...]
    schedule: ScheduleView
    _made: dict[str, Chart] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def exhibits(self) -> Mapping[str, Exhibit]:
        """All of them by the name in their addresses, those of areas first."""
        found: dict[str, Exhibit] = {}
        for home, made in (*self._of_areas(), *self._of_alliances(), *self._of_overviews()):
            if made:
                found.setdefault(made.slug, Exhibit(chart=made, figure=chart.file(made), home=home))
        return found

    @cached_property
    def figures(self) -> Mapping[str, bytes]:
        """Their figures by path."""
        return {e.figure.path: e.figure.content for e in self.exhibits.values()}

    @cached_property
    def matrix(self) -> Matrix:
        """Which area names which bottleneck."""
        return matrix(self.edition)

    def timeline(self, found: Timeline | None, name: str, subject: str) -> Chart | None:
        """What should be ready by when in one place, None where nothing says."""
        if found is None:
            return None
        return self._once(
            f"timeline-{name}", lambda: timeline.chart(self.edition, found, self._figure, name, subject)
        )

    def ranking(self, found: Ranking, subject: str = "") -> Chart:
        """Areas in order, with one of them in colour or none."""
        return self._once(
            f"ranking-{found.ranking_id} {subject}",
            lambda: ranking.chart(self.edition, found, self._figure, subject),
        )

    def map(self, view: MapView) -> Chart:
        """A map."""
        name = f"map-{view.ranking.ranking_id}"
        return self._once(name, lambda: map_chart.chart(self.edition, view, self._figure))

    def bridge(self, view: SumView) -> Chart:
        """A sum."""
        return self._once(f"sum-{view.sum_id}", lambda: bridge.chart(self.edition, view, self._figure))

    def categories(self) -> Chart | None:
        """The kinds of bottlenecks, None where no area names any."""
        if not self.matrix.columns:
            return None
        return self._once("bottlenecks", lambda: categories.chart(self.edition, self.matrix, self._category))

    @cached_property
    def lanes(self) -> Mapping[str, tuple[Chart, ...]]:
        """The targets of each alliance beside today, by the lane that they are in."""
        today = self.schedule.today
        return {
            lane.key: schedule.charts(self.edition, lane, today, self._figure) for lane in self.schedule.lanes
        }

    def _once(self, name: str, make: Callable[[], Chart]) -> Chart:
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    def _figure(self, figure: FigureView) -> str:
        return relative("", self.here.url(figure.home), figure.anchor)

    def _category(self, slug: str) -> str:
        return relative("", self.here.url(Page(PageKind.BOTTLENECK, slug)))

    def _of_areas(self) -> Iterator[tuple[Page, Chart | None]]:
        dataset = self.edition.dataset
        for area in dataset.areas:
            page, key = Page(PageKind.AREA, area.area_id), area.area_id
            own = self._views(f.figure_id for f in dataset.figures_of_area.get(key, ()))
            yield page, self.timeline(timeline_of(own), key, area.name)
            for found in self.shared.rankings.get(key, ())[:1]:
                yield page, self.ranking(found, key)

    def _of_overviews(self) -> Iterator[tuple[Page, Chart | None]]:
        for metric in self.edition.dataset.metrics:
            page = Page(PageKind.METRIC, metric.slug)
            for found in metric_view.comparable(self.shared, metric):
                yield page, self.ranking(found)
        yield from ((Page(PageKind.MAP), self.map(view)) for view in self.maps)
        yield from ((Page(PageKind.SUM, view.sum_id), self.bridge(view)) for view in self.sums)
        yield Page(PageKind.BOTTLENECK), self.categories()
        for charts in self.lanes.values():
            yield from ((Page(PageKind.TIMELINE), made) for made in charts)

    def _of_alliances(self) -> Iterator[tuple[Page, Chart | None]]:
        dataset = self.edition.dataset
        for alliance in dataset.alliances:
            key = alliance.alliance_id
            figures = dataset.figures_of_alliance.get(key, ())
            own = self._views(f.figure_id for f in figures if not f.area_id)
            made = self.timeline(timeline_of(own), f"alliance-{key}", alliance.short_name)
            yield Page(PageKind.ALLIANCE, key), made

    def _views(self, ids: Iterable[str]) -> Iterator[FigureView]:
        return (self.edition.figures[figure_id] for figure_id in ids)
