"""Names round an opinion: of a signature behind it, and at its head behind a greeting."""

from typing import Any, Final

import numpy as np

from caunoi.synthesis.asking import HEAD, POST, ROLE, SIGNED_BY
from caunoi.synthesis.compiled import uncounted
from caunoi.synthesis.edges import NAME, opening
from caunoi.synthesis.introducing import tells_role
from caunoi.synthesis.sentences import denies_or_proposes
from caunoi.synthesis.trie import begins_with, longest

SIGNED: Final = 24  # words of a name and what follows it


@uncounted
def without_signature(
    words: Any, plain: Any, gaps: Any, flags: Any, start: int, end: int, kinds: Any, values: Any, runs: Any, begins: Any,
    exact: Any, slips: Any,
) -> Any:  # fmt: skip
    """Where a text ends without the name in its last lines; what follows the name must say who writes, and nothing else."""
    lowest = max(start + 2, end - SIGNED)
    while True:
        at = named_at(words, gaps, flags, kinds, values, start, lowest, end)
        if at == end or _says_who(words, plain, gaps, flags, start, at, end, runs, begins, exact, slips):
            return at
        lowest = max(at, lowest) + 1


@uncounted
def _says_who(
    words: Any,
    plain: Any,
    gaps: Any,
    flags: Any,
    start: int,
    at: int,
    end: int,
    runs: Any,
    begins: Any,
    exact: Any,
    slips: Any,
) -> Any:
    """Whether a name and all behind it are a signature: no sentence of an opinion, as after "Trần Thị Hà, công nhân may. …"."""
    typed_small = not _in_capitals(gaps, flags, words, start, at)
    begin = at
    while begin < end:
        after, counted = begin, 0  # words that are no numbers
        # A new line that no capital opens may be one inside a sentence.
        while after < end and (after == begin or not (gaps[after] & 0x1E or (gaps[after] & 32 and gaps[after] & 576))):
            if after > at and gaps[after] & 0x1FF and begins_with(words, plain, after, end, runs, HEAD, begins, exact):
                return False
            counted += 0 if flags[words[after]] & 128 else 1
            after += 1
        if begin > at and counted > 3:
            named = flags[words[begin]] & 1024 != 0 or (begin + 1 < after and flags[words[begin + 1]] & 8192 != 0)
            # As in "Người viết: Nguyễn Văn A, Công đoàn xã B".
            named = named and (counted <= NAME or (gaps[begin] & 2 != 0 and counted <= 16))
            named = named or (typed_small and counted <= 8 and gaps[begin] & gaps[after - 1] & 512 != 0)
            length, kind = longest(runs, plain, begin, end, 2 | 256 | 2048)
            if not named and length == 0:
                return False
            # "Công đoàn không nên làm nhà ở" names no unit.
            is_unit = kind & 2048 != 0 and not named
            if is_unit and denies_or_proposes(
                words, plain, flags, begin + length, after, end, runs, begins, exact, HEAD
            ):
                return False
        begin = after
        if begin < end and _only_greets(words, plain, gaps, flags, start, at, runs, slips):
            return False  # "Kính gửi ban chấp hành, Nguyễn An: lương thấp"
    return True


@uncounted
def _only_greets(words: Any, plain: Any, gaps: Any, flags: Any, start: int, end: int, runs: Any, slips: Any) -> Any:
    """Whether nothing but openings stands there."""
    at = start
    while at < end:
        length = max(longest(runs, plain, at, end, 1)[0], opening(words, plain, gaps, flags, at, end, runs, slips))
        if length == 0:
            return False
        at += length
    return True


@uncounted
def named_at(
    words: Any, gaps: Any, flags: Any, kinds: Any, values: Any, start: int, lowest: int, end: int
) -> Any:  # fmt: skip
    """Where the first name from ``lowest`` on stands that may sign: "Nguyễn Văn A, CĐCS Công ty B"; the end where none does."""
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


