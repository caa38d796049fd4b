"""Segments to parts: which neighbors belong together, with tuples of words and sets of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from caunoi.synthesis import segments as s
from caunoi.synthesis.syllables import plain
from caunoi.synthesis.words import spell, vocabulary

Words = tuple[str, ...]
FUNCTIONS = {said for word in "".join(vocabulary("functions")).split() for said in (spell(word), plain(spell(word)))}


@dataclass(frozen=True)
class Piece:
    """A segment or a part."""

    words: Words
    place: int
    quoted: int
    flags: int


def _bare(words: Words) -> Words:
    return tuple(plain(word) for word in words)


def _once(words: Words) -> Words:
    """Without the second half where it is the first once more."""
    half = len(words) // 2
    return words[:half] if len(words) >= 6 and words[:half] * 2 == words else words


def said_alone(texts: Sequence[Sequence[Piece]]) -> set[Words]:
    whole = [
        sum((one.words for one in text), ())
        for text in texts
        if text and all(one.flags & s.WEAK for one in text[1:])
    ]  # fmt: skip
    return {_bare(_once(words)) for words in whole if len(_once(words)) >= 2}


def _alone(words: Words, known: set[Words]) -> bool:
    return len(words) >= 2 and _bare(words[:-1] if words[-1] == "và" else words) in known


def _joins(part: Piece, following: Piece, known: set[Words]) -> bool:
    moved = 0 not in (part.place, following.place) and part.place != following.place
    if not part.words or not following.words:
        return bool(part.words) or not moved
    if following.flags & s.LIMITS:
        return True
    if following.flags & s.WEAK and not following.place and all(word in FUNCTIONS for word in following.words):
        return True
    if _alone(part.words, known) or _alone(following.words, known):
        return False
    if following.flags & s.WEAK:
        return True
    return not (following.flags & s.JOINED or part.flags & following.flags & s.HEADED or moved)


def _joined(part: Piece, following: Piece) -> Piece:
    flags = part.flags | (following.flags & s.ASKS) | (0 if part.words else following.flags)
    quoted = part.quoted if part.quoted >= 0 else following.quoted
    return Piece(part.words + following.words, part.place or following.place, quoted, flags)


def parts_of(text: Sequence[Piece], known: set[Words]) -> list[Piece]:
    """The parts of one text; at least one."""
    found: list[Piece] = []
    at = 0
    while at < len(text):
        part, at = text[at], at + 1
        while at < len(text) and _joins(part, text[at], known):
            part, at = _joined(part, text[at]), at + 1
        words = part.words
        if at < len(text) and words and words[-1] == "và":
            words = words[:-1]
        _keep(found, replace(part, words=_once(words)))
    return found or [Piece((), 0, -1, 0)]


def _keep(found: list[Piece], part: Piece) -> None:
    """What is said once more at the same place, or where one of both names none, is the same part."""
    known = False
    for number, other in enumerate(found):
        same_place = other.place == part.place or 0 in (other.place, part.place)
        if _bare(other.words) == _bare(part.words) and same_place:
            known = True
            found[number] = replace(other, place=other.place or part.place)
    if not known:
        found.append(part)
