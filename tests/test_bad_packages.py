"""One small bad package per rule, with its complete list of problems."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import locale
from tests.breakage import BAD, as_reported, copy, found, overlay, rules_in_code

# What frictionless says and we have no words for; nothing is known to bring it about.
UNREACHED = {"frictionless"}
# About what is kept beside a package, taken in, reviewed or linked to; tests/history, editing, review and
# linkcheck break these.
BESIDE = ("archive", "release-", "address-", "redirect-", "import-", "form-", "link-")


def test_every_rule_has_a_bad_package() -> None:
    about_packages = {rule for rule in rules_in_code() if not rule.startswith(BESIDE)}
    assert {path.name for path in BAD.iterdir()} == about_packages - UNREACHED


@pytest.mark.parametrize("language", locale.available())
def test_every_rule_has_its_texts(language: str) -> None:
    texts = {key.split(".")[1] for key in locale.load(language).texts if key.startswith("problems.")}
    assert texts == rules_in_code()
    for rule in texts:
        assert locale.load(language).has(f"problems.{rule}.message")
        assert locale.load(language).has(f"problems.{rule}.hint")


@pytest.mark.parametrize("rule", sorted(path.name for path in BAD.iterdir()))
def test_a_bad_package_gives_exactly_its_problems(
    rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    package = copy(Path())
    overlay(package, rule)
    broken = found(package)
    problems = as_reported(broken, "en")
    assert problems == json.loads((BAD / rule / "expected.json").read_text(encoding="utf-8"))
    assert {problem["rule"] for problem in problems} == {rule}
    assert len(as_reported(broken, "nl")) == len(problems)
