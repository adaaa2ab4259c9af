"""The pages that a build makes, by their addresses, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.links import Addresses, Page, PageKind

INDEX = "index.html"
# What pages fetch, and nobody links to.
INNER = ("assets/",)


def page_at(here: Addresses, path: str) -> Page | None:
    """The page of a Markdown file; None for one that is not of our making."""
    kinds = {here.locale.text(f"paths.{kind.value}"): kind for kind in PageKind}
    folder, _, name = path.rpartition("/")
    slug = "" if name == "index.md" else name.removesuffix(".md")
    return Page(kinds[folder], here.slug(kinds[folder], slug)) if folder in kinds else None


def url(here: Addresses, path: str) -> str:
    """The address at which a Markdown file becomes a page."""
    return here.base + (path.removesuffix("index.md") if _is_index(path) else f"{path.removesuffix('.md')}/")


def made(
    editions: Mapping[str, Addresses], pages: Mapping[str, Iterable[str]], files: Iterable[str]
) -> frozenset[str]:
    """The addresses of all pages and files of a site that others may link to, from its root."""
    found = {url(editions[language], path) for language, paths in pages.items() for path in paths}
    return frozenset(found.union(_files(files)))


def _files(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        if not path.startswith(INNER):
            yield path.removesuffix(INDEX) if path == INDEX or path.endswith(f"/{INDEX}") else path


def _is_index(path: str) -> bool:
    return path == "index.md" or path.endswith("/index.md")
