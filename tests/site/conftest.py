"""The sites that the tests look at, each built once."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.site.support import Site, atlas
from tests.worlds import NORLAND, REAL, World

# What a package may leave out; the site must cope.
OPTIONAL = ("homepage", "repository", "contributors", "keywords", "keywords@nl", "bbox")
# The real site is told its address, the next one says it itself, the last has none.
URLS = {"real": "https://example.org/atlas/", "norland": "https://example.org/norland/", "bare": ""}
# Below the root of its server, as on GitHub Pages.
PLACES = {"real": "pages/atlas", "norland": "norland", "bare": "bare"}


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a web server."""
    return tmp_path_factory.mktemp("web")


@pytest.fixture(scope="session")
def built(web: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Site]:
    """A site by its name: the real one, that of the imaginary country, and that one stripped."""
    sites: dict[str, Site] = {}

    def build(name: str) -> Site:
        if name not in sites:
            worlds = {"real": REAL, "norland": NORLAND}
            world = worlds.get(name) or bare(tmp_path_factory.mktemp("package"))
            folder = web / PLACES[name]
            url = URLS[name]
            options = ("--site-url", url) if name == "real" else ()
            said = atlas("build", world.folder, "--out", folder, *options)
            assert said.returncode == 0, said.stderr + said.stdout
            sites[name] = Site(world=world, folder=folder, url=url, said=said)
        return sites[name]

    return build


def bare(folder: Path) -> World:
    """The imaginary country without anything that a package may leave out."""
    shutil.copytree(NORLAND.folder, folder, dirs_exist_ok=True)
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    kept = {key: value for key, value in descriptor.items() if key not in OPTIONAL}
    path.write_text(json.dumps(kept), encoding="utf-8")
    return World(folder=folder)


@pytest.fixture(scope="session", params=["real", "norland", "bare"])
def site(request: pytest.FixtureRequest, built: Callable[[str], Site]) -> Site:
    """Each site in turn."""
    name: str = request.param
    return built(name)


@pytest.fixture(scope="session")
def real_site(built: Callable[[str], Site]) -> Site:
    return built("real")


@pytest.fixture(scope="session")
def norland_site(built: Callable[[str], Site]) -> Site:
    return built("norland")


@pytest.fixture(scope="session")
def bare_site(built: Callable[[str], Site]) -> Site:
    return built("bare")


class Quiet(SimpleHTTPRequestHandler):
    """A plain web server that keeps no log."""

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name it is called by
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A web server on this machine with that folder as its root; gives its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def below(web: Path) -> Iterator[str]:
    """A server that has each site in a folder of its own."""
    with serving(web) as address:
        yield address


@pytest.fixture(scope="session")
def at_root(real_site: Site) -> Iterator[str]:
    """A server that has the real site, and nothing else."""
    with serving(real_site.folder) as address:
        yield address
