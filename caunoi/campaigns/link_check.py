"""Looking at a public web address: does it still answer? Never at an address inside a network.

Whoever logs an activity gives the address, so the server must not become a way into its own network: the name is
resolved first, every address it has must be public, and the connection goes to the very address that was judged, after
each redirect anew. Only the standard ports; no credentials; a few kilobytes at most; no proxy of the environment.
``settings.LINK_CHECK_ALLOWED`` ("host:port") lets tests talk to a server of their own.
"""

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

from caunoi.campaigns.enums import LinkState

SECONDS = 8.0
MAX_REDIRECTS = 5
MAX_BYTES = 65_536
PORTS = {"http": 80, "https": 443}
AGENT = "CauNoi-link-check/1"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


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
    found = [str(row[4][0]) for row in socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)]
    if not allowed and not all(is_public(each) for each in found):
        raise _NotPublicError
    return found[0], port


def is_public(address: str) -> bool:
    """Whether ``address`` belongs to the open internet, also behind the ways of writing an IPv4 address inside an IPv6 one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.sixtofour or ip.teredo or ip in _NAT64:
            return False
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
    return ip.is_global and not ip.is_multicast


class _Plain(http.client.HTTPConnection):
    """Connects to ``address`` whatever its host is called."""

    def __init__(self, parts: SplitResult, address: str, port: int) -> None:
        super().__init__(str(parts.hostname), port, timeout=SECONDS)
        self.address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), timeout=SECONDS)


class _Secure(_Plain):
    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _ask(method: str, parts: SplitResult, address: str, port: int) -> tuple[int, str]:
    connection = (_Secure if parts.scheme == "https" else _Plain)(parts, address, port)
    target = iri_to_uri((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    try:
        connection.request(method, target, headers={"User-Agent": AGENT, "Accept": "*/*"})
        answer = connection.getresponse()
        answer.read(MAX_BYTES)
        onward = answer.getheader("Location", "") if 300 <= answer.status < 400 else ""
        return answer.status, onward
    finally:
        connection.close()
