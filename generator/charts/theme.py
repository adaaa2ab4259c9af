"""What all charts share: one Plotly template, published once, and the names of the colours.

A colour is the name of a CSS variable. The page resolves it when it draws, so that one figure
serves light and dark.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from generator.outputs import Output

SUBJECT = "var(--chart-subject)"
PEER = "var(--chart-peer)"
ACCENT = "var(--chart-accent)"
TEXT = "var(--chart-text)"
MUTED = "var(--chart-muted)"
GRID = "var(--chart-grid)"
SURFACE = "var(--chart-surface)"

# How wide a drawing is, in its own pixels; the page scales it as one picture.
NARROW, WIDE = 340, 680
# Sizes of text in those pixels.
LABEL = 14
TICK = 13

# Between a mark and its label; plain spaces at the start of a text are not shown.
GAP = "\u00a0\u00a0"

TEMPLATE_PATH = "assets/chart-template.json"

AXIS: Mapping[str, Any] = {
    "gridcolor": GRID,
    "linecolor": GRID,
    "zeroline": False,
    "automargin": True,
    "ticks": "",
    "fixedrange": True,
    "tickfont": {"color": MUTED, "size": TICK},
}


def template() -> Output:
    """The layout template that the pages fetch once, when the first chart is drawn."""
    layout = go.layout.Template(
        layout={
            "font": {"color": TEXT, "size": LABEL, "family": "system-ui, sans-serif"},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 8, "r": 8, "t": 8, "b": 28},
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": SURFACE,
                "bordercolor": GRID,
                "font": {"color": TEXT, "size": LABEL},
                "align": "left",
            },
            "xaxis": AXIS,
            "yaxis": AXIS,
            "meta": {"width": {"narrow": NARROW, "wide": WIDE}},
        }
    ).to_plotly_json()
    return Output.text(TEMPLATE_PATH, json.dumps(layout, separators=(",", ":"), sort_keys=True))
