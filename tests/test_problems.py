from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from generator import locale, problems
from generator.problems import Problem, Severity

EN = locale.load("en")
HOSTILE = "[bold red]x[/] :smile: \x1b[31m \\ %0A\r\n::error::\u202e"


def a_problem(value: str = "x", suggestion: str = "") -> Problem:
    return Problem(
        rule="type-number",
        file="p/data/areas.csv",
        line=3,
        table="areas",
        column="latitude",
        value=value,
        details={"suggestion": suggestion},
    )


def shown(found: list[Problem], width: int = 40) -> str:
    console = Console(file=io.StringIO(), force_terminal=False, width=width, highlight=False)
    for part in problems.as_text(found, EN):
        console.print(part, soft_wrap=True)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_text_names_the_place_the_fact_and_the_way_out() -> None:
    first, second, third, last = shown([a_problem("about 3")]).splitlines()
    assert first == "p/data/areas.csv:3 latitude error (type-number)"
    assert second == "  ‘about 3’ is no number."
    assert third.startswith("  → Write digits only")
    assert last == "✗ 1 error found."


def test_text_counts_warnings_apart() -> None:
    warning = Problem(
        rule="unused", file="p/x.csv", line=2, column="metric_id", value="a", severity=Severity.WARNING
    )
    assert shown([warning]).splitlines()[-2].startswith("✓ ")
    assert shown([warning]).splitlines()[-1].startswith("! 1 ")
    assert shown([]).startswith("✓ ")


def test_text_takes_nothing_of_the_data_for_mark_up_and_sends_no_control_character() -> None:
    text = shown([a_problem(HOSTILE)])
    assert "[bold red]x[/] :smile: \\x1b[31m \\ %0A\\r\\n::error::\\u202e" in text
    assert all(character.isprintable() or character == "\n" for character in text)


def test_text_is_not_wrapped() -> None:
    place = Problem(rule="blank-row", file="p/" + "long " * 40 + ".csv", line=7)
    assert shown([place], width=20).splitlines()[0].endswith(".csv:7 error (blank-row)")


@given(st.text())
def test_any_value_is_shown_on_one_line(value: str) -> None:
    assert problems.visible(value).isprintable()
    assert len(problems.as_github([a_problem(value)], EN).splitlines()) == 1
    report = json.loads(problems.as_json([a_problem(value)], EN))
    assert report["problems"][0]["value"] == value


@given(st.text(alphabet=st.characters(categories=["Cs"]), min_size=1))
def test_half_a_character_can_be_printed(value: str) -> None:
    problems.as_json([a_problem(value)], EN).encode("utf-8")
    problems.as_github([a_problem(value)], EN).encode("utf-8")


def test_json_says_whether_the_package_is_valid() -> None:
    warning = Problem(rule="unused", file="p/x.csv", severity=Severity.WARNING)
    assert json.loads(problems.as_json([], EN)) == {"valid": True, "problems": []}
    assert json.loads(problems.as_json([warning], EN))["valid"] is True
    report = json.loads(problems.as_json([a_problem()], EN))
    assert report["valid"] is False
    assert list(report["problems"][0]) == [
        "file", "line", "table", "column", "value", "rule", "severity", "message", "hint"
    ]  # fmt: skip


def test_json_holds_no_control_character() -> None:
    text = problems.as_json([a_problem(HOSTILE + "\x9b\U000e0001")], EN)
    assert all(character.isprintable() or character == "\n" for character in text)
    assert json.loads(text)["problems"][0]["value"] == HOSTILE + "\x9b\U000e0001"


def test_github_annotates_the_line() -> None:
    assert problems.as_github([a_problem("x")], EN).startswith(
        "::error file=p/data/areas.csv,title=type-number,line=3::latitude: ‘x’ is no number. Write "
    )


def test_github_escapes_what_would_end_a_property_or_a_command() -> None:
    odd = Problem(rule="blank-row", file="a,b:c%\n.csv", severity=Severity.WARNING)
    assert problems.as_github([odd], EN).startswith(
        "::warning file=a%2Cb%3Ac%25%0A.csv,title=blank-row::This"
    )
    line = problems.as_github([a_problem(HOSTILE)], EN)
    assert "\n" not in line
    assert "\r" not in line
    assert line.count("::error") == 2  # the command, and the harmless words in the value
    assert line.index("::error", 1) > line.index("::", 7)
    assert "%250A" in line


def test_a_warning_about_no_line_is_one_command() -> None:
    told = list(problems.notices(["a 5%\r\n::error::b", "c"], "Mind: this, too"))
    assert told == [
        "::warning title=Mind%3A this%2C too::a 5%25%0D%0A::error::b",
        "::warning title=Mind%3A this%2C too::c",
    ]


def test_a_whole_file_has_no_line() -> None:
    missing = Problem(rule="missing-file", file="p/x.csv")
    assert "line=" not in problems.as_github([missing], EN)
    assert shown([missing]).startswith("p/x.csv error")


def test_long_values_are_cut() -> None:
    assert problems.shortened("a" * 81) == "a" * 80 + "…"
    assert problems.shortened("a" * 80) == "a" * 80
    assert len(problems.message(a_problem("a" * 10_000), EN)) < 200


def test_the_near_miss_is_asked() -> None:
    asked = a_problem(suggestion="breda-noord")
    assert problems.hint(asked, EN).endswith("Did you mean ‘breda-noord’?")
    assert "mean ‘" not in problems.hint(a_problem(suggestion=""), EN)


@pytest.mark.parametrize("language", locale.available())
def test_braces_in_the_data_are_no_placeholders(language: str) -> None:
    assert "{file}{0}" in problems.message(a_problem("{file}{0}"), locale.load(language))