@uncounted
def _has_middle_name(words: Any, gaps: Any, flags: Any, at: int, end: int) -> Any:
    """Whether a sentence begins with a capital and a middle name in capitals: a name, though its surname is on no list."""
    if not (gaps[at] & 0x3C and gaps[at] & 512 and at + 2 < end):
        return False
    return flags[words[at + 1]] & 8192 != 0 and gaps[at + 1] & (0x1FF | 512) == 512 and gaps[at + 2] & 512 != 0


@uncounted
def _in_capitals(gaps: Any, flags: Any, words: Any, start: int, at: int) -> Any:
    """Whether the last word before begins with a capital too: so does every word of a text typed in capitals."""
    back = at - 1
    while back > start and flags[words[back]] & 128:
        back -= 1
    return (gaps[back] & 512) != 0


@uncounted
def _capitals_end(gaps: Any, at: int, end: int) -> Any:
    """Where a run of words that begin with capitals ends, at a mark or before a small letter."""
    after = at
    while after < end and gaps[after] & 512 and not (after > at and gaps[after] & 0x1FF):
        after += 1
    return after


@uncounted
def _is_named(gaps: Any, at: int, end: int) -> Any:
    """Whether a line begins with three or four words in capitals and goes on in small letters: a name; a sentence that is no
    line, where it ends with a capital too ("… ở Công đoàn Nhà máy Sao Mai")."""
    after = _capitals_end(gaps, at, end)
    if not 3 <= after - at <= 4 or (after < end and gaps[after] & 0x1FF):
        return False
    if gaps[at] & 32 or after == end:
        return True
    for place in range(after, end):
        if gaps[place] & 0x3F:
            return False
    return gaps[end - 1] & 512 != 0 and end - at <= 16


@uncounted
def named_first(gaps: Any, flags: Any, words: Any, at: int, end: int) -> Any:
    """How many words are a name and what its bearer is, behind a greeting: "Trần Thị Hà, công nhân may." before an opinion."""
    if not flags[words[at]] & 1024 or not _is_full_name(gaps, flags, words, at, end):
        return 0
    after = at + 1
    while after < end and after - at < 16 and not gaps[after] & 0x3E:
        after += 1
    if after + 1 >= end or not gaps[after] & 0x3E or gaps[after + 1] & 512:  # a text typed in capitals names nobody
        return 0
    return after - at


@uncounted
def _is_full_name(gaps: Any, flags: Any, words: Any, at: int, end: int) -> Any:
    """Whether three or four words in capitals with a middle name stand between marks."""
    after = _capitals_end(gaps, at, end)
    return 3 <= after - at <= 4 and flags[words[at + 1]] & 8192 != 0 and (after == end or gaps[after] & 0x1FF != 0)


@uncounted
def without_post(
    words: Any,
    plain: Any,
    gaps: Any,
    flags: Any,
    start: int,
    end: int,
    runs: Any,
    begins: Any,
    exact: Any,
    by_name: Any,
) -> Any:
    """Where a text ends without what its writer is, behind a mark: "…, kế toán Công ty A", "…, Công đoàn phường B"."""
    at = end - 1
    while at > start and not gaps[at] & 0x3F:
        at -= 1
    if at < start + 2 or end - at < 3 or not gaps[end - 1] & 512:
        return end
    if gaps[at - 1] & 512:  # one of several: "Công ty Sao, Công ty Mai"
        return end
    if longest(runs, plain, at, end, SIGNED_BY if gaps[at] & 512 else POST)[0] == 0:
        return end
    small = gaps[at] & 512 == 0
    unit = not small
    for place in range(at + 1, end):
        small = small or not gaps[place] & (512 | 1024)
        unit = unit or (gaps[place] & 512 != 0 and longest(runs, plain, place, end, ROLE)[0] > 0)
    return at if small and unit and tells_role(words, plain, flags, at, end, runs, begins, exact, by_name) else end
