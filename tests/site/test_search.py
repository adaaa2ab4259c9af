"""What readers type, and what must come first; then the box itself, and what it weighs."""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect

from generator import lookup, programs
from generator.links import Page as Place
from generator.links import PageKind
from generator.locale import load
from generator.views.names import KINDS
from tests.site.conftest import PLACES
from tests.site.support import Site, links, meta, resolved
from tests.worlds import REAL

pytestmark = pytest.mark.browser

LANGUAGES = ("nl", "en")
FIRST_SEARCH = 150_000  # bytes
HEAD = 6  # what is shown of a list at first
LONG = 5  # letters: a word with fewer says too little to be recognised when one is missing
NOTHING = "qqxxyyzz"
ALLOWED = {"A", "BUTTON", "DIV", "H2", "LI", "MARK", "P", "SECTION", "SPAN", "UL"}

# Ask the finder, which the search box uses too, and say what it found, by address inside the site.
ASK = """async ([root, queries, texts]) => {
  const { byName, inText } = await import(`${root}assets/javascripts/find.js`);
  const start = new URL(root).pathname.length;
  const inside = (url) => { const { pathname, hash } = new URL(url); return pathname.slice(start) + hash; };
  const shown = async (found) => {
    const page = await found.page();
    return { address: inside(page.url), figures: page.figures.map(({ url }) => inside(url)) };
  };
  const found = [];
  for (const query of queries) {
    const { results, near } = await byName(query);
    const pages = texts ? await inText(query) : [];
    found.push({
      near,
      names: results.map(({ url, kind, title }) => [inside(url), kind, title.map(([text]) => text).join('')]),
      total: pages.length,
      pages: await Promise.all(pages.slice(0, texts).map(shown)),
    });
  }
  return found;
}"""

Found = Mapping[str, Any]
Finder = Callable[..., Sequence[Found]]


@dataclass(frozen=True)
class Visit:
    """A site with a browser and a server to look at it."""

    browser: Browser
    server: str
    name: str
    site: Site

    @property
    def root(self) -> str:
        return f"{self.server}{PLACES[self.name]}/"

    @contextmanager
    def page(self, language: str, *, width: int = 1280) -> Iterator[Page]:
        context = self.browser.new_context(viewport={"width": width, "height": 740}, reduced_motion="reduce")
        page = context.new_page()
        page.set_default_timeout(10_000)
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(self.root + self.site.world.addresses[language].url(Place(PageKind.HOME)))
        yield page
        context.close()
        assert wrong == []

    @contextmanager
    def finder(self, language: str) -> Iterator[Finder]:
        """Asks all queries at once: by name, and for so many of the pages with it in their text."""
        with self.page(language) as page:

            def ask(queries: Sequence[str], texts: int = 0) -> Sequence[Found]:
                found: Sequence[Found] = page.evaluate(ASK, [self.root, list(queries), texts])
                return found

            yield ask


@pytest.fixture(scope="session", params=["real", "norland"])
def visit(
    request: pytest.FixtureRequest, browser: Browser, below: str, built: Callable[[str], Site]
) -> Visit:
    return Visit(browser, below, request.param, built(request.param))


@pytest.fixture(scope="session")
def real(browser: Browser, below: str, real_site: Site) -> Visit:
    return Visit(browser, below, "real", real_site)


@dataclass(frozen=True)
class Wanted:
    """A name as it stands in the data, with the address of its page and its place among the kinds."""

    kind: str
    name: str
    address: str


def wanted(site: Site, language: str) -> list[Wanted]:
    """Every name that a reader may look up, from the files themselves."""
    here, tables = site.world.addresses[language], site.world.tables
    rows = {
        "area": [(r["name"], r["area_id"]) for r in tables["areas"]],
        "municipality": [(r["name"], r["slug"]) for r in tables["municipalities"]],
        "alliance": [(r[c], r["alliance_id"]) for r in tables["alliances"] for c in ("name", "short_name")],
        "metric": [(r[f"name_{language}"], r["metric_id"].replace("_", "-")) for r in tables["metrics"]],
        "bottleneck": [(r[f"name_{language}"], r["category_id"]) for r in tables["bottleneck_categories"]],
        "sum": [(r[f"title_{language}"], r["sum_id"]) for r in tables["sums"]],
        "source": [(r["title"], r["source_id"]) for r in tables["sources"]],
    }
    found = [
        Wanted(kind, name, here.url(Place(PageKind(kind), slug)))
        for kind, named in rows.items()
        for name, slug in named
    ]
    return found + [
        Wanted("neighbourhood", r["name"], here.url(Place(PageKind.AREA, r["area_id"])))
        for r in tables["neighbourhoods"]
    ]


