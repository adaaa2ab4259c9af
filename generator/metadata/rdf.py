"""Graphs as files: the same graph gives the same bytes, in whatever order it was made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rdflib import Graph

# In this order the members of a node are written; what it is comes first.
FIRST = {"@context": "0", "@id": "1", "@type": "2"}


def turtle(graph: Graph) -> bytes:
    """A graph as Turtle; rdflib sorts what has a name, so there must be no blank node in it."""
    return graph.serialize(format="turtle", encoding="utf-8")


def json_ld(graph: Graph, prefixes: Mapping[str, str]) -> bytes:
    """A graph as JSON-LD with its prefixes; values of a graph have no order, so they get one."""
    found = json.loads(graph.serialize(format="json-ld", context=dict(prefixes), auto_compact=True))
    return (json.dumps(_sorted(found), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: (FIRST.get(name, "3"), name))
        return {name: _sorted(value[name]) for name in names}
    if isinstance(value, list):
        return sorted((_sorted(item) for item in value), key=_text)
    return value


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
