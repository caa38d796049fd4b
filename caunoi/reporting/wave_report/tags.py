"""What the tags of a report mean. Word allows 64 letters, so a line goes by its slot, a unit and a row by their keys.

``r:REPORT.REVISION`` says which report this is; ``f:SLOT`` a figure of the unit with all below it (``f:SLOT:own`` and
``f:SLOT:below`` its parts); ``u:UNIT:SLOT`` that of a child; ``s:SLOT-SLOT`` a share; ``c:NAME`` a count of reports,
``u:UNIT:c:NAME`` of a child; ``n:KEY`` a sentence, ``k:KEY`` how many units say it; ``v:KEY`` an obstacle.
"""

import re
from collections.abc import Iterable

OWN, BELOW, TOGETHER, CHILD = "own", "below", "together", "child"
REPORT = "r:"
_REPORT = re.compile(r"r:(\d{1,18})\.(\d{1,9})")


def report_tag(report: int, revision: int) -> str:
    return f"{REPORT}{report}.{revision}"


def figure_tag(slot: int, scope: str = TOGETHER) -> str:
    return f"f:{slot}" if scope == TOGETHER else f"f:{slot}:{scope}"


def child_tag(unit: int, slot: int) -> str:
    return f"u:{unit}:{slot}"


def share_tag(numerator: int, denominator: int) -> str:
    return f"s:{numerator}-{denominator}"


def count_tag(name: str, unit: int | None = None) -> str:
    return f"c:{name}" if unit is None else f"u:{unit}:c:{name}"


def sentence_tag(key: int) -> str:
    return f"n:{key}"


def sayers_tag(key: int) -> str:
    return f"k:{key}"


def obstacle_tag(key: int) -> str:
    return f"v:{key}"


def report_in(tags: Iterable[str]) -> tuple[int, int] | None:
    """(report, revision) that a file says it is; None where it does not say."""
    found = next((match for match in map(_REPORT.fullmatch, tags) if match), None)
    return (int(found[1]), int(found[2])) if found else None
