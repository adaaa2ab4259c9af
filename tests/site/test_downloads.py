"""What the built sites offer to download: said on each page, found by programs, loaded by its own code."""

from __future__ import annotations

import hashlib
import html
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import csvw  # type: ignore[import-untyped]  # it ships no types
import duckdb
import pytest

from generator.downloads.snippets import PLACEHOLDER
from generator.links import Page, PageKind
from tests.dom import Element
from tests.site.support import Site, links, meta, resolved

KINDS = ("area", "alliance", "municipality", "metric")


def offers(page: Element) -> list[Element]:
    return [e for section in page.classed("downloads") for e in section.all("li")]


def own_pages(site: Site, language: str) -> dict[str, Page]:
    """The pages of single things, by address."""
    return {site.world.addresses[language].url(s.page): s.page for s in site.world.desk.subjects}


def test_each_page_offers_every_form_with_its_size_and_purpose(site: Site) -> None:
    for language, edition in site.world.editions.items():
        is_first = language == site.world.languages[0]
        for address, page in own_pages(site, language).items():
            found = offers(site.pages[address])
            ends = [".xlsx" if is_first else f".{language}.xlsx", ".csv", ".json", ".zip"]
            ends += [".nl.csv"] if language == "nl" else []
            ends += [".press.zip"] if page.kind is PageKind.AREA else []
            targets = [links_of(e)[0] for e in found]
            files = {t.rpartition("/")[2] for t in targets if "/v1/" not in t}
            assert files == {*(page.slug + end for end in ends), "csv-metadata.json"}, address
            for element, target in zip(found, targets, strict=True):
                path = site.folder / (resolved(address, target) or "")
                size = edition.locale.size(path.stat().st_size)
                assert size in element.classed("downloads__meta")[0].text, (address, target)
                assert element.classed("downloads__for")[0].text, (address, target)


def links_of(element: Element) -> list[str]:
    return [link.target for link in links(element)]


def test_the_data_page_offers_the_whole(site: Site) -> None:
    name = site.world.dataset.info.name
    for language, addresses in site.world.addresses.items():
        address = addresses.url(Page(PageKind.DATA))
        found = {resolved(address, target) for e in offers(site.pages[address]) for target in links_of(e)}
        end = ".xlsx" if language == site.world.languages[0] else f".{language}.xlsx"
        wanted = {f"data/{name}{end}", f"data/{name}.sqlite", f"data/{name}.json", "data/SHA256SUMS"}
        assert wanted | {"data/datapackage.json", "data/v1/index.json"} <= found


def test_each_page_leads_to_its_json(site: Site) -> None:
    """In its head, for programs; and where it has downloads, among them."""
    without = {"about", "glossary", "accessibility", "privacy", "contributing"}
    prose = {
        a.base + a.locale.text(f"paths.{k}") + "/" for a in site.world.addresses.values() for k in without
    }
    some = 0
    for address, page in site.pages.items():
        found = [
            e.attributes["href"] or ""
            for e in page.all("link")
            if e.attributes.get("type") == "application/json"
        ]
        if not found:
            if meta(page, "robots") == ["noindex"]:
                continue
            assert address in prose or not page.classed("downloads"), address
            continue
        [link] = found
        path = site.folder / (resolved(address, link) or "")
        content = json.loads(path.read_text(encoding="utf-8"))
        assert content["package"]["version"] == site.world.dataset.info.version
        if page.classed("downloads"):
            assert link in [target for e in offers(page) for target in links_of(e)], address
        some += 1
    assert some > len(site.pages) / 2


def pages_in(value: Any) -> list[str]:
    """The addresses of pages that a file of the interface gives."""
    if isinstance(value, dict):
        own = list(value["pages"].values()) if isinstance(value.get("pages"), dict) else []
        return own + [found for inner in value.values() for found in pages_in(inner)]
    return [found for inner in value for found in pages_in(inner)] if isinstance(value, list) else []


