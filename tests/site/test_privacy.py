"""What leaves the reader's browser and what stays in it: the same as the privacy page says, and no more."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from generator.links import Page as Place
from generator.links import PageKind
from tests.dom import Element, parse
from tests.site.conftest import PLACES, Quiet
from tests.site.support import Site, links, meta
from tests.site.visits import fullest
from tests.worlds import REAL, ROOT

LANGUAGES = REAL.languages
HTML = "text/html"
# What a script element may hold: no browser runs these.
DATA = ("application/json", "application/ld+json")
# What the pages ask of the browser; `default-src` covers frames, objects, media, manifests and the like.
POLICY: Mapping[str, set[str]] = {
    "default-src": {"'none'"},
    "script-src": {"'self'", "'wasm-unsafe-eval'"},
    "style-src": {"'self'", "'unsafe-inline'"},
    "img-src": {"'self'", "data:", "blob:"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "base-uri": {"'none'"},
    "form-action": {"'none'"},
}
# Relations to a page that make a browser fetch nothing.
SILENT = {"canonical", "alternate"}
FETCHING = {"stylesheet", "icon", "preload", "modulepreload"}
# Names that look like addresses, and that no browser ever asks for.
NAMESPACES = ("http://www.w3.org/",)
# A word of many pages, and of no address.
SOUGHT = {"nl": "corporaties", "en": "corporations"}
# Chromium asks its maker what the boxes of a form are for. That is the browser's, and no page can forbid it.
BROWSERS_OWN = {"content-autofill.googleapis.com:443"}
ELSEWHERE = "http://elsewhere.invalid/"
REFUSALS = """
window.refused = [];
document.addEventListener('securitypolicyviolation', (e) =>
  refused.push(`${e.effectiveDirective} ${e.blockedURI}`));
"""
STORED = """async () => ({
  cookies: document.cookie,
  local: {...localStorage},
  session: {...sessionStorage},
  databases: (await indexedDB.databases()).map(({name}) => name),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).map(({scope}) => scope),
  files: await Array.fromAsync((await navigator.storage.getDirectory()).keys()),
})"""
NOTHING = {
    "cookies": "",
    "local": {},
    "session": {},
    "databases": [],
    "caches": [],
    "workers": [],
    "files": [],
}
# What a page must not be able to do: how it could be tried, and the rule that stands in the way.
TRIED = {
    "an inline script": ("add('script', {textContent: 'window.ran = true'})", "script-src-elem"),
    "a handler in an attribute": (
        "add('b', {}).setAttribute('onclick', 'ran = true'); document.body.lastChild.click()",
        "script-src-attr",
    ),
    "text as code": ("setTimeout('window.ran = true')", "script-src"),
    "a script": (f"add('script', {{src: '{ELSEWHERE}a.js'}})", "script-src-elem"),
    "a picture": (f"add('img', {{src: '{ELSEWHERE}a.png'}})", "img-src"),
    "a style sheet": (f"add('link', {{rel: 'stylesheet', href: '{ELSEWHERE}a.css'}})", "style-src-elem"),
    "a typeface": (f"new FontFace('a', 'url({ELSEWHERE}a.woff2)').load().catch(() => {{}})", "font-src"),
    "a message": (f"fetch('{ELSEWHERE}').catch(() => {{}})", "connect-src"),
    "a beacon": (f"navigator.sendBeacon('{ELSEWHERE}', 'a')", "connect-src"),
    "a socket": ("try { new WebSocket('ws://elsewhere.invalid/') } catch {}", "connect-src"),
    "a frame": (f"add('iframe', {{src: '{ELSEWHERE}'}})", "frame-src"),
    "an object": (f"add('object', {{data: '{ELSEWHERE}a.svg'}})", "object-src"),
    "a sound": (f"add('audio', {{src: '{ELSEWHERE}a.mp3'}})", "media-src"),
    "a form": (f"add('form', {{action: '{ELSEWHERE}'}}).submit()", "form-action"),
    "another base": (f"document.head.prepend(make('base', {{href: '{ELSEWHERE}'}}))", "base-uri"),
}
TRY = """async () => {
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const add = (tag, properties) => document.body.appendChild(make(tag, properties));
  %s;
  for (let i = 0; i < 50 && refused.length === 0; i++) await new Promise((done) => setTimeout(done, 20));
  return [refused, window.ran ?? false];
}"""


class Gate(BaseHTTPRequestHandler):
    """The only way out for a browser: it lets nothing through, and notes what was asked."""

    def refuse(self) -> None:
        """Note what was asked for, and answer that there is no way."""
        asked: list[str] = self.server.asked  # type: ignore[attr-defined]
        if self.path not in BROWSERS_OWN:
            asked.append(self.path)
        self.send_error(502)

    do_GET = do_POST = do_HEAD = do_CONNECT = do_OPTIONS = refuse  # noqa: N815 - the names it is called by

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - likewise
        """Keep no other log."""


@pytest.fixture(scope="module")
def gate() -> Iterator[ThreadingHTTPServer]:
    """A proxy that nothing passes; ``asked`` has what was to go elsewhere, however it was asked."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Gate) as server:
        server.asked = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@dataclass
