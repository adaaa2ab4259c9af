"""What changed on disk, and what that asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from watchfiles import DefaultFilter, watch

from generator.workshop import Plan

GENERATOR = Path(__file__).resolve().parent.parent
FOLDERS = ("docs", "locales", "overrides", "vendor", "releases")
# After the last change, and between two looks, in milliseconds.
SETTLED, LOOK = 50, 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The changed files, by the names to show. ``fresh``: code; ``whole``: what surrounds every page.

    ``assets`` are styles, scripts and pictures of the page chrome, from their folder on.
    """

    files: tuple[str, ...] = ()
    fresh: bool = False
    whole: bool = False
    assets: tuple[str, ...] = ()

    def after(self, earlier: Change) -> Change:
        """This change, with what an earlier one still asks for."""
        assets = tuple(dict.fromkeys((*earlier.assets, *self.assets)))
        return replace(
            self, fresh=earlier.fresh or self.fresh, whole=earlier.whole or self.whole, assets=assets
        )


def changes(plan: Plan) -> Iterator[set[Path]]:
    """What changed since the last look, again and again; nothing most of the time."""
    folders = [plan.package, GENERATOR, *(plan.project / name for name in FOLDERS)]
    kept = [path.resolve() for path in folders if path.is_dir()]
    ours = DefaultFilter(ignore_paths=[plan.work.resolve(), plan.site.resolve()])
    looks = watch(
        *kept, watch_filter=ours, step=SETTLED, rust_timeout=LOOK, yield_on_timeout=True, raise_interrupt=True
    )
    # Single files in a folder with much else in it: they are looked at themselves.
    late = [path for path in folders if not path.is_dir()]
    known = _written(plan, late)
    for found in looks:
        now = _written(plan, late)
        single = {path for path in known.keys() | now.keys() if known.get(path) != now.get(path)}
        known = now
        yield {Path(path) for _, path in found if not Path(path).is_dir()} | single


def change(plan: Plan, paths: Iterable[Path]) -> Change:
    """What a change of these files asks for."""
    found, chrome = sorted(paths), (plan.project / "overrides").resolve()
    around = [path for path in found if chrome in path.parents]
    assets = [path for path in around if chrome / "assets" in path.parents]
    settings = [path for path in found if path.parent == plan.project.resolve()]
    return Change(
        # Many an editor writes beside a file first, and what it wrote there is gone again.
        files=tuple(path.name for path in found if path.exists()) or tuple(path.name for path in found),
        fresh=any(path.suffix == ".py" and GENERATOR in path.parents for path in found),
        whole=bool(settings) or len(around) > len(assets),
        assets=tuple(path.relative_to(chrome / "assets").as_posix() for path in assets),
    )


def _written(plan: Plan, late: Iterable[Path]) -> Mapping[Path, int]:
    """When the settings of MkDocs were last written, and what stands in folders that came later."""
    found = [*plan.project.resolve().glob("mkdocs*.yml")]
    found += (path.resolve() for folder in late for path in folder.rglob("*") if path.is_file())
    return {path: path.stat().st_mtime_ns for path in found}
