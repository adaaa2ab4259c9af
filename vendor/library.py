"""The chart library: the newest release of one major version."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from vendor.npm import keep, pack, read

MAJOR = "4"
BUNDLE = "plotly.js-basic-dist-min"
FILES = {"package/plotly-basic.min.js": "plotly-basic.min.js", "package/LICENSE": "LICENSE"}


def renew(home: Path) -> str:
    """Download the package and write what is kept of it."""
    with tempfile.TemporaryDirectory() as folder:
        bundle = pack(f"{BUNDLE}@{MAJOR}", Path(folder))
        version: str = json.loads(read(bundle, "package/package.json"))["version"]
        contents = {name: read(bundle, member) for member, name in FILES.items()}
    verify(contents, version)
    keep(contents, [f"{BUNDLE} {version}"], home)
    return f"plotly {version}"


def verify(contents: dict[str, bytes], version: str) -> None:
    """Refuse a bundle of another version, and one under another licence."""
    if f"v{version}".encode() not in contents["plotly-basic.min.js"][:400]:
        raise SystemExit(f"plotly-basic.min.js does not say that it is version {version}")
    if b"MIT License" not in contents["LICENSE"] and b"(MIT)" not in contents["LICENSE"]:
        raise SystemExit("the licence has changed: read it first")
