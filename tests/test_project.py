"""The project around the generator: what its files promise to each other."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from mkdocs.utils.yaml import yaml_load

from generator import locale
from generator.links import PROSE, PROSE_PAGES, Addresses
from generator.model import vocabulary
from tests.worlds import ROOT

GENERATOR = ROOT / "generator"
LOCKS = ("requirements.lock", "requirements-dev.lock")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
# To check out what is compared with its past.
WITH_HISTORY = {"persist-credentials": False, "fetch-depth": 0}
NOT_OURS = frozenset({".git", ".venv", "build", "__pycache__"})
# Files that explain how to work on the project, with `make` commands in them.
GUIDES = (
    "README.md",
    ".github/CONTRIBUTING.md",
    ".github/pull_request_template.md",
    ".ci/run",
    "Makefile",
    *(path.relative_to(ROOT).as_posix() for path in WORKFLOWS),
)

# In pieces, so that this file does not hold what it looks for.
REGISTRIES = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "proxy" + ".golang",
)
OWN_MACHINE = re.compile(r"(?<![\w.>:)}-])/(?:home|root|Users|work|mnt|srv|private|var/folders)/\w")
# The licences name addresses of their own, the chart library is as it came.
AS_THEY_CAME = frozenset({"LICENSE", "datapackage/LICENSE.md"})


@cache
def tracked() -> dict[str, str]:
    """Every text file of the repository, by path."""
    if (ROOT / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        names = done.stdout.decode("utf-8").split("\0")
    else:
        found = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
        names = [path.as_posix() for path in found if not NOT_OURS & set(path.parts)]
    files = {name: ROOT / name for name in names if (ROOT / name).is_file()}
    contents = {name: path.read_bytes() for name, path in files.items()}
    # Some of the bad packages are not UTF-8 on purpose.
    return {n: content.decode("utf-8", "replace") for n, content in contents.items() if b"\0" not in content}


def targets() -> dict[str, str]:
    """The targets of the Makefile that explain themselves."""
    return dict(re.findall(r"^([a-z-]+):.*?## (.+)$", tracked()["Makefile"], re.MULTILINE))


@pytest.mark.parametrize("guide", GUIDES)
def test_every_make_command_exists(guide: str) -> None:
    found = set(re.findall(r"(?:^|[`:] ?|\$ )make ([a-z]+)", tracked()[guide], re.MULTILINE))
    assert found <= set(targets())


def test_make_explains_itself() -> None:
    makefile = tracked()["Makefile"]
    named = set(re.findall(r"^([a-z-]+):(?!=)", makefile, re.MULTILINE))
    phony = " ".join(re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)).split()
    assert named == set(targets()) == set(phony)


def test_the_two_commands_of_the_readme() -> None:
    assert {"site", "test"} <= set(targets())
    assert tracked()[".ci/run"].rstrip().endswith("make test")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_what_the_readme_points_at_exists() -> None:
    text = tracked()["README.md"]
    linked = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    assert [target for target in linked if not (ROOT / target).exists()] == []
    folders = re.findall(r"`([\w./]+)/?`", "\n".join(re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE)))
    assert [folder for folder in folders if folder != "build/" and not (ROOT / folder).exists()] == []


def test_the_rooms_in_the_guide_exist() -> None:
    rows = re.findall(r"^\| (`[^|]+) \|", tracked()[".github/CONTRIBUTING.md"], re.MULTILINE)
    rooms = [name for row in rows for name in re.findall(r"`([\w.]+)`", row)]
    assert "site.py" in rooms
    assert [room for room in rooms if not (GENERATOR / room).exists()] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_versions_and_hashes_and_no_address(name: str) -> None:
    lines = tracked()[name].splitlines()
    requirement = re.compile(r"[a-z0-9][a-z0-9.-]*(?:\[[a-z,-]+\])?==[\w.+!-]+(?: ; [^\\]+?)? \\")
    fingerprint = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?P<more> \\)?")
    previous = ""
    for line in lines:
        is_package = requirement.fullmatch(line)
        assert is_package or fingerprint.fullmatch(line), line
        # A package is followed by a hash, and the last hash by a package.
        assert bool(is_package) != previous.endswith("\\"), line
        previous = line
    assert not previous.endswith("\\")
    assert "://" not in tracked()[name]


def locked(name: str) -> set[str]:
    return set(re.findall(r"^([\w.\[\],-]+==\S+)", tracked()[name], re.MULTILINE))


def test_the_site_is_built_with_the_versions_that_are_tested() -> None:
    assert locked("requirements.lock") <= locked("requirements-dev.lock")


def test_everything_that_is_asked_for_is_locked() -> None:
    project = tomllib.loads(tracked()["pyproject.toml"])
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=\[;]", line)[0] for line in asked if isinstance(line, str)}
    assert names <= {re.split(r"==|\[", line)[0] for line in locked("requirements-dev.lock")}


def test_one_oldest_python() -> None:
    project = tomllib.loads(tracked()["pyproject.toml"])
    assert project["project"]["requires-python"] == ">=3.11"
    assert project["tool"]["ruff"]["target-version"] == "py311"
    assert project["tool"]["mypy"]["python_version"] == "3.11"
    assert "sys.version_info < (3, 11)" in tracked()["Makefile"]
    assert "Python 3.11 or newer" in tracked()["README.md"]


def steps(workflow: Path) -> Iterator[dict[str, object]]:
    for job in yaml_load(workflow.read_text(encoding="utf-8"))["jobs"].values():
        yield from job["steps"]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_to_a_commit(workflow: Path) -> None:
    used = re.findall(r"uses: (.+)", workflow.read_text(encoding="utf-8"))
    assert used
    assert [use for use in used if not re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v[\d.]+", use)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_may_do_little(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    assert yaml_load(text)["permissions"] in ({}, {"contents": "read"})
    assert "pull_request_target" not in text
    for step in steps(workflow):
        if str(step.get("uses", "")).startswith("actions/checkout@"):
            assert step["with"] in ({"persist-credentials": False}, WITH_HISTORY)
        # What comes from outside is given as a variable, never pasted into a command.
        assert "${{" not in str(step.get("run", ""))


def test_no_file_names_a_registry_or_a_machine() -> None:
    wrong = []
    for name, text in tracked().items():
        if name in AS_THEY_CAME or name.startswith("vendor/plotly/"):
            continue
        wrong += [f"{name}: {host}" for host in REGISTRIES if host in text]
        wrong += [f"{name}: {match[0]}" for match in OWN_MACHINE.finditer(text)]
    assert wrong == []


def test_text_files_are_written_in_one_way() -> None:
    wrong = []
    for name, text in tracked().items():
        if name.startswith(("vendor/plotly/", "tests/packages/")) or name in AS_THEY_CAME:
            continue
        problems = {
            "carriage return": "\r" in text,
            "no line feed at the end": bool(text) and not text.endswith("\n"),
            "space at the end of a line": bool(re.search(r"[ \t]+$", text, re.MULTILINE)),
        }
        wrong += [f"{name}: {problem}" for problem, found in problems.items() if found]
    assert wrong == []


def prose(language: str) -> dict[str, str]:
    """The hand-written pages of a language, by what they are in every language."""
    here = Addresses(locale.load(language), is_default=True)
    return {
        page.slug or page.kind.value: here.prose_file(page, ROOT / "docs").read_text(encoding="utf-8")
        for page in PROSE_PAGES
    }


def anchors(text: str) -> list[str]:
    return re.findall(r"\{[^}\n]*#([\w-]+)[^}\n]*\}", text)


def test_every_language_has_the_same_pages() -> None:
    for language in locale.available():
        written = len(list((ROOT / "docs" / language).rglob("*.md")))
        assert written == len(prose(language)) == len(PROSE_PAGES) > len(PROSE)


@pytest.mark.parametrize("kind", [page.slug or page.kind.value for page in PROSE_PAGES])
def test_a_page_has_the_same_anchors_in_every_language(kind: str) -> None:
    """So that a link to a place on a page holds in all of them."""
    per_language = {language: anchors(prose(language)[kind]) for language in locale.available()}
    assert len({tuple(sorted(found)) for found in per_language.values()}) == 1, per_language
    assert all(len(set(found)) == len(found) for found in per_language.values())


def test_the_glossary_explains_every_word_of_a_figure() -> None:
    found = set(anchors(prose("nl")["glossary"]))
    wanted = {f"commitment-{value.value}" for value in vocabulary.Commitment}
    wanted |= {f"kind-{value.value}" for value in vocabulary.MeasurementKind}
    wanted |= {f"extent-{value.value}" for value in vocabulary.Extent if value is not vocabulary.Extent.AREA}
    assert wanted <= found


def literals() -> Iterator[str]:
    """Every text in the code and the templates that could be the key of a locale text.

    What an f-string fills in stands as an asterisk.
    """
    for path in sorted(GENERATOR.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            elif isinstance(node, ast.JoinedStr):
                parts = (p.value if isinstance(p, ast.Constant) else "*" for p in node.values)
                yield "".join(map(str, parts))
    for path in sorted((GENERATOR / "templates").glob("*")):
        yield from re.findall(r"""["']([\w.]+)["']""", path.read_text(encoding="utf-8"))


def asked_by_templates() -> Iterator[tuple[str, str, bool]]:
    """Every text that a template names outright, whole: the template, the key, whether it has plurals."""
    for path in sorted((GENERATOR / "templates").glob("*")):
        for function, key in re.findall(
            r"""\b(tn?)\(\s*["']([\w.]+)["'](?!\s*[~+])""", path.read_text(encoding="utf-8")
        ):
            yield path.name, key, function == "tn"


@pytest.mark.parametrize("language", locale.available())
def test_every_text_that_a_template_names_exists(language: str) -> None:
    texts = locale.load(language).texts
    asked = list(asked_by_templates())
    assert len(asked) > 50
    wrong = [
        f"{name}: {key}" for name, key, plural in asked if (f"{key}.other" if plural else key) not in texts
    ]
    assert wrong == []


@pytest.mark.parametrize("language", locale.available())
def test_plurals_have_the_forms_that_the_language_needs(language: str) -> None:
    texts = locale.load(language).texts
    stems = {key.removesuffix(".other") for key in texts if key.endswith(".other")}
    counted = {key for _, key, plural in asked_by_templates() if plural}
    assert [key for key in sorted(stems & counted) if f"{key}.one" not in texts] == []


def chrome_keys() -> set[str]:
    """The texts that the page chrome asks for."""
    files = [*(ROOT / "overrides").rglob("*.html")]
    return {key for f in files for key in re.findall(r"\btexts\.(\w+)", f.read_text(encoding="utf-8"))}


def test_the_chrome_asks_for_texts_that_exist() -> None:
    known = {key.removeprefix("chrome.") for key in locale.load("nl").texts if key.startswith("chrome.")}
    assert chrome_keys() - {"links"} <= known
    assert known - chrome_keys() == set()


def test_no_message_is_left_over() -> None:
    """Each is about a rule that is checked somewhere."""
    found = set(literals())
    rules = {key.split(".")[1] for key in locale.load("nl").texts if key.startswith("problems.")}
    general = {rule for rule in rules if f"problems.{rule}" in locale.load("nl").texts}
    assert rules - general - found == set()


def test_no_text_is_left_over() -> None:
    """Each key is named somewhere, as it is or as a pattern that is filled in."""
    found = set(literals())
    patterns = [re.compile(re.escape(p).replace(r"\*", r"[\w.-]+")) for p in found if "*" in p and "." in p]
    unused = []
    for key in locale.load("nl").texts:
        stem = re.sub(r"\.(zero|one|other)$", "", key)
        if key.startswith("chrome.") or {key, stem} & found:
            continue
        if not any(p.fullmatch(key) or p.fullmatch(stem) for p in patterns):
            unused.append(key)
    assert unused == []
