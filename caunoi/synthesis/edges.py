"""What stands around an opinion: greetings before it; closings, last lines, places and dates behind it."""

from typing import Any, Final

from caunoi.synthesis.asking import (
    CLOSING_HEAD,
    CLOSING_TAIL,
    HEAD,
    INTRO,
    OPENING_HEAD,
    OPENING_TAIL,
    PHONE,
    ROLE,
    SIGNED_BY,
)
from caunoi.synthesis.compiled import uncounted
from caunoi.synthesis.dates import undated
from caunoi.synthesis.slips import longest_mistyped
from caunoi.synthesis.trie import begins_with, longest

NAME: Final = 5  # words of a name at most
_OPENING: Final = 30  # words up to a colon
_LAST_LINE: Final = 24  # words of a line that says who writes
_TAIL: Final = 7  # words with which a sentence that is no opinion ends


@uncounted
def without_closings(
    words: Any, plain: Any, gaps: Any, flags: Any, start: int, end: int, kinds: Any, runs: Any, begins: Any, slips: Any,
    closes: Any, exact: Any,
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
            opens = gaps[at] & 0x7C != 0
            if not closed and not opens:
                continue
            length, _kind = longest(runs, plain, at, end, 2)
            # A phrase of one word is so as it is written; without its mark only among words that have none ("… vay a").
            if length == 1 and not exact[words[at]] and (words[at] != plain[at] or flags[words[at - 1]] & 8):
                continue
            if length != end - at and not (length and opens and _name_follows(words, gaps, flags, at + length, end)):
                if not (closed and gaps[at] & 0x1FF):
                    continue
                if longest_mistyped(runs, plain, at, end, 2, slips, 2 if opens else 4)[0] != end - at:
                    continue
            # "điểm a" is no "ạ"; what is denied belongs to the opinion.
            if not (at > start and (kinds[plain[at - 1]] >= 0 or (flags[words[at - 1]] & 2 and not gaps[at] & 0x1FF))):
                end, found = at, True
                break
    return end


@uncounted
def _may_end(plain: Any, start: int, end: int, closes: Any) -> Any:
    """Whether the last two words may be those of a closing, mistyped or not, or the last is one by itself."""
    last = closes[plain[end - 1]]
    return (last & 4) != 0 or ((last & 1) != 0 and end - 1 > start and (closes[plain[end - 2]] & 2) != 0)


@uncounted
def _may_close(plain: Any, start: int, end: int, closes: Any) -> Any:
    """Whether a closing may end a text, or stand before a name that does."""
    for place in range(max(start + 1, end - NAME), end + 1):
        if _may_end(plain, start, place, closes):
            return True
    return False


@uncounted
def _name_follows(words: Any, gaps: Any, flags: Any, at: int, end: int) -> Any:
    """Whether the rest of a text is a name, as the colon before it says or the words themselves."""
    if at >= end or end - at > NAME:
        return False
    for place in range(at, end):
        if flags[words[place]] & 3 or (place > at and gaps[place] & 0x1FF):
            return False
    if gaps[at] & 2:
        return True
    return 2 <= end - at <= 4 and (flags[words[at]] & 1024 != 0 and (end - at == 2 or flags[words[at + 1]] & 8192 != 0))


@uncounted
def once(words: Any, start: int, end: int) -> Any:
    """How many words a text has, or half of them where it was pasted twice."""
    half = (end - start) // 2
    if half < 3 or (end - start) % 2:
        return end - start
    for at in range(start, start + half):
        if words[at] != words[at + half]:
            return end - start
    return half


@uncounted
def is_framed(plain: Any, at: int, end: int, runs: Any, head: int, tail: int, slips: Any) -> Any:
    """Whether words begin with an approved head and end with an approved tail, a letter of each mistyped at most."""
    length, _kind = longest(runs, plain, at, end, head)
    if length == 0:
        length = longest_mistyped(runs, plain, at, end, head, slips, 4)[0]
    if length == 0:
        return False
    for size in range(2, _TAIL):
        begin = end - size
        if begin >= at + length and (
            longest(runs, plain, begin, end, tail)[0] == size
            or longest_mistyped(runs, plain, begin, end, tail, slips, 4)[0] == size
        ):
            return True
    return False


@uncounted
def _unnumbered(words: Any, flags: Any, at: int, end: int) -> Any:
    """Where a line ends without the number of a unit: "Công đoàn Xí nghiệp may số 3"."""
    if end - at < 4 or not flags[words[end - 1]] & 128 or flags[words[end - 2]] & 16:  # but "… kết nạp - Điều 4"
        return end
    return end - 2 if flags[words[end - 2]] & 16384 else end - 1


@uncounted
def without_last_line(
    words: Any, plain: Any, gaps: Any, flags: Any, start: int, end: int, runs: Any, begins: Any, exact: Any, slips: Any,
    by_name: Any,
) -> Any:  # fmt: skip
    """Where a text ends without a last line that says who writes: it begins in an approved way and proposes nothing.

    A new line that no capital opens may be one inside a sentence: what stands before it is tried too.
    """
    slipped = slips[1]
    at = end
    while True:
        at -= 1
        while at > start and end - at < _LAST_LINE and not gaps[at] & 0x3C:
            at -= 1
        if at <= start or not gaps[at] & 0x3C:
            return end
        opens = (begins[plain[at]] | slipped[plain[at]]) & CLOSING_HEAD
        if opens and is_framed(plain, at, end, runs, CLOSING_HEAD, CLOSING_TAIL, slips):
            return at
        first, length = begins[plain[at]], 0
        if first & 256:
            length, _kind = longest(runs, plain, at, end, 256)
        if length == 0 and (first | slipped[plain[at]]) & 256:
            length, _kind = longest_mistyped(runs, plain, at, end, 256, slips, 4)
        last = _unnumbered(words, flags, at, undated(words, plain, gaps, flags, at, end, by_name))
        if (
            length == 0 and first & 2048 and gaps[last - 1] & 512 and end - at > 2
        ):  # "công đoàn Nhà máy Hòa Bình": a name
            length, _kind = longest(runs, plain, at, end, 2048)
        if length:
            break
        if gaps[at] & (0x1C | 512 | 64):
            return end
    # A line that begins with a capital and with somebody ("Đoàn viên công đoàn …"), and names nobody, is a sentence.
    named = not gaps[at] & 512 or not begins[plain[at]] & (ROLE | SIGNED_BY)
    for place in range(at, last):
        proposes = begins_with(words, plain, place, end, runs, HEAD, begins, exact)
        if place < at + length:  # "đồng thời đề | nghị"
            if proposes and place + longest(runs, plain, place, end, HEAD)[0] > at + length:
                return end
            continue
        named = named or gaps[place] & 512 != 0
        if flags[words[place]] & 3 or proposes:
            return end
    return at if named or at + length == end else end


@uncounted
def opening(words: Any, plain: Any, gaps: Any, flags: Any, at: int, end: int, runs: Any, slips: Any) -> Any:
    """How many words up to a colon are an opening by its first or last words, or up to a stop by both; none that denies or counts
    something, or goes on behind a comma without having begun like one: "nhà trẻ xa, tôi xin nói thêm: …" is an opinion, and
    an opening."""
    if flags[words[at]] & 2:
        return 0
    framed = (
        longest(runs, plain, at, end, OPENING_HEAD)[0]
        or longest_mistyped(runs, plain, at, end, OPENING_HEAD, slips, 4)[0]
    )
    # What goes on with a greeting ("Thưa các đồng chí | lãnh đạo, tôi xin nói:") needs no beginning of its own.
    begins_so = (
        framed or not gaps[at] & 0x1FF or slips[1][plain[at]] & INTRO or longest(runs, plain, at, end, INTRO)[0] > 0
    )
    for colon in range(at + 2, min(end, at + _OPENING)):
        if framed and gaps[colon] & 0x3E and is_framed(plain, at, colon, runs, OPENING_HEAD, OPENING_TAIL, slips):
            return colon - at
        denies = flags[words[colon - 1]] & 2
        counts = flags[words[colon - 1]] & 128 and gaps[colon] & (8 | 256) and colon - 1 > at
        listed = gaps[colon] & 0x60 == 0x60
        cites = flags[words[colon - 1]] & 16 and flags[words[colon]] & 1  # "Thưa các đồng chí, riêng Điều 5:"
        if denies or counts or listed or cites or gaps[colon] & 0x1C or (gaps[colon] & 1 and not begins_so):
            return 0
        if gaps[colon] & 2:
            if flags[words[colon]] & 64:  # ":D"
                return 0
            return colon - at if _is_opening(plain, at, colon, runs, slips) else 0
    return 0


@uncounted
def _is_opening(plain: Any, at: int, colon: int, runs: Any, slips: Any) -> Any:
    """Whether words begin or end as approved openings do."""
    if longest(runs, plain, at, colon, 8192)[0] or longest_mistyped(runs, plain, at, colon, 8192, slips, 4)[0]:
        return True
    for length in range(2, 7):
        begin = colon - length
        if begin >= at and (
            longest(runs, plain, begin, colon, 128)[0] == length
            or longest_mistyped(runs, plain, begin, colon, 128, slips, 4)[0] == length
        ):
            return True
    return False


@uncounted
def without_particle(
    words: Any, plain: Any, gaps: Any, flags: Any, start: int, end: int, kinds: Any, by_name: Any
) -> Any:
    """Where a text ends without an "ạ" that has no mark, like the word before it; but "điểm a"."""
    if end - start < 4 or words[end - 1] != by_name[9] or gaps[end - 1] & 0x1FF:
        return end
    before = words[end - 2]
    return end if kinds[plain[end - 2]] >= 0 or flags[before] & (8 | 128) else end - 1


@uncounted
def without_phone(words: Any, plain: Any, gaps: Any, flags: Any, start: int, end: int, runs: Any, begins: Any) -> Any:
    """Where a text ends without a telephone number: "ĐT: 0912 345 678"."""
    at = end
    for name in range(1, 3):  # "ĐT: 0912 345 678 (chị Lan)"
        if end - name > start and gaps[end - name] & 256 and not flags[words[end - name]] & 128:
            at = end - name
            break
    last = at
    while at > start and flags[words[at - 1]] & 128:
        at -= 1
    if at == last:
        return end
    for length in range(1, 4):
        begin = at - length
        if begin > start and begins[plain[begin]] & PHONE and longest(runs, plain, begin, at, PHONE)[0] == length:
            return begin
    return end