def test_the_pages_that_the_interface_names_are_there(site: Site) -> None:
    """With their anchors; absolute where the site knows its address, else relative."""
    some = 0
    every = set((site.folder / "data" / "v1").rglob("*.json"))
    for path in sorted(every - set((site.folder / "data" / "v1" / "schema").iterdir())):
        start = path.relative_to(site.folder).as_posix()
        for link in pages_in(json.loads(path.read_text(encoding="utf-8"))):
            assert link.startswith(site.url) if site.url else not link.startswith("http"), (start, link)
            wrong = site.broken("" if site.url else start, link.removeprefix(site.url) or "./")
            assert wrong == "", (start, link)
            some += 1
    assert some > 100


def test_checksums_are_those_of_the_published_files(site: Site) -> None:
    lines = (site.folder / "data" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    stated = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    there = {
        path.relative_to(site.folder / "data").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (site.folder / "data").rglob("*")
        if path.is_file() and path.name not in ("SHA256SUMS", "index.html")
    }
    assert stated == there


def test_a_csv_leads_programs_to_its_codebook(site: Site, below: str, web: Path) -> None:
    """Given nothing but its address: the standard says where to look, and what is found there fits."""
    own, ways = site.world.desk.all_figures.columns, 0
    kinds = {"number": Decimal, "integer": int, "string": str}
    for folder in ("areas", "alliances", "municipalities", "metrics"):
        start = f"{below}{(site.folder / 'data' / folder).relative_to(web).as_posix()}"
        path = next(p for p in sorted((site.folder / "data" / folder).glob("*.csv")) if ".nl." not in p.name)
        group = csvw.CSVW(f"{start}/{path.name}", validate=True)
        assert group.is_valid
        assert {t.local_name for t in group.tables} == {
            p.name for p in (site.folder / "data" / folder).glob("*.csv") if ".nl." not in p.name
        }
        for table in group.tables:
            assert site.world.dataset.info.version in str(table.common_props["dc:bibliographicCitation"])
            for row in table.iterdicts():
                assert list(row) == [column.name for column in own]
                assert all(
                    v is None or isinstance(v, kinds[c.type]) for c, v in zip(own, row.values(), strict=True)
                )
                ways += 1
    assert ways > 30


# --- code that works --------------------------------------------------------------------------------


def snippets(site: Site, address: str) -> Mapping[str, str]:
    """The code on the data page by the language it is in, as someone would copy it."""
    text = site.file(site.world.addresses[site.world.languages[0]].url(Page(PageKind.DATA))).read_text(
        "utf-8"
    )
    found = re.findall(
        r"<h3[^>]*>([^<]+)</h3>(?:(?!<h3).)*?<code class=\"language-\w+\">(.*?)</code>", text, re.DOTALL
    )
    known = f"{site.url.rstrip('/') or PLACEHOLDER}/"
    return {tool: html.unescape(code).replace(known, address) for tool, code in found}


@pytest.fixture
def code(site: Site, below: str, web: Path) -> Mapping[str, str]:
    return snippets(site, f"{below}{site.folder.relative_to(web).as_posix()}/")


def expected(site: Site) -> dict[str, Any]:
    """What is in the table, by another way: SQL over the file as the standard library reads it."""
    with site.world.in_sqlite() as connection:
        numbers = ("value_low", "value_high", "period_start", "period_end")
        counts = {
            column: connection.execute(f"SELECT count({column}), total({column}) FROM targets").fetchone()  # noqa: S608
            for column in numbers
        }
        texts = ("target_id", "area_id", "as_printed", "base_en", "part_of")
        filled = {
            column: connection.execute(f"SELECT count({column}) FROM targets").fetchone()[0]  # noqa: S608
            for column in texts
        }
        [rows] = connection.execute("SELECT count(*) FROM targets").fetchone()
        first = connection.execute("SELECT min(as_printed) FROM targets").fetchone()[0]
    connection.close()
    return {"rows": rows, "counts": counts, "filled": filled, "first": first}


SHOW = """
import json
print(json.dumps({
    "rows": len(targets),
    "counts": {c: COUNT for c in ("value_low", "value_high", "period_start", "period_end")},
    "filled": {c: FILLED for c in ("target_id", "area_id", "as_printed", "base_en", "part_of")},
    "first": targets["as_printed"].DROP().min(),
}))
"""
PANDAS = {
    "COUNT": "[int(targets[c].count()), float(targets[c].sum())]",
    "FILLED": "int(targets[c].count())",
    "DROP": "dropna",
}
POLARS = {
    "COUNT": "[int(targets[c].count()), float(targets[c].sum())]",
    "FILLED": "int(targets[c].count())",
    "DROP": "drop_nulls",
}


def run_python(code: str, show: Mapping[str, str], folder: Path) -> dict[str, Any]:
    text = SHOW
    for name, expression in show.items():
        text = text.replace(name, expression)
    said = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"{code}\n{text}"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    found: dict[str, Any] = json.loads(said.stdout)
    return {**found, "counts": {c: tuple(x) for c, x in found["counts"].items()}}


def test_pandas_loads_a_table(site: Site, code: Mapping[str, str], tmp_path: Path) -> None:
    assert run_python(code["pandas"], PANDAS, tmp_path) == expected(site)


def test_polars_loads_a_table(site: Site, code: Mapping[str, str], tmp_path: Path) -> None:
    assert run_python(code["polars"], POLARS, tmp_path) == expected(site)


# One answer a line; in the order of code points, whatever the language of the machine.
R = """
cat(nrow(targets), "\\n")
for (c in c("value_low", "value_high", "period_start", "period_end")) {
  cat(c, sum(!is.na(targets[[c]])), format(sum(targets[[c]], na.rm = TRUE), digits = 17), "\\n")
}
for (c in c("target_id", "area_id", "as_printed", "base_en", "part_of")) {
  stopifnot(is.character(targets[[c]]))
  cat(c, sum(!is.na(targets[[c]])), "\\n")
}
cat(sort(targets$as_printed, method = "radix")[1])
"""


def has_readr() -> bool:
    """Whether R is here, with the package that its lines use."""
    program = shutil.which("Rscript")
    if not program:
        return False
    done = subprocess.run([program, "-e", "library(readr)"], capture_output=True, check=False)
    return done.returncode == 0


@pytest.mark.skipif(not has_readr(), reason="without R and its package readr its lines cannot be run")
def test_r_loads_a_table(site: Site, code: Mapping[str, str], tmp_path: Path) -> None:
    (tmp_path / "load.R").write_text(f"options(warn = 2)\n{code['R']}\n{R}", encoding="utf-8")
    said = subprocess.run(
        ["Rscript", "load.R"], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert said.returncode == 0, said.stderr
    rows, *lines = said.stdout.split("\n", 10)
    found = [line.split() for line in lines[:9]]
    assert {
        "rows": int(rows),
        "counts": {name: (int(count), float(total)) for name, count, total in found[:4]},
        "filled": {name: int(count) for name, count in found[4:]},
        "first": lines[9],
    } == expected(site)


@pytest.mark.skipif(not shutil.which("curl"), reason="without curl its lines cannot be run")
def test_curl_fetches_what_duckdb_loads(site: Site, code: Mapping[str, str], tmp_path: Path) -> None:
    said = subprocess.run(
        ["sh", "-e", "-c", code["curl"]], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr
    assert "targets.csv: OK" in said.stdout
    wanted = expected(site)
    with duckdb.connect() as connection:
        connection.execute(code["DuckDB"].replace("'targets.csv'", f"'{tmp_path / 'targets.csv'}'"))
        for column, found in wanted["counts"].items():
            query = f"SELECT count({column}), coalesce(sum({column}), 0)::DOUBLE FROM targets"  # noqa: S608
            assert connection.execute(query).fetchone() == found
        for column, count in wanted["filled"].items():
            query = f"SELECT count({column}), any_value(typeof({column})) FROM targets"  # noqa: S608
            assert connection.execute(query).fetchone() == (count, "VARCHAR")
        assert connection.execute("SELECT count(*), min(as_printed) FROM targets").fetchone() == (
            wanted["rows"],
            wanted["first"],
        )


def test_the_code_says_where_the_address_goes(bare_site: Site, real_site: Site) -> None:
    [bare] = [site.pages["data/"].classed("page__main") or [site.pages["data/"]] for site in (bare_site,)]
    assert PLACEHOLDER in bare[0].text
    assert PLACEHOLDER not in real_site.pages["data/"].text
