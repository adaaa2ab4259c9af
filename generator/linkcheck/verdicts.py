"""What an answer means: lost, moved, slow, or shut to programs and perhaps open to people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from generator.linkcheck.asking import Answer
from generator.problems import Severity

MOVED = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})
REDIRECTS = MOVED | {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT}
GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
# 999 is no standard; large sites answer it to programs.
BLOCKED = frozenset({401, 403, 407, 429, 451, 999})
SLOW = 10.0

Verdict = tuple[str, Severity, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The last answer, and the address that replaces this one for good."""

    answer: Answer
    moved_to: str = ""


def verdict(url: str, way: Way) -> Verdict | None:
    """What to tell of an address; None where all is well."""
    answer = way.answer
    if answer.trouble:
        return _trouble(answer)
    if not HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
        return _refusal(answer.status)
    if way.moved_to and way.moved_to != url:
        return "link-moved", Severity.WARNING, {"target": way.moved_to}
    if answer.seconds > SLOW:
        return "link-slow", Severity.WARNING, {"seconds": str(round(answer.seconds))}
    return None


def _refusal(status: int) -> Verdict:
    details = {"status": str(status)}
    if status in GONE:
        return "link-gone", Severity.ERROR, details
    if status in BLOCKED:
        return "link-blocked", Severity.WARNING, details
    return "link-fault", Severity.ERROR, details


def _trouble(answer: Answer) -> Verdict:
    details = {"found": answer.found or answer.trouble, "seconds": str(round(answer.seconds))}
    match answer.trouble:
        case "timeout":
            return "link-timeout", Severity.ERROR, details
        case "certificate":
            return "link-certificate", Severity.ERROR, details
        case "loop":
            return "link-loop", Severity.ERROR, details
        case "address":
            return "link-address", Severity.ERROR, details
        case _:
            return "link-unreachable", Severity.ERROR, details
