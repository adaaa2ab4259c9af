"""``atlas serve`` as a maintainer meets it: edit, see; break it, see why; mend it."""

from __future__ import annotations

import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator import locale
from generator.preview.shelf import UNSEEN
from tests.preview.support import WAIT_S, Preview, previewed, project
from tests.site.support import atlas
from tests.starting.support import started
from tests.worlds import NORLAND, ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA, IN_DUTCH = "areas/tern-valley/", "nl/gebieden/tern-valley/"
TARGETS, CSV = "data/data/targets.csv", "data/targets.csv"
SHEET = "overrides/assets/stylesheets/components.css"
# The expected time is a second or two; a busy machine gets more.
SHOWN_MS = 60_000


def test_who_comes_before_the_first_build_is_told_and_then_sees_the_site(tmp_path: Path, page: Page) -> None:
    """Also: Ctrl-C leaves nothing behind, neither a process nor a folder."""
    folder = project(tmp_path)
    with previewed(folder, "--port", "8440") as preview:
        status, content = preview.get("anything/")
        assert (status, b"The site is being built" in content) == (503, True)
        page.goto(preview.address)
        expect(page.get_by_text("The site is being built")).to_be_visible()
        expect(page.locator("main h1")).to_be_visible(timeout=SHOWN_MS)
        preview.settles()
        preview.edit(TARGETS, ",12000,12000,", ",12500,12500,")
        preview.hears("changed: ")
        time.sleep(3)  # in the midst of building the whole site again
        family = descendants(preview.process.pid)
        assert len(family) >= 3
        assert preview.stop() == 0
    said = "".join(preview.said)
    assert "Traceback" not in said
    assert "Stopped." in said
    assert [pid for pid in family if Path(f"/proc/{pid}").exists()] == []
    assert sorted(p.name for p in (folder / "build").iterdir() if p.name.startswith(".")) == []


def descendants(pid: int) -> list[int]:
    """The processes that a process started, and those that these started."""
    said = subprocess.run(
        ["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
    ).stdout.split()
    pairs = list(zip(map(int, said[::2]), map(int, said[1::2]), strict=True))
    found, new = set[int](), {pid}
    while new:
        new = {child for child, parent in pairs if parent in new} - found
        found |= new
    return sorted(found)


@pytest.fixture
def edited(preview: Preview) -> Iterator[Preview]:
    """The preview, with every edit of a test undone at its end."""
    if not preview.is_ready:
        preview.settles()
        preview.is_ready = True
    before = preview.state(AREA)
    assert before["panel"] is None
    yield preview
    preview.undo()
    until = time.monotonic() + WAIT_S
    while (now := preview.state(AREA))["mark"] != before["mark"] or now["panel"]:
        assert time.monotonic() < until, now
        time.sleep(0.2)


def test_a_changed_cell_shows_by_itself(edited: Preview, page: Page) -> None:
    """In every language, on the pages that tell of it and on no others; all the rest follows."""
    before = everything(edited)
    page.goto(edited.address + AREA)
    dutch = page.context.new_page()
    dutch.goto(edited.address + IN_DUTCH)
    edited.edit(TARGETS, ",12000,12000,", ",12750,12750,")
    expect(dutch.get_by_text("12.750").first).to_be_visible(timeout=SHOWN_MS)
    page.bring_to_front()
    expect(page.get_by_text("12,750").first).to_be_visible(timeout=SHOWN_MS)
    said = re.search(r"(\d+) new pages", edited.hears("targets.csv changed: "))
    quick = everything(edited)
    changed = {address for address, content in quick.items() if content != before[address]}
    assert said
    assert len(changed) == int(said[1]) > 2
    assert changed < quick.keys()
    edited.settles()
    assert b"12750" in edited.get(CSV)[1]
    # Till then only search engines are told how large downloads were.
    assert {a: UNSEEN.sub(b"", c) for a, c in everything(edited).items()} == {
        a: UNSEEN.sub(b"", c) for a, c in quick.items()
    }
    built = atlas("build", "data", project=edited.project)
    assert locale.load("nl").text("progress.state.unchanged") in built.stdout, built.stdout + built.stderr


def everything(preview: Preview) -> dict[str, bytes]:
    """Every page that is served and that the last whole site had too, as it is now."""
    site = preview.project / "build" / "site"
    paths = [path.relative_to(site).as_posix() for path in sorted(site.rglob("index.html"))]
    return {path: preview.page(path.removesuffix("index.html")) for path in paths if "embed" not in path}


def test_a_mistake_in_the_data_stands_on_the_page(edited: Preview, page: Page) -> None:
    """With the cell and how to mend it, as plain text, in the page's language; the site stays as it was."""
    before = edited.page(AREA)
    rows = (NORLAND.folder / "data/targets.csv").read_text(encoding="utf-8").splitlines()
    place = f"targets.csv:{1 + next(i for i, row in enumerate(rows) if ',12000,12000,' in row)} value_low"
    page.goto(edited.address + IN_DUTCH)
    edited.edit(TARGETS, ",12000,12000,", ",<b>many</b>,12000,")
    panel = page.get_by_role("alert")
    expect(panel).to_contain_text(place, timeout=SHOWN_MS)
    expect(panel).to_contain_text("‘<b>many</b>’ is geen getal.")
    expect(panel).to_contain_text("Schrijf alleen cijfers")
    expect(page.get_by_text("12.000").first).to_be_visible()
    assert edited.page(AREA) == before
    page.goto(edited.address + AREA)
    expect(panel).to_contain_text("is no number")
    assert place in edited.hears("targets.csv:")
    edited.undo()
    expect(panel).to_have_count(0, timeout=SHOWN_MS)


@pytest.mark.parametrize(
    ("path", "old", "new", "shown"),
    [
        ("generator/templates/area.md.jinja", "# {{ view.area.name }}\n", "# Zwaluw\n", AREA),
        ("generator/locales/en.toml", 'figures = "All figures"', 'figures = "Zwaluw"', AREA),
        ("generator/charts/timeline.py", "title=text(", 'title="Zwaluw" + text(', AREA),
        ("overrides/partials/footer.html", '<div class="site-footer__inner">', "<div><p>Zwaluw</p>", AREA),
        ("docs/en/privacy.md", "This website does not follow you.\n\n", "Zwaluw.\n\n", "privacy/"),
    ],
    ids=["template", "locale", "chart", "chrome", "text"],
)
def test_what_makes_pages_shows_too(
    edited: Preview, page: Page, path: str, old: str, new: str, shown: str
) -> None:
    page.goto(edited.address + shown)
    edited.edit(path, old, new)
    expect(page.get_by_text("Zwaluw").first).to_be_visible(timeout=SHOWN_MS)


def test_settings_of_mkdocs_show(edited: Preview, page: Page) -> None:
    page.goto(edited.address + AREA)
    edited.edit("mkdocs.yml", "images/favicon.svg", "images/zwaluw.svg")
    icon = page.locator("link[rel=icon]")
    expect(icon).to_have_attribute("href", re.compile("zwaluw"), timeout=SHOWN_MS)


def test_a_style_shows_without_a_page_made_anew(edited: Preview, page: Page) -> None:
    page.goto(edited.address + AREA)
    edited.edit(SHEET, ".lead {", ".lead { outline: 3px solid rgb(1, 2, 3);")
    expect(page.locator(".lead").first).to_have_css("outline-color", "rgb(1, 2, 3)", timeout=SHOWN_MS)
    assert "no page is another" in edited.hears("components.css changed: ")


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        ("generator/charts/timeline.py", "title=text(", "title=text)(", "timeline.py:"),
        ("generator/templates/area.md.jinja", "{% endif %}", "{% endfi %}", "endfi"),
        ("generator/locales/en.toml", 'figures = "All figures"', 'figures = "All', "Illegal character"),
        ("overrides/partials/footer.html", "{%- endif %}", "{%- endfi %}", "endfi"),
    ],
    ids=["code", "template", "locale", "chrome"],
)
def test_a_mistake_in_what_makes_pages_stands_there_too(
    edited: Preview, page: Page, path: str, old: str, new: str, told: str
) -> None:
    page.goto(edited.address + AREA)
    before = edited.page(AREA)
    edited.edit(path, old, new)
    expect(page.get_by_role("alert")).to_contain_text(told, timeout=SHOWN_MS)
    assert edited.page(AREA) == before
    edited.undo()
    expect(page.get_by_role("alert")).to_have_count(0, timeout=SHOWN_MS)


