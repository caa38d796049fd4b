"""Geometry of the small charts of a glance: bars of one figure through the waves, each with its number beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from caunoi.core.timeline import percent
from caunoi.reporting.queries.glance import Multiple


@dataclass(frozen=True)
class Stave:
    """One wave's bar. ``width`` is empty where the value is not known; a nought is drawn as a hair."""

    label: str
    value: int | None
    width: str
    is_now: bool


@dataclass(frozen=True)
class SmallChart:
    name: str
    measure: str
    code: str
    staves: tuple[Stave, ...]


def small_charts(multiples: Sequence[Multiple], labels: Sequence[str]) -> list[SmallChart]:
    """Each figure on its own scale: the figures have nothing to do with each other, the waves have."""
    return [_chart(one, labels) for one in multiples]


def _chart(one: Multiple, labels: Sequence[str]) -> SmallChart:
    most = max(value or 0 for value in one.values)
    staves = tuple(
        Stave(label, value, "" if value is None else percent(max(value * 100 / most, 0.5)), place == len(labels) - 1)
        for place, (label, value) in enumerate(zip(labels, one.values, strict=True))
    )
    return SmallChart(one.line.name, one.line.measure, one.line.code, staves)
