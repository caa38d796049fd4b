"""What has changed within one line, word by word, and how a line looks with some of it taken over."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from caunoi.officialdocs.comparing.model import Word
from caunoi.officialdocs.comparing.text import Token, tokens

_LONG = 2000  # tokens of a line from which frequent ones no longer count as landmarks
_Anchor = tuple[Token, Token]


@dataclass(frozen=True)
class Hunk:
    """The letters of the old text from ``start`` to ``end`` give way to ``new``."""

    start: int
    end: int
    new: str
    is_figure: bool = False


def hunks(before: str, after: str) -> list[Hunk]:
    """In order and apart from each other. A figure in place of another is a hunk of its own; spaces alone are none."""
    old, new = tokens(before), tokens(after)
    found: list[Hunk] = []
    left, right = 0, 0
    for one, other in _anchors(old, new):
        found += _between(before, left, one.start, after[right : other.start])
        if one.key != other.key:
            found.append(Hunk(one.start, one.end, other.text, is_figure=True))
        left, right = one.end, other.end
    return found + _between(before, left, len(before), after[right:])


def _between(before: str, start: int, end: int, new: str) -> list[Hunk]:
    """What has changed between two answering tokens; spaces that differ are nothing."""
    return [_trimmed(before, start, end, new)] if before[start:end].strip() or new.strip() else []


def _anchors(old: Sequence[Token], new: Sequence[Token]) -> Iterator[_Anchor]:
    """The tokens of both sides that answer each other: equal ones, and figures that stand in each other's place."""
    keys = [one.key for one in old], [one.key for one in new]
    matcher = SequenceMatcher(None, *keys, autojunk=len(new) > _LONG)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(old[start:end], new[first:last], strict=True)
            continue
        here = [one for one in old[start:end] if one.is_number]
        there = [one for one in new[first:last] if one.is_number]
        if len(here) == len(there):
            yield from zip(here, there, strict=True)


def _trimmed(before: str, start: int, end: int, new: str) -> Hunk:
    """Without the spaces that both sides begin or end with."""
    old = before[start:end]
    lead = 1 if old[:1] == new[:1] == " " else 0
    old, new = old[lead:], new[lead:]
    tail = 1 if old[-1:] == new[-1:] == " " else 0
    return Hunk(start + lead, end - tail, new[: len(new) - tail])


def rewritten(before: str, taken: Iterable[Hunk]) -> str:
    """The text with the hunks taken over."""
    return "".join(word.text for word in marked(before, taken) if word.kind != "gone")


def marked(before: str, taken: Iterable[Hunk]) -> tuple[Word, ...]:
    """The whole text with what gives way and what comes in its place."""
    words: list[Word] = []
    end = 0
    for hunk in taken:
        words += [
            Word("same", before[end : hunk.start]), Word("gone", before[hunk.start : hunk.end]), Word("new", hunk.new)
        ]  # fmt: skip
        end = hunk.end
    return tuple(word for word in (*words, Word("same", before[end:])) if word.text)


def hunks_of(words: Iterable[Word]) -> list[Hunk]:
    """The hunks that ``marked`` has shown."""
    found: list[Hunk] = []
    place = 0
    for word in words:
        if word.kind == "new":
            if found and found[-1].end == place and not found[-1].new:
                found[-1] = Hunk(found[-1].start, place, word.text)
            else:
                found.append(Hunk(place, place, word.text))
            continue
        if word.kind == "gone":
            found.append(Hunk(place, place + len(word.text), ""))
        place += len(word.text)
    return found
