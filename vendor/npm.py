"""Packages from npm, which npm itself fetches and checks, and VERSION, which names what is kept of them."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path


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


def keep(contents: Mapping[str, bytes], packages: Sequence[str], home: Path) -> None:
    """Write the files, and VERSION: packages, then a checksum a line as sha256sum writes them."""
    home.mkdir(exist_ok=True)
    for name, content in contents.items():
        (home / name).write_bytes(content)
    heads = "".join(f"# {package}\n" for package in packages)
    sums = (f"{hashlib.sha256(contents[name]).hexdigest()}  {name}\n" for name in sorted(contents))
    (home / "VERSION").write_text(heads + "".join(sums), encoding="utf-8")


def wrong(home: Path) -> list[str]:
    """The files that are not those VERSION names; each is told on the standard error stream."""
    found = []
    for line in (home / "VERSION").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        expected, name = line.split(maxsplit=1)
        if hashlib.sha256((home / name).read_bytes()).hexdigest() != expected:
            print(f"{home.name}/{name} is not the file that VERSION names", file=sys.stderr)
            found.append(name)
    return found
