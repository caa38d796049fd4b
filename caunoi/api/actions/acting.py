"""In whose name a token acts, and under which key."""

from typing import Any, cast
from uuid import NAMESPACE_URL, UUID, uuid5

from caunoi.api.models import ApiToken, Connection


def acting_as(token: ApiToken) -> Connection:
    """The token's maker, called by the token's name: what is audited says which system did it."""
    found: Any = Connection.objects.get(pk=token.made_by_id)  # the manager is the account's own
    found.token = token
    return cast("Connection", found)


def client_key_of(token: ApiToken, key: str) -> UUID:
    """Keys of two systems never meet."""
    return uuid5(NAMESPACE_URL, f"caunoi:{token.pk}:{key}")
