"""The rows of a new package: one alliance, two areas, and figures that nobody can take for facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator import locale
from generator.starting.answers import Answers

Row = Mapping[str, str]

ALLIANCE = "placeholder-alliance"
AREAS = ("placeholder-area-1", "placeholder-area-2")
MUNICIPALITY = "placeholder-municipality"
SOURCE = "placeholder-source"
METRIC = "homes"
# Counting up, in years that are far away: nobody plans like that.
VALUES = ("1234", "2345")
TOTAL = "12345"
YEARS = {"period_start": "2198", "period_end": "2199", "period_end_kind": "through"}


def rows(answers: Answers) -> Mapping[str, list[Row]]:
    """The rows of every table that has any."""
    return {name: list(made) for name, made in _Rows(answers).tables().items()}


class _Rows:
    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._told = {"source_id": SOURCE, "locator": self._text("locator")}

    def tables(self) -> Mapping[str, Iterator[Row]]:
        return {
            "sources": self._sources(),
            "alliances": self._alliances(),
            "municipalities": self._municipalities(),
            "members": self._members(),
            "areas": self._areas(),
            "area_alliances": ({"area_id": area, "alliance_id": ALLIANCE} for area in AREAS),
            "area_municipalities": ({"area_id": area, "municipality_id": MUNICIPALITY} for area in AREAS),
            "metrics": self._metrics(),
            "targets": self._targets(),
            "changes": self._changes(),
        }

    def _text(self, key: str) -> str:
        return self._answers.default.text(f"new.rows.{key}")

    def _spoken(self, column: str, key: str) -> Row:
        """A column per language."""
        return {f"{column}_{code}": locale.load(code).text(key) for code in self._answers.languages}

    def _sources(self) -> Iterator[Row]:
        yield {
            "source_id": SOURCE,
            "title": self._text("source"),
            "publisher": self._text("source_publisher"),
            "kind": "web_page",
            "language": self._answers.languages[0],
        }

    def _alliances(self) -> Iterator[Row]:
        yield {
            "alliance_id": ALLIANCE,
            "name": self._text("alliance"),
            "short_name": self._text("alliance_short"),
            "kind": "alliance",
            "level": "regional",
            "members_complete": "false",
            **self._spoken("summary", "new.rows.alliance_summary"),
            **self._told,
        }

    def _municipalities(self) -> Iterator[Row]:
        yield {
            "municipality_id": MUNICIPALITY,
            "name": self._text("municipality"),
            "slug": MUNICIPALITY,
            "province": self._text("province"),
        }

    def _members(self) -> Iterator[Row]:
        yield {
            "alliance_id": ALLIANCE,
            "organisation": self._text("municipality"),
            "organisation_kind": "municipality",
            "municipality_id": MUNICIPALITY,
            "role": "member",
            **self._told,
        }

    def _areas(self) -> Iterator[Row]:
        for number, area in enumerate(AREAS, 1):
            yield {
                "area_id": area,
                "name": self._text(f"area_{number}"),
                "name_in_source": self._text(f"area_{number}"),
                "kind": "neighbourhoods",
                **self._spoken("summary", "new.rows.area_summary"),
                **self._told,
            }

    def _metrics(self) -> Iterator[Row]:
        yield {
            "metric_id": METRIC,
            **self._spoken("name", "new.metric"),
            "unit": "homes",
            "direction": "more",
            "additive": "true",
            **self._spoken("description", "new.metric_description"),
        }

    def _targets(self) -> Iterator[Row]:
        yield self._target(ALLIANCE, "", TOTAL)
        for area, value in zip(AREAS, VALUES, strict=True):
            yield self._target(area, area, value)

    def _target(self, about: str, area: str, value: str) -> Row:
        return {
            "target_id": f"{about}-{METRIC}",
            "alliance_id": ALLIANCE,
            "area_id": area,
            "stated_by": self._text("stated_by"),
            "metric_id": METRIC,
            "value_low": value,
            "value_high": value,
            "value_status": "stated",
            "as_printed": f"[[{value}]]",
            "qualifier": "about",
            "basis": "unstated",
            "commitment": "plan",
            "extent": "area",
            **YEARS,
            **self._told,
        }

    def _changes(self) -> Iterator[Row]:
        yield {
            "change_id": "first-edition",
            "date": self._answers.today.isoformat(),
            "version": "0.1.0",
            "kind": "added",
            "table": "alliances",
            "row_id": ALLIANCE,
            **self._spoken("summary", "new.first_edition"),
        }
