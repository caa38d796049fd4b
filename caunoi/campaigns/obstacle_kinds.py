"""Kinds of obstacles: ours, and those that the site adds in ``OBSTACLE_KINDS`` (code → name)."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

OTHER = "other"
KINDS: dict[str, Any] = {
    "money": pgettext_lazy("obstacle", "Money"),
    "people": pgettext_lazy("obstacle", "People"),
    "unclear": _("The document is not clear"),
    "time": pgettext_lazy("obstacle", "Time"),
    "coordination": pgettext_lazy("obstacle", "Working with others"),
    "means": _("Means and equipment"),
}


def kinds() -> dict[str, str]:
    """Code → name, in the order offered; the last is "other"."""
    return {code: str(name) for code, name in (KINDS | settings.OBSTACLE_KINDS | {OTHER: _("Something else")}).items()}


def label_of(code: str) -> str:
    """A code that the site no longer offers stands for itself."""
    return kinds().get(code, code)
