"""The process that makes pages for a preview: it stays warm, and takes in changed code by itself.

It reads an order a line and answers each in a line. Of our own code it holds nothing that it could not
drop: where code was changed, all of it is imported again, while the libraries stay as they are.
"""

from __future__ import annotations

import importlib
import json
import linecache
import os
import re
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

OURS = "generator"
# As in a traceback.
PLACE = re.compile(r'File "([^"]+)", line (\d+)')
# Which module answers what is asked.
ANSWERS = {"pages": f"{OURS}.preview.quick", "site": f"{OURS}.preview.whole"}


def main() -> None:
    """Answer until there is no more order."""
    channel = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    signal.signal(signal.SIGTERM, _end)
    memory: dict[str, Any] = {}
    for line in sys.stdin.buffer:
        channel.write(json.dumps(answered(json.loads(line), memory)).encode() + b"\n")
        channel.flush()


def answered(order: dict[str, Any], memory: dict[str, Any]) -> dict[str, Any]:
    """Do what is asked. Whatever is wrong with code that somebody is working on is an answer too."""
    if order.get("fresh"):
        _forget()
    try:
        answer: dict[str, Any] = importlib.import_module(ANSWERS[order["make"]]).answer(order, memory)
    except Exception as error:  # noqa: BLE001 - it is shown to whoever made the mistake
        return {"failure": failure(error)}
    return answer


def failure(error: Exception) -> dict[str, object]:
    """An error as data: what it says, and where in the project it happened."""
    linecache.checkcache()
    if type(error).__name__ == "BuildError":  # of another program, which tells its own places
        said = str(error)
        told = [(file, int(line)) for file, line in PLACE.findall(said) if "site-packages" not in file]
        file, line = told[-1] if told else ("", 0)
        return {"file": file, "line": line, "text": said}
    named = (str(getattr(error, "filename", None) or ""), getattr(error, "lineno", None) or 0)
    frames = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    inside = [place for place in [*frames, named] if _is_ours(place[0])]
    if type(error).__name__ == "BrokenLocaleError":  # of an atlas too, which is somewhere else
        inside.append(named)
    file, line = inside[-1] if inside else ("", 0)
    return {"file": file, "line": line, "text": f"{type(error).__name__}: {error}"}


def _end(*_: object) -> None:
    """As at any other end, what stands beside the site for the time being is cleared away."""
    raise SystemExit


def _is_ours(file: str) -> bool:
    here = Path(__file__).resolve().parent
    return here.parent in Path(file).parents and here not in Path(file).parents


def _forget() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == OURS]:
        del sys.modules[name]
    importlib.invalidate_caches()


if __name__ == "__main__":
    main()
