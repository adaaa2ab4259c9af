"""Every address asked, politely: one at a time per server, with pauses, and again before it is lost."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from generator.linkcheck.addresses import Address
from generator.linkcheck.asking import Answer, ask
from generator.linkcheck.verdicts import MOVED, REDIRECTS, Way, verdict
from generator.problems import Problem

SERVERS_AT_ONCE = 4
MOST_REDIRECTS = 10
TOO_MANY = 429
SERVER_ERROR = 500
CLIENT_ERROR = 400
LONGEST_WAIT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How long to wait: for an answer, between two requests to a server, and before asking again."""

    patience: float = 20
    pause: float = 1
    wait: float = 5
    tries: int = 3


def check(found: Iterable[Address], manners: Manners) -> list[Problem]:
    """What is wrong with these addresses, in their order; each is asked once, however often it stands."""
    found = list(found)
    ways = asked((address.url for address in found), manners)
    told: list[Problem] = []
    for address in found:
        said = verdict(address.url, ways[address.url])
        if said:
            rule, severity, details = said
            told.append(address.tell(rule, severity, {"where": address.where, **details}))
    return told


def asked(urls: Iterable[str], manners: Manners) -> Mapping[str, Way]:
    """Where each address leads."""
    servers: dict[str, list[str]] = defaultdict(list)
    for url in dict.fromkeys(urls):
        servers[_server(url)].append(url)
    with ThreadPoolExecutor(max_workers=SERVERS_AT_ONCE) as pool:
        ways = pool.map(lambda some: list(_one_by_one(some, manners)), servers.values())
    return {url: way for found in ways for url, way in found}


def _server(url: str) -> str:
    """Whom to be polite to: nobody, where an address is none."""
    try:
        return urlsplit(url).netloc.casefold()
    except ValueError:
        return ""


def _one_by_one(urls: Sequence[str], manners: Manners) -> Iterator[tuple[str, Way]]:
    for position, url in enumerate(urls):
        if position:
            time.sleep(manners.pause)
        yield url, _patiently(url, manners)


def _patiently(url: str, manners: Manners) -> Way:
    """Ask until the answer is worth something: a fault may pass."""
    way = _followed(url, manners)
    for attempt in range(1, manners.tries):
        answer = way.answer
        may_pass = answer.status >= SERVER_ERROR or answer.status == TOO_MANY
        if not may_pass and answer.trouble not in ("timeout", "unreachable"):
            break
        time.sleep(_wait(answer, manners.wait * attempt))
        way = _followed(url, manners)
    return way


def _wait(answer: Answer, usual: float) -> float:
    asked_for = int(answer.retry_after) if answer.retry_after.isdecimal() else 0
    return min(max(usual, asked_for), LONGEST_WAIT)


def _followed(url: str, manners: Manners) -> Way:
    """Where an address leads, through all that send on to another."""
    here, moved_to, is_lasting = url, "", True
    for _ in range(MOST_REDIRECTS + 1):
        answer = _one(here, manners.patience)
        if answer.status not in REDIRECTS or not answer.location:
            return Way(answer=answer, moved_to=moved_to)
        try:
            here = urljoin(here, answer.location)
        except ValueError:
            return Way(answer=Answer(trouble="address", found=answer.location))
        # A way that is lasting as far as here: from there on it may differ tomorrow.
        is_lasting = is_lasting and answer.status in MOVED
        moved_to = here if is_lasting else moved_to
    return Way(answer=Answer(trouble="loop"))


def _one(url: str, patience: float) -> Answer:
    """Ask for the head alone; where that is refused, as some servers do, for the whole."""
    answer = ask(url, "HEAD", patience)
    is_refused = answer.status >= CLIENT_ERROR and answer.status != TOO_MANY
    return ask(url, "GET", patience) if is_refused else answer
