"""Areas of one alliance ranked: a stem from zero, a dot per figure, a thick line for a range."""

from __future__ import annotations

from generator.charts import lollipop
from generator.charts.chart import Bar, Chart, Link, csv_output
from generator.outputs import Output
from generator.views.edition import Edition
from generator.views.rankings import RankedFigure, Ranking


def csv_path(ranking: Ranking) -> str:
    """Where the chart's CSV is published, from the root of the site."""
    return f"data/charts/ranking-{ranking.ranking_id}.csv"


def chart(edition: Edition, ranking: Ranking, link: Link, subject: str = "") -> Chart:
    """Draw a ranking; ``subject`` is the area whose page this is, in colour among grey peers."""
    text = edition.locale.text
    entry = ranking.entry(subject)
    return Chart(
        chart_id=f"ranking-{ranking.ranking_id}",
        title=_title(edition, ranking, entry),
        subtitle=text("chart.ranking.subtitle", metric=ranking.metric, period=ranking.period).strip(),
        conclusion=_conclusion(edition, ranking),
        figure=lollipop.figure(edition, ranking, link, subject),
        bars=[bar(e, subject) for e in ranking.entries],
        table_heads=(text("head.area"), ranking.metric),
        sources=tuple(dict.fromkeys((e.figure.source_id, e.figure.source) for e in ranking.entries)),
        csv_path=csv_path(ranking),
        title_figure=_named(ranking, entry),
        subject=subject if entry else "",
    )


def data(ranking: Ranking) -> Output:
    """The ranking's numbers as CSV."""
    header = ("area_id", "area", "target_id", "metric_id", "value_low", "value_high", "as_printed", "extent")
    rows = [
        (
            e.figure.area_id,
            e.figure.area,
            e.figure.figure_id,
            e.figure.metric_id,
            e.figure.low,
            e.figure.high,
            e.figure.as_printed,
            e.figure.extent,
        )
        for e in ranking.entries
    ]
    return csv_output(csv_path(ranking), header, rows)


def _title(edition: Edition, ranking: Ranking, entry: RankedFigure | None) -> str:
    """The finding: the place of the subject, else who states most."""
    text, count = edition.locale.text, len(ranking.entries)
    if entry is None:
        top = ranking.entries[0].figure
        if not top.is_whole_area:
            return edition.locale.plural("chart.ranking.title_several", count)
        return text("chart.ranking.title_top", area=top.area, value=top.value, metric=ranking.metric)
    if entry.best == entry.worst:
        place = edition.locale.number(entry.best)
        return text("chart.ranking.title_place", area=entry.figure.area, place=place, count=count)
    return text(
        "chart.ranking.title_places",
        area=entry.figure.area,
        best=entry.best,
        worst=entry.worst,
        count=count,
    )


def _named(ranking: Ranking, entry: RankedFigure | None) -> str:
    """The figure that the title names: that of the area which states most."""
    top = ranking.entries[0].figure
    return top.figure_id if entry is None and top.is_whole_area else ""


def _conclusion(edition: Edition, ranking: Ranking) -> str:
    """What adds up, what does not cover just its area, and who states nothing."""
    locale, text = edition.locale, edition.locale.text
    sentences = []
    if ranking.is_additive and not ranking.is_open:
        sentences.append(
            locale.plural(
                "chart.ranking.total", len(ranking.entries), total=ranking.total, metric=ranking.metric
            )
        )
    if ranking.bases:
        names = locale.joined([f"{area} ({basis})" for area, basis in ranking.bases])
        sentences.append(text("chart.ranking.bases", areas=names))
    if ranking.approximate:
        names = locale.joined(list(ranking.approximate))
        sentences.append(locale.plural("chart.ranking.approximate", len(ranking.approximate), areas=names))
    if ranking.missing:
        names = locale.joined([a.name for a in ranking.missing[:6]])
        rest = len(ranking.missing) - 6
        key = "chart.ranking.missing_more" if rest > 0 else "chart.ranking.missing"
        sentences.append(text(key, areas=names, n=rest))
    return " ".join(sentences)


def bar(entry: RankedFigure, subject: str) -> Bar:
    """A row of the chart's table, with its bar."""
    figure = entry.figure
    looks = ["bar--subject"] if figure.area_id == subject else []
    if figure.is_soft:
        looks.append("bar--about")
    if figure.is_open:
        looks.append("bar--open")
    return Bar(
        label=figure.area,
        area_id=figure.area_id,
        value=figure.value,
        figure_id=figure.figure_id,
        start=str(entry.from_percent if figure.is_range else 0),
        end=str(entry.to_percent),
        look=" ".join(looks),
    )
