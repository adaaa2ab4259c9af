"""``atlas links`` against a server that answers in every way."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from generator.cli import app
from generator.linkcheck.addresses import addresses
from generator.linkcheck.asking import Answer
from generator.linkcheck.checking import Manners, asked
from generator.linkcheck.verdicts import Way, verdict
from generator.problems import Severity
from generator.validate import validate
from tests.history.support import add, change, copy, described
from tests.linkcheck.conftest import PATIENCE, Server, handler, serving
from tests.review.support import FILES, equipped, run_job
from tests.worlds import ROOT

HASTE = Manners(patience=PATIENCE, pause=0, wait=0, tries=2)


def found(*urls: str) -> list[str]:
    """Which rule each address breaks, empty where all is well."""
    ways = asked(urls, HASTE)
    verdicts = (verdict(url, ways[url]) for url in urls)
    return [said[0] if said else "" for said in verdicts]


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("/fine", ""),
        ("/fine?a=1&b=ü#page=3", ""),
        ("/f ne", ""),
        ("/elsewhere", ""),
        ("/only-get", ""),
        ("/no-head", ""),
        ("/passing", ""),
        ("/moved", "link-moved"),
        ("/moved-away", "link-gone"),
        ("/gone", "link-gone"),
        ("/taken-away", "link-gone"),
        ("/busy", "link-blocked"),
        ("/shut", "link-blocked"),
        ("/fault", "link-fault"),
        ("/silent", "link-timeout"),
        ("/babble", "link-unreachable"),
        ("/round", "link-loop"),
        ("/mail", "link-address"),
        ("/nonsense", "link-address"),
    ],
)
def test_every_answer_has_its_meaning(server: Server, path: str, rule: str) -> None:
    assert found(server.address + path) == [rule]


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("http://127.0.0.1:1/", "link-unreachable"),
        ("http://nowhere.invalid/", "link-unreachable"),
        ("http://127.0.0.1:99999/", "link-address"),
        ("http://[broken/", "link-address"),
        (f"http://{'a' * 70}.example/", "link-address"),
        ("http:///path", "link-address"),
    ],
)
def test_an_address_that_leads_to_no_server(url: str, rule: str) -> None:
    assert found(url) == [rule]


def test_a_slow_answer_is_told() -> None:
    url = "https://example.org/"
    assert verdict(url, Way(answer=Answer(status=200, seconds=9.9))) is None
    assert verdict(url, Way(answer=Answer(status=200, seconds=12.4))) == (
        "link-slow",
        Severity.WARNING,
        {"seconds": "12"},
    )


@pytest.mark.parametrize(
    ("path", "target"), [("/moved", "/fine"), ("/twice", "/fine"), ("/half", "/elsewhere")]
)
def test_where_something_moved_to_is_told_as_far_as_that_lasts(
    server: Server, path: str, target: str
) -> None:
    url = server.address + path
    said = verdict(url, asked([url], HASTE)[url])
    assert said is not None
    assert said[2] == {"target": server.address + target}


def test_a_server_is_asked_politely(server: Server) -> None:
    """One request at a time, the head first, each address once, by a program that says what it is."""
    urls = [f"{server.address}/page-{n}" for n in range(8)]
    asked([*urls, *urls], HASTE)
    assert server.most_at_once == 1
    assert sorted(server.asked) == [f"HEAD /page-{n}" for n in range(8)]
    assert server.agents == {"alliantieatlas-links/1 (checks whether cited sources can still be found)"}


def test_what_may_pass_is_asked_again_and_what_is_gone_is_not(server: Server) -> None:
    found(*(server.address + path for path in ("/busy", "/gone", "/shut")))
    assert server.asked.count("HEAD /busy") == 2
    assert "GET /busy" not in server.asked
    assert (server.asked.count("HEAD /gone"), server.asked.count("GET /gone")) == (1, 1)
    assert (server.asked.count("HEAD /shut"), server.asked.count("GET /shut")) == (1, 1)


@pytest.fixture
def secure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a server with a certificate that is trusted here, for localhost alone."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl makes the certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = [program, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), handler(Server()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(httpd):
        yield httpd.server_port


def test_a_certificate_for_another_name_is_told(secure: int) -> None:
    assert found(f"https://localhost:{secure}/fine") == [""]
    assert found(f"https://127.0.0.1:{secure}/fine") == ["link-certificate"]


def test_a_certificate_that_nobody_vouches_for_is_told(secure: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert found(f"https://localhost:{secure}/fine") == ["link-certificate"]


def links(folder: Path, *arguments: str) -> Result:
    command = ["links", str(folder), "--timeout", str(PATIENCE), "--pause", "0", "--lang", "en", *arguments]
    result = CliRunner().invoke(app, command)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


@pytest.fixture
def package(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of which every address is one of that server."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    folder = copy(tmp_path / "norland")
    descriptor = folder / "datapackage.json"
    found = json.loads(descriptor.read_text(encoding="utf-8"))
    schema = found.pop("$schema")
    text = json.dumps(found, ensure_ascii=False, indent=2)
    for address in addresses_of(folder):
        text = text.replace(f'"{address}"', f'"{server.address}/fine"')
    descriptor.write_text(text, encoding="utf-8")
    described(folder, **{"$schema": schema})
    change(folder, "sources", "pact-booklet", url=f"{server.address}/fine", archived_url="")
    return Path("norland")


def addresses_of(folder: Path) -> list[str]:
    read, _ = validate(folder)
    assert read is not None
    return [address.url for address in addresses(read)]


def test_every_address_of_a_package_is_asked(package: Path, server: Server) -> None:
    change(package, "sources", "pact-booklet", archived_url=f"{server.address}/archive")
    described(package, homepage=f"{server.address}/home", repository=f"{server.address}/code")
    result = links(package)
    assert result.stdout == "4 web addresses asked.\n"
    assert sorted(server.asked) == ["HEAD /archive", "HEAD /code", "HEAD /fine", "HEAD /home"]


def test_what_is_lost_is_told_with_its_place_and_its_row(package: Path, server: Server) -> None:
    change(package, "sources", "quay-page", url=f"{server.address}/gone")
    add(package, "sources", "quay-page", source_id="quay-moved", url=f"{server.address}/moved")
    described(package, homepage=f"{server.address}/shut")
    result = links(package, "--format", "json")
    assert result.exit_code == 1
    named = ("file", "line", "table", "column", "rule", "severity")
    told = [tuple(p[name] for name in named) for p in json.loads(result.stdout)["problems"]]
    assert told[0] == ("norland/data/sources.csv", 4, "sources", "url", "link-gone", "error")
    assert ("norland/data/sources.csv", 3, "sources", "url", "link-moved", "warning") in told
    assert [rule for *_, rule, _ in told].count("link-blocked") == 1
    text = links(package).stdout
    assert f"quay-page: there is nothing at {server.address}/gone any more (404)." in text
    assert f"take it over: {server.address}/fine" in text


def test_on_github_it_is_in_the_summary_too(
    package: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(package, "sources", "quay-page", url=f"{server.address}/gone")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(package.absolute().parent / "step.md"))
    result = links(package, "--format", "github")
    assert result.stdout.startswith(
        "::error file=norland/data/sources.csv,title=link-gone,line=3::url: quay-"
    )
    shown = Path("step.md").read_text(encoding="utf-8")
    assert shown.startswith(
        "## Web addresses in the data\n\n2 web addresses asked.\n\n### Errors\n\n- **norland"
    )


def test_moved_and_blocked_are_no_reason_to_fail(package: Path, server: Server) -> None:
    change(package, "sources", "quay-page", url=f"{server.address}/busy")
    assert links(package).exit_code == 0


def test_a_package_without_addresses(package: Path) -> None:
    change(package, "sources", "pact-booklet", url="")
    text = (package / "datapackage.json").read_text(encoding="utf-8")
    (package / "datapackage.json").write_text(text.replace("http://", "nothing: "), encoding="utf-8")
    assert "There is no web address in the data.\n" in links(package).stdout


def test_the_workflow_tells_which_address_is_lost(package: Path, server: Server, tmp_path: Path) -> None:
    """Its very command, through make, on a package of this machine's addresses."""
    change(package, "sources", "quay-page", url=f"{server.address}/taken-away")
    folder = tmp_path / "atlas"
    shutil.copytree(package, folder / "datapackage")
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    equipped(folder)
    run = run_job("links.yml", "links", folder)
    assert run.returncode != 0
    [line] = run.annotations
    assert line.startswith(
        "::error file=datapackage/data/sources.csv,title=link-gone,line=3::url: quay-page: "
    )
    assert run.summary == (folder / "build" / "links.md").read_text(encoding="utf-8")
    assert run.summary.startswith("## Webadressen in de gegevens\n\n2 webadressen nagevraagd.\n")