def test_a_page_that_is_no_more_is_gone(edited: Preview, page: Page) -> None:
    page.goto(f"{edited.address}privacy/")
    edited.remove("docs/en/privacy.md")
    expect(page.locator(".not-found").first).to_be_visible(timeout=SHOWN_MS)
    assert edited.get("privacy/")[0] == 404
    assert edited.get("nl/privacy/")[0] == 200


def test_a_new_atlas_is_seen_as_a_draft_in_its_own_words_and_colours(tmp_path: Path, page: Page) -> None:
    folder = started(tmp_path / "haven")
    with previewed(folder, "--port", "8450", package="datapackage", code=ROOT) as preview:
        page.goto(preview.address)
        expect(page.locator("main h1")).to_be_visible(timeout=SHOWN_MS)
        notice = page.get_by_text(locale.load("nl").text("chrome.draft"))
        expect(notice).to_be_visible()
        preview.settles()
        page.goto(preview.address + "gebieden/placeholder-area-1/")
        preview.edit("datapackage/data/areas.csv", "[[Naam van het eerste gebied]]", "Havenwijk")
        expect(page.locator("main h1")).to_have_text("Havenwijk", timeout=SHOWN_MS)
        words = folder / "locales" / "nl.toml"
        words.parent.mkdir()
        words.write_text('[nav]\narea = "Wijken"\n', encoding="utf-8")
        expect(page.get_by_role("link", name="Wijken").first).to_be_visible(timeout=SHOWN_MS)
        own = folder / "overrides" / "assets" / "stylesheets" / "own.css"
        own.parent.mkdir(parents=True)
        own.write_text("h1 { letter-spacing: 3px }", encoding="utf-8")
        expect(page.locator("main h1")).to_have_css("letter-spacing", "3px", timeout=SHOWN_MS)
        expect(notice).to_be_visible()
    assert (folder / "build" / "draft" / "index.html").is_file()
    assert not (folder / "build" / "site").exists()


def test_a_port_that_is_taken_is_passed_by(preview: Preview, tmp_path: Path) -> None:
    """Also: a first build that fails shows why at every address, without scripts, until it is mended."""
    taken = int(preview.address.rsplit(":", 1)[1].strip("/"))
    folder = project(tmp_path)
    path = folder / "data/data/targets.csv"
    sound = path.read_bytes()
    path.write_bytes(sound.replace(b",12000,12000,", b",many,12000,"))
    with previewed(folder, "--port", str(taken)) as other:
        assert f"Port {taken} is taken" in "".join(other.said) + other.hears("")
        other.hears("is no number")
        status, content = other.get("any/address/")
        assert status == 503
        assert b"is no number" in content
        assert b"is geen getal" in content
        path.write_bytes(sound)
        other.settles()
        assert other.get(AREA)[0] == 200
        assert other.stop(signal.SIGTERM) == 0
