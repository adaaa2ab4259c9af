"""One request to one address: what the server says, without what it sends."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

# What a server's owner sees, and where to find out more.
USER_AGENT = "alliantieatlas-links/1 (checks whether cited sources can still be found)"
# What may stand in an address as it is; the rest is written in its code.
PLAIN = "/%:@!$&'()*+,;=~?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a request: a status, or ``trouble`` and what was said of it."""

    status: int = 0
    location: str = ""
    retry_after: str = ""
    trouble: str = ""
    found: str = ""
    seconds: float = 0.0


def ask(url: str, method: str, patience: float) -> Answer:
    """Send a request, and wait no longer than ``patience`` seconds for each part of an answer."""
    started = time.monotonic()
    try:
        status, location, retry_after = _status(urlsplit(url), method, patience)
    except TimeoutError:
        return Answer(trouble="timeout", seconds=time.monotonic() - started)
    except ssl.SSLCertVerificationError as error:
        return Answer(trouble="certificate", found=error.verify_message)
    except socket.gaierror as error:
        return Answer(trouble="unreachable", found=error.strerror or "")
    except (OSError, http.client.HTTPException) as error:
        is_ours = isinstance(error, http.client.InvalidURL)
        return Answer(trouble="address" if is_ours else "unreachable", found=str(error))
    except ValueError as error:  # a port or a name that none can have
        return Answer(trouble="address", found=str(error))
    seconds = time.monotonic() - started
    return Answer(status=status, location=location, retry_after=retry_after, seconds=seconds)


def _status(parts: SplitResult, method: str, patience: float) -> tuple[int, str, str]:
    connection = _connection(parts, patience)
    try:
        headers = {"User-Agent": USER_AGENT, "Accept": "*/*", "Connection": "close"}
        connection.request(method, _target(parts), headers=headers)
        response = connection.getresponse()
        return response.status, response.getheader("Location", ""), response.getheader("Retry-After", "")
    finally:
        connection.close()


def _connection(parts: SplitResult, patience: float) -> http.client.HTTPConnection:
    host = (parts.hostname or "").encode("idna").decode("ascii")
    if not host or parts.scheme not in ("http", "https"):
        raise ValueError(parts.geturl())
    if parts.scheme == "http":
        return http.client.HTTPConnection(host, parts.port, timeout=patience)
    context = ssl.create_default_context()
    return http.client.HTTPSConnection(host, parts.port, timeout=patience, context=context)


def _target(parts: SplitResult) -> str:
    """The path and the query as a server wants them: the place on a page is the browser's affair."""
    path = quote(parts.path or "/", safe=PLAIN.replace("?", ""))
    return f"{path}?{quote(parts.query, safe=PLAIN)}" if parts.query else path
