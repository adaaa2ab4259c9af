"""The page that draws: what it needs, what it is asked, and what it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from generator import outputs
from generator.charts import theme
from generator.drawings import browser
from generator.drawings.print import Caption, answered
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


@dataclass(frozen=True, slots=True)
class Page:
    """The page that draws."""

    _ask: browser.Ask

    def draw(self, asked: Question) -> tuple[str, ...]:
        """A figure, drawn in each size."""
        return tuple(self._answer("(question) => window.draw(question)", asked)["drawings"])

    def picture(self, asked: tuple[str, Caption]) -> Mapping[str, bytes]:
        """A drawing with its words, in each form."""
        return answered(self._answer("(question) => window.picture(question)", asked))

    def _answer(self, expression: str, asked: object) -> Any:
        answer = self._ask(expression, asked)
        if "error" in answer:
            # Not the browser's fault: whoever reads the chart would see the same.
            raise ValueError(answer["error"])
        return answer


@contextmanager
def opened(files: Mapping[str, bytes]) -> Iterator[Page]:
    """A page that draws. Raises BrowserError where there is no browser, or none that goes on."""
    with browser.opened(files, ENTRY) as ask:
        yield Page(ask)
