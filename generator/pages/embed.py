"""Each chart as a page of its own, to stand in a frame on someone else's: no menu, nothing but the chart."""

from __future__ import annotations

from collections.abc import Iterator

from generator.history.addresses import INDEX
from generator.outputs import Output
from generator.pages import pictures
from generator.pages.gallery import Exhibit
from generator.pages.press import Press


def pages(press: Press) -> Iterator[Output]:
    """One for every chart; no Markdown: it shares no more with the other pages than the chart."""
    for exhibit in press.gallery.exhibits.values():
        yield press.standing(
            exhibit.page, "embed", path=press.here.url(exhibit.page) + INDEX, **_view(press, exhibit)
        )


def _view(press: Press, exhibit: Exhibit) -> dict[str, object]:
    here, site_url = press.here, press.settings.site_url
    home, date = here.url(exhibit.home), press.edition.dataset.info.date
    return {
        "chart": exhibit.chart,
        "draft": press.text("chrome.draft") if press.settings.draft else "",
        "home": press.link(exhibit.page, exhibit.home, f"chart-{exhibit.chart.chart_id}"),
        "canonical": f"{site_url}/{home}" if site_url else "",
        "root": press.file(exhibit.page, ""),
        "site": pictures.site_name(press.edition),
        "date": press.edition.locale.date(date) if date else "",
        "texts": {
            "chart": {name: press.text(f"chrome.chart_{name}") for name in ("failed", "reach", "keys")}
        },
    }
