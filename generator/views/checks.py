"""What the checks mean: every problem that can be found, with what is checked, an example and the remedy.

The words are those of the rules themselves and of their messages, so that they cannot be out of date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator import problems
from generator.locale import Locale
from generator.problems import Problem, Severity
from generator.rules import RULES, Rule
from generator.rules.examples import examples

# What reading finds, by how the codes begin; the first group that fits. The rules stand in between.
BEFORE = {
    "descriptor": ("descriptor-",),
    "cells": ("type-", "constraint-", "primary-key", "foreign-key", "decimal-comma", "frictionless"),
}
AFTER = {
    "outlines": ("outlines-",),
    "import": ("import-",),
    "release": ("release-", "archive"),
    "address": ("address-", "redirect-"),
    "form": ("form-",),
    "links": ("link-",),
}
# Beside the packages that are examples: what is told and stops nothing.
MILD = frozenset({"form-table", "link-blocked", "link-moved", "link-slow"})
# All else that reading finds is about a file: whether it is there, and how it is written.
FILES = "files"
CODE = re.compile(r"problems\.([\w-]+)\.message")
UNKNOWN = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """One problem; ``where`` is empty where no package is at hand that has it."""

    code: str
    severity: str
    where: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """What is checked, and the problems that it finds."""

    name: str
    what: str
    checks: tuple[CheckView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """Rules on one subject."""

    name: str
    title: str
    lead: str
    rules: tuple[RuleView, ...]


def groups(locale: Locale) -> tuple[GroupView, ...]:
    """Everything that is checked, in the order in which it is."""
    reading = _found_by_reading(locale)
    before = [_reading_group(locale, name, reading.get(name, ())) for name in (FILES, *BEFORE)]
    after = [_reading_group(locale, name, reading.get(name, ())) for name in AFTER]
    modules = dict.fromkeys(rule.__module__.rpartition(".")[2] for rule in RULES)
    return (*before, *(_rules_group(locale, module) for module in modules), *after)


def _codes(locale: Locale) -> list[str]:
    return [match[1] for key in locale.texts if (match := CODE.fullmatch(key))]


def _found_by_reading(locale: Locale) -> dict[str, list[str]]:
    """The problems that no rule finds, by group."""
    found: dict[str, list[str]] = {}
    for code in _codes(locale):
        if code not in examples() or not examples()[code].found_by:
            fitting = (name for name, starts in (BEFORE | AFTER).items() if code.startswith(starts))
            found.setdefault(next(fitting, FILES), []).append(code)
    return found


def _reading_group(locale: Locale, name: str, codes: Iterable[str]) -> GroupView:
    """A group without rules of its own: what its title and lead say holds for all its problems."""
    checks = tuple(_check(locale, code) for code in codes)
    return _group(locale, name, (RuleView(name=name, what="", checks=checks),))


def _rules_group(locale: Locale, module: str) -> GroupView:
    rules = (rule for rule in RULES if rule.__module__.endswith(f".{module}"))
    return _group(locale, module, tuple(_rule(locale, rule) for rule in rules))


def _group(locale: Locale, name: str, rules: tuple[RuleView, ...]) -> GroupView:
    title, lead = (locale.text(f"checks.group.{name}.{part}") for part in ("title", "lead"))
    return GroupView(name=name, title=title, lead=lead, rules=rules)


def _rule(locale: Locale, rule: Rule) -> RuleView:
    """A rule in words: where a language has none of its own, those of its docstring."""
    key = f"checks.rule.{rule.__name__}"
    what = locale.text(key) if locale.has(key) else (rule.__doc__ or "").strip()
    return RuleView(name=rule.__name__, what=what, checks=tuple(_checks_of(locale, rule.__name__)))


def _checks_of(locale: Locale, name: str) -> Iterator[CheckView]:
    for code in _codes(locale):
        if code in examples() and examples()[code].found_by == name:
            yield _check(locale, code)


def _check(locale: Locale, code: str) -> CheckView:
    """A problem as somebody is told of it; what stands in an example of no package is left open."""
    found = examples().get(code)
    problem = found.problem if found else _open(locale, code)
    return CheckView(
        code=code,
        severity=problem.severity.value,
        where=_where(problem) if found else "",
        message=problems.message(problem, locale),
        hint=problems.hint(problem, locale),
    )


def _where(problem: Problem) -> str:
    """File, line and column, as the report has them."""
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    return f"{place} {problem.column}".strip()


def _open(locale: Locale, code: str) -> Problem:
    """A problem in which everything is left open."""
    texts = (locale.text(f"problems.{code}.{part}") for part in ("message", "hint"))
    names = {name for text in texts for name in re.findall(r"\{(\w+)\}", text)}
    details = dict.fromkeys(names - {"file", "table", "column", "value"}, UNKNOWN)
    severity = Severity.WARNING if code in MILD else Severity.ERROR
    return Problem(
        rule=code,
        severity=severity,
        file=UNKNOWN,
        table=UNKNOWN,
        column=UNKNOWN,
        value=UNKNOWN,
        details=details,
    )
