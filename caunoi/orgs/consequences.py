"""What a reorganisation brings with it beyond the tree. Apps above register here, so that it reaches them from below.

Each consequence is asked three things: ``preview(plan)`` says in numbers what will happen and writes nothing;
``apply(plan, by, now)`` does it inside the transaction that writes the tree, after the tree, and returns as JSON what
``undo(data, by, now)`` needs to bring exactly the former state back. ``undo`` runs before the tree is restored, in reverse
order, and raises ``Refused`` where something was built on the new state since. What must see the restored tree is done by
``restored(data, by, now)``, after it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from caunoi.orgs.reorganising.planning import Plan


@dataclass(frozen=True)
class Line:
    """One line of the preview: what happens, and to how many. ``tone`` is info or warning (somebody should look first)."""

    label: str
    number: int
    tone: str = "info"


@dataclass(frozen=True)
class Consequence:
    """``name`` is kept with what was done: it must never change. Lower ``order`` is applied first and undone last."""

    name: str
    order: int
    preview: Callable[[Plan], list[Line]]
    apply: Callable[[Plan, Any, datetime], Any]
    undo: Callable[[Any, Any, datetime], None]
    restored: Callable[[Any, Any, datetime], None] | None = None


_registered: dict[str, Consequence] = {}


def register(consequence: Consequence) -> None:
    """Called once by an app's ``ready``."""
    _registered.setdefault(consequence.name, consequence)


def _in_order() -> list[Consequence]:
    return sorted(_registered.values(), key=lambda item: (item.order, item.name))


def preview_all(plan: Plan) -> list[Line]:
    """Every line with a number above zero."""
    return [line for item in _in_order() for line in item.preview(plan) if line.number]


def apply_all(plan: Plan, *, by: Any, now: datetime) -> dict[str, Any]:
    """Inside the caller's transaction; what was done, by name."""
    return {item.name: item.apply(plan, by, now) for item in _in_order()}


def undo_all(done: dict[str, Any], *, by: Any, now: datetime) -> None:
    """Take back what ``apply_all`` returned, last first. KeyError where a consequence is no longer registered."""
    for item in reversed(_in_order()):
        if item.name in done:
            item.undo(done[item.name], by, now)
    if unknown := set(done) - set(_registered):
        raise KeyError(", ".join(sorted(unknown)))


def restored_all(done: dict[str, Any], *, by: Any, now: datetime) -> None:
    """After the tree is as it was again, in order."""
    for item in _in_order():
        if item.restored and item.name in done:
            item.restored(done[item.name], by, now)
