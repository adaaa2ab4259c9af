"""How to cite the whole, as files: CITATION.cff, BibTeX and RIS, in the default language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from generator.links import Page, PageKind
from generator.metadata.register import FOLDER, Register
from generator.outputs import Output
from generator.views import citation
from generator.views.imprint import Agent

CFF = f"{FOLDER}/CITATION.cff"
BIBTEX = f"{FOLDER}/citation.bib"
RIS = f"{FOLDER}/citation.ris"
CFF_VERSION = "1.2.0"
# The licences of which the format knows the name, as far as data comes under them.
KNOWN_LICENCE = re.compile(r"CC0-1\.0|CC-BY(-NC)?(-ND|-SA)?-(1|2|3|4)\.0|(ODbL|ODC-By|PDDL)-1\.0")


def files(register: Register) -> Iterator[Output]:
    """The references; CITATION.cff asks for authors, and is left out where none is known."""
    language = register.default.language
    page = register.page(language, Page(PageKind.DATA)) or ""
    found = citation.reference(register.default, url=page)
    yield Output.text(BIBTEX, citation.bibtex(found))
    yield Output.text(RIS, citation.ris(found))
    if register.imprint.authors:
        yield Output.text(CFF, _yaml(cff(register)))


def cff(register: Register) -> Mapping[str, object]:
    """The reference in the Citation File Format."""
    edition, info, found = register.default, register.dataset.info, register.imprint
    known = bool(KNOWN_LICENCE.fullmatch(found.licence))
    fields: Mapping[str, object] = {
        "cff-version": CFF_VERSION,
        "message": edition.locale.text("citation.message"),
        "type": "dataset",
        "title": edition.say(info.title),
        "abstract": edition.say(info.description),
        "authors": [_author(agent) for agent in found.authors],
        "version": info.version,
        "date-released": info.date.isoformat() if info.date else None,
        "license": found.licence if known else None,
        "license-url": None if known else found.licence_url,
        "keywords": list(dict.fromkeys(register.keywords(edition.language))),
        "url": register.page(edition.language, Page(PageKind.DATA)),
        "repository": info.repository,
    }
    return {name: value for name, value in fields.items() if value}


def _author(agent: Agent) -> Mapping[str, str]:
    if agent.is_person:
        fields = {"family-names": agent.family, "given-names": agent.given, "website": agent.page}
    else:
        fields = {"name": agent.name, "website": agent.page}
    return {name: value for name, value in fields.items() if value}


def _yaml(fields: Mapping[str, object]) -> str:
    """JSON values are YAML values, and need no escaping rules of their own."""
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
