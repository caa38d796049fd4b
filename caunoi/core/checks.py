"""System checks: settings that are unsafe in production stop the start."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security)
def production_is_safe(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Outside production nothing is asked; in production each unsafe setting is an error that names its variable."""
    if not settings.PRODUCTION:
        return []
    unsafe = [
        (settings.DEBUG, "CAUNOI_DEBUG must be 0 in production.", "caunoi.E001"),
        (len(settings.SECRET_KEY) < 50, "CAUNOI_SECRET_KEY must hold at least 50 characters.", "caunoi.E002"),
        (not settings.ALLOWED_HOSTS, "CAUNOI_HOSTS must name the hosts that are served.", "caunoi.E003"),
        ("*" in settings.ALLOWED_HOSTS, "CAUNOI_HOSTS must not be '*'.", "caunoi.E004"),
        (not settings.BASE_URL.startswith("https://"), "CAUNOI_BASE_URL must begin with https://.", "caunoi.E005"),
        (not settings.EMAIL_HOST, "CAUNOI_EMAIL_HOST must name a mail server: invitations go by mail.", "caunoi.E006"),
    ]
    return [Error(message, id=code) for wrong, message, code in unsafe if wrong]
