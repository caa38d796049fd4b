"""The numbers of lists, which are no places of the draft: "1.", "điểm thứ hai:"."""

from typing import Any

from caunoi.synthesis.compiled import uncounted


@uncounted
def is_numbered(words: Any, gaps: Any, values: Any, flags: Any, at: int, end: int) -> Any:
    """Whether a list number stands here: "1.", "2)", "a)", "3/" (but "1/5"), with words behind it."""
    if at + 1 >= end or values[words[at]] == 0 or values[words[at]] > 99:
        return False
    return (gaps[at + 1] & (8 | 256 | 64 | 2)) != 0 or _is_stroked(words, gaps, flags, at)


@uncounted
def _is_stroked(words: Any, gaps: Any, flags: Any, at: int) -> Any:
    return gaps[at + 1] & 2048 != 0 and not flags[words[at + 1]] & 128


@uncounted
def next_item(words: Any, gaps: Any, flags: Any, values: Any, at: int, end: int, listed: Any) -> Any:
    """Whether the next number of a list stands inside a line: "1) … 2) …", "1/ … 2/ …"."""
    if not listed or at + 1 >= end or values[words[at]] != listed + 1 or not flags[words[at]] & 128:
        return False
    return gaps[at + 1] & 256 != 0 or _is_stroked(words, gaps, flags, at)


@uncounted
def counting(words: Any, plain: Any, gaps: Any, flags: Any, kinds: Any, at: int, end: int, named: Any) -> Any:
    """How many words are "thứ hai:", "điểm thứ hai,", "vấn đề thứ nhất:", "ý 4:" with the mark behind them; 0 where none stands.

    ``named``: from the fourth on the skeletons of "nhất", "thứ", "tư", "ý".

    "Phần thứ hai:" is a place of the draft; so is "điểm thứ 2", in digits.
    """
    if (
        at + 2 < end
        and plain[at] == named[6]
        and flags[words[at + 1]] & 1
        and not gaps[at + 1] & 0x1FF
        and gaps[at + 2] & 3
    ):
        return 2
    for before in range(3):
        place = at + before
        if place + 2 >= end or (before and gaps[place] & 0x1FF) or flags[words[place]] & 3:
            return 0
        if plain[place] == named[4] and (flags[words[place + 1]] & 1 or plain[place + 1] in (named[3], named[5])):
            if not gaps[place + 2] & 3 or gaps[place + 1] & 0x1FF:
                return 0
            kind = kinds[words[place - 1]] if before else -1
            if kind >= 0 and (before > 1 or kind not in (3, 5) or flags[words[place + 1]] & 128):
                return 0
            return before + 2
    return 0
