"""What stands around an opinion: greetings before it; closings, signatures, places and dates behind it."""

from typing import Any, Final

import numpy as np

from caunoi.synthesis.compiled import compiled
from caunoi.synthesis.slips import longest_mistyped
from caunoi.synthesis.trie import longest

_NAME: Final = 5  # words of a name at most


@compiled
def without_signature(words: Any, gaps: Any, flags: Any, kinds: Any, values: Any, start: int, end: int) -> Any:
    """Where a text ends without the name, and what follows it, in its last lines: "Nguyễn Văn A, CĐCS Công ty B"."""
    lowest = max(start + 2, end - 24)
    for at in range(lowest, end):
        if not gaps[at] & 0x1FF or not (flags[words[at]] & 1024 or _has_middle_name(words, gaps, flags, at, end)):
            continue
        if kinds[words[at]] >= 0 and at + 1 < end and values[words[at + 1]]:  # "(Phan I, muc 3)": Phan is a surname too
            continue
        if gaps[at] & 0x3C and _is_named(gaps, at, end) and not _in_capitals(gaps, flags, words, start, at):
            return at  # "Phan Quang Phương ở Nghiệp đoàn …"
        length, capitals = 1, gaps[at] & 512
        while at + length < end and not (gaps[at + length] & 0x1FF):
            if not (gaps[at + length] & (512 | 1024)):
                capitals = np.uint16(0)
            length += 1
        small = 3 <= length <= 4 and flags[words[at + 1]] & 8192  # "nguyễn văn an"
        if 2 <= length <= 5 and gaps[at] & (2 | 256):  # "Người góp ý: …"
            back = at - 1
            while back > start and not gaps[back] & 0x3C and at - back < 5:
                back -= 1
            if back > start and gaps[back] & 0x3C and (capitals or small):
                return back
        if 2 <= length <= 5 and (
            (capitals and not _in_capitals(gaps, flags, words, start, at))
            or (small and gaps[at] & 0x1FE)  # ", do thu nhập thấp" is no name
        ):
            return at
    return end


@compiled
def _has_middle_name(words: Any, gaps: Any, flags: Any, at: int, end: int) -> Any:
    """Whether a sentence begins with a capital and a middle name in capitals: a name, though its surname is on no list."""
    if not (gaps[at] & 0x3C and gaps[at] & 512 and at + 2 < end):
        return False
    return flags[words[at + 1]] & 8192 != 0 and gaps[at + 1] & (0x1FF | 512) == 512 and gaps[at + 2] & 512 != 0


@compiled
def _in_capitals(gaps: Any, flags: Any, words: Any, start: int, at: int) -> Any:
    """Whether the last word before begins with a capital too: so does every word of a text typed in capitals."""
    back = at - 1
    while back > start and flags[words[back]] & 128:
        back -= 1
    return (gaps[back] & 512) != 0


@compiled
def _is_named(gaps: Any, at: int, end: int) -> Any:
    """Whether a line begins with three or four words in capitals and goes on in small letters: a name; a sentence that is no
    line, where it ends with a capital too ("… ở Công đoàn Nhà máy Sao Mai")."""
    after = at
    while after < end and gaps[after] & 512 and not (after > at and gaps[after] & 0x1FF):
        after += 1
    if not 3 <= after - at <= 4 or (after < end and gaps[after] & 0x1FF):
        return False
    if gaps[at] & 32 or after == end:
        return True
    for place in range(after, end):
        if gaps[place] & 0x3F:
            return False
    return gaps[end - 1] & 512 != 0 and end - at <= 16


@compiled
def without_closings(
    words: Any, plain: Any, gaps: Any, flags: Any, start: int, end: int, kinds: Any, runs: Any, begins: Any, slips: Any,
    closes: Any,
) -> Any:  # fmt: skip
    """Where a text ends without its closings; behind one may stand a name: "Ký tên: Lý A Dũng", "trân trọng, lò thị hà".

    ``closes``: of every word, what it may be at the end of a closing (``_may_end``).
    """
    slipped = slips[1]
    found = True
    while found and _may_close(plain, start, end, closes):
        found, closed = False, _may_end(plain, start, end, closes)
        for at in range(max(start, end - 24), end):
            if not (begins[plain[at]] | slipped[plain[at]]) & 2:
                continue
            opens = gaps[at] & 0x3C != 0
            if not closed and not opens:
                continue
            length, _kind = longest(runs, plain, at, end, 2)
            if length != end - at and not (length and opens and _name_follows(words, gaps, flags, at + length, end)):
                if not (closed and gaps[at] & 0x1FF):
                    continue
                if longest_mistyped(runs, plain, at, end, 2, slips, 2 if opens else 4)[0] != end - at:
                    continue
            if not (at > start and kinds[plain[at - 1]] >= 0):  # "điểm a" is no "ạ"
                end, found = at, True
                break
    return end


