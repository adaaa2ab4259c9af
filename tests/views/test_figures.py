"""A figure as it is shown: what it says, where it stands, and whether it is given at all."""

from __future__ import annotations

from generator.links import Page, PageKind
from generator.model import Interval, Target
from generator.model.vocabulary import Extent
from tests.worlds import World


def test_every_figure_of_both_packages_is_phrased(world: World) -> None:
    for edition in world.editions.values():
        assert list(edition.figures) == [f.figure_id for f in world.dataset.figures]
        for view in edition.figures.values():
            figure = world.dataset.figure[view.figure_id]
            assert view.value in view.phrase
            assert view.metric in view.phrase
            assert view.period in view.phrase
            assert view.number in view.value
            assert view.is_target == isinstance(figure, Target)
            assert view.is_stated == isinstance(figure.quantity, Interval)
            assert view.is_whole_area == (figure.extent is Extent.AREA)
            assert all((view.status_label, view.status_tip, view.extent_label, view.stated_by, view.locator))


def test_a_figure_lives_on_the_page_of_what_it_is_about(norland: World) -> None:
    views = norland.editions["en"].figures
    assert views["old-harbour-ferries"].home == Page(PageKind.AREA, "old-harbour")
    assert views["harbour-pact-homes-new-2030"].home == Page(PageKind.ALLIANCE, "harbour-pact")
    assert views["result-ternby-trees-2024"].home == Page(PageKind.MUNICIPALITY, "ternby")
    assert views["old-harbour-ferries"].metric_page == Page(PageKind.METRIC, "ferries")
    assert views["old-harbour-ferries"].anchor == "f-old-harbour-ferries"


def test_what_is_unspecified_is_sorted_last(norland: World) -> None:
    views = norland.editions["en"].figures
    unstated, nought = views["tern-valley-homes-new"], views["tern-valley-ferries"]
    assert [unstated.low, unstated.high, unstated.is_stated] == [None, None, False]
    assert [nought.low, nought.high, nought.is_stated] == [0, 0, True]
    assert unstated.middle < nought.middle
    assert nought.number == "0"


def test_a_figure_is_in_its_language(norland: World) -> None:
    english, dutch = (norland.editions[n].figures["northern-quays-homes-new-2025-2029"] for n in ("en", "nl"))
    assert (english.metric, dutch.metric) == ("new homes", "nieuwe woningen")
    assert [english.low, english.high] == [dutch.low, dutch.high] == [900, 1200]
    assert english.value != dutch.value
    assert {"900", "1,200"} <= set(english.value.split())
    assert {"900", "1.200"} <= set(dutch.value.split())


def test_differences_count_the_discrepancies_that_name_the_figure(norland: World) -> None:
    views = norland.editions["en"].figures
    assert views["old-harbour-homes-new-wider"].differences == 1
    assert views["state-old-harbour-homes-new"].differences == 1
    assert views["old-harbour-ferries"].differences == 0
