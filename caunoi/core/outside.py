"""Connections to web addresses that somebody typed: never a way into our own network.

Whoever calls resolves the name first, judges every address it has (``is_public``), and connects to the very address that was
judged (``connection_to``): what the name says a moment later does not matter. No proxy of the environment is used.
"""

import http.client
import ipaddress
import socket
import ssl
from urllib.parse import SplitResult

from django.utils.encoding import iri_to_uri

PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether ``address`` belongs to the open internet, also behind the ways of writing an IPv4 address inside an IPv6 one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.sixtofour or ip.teredo or ip in _NAT64:
            return False
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
    return ip.is_global and not ip.is_multicast


def addresses_of(host: str, port: int) -> list[str]:
    """Every address that the name has. ``socket.gaierror`` where it is not known."""
    return [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def connection_to(parts: SplitResult, address: str, port: int, *, seconds: float) -> http.client.HTTPConnection:
    """To ``address`` under the host name of ``parts``, not opened yet; TLS, checked against that name, for https."""
    kind = _Secure if parts.scheme == "https" else _Plain
    return kind(str(parts.hostname), port, address, seconds)


def target_of(parts: SplitResult) -> str:
    return iri_to_uri((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


class _Plain(http.client.HTTPConnection):
    """Connects to ``address`` whatever its host is called."""

    def __init__(self, host: str, port: int, address: str, seconds: float) -> None:
        super().__init__(host, port, timeout=seconds)
        self.address, self.seconds = address, seconds

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), timeout=self.seconds)


class _Secure(_Plain):
    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
