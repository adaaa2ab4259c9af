"""A sum in words: the finding, the sentence that a newspaper could print, and what is mixed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.locale import Locale
from generator.model.vocabulary import Unit
from generator.views.figures import FigureView
from generator.views.marks import marked
from generator.views.phrases import phrase_text
from generator.views.spans import ZERO, Span, difference_text, span_of, span_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the words are made of; ``nearest`` holds the nearest totals of every outcome."""

    unit: Unit
    terms: tuple[FigureView, ...]
    span: Span
    totals: tuple[FigureView, ...]
    left_out: tuple[FigureView, ...]
    nearest: tuple[tuple[FigureView, ...], ...]


def finding(locale: Locale, words: Material) -> str:
    """The sum in one line: 'Samen 68.436 tot 74.136 versneld te bouwen woningen'."""
    return locale.text("sum.finding", what=_what(locale, words))


def sentence(locale: Locale, words: Material) -> str:
    """Who states what together, which totals the sources give, and how far it lies from them."""
    return " ".join([_together(locale, words), *_totals(locale, words), *_caveat(locale, words)])


def mixed(locale: Locale, words: Material) -> Iterator[str]:
    """What is not alike among the terms and the totals, a sentence each."""
    terms = words.terms
    for key, of in (("metrics", "metric"), ("periods", "period"), ("commitments", "status_label")):
        kinds = list(dict.fromkeys(getattr(f, of) or locale.text("figure.no_period") for f in terms))
        if len(kinds) > 1:
            yield locale.text(f"sum.mixed_{key}", kinds=locale.joined(kinds))
    based = [_named(f, f.basis) for f in terms if f.basis]
    if based:
        yield locale.text("sum.mixed_bases", figures=locale.joined(based))
    beside = [_named(f, f.extent_label) for f in terms if not f.is_whole_area]
    if beside:
        yield locale.text("sum.mixed_extents", figures=locale.joined(beside))
    if words.left_out:
        names = locale.joined([_named(f, f.metric) for f in words.left_out])
        yield locale.text("sum.left_out", figures=names)
    counted = {f.metric for f in terms}
    others = [f"{marked(f)} ({f.metric})" for f in words.totals if f.metric not in counted]
    if others:
        yield locale.text("sum.mixed_totals", totals=locale.joined(others))


def _named(figure: FigureView, remark: str) -> str:
    """A figure by where it stands and how much it is."""
    value = marked(figure, short=True) if figure.is_stated else ""
    return " ".join(filter(None, (figure.area or figure.alliance, value, f"({remark})")))


def _what(locale: Locale, words: Material) -> str:
    """The sum with what it counts: the metric, or the unit where several are added."""
    metrics = {f.metric for f in words.terms}
    name = metrics.pop() if len(metrics) == 1 else locale.text(f"unit.{words.unit.value}")
    value = span_text(locale, words.span, words.unit)
    return phrase_text(locale, name, value, "", words.unit, stated=True)


def _together(locale: Locale, words: Material) -> str:
    what, areas = _what(locale, words), {f.area_id: f.area for f in words.terms}
    if "" in areas:
        return locale.text("sum.together", what=what)
    if len(areas) == 1:
        return locale.text("sum.of_area", area=next(iter(areas.values())), what=what)
    return locale.plural("sum.of_areas", len(areas), what=what)


def _totals(locale: Locale, words: Material) -> Iterator[str]:
    if not words.totals:
        yield locale.text("sum.no_total")
        return
    named = [f"{marked(f)} ({f.status_label})" for f in words.totals]
    yield locale.plural("sum.totals", len(named), totals=locale.joined(named))
    if len(named) == 1:
        yield from _beside(locale, words)
    else:
        yield _nearest(locale, words.nearest)
        yield locale.text("sum.unexplained")


def _caveat(locale: Locale, words: Material) -> Iterator[str]:
    """What keeps the terms from being alike, in one sentence; the page names which they are."""
    reasons, bases = [], {f.basis for f in words.terms}
    if len(bases) > 1:
        reasons.append(locale.text("sum.caveat_bases" if len(bases - {""}) > 1 else "sum.caveat_basis"))
    if not all(f.is_whole_area for f in words.terms):
        reasons.append(locale.text("sum.caveat_extents"))
    if reasons:
        yield locale.text("sum.caveat", reasons=locale.joined(reasons))


def _beside(locale: Locale, words: Material) -> Iterator[str]:
    """The difference to the only total."""
    stated = span_of(words.totals[0])
    if stated is None:
        return
    less = words.span.minus(stated)
    yield locale.text("sum.beside", difference=difference_text(locale, less, words.unit))
    if not less.contains(ZERO):
        yield locale.text("sum.unexplained")


def _nearest(locale: Locale, found: Sequence[tuple[FigureView, ...]]) -> str:
    """Which total is nearest, in all outcomes or in some; a tie is said as one."""
    kinds = list(dict.fromkeys(found))
    if len(kinds) == 1:
        names = [marked(f) for f in kinds[0]]
        key = "sum.nearest_tie" if len(names) > 1 else "sum.nearest"
        return locale.plural(key, len(found), total=locale.joined(names))
    named = [
        locale.plural(
            "sum.tie_part" if len(kind) > 1 else "sum.nearest_part",
            found.count(kind),
            total=locale.joined([marked(f) for f in kind]),
        )
        for kind in kinds
    ]
    return locale.plural("sum.nearest_parts", len(found), parts=locale.joined(named))
