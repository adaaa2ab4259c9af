"""How to cite: the APA form in its order, and BibTeX that no title can break."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import locale
from generator.views import citation
from generator.views.citation import Citation, apa, bibtex, reference, ris
from generator.views.imprint import Agent
from tests.worlds import NORLAND, World

ADA = Agent(name="Ada Ripple", given="Ada", family="Ripple")
OFFICE = Agent(name="Office of Quays")
URL = "https://atlas.test/x/"


def cited(language: str = "en", **changes: object) -> Citation:
    """A reference with every part known, and some of them changed."""
    found = reference(NORLAND.editions[language], "Northern Quays", URL)
    known = replace(found, authors=(ADA,), publisher="Office", title="All of it", date=date(2025, 4, 1))
    return replace(known, **changes)  # type: ignore[arg-type]


def text(found: Citation) -> str:
    return "".join(piece.text for piece in apa(found))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            cited(),
            "Ripple, A. (2025, 1 April). Northern Quays [Data set]. In All of it (Version 0.1.0). Office. "
            + URL,
        ),
        (cited(part=""), "Ripple, A. (2025, 1 April). All of it (Version 0.1.0) [Data set]. Office. " + URL),
        (
            cited("nl", part=""),
            "Ripple, A. (2025, 1 april). All of it (Versie 0.1.0) [Dataset]. Office. " + URL,
        ),
        (cited(part="", authors=()), "Office. (2025, 1 April). All of it (Version 0.1.0) [Data set]. " + URL),
        (
            cited(part="", authors=(), publisher=""),
            "All of it (Version 0.1.0) [Data set]. (2025, 1 April). " + URL,
        ),
        (
            cited(authors=(), publisher="", url=""),
            "Northern Quays [Data set]. (2025, 1 April). In All of it (Version 0.1.0).",
        ),
        (
            cited(part="", authors=(ADA, OFFICE), date=None, url=""),
            "Ripple, A., & Office of Quays. (n.d.). All of it (Version 0.1.0) [Data set]. Office.",
        ),
    ],
)
def test_apa_says_who_when_what_and_where(found: Citation, expected: str) -> None:
    assert text(found) == expected


def test_only_the_title_of_the_whole_is_set_apart() -> None:
    for found in (cited(), cited(part="")):
        assert [piece.text for piece in apa(found) if piece.is_title] == ["All of it"]


def test_the_day_is_that_of_the_data(world: World) -> None:
    newest = max(row["date"] for row in world.tables["changes"])
    for edition in world.editions.values():
        found = reference(edition)
        assert str(found.date) == newest
        assert newest[:4] in citation.citation(edition)
        assert found.version in citation.citation(edition)
        assert f"DA  - {newest.replace('-', '/')}" in ris(found)


FIELD = re.compile(r"  (\w+) = \{(.*)\},")


def fields(entry: str) -> dict[str, str]:
    """The fields of a BibTeX entry; fails where the braces do not match."""
    lines = entry.splitlines()
    assert re.fullmatch(r"@misc\{[a-z0-9.-]+,", lines[0]), lines[0]
    assert lines[-1] == "}"
    found = {}
    for line in lines[1:-1]:
        match = FIELD.fullmatch(line)
        assert match, line
        depth = 0
        for sign in match[2]:
            depth += (sign == "{") - (sign == "}")
            assert depth >= 0, line
        assert depth == 0, line
        found[match[1]] = match[2]
    return found


def test_bibtex_names_everything() -> None:
    found = fields(bibtex(cited(authors=(ADA, OFFICE))))
    assert found["author"] == "Ripple, Ada and {Office of Quays}"
    assert found["title"] == "{Northern Quays (All of it)}"
    assert (found["year"], found["month"], found["version"]) == ("2025", "4", "0.1.0")
    assert (found["publisher"], found["url"]) == ("{Office}", URL)
    assert "1 April 2025" in found["note"]


def test_bibtex_leaves_out_what_is_unknown() -> None:
    found = fields(bibtex(cited(authors=(), publisher="", url="", date=None)))
    assert not {"author", "publisher", "url", "year", "month"} & set(found)


SPECIAL = {"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_"}


@pytest.mark.parametrize(("sign", "written"), SPECIAL.items())
def test_tex_reads_no_command_in_a_title(sign: str, written: str) -> None:
    assert fields(bibtex(cited(part=f"a {sign} b")))["title"] == f"{{a {written} b (All of it)}}"


ANY = st.text(max_size=40) | st.text('ab {}\\&%$#_~^"@,=\n', max_size=40)


@given(part=ANY, title=ANY, name=ANY)
def test_no_text_breaks_an_entry(part: str, title: str, name: str) -> None:
    agent = Agent(name=name)
    found = cited(part=part, title=title, publisher=name, authors=(agent,))
    for value in fields(bibtex(found)).values():
        bare = re.sub(r"\\(?:text[a-z]+\{\}|[&%$#_])", "", value)
        assert not re.search(r"[&%$#_~^\\]", bare) or bare == URL
    lines = ris(found).split("\r\n")
    assert lines[-1] == ""
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])


def test_keys_differ_by_page_and_are_plain() -> None:
    keys = {reference(NORLAND.editions["en"], part).key for part in ("", "Àrea één", "Area two", "  ", "字")}
    assert all(re.fullmatch(r"[a-z0-9.-]+", key) for key in keys)
    assert "norland-alliances-0.1.0-area-een" in keys


def test_every_language_has_its_words() -> None:
    for language in locale.available():
        assert text(cited(language)).count("[") == 1