class Noted:
    """A server that keeps what was said to it."""

    root: str
    taken: list[str] = field(default_factory=list)


@pytest.fixture
def noting(web: Path) -> Iterator[Noted]:
    """The web server with the sites, with a note of every request: its first line and its headers."""
    noted = Noted("")

    class Noting(Quiet):
        def parse_request(self) -> bool:
            understood = super().parse_request()
            noted.taken.append(f"{self.requestline}\n{self.headers}")
            return understood

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Noting, directory=str(web))) as server:
        noted.root = f"http://127.0.0.1:{server.server_port}/{PLACES['real']}/"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield noted
        server.shutdown()
        thread.join()


@dataclass
class Visitor:
    """A browser of someone new, and all that it does meanwhile."""

    context: BrowserContext
    page: Page
    gate: list[str]
    requests: list[Request] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Note every request, whoever in the browser makes it, and every complaint."""
        self.context.on("request", self.note)
        self.context.on("serviceworker", lambda worker: self.others.append(f"service worker {worker.url}"))
        self.context.on("page", lambda page: self.others.append(f"window {page.url}"))
        self.context.on("console", lambda said: self.said.append(said.text))
        self.page.on("websocket", lambda socket: self.others.append(f"socket {socket.url}"))
        self.page.on("download", lambda file: self.others.append(f"download {file.url}"))

    def note(self, request: Request) -> None:
        """Remember a request."""
        self.requests.append(request)

    def stored(self) -> Mapping[str, Any]:
        """Everything that the site has stored."""
        found: Mapping[str, Any] = self.page.evaluate(STORED)
        assert self.context.cookies() == []
        return found

    def leave(self) -> None:
        """Take down what the browser refused to the page that is open now."""
        self.refused += self.page.evaluate("refused")


@contextmanager
def visiting(browser: Browser, gate: ThreadingHTTPServer) -> Iterator[Visitor]:
    """Someone who has never been here, whose way to elsewhere is through the gate."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        reduced_motion="reduce",
        proxy={"server": f"http://127.0.0.1:{gate.server_port}", "bypass": "127.0.0.1"},
    )
    context.add_init_script(REFUSALS)
    asked: list[str] = gate.asked  # type: ignore[attr-defined]
    asked.clear()
    page = context.new_page()
    page.set_default_timeout(10_000)
    visitor = Visitor(context, page, asked)
    visitor.listen()
    try:
        yield visitor
    finally:
        context.close()


def charts(page: Page) -> None:
    """Reach for every chart, and wait until it answers."""
    for chart in page.locator(".chart:visible").all():
        chart.scroll_into_view_if_needed()
        button = chart.locator(".chart__reach")
        if button.count():
            button.click()
        expect(chart.locator("svg.main-svg").first).to_be_attached()


def tables(page: Page) -> None:
    """Unfold, sort, filter and choose wherever a page lets one."""
    page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    for button in page.locator(".data-table__sort:visible").all()[:3]:
        button.click()
    for box in page.locator(".filter input").all():
        box.fill("a")
    for select in page.locator("main select").all():
        select.select_option(index=1)
    for button in page.locator(".facets__reset:visible, .compare button[type=reset]:visible").all():
        button.click()


def search(page: Page, words: str) -> None:
    """Ask for something that is there, and look at what was found."""
    page.locator("button.search-open").click()
    page.locator("dialog input").fill(words)
    expect(page.locator(".search__result a").first).to_be_visible()
    expect(page.locator("dialog [role=status]")).to_contain_text(re.compile(r"\d"))
    page.keyboard.press("Escape")


