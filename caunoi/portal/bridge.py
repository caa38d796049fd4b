"""The picture at the head of the front page: one span for each wave, built as far as its days have gone by.

Drawn on a canvas of 1200 × 200 that the page stretches to its width; words stand beneath it, never in it.
"""

from dataclasses import dataclass

from caunoi.core.formatting import format_days
from caunoi.core.timeline import Bar, Timeline, percent, state_label

WIDTH, GROUND, RISE, CROWN, PIER, DECK = 1200.0, 200.0, 92.0, 26.0, 9.0, 19.0
RAIL = 12.0
BARE_SPANS = 3


@dataclass(frozen=True)
class Span:
    """``path`` is the outline; ``built`` is the x up to which it stands, empty for nothing."""

    label: str
    days: str
    tone: str
    state: str
    path: str
    left: str
    built: str


@dataclass(frozen=True)
class Bridge:
    """``today_x`` is a share of the width ("12.50%"), empty when no wave is under way; ``today_side`` as SVG's text-anchor."""

    spans: tuple[Span, ...]
    rail: str
    posts: str
    today_x: str = ""
    today_side: str = "start"


def deck_height(x: float) -> float:
    """y of the road at ``x``: a parabola from shore to shore."""
    offset = 2 * x / WIDTH - 1
    return CROWN + RISE * offset * offset


def build_bridge(chart: Timeline | None) -> Bridge:
    """A span for each wave of the chart; three bare ones while there is none."""
    bars = list(chart.bars) if chart else []
    count = len(bars) or BARE_SPANS
    spans, today = [], 0.0
    for number in range(count):
        left, right = number * WIDTH / count, (number + 1) * WIDTH / count
        bar = bars[number] if bars else None
        share = share_built(bar, chart) if bar and chart else 0.0
        edge = left + (right - left) * share
        if 0 < share < 1:
            today = edge
        spans.append(_span(bar, left, right, edge))
    rail, posts = rail_path(RAIL), rail_path(RAIL / 2)
    if not today:
        return Bridge(tuple(spans), rail, posts)
    return Bridge(tuple(spans), rail, posts, percent(today * 100 / WIDTH), "end" if today > WIDTH * 0.7 else "start")


def share_built(bar: Bar, chart: Timeline) -> float:
    """How much of the wave's days have gone by, today included; 0 while its days are not known."""
    if bar.starts is None or bar.ends is None or chart.today is None:
        return 0.0
    days = (bar.ends - bar.starts).days + 1
    return min(max(((chart.today - bar.starts).days + 1) / days, 0.0), 1.0)


def _span(bar: Bar | None, left: float, right: float, edge: float) -> Span:
    return Span(
        label=bar.label if bar else "",
        days=format_days(bar.starts, bar.ends) if bar else "",
        tone=bar.state if bar else "neutral",
        state=state_label(bar.state) if bar and (bar.starts or bar.ends) else "",
        path=span_path(left, right),
        left=plain(left),
        built=plain(edge - left) if edge > left else "",
    )


def span_path(left: float, right: float) -> str:
    """Road on top (an exact piece of the parabola), a pier at each end, the opening an ellipse between them."""
    middle = (left + right) / 2
    slope = 4 * RISE / WIDTH * (2 * left / WIDTH - 1)
    control = deck_height(left) + slope * (middle - left)
    radius_x = (right - left) / 2 - PIER
    radius_y = GROUND - deck_height(middle) - DECK
    return (
        f"M{plain(left)} {plain(deck_height(left))}Q{plain(middle)} {plain(control)} "
        f"{plain(right)} {plain(deck_height(right))}V{plain(GROUND)}H{plain(right - PIER)}"
        f"A{plain(radius_x)} {plain(radius_y)} 0 0 0 {plain(left + PIER)} {plain(GROUND)}H{plain(left)}Z"
    )


def rail_path(above: float) -> str:
    """The line ``above`` the road, from shore to shore."""
    shore = plain(deck_height(0) - above)
    return f"M0 {shore}Q{plain(WIDTH / 2)} {plain(deck_height(0) - 2 * RISE - above)} {plain(WIDTH)} {shore}"


def plain(number: float) -> str:
    """For an SVG attribute: at most one decimal, never localised."""
    return f"{number:.1f}".removesuffix(".0")
