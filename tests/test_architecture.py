"""The house rules, held against the syntax trees of the generator."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from generator.model import TABLES, vocabulary
from tests.worlds import REAL, ROOT

GENERATOR = ROOT / "generator"

# From the ground up: a room imports from its own layer and from those above it in this list.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset(
        {
            "model",
            "outputs",
            "locale",
            "localefile",
            "links",
            "render",
            "problems",
            "nearmiss",
            "cbor",
            "searchindex",
            "store",
            "equipment",
            "founding",
        }
    ),
    frozenset({"package", "rules", "validate", "load"}),
    frozenset({"views"}),
    frozenset({"charts", "history"}),
    frozenset({"drawings"}),
    frozenset({"pages", "downloads", "metadata", "chrome", "styles", "lookup"}),
    frozenset({"editing"}),  # what it takes in and hands out are workbooks like those of the downloads
    frozenset({"starting"}),
    frozenset({"programs"}),
    frozenset({"workshop"}),
    frozenset({"making"}),
    frozenset({"site", "releasing"}),
    frozenset({"preview", "review", "linkcheck"}),
    frozenset({"cli"}),
    frozenset({"__main__", "__init__"}),
)
# Rooms that import nothing of ours, or just what is named.
GROUND: Mapping[str, frozenset[str]] = {
    "model": frozenset(),
    "outputs": frozenset(),
    "locale": frozenset({"localefile"}),
    "localefile": frozenset(),
    "problems": frozenset(),
    "render": frozenset(),
    "links": frozenset({"locale"}),
    "store": frozenset(),
    "searchindex": frozenset(),
    "equipment": frozenset({"outputs"}),
    "founding": frozenset({"outputs"}),
}
# Who may import what others wrote: a room, or one module in it.
OUTSIDERS: Mapping[str, frozenset[str]] = {
    "PIL": frozenset({"drawings.palette"}),
    "babel": frozenset({"locale"}),
    "cbor2": frozenset({"searchindex"}),
    "dplib": frozenset({"package.profile"}),
    "frictionless": frozenset({"package.checks"}),
    "jinja2": frozenset({"render"}),
    "jsonschema": frozenset({"package.profile"}),
    "markupsafe": frozenset({"render"}),
    "openpyxl": frozenset({"editing.workbook"}),
    "pandas": frozenset({"load"}),
    "playwright": frozenset({"drawings.browser"}),
    "plotly": frozenset({"charts"}),
    "rdflib": frozenset({"metadata"}),
    "rich": frozenset({"cli", "problems"}),
    "typer": frozenset({"cli"}),
    "watchfiles": frozenset({"preview.watching"}),
    "xlsxwriter": frozenset({"downloads.workbook"}),
}
# What is compared may be a zip, and releases are kept as zips; what is taken in is a workbook. A picture is
# opened from its bytes. The examples of the rules are facts beside the code, as the texts of a locale are.
# A preview gives files to a browser, and looks which ones were written.
READERS = frozenset(
    {
        "package.textfile",
        "package.profile",
        "drawings.palette",
        "locale",
        "localefile",
        "render",
        "outputs",
        "founding",  # looks whether a folder is empty
        "store",
        "editing.workbook",
        "history.opening",
        "history.releases",
        "rules.examples",
        "preview.shelf",
        "preview.watching",
    }
)
WRITERS = frozenset({"outputs", "store", "founding"})
STARTERS = frozenset({"programs"})
# A site is built without the network: what asks others stands apart.
CALLERS = frozenset({"linkcheck.asking"})

READING = frozenset({"open", "read_text", "read_bytes", "iterdir", "glob", "rglob"})
WRITING = frozenset(
    {
        "write_text",
        "write_bytes",
        "mkdir",
        "rmdir",
        "unlink",
        "touch",
        "chmod",
        "symlink_to",
        "rename",
        "rmtree",
    }
)
WRITING_MODULES = frozenset({"shutil", "tempfile"})
# Of those modules, what only looks.
LOOKING = frozenset({"shutil.which"})

LONGEST_MODULE = 200
LONGEST_FUNCTION = 30
LONGEST_COMMON_WORD = 5

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def trees() -> Mapping[str, ast.Module]:
    """Every module by its dotted name inside the generator."""
    found = {}
    for path in sorted(GENERATOR.rglob("*.py")):
        parts = path.relative_to(GENERATOR).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


def room(module: str) -> str:
    return module.partition(".")[0]


def imports(tree: ast.Module) -> Iterator[str]:
    """The full names that a module imports: ``generator.links.Page``, ``json``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def inner_imports(module: str) -> set[str]:
    """The modules of ours that a module imports."""
    found = set()
    for name in imports(trees()[module]):
        parts = name.split(".")
        if parts[0] == "generator":
            while ".".join(parts[1:]) not in trees() and len(parts) > 1:
                parts.pop()
            found.add(".".join(parts[1:]) or "__init__")
    return found


