"""A mail server that refuses one address, speaking Django's own backend protocol."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend


class RefusesOwner(EmailBackend):
    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        if any("can-bo@huyen.example" in message.to for message in messages):
            raise ConnectionRefusedError("550 no such user")
        return super().send_messages(messages)
