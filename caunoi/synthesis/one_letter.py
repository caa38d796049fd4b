"""Words one letter apart."""

from collections import defaultdict
from collections.abc import Iterable, Mapping


def by_pieces(words: Iterable[str]) -> dict[str, list[str]]:
    """The words that have each piece, in their order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        for piece in pieces(word):
            found[piece].append(word)
    return dict(found)


def pieces(name: str) -> list[str]:
    """A word, and it without each of its letters: two words one letter apart have one of these in common."""
    return [name, *(name[:place] + name[place + 1 :] for place in range(len(name)))]


def is_slip(one: str, other: str) -> bool:
    """Whether two different words are one letter apart: dropped, doubled, changed, or two neighbors swapped."""
    begin = 0
    for letter, its in zip(one, other, strict=False):
        if letter != its:
            break
        begin += 1
    one, other = one[begin:], other[begin:]
    if one[1:] == other or other[1:] == one or one[1:] == other[1:]:
        return True
    return one[:2] == other[:2][::-1] and one[2:] == other[2:]


def is_one_mistyped(word: str, listed: Mapping[str, Iterable[str]]) -> bool:
    """Whether a word is one letter, not the first, from one of some words, given by their pieces (``by_pieces``)."""
    return any(one[0] == word[0] and is_slip(word, one) for piece in pieces(word) for one in listed.get(piece, ()))