def plain(text: str) -> str:
    """A name as somebody types it who does not look for the accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()


def spaced(text: str) -> str:
    """Spaces for everything between words, and apostrophes left out."""
    return re.sub(r"[\W_]+", " ", re.sub("['’‘`]", "", text)).strip()


TYPED: Mapping[str, Callable[[str], str]] = {
    "as it is": str,
    "in capitals": str.upper,
    "without accents": plain,
    "with spaces": spaced,
    "as one word": lambda text: spaced(text).replace(" ", ""),
    "with another apostrophe": lambda text: text.replace("'", "’"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", TYPED)
def test_every_name_is_found_however_it_is_typed(visit: Visit, language: str, way: str) -> None:
    """A place by its own name comes first; of others that share a name, all come before anything else."""
    names = wanted(visit.site, language)
    with visit.finder(language) as ask:
        found = ask([TYPED[way](one.name) for one in names])
    assert len(names) > 20
    wrong = []
    for one, answer in zip(names, found, strict=True):
        same = {w.address for w in names if plain(w.name) == plain(one.name)}
        first = [address for address, *_ in answer["names"][: max(len(same), 1)]]
        if one.address not in first or answer["near"]:
            wrong.append((one.kind, one.name, first))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_shares_a_name_stands_in_the_order_of_the_kinds(visit: Visit, language: str) -> None:
    """The very name first; after it areas, municipalities, and so on."""
    labels = [load(language).text(f"search.kind.{kind}") for kind in KINDS]
    names = wanted(visit.site, language)
    with visit.finder(language) as ask:
        found = ask([one.name for one in names])
    for one, answer in zip(names, found, strict=True):
        same = {w.address for w in names if plain(w.name) == plain(one.name)}
        others = [n for n in answer["names"] if n[0] not in same and plain(n[2]) != plain(one.name)]
        order = [labels.index(kind) for _, kind, _ in others]
        assert order == sorted(order), one


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_is_found_while_it_is_being_typed(visit: Visit, language: str) -> None:
    names = [one for one in wanted(visit.site, language) if one.kind in ("area", "municipality")]
    starts = [one.name[:-2] for one in names]
    with visit.finder(language) as ask:
        found = ask(starts)
    for one, start, answer in zip(names, starts, found, strict=True):
        assert one.address in [address for address, *_ in answer["names"][:HEAD]], (one.name, start)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_may_come_in_any_order_and_be_cut_short(visit: Visit, language: str) -> None:
    asked = []
    for one in wanted(visit.site, language):
        words = [word for word in spaced(one.name).split() if len(word) >= LONG]
        if len(words) > 1:
            asked.append((one, " ".join(word[:-1] for word in reversed(words))))
    with visit.finder(language) as ask:
        found = ask([query for _, query in asked])
    assert len(asked) > 3
    for (one, query), answer in zip(asked, found, strict=True):
        assert one.address in [address for address, *_ in answer["names"]], query
        assert not answer["near"], query


def slips(word: str) -> dict[str, str]:
    """A word with something wrong with it, but for the letters it begins with."""
    middle = max(2, len(word) // 2)
    return {
        "a letter missing": word[:middle] + word[middle + 1 :],
        "a letter double": word[:middle] + word[middle] + word[middle:],
        "two letters swapped": word[:middle] + word[middle : middle + 2][::-1] + word[middle + 2 :],
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_of_the_finger_is_forgiven(visit: Visit, language: str) -> None:
    asked = []
    for one in wanted(visit.site, language):
        longest = max(plain(spaced(one.name)).split(), key=len)
        if one.kind in ("area", "municipality", "neighbourhood") and len(longest) >= LONG:
            asked += [(one, kind, spoilt) for kind, spoilt in slips(longest).items()]
    with visit.finder(language) as ask:
        found = ask([spoilt for _, _, spoilt in asked])
    everywhere = zip(asked, found, strict=True)
    wrong = [
        (one.name, spoilt)
        for (one, _, spoilt), answer in everywhere
        if one.address not in [address for address, *_ in answer["names"]]
    ]
    assert len(asked) > 10
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_name_for_a_place_will_do(visit: Visit, language: str) -> None:
    """The descriptor's synonyms, alone and inside a longer name, whole and while they are typed."""
    groups = visit.site.world.dataset.info.synonyms
    places = [one for one in wanted(visit.site, language) if one.kind in ("area", "municipality")]
    asked = [
        (one.address, one.name.replace(name, other))
        for group in groups
        for name in group
        for other in group
        for one in places
        if name != other and name in one.name
    ]
    assert asked
    with visit.finder(language) as ask:
        whole = ask([query for _, query in asked])
        begun = ask([query[:-1] for _, query in asked])
    for (address, query), *answers in zip(asked, whole, begun, strict=True):
        for answer in answers:
            assert answer["names"][0][0] == address, query


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_may_say_what_kind_of_thing_is_meant(visit: Visit, language: str) -> None:
    texts = load(language).texts
    asked = [
        (one, f"{word} {one.name}")
        for one in wanted(visit.site, language)
        if one.kind in ("municipality", "neighbourhood")
        for word in texts[f"search.kind_words.{one.kind}"].split()[:3]
    ]
    with visit.finder(language) as ask:
        found = ask([query for _, query in asked])
    label = {kind: texts[f"search.kind.{kind}"] for kind in KINDS}
    for (one, query), answer in zip(asked, found, strict=True):
        first = [(address, kind) for address, kind, _ in answer["names"][:3]]
        assert (one.address, label[one.kind]) in first, query


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_that_is_about_something_can_be_looked_up(visit: Visit, language: str) -> None:
    """A new kind of page that no name leads to is noticed here."""
    pages = {
        address: page.all("h1")[0].text
        for address, page in visit.site.pages.items()
        if visit.site.language(address) == language and "noindex" not in " ".join(meta(page, "robots"))
    }
    titles = [nav_name(visit.site, language, address) or title for address, title in pages.items()]
    with visit.finder(language) as ask:
        found = ask(titles)
    wrong = [
        (address, title)
        for (address, title), answer in zip(zip(pages, titles, strict=True), found, strict=True)
        if address not in [a for a, *_ in answer["names"]]
    ]
    assert len(pages) > 30
    assert wrong == []


