"""The whole package: its tables as they are, its descriptor, and all of it as one zip."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping

from generator.downloads import readme
from generator.downloads.desk import FOLDER, Desk
from generator.downloads.subjects import Subject
from generator.model import Dataset
from generator.outputs import Output

# A zip's own clock starts here; a fixed time keeps the bytes the same.
EPOCH = (1980, 1, 1, 0, 0, 0)


def archive_path(dataset: Dataset) -> str:
    """Where the zip of the whole package is published, from the root of the site."""
    return f"{FOLDER}/{dataset.info.name or 'data'}-{dataset.info.version}.zip"


def files(desk: Desk) -> Iterator[Output]:
    """Every table byte for byte, the descriptor, what goes along with them, and the zip of all."""
    tables = {name: table.content for name, table in desk.dataset.raw.items()}
    contents = members(desk, tables, indent=2)
    for name, content in contents.items():
        yield Output(f"{FOLDER}/{name}", content)
    yield Output(archive_path(desk.dataset), zipped(contents))


def members(
    desk: Desk, tables: Mapping[str, bytes], subject: Subject | None = None, *, indent: int | None = None
) -> Mapping[str, bytes]:
    """A package of these tables: the files beside the descriptor; that of the whole has its map too."""
    contents = {name: (f"{name}.csv", content) for name, content in tables.items()}
    if subject is None and desk.dataset.outlines:
        contents["outlines"] = (readme.OUTLINES, desk.dataset.outlines.content)
    return {
        "datapackage.json": descriptor(desk.dataset, contents, indent),
        readme.NAME: readme.of_package(desk, subject),
        **dict(contents.values()),
    }


def descriptor(
    dataset: Dataset, contents: Mapping[str, tuple[str, bytes]], indent: int | None = None
) -> bytes:
    """The descriptor for files that stand beside it, with their sizes and hashes.

    Without ``indent`` it is written ten times as fast, which counts for a hundred small packages.
    """
    resources = [
        {
            **resource,
            "path": contents[resource["name"]][0],
            "bytes": len(contents[resource["name"]][1]),
            "hash": f"sha256:{hashlib.sha256(contents[resource['name']][1]).hexdigest()}",
        }
        for resource in dataset.descriptor["resources"]
        if resource.get("name") in contents
    ]
    described = {**dataset.descriptor, "resources": resources}
    return (json.dumps(described, ensure_ascii=False, indent=indent) + "\n").encode("utf-8")


def zipped(contents: Mapping[str, bytes]) -> bytes:
    """A zip whose bytes depend on its contents alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
