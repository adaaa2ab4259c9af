"""The page of checks says of every check what it looks at, what it tells and how to mend it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import locale, package, problems, rules
from generator.links import Page, PageKind
from generator.rules.examples import Example, examples
from generator.views import checks
from generator.views.checks import CheckView, GroupView
from tests.breakage import BAD, copy, overlay, rules_in_code
from tests.dom import words
from tests.pages.test_pages import tree_of
from tests.test_bad_packages import BESIDE, UNREACHED
from tests.worlds import ROOT, World

RENEW = "`make written` renews generator/rules/examples.json"
CHECKS = Page(PageKind.GUIDE, "checks")
IN_A_PACKAGE = ("files", "descriptor", "cells")


def shown(language: str) -> Iterator[tuple[GroupView, CheckView]]:
    for group in checks.groups(locale.load(language)):
        for rule in group.rules:
            yield from ((group, check) for check in rule.checks)


def test_there_is_an_example_of_every_problem_that_a_package_can_have() -> None:
    found = {rule for rule in rules_in_code() if not rule.startswith(BESIDE)} - UNREACHED
    assert set(examples()) == found, RENEW


@pytest.mark.parametrize("code", sorted(examples()))
def test_an_example_is_what_its_bad_package_gives(code: str) -> None:
    expected = json.loads((BAD / code / "expected.json").read_text(encoding="utf-8"))[0]
    problem, english = examples()[code].problem, locale.load("en")
    assert json.loads(problems.as_json([problem], english))["problems"] == [expected], RENEW


def from_rules() -> list[tuple[str, Example]]:
    return [(code, example) for code, example in sorted(examples().items()) if example.found_by]


@pytest.mark.slow
@pytest.mark.parametrize(("code", "example"), from_rules(), ids=[code for code, _ in from_rules()])
def test_the_rule_that_is_named_finds_it(
    code: str, example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    broken = copy(Path())
    overlay(broken, code)
    opened, _ = package.read(broken)
    assert opened is not None
    finders = {r.__name__ for r in rules.RULES if code in {p.rule for p in r(opened)}}
    assert finders == {example.found_by}, RENEW


def test_every_rule_finds_something_that_is_shown() -> None:
    assert {example.found_by for example in examples().values()} - {""} == {
        rule.__name__ for rule in rules.RULES
    }


@pytest.mark.parametrize("language", locale.available())
def test_every_rule_says_what_it_checks(language: str) -> None:
    texts = locale.load(language).texts
    said = {key.rpartition(".")[2]: text for key, text in texts.items() if key.startswith("checks.rule.")}
    assert said.keys() == {rule.__name__ for rule in rules.RULES}
    assert len(set(said.values())) == len(said)


def test_in_english_it_is_the_docstring() -> None:
    texts = locale.load("en").texts
    docstrings = {rule.__name__: (rule.__doc__ or "").strip() for rule in rules.RULES}
    assert {name: texts[f"checks.rule.{name}"] for name in docstrings} == docstrings


@pytest.mark.parametrize("language", locale.available())
def test_every_problem_is_shown_once_in_a_group_that_says_what_it_is_about(language: str) -> None:
    codes = [check.code for _, check in shown(language)]
    assert sorted(codes) == sorted(rules_in_code())
    for group in checks.groups(locale.load(language)):
        assert group.title
        assert group.lead
        assert any(rule.checks for rule in group.rules)
        assert all(rule.what for rule in group.rules) or len(group.rules) == 1


def test_what_is_beside_a_package_is_not_told_of_its_files() -> None:
    """Each problem that reading finds in a package has an example; the others are in groups of their own."""
    told = {check.code: check.where for group, check in shown("en") if group.name in IN_A_PACKAGE}
    assert {code for code, where in told.items() if not where} == UNREACHED


def test_on_the_page_stands_all_of_it(world: World) -> None:
    for language in world.languages:
        tree = tree_of(world, language, CHECKS)
        blocks = {e.attributes["id"]: words(e.text) for e in tree.classed("check")}
        for _, check in shown(language):
            said = blocks.pop(check.code)
            severity = locale.load(language).text(f"problem_list.{check.severity}")
            assert said.startswith(f"{check.code} {severity} ")
            assert words(check.message) in said
            assert words(check.hint) in said
            assert words(check.where) in said
        assert blocks == {}


def test_what_stops_nothing_is_marked(world: World) -> None:
    """Only what is better mended is a warning: the rules on upkeep, and what no rule but a command finds."""
    for language in world.languages:
        milder = {group.name for group, check in shown(language) if check.severity == "warning"}
        assert milder == {"upkeep", "form", "links"}


def test_what_a_command_tells_is_as_grave_as_it_says() -> None:
    """The problems that no package has, as the code makes them."""
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for room in ("linkcheck", "review")
        for path in sorted((ROOT / "generator" / room).glob("*.py"))
    )
    told = dict(re.findall(r'"((?:link|form)-\w+)",[^\n]*?Severity\.(\w+)', code))
    assert told.keys() == {code for code in rules_in_code() if code.startswith(("link-", "form-"))}
    assert {code for code, severity in told.items() if severity == "WARNING"} == checks.MILD


def test_a_rule_without_words_of_its_own_shows_its_docstring(monkeypatch: pytest.MonkeyPatch) -> None:
    def tides(_: package.Package) -> Iterator[problems.Problem]:
        """A tide comes twice a day."""
        yield from ()

    tides.__module__ = "generator.rules.upkeep"
    monkeypatch.setattr(checks, "RULES", (*rules.RULES, tides))
    said = [rule.what for group in checks.groups(locale.load("nl")) for rule in group.rules]
    assert "A tide comes twice a day." in said
