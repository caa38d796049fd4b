"""The issued papers that came out of a congress (resolution, action programme): an upper layer keeps them and registers here.

``campaigns`` registers one provider; nothing here knows what an instrument is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from caunoi.congresses.models import Congress


@dataclass(frozen=True)
class Paper:
    """One paper and what became of it, in words."""

    label: str
    url: str
    issued_on: date | None
    state: str
    tone: str = "info"


Provider = Callable[[Congress, Any, date], list[Paper]]  # (congress, user, day) → what that user may open
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Called once by an app's ``ready``."""
    if provider not in _providers:
        _providers.append(provider)


def papers_of(congress: Congress, user: Any, *, on: date) -> list[Paper]:
    """What came out of the congress, as far as ``user`` may see it on the day."""
    return [paper for provider in _providers for paper in provider(congress, user, on)]
