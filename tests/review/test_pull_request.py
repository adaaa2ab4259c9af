"""A pull request from beginning to end: what its check says, shows and keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.breakage import replace
from tests.history.support import change, table
from tests.review.conftest import PullRequest
from tests.review.support import workflow

EXPECTED = Path(__file__).parent / "expected"


def expected(name: str) -> str:
    return (EXPECTED / name).read_text(encoding="utf-8")


def test_a_good_change_is_told_in_words_and_its_site_is_kept(pull_request: PullRequest) -> None:
    def more_trees(package: Path) -> None:
        change(package, "targets", "tern-valley-trees-planted", value_low="13000", value_high="13000")

    run = pull_request(more_trees)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.steady_summary == expected("good.md")
    assert run.annotations == []
    assert (run.folder / "build" / "site" / "index.html").is_file()
    assert (run.folder / "build" / "check.md").read_text(encoding="utf-8") == run.summary
    assert not list(run.folder.rglob("hacked"))
    [kept] = [
        s for s in workflow("ci.yml")["jobs"]["data"]["steps"] if "upload-artifact" in s.get("uses", "")
    ]
    assert kept["with"]["path"].split() == ["build/site", "build/check.md"]


def test_what_others_rely_on_is_warned_of(pull_request: PullRequest) -> None:
    """An identifier, a period, a total that no longer adds up, a part that outgrew its whole."""

    def risky(package: Path) -> None:
        change(package, "targets", "old-harbour-ferries", target_id="old-harbour-ferry-lines")
        change(package, "targets", "northern-quays-waiting-time-2040", period_end="2042")
        change(package, "targets", "harbour-pact-homes-new-2030", value_low="2000", value_high="2000")
        change(package, "targets", "northern-quays-homes-new-first", value_low="1300", value_high="1300")

    run = pull_request(risky)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.steady_summary == expected("warnings.md")
    assert [line.partition("::")[0] for line in run.annotations] == [""] * 4
    assert all(line.startswith("::warning title=Let op::") for line in run.annotations)


def test_a_wrong_cell_is_shown_at_its_line(pull_request: PullRequest) -> None:
    def separated(package: Path) -> None:
        replace(package / "data" / "targets.csv", ",12000,12000,", ",12.000,12000,")

    run = pull_request(separated)
    assert run.returncode != 0
    assert run.steady_summary == expected("wrong.md")
    [line] = run.annotations
    assert line.startswith("::error file=datapackage/data/targets.csv,title=thousands-separator,line=15::")
    assert not (run.folder / "build" / "site").exists()
    assert (run.folder / "build" / "check.md").is_file()


def test_of_many_problems_the_errors_come_first_and_the_summary_has_all(pull_request: PullRequest) -> None:
    def careless(package: Path) -> None:
        with table(package, "members") as rows:
            for row in rows:
                row["role"] = "friend"
            rows += [{**rows[0], "organisation": f"Guild {n:02}", "role": "friend"} for n in range(9)]
        with table(package, "areas") as rows:
            rows.reverse()

    run = pull_request(careless)
    levels = [line.split(" ")[0] for line in run.annotations]
    assert levels.count("::error") > 10
    assert levels == sorted(levels)
    assert "::warning" in levels
    for number in range(9):
        assert f"datapackage/data/members.csv:{number + 8}**" in run.summary


def test_an_address_that_would_be_lost_is_an_error_of_the_data(pull_request: PullRequest) -> None:
    """What a build alone finds is annotated and told like the rest."""

    def renamed(package: Path) -> None:
        (package / "published-urls.txt").write_text("/\n/areas/quiet-moor/\n", encoding="utf-8")
        with table(package, "areas") as rows:
            rows[2]["area_id"] = "mild-moor"
        for name in ("area_alliances", "readings"):
            path = package / "data" / f"{name}.csv"
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("quiet-moor,", "mild-moor,"), encoding="utf-8")

    run = pull_request(renamed)
    assert run.returncode != 0
    start = "::error file=datapackage/published-urls.txt,title=address-lost,line=2::"
    assert [line for line in run.annotations if line.startswith(start)]
    assert run.summary.startswith("## 1 fout in de gegevens\n")
    assert "**datapackage/published-urls.txt:2** (address-lost): " in run.summary
    assert run.summary.endswith("### De site\n\nDe site is niet gebouwd. Verbeter eerst de fouten.\n")
    assert not (run.folder / "build" / "site").exists()


@pytest.fixture
def hostile() -> str:
    return (
        "\n::error file=README.md::gotcha\n##[add-matcher]x <script>alert(1)</script> <img src=x onerror=y>"
        " [x](javascript:y) ![p](https://example.org/p.png) `z` | a | **b** %0A::stop-commands::x @ada"
    )


def test_names_that_mean_harm_are_shown_as_they_are(pull_request: PullRequest, hostile: str) -> None:
    def renamed(package: Path) -> None:
        with table(package, "areas") as rows:
            rows[0]["name"] = hostile
        with table(package, "targets") as rows:
            rows[0]["commitment"] = hostile
            rows[3] |= {"value_high": "1300", "period_end": "2032"}

    run = pull_request(renamed)
    for line in run.annotations:
        assert line.startswith(("::error file=datapackage/data/", "::warning title=Let op::"))
    assert any(line.startswith("::warning") and "gotcha" in line for line in run.annotations)
    shown = run.summary
    assert "gotcha" in shown
    for harm in ("<script", "<img", "](", "`", "https://", "**b**", "\n::", "| a |", "\n##["):
        assert harm not in shown, harm
