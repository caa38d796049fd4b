"""Looking at a public web address: does it still answer? Never at an address inside a network.

Whoever logs an activity gives the address, so the server must not become a way into its own network: the name is
resolved first, every address it has must be public, and the connection goes to the very address that was judged, after
each redirect anew. Only the standard ports; no credentials; a few kilobytes at most; no proxy of the environment.
``settings.LINK_CHECK_ALLOWED`` ("host:port") lets tests talk to a server of their own.
"""

import http.client
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings

from caunoi.campaigns.enums import LinkState
from caunoi.core.outside import PORTS, addresses_of, connection_to, is_public, target_of

SECONDS = 8.0
MAX_REDIRECTS = 5
MAX_BYTES = 65_536
AGENT = "CauNoi-link-check/1"


@dataclass(frozen=True)
class Look:
    """What was found. ``status`` is the last HTTP status; ``reason``: a short word where there was no status to judge by."""

    state: LinkState
    status: int | None = None
    reason: str = ""


class _NotPublicError(Exception):
    """The address lies inside a network, or is none that we visit."""


def look_at(url: str) -> Look:
    """Follow ``url``. GONE: 404 or 410, or the name is not known. UNKNOWN: refused to us, broken, slow, or not public."""
    try:
        for _hop in range(MAX_REDIRECTS + 1):
            status, onward = _visit(url)
            if not onward:
                return Look(_judge(status), status)
            url = urljoin(url, onward)
    except _NotPublicError:
        return Look(LinkState.UNKNOWN, reason="not_public")
    except socket.gaierror as error:
        known_missing = error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
        return Look(LinkState.GONE if known_missing else LinkState.UNKNOWN, reason="no_such_site")
    except (OSError, http.client.HTTPException, ValueError):
        return Look(LinkState.UNKNOWN, reason="no_answer")
    return Look(LinkState.UNKNOWN, reason="redirects")


def _judge(status: int) -> LinkState:
    if 200 <= status < 300:
        return LinkState.REACHABLE
    return LinkState.GONE if status in (404, 410) else LinkState.UNKNOWN


def _visit(url: str) -> tuple[int, str]:
    """The status and, for a redirect, where to. HEAD; GET where the site does not take HEAD."""
    parts = urlsplit(url)
    address, port = _public_address(parts)
    status, onward = _ask("HEAD", parts, address, port)
    return _ask("GET", parts, address, port) if status in (400, 403, 404, 405, 501) else (status, onward)


def _public_address(parts: SplitResult) -> tuple[str, int]:
    if parts.scheme not in PORTS or not parts.hostname or parts.username is not None:
        raise _NotPublicError
    port = parts.port or PORTS[parts.scheme]
    allowed = f"{parts.hostname}:{port}" in getattr(settings, "LINK_CHECK_ALLOWED", ())
    if not allowed and port != PORTS[parts.scheme]:
        raise _NotPublicError
    found = addresses_of(parts.hostname, port)
    if not allowed and not all(is_public(each) for each in found):
        raise _NotPublicError
    return found[0], port


def _ask(method: str, parts: SplitResult, address: str, port: int) -> tuple[int, str]:
    connection = connection_to(parts, address, port, seconds=SECONDS)
    try:
        connection.request(method, target_of(parts), headers={"User-Agent": AGENT, "Accept": "*/*"})
        answer = connection.getresponse()
        answer.read(MAX_BYTES)
        onward = answer.getheader("Location", "") if 300 <= answer.status < 400 else ""
        return answer.status, onward
    finally:
        connection.close()
