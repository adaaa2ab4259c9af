"""The pages of one language that a change affects: what makes a preview quick.

They are the pages of an ordinary build, made by the same code; but only those whose Markdown is another
than before go through MkDocs. What they say of downloads (how large one is) is as in the last whole build.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from generator import chrome, load, locale, making, outputs, programs, site, styles, workshop
from generator.drawings import album, drawing
from generator.history import record as records
from generator.model import Dataset
from generator.outputs import Output
from generator.pages.press import Press
from generator.preview.shelf import INDEX, NOT_FOUND, Published
from generator.problems import Problem, has_errors, hint, message
from generator.validate import validate
from generator.workshop import Plan

STUB = b"# -\n"
SHEETS = "assets/stylesheets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Of which language the pages are, by its place in the package; and where they are made and put.

    ``whole``: all of them, as what is around them may be another. ``assets`` are changed files of theirs.
    """

    position: int
    work: Path
    layer: Path
    whole: bool
    assets: tuple[str, ...]
    seen: frozenset[str]


def answer(order: Mapping[str, Any], memory: dict[str, Any]) -> dict[str, Any]:
    """Make what an order asks for. ``memory`` keeps what was made, once it was also shown.

    Pages that somebody looks at come first; the others are made when ``rest`` is asked for.
    """
    if order["rest"]:
        memory.pop("later", _nothing)(Path(order["layer"]))
        return {"problems": []}
    plan = planned(order["plan"])
    locale.own(locale.of_atlas(plan.project))
    if order["settled"]:
        memory.clear()
    elif order["shown"]:
        memory.update(memory.get("made", {}))
    package, problems = validate(plan.package, docs=plan.project / "docs", draft=plan.draft)
    if package is None or has_errors(problems):
        return {"problems": listed(problems, order["texts"])}
    dataset = load.dataset(package, repository=plan.repository)
    record, wrong = records.read(plan.project, plan.package, dataset)
    if wrong:
        return {"problems": listed(wrong, order["texts"])}
    opened, made = workshop.opened(plan, dataset, record), dict[str, Any]()
    if order["position"] < len(opened.presses):
        published = Published(plan.site)
        press = replace(list(opened.presses.values())[order["position"]], published=published)
        making.take_along(opened, press, published)
        made = _made(plan, press, _place(order), memory)
    said = listed(problems, order["texts"])
    return {"problems": said, "languages": list(dataset.info.languages), **made}


def listed(found: Iterable[Problem], needed: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Problems as JSON. Raises KeyError where a language lacks words for them, or texts that are needed."""
    kept = list(found)
    for texts in map(locale.load, locale.available()):
        for problem in kept:
            message(problem, texts)
            hint(problem, texts)
        for key in needed:
            texts.text(key)
    return [asdict(problem) for problem in kept]


def _place(order: Mapping[str, Any]) -> Place:
    return Place(
        position=order["position"],
        work=Path(order["work"]),
        layer=Path(order["layer"]),
        whole=order["whole"],
        assets=tuple(order["assets"]),
        seen=frozenset(order["seen"]),
    )


def planned(given: Mapping[str, Any]) -> Plan:
    """A plan that came as JSON."""
    paths: dict[str, Any] = {name: Path(given[name]) for name in ("package", "site", "project", "work")}
    today = datetime.date.fromisoformat(given["today"]) if given["today"] else None
    others = {name: given[name] for name in ("site_url", "repository", "draft")}
    return Plan(**paths, **others, today=today)


def _made(plan: Plan, press: Press, place: Place, memory: dict[str, Any]) -> dict[str, Any]:
    """Make all Markdown, and pages of what is new in it: compared with what is shown."""
    pages, files = making.pages_of(press), making.beside(press)
    config = _config(plan, press, place)
    shown = json.dumps([config[key] for key in ("site_name", "site_description", "nav", "extra")])
    # At first, and after the whole site was built, that is what was built.
    known = memory["pages"] if "pages" in memory else _built(plan.work / press.here.locale.language)
    whole = place.whole or memory.get("chrome", shown) != shown
    changed = _changed(pages, {} if whole else known)
    first = {path: text for path, text in changed.items() if _file(press.here.base, path) in place.seen}
    make = partial(_rendered, plan, press, place, config)
    # Where somebody looks, in whatever language, nobody waits for the other pages.
    now = first if place.seen else changed
    memory["later"] = partial(make, changed) if now != changed else _nothing
    if now:
        make(now, place.layer)
    outputs.add(_changed(files, memory.get("files") or Published(plan.site)), place.layer)
    if place.position == 0:
        outputs.add(outputs.plan(_assets(plan, place.assets)), place.layer)
    memory["made"] = {"pages": pages, "files": files, "chrome": shown}
    gone = [_file(press.here.base, path) for path in known if path not in pages]
    return {"pages": len(changed), "gone": gone, "rest": memory["later"] is not _nothing}


def _nothing(_layer: Path) -> None:
    """There is no more to make."""


def _built(folder: Path) -> Mapping[str, bytes]:
    """The Markdown of the whole site."""
    return outputs.read(folder) if folder.is_dir() else {}


def _changed(new: Mapping[str, bytes], old: Mapping[str, bytes]) -> Mapping[str, bytes]:
    return {path: content for path, content in new.items() if old.get(path) != content}


def _config(plan: Plan, press: Press, place: Place) -> dict[str, Any]:
    """MkDocs' settings, as a whole build gives them."""
    dataset = press.edition.dataset
    folders = chrome.Folders(plan.equipment, place.work, place.work / f"site-{place.position}")
    url = plan.site_url or dataset.info.homepage
    return dict(chrome.config(dataset, press.here, press.settings, folders, url))


def _rendered(
    plan: Plan,
    press: Press,
    place: Place,
    config: dict[str, Any],
    changed: Mapping[str, bytes],
    layer: Path,
) -> None:
    """Put these pages into a layer. MkDocs wants the others that its menu names to be there too."""
    language, work = press.here.locale.language, place.work
    menu = {path: STUB for entry in config["nav"] for path in entry.values()}
    outputs.write({**menu, **changed}, work / language)
    name = f"mkdocs.{language}.yml"
    outputs.add({name: json.dumps(config).encode()}, work)
    programs.mkdocs({language: work / name}, _day(press.edition.dataset))
    folder = Path(config["site_dir"])
    drawn = album.album(press.gallery.figures, drawing.kit(plan.equipment), plan.work / "drawings")
    base = press.here.base
    built = {_file(base, path): _file("", path) for path in changed}
    if place.position == 0:
        built[NOT_FOUND] = NOT_FOUND
    found = Published(folder)
    outputs.add({path: drawn.placed(path, found[own]) for path, own in built.items()}, layer)


def _day(dataset: Dataset) -> datetime.date:
    return dataset.info.date or site.EPOCH


def _file(base: str, markdown: str) -> str:
    """The page that MkDocs makes of a file, from the root of the site."""
    path = PurePosixPath(markdown).with_suffix("")
    return base + (path.parent if path.name == "index" else path).joinpath(INDEX).as_posix()


def _assets(plan: Plan, changed: tuple[str, ...]) -> list[Output]:
    """Styles, scripts and pictures of the page chrome, as a whole build publishes them."""
    folder, found = plan.equipment / "overrides" / "assets", []
    for path in map(PurePosixPath, changed):
        if path.suffix == ".css":
            sheet = styles.sheet(plan.equipment)
            found.append(Output(f"{SHEETS}/{sheet.path}", sheet.content))
        else:
            found += outputs.copies(folder / path.parent, path.name, f"assets/{path.parent}")
    return list(dict.fromkeys(found))
