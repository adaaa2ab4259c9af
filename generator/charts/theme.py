"""What all charts share: one Plotly template, published once, and the names of the colours.

A colour is the name of a CSS variable. The page resolves it when it draws, so that one figure
serves light and dark.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
import plotly.io

from generator.outputs import Output

SUBJECT = "var(--chart-subject)"
PEER = "var(--chart-peer)"
ACCENT = "var(--chart-accent)"
TEXT = "var(--chart-text)"
MUTED = "var(--chart-muted)"
GRID = "var(--chart-grid)"
SURFACE = "var(--chart-surface)"

TEMPLATE_PATH = "assets/chart-template.json"

AXIS: Mapping[str, Any] = {
    "gridcolor": GRID,
    "linecolor": GRID,
    "zeroline": False,
    "automargin": True,
    "ticks": "",
    "fixedrange": True,
    "tickfont": {"color": MUTED, "size": 12},
}

# Plotly's own defaults would add 7 kB to every figure.
plotly.io.templates.default = "none"


def template() -> Output:
    """The layout template that the pages fetch once, when the first chart is drawn."""
    layout = go.layout.Template(
        layout={
            "font": {"color": TEXT, "size": 13, "family": "system-ui, sans-serif"},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 8, "r": 8, "t": 8, "b": 28},
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": SURFACE,
                "bordercolor": GRID,
                "font": {"color": TEXT, "size": 13},
                "align": "left",
            },
            "xaxis": AXIS,
            "yaxis": AXIS,
        }
    ).to_plotly_json()
    return Output.text(TEMPLATE_PATH, json.dumps(layout, separators=(",", ":"), sort_keys=True))
