"""What the search box fetches to find pages by name: a list of parts, and the parts.

A part holds the names of which a word falls between two words of the alphabet, so that a reader who
types a word fetches a few kilobytes, however many areas there are. The same words are folded the same
way in ``overrides/assets/javascripts/find.js``.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from generator.links import PROSE, Page, PageKind
from generator.outputs import Output
from generator.pages import guide
from generator.pages.press import Press
from generator.views.names import KINDS, NEIGHBOURHOOD, OVERVIEW, Named, names

FOLDER = "assets/search"
TEXTS = ("placeholder", "start", "none", "advice", "near", "in_text", "more")
# Names in a part; a word that more names share keeps them together all the same.
PART = 160
APOSTROPHES = "'`´‘’ʼ"
# Letters that are no other letter with an accent, as somebody types them who does not have them.
LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
PLAIN = str.maketrans(LETTERS | dict.fromkeys(APOSTROPHES, ""))
WORD = re.compile(r"[^\W_]+")


def files(press: Press) -> Iterator[Output]:
    """One language's list of parts, with what a search needs to know, and its parts."""
    language = press.edition.language
    entries = [(_words(named), _entry(press, named)) for named in [*names(press.edition), *_overviews(press)]]
    starts, parts = _parts(entries)
    yield Output(f"{FOLDER}/{language}.json", _json({**_frame(press), "starts": starts}))
    for number, part in enumerate(parts):
        yield Output(f"{FOLDER}/{language}/{number}.json", _json(part))


def folded(text: str) -> list[str]:
    """The words of a text in small letters, without accents and apostrophes: ``'s-Súd`` -> s, sud."""
    parts = unicodedata.normalize("NFKD", text)
    letters = "".join(part for part in parts if not unicodedata.category(part).startswith("M"))
    return WORD.findall(letters.lower().translate(PLAIN))


def _overviews(press: Press) -> Iterator[Named]:
    """The pages that are not about one thing in the data."""
    for kind in PageKind:
        page = Page(kind)
        if kind is not PageKind.EMBED and press.here.has(page, press.settings.docs):
            remark = press.text("search.prose") if kind in (*PROSE, PageKind.GUIDE) else ""
            yield Named(kind=OVERVIEW, name=press.text(f"nav.{kind.value}"), page=page, remark=remark)
    for chapter in guide.chapters(press):
        yield Named(kind=OVERVIEW, name=chapter.title, page=chapter.page, remark=press.text("nav.guide"))


def _words(named: Named) -> set[str]:
    """The words under which a name is found: its own, and those of its whole written as one."""
    found = [folded(name) for name in (named.name, *named.others)]
    return {word for words in found for word in (*words, "".join(words))} - {""}


def _entry(press: Press, named: Named) -> Sequence[object]:
    """A name as it is written in a part: kind, address below that of the kind, name, remark, other names."""
    address = press.here.url(named.page).removeprefix(_folder(press, named.kind))
    return [KINDS.index(named.kind), address.removesuffix("/"), named.name, named.remark, *named.others]


def _folder(press: Press, kind: str) -> str:
    """What the addresses of a kind's pages begin with."""
    if kind == OVERVIEW:
        return press.here.base
    return press.here.url(Page(PageKind.AREA if kind == NEIGHBOURHOOD else PageKind(kind)))


def _parts(
    entries: Sequence[tuple[set[str], Sequence[object]]],
) -> tuple[list[str], list[list[Sequence[object]]]]:
    """The first word of each part, and the names in it."""
    by_word: dict[str, list[int]] = {}
    for number, (words, _) in enumerate(entries):
        for word in words:
            by_word.setdefault(word, []).append(number)
    starts: list[str] = []
    parts: list[dict[int, None]] = []
    for word in sorted(by_word):
        if not parts or len(parts[-1].keys() | by_word[word]) > PART:
            starts.append(word)
            parts.append({})
        parts[-1] |= dict.fromkeys(by_word[word])
    return starts, [[entries[number][1] for number in sorted(part)] for part in parts]


def _frame(press: Press) -> Mapping[str, object]:
    """What holds for all names: the kinds, words and names that mean the same, and the texts of the box."""
    text, texts = press.text, press.edition.locale.texts
    common = folded(text("search.common"))
    synonyms = press.edition.dataset.info.synonyms
    kinds = [
        [
            _folder(press, kind),
            text(f"search.kind.{kind}"),
            folded(texts.get(f"search.kind_words.{kind}", "")),
        ]
        for kind in KINDS
    ]
    return {
        "kinds": kinds,
        "common": common,
        "alike": [folded(texts[key]) for key in sorted(texts) if key.startswith("search.alike.")],
        "names": [[" ".join(_telling(name, common)) for name in group] for group in synonyms],
        "texts": {name: text(f"search.{name}") for name in TEXTS},
        "count": {form: texts[f"search.count.{form}"] for form in ("one", "other")},
    }


def _telling(name: str, common: Sequence[str]) -> list[str]:
    """The words of a name that tell it from others: Hague of The Hague."""
    words = folded(name)
    return [word for word in words if word not in common] or words


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
