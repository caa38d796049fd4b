"""Posting to an address that somebody typed: never a way into our own network.

The name is resolved first, every address it has must be public, and the connection goes to the very address that was judged.
Redirects are not followed, the answer's body is thrown away, no proxy of the environment is used. TLS is asked for, except
outside production. ``settings.WEBHOOKS_MAY_STAY_INSIDE`` lets messages go to addresses inside the network and without TLS.
"""

import http.client
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from caunoi.core.errors import Refused
from caunoi.core.outside import PORTS, addresses_of, connection_to, is_public, target_of

SECONDS = 8.0
MAX_BYTES = 4_096


@dataclass(frozen=True)
class Answer:
    """``status`` of the answer, or ``error`` in one word: ``not_public``, ``no_such_site``, ``no_answer``."""

    status: int | None = None
    error: str = ""

    @property
    def taken(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def check_address(url: str) -> None:
    """``Refused`` for an address that messages would never be sent to, before it is kept. Asks no name server."""
    try:
        parts = urlsplit(url)
        usable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.username is not None or parts.scheme not in PORTS:
        message = _(
            "Write a full address such as https://hethong.example.vn/caunoi, without a name and password in it."
        )
        raise Refused(message, code="bad_address")
    if parts.scheme != "https" and not _plain_is_fine():
        raise Refused(_("The address must begin with https://: messages go encrypted."), code="not_encrypted")


def _plain_is_fine() -> bool:
    return bool(not settings.PRODUCTION or settings.WEBHOOKS_MAY_STAY_INSIDE)


def post(url: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Send ``body``; never raises for what the other side does."""
    try:
        check_address(url)
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
        found = addresses_of(str(parts.hostname), port)
        if not settings.WEBHOOKS_MAY_STAY_INSIDE and not all(is_public(each) for each in found):
            return Answer(error="not_public")
        return Answer(_send(parts, found[0], port, body, headers))
    except Refused:
        return Answer(error="not_public")
    except (socket.gaierror, UnicodeError):
        return Answer(error="no_such_site")
    except (OSError, http.client.HTTPException):
        return Answer(error="no_answer")


def _send(parts: SplitResult, address: str, port: int, body: bytes, headers: dict[str, str]) -> int:
    connection = connection_to(parts, address, port, seconds=SECONDS)
    try:
        connection.request("POST", target_of(parts), body=body, headers=headers)
        answer = connection.getresponse()
        answer.read(MAX_BYTES)
        return answer.status
    finally:
        connection.close()
