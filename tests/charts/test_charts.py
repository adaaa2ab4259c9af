"""Charts: what is drawn, tabled and downloaded are the same figures, and JSON that a browser reads."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import render
from generator.charts import data as charts_data
from generator.charts import lollipop, ranking, theme, timeline
from generator.charts.chart import Chart, plain
from generator.model import AreaAlliance, Dataset, Target
from generator.model.vocabulary import Extent, Qualifier
from generator.outputs import Output, plan
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.rankings import Ranking, rankings
from generator.views.timelines import Timeline
from generator.views.timelines import timeline as timeline_of
from tests.worlds import NORLAND, World

Drawn = tuple[Chart, Sequence[FigureView], Edition]
NAMES = st.sampled_from(["Quay", "Pier", "a < b & c > d", "<b>x</b>", "&amp; co", "Åsgård_Øst", "*9*"])


def link(figure: FigureView) -> str:
    return f"../#{figure.anchor}"


def refused(constant: str) -> None:
    raise AssertionError(constant)


def as_json(chart: Chart) -> Any:
    """The chart as the page carries it, read the way a browser does."""
    return json.loads(str(render.json_script(chart.figure)), parse_constant=refused)


def rows_of(output: Output) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(output.content.decode("utf-8"), newline="")))


def ranking_charts(world: World) -> Iterator[tuple[Chart, Ranking, Edition]]:
    for edition in world.editions.values():
        for found in rankings(edition):
            yield ranking.chart(edition, found, link), found, edition
            for entry in found.entries:
                yield ranking.chart(edition, found, link, entry.figure.area_id), found, edition


def timeline_charts(world: World) -> Iterator[tuple[Chart, Timeline, Edition]]:
    for edition in world.editions.values():
        for area in world.dataset.areas:
            figures = [
                edition.figures[f.figure_id] for f in world.dataset.figures_of_area.get(area.area_id, ())
            ]
            found = timeline_of(figures)
            if found:
                yield timeline.chart(edition, found, link, area.area_id, area.name), found, edition


# --- made-up rankings -------------------------------------------------------------------------


# An area by its name, the ends of its figure in halves, its qualifier, and what the figure covers.
Spec = tuple[str, tuple[int, int], Qualifier, Extent]
SPECS = st.lists(
    st.tuples(
        NAMES,
        st.tuples(st.integers(0, 9), st.integers(0, 9)),
        st.sampled_from(Qualifier),
        st.sampled_from(Extent),
    ),
    min_size=2,
    max_size=6,
)


def dataset_of(specs: list[Spec]) -> Dataset:
    """Norland with other areas, awkward names and equal names among them, and figures to compare."""
    model = NORLAND.dataset.figure["old-harbour-homes-new-2026-2030"]
    assert isinstance(model, Target)
    one = NORLAND.dataset.areas[0]
    areas = tuple(replace(one, area_id=f"area-{i}", name=name) for i, (name, *_) in enumerate(specs))
    return replace(
        NORLAND.dataset,
        areas=areas,
        area_alliances=tuple(AreaAlliance(area_id=a.area_id, alliance_id="harbour-pact") for a in areas),
        targets=tuple(
            replace(
                model,
                target_id=f"area-{i}-homes",
                area_id=f"area-{i}",
                value_low=Decimal(min(ends)) / 2,
                value_high=Decimal(max(ends)) / 2,
                qualifier=qualifier,
                extent=extent,
            )
            for i, (_, ends, qualifier, extent) in enumerate(specs)
        ),
        target_alliances=(),
        measurements=(),
        readings=(),
    )


@given(SPECS)
@settings(max_examples=60)
def test_any_ranking_is_drawn_as_it_is(specs: list[Spec]) -> None:
    edition = Edition(dataset=dataset_of(specs), locale=NORLAND.editions["en"].locale)
    (found,) = rankings(edition)
    check_ranking(ranking.chart(edition, found, link, "area-0"), found)


def check_ranking(chart: Chart, found: Ranking) -> None:
    figure = as_json(chart)
    *lines, dots = figure["data"]
    entries = [e.figure for e in found.entries]
    assert dots["x"] == [float(f.high) for f in entries if f.high is not None]
    assert dots["y"] == figure["layout"]["yaxis"]["tickvals"] == list(range(len(entries)))
    assert [html.unescape(name) for name in figure["layout"]["yaxis"]["ticktext"]] == [
        f.area for f in entries
    ]
    assert dots["customdata"] == [link(f) for f in entries]
    assert [html.unescape(text).strip() for text in dots["text"]] == [f.short for f in entries]
    least, most = figure["layout"]["xaxis"]["range"]
    assert least == 0 < most
    assert all(x <= most for x in dots["x"])
    for trace in lines:
        gaps = [x is None for x in trace["x"]]
        assert gaps == [y is None for y in trace["y"]] == [i % 3 == 2 for i in range(len(gaps))]
    stems, own, ranges = (
        {tuple(zip(t["x"], t["y"], strict=True))[i] for i in range(len(t["x"]))} for t in lines
    )
    lows = {(float(f.low), row) for row, f in enumerate(entries) if f.low is not None}
    assert {(x, y) for x, y in stems | own if x} == {(x, y) for x, y in lows if x}
    both = {
        (float(v), row)
        for row, f in enumerate(entries)
        if f.is_range
        for v in (f.low, f.high)
        if v is not None
    }
    assert ranges - {(None, None)} == both


def test_every_ranking_is_drawn_as_it_is(real: World) -> None:
    charts = list(ranking_charts(real))
    assert len(charts) > 50
    for chart, found, _ in charts:
        check_ranking(chart, found)


def test_every_timeline_is_drawn_as_it_is(world: World) -> None:
    charts = list(timeline_charts(world))
    assert charts
    for chart, found, _ in charts:
        bars, labels = as_json(chart)["data"]
        assert bars["y"] == list(range(len(found.bars)))
        assert bars["base"] == [bar.start for bar in found.bars]
        assert [b + x for b, x in zip(bars["base"], bars["x"], strict=True)] == [
            bar.last_year + 1 for bar in found.bars
        ]
        assert min(bars["x"]) >= 1
        assert len(labels["x"]) == len(labels["y"]) == len(labels["text"]) == len(found.bars)
        assert all(isinstance(x, int) for x in labels["x"])
        shown = [html.unescape(text.replace("<b>", "").replace("</b>", "")) for text in labels["text"]]
        assert shown == [f"{bar.figure.short} {bar.figure.metric}" for bar in found.bars]


def all_charts(world: World) -> Iterator[Drawn]:
    for chart, found, edition in ranking_charts(world):
        yield chart, [e.figure for e in found.entries], edition
    for drawn, axis, edition in timeline_charts(world):
        yield drawn, [bar.figure for bar in axis.bars], edition


def test_the_table_of_a_chart_says_what_it_draws(world: World) -> None:
    for chart, figures, _ in all_charts(world):
        assert [bar.figure_id for bar in chart.bars] == [f.figure_id for f in figures]
        assert [bar.area_id for bar in chart.bars] == [f.area_id for f in figures]
        for bar, figure in zip(chart.bars, figures, strict=True):
            assert figure.value in f"{bar.value} {bar.label}"
            assert 0 <= Decimal(bar.start) <= Decimal(bar.end) <= 100


def test_a_chart_says_what_it_is(world: World) -> None:
    for chart, figures, _ in all_charts(world):
        assert chart.title
        assert chart.subtitle
        assert chart.conclusion
        assert chart.height > len(figures) * 20
        assert {source for source, _ in chart.sources} == {f.source_id for f in figures}
        assert len(set(chart.sources)) == len(chart.sources)


def test_a_chart_is_small_and_separates_as_its_language_does(world: World) -> None:
    for chart, figures, edition in all_charts(world):
        figure = as_json(chart)
        assert "template" not in figure["layout"]
        assert len(json.dumps(figure)) < 2000 + 600 * len(figures)
        if "separators" in figure["layout"]:
            assert figure["layout"]["separators"] == {"nl": ",.", "en": ".,"}[edition.language]


def colours(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if "color" in name and isinstance(inner, str | list):
                yield from [inner] if isinstance(inner, str) else inner
            else:
                yield from colours(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from colours(inner)


def test_colours_are_names_that_the_page_resolves(real: World) -> None:
    """Light and dark have colours of their own; a fixed one would suit only one of them."""
    known = {theme.SUBJECT, theme.PEER, theme.ACCENT, theme.TEXT, theme.MUTED, theme.GRID, theme.SURFACE}
    for chart, _, _ in all_charts(real):
        assert set(colours(as_json(chart))) <= known
    shared = set(colours(json.loads(theme.template().content)))
    assert shared - known == {"rgba(0,0,0,0)"}


def test_an_open_figure_is_drawn_open(norland: World) -> None:
    views = norland.editions["en"].figures
    names = (
        "northern-quays-homes-new-2025-2029",
        "old-harbour-homes-new-2026-2030",
        "old-harbour-homes-new-wider",
    )
    marker = lollipop._dots([views[name] for name in names], link, "").marker
    assert len(set(zip(marker.symbol, marker.color, strict=True))) == len(names)


@given(st.text())
def test_plotly_sees_no_markup_in_a_text(text: str) -> None:
    assert not {"<", ">"} & set(plain(text))
    assert html.unescape(plain(text)) == text
    assert plain("a < b & c > d") == "a &lt; b &amp; c &gt; d"


# --- the CSV of each chart --------------------------------------------------------------------


def test_every_chart_has_its_csv(world: World) -> None:
    first = world.editions[world.dataset.info.default_language]
    files = plan(charts_data.files(first, rankings(first)))
    paths = {chart.csv_path for chart, _, _ in all_charts(world)}
    assert paths <= set(files)


def test_the_csv_of_a_ranking_holds_its_figures(real: World) -> None:
    for found in rankings(real.editions["nl"]):
        rows = rows_of(ranking.data(found))
        assert [row["target_id"] for row in rows] == [e.figure.figure_id for e in found.entries]
        assert sum(Decimal(row["value_low"]) for row in rows) == found.low
        assert sum(Decimal(row["value_high"]) for row in rows) == found.high


def test_the_csv_is_the_same_in_every_language(world: World) -> None:
    made = [
        {o.path: o.content for o in charts_data.files(edition, rankings(edition))}
        for edition in world.editions.values()
    ]
    assert made[0] == made[1]


def test_the_csv_of_a_timeline_leaves_an_open_start_empty(world: World) -> None:
    for chart, found, _ in timeline_charts(world):
        rows = rows_of(timeline.data(found, "x"))
        assert [row["target_id"] for row in rows] == [bar.figure_id for bar in chart.bars]
        for row, bar in zip(rows, found.bars, strict=True):
            assert row["period_start"] == ("" if bar.open_start else str(bar.start))
            assert row["value_low"] == ("" if bar.figure.low is None else str(bar.figure.low))


@pytest.mark.parametrize("span", [1, 5, 8, 9, 40, 300, 3000])
def test_ticks_of_a_time_axis_fit(norland: World, span: int) -> None:
    found = timeline_of(norland.editions["en"].figures.values())
    assert found is not None
    wide = replace(found, first_year=2030 - span + 1, last_year=2030)
    layout = as_json(timeline.chart(norland.editions["en"], wide, link, "x", "X"))["layout"]
    assert span / layout["xaxis"]["dtick"] <= 8
    assert span / layout["meta"]["narrow"]["xaxis"]["dtick"] <= 4