@compiled
def _may_end(plain: Any, start: int, end: int, closes: Any) -> Any:
    """Whether the last two words may be those of a closing, mistyped or not, or the last is one by itself."""
    last = closes[plain[end - 1]]
    return (last & 4) != 0 or ((last & 1) != 0 and end - 1 > start and (closes[plain[end - 2]] & 2) != 0)


@compiled
def _may_close(plain: Any, start: int, end: int, closes: Any) -> Any:
    """Whether a closing may end a text, or stand before a name that does."""
    for place in range(max(start + 1, end - _NAME), end + 1):
        if _may_end(plain, start, place, closes):
            return True
    return False


@compiled
def _name_follows(words: Any, gaps: Any, flags: Any, at: int, end: int) -> Any:
    """Whether the rest of a text is a name, as the colon before it says or the words themselves."""
    if at >= end or end - at > _NAME:
        return False
    for place in range(at, end):
        if flags[words[place]] & 3 or (place > at and gaps[place] & 0x1FF):
            return False
    if gaps[at] & 2:
        return True
    return 2 <= end - at <= 4 and (flags[words[at]] & 1024 != 0 and (end - at == 2 or flags[words[at + 1]] & 8192 != 0))


@compiled
def once(words: Any, start: int, end: int) -> Any:
    """How many words a text has, or half of them where it was pasted twice."""
    half = (end - start) // 2
    if half < 3 or (end - start) % 2:
        return end - start
    for at in range(start, start + half):
        if words[at] != words[at + half]:
            return end - start
    return half


@compiled
def without_date(words: Any, plain: Any, gaps: Any, flags: Any, start: int, end: int, dated: Any) -> Any:
    """Where a text ends without its place and date: "Tam Đường, ngày 28 tháng 3 năm 2026"; one of its words may be mistyped."""
    if end - start < 8 or not flags[words[end - 5]] & flags[words[end - 3]] & flags[words[end - 1]] & 128:
        return end
    right = 0
    for place in range(3):
        word = end - 6 + 2 * place
        if plain[word] == dated[place]:
            right += 1
        elif not flags[words[word]] & 4:
            return end
    if right < 2:
        return end
    at = end - 6
    while at > start and end - at < 14 and not gaps[at] & 0x3C:
        at -= 1
    return at if gaps[at] & 0x3C and at > start else end


@compiled
def without_last_line(
    words: Any, plain: Any, gaps: Any, flags: Any, start: int, end: int, runs: Any, begins: Any, slips: Any
) -> Any:
    """Where a text ends without a last line that says who writes: it begins in an approved way and proposes nothing.

    A new line that no capital opens may be one inside a sentence: what stands before it is tried too.
    """
    slipped = slips[1]
    at = end
    while True:
        at -= 1
        while at > start and end - at < 16 and not gaps[at] & 0x3C:
            at -= 1
        if at <= start or not gaps[at] & 0x3C:
            return end
        first, length = begins[plain[at]], 0
        if first & 256:
            length, _kind = longest(runs, plain, at, end, 256)
        if length == 0 and (first | slipped[plain[at]]) & 256:
            length, _kind = longest_mistyped(runs, plain, at, end, 256, slips, 4)
        if (
            length == 0 and first & 2048 and gaps[end - 1] & 512 and end - at > 2
        ):  # "công đoàn Nhà máy Hòa Bình": a name
            length, _kind = longest(runs, plain, at, end, 2048)
        if length:
            break
        if gaps[at] & (0x1C | 512 | 64):
            return end
    for place in range(at + length, end):
        if flags[words[place]] & 3 or longest(runs, plain, place, end, 32)[0]:
            return end
    return at


@compiled
def opening(plain: Any, gaps: Any, at: int, end: int, runs: Any, slips: Any) -> Any:
    """How many words up to a colon are an opening by its last words."""
    for colon in range(at + 2, min(end, at + 40)):
        if gaps[colon] & 2:
            if longest(runs, plain, at, colon, 8192)[0] or longest_mistyped(runs, plain, at, colon, 8192, slips, 4)[0]:
                return colon - at
            for length in range(2, 7):
                begin = colon - length
                if begin >= at and (
                    longest(runs, plain, begin, colon, 128)[0] == length
                    or longest_mistyped(runs, plain, begin, colon, 128, slips, 4)[0] == length
                ):
                    return colon - at
            return 0
        if gaps[colon] & 0x1C:
            return 0
    return 0


@compiled
def introduced(words: Any, plain: Any, gaps: Any, flags: Any, at: int, end: int, runs: Any) -> Any:
    """How many words are "tôi tên là" with a name, up to the next stop or comma."""
    length, _kind = longest(runs, plain, at, end, 1024)
    name = at + length
    if length == 0 or name + 1 >= end:
        return 0
    if not (flags[plain[name]] & 1024 or flags[words[name + 1]] & 8192 or gaps[name] & gaps[name + 1] & 512):
        return 0
    after = name
    while after < end and not gaps[after] & 0x1FF and after - at < 10:
        after += 1
    return after - at if after == end or gaps[after] & 0x1FF else 0
