"""What follows a congress whose dates move: upper layers register here, so that moving a date reaches them from below.

``campaigns`` registers one follower; nothing here knows what it does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class CongressMove:
    """A congress and the days it would get (both included; None: no longer known)."""

    congress_id: int
    unit_id: int
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True)
class Touched:
    """One line of the preview: what is touched, and how many of it."""

    label: str
    number: int
    url: str = ""


@dataclass(frozen=True)
class Follower:
    """``preview`` writes nothing; ``apply`` runs in the transaction that moves the dates, after they have moved."""

    preview: Callable[[Sequence[CongressMove]], list[Touched]]
    apply: Callable[[Sequence[CongressMove], Any, datetime], None]


_followers: list[Follower] = []


def register(follower: Follower) -> None:
    """Called once by an app's ``ready``."""
    if follower not in _followers:
        _followers.append(follower)


def touched_by(moves: Sequence[CongressMove]) -> list[Touched]:
    """Whom and what the moves would touch, without writing anything."""
    return [line for follower in _followers for line in follower.preview(moves)]


def follow(moves: Sequence[CongressMove], *, by: Any, now: datetime) -> None:
    """Let everything that hangs on these congresses follow. Runs inside the caller's transaction."""
    for follower in _followers:
        follower.apply(moves, by, now)
