"""An area in a few computed sentences: who wants what by when, which share, what is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model import Area
from generator.views import linked, rankings
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.linked import Sentence
from generator.views.rankings import RankedFigure, Ranking

# Of two areas a share says no more than the figures themselves.
SMALLEST_WHOLE = 3


def in_short(
    edition: Edition,
    area: Area,
    key_figures: Sequence[FigureView],
    figures: Sequence[FigureView],
    mine: Sequence[Ranking],
) -> tuple[Sentence, ...]:
    """Who wants what by when, which part of the whole that is, and what is unknown."""
    text = edition.locale.text
    if not figures:
        return (linked.plain(text("area.no_figures")),)
    sentences = list(_targets(edition, key_figures[:2])) or [linked.plain(text("area.no_targets"))]
    entry = mine[0].entry(area.area_id) if mine and len(mine[0].entries) >= SMALLEST_WHOLE else None
    if entry and entry.figure.is_whole_area and entry.figure == key_figures[0]:
        # Right behind the figure that it is a share of.
        sentences[1:1] = _share(edition, mine[0], entry)
    results = [f for f in figures if not f.is_target and f.status == "result"]
    if not results:
        sentences.append(linked.plain(text("area.no_results")))
    return tuple(sentences)


def _targets(edition: Edition, figures: Sequence[FigureView]) -> Iterator[Sentence]:
    """Who says what; who says it again, and as firmly, is not named twice."""
    said: tuple[str, str] | None = None
    for figure in figures:
        again = said == (figure.stated_by, figure.status)
        key = "area.also" if again else f"commitment.{figure.status}.sentence"
        yield linked.about(edition.locale, figure, key, **({} if again else {"who": figure.stated_by}))
        said = (figure.stated_by, figure.status)


def _share(edition: Edition, ranking: Ranking, entry: RankedFigure) -> list[Sentence]:
    share = rankings.share_text(edition, ranking, entry)
    if not share:
        return []
    said = edition.locale.plural(
        "area.share",
        len(ranking.entries),
        share=share,
        alliance=ranking.alliance.short_name,
        metric=ranking.metric,
    )
    return [linked.plain(said)]
