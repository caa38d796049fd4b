"""Filters of the account pages: ``{% load accounts %}``."""

from datetime import timedelta

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# The first mark found in the browser's own description wins: most browsers also claim to be those below them.
BROWSERS = (
    ("coc_coc_browser", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("SamsungBrowser", "Samsung Internet"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


@register.filter
def device(user_agent: str) -> str:
    """ "Chrome on Android" from a User-Agent header; what it does not name is left out."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown device")


@register.filter
def minutes(span: timedelta) -> int:
    """Whole minutes, rounded up: nobody is told to come back too early."""
    return -(-int(span.total_seconds()) // 60)
