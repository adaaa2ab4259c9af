"""Fetch the chart library and its Dutch locale again: `make vendor`.

Asks npm (`npm pack`, with the registry npm itself is set to) for the newest release of one
major version, takes the three files the site needs out of the archives and writes their
checksums to VERSION. Run with --check to compare the files at hand with VERSION instead.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

MAJOR = "4"
HOME = Path(__file__).parent / "plotly"
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


def main() -> int:
    """Renew, or compare, and say in one line what was done."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare the files with VERSION")
    if parser.parse_args().check:
        return check()
    version = renew()
    print(f"plotly {version} in {HOME}")
    return 0


def renew() -> str:
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
    HOME.mkdir(exist_ok=True)
    for name, content in contents.items():
        (HOME / name).write_bytes(content)
    (HOME / "VERSION").write_text(describe(contents, version), encoding="utf-8")
    return version


def pack(spec: str, folder: Path) -> Path:
    """Let npm download and check one package; return its archive."""
    command = ["npm", "pack", spec, "--json", "--ignore-scripts", "--pack-destination", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"npm pack {spec} failed:\n{done.stderr.strip()}")
    # Of several releases that fit, npm reports each; the last is the newest.
    filename: str = json.loads(done.stdout)[-1]["filename"]
    return folder / filename


def read(archive: Path, member: str) -> bytes:
    """One file out of a package, without unpacking the rest."""
    with tarfile.open(archive) as opened:
        found = opened.extractfile(member)
        if found is None:
            raise SystemExit(f"{archive.name} has no {member}")
        return found.read()


def verify(contents: dict[str, bytes], version: str) -> None:
    """Refuse a bundle of another version and a locale that is not Dutch."""
    if f"v{version}".encode() not in contents["plotly-basic.min.js"][:400]:
        raise SystemExit(f"plotly-basic.min.js does not say that it is version {version}")
    if b'name:"nl"' not in contents["locale-nl.js"]:
        raise SystemExit("locale-nl.js is not the Dutch locale")
    if b"MIT License" not in contents["LICENSE"] and b"(MIT)" not in contents["LICENSE"]:
        raise SystemExit("the licence has changed: read it first")


def describe(contents: dict[str, bytes], version: str) -> str:
    """The text of VERSION: packages, then a checksum a line as sha256sum writes them."""
    packages = "".join(f"# {package} {version}\n" for package in FILES)
    sums = (f"{hashlib.sha256(contents[name]).hexdigest()}  {name}\n" for name in sorted(contents))
    return packages + "".join(sums)


def check() -> int:
    """Compare every file with its checksum."""
    wrong = 0
    for line in (HOME / "VERSION").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        expected, name = line.split(maxsplit=1)
        if hashlib.sha256((HOME / name).read_bytes()).hexdigest() != expected:
            print(f"{name} is not the file that VERSION names", file=sys.stderr)
            wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
