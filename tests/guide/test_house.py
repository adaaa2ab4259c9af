"""What CONTRIBUTING draws and lists is how the house is; the decisions have their form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.model import TABLES, vocabulary
from tests.worlds import REAL, ROOT
from tools import house

GITHUB = ROOT / ".github"
CONTRIBUTING = (GITHUB / "CONTRIBUTING.md").read_text(encoding="utf-8")
DECISIONS = sorted((GITHUB / "decisions").glob("*.md"))
PARTS = ("Context.", "Choice.", "Cost.", "Figures.", "What would change our mind.")
# A page: what fits on a screen.
LONGEST_DECISION = 40


def rows(heading: str) -> Iterator[list[str]]:
    """The rows of the first table below a line of CONTRIBUTING, without its head."""
    table = CONTRIBUTING.partition(heading)[2].partition("|---")[2].partition("\n\n")[0]
    for line in table.splitlines()[1:]:
        yield [cell.strip() for cell in line.strip().strip("|").split("|")]


def test_the_house_is_drawn_as_it_is() -> None:
    assert house.renewed(CONTRIBUTING) == CONTRIBUTING, "`make written` draws it anew"


def test_the_drawing_leaves_out_only_what_follows() -> None:
    """Along the arrows each room reaches all that it imports, but for the ground, which is named below."""
    arrows = re.findall(r"^    (\w+) --> (\w+)$", CONTRIBUTING, re.MULTILINE)
    ground = set(re.findall(r"`(\w+)`", CONTRIBUTING.partition("The ground, which")[2].partition("\n")[0]))
    imports = house.needs()
    assert {room for room, needed in imports.items() if not needed} == ground
    drawn = {room: frozenset(b for a, b in arrows if a == room) for room in imports}
    reached = house.reach(drawn)
    for room, needed in imports.items():
        assert reached[room] >= needed - ground, room
    for room, target in arrows:
        without = {r: n - {target} if r == room else n for r, n in drawn.items()}
        assert target not in house.reach(without)[room], (room, target)


def test_every_room_is_explained() -> None:
    named = {
        name.removesuffix(".py") for row in rows("| room |") for name in re.findall(r"`([\w.]+)`", row[0])
    }
    assert named - {"templates", "locales"} == set(house.needs())


def test_every_word_of_the_glossary_is_in_the_model() -> None:
    """Tables, columns, values and metrics: what is called something in code is called so in code."""
    columns = {field.name for table in TABLES for field in table.fields}
    tables = {table.name for table in TABLES}
    singular = {name.removesuffix("s") for name in tables} | {t.key[0].removesuffix("_id") for t in TABLES}
    metrics = {row["metric_id"] for row in REAL.tables["metrics"]}
    values = {str(v) for kind in vars(vocabulary).values() if isinstance(kind, type) for v in members(kind)}
    known = columns | singular | tables | metrics | values
    wrong = [
        f"{dutch}: {word}"
        for dutch, code, _ in rows("| Dutch | in code |")
        for word in re.findall(r"`(\w+)`", code)
        if word not in known
    ]
    assert wrong == []


def members(kind: type) -> Iterator[object]:
    yield from getattr(kind, "__members__", {}).values()


@pytest.mark.parametrize(
    "kind", [vocabulary.Commitment, vocabulary.Qualifier, vocabulary.Basis, vocabulary.PeriodEndKind]
)
def test_every_word_beside_a_figure_is_in_the_glossary(kind: type) -> None:
    """All but those that say that nothing is added."""
    told = {word for _, code, _ in rows("| Dutch | in code |") for word in re.findall(r"`(\w+)`", code)}
    assert {str(value) for value in members(kind)} - {"exact", "unstated"} <= told


def test_decisions_are_numbered() -> None:
    assert [path.name[:4] for path in DECISIONS] == [f"{n:04}" for n in range(1, len(DECISIONS) + 1)]
    assert len(DECISIONS) >= 10


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_what_it_costs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(path.name[:4])}. ")
    assert [part for part in re.findall(r"^\*\*(.+?)\*\*", text, re.MULTILINE) if part in PARTS] == list(
        PARTS
    )
    assert len(text.splitlines()) < LONGEST_DECISION


def documents() -> list[Path]:
    return sorted(path for path in GITHUB.rglob("*.md"))


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_what_a_document_points_at_exists(path: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    linked = [target for target in re.findall(r"\]\(([^)#\s]+)\)", text) if "://" not in target]
    assert [target for target in linked if not (path.parent / target).exists()] == []
    if (
        path.parent.name == "examples"
    ):  # these name what is not there yet; tests/guide/test_examples.py makes it
        return
    paths = re.findall(r"`((?:generator|tests|docs|overrides|benchmarks|vendor|tools)/[\w./-]+)`", text)
    assert [name for name in paths if not (ROOT / name).exists()] == []