def nav_name(site: Site, language: str, address: str) -> str:
    """What an overview is called in the navigation, which may say less than its heading."""
    here = site.world.addresses[language]
    return next(
        (load(language).text(f"nav.{k.value}") for k in PageKind if here.url(Place(k)) == address), ""
    )


@dataclass(frozen=True)
class Figure:
    """A figure that an area states, as it stands in the files."""

    identity: str
    area: str
    address: str
    metric: str
    years: str
    value: str


def figures(site: Site, language: str) -> list[Figure]:
    """The figures of areas that have a period and a number."""
    tables, here = site.world.tables, site.world.addresses[language]
    areas = {row["area_id"]: row["name"] for row in tables["areas"]}
    metrics = {row["metric_id"]: row[f"name_{language}"] for row in tables["metrics"]}
    return [
        Figure(
            row["target_id"],
            areas[row["area_id"]],
            here.url(Place(PageKind.AREA, row["area_id"])),
            metrics[row["metric_id"]],
            " ".join(filter(None, [row["period_start"], row["period_end"]])),
            row["value_low"] or row["value_high"],
        )
        for row in tables["targets"]
        if row["area_id"] and row["value_low"] + row["value_high"] and row["period_end"]
    ]


def leads_to(figure: Figure, answer: Found, first: int) -> bool:
    place = f"{figure.address}#f-{figure.identity}"
    return any(place in page["figures"] for page in answer["pages"][:first])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_is_found_by_its_place_its_name_and_its_period(real: Visit, language: str) -> None:
    asked = figures(real.site, language)
    with real.finder(language) as ask:
        found = ask([f"{f.metric} {f.years} {f.area}" for f in asked], texts=1)
        dashed = ask([f"{f.area} {f.metric} {f.years.replace(' ', '-')}" for f in asked], texts=1)
    assert len(asked) > 30
    for answers in (found, dashed):
        wrong = [f for f, answer in zip(asked, answers, strict=True) if not leads_to(f, answer, 1)]
        assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_is_found_by_its_number(real: Visit, language: str) -> None:
    """7206, 7.206 or 7,206: as it is typed, with the name of the place."""
    asked = [f for f in figures(real.site, language) if len(f.value) > 3 and f.value.isdigit()]
    assert len(asked) > 20
    for mark in ("", ".", ","):
        queries = [f"{int(f.value):,} {f.area}".replace(",", mark) for f in asked]
        with real.finder(language) as ask:
            found = ask(queries, texts=1)
        wrong = [q for f, q, a in zip(asked, queries, found, strict=True) if not leads_to(f, a, 1)]
        assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_that_is_offered_is_there(real: Visit, language: str) -> None:
    """Also without a place: years and a word lead to receipts that exist."""
    words = {"nl": "woningen", "en": "homes"}[language]
    with real.finder(language) as ask:
        [found] = ask([f"{words} 2035"], texts=HEAD)
    offered = [place for page in found["pages"] for place in page["figures"]]
    assert len(offered) >= HEAD / 2
    for place in offered:
        address, _, anchor = place.partition("#")
        assert anchor in real.site.ids[address]
        assert real.site.language(address) == language


