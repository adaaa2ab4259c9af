"""Fetch what the site has of others again: `make vendor`, or one of them: `python -m vendor.renew fonts`.

Asks npm (`npm pack`, with the registry npm itself is set to), takes what the site needs out of the
archives and writes its checksums to VERSION. Run with --check to compare the files at hand with
VERSION instead.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from vendor import library, npm, typefaces

HERE = Path(__file__).parent
PARTS = {"plotly": library.renew, "fonts": typefaces.renew}


def main() -> int:
    """Renew, or compare, and say in one line what was done."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="|".join(PARTS), help="one of them (default: all)")
    parser.add_argument("--check", action="store_true", help="compare the files with VERSION")
    given = parser.parse_args()
    parts = given.parts or list(PARTS)
    if unknown := set(parts) - set(PARTS):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    if given.check:
        return 1 if sum(len(npm.wrong(HERE / part)) for part in parts) else 0
    for part in parts:
        print(f"{PARTS[part](HERE / part)} in {HERE / part}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
