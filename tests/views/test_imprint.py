"""Who stands behind a package: what the descriptor says, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.model import Dataset
from generator.views.imprint import Agent, imprint
from tests.worlds import NORLAND


def package(**said: Any) -> Dataset:
    """The imaginary package with other words in its descriptor."""
    dataset = NORLAND.dataset
    info = replace(dataset.info, publisher=said.pop("publisher", None), contact=said.pop("contact", None))
    kept = {k: v for k, v in dataset.descriptor.items() if k not in ("contributors", "licenses")}
    return replace(dataset, descriptor={**kept, **said}, info=info)


def test_the_imaginary_package_names_everyone() -> None:
    found = imprint(NORLAND.dataset)
    assert [a.name for a in found.authors] == ["Ada Ripple"]
    assert found.publisher == Agent(name="Norland Data Office", page="https://example.org/norland/about")
    assert found.contact == Agent(name="Desk for corrections", email="corrections@example.org")
    assert (found.licence, found.licence_url) == ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")
    assert found.licence_title.in_language("nl").startswith("Creative Commons Naamsvermelding")


def test_who_says_nothing_gets_nobody() -> None:
    found = imprint(package())
    assert (found.authors, found.publisher, found.contact) == ((), None, None)
    assert (found.licence, found.licence_url, found.licence_title.in_language("en")) == ("", "", "")


def test_authors_stand_in_their_order_before_creators() -> None:
    people = [
        {"title": "Second", "roles": ["creator"]},
        {"title": "First", "roles": ["author"]},
        {"title": "Neither", "roles": ["wrangler"]},
        {"title": "None"},
        {"roles": ["author"]},
    ]
    assert [a.name for a in imprint(package(contributors=people)).authors] == ["First", "Second"]


def test_who_is_author_and_creator_counts_once() -> None:
    both = [{"title": "Both", "roles": ["author", "creator"]}]
    assert [a.name for a in imprint(package(contributors=both)).authors] == ["Both"]


def test_an_older_form_of_the_role_is_read_too() -> None:
    assert [a.name for a in imprint(package(contributors=[{"title": "A", "role": "author"}])).authors] == [
        "A"
    ]


def test_a_contact_that_is_only_an_address_has_no_name() -> None:
    by_mail, by_page = package(contact="mailto:a@example.org"), package(contact="https://example.org/ask")
    assert imprint(by_mail).contact == Agent(name="", email="a@example.org")
    assert imprint(by_page).contact == Agent(name="", page="https://example.org/ask")


def test_a_publisher_said_outright_is_enough() -> None:
    assert imprint(package(publisher="Office")).publisher == Agent(name="Office")


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (Agent(name="Ada Ripple", given="Ada", family="Ripple"), "Ripple, A."),
        (Agent(name="x", given="Ada Bea", family="van Ripple"), "van Ripple, A. B."),
        (Agent(name="x", family="Ripple"), "Ripple"),
        (Agent(name="Office of Quays"), "Office of Quays"),
    ],
)
def test_a_list_of_references_names_the_family_first(agent: Agent, expected: str) -> None:
    assert agent.inverted == expected