# Words that have one stem, and what a general word is also called; both must find the same pages.
STEMS = {
    "nl": [("woning", "woningen"), ("wijk", "wijken"), ("gemeente", "gemeenten"), ("bouwen", "gebouwd")],
    "en": [("home", "homes"), ("neighbourhood", "neighbourhoods"), ("build", "building")],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_found_in_their_other_forms(real: Visit, language: str) -> None:
    pairs = STEMS[language]
    with real.finder(language) as ask:
        found = ask([word for pair in pairs for word in pair], texts=10_000)
    for one, other in zip(found[::2], found[1::2], strict=True):
        assert one["total"] > 5
        assert {p["address"] for p in one["pages"]} == {p["address"] for p in other["pages"]}


def accented(site: Site, language: str) -> Iterator[tuple[str, str]]:
    """Words with an accent in what is said of areas, and the page on which it is said."""
    here = site.world.addresses[language]
    for row in site.world.tables["areas"]:
        for word in re.findall(r"\w+", row[f"summary_{language}"]):
            if len(word) > 3 and plain(word) != word.lower():
                yield word, here.url(Place(PageKind.AREA, row["area_id"]))


def test_an_accent_too_few_or_too_many_does_no_harm(real: Visit) -> None:
    words = list(accented(real.site, "nl"))
    assert words
    towns = [one for one in wanted(real.site, "nl") if one.kind == "municipality"]
    odd = [one.name.replace("e", "é").replace("o", "ö") for one in towns]
    with real.finder("nl") as ask:
        bare = ask([plain(word) for word, _ in words], texts=10_000)
        whole = ask([word for word, _ in words], texts=10_000)
        decorated = ask(odd)
    for (word, address), *answers in zip(words, bare, whole, strict=True):
        for answer in answers:
            assert address in [page["address"] for page in answer["pages"]], word
    for one, answer in zip(towns, decorated, strict=True):
        assert answer["names"][0][0] == one.address


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_that_means_the_same_finds_what_is_there(real: Visit, language: str) -> None:
    """Of each row of such words, every word finds something as soon as one does."""
    texts = load(language).texts
    rows = [texts[key].split() for key in sorted(texts) if key.startswith("search.alike.")]
    with real.finder(language) as ask:
        for row in rows:
            totals = {word: answer["total"] for word, answer in zip(row, ask(row, texts=1), strict=True)}
            assert all(totals.values()) or not any(totals.values()), totals


def test_only_what_is_of_a_page_itself_is_searched(real: Visit) -> None:
    """What the index leaves out is still called so, and an area is not found on the pages of others."""
    pages = list(real.site.pages.values())
    for selector in programs.UNSEARCHED:
        *_, name = re.split(r"[ >]+", selector)
        tag, _, of_class = name.partition(".")
        found = (e for page in pages for e in (page.classed(of_class) if of_class else page.all(tag)))
        assert next(found, None) is not None, selector
    areas = [one for one in wanted(real.site, "nl") if one.kind == "area"]
    with real.finder("nl") as ask:
        found_in = ask([one.name for one in areas], texts=HEAD)
    kind = real.site.world.addresses["nl"].url(Place(PageKind.AREA))
    for one, answer in zip(areas, found_in, strict=True):
        others = [p["address"] for p in answer["pages"] if p["address"].startswith(kind)]
        assert others[0] == one.address
    # On average a name is on one page in fifteen; with tables and charts it would be one in nine.
    own = [address for address in real.site.pages if real.site.language(address) == "nl"]
    assert sum(answer["total"] for answer in found_in) * 15 < len(areas) * len(own)


def test_names_are_folded_alike_when_they_are_packed_and_when_they_are_sought(visit: Visit) -> None:
    names = [one.name for language in LANGUAGES for one in wanted(visit.site, language)]
    names += [
        "Åsgård_Øst",
        "ĲSSELSTEIN",
        "Ærø",
        "Straße",
        "Łódź",
        "Þór",
        "İzmir",
        "ΣΑΣ",
        "e\u0301e\u0301n",
        "x²",
        "½",
    ]
    fold = "([root, names]) => import(`${root}assets/javascripts/find.js`).then((m) => names.map(m.folded))"
    with visit.page(visit.site.world.languages[0]) as page:
        assert page.evaluate(fold, [visit.root, names]) == [lookup.folded(name) for name in names]


def open_box(page: Page) -> Locator:
    page.locator("button.search-open").click()
    box = page.get_by_role("dialog")
    expect(box.locator("input")).to_be_focused()
    return box


def search(page: Page, words: str) -> Locator:
    """Type into the search box, and wait until it says what it found."""
    box = open_box(page)
    box.locator("input").fill(words)
    expect(box.get_by_role("status")).to_contain_text(re.compile(r"\d"))
    return box


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_box_shows_kind_name_and_where_the_words_stand(real: Visit, language: str) -> None:
    texts, town = load(language), REAL.tables["municipalities"][-1]
    with real.page(language) as page:
        box = search(page, town["name"])
        first = box.locator(".search__result").first
        expect(first.locator("a")).to_have_text(
            f"{town['name']} {texts.text('search.kind.municipality')} · {town['province']}"
        )
        expect(first.locator("mark").first).to_have_text(town["name"].split()[0])
        assert box.locator(".search__excerpt mark").count() > 0
        found = box.locator("a").evaluate_all("(all) => all.map((a) => a.pathname)")
        start = urlsplit(real.root).path
        assert all((real.site.language(p.removeprefix(start)) == language) for p in found)


def test_the_box_works_below_a_folder_and_at_the_root(real: Visit, browser: Browser, at_root: str) -> None:
    row = REAL.tables["neighbourhoods"][0]
    for root in (real.root, at_root):
        page = browser.new_page()
        page.goto(root + REAL.addresses["nl"].url(Place(PageKind.DATA)))
        search(page, row["name"]).locator(".search__result a").first.click()
        page.wait_for_url(f"{root}{REAL.addresses['nl'].url(Place(PageKind.AREA, row['area_id']))}")
        page.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found_says_so_and_offers_the_overviews(real: Visit, language: str) -> None:
    texts = load(language)
    with real.page(language) as page:
        overviews = page.locator("#site-nav a").evaluate_all("(all) => all.map((a) => a.href)")
        box = open_box(page)
        expect(box.locator("a")).to_have_count(len(overviews))
        assert box.locator("a").evaluate_all("(all) => all.map((a) => a.href)") == overviews
        box.locator("input").fill(NOTHING)
        expect(box.get_by_role("status")).to_have_text(texts.text("search.none"))
        expect(box).to_contain_text(texts.text("search.advice"))
        assert box.locator("a").evaluate_all("(all) => all.map((a) => a.href)") == overviews
        box.locator("input").fill(REAL.tables["municipalities"][0]["name"] + "x")
        expect(box).to_contain_text(texts.text("search.near"))
        expect(box.locator(".search__title").first).to_have_text(REAL.tables["municipalities"][0]["name"])
        box.locator("input").fill("")
        expect(box).to_contain_text(texts.text("search.start"))


@pytest.mark.parametrize(
    "missing", ["**/search/nl.json", "**/search/nl/*", "**/pagefind/**", "**/assets/javascripts/find.js"]
)
def test_a_reader_is_helped_on_when_something_cannot_be_fetched(real: Visit, missing: str) -> None:
    name = REAL.tables["municipalities"][0]["name"]
    with real.page("nl") as page:
        page.route(missing, lambda route: route.abort())
        if "find" in missing.rpartition("/")[2]:
            page.locator("button.search-open").click()
            page.wait_for_url(real.root + REAL.addresses["nl"].url(Place(PageKind.AREA)))
            return
        box = open_box(page)
        box.locator("input").fill(name)
        if "pagefind" in missing:
            expect(box.get_by_role("status")).to_contain_text(re.compile(r"\d"))
            expect(box.locator(".search__title").first).to_have_text(name)
            assert box.locator(".search__heading").count() == 0
            return
        expect(box.get_by_role("status")).to_have_text(load("nl").text("chrome.search_failed"))
        assert box.locator("a").count() == page.locator("#site-nav a").count()
        # What failed is tried again.
        page.unroute(missing)
        box.locator("input").fill(name + " ")
        expect(box.locator(".search__title").first).to_have_text(name)


# Let what is fetched come late.
SLOWLY = """() => { const soon = window.fetch;
  window.fetch = (...asked) => new Promise((go) => setTimeout(() => go(soon(...asked)), 400)); }"""


def test_the_keyboard_alone_will_do(real: Visit) -> None:
    town = REAL.tables["municipalities"][0]
    address = real.root + REAL.addresses["nl"].url(Place(PageKind.MUNICIPALITY, town["slug"]))
    with real.page("nl") as page:
        page.evaluate(SLOWLY)
        page.locator("button.search-open").focus()
        page.keyboard.press("Enter")
        box = page.get_by_role("dialog")
        expect(box.locator("input")).to_be_focused()
        page.keyboard.type(town["name"])
        page.keyboard.press("Enter")  # before anything was found
        expect(box.locator(".search__result a").first).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url(address)


def test_arrows_walk_letters_type_and_escape_leaves(real: Visit) -> None:
    name = REAL.tables["municipalities"][0]["name"]
    with real.page("nl") as page:
        box = search(page, name)
        links_of = box.locator(".search__result a")
        for key, stop in (("Down", links_of.first), ("Down", links_of.nth(1)), ("Up", links_of.first)):
            page.keyboard.press(f"Arrow{key}")
            expect(stop).to_be_focused()
        page.keyboard.press("ArrowUp")
        expect(box.locator("input")).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("x")
        expect(box.locator("input")).to_be_focused()
        expect(box.locator("input")).to_have_value(name + "x")
        page.keyboard.press("Escape")
        expect(box).to_have_count(0)
        opener = page.locator("button.search-open")
        expect(opener).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.type(name)  # over what was typed before
        expect(box.locator("input")).to_have_value(name)


def test_more_is_shown_when_asked(real: Visit) -> None:
    with real.page("nl") as page:
        box = search(page, "woningen")
        total = int(re.sub(r"\D", "", box.get_by_role("status").text_content() or ""))
        seen = set()
        while box.locator(".search__more:visible").count():
            before = box.locator(".search__result").count()
            button = box.locator(".search__more:visible").first
            button.click()
            expect(box.locator(".search__result")).not_to_have_count(before)
            seen.add(page.evaluate("document.activeElement.matches('.search__result a')"))
        assert seen == {True}
        shown = box.locator(".search__result > a").evaluate_all("(all) => all.map((a) => a.href + a.text)")
        assert len(shown) == len(set(shown))
        # Pages that stand above by their name are told twice in the sum until they have been looked into.
        assert len(shown) == total


def test_what_is_found_is_announced_once_the_typing_pauses(real: Visit) -> None:
    note = """(status) => { window.said = []; const told = () => window.said.push(status.textContent);
      new MutationObserver(told).observe(status, { childList: true }); }"""
    with real.page("nl") as page:
        search(page, "a")
        page.locator("dialog [role=status]").evaluate(note)
        page.locator("dialog input").press_sequentially("msterdam", delay=20)
        expect(page.locator("dialog [role=status]")).to_have_text(re.compile(r"^\d+ result"))
        page.wait_for_timeout(800)
        said = [text for text in page.evaluate("window.said") if text]
        assert len(said) == 1


def test_nothing_in_the_data_becomes_markup(visit: Visit) -> None:
    tables = visit.site.world.tables
    names = [r["name"] for t in ("areas", "municipalities", "neighbourhoods") for r in tables[t]]
    names = [name for name in names if re.search(r"[<&\"*`|]", name)]
    with visit.page("en") as page:
        for name in names or [tables["areas"][0]["name"]]:
            box = search(page, name)
            tags = box.locator(".search__results *").evaluate_all(
                "(all) => [...new Set(all.map((e) => e.tagName))]"
            )
            assert set(tags) <= ALLOWED
            assert name in box.locator(".search__title").all_text_contents()
            page.keyboard.press("Escape")


def heard(page: Page, site: Site, root: str) -> list[tuple[str, int]]:
    """What the page fetches from now on, with the bytes that a server sends for it."""
    found: list[tuple[str, int]] = []

    def note(request: Request) -> None:
        address = urlsplit(request.url).path.removeprefix(urlsplit(root).path)
        content = site.file(address).read_bytes()
        packed = content if content.startswith(b"\x1f\x8b") else gzip.compress(content)
        found.append((address, len(packed)))

    page.on("request", note)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_search_weighs_little_and_nothing_before_it_is_reached_for(visit: Visit, language: str) -> None:
    with visit.page(language) as page:
        fetched = heard(page, visit.site, visit.root)
        page.reload(wait_until="networkidle")
        assert not [path for path, _ in fetched if path.startswith(("pagefind/", "assets/search/"))]
        assert not [path for path, _ in fetched if path.endswith(("find.js", "search-box.js"))]
        fetched.clear()
        with page.expect_response("**/assets/search/*.json"):
            page.locator("button.search-open").focus()
        page.wait_for_timeout(500)  # for what should not come
        assert not [path for path, _ in fetched if path.startswith("pagefind/")]
        search(page, wanted(visit.site, language)[0].name)
        page.wait_for_load_state("networkidle")
        assert [path for path, _ in fetched if path.startswith("pagefind/index/")]
        assert sum(size for _, size in fetched) < FIRST_SEARCH, sorted(fetched, key=lambda f: -f[1])


def test_the_index_holds_only_what_pages_fetch(real_site: Site) -> None:
    found = {path.name for path in (real_site.folder / "pagefind").iterdir()}
    shapes = [re.sub(r"_[0-9a-f]+", "", name) for name in found]
    languages = sorted(REAL.languages)
    assert sorted(shapes) == sorted(
        ["fragment", "index", "pagefind-entry.json", "pagefind.js"]
        + [f"pagefind.{language}.pf_meta" for language in languages]
        + [f"wasm.{language}.pagefind" for language in languages]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_script_the_search_is_a_way_to_the_areas(visit: Visit, language: str) -> None:
    here = visit.site.world.addresses[language]
    for address, page in visit.site.pages.items():
        if visit.site.language(address) == language:
            [link] = [
                found
                for found in links(page)
                if "search-open" in (found.element.attributes.get("class") or "")
            ]
            assert resolved(address, unquote(link.target)) == here.url(Place(PageKind.AREA))
