"""The whole site in the background, as ``atlas build`` makes it: what a preview shows in the end."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from generator import locale, site
from generator.preview.quick import listed, planned

NICE = 5


def answer(order: Mapping[str, Any], _memory: dict[str, Any]) -> dict[str, Any]:
    """Build, and let whatever somebody is waiting for go first."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    plan = planned(order["plan"])
    locale.own(locale.of_atlas(plan.project))
    built = site.build(plan, lambda _: None)
    texts = locale.load(order["lang"])
    undrawn = built.undrawn
    remarks = [remark.text(texts) for remark in built.remarks]
    if undrawn:
        remarks.insert(0, texts.plural(f"progress.undrawn.{undrawn.trouble}", undrawn.charts))
    return {
        "problems": listed(built.problems),
        "published": built.published,
        "remarks": remarks,
    }
