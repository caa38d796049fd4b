"""Days beside an opinion: with their place behind it, with a unit before it, and inside it ("trước ngày 31/12")."""

from typing import Any, Final

from caunoi.synthesis.asking import HEAD, SIGNED_BY
from caunoi.synthesis.compiled import uncounted
from caunoi.synthesis.letters import STROKE
from caunoi.synthesis.sentences import denies_or_proposes, is_proposal
from caunoi.synthesis.trie import begins_with, longest

_PLACE, _PLACE_ALONE = 8, 5  # words of a place before a date, with and without a comma behind it
_UNIT: Final = 14  # words of the name of a unit


@uncounted
def begins_date(words: Any, plain: Any, gaps: Any, flags: Any, at: int, end: int, by_name: Any) -> Any:
    """Where the words behind "ngày 31/12" or "ngày 31/12/2028" begin, which is a date without "ngày" too; 0 where none stands."""
    if plain[at] != by_name[0] or at + 2 >= end or gaps[at + 1] & 0x1FF or not flags[words[at + 1]] & 128:
        return 0
    after = at + 2
    while after < min(end, at + 4) and flags[words[after]] & 128 and gaps[after] & (0x1FF | STROKE) == STROKE:
        after += 1
    return after if after > at + 2 else 0


@uncounted
def without_date(
    words: Any,
    plain: Any,
    gaps: Any,
    flags: Any,
    start: int,
    end: int,
    by_name: Any,
    runs: Any,
    begins: Any,
    exact: Any,
) -> Any:
    """Where a text ends without its place and date: "Tam Đường, ngày 28 tháng 3 năm 2026"; one of its words may be mistyped.

    What proposes, or is longer than a place, is no place.
    """
    short = end - 4  # "ngày 24/1/2026"
    if (
        short > start
        and plain[short] == by_name[0]
        and flags[words[short + 1]] & flags[words[short + 2]] & flags[words[end - 1]] & 128
    ):
        return _place_of_date(words, plain, gaps, flags, start, short, end, runs, begins, exact)
    figures = end - 3  # "Trường Mầm non Hoa Sen, 10/4/2026"; ", ngày 12/5"
    if (
        figures > start
        and gaps[figures] & 1
        and (
            flags[words[figures]] & flags[words[end - 2]] & flags[words[end - 1]] & 128
            or begins_date(words, plain, gaps, flags, figures, end, by_name)
        )
    ):
        return _place_of_date(words, plain, gaps, flags, start, figures, end, runs, begins, exact)
    if end - start < 8 or not flags[words[end - 5]] & flags[words[end - 3]] & flags[words[end - 1]] & 128:
        return end
    right = 0
    for place in range(3):
        word = end - 6 + 2 * place
        if plain[word] == by_name[place]:
            right += 1
        elif not flags[words[word]] & 4:
            return end
    if right < 2:
        return end
    return _place_of_date(words, plain, gaps, flags, start, end - 6, end, runs, begins, exact)


@uncounted
def _place_of_date(
    words: Any, plain: Any, gaps: Any, flags: Any, start: int, day: int, end: int, runs: Any, begins: Any, exact: Any
) -> Any:
    """Where the place before a date begins, which the word "ngày" at ``day`` opens; the end where none stands there."""
    at = day
    while at > start and day - at < _PLACE and not gaps[at] & 0x3C:
        at -= 1
    if at == start or not gaps[at] & 0x3C or (day - at > _PLACE_ALONE and not gaps[day] & 1):
        return end
    return end if denies_or_proposes(words, plain, flags, at, day, end, runs, begins, exact, HEAD) else at


@uncounted
def undated(words: Any, plain: Any, gaps: Any, flags: Any, at: int, end: int, by_name: Any) -> Any:
    """Where a line ends without its day: "…, ngày 12/5", "… ngày 12/5/2028"."""
    for day in (end - 3, end - 4):
        if day > at and begins_date(words, plain, gaps, flags, day, end, by_name) == end:
            return day
    return end


@uncounted
def unit_first(
    words: Any, plain: Any, gaps: Any, flags: Any, at: int, end: int, runs: Any, begins: Any, exact: Any, slips: Any, by_name: Any
) -> Any:  # fmt: skip
    """How many words are a unit by its name, right before what it proposes or wishes ("CĐCS Công ty Kim Đồng 3 | kiến nghị …"),
    or with the day at the head of a text ("CĐCS Công ty Kim Đồng 3, ngày 20/7."); 0 where it has no name of its own."""
    length, _kind = longest(runs, plain, at, end, SIGNED_BY)
    if length == 0 or not gaps[at] & 512:
        return 0
    named = False
    for place in range(at + length, min(end, at + length + _UNIT)):
        small = not gaps[place] & 512
        if named and small and not gaps[place] & 0x1FF:
            if plain[place] == by_name[13] or is_proposal(plain, gaps, place, end, runs, begins, slips):
                return place - at
        if gaps[place] & 0x1FF:
            after = begins_date(words, plain, gaps, flags, place, end, by_name) if named and gaps[place] & 1 else 0
            return after - at if 0 < after < end and gaps[after] & 0x3C else 0
        if flags[words[place]] & 2 or begins_with(words, plain, place, end, runs, HEAD, begins, exact):
            return 0
        named = named or not small
    return 0
