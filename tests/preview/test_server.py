"""The server of a preview by itself: what it gives, to whom, and that it gives nothing else."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.preview import server
from generator.preview.board import Board, Failure, Wrong
from generator.preview.shelf import Shelf, inside
from generator.problems import Problem

PAGE = b"<!doctype html><html><head><title>x</title></head><body>page</body></html>"


@pytest.fixture
def board(tmp_path: Path) -> Board:
    """A small site, with something beside it that is nobody's business."""
    files = {
        "site/index.html": PAGE,
        "site/404.html": PAGE.replace(b"page", b"not here"),
        "site/areas/a/index.html": PAGE.replace(b"page", b"old"),
        "site/areas/b/index.html": PAGE,
        "site/data/t.csv": b"a,b\n",
        "site/assets/fonts/f.woff2": b"font",
        "site/assets/stylesheets/atlas.css": b"a {}",
        "secret.txt": b"secret",
    }
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    (tmp_path / "site" / "leads-out").symlink_to(tmp_path / "secret.txt")
    return Board(Shelf(site=tmp_path / "site"))


@pytest.fixture
def address(board: Board) -> Iterator[str]:
    """Host and port of a server that shows it."""
    with server.opened(board, "en", "127.0.0.1", 0) as url:
        yield url.removeprefix("http://").strip("/")


def get(address: str, path: str, host: str = "", method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    """An answer to a request that no client has put in order."""
    connection = http.client.HTTPConnection(address, timeout=30)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or address)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    connection.close()
    return found


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/areas/a/", "text/html; charset=utf-8"),
        ("/data/t.csv", "text/csv; charset=utf-8"),
        ("/data/t.csv?x=1", "text/csv; charset=utf-8"),
        ("/assets/fonts/f.woff2", "font/woff2"),
        ("/__preview__/preview.js", "text/javascript; charset=utf-8"),
        ("/__preview__/preview.css", "text/css; charset=utf-8"),
    ],
)
def test_files_have_their_type(address: str, path: str, kind: str) -> None:
    status, headers, content = get(address, path)
    assert (status, headers["content-type"]) == (200, kind)
    assert len(content) == int(headers["content-length"]) > 0
    status, headers, content = get(address, path, method="HEAD")
    assert (status, headers["content-type"], content) == (200, kind, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/areas/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "//secret.txt",
        "/%00",
        "/leads-out",
        "/areas/",
        "/data",
        "/nowhere/",
        "/__preview__/",
        "/__preview__/../server.py",
        "/__preview__/server.py",
    ],
)
def test_nothing_else_is_given(address: str, path: str) -> None:
    """No file beside the site, no list of a folder."""
    status, _, content = get(address, path)
    assert status == 404
    assert b"secret" not in content
    assert b"import" not in content


def test_an_absolute_path_is_none() -> None:
    assert [inside(a) for a in ("/", "/a/", "/a/b.html?c", "a", "/a//b", "/c:/x")] == [
        "", "a/", "a/b.html", None, None, None
    ]  # fmt: skip


def test_a_missing_page_is_the_error_page(address: str) -> None:
    status, headers, content = get(address, "/areas/c/")
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert b"not here" in content


def test_a_folder_without_its_slash_leads_on(address: str) -> None:
    status, headers, _ = get(address, "/areas/a")
    assert (status, headers["location"]) == (301, "/areas/a/")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "10.0.0.1"])
def test_another_name_gets_nothing(address: str, host: str) -> None:
    """So no page elsewhere can read this site by a name that it made point here."""
    status, _, content = get(address, "/data/t.csv", host)
    assert status == 421
    assert b"a,b" not in content


def test_a_page_is_given_its_script_and_keeps_all_else(address: str, tmp_path: Path) -> None:
    _, _, content = get(address, "/")
    before, after = content.split(b"<link rel", 1)[0], content.split(b"</script>\n", 1)[1]
    assert before + after == PAGE
    assert (tmp_path / "site" / "index.html").read_bytes() == PAGE


def test_layers_lie_over_the_site(board: Board, address: str, tmp_path: Path) -> None:
    """Newer pages first, without those that are gone, until these are made again."""
    layer, last = tmp_path / "layer", tmp_path / "last"
    (layer / "areas/a").mkdir(parents=True)
    (layer / "areas/a/index.html").write_bytes(PAGE.replace(b"page", b"new"))
    (last / "areas/b").mkdir(parents=True)
    (last / "areas/b/index.html").write_bytes(PAGE)
    shelf = board.notice.shelf.over(layer, frozenset({"areas/b/index.html"}))
    board.put(shelf=shelf, wrong=Wrong())
    assert b"new" in get(address, "/areas/a/")[2]
    assert get(address, "/areas/b/")[0] == 404
    assert shelf.mark("/") == Shelf(site=tmp_path / "site").mark("/")
    assert shelf.mark("/areas/a/") != Shelf(site=tmp_path / "site").mark("/areas/a/")
    board.put(shelf=shelf.over(last, frozenset()), wrong=Wrong())
    assert get(address, "/areas/b/")[0] == 200


def test_a_change_of_style_is_a_change_of_every_page(board: Board, tmp_path: Path) -> None:
    before = board.notice.shelf.mark("/")
    (tmp_path / "site/assets/stylesheets/atlas.css").write_bytes(b"a { color: red }")
    assert board.notice.shelf.mark("/") != before


def test_news_comes_when_there_is_some(board: Board, address: str) -> None:
    """Who has seen the present notice waits for the next one, in the language of the page."""
    version = json.loads(get(address, "/__preview__/state?seen=&page=/")[2])["version"]
    found: list[bytes] = []
    path = f"/__preview__/state?seen={version}&page=/&lang=nl"
    waiting = threading.Thread(target=lambda: found.append(get(address, path)[2]))
    waiting.start()
    problem = Problem(rule="type-number", file="t.csv", line=3, column="b", value="<i>x</i>")
    board.put(wrong=Wrong(problems=(problem,), failures=(Failure(file="/a/b.py", line=7, text="Oops"),)))
    waiting.join(30)
    panel = json.loads(found[0])["panel"]
    first, second = panel["problems"]
    assert first["place"] == "t.csv:3 b"
    assert first["message"] == "‘<i>x</i>’ is geen getal."
    assert (second["place"], second["message"]) == ("b.py:7", "Oops")


def test_a_port_that_is_taken_is_passed_by(board: Board, address: str) -> None:
    taken = int(address.rsplit(":", 1)[1])
    with server.opened(board, "en", "127.0.0.1", taken) as other:
        assert get(other.removeprefix("http://").strip("/"), "/")[0] == 200
        assert not other.endswith(f":{taken}/")
