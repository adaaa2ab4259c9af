"""An atlas from nothing: what is in it, what keeps it from being published, and what it becomes."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest
from mkdocs.utils.yaml import yaml_load

from generator import locale
from generator.links import PROSE
from generator.starting import project
from generator.validate import UNFINISHED
from tests import tongue
from tests.dom import parse
from tests.site.support import Site, atlas, meta, urls_in
from tests.starting.support import ENGLISH, fill_in, reported, started, to_fill_in
from tests.worlds import REAL, ROOT, World

CONTENTS = {".github", ".gitignore", "README.md", "README.en.md", "datapackage", "docs", "mkdocs.yml"}
FENCE = re.compile(r"```sh\n(.*?)```", re.DOTALL)
STARTER = sorted(path.relative_to(project.STARTER).as_posix() for path in project.STARTER.rglob("*.*"))


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new atlas; not to be changed."""
    return started(tmp_path_factory.mktemp("fresh") / "haven")


@pytest.fixture(scope="module")
def draft(fresh: Path, filled: Path) -> Site:
    """What it looks like. Of the filled one, what goes for both: languages and addresses."""
    found = site(shutil.copytree(fresh, fresh.with_name("draft")), "draft", "--draft")
    return replace(found, world=World(folder=filled / "datapackage"))


@pytest.fixture(scope="module")
def filled(fresh: Path) -> Path:
    """The same once nothing is left to be filled in."""
    folder = shutil.copytree(fresh, fresh.with_name("filled"))
    fill_in(folder)
    return folder


@pytest.fixture(scope="module")
def published(filled: Path) -> Site:
    return site(filled, "site")


def site(folder: Path, name: str, *options: str) -> Site:
    said = atlas("build", *options, *ENGLISH, project=folder)
    assert said.returncode == 0, said.stdout + said.stderr
    return Site(world=World(folder=folder / "datapackage"), folder=folder / "build" / name, url="", said=said)


def broken_links(found: Site) -> list[str]:
    from tests.site.support import links  # noqa: PLC0415 - beside the fixtures of that name

    return [
        f"{address}: {link.target}"
        for address, page in found.pages.items()
        for link in links(page)
        if not link.leaves and found.broken(address, link.target)
    ]


def test_it_is_a_whole_project(fresh: Path) -> None:
    assert {path.name for path in fresh.iterdir()} == {*CONTENTS, "requirements.txt"}
    assert (fresh / "requirements.txt").read_text(encoding="utf-8").splitlines()[-1] == (
        f"alliantieatlas=={version('alliantieatlas')}"
    )
    assert not any(part in path.read_text(encoding="utf-8") for path in files(fresh) for part in ("%", "\r"))


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_everything_that_has_to_be_replaced_is_told_and_nothing_else(fresh: Path) -> None:
    wanted = sorted(to_fill_in(fresh))
    assert len(wanted) > 40
    found = reported(fresh)
    assert sorted((file, line) for file, line, _, _ in found) == wanted
    assert {rule for _, _, rule, _ in found} == UNFINISHED
    assert {severity for *_, severity in found} == {"error"}


def test_a_build_refuses_the_same_and_says_how_to_look_at_it(fresh: Path) -> None:
    said = atlas("build", *ENGLISH, project=fresh)
    assert said.returncode == 1
    assert said.stdout.count("(placeholder") == len(list(to_fill_in(fresh)))
    assert "atlas build --draft" in said.stderr
    assert not (fresh / "build" / "site").exists()


def test_a_draft_says_so_on_every_page_and_asks_to_be_left_alone(draft: Site) -> None:
    pages = {**draft.pages, **draft.embeds}
    assert len(pages) > 40
    assert len(draft.embeds) > 0
    for address, page in pages.items():
        notice = locale.load(draft.language(address)).text("chrome.draft")
        assert [e.text for e in page.classed("draft")] == [notice], address
        assert "noindex" in meta(page, "robots"), address
    error = parse((draft.folder / "404.html").read_text(encoding="utf-8"))
    assert len(error.classed("draft")) == 1
    assert not (draft.folder.parent / "site").exists()


def test_a_draft_is_whole(draft: Site) -> None:
    assert broken_links(draft) == []


def test_once_filled_in_it_is_published(published: Site) -> None:
    assert broken_links(published) == []
    for page in published.pages.values():
        assert page.classed("draft") == []
    assert "noindex" not in meta(published.pages[""], "robots")
    assert published.pages[""].classed("wordmark")[0].text == "Havenatlas"
    assert published.pages["en/"].classed("wordmark")[0].text == "Harbour atlas"


