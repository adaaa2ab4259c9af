"""One figure drawn: what the page needs for it, what it is asked, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from generator import outputs
from generator.charts import theme
from generator.drawings import browser
from generator.outputs import Output

OWN = Path(__file__).parent
ENTRY = "page.html"
# For the eye and the pointer: title, conclusion and table say the same to whoever has neither.
HIDDEN = {"aria-hidden": "true", "focusable": "false"}


class Size(StrEnum):
    """For which width a chart is drawn; figure.js tells how wide that is."""

    NARROW = "narrow"
    WIDE = "wide"


# A question to the page: the figure as JSON, and how each drawing of it shall be.
Question = Sequence[object]
Draw = Callable[[Question], tuple[str, ...]]


def kit(project: Path) -> Mapping[str, bytes]:
    """Everything that the page loads: it makes a drawing what it is."""
    return outputs.plan(_kit(project / "vendor", project / "overrides" / "assets"))


def _kit(vendor: Path, assets: Path) -> Iterator[Output]:
    yield from outputs.copies(OWN, ENTRY)
    yield from outputs.copies(OWN, "*.js")
    yield from outputs.copies(assets / "javascripts", "figure.js")
    yield from outputs.copies(assets / "stylesheets", "tokens.css")
    yield from outputs.copies(vendor / "plotly", "plotly-basic.min.js")
    yield from outputs.copies(vendor / "fonts", "*.css", "fonts")
    yield from outputs.copies(vendor / "fonts", "*.woff2", "fonts")
    yield Output(Path(theme.TEMPLATE_PATH).name, theme.template().content)


def question(figure: bytes, name: str, sizes: Sequence[Size]) -> Question:
    """What draws a figure in each size; ``name`` tells its drawings from others in the same page."""
    wanted = [
        {
            "size": size,
            "id": f"{name}-{size}-",
            "attributes": {"class": f"chart__drawing chart__drawing--{size}", **HIDDEN},
        }
        for size in sizes
    ]
    return (figure.decode(), wanted)


@contextmanager
def opened(files: Mapping[str, bytes]) -> Iterator[Draw]:
    """A page that draws. Raises BrowserError where there is no browser, or none that goes on."""
    with browser.opened(files, ENTRY) as ask:

        def draw(asked: Question) -> tuple[str, ...]:
            answer = ask("(question) => window.draw(question)", asked)
            if "error" in answer:
                # Not the browser's fault: whoever reads the chart would see the same.
                raise ValueError(answer["error"])
            return tuple(answer["drawings"])

        yield draw
