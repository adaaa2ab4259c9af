"""Lines of code that load a table as it is meant: text as text, numbers as numbers, empty as missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from generator.downloads.checksums import NAME as SUMS
from generator.downloads.desk import FOLDER, Desk
from generator.downloads.grids import Grid

# The table that the lines load: the one that most readers come for.
TABLE = "targets"
# Stands for the address of the site, where that is unknown.
PLACEHOLDER = "https://SITE"

PANDAS = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}
POLARS = {"integer": "pl.Int64", "number": "pl.Float64", "boolean": "pl.Boolean", "date": "pl.Date"}
READR = {"integer": "integer", "number": "double", "boolean": "logical", "date": "date"}
DUCKDB = {"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


@dataclass(frozen=True, slots=True)
class Snippet:
    """Code to copy: for which tool, and in which language it is written."""

    tool: str
    language: str
    code: str


def snippets(desk: Desk) -> Iterator[Snippet]:
    """The lines for each tool. That for DuckDB reads the file that curl fetched: so it needs no extension."""
    # Quoted: it ends up inside other people's code.
    grid, address = desk.tables[TABLE], quote(f"{desk.site_url or PLACEHOLDER}/{FOLDER}/", safe=":/~%@")
    yield Snippet("pandas", "python", _pandas(grid, address))
    yield Snippet("polars", "python", _polars(grid, address))
    yield Snippet("R", "r", _readr(grid, address))
    yield Snippet("curl", "sh", _curl(grid, address))
    yield Snippet("DuckDB", "sql", _duckdb(grid))


def _typed(grid: Grid, types: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The columns that are no text, each with its type in a tool."""
    yield from ((c.name, types[c.type]) for c in grid.columns if c.type in types)


def _pandas(grid: Grid, address: str) -> str:
    dates = [column.name for column in grid.columns if column.type == "date"]
    lines = [
        "from collections import defaultdict",
        "",
        "import pandas as pd",
        "",
        f"{grid.name} = pd.read_csv(",
        f'    "{address}{grid.name}.csv",',
        "    dtype=defaultdict(",
        '        lambda: "string",',
        *(f'        {name}="{kind}",' for name, kind in _typed(grid, PANDAS)),
        "    ),",
        *([f"    parse_dates={dates},"] if dates else []),
        "    keep_default_na=False,",
        '    na_values=[""],',
        ")",
    ]
    return "\n".join(lines)


def _polars(grid: Grid, address: str) -> str:
    """Fetched as a whole: asked for an address, polars wants a server that gives parts of a file."""
    lines = [
        "from urllib.request import urlopen",
        "",
        "import polars as pl",
        "",
        f'with urlopen("{address}{grid.name}.csv") as file:',
        f"    {grid.name} = pl.read_csv(",
        "        file.read(),",
        "        infer_schema=False,",
        "        schema_overrides={",
        *(f'            "{name}": {kind},' for name, kind in _typed(grid, POLARS)),
        "        },",
        "    )",
    ]
    return "\n".join(lines)


def _readr(grid: Grid, address: str) -> str:
    kinds = [f"    {name} = col_{kind}()" for name, kind in _typed(grid, READR)]
    lines = [
        "library(readr)",
        "",
        f"{grid.name} <- read_csv(",
        f'  "{address}{grid.name}.csv",',
        "  col_types = cols(",
        ",\n".join(["    .default = col_character()", *kinds]),
        "  ),",
        '  na = ""',
        ")",
    ]
    return "\n".join(lines)


def _curl(grid: Grid, address: str) -> str:
    lines = [
        f"curl --fail --remote-name {address}{grid.name}.csv",
        f"curl --fail --remote-name {address}{SUMS}",
        f"sha256sum --check --ignore-missing {SUMS}",
    ]
    return "\n".join(lines)


def _duckdb(grid: Grid) -> str:
    lines = [
        f"CREATE TABLE {grid.name} AS FROM read_csv(",
        f"  '{grid.name}.csv',",
        "  header = true,",
        "  auto_type_candidates = ['VARCHAR'],",
        "  types = {",
        ",\n".join(f"    '{name}': '{kind}'" for name, kind in _typed(grid, DUCKDB)),
        "  }",
        ");",
        f"SUMMARIZE {grid.name};",
    ]
    return "\n".join(lines)
