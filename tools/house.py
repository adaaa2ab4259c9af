"""Draw the house: which room of the generator imports which, as a Mermaid graph in CONTRIBUTING.

``python -m tools.house`` renews what stands between the two marks. So that a person can read it, the ground
that needs nothing is named below the graph instead, and an arrow that follows from others is left out (if A
needs B and B needs C, then A -> C is not drawn).
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GENERATOR = ROOT / "generator"
DOCUMENT = ROOT / ".github" / "CONTRIBUTING.md"
BEGIN = "<!-- The house: written by `make written` from the imports. -->"
END = "<!-- The end of the house. -->"
# A doorway, not a room; and what is a folder of facts.
NO_ROOMS = frozenset({"__main__", "__init__"})

Graph = Mapping[str, frozenset[str]]


def room_of(path: Path) -> str:
    """The room that a module is in: its folder, or the module itself."""
    first, *_ = path.relative_to(GENERATOR).parts
    return first.removesuffix(".py")


def needs() -> Graph:
    """For every room the rooms that it imports from."""
    found: dict[str, set[str]] = {}
    for path in sorted(GENERATOR.rglob("*.py")):
        room = room_of(path)
        found.setdefault(room, set()).update(_imported(path))
    rooms = found.keys() - NO_ROOMS
    return {room: frozenset((found[room] & rooms) - {room}) for room in sorted(rooms)}


def _imported(path: Path) -> set[str]:
    """The rooms that a module names: ``from generator.links import Page`` or ``import links``."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "generator":
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("generator."):
            names.add(str(node.module).split(".")[1])
        elif isinstance(node, ast.Import):
            names |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("generator.")}
    return names


def reach(graph: Graph) -> Graph:
    """For every room all that it needs, in however many steps. Raises CycleError where imports run round."""
    found: dict[str, frozenset[str]] = {}
    for room in TopologicalSorter(graph).static_order():
        found[room] = graph[room].union(*(found[needed] for needed in graph[room]))
    return found


def reduced(graph: Graph) -> Graph:
    """Without the arrows that follow from others."""
    all_of = reach(graph)
    return {
        room: frozenset(n for n in needed if not any(n in all_of[other] for other in needed - {n}))
        for room, needed in graph.items()
    }


def drawn(graph: Graph) -> str:
    """The graph as Mermaid, from the entrance down, and the ground in words."""
    ground = sorted(room for room, needed in graph.items() if not needed)
    above = {room: needed - set(ground) for room, needed in graph.items() if needed}
    few = reduced({room: frozenset(needed) for room, needed in above.items()})
    arrows = [f"    {room} --> {needed}" for room in sorted(few) for needed in sorted(few[room])]
    names = ", ".join(f"`{room}`" for room in ground)
    said = f"The ground, which needs nothing of ours and on which every room may stand: {names}."
    return "\n".join([BEGIN, "", "```mermaid", "flowchart TD", *arrows, "```", "", said, "", END])


def renewed(text: str) -> str:
    """A document with the house as it is now. Raises ValueError where the marks are not there."""
    before, _, rest = text.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise ValueError(BEGIN)
    return before + drawn(needs()) + after


if __name__ == "__main__":
    DOCUMENT.write_text(renewed(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    print(DOCUMENT)