def everything(page: Page, language: str) -> None:
    """Use all that a page has."""
    charts(page)
    tables(page)
    search(page, SOUGHT[language])
    page.locator(".theme-toggle").click()


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in PageKind if kind is not PageKind.EMBED])
def test_a_visit_reaches_no_one_else_and_leaves_only_the_theme(
    browser: Browser, noting: Noted, real_site: Site, gate: ThreadingHTTPServer, kind: PageKind, language: str
) -> None:
    """Every kind of page, with its charts, tables, choices, search and theme used."""
    pages = dict.fromkeys(real_site.world.addresses[language].url(page) for page in shown(real_site, kind))
    with visiting(browser, gate) as visitor:
        for address in pages:
            visitor.page.goto(noting.root + address, wait_until="load")
            everything(visitor.page, language)
            visitor.leave()
        visitor.page.wait_for_load_state("networkidle")
        stored = visitor.stored()
    assert stored["local"].keys() == {theme_key()}
    assert stored["local"][theme_key()] in ("default", "slate")
    assert stored == {**NOTHING, "local": stored["local"]}
    assert visitor.refused == []
    assert [said for said in visitor.said if "Content Security Policy" in said] == []
    urls = [request.url for request in visitor.requests]
    assert [url for url in urls if not url.startswith((noting.root, "data:", "blob:"))] == []
    assert visitor.others + visitor.gate == []
    assert len(noting.taken) > len(pages)
    assert [said for said in noting.taken if tells(said, language)] == []


def shown(site: Site, kind: PageKind, language: str = "nl") -> list[Place]:
    """Of a kind of page the overview and the fullest one, as far as there are."""
    there = (Place(kind), fullest(site, kind, language))
    return [page for page in there if site.world.addresses[language].url(page) in site.pages]


def tells(said: str, language: str) -> bool:
    """Whether a request has a body, or says what a reader typed, was told to remember or was reading.

    A script or a style sheet that fetches something may name itself: that says nothing of the page.
    """
    headers = {
        name.lower(): value.strip() for name, _, value in (x.partition(":") for x in said.splitlines()[1:])
    }
    names_a_page = not headers.get("referer", ".js").endswith((".js", ".css"))
    is_plain = said.startswith("GET ") and not headers.keys() & {"cookie", "content-length"}
    return names_a_page or not is_plain or SOUGHT[language] in said


def theme_key() -> str:
    """Where the script keeps the theme: with the folder of the site, as others may be on this server."""
    return f"/{PLACES['real']}/.__palette"


@pytest.mark.browser
def test_who_chooses_nothing_stores_nothing(
    browser: Browser, below: str, real_site: Site, gate: ThreadingHTTPServer
) -> None:
    with visiting(browser, gate) as visitor:
        for place in (Place(PageKind.HOME), Place(PageKind.COMPARE), Place(PageKind.MAP)):
            address = real_site.world.addresses["nl"].url(place)
            visitor.page.goto(f"{below}{PLACES['real']}/{address}", wait_until="networkidle")
            charts(visitor.page)
            tables(visitor.page)
            search(visitor.page, SOUGHT["nl"])
        assert visitor.stored() == NOTHING


@pytest.mark.browser
@pytest.mark.parametrize("tried", TRIED)
def test_the_browser_refuses_what_the_pages_forbid(
    browser: Browser, at_root: str, gate: ThreadingHTTPServer, tried: str
) -> None:
    attempt, rule = TRIED[tried]
    with visiting(browser, gate) as visitor:
        visitor.page.goto(at_root, wait_until="networkidle")
        refused, ran = visitor.page.evaluate(TRY % attempt)
        visitor.page.wait_for_timeout(50)
    assert [one.split()[0] for one in refused] == [rule]
    assert not ran
    assert visitor.gate == []


@pytest.mark.browser
def test_the_gate_sees_what_goes_elsewhere(browser: Browser, gate: ThreadingHTTPServer, at_root: str) -> None:
    """Otherwise its silence would say nothing."""
    with visiting(browser, gate) as visitor:
        visitor.page.route(
            at_root,
            lambda route: route.fulfill(
                content_type=HTML, body=f"<img src='{ELSEWHERE}a.png'><script>document.cookie='a=b'</script>"
            ),
        )
        visitor.page.goto(at_root, wait_until="networkidle")
        assert visitor.gate == [f"{ELSEWHERE}a.png"]
        assert [cookie["name"] for cookie in visitor.context.cookies()] == ["a"]


def test_every_page_says_what_it_may_fetch_before_it_fetches(site: Site) -> None:
    for path in published(site, "*.html"):
        page = parse(path.read_text(encoding="utf-8"))
        [head] = page.all("head")
        first, policy, *_ = [e for e in head.children if isinstance(e, Element)]
        assert first.attributes.keys() == {"charset"}, path
        assert policy.attributes["http-equiv"] == "Content-Security-Policy", path
        rules = [rule.split() for rule in (policy.attributes["content"] or "").split(";")]
        assert {name: set(sources) for name, *sources in rules} == POLICY, path
        assert len(rules) == len(POLICY), path
        assert [e.attributes.get("http-equiv") for e in page.all("meta")].count(
            "Content-Security-Policy"
        ) == 1