def layer(module: str) -> int:
    return next(i for i, rooms in enumerate(LAYERS) if room(module) in rooms)


def cycles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """The ways along which something leads back to itself."""
    found: list[list[str]] = []
    done: set[str] = set()

    def follow(node: str, way: list[str]) -> None:
        if node in way:
            found.append([*way[way.index(node) :], node])
        elif node not in done:
            for target in sorted(graph[node]):
                follow(target, [*way, node])
            done.add(node)

    for start in sorted(graph):
        follow(start, [])
    return found


def named_calls(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every call by the last part of its name, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr, node.lineno
            elif isinstance(node.func, ast.Name):
                yield node.func.id, node.lineno


def documented(tree: ast.AST) -> Iterator[ast.Module | ast.ClassDef | Function]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def docstrings(tree: ast.Module) -> set[int]:
    """The nodes of all docstrings, by identity."""
    found = set()
    for node in documented(tree):
        first = node.body[0] if node.body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            found.add(id(first.value))
    return found


def constants(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every text in the code that is no docstring, with its line."""
    skipped = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.value, node.lineno


def test_every_room_has_a_layer() -> None:
    placed = frozenset().union(*LAYERS)
    assert {room(module) for module in trees()} <= placed
    assert sum(len(rooms) for rooms in LAYERS) == len(placed)


def test_imports_run_one_way() -> None:
    wrong = [
        f"{module} imports {target}"
        for module in trees()
        for target in inner_imports(module)
        if layer(target) > layer(module)
    ]
    assert wrong == []


def test_the_ground_rooms_stand_on_nothing() -> None:
    wrong = [
        f"{module} imports {target}"
        for module in trees()
        if room(module) in GROUND
        for target in inner_imports(module)
        if room(target) not in GROUND[room(module)] | {room(module)}
    ]
    assert wrong == []


def test_no_import_cycle_between_modules() -> None:
    assert cycles({module: inner_imports(module) for module in trees()}) == []


def test_no_import_cycle_between_rooms() -> None:
    rooms: dict[str, set[str]] = {room(module): set() for module in trees()}
    for module in trees():
        rooms[room(module)] |= {room(target) for target in inner_imports(module)} - {room(module)}
    assert cycles(rooms) == []


def test_each_library_has_its_place() -> None:
    """Also: nothing imports mkdocs, which stands in no row of the table."""
    wrong = []
    for module, tree in trees().items():
        outside = {room(name) for name in imports(tree)} - sys.stdlib_module_names - {"generator"}
        wrong += [
            f"{module} imports {name}"
            for name in outside
            if not {room(module), module} & OUTSIDERS.get(name, frozenset())
        ]
    assert wrong == []


def test_files_are_read_in_few_places() -> None:
    wrong = [
        f"{module}:{line} {name}"
        for module, tree in trees().items()
        if not {room(module), module} & READERS
        for name, line in named_calls(tree)
        if name in READING
    ]
    assert wrong == []


def test_files_are_written_in_one_place() -> None:
    calls = [
        f"{module}:{line} {name}"
        for module, tree in trees().items()
        if room(module) not in WRITERS
        for name, line in named_calls(tree)
        if name in WRITING
    ]
    modules = [
        f"{module} imports {name}"
        for module, tree in trees().items()
        if room(module) not in WRITERS
        for name in imports(tree)
        if room(name) in WRITING_MODULES and name not in LOOKING
    ]
    assert calls + modules == []


def test_programs_are_started_in_one_place() -> None:
    starters = {
        room(module)
        for module, tree in trees().items()
        for name in imports(tree)
        if room(name) == "subprocess"
    }
    assert starters == STARTERS


def test_the_network_is_used_in_one_place() -> None:
    callers = {
        module
        for module, tree in trees().items()
        for name in imports(tree)
        if name.startswith(("http.client", "urllib.request", "requests", "urllib3", "ftplib", "smtplib"))
    }
    assert callers == CALLERS


def test_only_the_command_line_prints_and_exits() -> None:
    wrong = [
        f"{module}:{line} {name}"
        for module, tree in trees().items()
        if room(module) != "cli"
        for name, line in named_calls(tree)
        if name in ("print", "exit", "_exit") or (name == "Console" and module != "problems")
    ]
    assert wrong == []


def test_nothing_runs_data_as_code() -> None:
    wrong = [
        f"{module}:{line} {name}"
        for module, tree in trees().items()
        for name, line in named_calls(tree)
        if name in ("eval", "exec", "__import__", "from_string")
    ]
    assert wrong == []


def own_words() -> frozenset[str]:
    """The words of the format itself: a package may use them too."""
    vocabularies = (v for v in vars(vocabulary).values() if isinstance(v, type))
    members = {str(member) for v in vocabularies for member in getattr(v, "__members__", {}).values()}
    tables = {table.name for table in TABLES}
    return frozenset(members | tables | {field.name for table in TABLES for field in table.fields})


def identifiers() -> frozenset[str]:
    """What the real package calls its things, as far as it says more than a common word."""
    columns = {
        "areas": ("area_id", "name", "name_in_source"),
        "alliances": ("alliance_id", "name", "short_name"),
        "municipalities": ("municipality_id", "name", "slug"),
        "metrics": ("metric_id", "name_nl", "name_en"),
        "sources": ("source_id", "title", "publisher"),
        "bottleneck_categories": ("category_id", "name_nl", "name_en"),
    }
    found = {
        row[column] for table, names in columns.items() for row in REAL.tables[table] for column in names
    }
    return frozenset(name for name in found if len(name) > LONGEST_COMMON_WORD) - own_words()


def names_in(text: str, pattern: re.Pattern[str]) -> set[str]:
    return {match[0] for match in pattern.finditer(text)}


def test_the_generator_names_nothing_of_the_data() -> None:
    longest_first = sorted(identifiers(), key=len, reverse=True)
    assert len(longest_first) > 100
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
    wrong = [
        f"{module}:{line} {sorted(found)}"
        for module, tree in trees().items()
        for text, line in constants(tree)
        if (found := names_in(text, pattern))
    ]
    for path in sorted((GENERATOR / "templates").rglob("*.jinja")):
        text = re.sub(r"\{##.*?##\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        # What stands between the tags is code: it names texts and fields, not things of the data.
        shown = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text, flags=re.DOTALL)
        quoted = re.findall(r"[\"']([^\"']+)[\"']", text)
        wrong += [
            f"{path.name} {sorted(found)}" for part in (shown, *quoted) if (found := names_in(part, pattern))
        ]
    assert wrong == []


def lines_of(node: Function) -> int:
    """How long a function is, its docstring aside."""
    first = node.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    spared = (first.end_lineno or 0) - first.lineno + 1 if is_docstring else 0
    return (node.end_lineno or 0) - node.lineno + 1 - spared


def source_lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_modules_are_short() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in sorted(GENERATOR.rglob("*.py"))
        if (lines := source_lines(path)) >= LONGEST_MODULE
    }
    assert long == {}


def test_functions_are_short() -> None:
    long = {
        f"{module}.{node.name}": lines_of(node)
        for module, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, Function) and lines_of(node) >= LONGEST_FUNCTION
    }
    assert long == {}


def test_what_is_public_says_what_it_is() -> None:
    """Records and vocabularies of the model say it by their names and fields (see D101 in pyproject)."""
    silent = [
        f"{module}.{getattr(node, 'name', '')}"
        for module, tree in trees().items()
        for node in (tree, *tree.body)
        if isinstance(node, ast.Module | ast.ClassDef | Function)
        and not getattr(node, "name", "").startswith("_")
        and not (isinstance(node, ast.ClassDef) and room(module) == "model")
        and not ast.get_docstring(node)
    ]
    assert silent == []
