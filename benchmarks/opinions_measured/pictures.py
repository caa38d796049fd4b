"""The pictures of docs/synthesis.md: quality against size, time against size, where the time goes."""

from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from benchmarks.opinions_measured.svg import (
    GREEN,
    INK,
    OCHRE,
    QUIET,
    RED,
    RIVER,
    RIVER_LIGHT,
    STONE,
    Scale,
    Sheet,
    apart,
)
from benchmarks.opinions_measured.targets import first, peer_seconds, runs_of, sizes

Found = dict[str, Any]
COLORS: Final = {"distinct": OCHRE, "guide": RED, "dedup": GREEN}  # the peers that there are targets for
SHORT: Final = {"distinct": "datasketch, distinct", "guide": "datasketch, guide", "dedup": "text-dedup"}
STAGES: Final = {
    "read": ("read", RIVER), "cut": ("canonical form, parts", RIVER_LIGHT), "group": ("groups, decisions", GREEN),
    "place": ("article, stance", OCHRE), "write": ("tables, files", STONE),
}  # fmt: skip
TICKS: Final = (
    (1, "1 s"),
    (10, "10 s"),
    (60, "1 min"),
    (600, "10 min"),
    (3600, "1 h"),
    (36_000, "10 h"),
    (360_000, "4 days"),
)
LEFT, RIGHT = 62, 318  # of the plots; labels stand to their right