def test_every_language_has_its_pages(fresh: Path) -> None:
    for language in ("nl", "en"):
        paths = {locale.load(language).text(f"paths.{kind.value}") for kind in PROSE}
        assert {path.stem for path in (fresh / "docs" / language).iterdir()} == paths


def test_the_tables_are_explained_as_ours_are(fresh: Path) -> None:
    """But for the code of municipalities, which every country makes in its own way."""
    own = json.loads((fresh / "datapackage" / "datapackage.json").read_text(encoding="utf-8"))
    ours = json.loads((REAL.folder / "datapackage.json").read_text(encoding="utf-8"))
    tables = [found for found in ours["resources"] if found["format"] == "csv"]
    for found in (own["resources"], tables):
        [code] = (
            field
            for resource in found
            for field in resource["schema"]["fields"]
            if resource["name"] == "municipalities" and field["name"] == "municipality_id"
        )
        for name in ("description", "description@en", "constraints"):
            del code[name]
    for resource in tables:
        resource.pop("sources", None)
    assert own["resources"] == tables


@pytest.mark.parametrize("languages", ["nl", "en", "en,nl"])
def test_any_of_our_languages_will_do(languages: str, tmp_path: Path) -> None:
    folder = started(tmp_path / "x", "--languages", languages)
    assert {rule for _, _, rule, _ in reported(folder)} == UNFINISHED
    first = languages[:2]
    assert {path.name for path in (folder / "docs").iterdir()} == set(languages.split(","))
    assert (folder / "README.en.md").exists() == (first == "nl")
    descriptor = json.loads((folder / "datapackage" / "datapackage.json").read_text(encoding="utf-8"))
    title = {"nl": "Bronnen", "en": "Sources"}
    assert descriptor["resources"][0]["title"] == title[first]
    fill_in(folder)
    assert reported(folder) == []


def test_a_language_of_its_own_comes_with_its_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = tmp_path / f"{tongue.CODE}.toml"
    texts.write_text(tongue.locale_file(), encoding="utf-8")
    folder = started(tmp_path / "x", "--languages", f"{tongue.CODE},nl", "--texts", str(texts))
    assert (folder / "locales" / texts.name).read_bytes() == texts.read_bytes()
    descriptor = json.loads((folder / "datapackage" / "datapackage.json").read_text(encoding="utf-8"))
    [areas] = (found for found in descriptor["resources"] if found["name"] == "areas")
    [summary] = (field for field in areas["schema"]["fields"] if field["name"] == f"summary_{tongue.CODE}")
    assert summary["title"] == "Summary (Western Frisian)"
    assert summary["title@nl"] == "Samenvatting (Fries)"
    assert {rule for _, _, rule, _ in reported(folder)} == UNFINISHED
    fill_in(folder)
    monkeypatch.setattr(locale, "_own", {tongue.CODE: texts})
    found = site(folder, "site")
    assert broken_links(found) == []
    assert locale.load(tongue.CODE).text("nav.area") in {e.text for e in found.pages[""].all("a")}
    locale.load.cache_clear()


