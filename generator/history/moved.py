"""What stands at an address that moved: a page that leads on, or the same file as at the new one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator import render
from generator.history.addresses import INDEX
from generator.history.promises import Redirect, is_page
from generator.links import Addresses, relative
from generator.outputs import Output


def files(
    redirects: Iterable[Redirect],
    addresses: Mapping[str, Addresses],
    published: Mapping[str, bytes],
    site_url: str | None,
) -> Iterator[Output]:
    """A page or a file for each redirect."""
    for redirect in redirects:
        if is_page(redirect.start):
            yield Output.text(f"{redirect.start}{INDEX}", _page(redirect, addresses, site_url))
        elif redirect.target in published:  # a picture is there only if something could draw it
            # A web server without rules can only send on what is a page.
            yield Output(redirect.start, published[redirect.target])


def _page(redirect: Redirect, addresses: Mapping[str, Addresses], site_url: str | None) -> str:
    here = _language(redirect.target, addresses)
    view = {
        "t": here.locale.text,
        "language": here.locale.language,
        "target": relative(redirect.start, redirect.target, redirect.anchor),
        "canonical": f"{site_url}/{redirect.target}" if site_url else "",
        "root": relative(redirect.start, ""),
    }
    return render.render("redirect.html.jinja", view)


def _language(address: str, addresses: Mapping[str, Addresses]) -> Addresses:
    """The language of the page at an address: the default one where no other's folder begins it."""
    default = next(here for here in addresses.values() if here.is_default)
    others = (here for here in addresses.values() if not here.is_default)
    return next((here for here in others if address.startswith(here.base)), default)