def draw(found: Found, folder: Path) -> None:
    """Three files into ``folder``: opinions-quality.svg, opinions-time.svg, opinions-stages.svg."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, sheet in (("quality", quality(found)), ("time", time(found)), ("stages", stages(found))):
        (folder / f"opinions-{name}.svg").write_text(sheet.svg(), encoding="utf-8")


def said_size(size: int) -> str:
    return f"{size // 1_000_000} million" if size >= 1_000_000 else f"{size:,}"


def across(found: Found) -> Scale:
    """Sizes from left to right, by their logarithm."""
    known = sizes(found)
    return Scale(known[0] * 0.85, max(known[-1], known[0] * 2) * 1.15, LEFT, RIGHT, logarithmic=True)


def under(sheet: Sheet, found: Found, x: Scale, y: float) -> None:
    for size in sizes(found):
        sheet.text(x(size), y, said_size(size), size=13, color=QUIET, anchor="middle")


def quality(found: Found) -> Sheet:
    sheet = Sheet(
        470,
        "Quality against size",
        "How well groups match the truth (B-cubed F), and minority opinions lost, of the engine and of its peers.",
    )
    sheet.text(16, 30, "How well the groups match the truth", size=17, weight=600)
    sheet.text(16, 50, "B-cubed F; 1 is perfect", size=13, color=QUIET)
    ours = [(one["size"], one["quality"]["f"]) for size in sizes(found) for one in runs_of(found, size)]
    theirs = {name: peer_points(found, name, "f") for name in COLORS}
    values = [value for _size, value in [*ours, *(point for points in theirs.values() for point in points)]]
    low = min(0.6, int(min(values) * 10) / 10)
    panel(
        sheet,
        found,
        ours,
        theirs,
        Scale(low, 1.0, 210, 72),
        [(at / 10, f"{at / 10:.1f}") for at in range(int(low * 10 + 0.5), 11, 1 if low > 0.4 else 2)],
    )
    sheet.text(16, 262, "Minority opinions lost", size=17, weight=600)
    sheet.text(16, 282, "of 100 that at most three people gave", size=13, color=QUIET)
    lost = [
        (one["size"], 100 * one["quality"]["minority_lost"] / one["quality"]["minority"])
        for size in sizes(found)
        for one in runs_of(found, size)
    ]
    gone = {name: [(size, 100 * value) for size, value in peer_points(found, name, "lost")] for name in COLORS}
    most = max([5.0, *(value for points in gone.values() for _size, value in points)])
    top = 5 * (int(most / 5) + 1)
    panel(
        sheet,
        found,
        lost,
        gone,
        Scale(0, top, 430, 304),
        [(at, str(at)) for at in range(0, top + 1, 5 if top <= 25 else 10)],
    )
    under(sheet, found, across(found), 456)
    return sheet


def panel(
    sheet: Sheet,
    found: Found,
    ours: list[tuple[int, float]],
    theirs: dict[str, list[tuple[int, float]]],
    y: Scale,
    ticks: list[tuple[float, str]],
) -> None:
    """Lines over sizes, each named at its end."""
    x = across(found)
    for value, said in ticks:
        sheet.line([(LEFT, y(value)), (RIGHT, y(value))])
        sheet.text(LEFT - 8, y(value) + 5, said, size=13, color=QUIET, anchor="end")
    series = [
        ("Cầu Nối", RIVER, ours, 3.0),
        *((SHORT[name], COLORS[name], points, 2.0) for name, points in theirs.items() if points),
    ]
    heights = apart(
        (y(points[-1][1]) for _name, _color, points, _wide in series), 18, max(y(ticks[0][0]), y(ticks[-1][0]))
    )
    for (name, color, points, wide), height in zip(series, heights, strict=True):
        sheet.line([(x(size), y(value)) for size, value in points], color=color, wide=wide)
        for size, value in points:
            sheet.dot((x(size), y(value)), color=color)
        end = (x(points[-1][0]), y(points[-1][1]))
        side = RIGHT if len(points) > 1 else end[0] + 28  # one point: beside it, not behind a line that looks like more
        sheet.line([(end[0] + 8, end[1]), (side + 4, height)], color=color, wide=0.7)
        sheet.text(side + 8, height + 5, name, color=color, weight=600 if name == "Cầu Nối" else 400)


def peer_points(found: Found, name: str, what: str) -> list[tuple[int, float]]:
    """Of the runs that a peer finished whole."""
    runs = [one for size in sizes(found) for one in runs_of(found, size) if "f" in one.get("peers", {}).get(name, {})]
    got = [(one["size"], one["peers"][name]) for one in runs]
    return [(size, peer["f"] if what == "f" else peer["minority_lost"] / peer["minority"]) for size, peer in got]


def time(found: Found) -> Sheet:
    sheet = Sheet(
        400,
        "Time against size",
        "Seconds from file to groups of the engine and its peers; hollow points and dotted lines are reckoned.",
    )
    sheet.text(16, 30, "From a file of opinions to its groups", size=17, weight=600)
    sheet.text(16, 50, "wall time, two cores; dotted: reckoned", size=13, color=QUIET)
    ours = [(size, first(found, size)["warm"]["seconds"]) for size in sizes(found)]
    series = [("Cầu Nối", RIVER, [(size, seconds, True) for size, seconds in ours])]
    for name in COLORS:
        points = [(size, *taken) for size in sizes(found) if (taken := peer_seconds(found, size, name))]
        series += [(SHORT[name], COLORS[name], points)] if points else []
    every = [seconds for _name, _color, points in series for _size, seconds, _whole in points]
    x, y = across(found), Scale(min(every) * 0.7, max(every) * 1.4, 364, 66, logarithmic=True)
    for seconds, said in TICKS:
        if min(every) * 0.7 <= seconds <= max(every) * 1.4:
            sheet.line([(LEFT, y(seconds)), (RIGHT, y(seconds))])
            sheet.text(LEFT - 8, y(seconds) + 5, said, size=13, color=QUIET, anchor="end")
    heights = apart((y(points[-1][1]) for _name, _color, points in series), 34, 352)
    for (name, color, points), height in zip(series, heights, strict=True):
        timeline(sheet, x, y, color, points)
        fast = ours[-1][1]
        ratio = "" if name == "Cầu Nối" else f"{points[-1][1] / fast:,.0f} × as long"
        sheet.text(RIGHT + 8, height + 5, name, color=color, weight=600)
        sheet.text(RIGHT + 8, height + 21, ratio or said_time(fast), size=13, color=QUIET)
    under(sheet, found, x, 388)
    return sheet


def timeline(sheet: Sheet, x: Scale, y: Scale, color: str, points: list[tuple[int, float, bool]]) -> None:
    for (size, seconds, _whole), (after, later, whole) in pairwise(points):
        sheet.line([(x(size), y(seconds)), (x(after), y(later))], color=color, wide=2.5, dashed=not whole)
    for size, seconds, whole in points:
        sheet.dot((x(size), y(seconds)), color=color, hollow=not whole)


def said_time(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


def stages(found: Found) -> Sheet:
    known = sizes(found)
    sheet = Sheet(
        96 + 62 * len(known) + 50,
        "Where the time goes",
        "Share of each stage in the time of a warm run, by size.",
    )
    sheet.text(16, 30, "Where the time goes", size=17, weight=600)
    sheet.text(16, 50, "a warm run, file in, both files out", size=13, color=QUIET)
    for row, size in enumerate(known):
        warm, top = first(found, size)["warm"], 72 + 62 * row
        sheet.text(16, top + 12, f"{said_size(size)} opinions", weight=600)
        sheet.text(464, top + 12, f"{warm['seconds']:.2f} s", anchor="end")
        stacked(sheet, warm["stages"], top + 20)
    key(sheet, 72 + 62 * len(known) + 14, first(found, known[-1])["warm"]["stages"])
    return sheet


def stacked(sheet: Sheet, parts: dict[str, float], top: float) -> None:
    whole, at = sum(parts.values()), 16.0
    for stage, seconds in parts.items():
        wide = 448 * seconds / whole
        sheet.bar(at, top, wide - 1.5, 24, color=STAGES[stage][1])
        if wide > 34:
            sheet.text(
                at + wide / 2,
                top + 17,
                f"{100 * seconds / whole:.0f} %",
                size=13,
                color="#ffffff",
                anchor="middle",
                weight=600,
            )
        at += wide


def key(sheet: Sheet, top: float, parts: dict[str, float]) -> None:
    """The names of the stages, two to a line; those too short to be seen are left out."""
    shown = [stage for stage, seconds in parts.items() if seconds > sum(parts.values()) / 300]
    for number, stage in enumerate(shown):
        name, color = STAGES[stage]
        x, y = (16, 240)[number % 2], top + 22 * (number // 2)
        sheet.bar(x, y, 12, 12, color=color)
        sheet.text(x + 18, y + 11, name, size=13, color=INK)
