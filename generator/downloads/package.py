"""The whole package: its tables as they are, its descriptor, and all of it as one zip."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping

from generator.model import Dataset, RawTable
from generator.outputs import Output

FOLDER = "data"
# A zip's own clock starts here; a fixed time keeps the bytes the same.
EPOCH = (1980, 1, 1, 0, 0, 0)


def archive_path(dataset: Dataset) -> str:
    """Where the zip of the whole package is published, from the root of the site."""
    return f"{FOLDER}/{dataset.info.name or 'data'}-{dataset.info.version}.zip"


def files(dataset: Dataset) -> Iterator[Output]:
    """Every table byte for byte, the descriptor, and the zip with both."""
    tables = {name: table.content for name, table in dataset.raw.items()}
    contents = members(dataset, tables, indent=2)
    for name, content in contents.items():
        yield Output(f"{FOLDER}/{name}", content)
    yield Output(archive_path(dataset), zipped(contents))


def members(
    dataset: Dataset, tables: Mapping[str, bytes], *, indent: int | None = None
) -> Mapping[str, bytes]:
    """A package of these tables: the CSV files beside the descriptor that describes them."""
    contents = {f"{name}.csv": content for name, content in tables.items()}
    return {"datapackage.json": descriptor(dataset, tables, indent), **contents}


def descriptor(dataset: Dataset, tables: Mapping[str, bytes], indent: int | None = None) -> bytes:
    """The descriptor for files that stand beside it, with their sizes and hashes.

    Without ``indent`` it is written ten times as fast, which counts for a hundred small packages.
    """
    resources = [
        {
            **resource,
            "path": f"{resource['name']}.csv",
            "bytes": len(tables[resource["name"]]),
            "hash": f"sha256:{hashlib.sha256(tables[resource['name']]).hexdigest()}",
        }
        for resource in dataset.descriptor["resources"]
        if resource.get("name") in tables
    ]
    described = {**dataset.descriptor, "resources": resources}
    return (json.dumps(described, ensure_ascii=False, indent=indent) + "\n").encode("utf-8")


def csv_bytes(table: RawTable, rows: Iterator[tuple[str, ...]]) -> bytes:
    """Some rows of a table in the package's own form."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


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
