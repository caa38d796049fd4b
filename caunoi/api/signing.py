"""How a receiver knows that a message is ours: HMAC-SHA256 over "moment.body", the moment in seconds since 1970.

The secret of a webhook is derived from its row and the server's key, so that a stolen database alone signs nothing.
"""

import hashlib
import hmac

from django.utils.crypto import salted_hmac

from caunoi.api.models import Webhook


def secret_of(webhook: Webhook) -> str:
    return "whsec_" + salted_hmac("caunoi.api.webhook", f"{webhook.pk}.{webhook.salt}", algorithm="sha256").hexdigest()


def sign(secret: str, moment: int, body: bytes) -> str:
    """The value of the header ``Caunoi-Signature``: ``t=MOMENT,v1=HEX``."""
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"
