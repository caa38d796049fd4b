"""Parts of a campaign's pages that apps above add: they register here, so that the campaign leads to them from below."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class MoreTab:
    """``name`` is the full name of an address that takes the campaign's key."""

    name: str
    label: Any


_registered: dict[str, MoreTab] = {}


def register_tab(tab: MoreTab) -> None:
    """Twice the same name is once."""
    _registered[tab.name] = tab


def more_tabs() -> list[MoreTab]:
    return list(_registered.values())
