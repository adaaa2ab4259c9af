"""The style sheet that is published, as a browser reads it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from generator import styles
from tests.test_styles import SHEETS
from tests.worlds import ROOT

RULES = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return [...sheet.cssRules].map(({ cssText }) => cssText);
}"""


@pytest.mark.browser
def test_the_one_sheet_has_every_rule_of_all_sheets(browser: Browser) -> None:
    """As a browser reads them, in order; those for paper within a rule for paper."""
    faces = (ROOT / "vendor" / "fonts" / "fonts.css").read_text(encoding="utf-8")
    names = [f"{name}.css" for name in styles.ORDER]
    own = {path.name: path.read_text(encoding="utf-8") for path in SHEETS}
    [paper] = own.keys() - names
    page = browser.new_page()
    expected = [rule for css in (faces, *(own[name] for name in names)) for rule in page.evaluate(RULES, css)]
    *found, printed = page.evaluate(RULES, styles.sheet(ROOT).content.decode())
    differing = [(rule, other) for rule, other in zip(found, expected, strict=True) if rule != other]
    assert [rule.replace("../fonts/", "").replace("optional", "swap") for rule, _ in differing] == [
        other for _, other in differing
    ]
    assert all(rule.startswith("@font-face") for rule, _ in differing)
    assert "font-display: swap" not in "".join(found)
    assert [printed] == page.evaluate(RULES, f"@media print {{{own[paper]}}}")
    page.close()
