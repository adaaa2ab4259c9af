"""The hash of every download in one file, as ``sha256sum --check`` reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from generator.downloads.desk import FOLDER
from generator.outputs import Output

NAME = "SHA256SUMS"


def output(planned: Mapping[str, bytes]) -> Output:
    """The hashes of all planned files in the folder of the data, by their place in it."""
    lines = [
        f"{hashlib.sha256(content).hexdigest()}  {path.removeprefix(f'{FOLDER}/')}\n"
        for path, content in sorted(planned.items())
        if path.startswith(f"{FOLDER}/")
    ]
    return Output.text(f"{FOLDER}/{NAME}", "".join(lines))
