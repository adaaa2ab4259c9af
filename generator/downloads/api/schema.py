"""The JSON Schemas that describe every file of the interface: made from the same columns as the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.downloads.api import details, lists, paths, shapes
from generator.downloads.api.shapes import LINE, LINK, TEXT, Shape, array, obj, per_language, row
from generator.downloads.desk import Desk


def files(desk: Desk) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every schema, as (path, content)."""
    made = Schemas(desk)
    for name in lists.NAMES:
        yield paths.schema(name), made.whole(name, {name: array(made.of_list(name))})
    for kind, name in details.SINGULAR.items():
        own = {
            name: made.rows(paths.FOLDERS[kind]),
            "pages": made.pages,
            "downloads": {"type": "object", "additionalProperties": LINK},
        }
        yield paths.schema(name), made.whole(name, {**own, **made.of_detail(name)})
    yield paths.schema("index"), made.whole("index", made.of_index())


class Schemas:
    """The descriptions in the default language, as JSON Schema has room for one."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.language = desk.languages[0]
        self.pages = per_language(desk, LINK)
        self.place = {"href": LINK, "pages": self.pages}

    def whole(self, name: str, properties: Mapping[str, Shape]) -> Mapping[str, Any]:
        """The schema of a file: what it says of itself, and then its own."""
        text = self.desk.default.locale.text
        every = {"$schema": LINK, "package": self._package(), **properties}
        identified = {"$id": self.desk.link("", paths.schema(name))} if self.desk.site_url else {}
        return {
            "$schema": shapes.DIALECT,
            **identified,
            "title": f"{self.desk.name} v1: {name}",
            "description": text(f"downloads.api.{name}"),
            **obj(every),
            "$defs": {"discrepancy": self._discrepancy(), "figure": self._figure()},
        }

    def rows(self, table: str, more: Mapping[str, Shape] | None = None) -> Shape:
        """A row of a table of the package."""
        return row(self.desk.tables[table], self.language, more)

    def of_list(self, name: str) -> Shape:
        """An entry of a list."""
        if name == "receipts":
            return {"$ref": "#/$defs/figure"}
        if name == "discrepancies":
            return {"$ref": "#/$defs/discrepancy"}
        more: Mapping[str, Shape] = self.place
        if name in lists.FIGURES:
            more = {"alliance_ids": array(TEXT), "pages": self.pages}
        elif name == "sums":
            more = {"terms": array(self.rows("sum_terms")), "totals": array(self.rows("sum_totals"))}
            more = {**more, "pages": self.pages}
        elif name == "bottlenecks":
            more = {"category": self.rows("bottleneck_categories"), "pages": self.pages}
        return self.rows(name, more)

    def of_detail(self, name: str) -> Mapping[str, Shape]:
        """What stands in the file of one thing, beside its own row."""
        figures = {"figures": array({"$ref": "#/$defs/figure"})}
        questions = {"discrepancies": array({"$ref": "#/$defs/discrepancy"})}
        every = {**figures, **questions}
        bottlenecks = {"bottlenecks": array(self.rows("bottlenecks"))}
        agreements = {"agreements": array(self.rows("agreements"))}
        match name:
            case "area":
                links = {"alliances": self._references("alliances")}
                links["municipalities"] = self._references("municipalities")
                return {**links, "neighbourhoods": array(self.rows("neighbourhoods")), **bottlenecks, **every}
            case "alliance":
                links = {"parts": self._references("alliances"), "areas": self._references("areas")}
                return {**links, "members": array(self.rows("members")), **agreements, **bottlenecks, **every}
            case "municipality":
                members = {"memberships": array(self.rows("members"))}
                return {"areas": self._references("areas"), **members, **every}
            case "source":
                return {**bottlenecks, **agreements, **every}
        return every

    def of_index(self) -> Mapping[str, Shape]:
        """Where everything is."""
        item = {"href": LINK, "schema": LINK, "description": per_language(self.desk)}
        counted = obj({**item, "count": {"type": "integer", "minimum": 0}})
        return {
            "lists": obj(dict.fromkeys(lists.NAMES, counted)),
            "details": obj(dict.fromkeys(details.SINGULAR.values(), obj({"list": LINK, "schema": LINK}))),
            "downloads": {"type": "object", "additionalProperties": LINK},
        }

    def _references(self, table: str) -> Shape:
        grid = self.desk.tables[table]
        return array(obj({grid.key[0]: TEXT, "name": TEXT, **self.place}))

    def _package(self) -> Shape:
        text = per_language(self.desk)
        known = {"name": shapes.MAYBE_TEXT, "title": text, "version": TEXT, "date": shapes.DAY}
        unknown = {"publisher": shapes.MAYBE_TEXT, "contact": shapes.MAYBE_TEXT}
        licence = shapes.maybe(obj({"title": text, "path": shapes.MAYBE_TEXT}))
        return obj({**known, **unknown, "licence": licence, "citation": text, "documentation": self.pages})

    def _discrepancy(self) -> Shape:
        return self.rows("discrepancies", {"readings": array(self.rows("readings")), "pages": self.pages})

    def _figure(self) -> Shape:
        receipt = {
            "alliance_ids": array(TEXT),
            "row": LINE,
            "since": TEXT,
            "file": LINK,
            "pages": self.pages,
            "source_href": LINK,
            "discrepancies": array({"$ref": "#/$defs/discrepancy"}),
        }
        return row(self.desk.all_figures, self.language, receipt)
