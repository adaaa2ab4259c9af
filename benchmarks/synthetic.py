#!/usr/bin/env python3
"""Make a package of any size, to measure with: N areas with neighbourhoods, figures and bottlenecks.

The places do not exist. Their names are made the way Dutch names are, with hyphens, accents and
apostrophes, and as in life many a neighbourhood shares its name with one elsewhere. The tables, the
metrics and the kinds of bottleneck are those of the project's own package. Same seed, same bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
import itertools
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

OWN = Path(__file__).resolve().parent.parent / "datapackage"
SEED = 20_26
AREAS_PER_MUNICIPALITY = 9
DESCRIPTOR = "datapackage.json"
CHANGED = ("title", "title@en", "description", "description@en", "keywords", "keywords@en")

FIRST = (
    "Ooster Wester Noorder Zuider Nieuw Oud Hooge Laag Groot Klein Rijn Maas Eem Vecht Amstel Zand Veen Hei"
    " Wolf Valken Zwane Eike Berke Linde Elze Meer Heren Konings Bisschops Ridder Molen Spaarn Twent"
)
LAST = (
    "dam drecht burg stede veen wijk huizen berg dijk horst kerk land lo woude zand ingen haven voorde sluis"
    " rade beek mond schoten terp wâld kapelle"
)
BEFORE = ("", "", "", "", "", "", "", "Sint ", "'s-", "Súd", "Nij ", "Capelle ")
AFTER = ("", "", "", "", "", "", "", " aan Zee", " op de Berg", "-Binnen")
SIDES = (
    "Noord Oost Zuid West Centrum Noordoost Zuidwest Nieuw-West Zuidoost Stationskwartier Havens Binnenstad"
    " Overkant Vogelwijk Bloemenbuurt Plan-Zuid Kanaalzone Stadsrand"
)
QUARTER = "Vogel Bloemen Rivieren Schilders Schepen Sterren Bomen Zeehelden Dichters Muziek Staats"
QUARTERS = ("buurt", "wijk", "kwartier")
ORDINARY = ("Centrum", "Stationsbuurt", "Oude Haven", "Het Eiland", "De Hoogte", "Tuindorp", "Coöperatiehof")
NEEDS_NL = "De gemeente zoekt nog geld, ruimte en mensen voor {n} woningen in {place}."
NEEDS_EN = "The municipality is still looking for money, space and people for {n} homes in {place}."

Row = dict[str, object]


@dataclass(kw_only=True)
class Country:
    """The rows of every table, as far as they have been made."""

    areas: int
    chance: random.Random
    tables: dict[str, list[Row]] = field(default_factory=dict)
    slugs: set[str] = field(default_factory=set)

    def add(self, table: str, /, **cells: object) -> Row:
        """A row more; a cell that is not named stays empty."""
        self.tables.setdefault(table, []).append(cells)
        return cells

    def slug(self, name: str) -> str:
        """A new identifier made of a name."""
        plain = normalize("NFD", name.casefold()).encode("ascii", "ignore").decode()
        words = "".join(c if c.isalnum() else " " for c in plain).split()
        slug = next(s for s in _numbered("-".join(words)) if s not in self.slugs)
        self.slugs.add(slug)
        return slug

    @property
    def source(self) -> Row:
        """One of the sources, and a page of it."""
        found = self.chance.choice(self.tables["sources"])
        return {"source_id": found["source_id"], "locator": f"p. {self.chance.randint(1, 120)}"}


def main() -> None:
    """Write a package of the size that was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="where the package goes")
    parser.add_argument("--areas", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    write(options.folder, options.areas, options.seed)


def write(folder: Path, areas: int, seed: int = SEED) -> None:
    """Write a package with that many areas into a folder."""
    country = Country(areas=areas, chance=random.Random(seed))  # noqa: S311 - not for secrets
    descriptor = json.loads((OWN / DESCRIPTOR).read_text(encoding="utf-8"))
    _frame(country)
    for municipality in _municipalities(country):
        for _ in range(min(AREAS_PER_MUNICIPALITY, areas - len(country.tables.get("areas", ())))):
            _area(country, municipality)
    _used(country)
    (folder / "data").mkdir(parents=True, exist_ok=True)
    resources = [r for r in descriptor["resources"] if "schema" in r]
    described = {**descriptor, "name": f"synthetic-{areas}", "resources": resources, "synonyms": []}
    described |= {name: f"{described['name']} ({name})" for name in CHANGED if "keywords" not in name}
    described |= {name: ["synthetic"] for name in CHANGED if "keywords" in name}
    (folder / DESCRIPTOR).write_text(json.dumps(described, ensure_ascii=False, indent=1), encoding="utf-8")
    for resource in resources:
        content = _csv(resource["schema"], country.tables.get(resource["name"], ()))
        (folder / resource["path"]).write_text(content, encoding="utf-8", newline="")


def _frame(country: Country) -> None:
    """What there is of everything once: sources, programmes, metrics, kinds of bottleneck."""
    with (OWN / "data" / "metrics.csv").open(encoding="utf-8", newline="") as file:
        metrics = [row for row in csv.DictReader(file) if row["unit"] in ("homes", "jobs", "projects")]
    with (OWN / "data" / "bottleneck_categories.csv").open(encoding="utf-8", newline="") as file:
        categories = list(csv.DictReader(file))
    country.tables |= {
        "metrics": [dict(m) for m in metrics],
        "bottleneck_categories": [dict(c) for c in categories],
    }
    for year in range(2021, 2026):
        country.add(
            "sources", source_id=f"source-{year}", title=f"Afspraken {year}", publisher="Ministerie",
            kind="booklet", published=year, language="nl",
        )  # fmt: skip
    for i, province in enumerate(_words(QUARTER), start=1):
        _alliance(country, f"Programma {province}land", "programme", "national", started=2010 + i)
    country.add(
        "changes", change_id="first-edition", date="2026-01-01", version="0.1.0", kind="added", table="areas",
        row_id="all", summary_nl="Eerste uitgave.", summary_en="First edition.",
    )  # fmt: skip


def _alliance(country: Country, name: str, kind: str, level: str, **more: object) -> Row:
    return country.add(
        "alliances", alliance_id=country.slug(name), name=name, short_name=name, kind=kind, level=level,
        members_complete=False, summary_nl=f"In {name} werken partijen samen aan woningen en wijken.",
        summary_en=f"In {name} parties work together on homes and neighbourhoods.", **country.source, **more,
    )  # fmt: skip


def _municipalities(country: Country) -> Iterator[Row]:
    """Every municipality with its province, each of which has a programme; one in five an alliance."""
    names = [a + b for a, b in itertools.product(_words(FIRST), _words(LAST))]
    country.chance.shuffle(names)
    programmes = list(country.tables["alliances"])
    for i, name in enumerate(names[: -(-country.areas // AREAS_PER_MUNICIPALITY)], start=1):
        before, after = country.chance.choice(BEFORE), country.chance.choice(AFTER)
        name = before + (name.lower() if before == "Súd" else name) + after  # noqa: PLW2901
        province = i % len(_words(QUARTER))
        municipality = country.add(
            "municipalities", municipality_id=f"GM{i:04}", name=name, slug=country.slug(name),
            province=f"{_words(QUARTER)[province]}land", latitude=round(country.chance.uniform(51, 53), 5),
            longitude=round(country.chance.uniform(4, 7), 5),
        )  # fmt: skip
        joined = [programmes[province]]
        if i % 5 == 0:
            parent = joined[0]["alliance_id"]
            joined.append(_alliance(country, f"Alliantie {name}", "alliance", "local", parent_id=parent))
        for alliance in joined:
            country.add(
                "members", alliance_id=alliance["alliance_id"], organisation=f"gemeente {name}",
                organisation_kind="municipality", municipality_id=municipality["municipality_id"],
                role="member", **country.source,
            )  # fmt: skip
        yield {**municipality, "alliances": [a["alliance_id"] for a in joined]}


def _area(country: Country, municipality: Mapping[str, object]) -> None:
    """An area in a municipality, with all that belongs to it."""
    number = len(country.tables.get("areas", ())) % AREAS_PER_MUNICIPALITY
    side = _words(SIDES)[(number * 2 + country.chance.randint(0, 1)) % len(_words(SIDES))]
    joint = country.chance.choice((" ", "-"))
    name, slug = f"{municipality['name']}{joint}{side}", country.slug(f"{municipality['name']} {side}")
    country.add(
        "areas", area_id=slug, name=name, name_in_source=name, kind="neighbourhoods",
        latitude=municipality["latitude"], longitude=municipality["longitude"], location_source="made up",
        summary_nl=f"{name} is een verzonnen gebied om mee te meten; er moeten veel woningen bij komen.",
        summary_en=f"{name} is an imaginary area to measure with; many homes are to be added.",
        **country.source,
    )  # fmt: skip
    alliances: Sequence[object] = municipality["alliances"]  # type: ignore[assignment]
    for alliance in alliances:
        country.add("area_alliances", area_id=slug, alliance_id=alliance)
    country.add("area_municipalities", area_id=slug, municipality_id=municipality["municipality_id"])
    for quarter in _quarters(country.chance):
        country.add("neighbourhoods", area_id=slug, name=quarter)
    _figures(country, slug, f"gemeente {municipality['name']}", alliances[0])
    for category in country.chance.sample(country.tables["bottleneck_categories"], 4):
        n = country.chance.randint(2, 90) * 10
        country.add(
            "bottlenecks", bottleneck_id=f"{slug}-{category['category_id']}", area_id=slug,
            alliance_id=alliances[0], category_id=category["category_id"],
            summary_nl=NEEDS_NL.format(n=n, place=name), summary_en=NEEDS_EN.format(n=n, place=name),
            **country.source,
        )  # fmt: skip


def _quarters(chance: random.Random) -> set[str]:
    """The names of an area's neighbourhoods: some to be found everywhere, most its own."""
    made = {chance.choice(ORDINARY), chance.choice(_words(QUARTER)) + chance.choice(QUARTERS)}
    return made | {chance.choice(_words(FIRST)) + chance.choice(_words(LAST)) for _ in range(3)}


def _figures(country: Country, slug: str, stated_by: str, alliance: object) -> None:
    """Some targets, each of another metric."""
    for metric in country.chance.sample(country.tables["metrics"], 4):
        start = country.chance.choice((2025, 2030))
        value = country.chance.randint(20, 12_000)
        country.add(
            "targets", target_id=f"{slug}-{str(metric['metric_id']).replace('_', '-')}", alliance_id=alliance,
            area_id=slug, stated_by=stated_by, metric_id=metric["metric_id"], value_low=value,
            value_high=value, value_status="stated", qualifier=country.chance.choice(("exact", "about")),
            basis="unstated", commitment=country.chance.choice(("plan", "opportunity")), extent="area",
            period_start=start, period_end=start + 5, period_end_kind="through", **country.source,
        )  # fmt: skip


def _used(country: Country) -> None:
    """Leave out what no row refers to, which would be warned about."""
    for table, key, used_by in (
        ("metrics", "metric_id", ("targets",)),
        ("bottleneck_categories", "category_id", ("bottlenecks",)),
        ("sources", "source_id", ("areas", "targets", "alliances", "members", "bottlenecks")),
    ):
        used = {row[key] for name in used_by for row in country.tables[name]}
        country.tables[table] = [row for row in country.tables[table] if row[key] in used]


def _csv(schema: Mapping[str, object], rows: Sequence[Row]) -> str:
    """Rows as a table, sorted by their key."""
    keys: Sequence[str] = schema["primaryKey"]  # type: ignore[assignment]
    fields: Sequence[Mapping[str, str]] = schema["fields"]  # type: ignore[assignment]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [f["name"] for f in fields], lineterminator="\n", restval="")
    writer.writeheader()
    for row in sorted(rows, key=lambda row: [str(row[key]) for key in keys]):
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return text.getvalue()


def _cell(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _words(text: str) -> list[str]:
    return text.split()


def _numbered(slug: str) -> Iterator[str]:
    """A slug, then the same with a number."""
    yield slug
    yield from (f"{slug}-{n}" for n in itertools.count(2))


if __name__ == "__main__":
    main()
