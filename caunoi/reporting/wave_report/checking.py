"""Is a paper still true? Every tagged figure and sentence of a file against what was written and against today's data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    RIGHT = "right"  # as written, and as the data say today
    BY_HAND = "by_hand"  # the file says otherwise than what was written
    DIFFERS = "differs"  # as written, but the data say otherwise today
    GONE = "gone"  # as written, but nothing stands behind it today
    REMOVED = "removed"  # written, and not in the file
    FOREIGN = "foreign"  # a tag that was never written


@dataclass(frozen=True)
class Finding:
    """``found`` in the file, ``written`` into it, ``today`` what the data say; None where it is not there."""

    tag: str
    verdict: Verdict
    found: str | None
    written: str | None
    today: str | None

    @property
    def is_right(self) -> bool:
        return self.verdict == Verdict.RIGHT


def check(in_file: Sequence[tuple[str, str]], written: Mapping[str, str], today: Mapping[str, str]) -> list[Finding]:
    """Each tag and place once, in the order of the file, then what is not in it. ``in_file``: (tag, text), of which tags that
    say which report it is were taken out; a tag printed at several places with one text is told once."""
    found: dict[tuple[str, str], Finding] = {}
    for tag, text in in_file:
        found.setdefault(
            (tag, text), Finding(tag, _verdict(tag, text, written, today), text, written.get(tag), today.get(tag))
        )
    there = {tag for tag, _text in in_file}
    removed = [
        Finding(tag, Verdict.REMOVED, None, text, today.get(tag)) for tag, text in written.items() if tag not in there
    ]
    return [*found.values(), *removed]


def _verdict(tag: str, text: str, written: Mapping[str, str], today: Mapping[str, str]) -> Verdict:
    if tag not in written:
        return Verdict.FOREIGN
    if not _same(text, written[tag]):
        return Verdict.BY_HAND
    if tag not in today:
        return Verdict.GONE
    return Verdict.RIGHT if _same(text, today[tag]) else Verdict.DIFFERS


def _same(one: str, other: str) -> bool:
    """White space aside."""
    return " ".join(one.split()) == " ".join(other.split())