def test_a_text_that_a_language_lacks_is_told(fresh: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(fresh, tmp_path / "x")
    (folder / "locales").mkdir()
    texts = tongue.locale_file().replace('"menu" = ', '"crumbs_" = ')
    (folder / "locales" / f"{tongue.CODE}.toml").write_text(texts, encoding="utf-8")
    said = atlas("validate", project=folder)
    assert (said.returncode, said.stdout) == (1, "")
    assert "chrome.crumbs_" in said.stderr
    texts = "".join(line for line in texts.splitlines(keepends=True) if "crumbs_" not in line)
    (folder / "locales" / f"{tongue.CODE}.toml").write_text(texts, encoding="utf-8")
    said = atlas("build", "--draft", *ENGLISH, project=folder)
    assert said.returncode == 0
    assert "Texts of fy that are missing stand in English: chrome.menu" in said.stderr


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ("[chrome\n", "cannot be used"),
        ('[chrome]\nmneu = "x"\n', "‘chrome.mneu’"),
        ('[chrome]\nmenu = "{whose}"\n', "{whose}"),
        ('[chrome]\nmenu = "{"\n', "chrome.menu"),
        ('[language]\nformats = "?"\n', "language.formats"),
    ],
)
def test_texts_that_cannot_serve_are_told(texts: str, told: str, fresh: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(fresh, tmp_path / "x")
    (folder / "locales").mkdir()
    (folder / "locales" / "en.toml").write_text(texts, encoding="utf-8")
    said = subprocess.run(
        [sys.executable, "-m", "generator", "validate"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "ATLAS_LANG": "en"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert said.returncode == 1
    assert told in said.stderr
    assert "Traceback" not in said.stderr
    assert len(said.stderr.splitlines()) == 1


def test_a_few_words_and_colours_of_its_own(filled: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(filled, tmp_path / "x")
    (folder / "locales").mkdir()
    (folder / "locales" / "nl.toml").write_text('[chrome]\nsearch_label = "Zoek maar"\n', encoding="utf-8")
    sheets = folder / "overrides" / "assets" / "stylesheets"
    sheets.mkdir(parents=True)
    (sheets / "own.css").write_text("body { --link: #123456; }\n", encoding="utf-8")
    (folder / "overrides" / "partials").mkdir()
    (folder / "overrides" / "partials" / "logo.html").write_text("<b>H</b>", encoding="utf-8")
    found = site(folder, "site")
    page = found.pages[""]
    assert page.classed("search-open")[0].text == "Zoek maar"
    assert page.classed("wordmark")[0].text == "HHavenatlas"
    assert page.classed("crumbs") == []
    css = (found.folder / "assets" / "stylesheets" / "atlas.css").read_text(encoding="utf-8")
    own, printed = css.index("--link: #123456"), css.rindex("@media print")
    assert css.index(".chip") < own < printed
    assert found.pages["en/"].classed("search-open")[0].text == "Search"


def test_without_hand_written_pages_no_link_is_broken(filled: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(filled, tmp_path / "x")
    shutil.rmtree(folder / "docs")
    found = site(folder, "site")
    assert broken_links(found) == []
    chips = [e for page in found.pages.values() for e in page.classed("chip")]
    assert {chip.tag for chip in chips} == {"span"}


@pytest.mark.parametrize("there", ["file", "full"])
def test_what_is_there_already_is_left_alone(there: str, tmp_path: Path) -> None:
    folder = tmp_path / "x"
    if there == "file":
        folder.write_text("mine", encoding="utf-8")
    else:
        folder.mkdir()
        (folder / "mine").touch()
    before = sorted(path.name for path in tmp_path.rglob("*"))
    said = atlas("new", "x", "--title", "X", *ENGLISH, project=tmp_path)
    assert said.returncode == 1
    assert "x is there already and is not empty" in said.stderr
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    said = atlas("new", ".", "--title", "X", project=tmp_path)
    assert said.returncode == 0, said.stderr
    assert {path.name for path in tmp_path.iterdir()} >= CONTENTS


def test_a_name_in_a_language_that_it_has_not_is_wrong_use(tmp_path: Path) -> None:
    options = ("--title", "X", "--languages", "nl", "--title-in", "en=X")
    said = atlas("new", "x", *options, *ENGLISH, project=tmp_path)
    assert (said.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "--title-in" in said.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "--title"),
        (("--title", "X", "--languages", "nl,tlh"), "--texts tlh.toml"),
        (("--title", "X <b>", "--contact", "https://example.org/c"), "html-tag"),
        (("--title", "X", "--site-url", "example.org"), "‘example.org’"),
        (("--title", "X", "--repository", "mine"), "‘mine’"),
        (("--title", "X", "--contact", "the desk"), "the desk: "),
    ],
)
def test_answers_that_cannot_be_right_write_nothing(
    options: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    said = atlas("new", "x", *options, *ENGLISH, project=tmp_path)
    assert said.returncode == 1
    assert told in said.stdout + said.stderr
    assert "Traceback" not in said.stderr
    assert list(tmp_path.iterdir()) == []


def asked(folder: Path, answers: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", "new", "x", "--ask", *ENGLISH],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=answers,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_what_is_not_given_is_asked(tmp_path: Path) -> None:
    said = asked(tmp_path, "en,nl\n\nHarbours\nHavens\nDesk\ndesk@example.org\nhttps://example.org/x/\n\n")
    assert said.returncode == 0, said.stderr
    assert said.stderr.splitlines() == ["This value is needed."]
    descriptor = json.loads((tmp_path / "x" / "datapackage" / "datapackage.json").read_text(encoding="utf-8"))
    assert (descriptor["title"], descriptor["title@nl"]) == ("Harbours", "Havens")
    assert descriptor["homepage"] == "https://example.org/x/"
    assert [c["roles"] for c in descriptor["contributors"]] == [["publisher"], ["contact"]]
    assert "repository" not in descriptor


def test_an_answer_that_will_not_do_is_asked_for_again(tmp_path: Path) -> None:
    said = asked(tmp_path, "tlh\nen\nHarbours\n\nthe desk\ndesk@example.org\nx.org\nhttps://x.org/\nmine\n\n")
    assert said.returncode == 0, said.stderr
    wrong = ["tlh", "the desk", "x.org", "mine"]
    assert len(said.stderr.splitlines()) == len(wrong)
    for name, line in zip(wrong, said.stderr.splitlines(), strict=True):
        assert name in line
    descriptor = json.loads((tmp_path / "x" / "datapackage" / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["homepage"] == "https://x.org/"
    assert "repository" not in descriptor


def test_who_stops_halfway_has_nothing(tmp_path: Path) -> None:
    said = asked(tmp_path, "en\n")
    assert (said.returncode, list(tmp_path.iterdir())) == (1, [])
    assert "Nothing was written." in said.stderr


def test_it_is_worked_on_before_everything_is_filled_in(fresh: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(fresh, tmp_path / "x")
    assert atlas("fmt", "--check", project=folder).returncode == 0
    before = len(reported(folder))
    cells = ("title=A page", "publisher=Desk", "kind=web_page", "language=nl", "source_id=a-page")
    said = atlas("add", "source", *cells, *ENGLISH, project=folder)
    assert said.returncode == 0, said.stdout
    assert "a-page" in said.stdout
    found = reported(folder)
    assert len(found) == before + 1
    assert [rule for _, _, rule, _ in found if rule not in UNFINISHED] == ["unused"]
    said = atlas(
        "add", "source", "title=B", "kind=web_page", "publisher=[[Who?]]", "language=x", project=folder
    )
    assert said.returncode == 1
    assert len(reported(folder)) == before + 1


def commands(readme: Path) -> list[list[str]]:
    """The commands of a guide, without what is said about them."""
    fences = FENCE.findall(readme.read_text(encoding="utf-8"))
    return [shlex.split(line, comments=True) for fence in fences for line in fence.splitlines()]


@pytest.mark.parametrize("name", ["README.md", "README.en.md"])
def test_the_commands_of_its_readme_do_what_they_say(name: str, filled: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(filled, tmp_path / "x")
    shutil.rmtree(folder / "build", ignore_errors=True)
    first, second, *found = commands(folder / name)
    assert first[:3] == ["python3", "-m", "venv"]
    assert second == [".venv/bin/pip", "install", "--requirement", "requirements.txt"]
    assert len(found) == 6
    answers = {"add": ["title=A page", "publisher=Desk", "kind=web_page", "language=nl"]}
    for program, command, *options in found:
        assert program == ".venv/bin/atlas"
        said = atlas(command, *options, *answers.get(command, ()), *ENGLISH, project=folder)
        assert said.returncode == 0, (command, said.stdout, said.stderr)
    assert (folder / "build" / "draft" / "index.html").is_file()
    assert (folder / "build" / "site" / "index.html").is_file()
    table = re.findall(r"^\| `([^`]+)` \|", (folder / name).read_text(encoding="utf-8"), re.MULTILINE)
    assert len(table) == 4
    assert all((folder / path).exists() for path in table)


def test_both_readmes_say_the_same_commands(fresh: Path) -> None:
    assert commands(fresh / "README.md") == commands(fresh / "README.en.md")


@pytest.mark.parametrize("name", ["pages", "check"])
def test_its_workflows_are_as_careful_as_ours(name: str, fresh: Path) -> None:
    text = (fresh / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
    found = yaml_load(text)
    assert found["permissions"] in ({}, {"contents": "read"})
    ours = "".join(p.read_text(encoding="utf-8") for p in (ROOT / ".github" / "workflows").glob("*.yml"))
    used = re.findall(r"uses: (.+)", text)
    assert used
    assert [use for use in used if use not in ours] == []
    steps = [step for job in found["jobs"].values() for step in job["steps"]]
    assert "${{" not in "".join(str(step.get("run", "")) for step in steps)
    programs = [str(step["run"]).split()[0] for step in steps if "run" in step]
    assert set(programs) == {"python", "atlas"}


def test_it_leads_nowhere_but_to_its_licence(fresh: Path) -> None:
    found = {url for path in files(fresh) for url in urls_in(path.read_text(encoding="utf-8"))}
    known = ("https://datapackage.org/profiles/", "https://creativecommons.org/licenses/by/4.0/")
    assert {url for url in found if not url.startswith(known)} <= {"https://.+$"}


@pytest.mark.parametrize("name", STARTER)
def test_what_is_copied_can_be_filled(name: str, spoken: Callable[[str], set[str]]) -> None:
    """Every gap is one that we fill, and pages say the same in both languages."""
    twin = name.replace("docs/en/", "docs/nl/")
    assert spoken(name) == spoken(twin)


@pytest.fixture
def spoken() -> Callable[[str], set[str]]:
    """The gaps and the anchors of a page."""

    def found(name: str) -> set[str]:
        text = (project.STARTER / name).read_text(encoding="utf-8")
        return {*project.GAP.findall(text), *re.findall(r"\{#[\w-]+\}", text)}

    return found
