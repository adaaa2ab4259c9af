"""The chart library and its Dutch locale: the newest release of one major version."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from vendor.npm import keep, pack, read

MAJOR = "4"
BUNDLE = "plotly.js-basic-dist-min"
# The small package has no locales; the full one of the same version does.
FULL = "plotly.js"
FILES = {
    BUNDLE: {
        "package/plotly-basic.min.js": "plotly-basic.min.js",
        "package/LICENSE": "LICENSE",
    },
    FULL: {"package/dist/plotly-locale-nl.js": "locale-nl.js"},
}


def renew(home: Path) -> str:
    """Download both packages at one version and write what is kept of them."""
    contents: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        bundle = pack(f"{BUNDLE}@{MAJOR}", Path(folder))
        version: str = json.loads(read(bundle, "package/package.json"))["version"]
        archives = {BUNDLE: bundle, FULL: pack(f"{FULL}@{version}", Path(folder))}
        for package, files in FILES.items():
            for member, name in files.items():
                contents[name] = read(archives[package], member)
    verify(contents, version)
    keep(contents, [f"{package} {version}" for package in FILES], home)
    return f"plotly {version}"


def verify(contents: dict[str, bytes], version: str) -> None:
    """Refuse a bundle of another version and a locale that is not Dutch."""
    if f"v{version}".encode() not in contents["plotly-basic.min.js"][:400]:
        raise SystemExit(f"plotly-basic.min.js does not say that it is version {version}")
    if b'name:"nl"' not in contents["locale-nl.js"]:
        raise SystemExit("locale-nl.js is not the Dutch locale")
    if b"MIT License" not in contents["LICENSE"] and b"(MIT)" not in contents["LICENSE"]:
        raise SystemExit("the licence has changed: read it first")
