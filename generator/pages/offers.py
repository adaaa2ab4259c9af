"""What a page offers to download, in words: each form with its size, and what it is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.downloads import Desk, forms
from generator.downloads.forms import Form
from generator.links import Page
from generator.locale import Locale

# What is looked at rather than kept.
READ = frozenset({"api", "index"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A file to download; ``size`` is in words, ``is_kept`` says whether a browser should save it."""

    key: str
    path: str
    name: str
    purpose: str
    form: str
    size: str
    is_kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOffer:
    """A table of the package, with the forms that it comes in."""

    name: str
    title: str
    rows: int
    files: tuple[Offer, ...]


def of_page(desk: Desk, locale: Locale, page: Page, published: Mapping[str, bytes]) -> tuple[Offer, ...]:
    """What the page of one thing offers, of what is published."""
    return _offers(forms.of_page(desk, locale.language, page), locale, published)


def of_package(desk: Desk, locale: Locale, published: Mapping[str, bytes]) -> tuple[Offer, ...]:
    """What is offered of the whole."""
    return _offers(forms.of_package(desk, locale.language), locale, published)


def of_tables(desk: Desk, locale: Locale, published: Mapping[str, bytes]) -> tuple[TableOffer, ...]:
    """Every table of the package by itself."""
    return tuple(
        TableOffer(
            name=grid.name,
            title=grid.title.in_language(locale.language),
            rows=len(grid.rows),
            files=_offers(forms.of_table(desk, locale.language, grid.name), locale, published),
        )
        for grid in desk.tables.values()
    )


def _offers(found: Iterable[Form], locale: Locale, published: Mapping[str, bytes]) -> tuple[Offer, ...]:
    return tuple(
        Offer(
            key=form.key,
            path=form.path,
            name=locale.text(f"downloads.form.{form.key}.name"),
            purpose=locale.text(f"downloads.form.{form.key}.purpose"),
            form=PurePosixPath(form.path).suffix[1:].upper() or "TXT",
            size=locale.size(len(published[form.path])),
            is_kept=form.key not in READ,
        )
        for form in found
        if form.path in published
    )