def test_no_page_tells_where_its_reader_comes_from(site: Site) -> None:
    for path in published(site, "*.html"):
        assert meta(parse(path.read_text(encoding="utf-8")), "referrer") == ["no-referrer"], path


def test_no_page_holds_code(site: Site) -> None:
    """Scripts are files; what stands in a page is data. No handler in an attribute, no javascript: link."""
    wrong = []
    for path in published(site, "*.html"):
        for element in parse(path.read_text(encoding="utf-8")).walk():
            handlers = [name for name in element.attributes if name.startswith("on")]
            is_code = element.tag == "script" and element.attributes.get("type") not in DATA
            if handlers or (is_code and (element.raw_text.strip() or not element.attributes.get("src"))):
                wrong.append(f"{path.name}: {element.tag} {handlers}")
            wrong += [
                f"{path.name}: {value}"
                for value in element.attributes.values()
                if (value or "").strip().lower().startswith(("javascript:", "vbscript:"))
            ]
    assert wrong == []


def test_nothing_that_is_published_fetches_from_elsewhere(site: Site) -> None:
    """In what we write: pages, styles, scripts, drawings. The rest is watched in the browser."""
    wrong = [
        f"{path.relative_to(site.folder)}: {address}"
        for path in published(site, "*.html", "*.css", "*.js", "*.svg")
        if not path.is_relative_to(site.folder / "pagefind") and path.parent.name != "plotly"
        for address in fetched(path)
        if has_origin(address)
    ]
    assert wrong == []


def test_the_relations_of_a_page_to_others_are_known(site: Site) -> None:
    """Prefetching, preconnecting and the like reach out before the reader does."""
    for address, page in site.pages.items():
        found = {e.attributes.get("rel") for e in page.all("link")}
        assert found <= SILENT | FETCHING, address


def published(site: Site, *patterns: str) -> Iterator[Path]:
    """The files of a site."""
    for pattern in patterns:
        found = sorted(site.folder.rglob(pattern))
        assert found or pattern == "*.svg", pattern
        yield from found


def fetched(path: Path) -> Iterator[str]:
    """Every address that a file makes a browser fetch, or that could be one."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".css":
        yield from in_style(text)
    elif path.suffix == ".js":
        code = re.sub(r"/\*.*?\*/|^\s*//.*?$", "", text, flags=re.DOTALL | re.MULTILINE)
        yield from (found for found in re.findall(r"""["'`]((?:\w+:)?//[^"'`]*)""", code))
    else:
        page = parse(text)
        for link in links(page):
            is_silent = link.element.attributes.get("rel") in SILENT
            if link.kind != "a href" and not (link.element.tag == "link" and is_silent):
                yield link.target
        for element in page.walk():
            yield from in_style(element.attributes.get("style") or "")
            yield from in_style(element.raw_text if element.tag == "style" else "")
            for name in ("fill", "stroke", "filter", "mask", "clip-path", "marker-end", "xlink:href"):
                yield from in_style(element.attributes.get(name) or "")


def in_style(text: str) -> Iterator[str]:
    """The addresses in a piece of CSS."""
    for found in re.findall(r"url\(\s*[\"']?([^\"')]+)|@import\s+[\"']([^\"']+)", text):
        yield "".join(found)


def has_origin(address: str) -> bool:
    """Whether an address may lead away from the site."""
    parts = urlsplit(address)
    is_own = address.startswith(NAMESPACES) or parts.scheme in ("data", "blob")
    return not is_own and bool(parts.scheme or parts.netloc)


def codes(language: str) -> Sequence[str]:
    """What the privacy page writes as code: the names of things in the browser."""
    text = (ROOT / "docs" / language / "privacy.md").read_text(encoding="utf-8")
    return re.findall(r"`([^`]+)`", text)


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_privacy_page_names_what_is_stored(
    browser: Browser, below: str, real_site: Site, gate: ThreadingHTTPServer, language: str
) -> None:
    """The storage, how the name ends, and both values, as they are after the button is used."""
    address = real_site.world.addresses[language].url(Place(PageKind.PRIVACY))
    key, values = "", dict[str, str]()
    with visiting(browser, gate) as visitor:
        for scheme in ("dark", "light"):
            visitor.page.emulate_media(color_scheme=scheme)
            visitor.page.goto(f"{below}{PLACES['real']}/{address}", wait_until="networkidle")
            visitor.page.evaluate("localStorage.clear()")
            visitor.page.reload()
            visitor.page.locator(".theme-toggle").click()
            [(key, values[scheme])] = visitor.stored()["local"].items()
    storage, name, light, dark = codes(language)
    assert storage == "localStorage"
    assert key.endswith(f"/{name}")
    assert (light, dark) == (values["dark"], values["light"])
