"""A sheet to draw on: plain SVG that is read in print and on a phone, with nothing but the system's own letters."""

from collections.abc import Iterable, Sequence
from html import escape
from math import log10
from typing import Final

LETTERS: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
INK: Final = "#1e2327"
QUIET: Final = "#5b554c"
LINE: Final = "#ddd4c5"
SURFACE: Final = "#fffdf9"
RIVER: Final = "#0f4c75"
RIVER_LIGHT: Final = "#2f78a8"
OCHRE: Final = "#a86a00"
GREEN: Final = "#2f7350"
RED: Final = "#b5352a"
STONE: Final = "#766c5c"
Point = tuple[float, float]


class Sheet:
    """Everything is in units of a sheet 480 wide: on a phone one unit is about three quarters of a pixel."""

    def __init__(self, height: float, title: str, told: str, width: float = 480) -> None:
        self.width, self.height, self.title, self.told = width, height, title, told
        self._drawn: list[str] = []

    def text(
        self,
        x: float,
        y: float,
        said: str,
        *,
        size: float = 14,
        color: str = INK,
        anchor: str = "start",
        weight: int = 400,
    ) -> None:
        self._drawn.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{color}" text-anchor="{anchor}" '
            f'font-weight="{weight}">{escape(said)}</text>'
        )

    def line(self, points: Sequence[Point], *, color: str = LINE, wide: float = 1, dashed: bool = False) -> None:
        joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashes = ' stroke-dasharray="2 6"' if dashed else ""
        self._drawn.append(
            f'<polyline points="{joined}" fill="none" stroke="{color}" stroke-width="{wide:g}" '
            f'stroke-linecap="round" stroke-linejoin="round"{dashes}/>'
        )

    def dot(self, at: Point, *, color: str, hollow: bool = False, radius: float = 4.5) -> None:
        self._drawn.append(
            f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{radius:g}" fill="{SURFACE if hollow else color}" '
            f'stroke="{color}" stroke-width="2"/>'
        )

    def bar(self, x: float, y: float, wide: float, high: float, *, color: str) -> None:
        self._drawn.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(0.0, wide):.1f}" height="{high:.1f}" fill="{color}"/>'
        )

    def svg(self) -> str:
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:g} {self.height:g}" '
            f'role="img" aria-labelledby="title told" font-family="{LETTERS}">'
        )
        return "\n".join([
            head, f'<title id="title">{escape(self.title)}</title>', f'<desc id="told">{escape(self.told)}</desc>',
            f'<rect width="{self.width:g}" height="{self.height:g}" rx="8" fill="{SURFACE}"/>', *self._drawn, "</svg>\n",
        ])  # fmt: skip


class Scale:
    """Values to places, in a straight line or by their logarithm."""

    def __init__(self, low: float, high: float, begin: float, end: float, *, logarithmic: bool = False) -> None:
        self._log = logarithmic
        self._low, self._high = self._of(low), self._of(high)
        self._begin, self._end = begin, end

    def _of(self, value: float) -> float:
        return log10(value) if self._log else value

    def __call__(self, value: float) -> float:
        share = (self._of(value) - self._low) / (self._high - self._low)
        return self._begin + share * (self._end - self._begin)


def apart(wanted: Iterable[float], least: float, lowest: float) -> list[float]:
    """Heights of labels, at least so far apart, in their order, none below ``lowest``, as near to the wanted as can be."""
    wanted = list(wanted)
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    placed: dict[int, float] = {}
    floor = float("-inf")
    for at in order:
        placed[at] = floor = max(wanted[at], floor + least)
    ceiling = lowest
    for at in reversed(order):
        placed[at] = ceiling = min(placed[at], ceiling)
        ceiling -= least
    return [placed[at] for at in range(len(wanted))]
