"""Text in pieces: the pieces make the text again, and a number leads to the one figure that has it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generator.views import linked
from generator.views.figures import FigureView
from tests.worlds import NORLAND, World

FIGURES = tuple(NORLAND.editions["en"].figures.values())
HOMES = NORLAND.editions["en"].figures["harbour-pact-homes-new-2030"]
TEXTS = st.text(st.sampled_from("3,000 1450-9.€% ab"), max_size=40)


@given(TEXTS, st.lists(st.sampled_from(FIGURES)))
def test_the_pieces_make_the_text_again(text: str, figures: list[FigureView]) -> None:
    found = linked.numbers_in(text, figures)
    assert found.text == text
    for part in found.parts:
        if part.figure_id:
            assert {f.number for f in figures if f.figure_id == part.figure_id} == {part.text}


def test_a_number_leads_to_its_figure() -> None:
    found = linked.numbers_in("Of the 3,000 homes, 3,0001 and 13,000 are other ones.", [HOMES])
    assert [(p.text, p.figure_id) for p in found.parts if p.figure_id] == [("3,000", HOMES.figure_id)]


def test_a_number_that_two_figures_have_leads_nowhere() -> None:
    twin = replace(HOMES, figure_id="twin")
    assert linked.numbers_in("3,000 homes", [HOMES, twin]) == linked.plain("3,000 homes")


def test_a_small_number_may_count_anything() -> None:
    few = replace(HOMES, number="3")
    assert linked.numbers_in("3 homes", [few]) == linked.plain("3 homes")


def test_a_figure_in_a_sentence_is_the_same_as_its_phrase(world: World) -> None:
    for edition in world.editions.values():
        for figure in edition.figures.values():
            found = linked.about(edition.locale, figure, "commitment.plan.sentence", who="X")
            said = edition.locale.text("commitment.plan.sentence", who="X", what=figure.phrase)
            assert found.text == said[:1].upper() + said[1:]
            assert [p.text for p in found.parts if p.figure_id == figure.figure_id] == [figure.value]
            assert linked.MARK not in found.text
