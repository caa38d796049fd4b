"""What a line or a sentence is, asked while texts are cut."""

from typing import Any, Final

from caunoi.synthesis.asking import ACT, AFTER_PLACE, FIELD, HEAD, PROPOSAL, RIDER, SAYS, SECTION_TITLE, SPEAKER, TITLE
from caunoi.synthesis.compiled import uncounted
from caunoi.synthesis.slips import longest_mistyped
from caunoi.synthesis.trie import begins_with, longest

_ACTS: Final = 12  # words between what is to be done and the words it is done to
_LINE: Final = 14  # words behind the colon of a field
_SAYING: Final = 5  # words that say that somebody speaks
_MARKED: Final = 6  # words in ten that carry a mark in a text typed with all of them
_NEXT: Final = 4  # words that show how a text is typed


@uncounted
def denies_or_proposes(
    words: Any, plain: Any, flags: Any, begin: int, stop: int, end: int, runs: Any, begins: Any, exact: Any, wanted: int
) -> Any:
    """Whether one of the words from ``begin`` to ``stop`` denies, or begins a run (up to ``end``) of a wanted kind: HEAD where
    it proposes, SAYS where it says more than who speaks."""
    for at in range(begin, stop):
        if flags[words[at]] & 2 or begins_with(words, plain, at, end, runs, wanted, begins, exact):
            return True
    return False


@uncounted
def form_field(
    words: Any, plain: Any, gaps: Any, flags: Any, at: int, end: int, runs: Any, begins: Any, exact: Any
) -> Any:  # fmt: skip
    """How many words are a field of a form: "Nội dung góp ý:", "Đơn vị: Công ty A." with what stands behind the colon; 0 where
    that denies, proposes or judges something, or is longer than such a line."""
    length, kind = longest(runs, plain, at, end, FIELD | TITLE)
    if length == 0 or at + length >= end or not gaps[at + length] & 2:
        return 0
    if kind & TITLE:
        return length
    after = at + length
    while after < end and (after == at + length or not gaps[after] & 0x3C):
        after += 1
    if after - at - length > _LINE:
        return 0
    if gaps[at + length] & 256 and after - at - length <= 3:  # "Họ tên: (không ghi)"
        return after - at
    says = denies_or_proposes(words, plain, flags, at + length, after, end, runs, begins, exact, HEAD | SAYS)
    return 0 if says else after - at


@uncounted
def proposes(words: Any, plain: Any, gaps: Any, start: int, at: int, runs: Any, begins: Any, exact: Any) -> Any:
    """Whether the words right before say what is to be done with the draft's own words at ``at``: "bỏ đoạn “…”"."""
    if gaps[at] & 0x1C or (gaps[at] & 32 and not gaps[at] & 2):  # a new sentence
        return False
    back = at
    while back > start and at - back < _ACTS:
        back -= 1
        if begins_with(words, plain, back, at, runs, ACT, begins, exact):
            return True
        if gaps[back] & 0x3C:
            return False
    return False


@uncounted
def may_be_another(words: Any, plain: Any, flags: Any, start: int, at: int, by_name: Any) -> Any:
    """Whether a "but" carries no mark and may be another word: "song" is "sóng", "cho nhung nguoi" is "những"."""
    if words[at] != plain[at]:
        return False
    before = plain[at - 1] if at > start else -1
    return (
        plain[at] != by_name[7]
        or before in (by_name[10], by_name[11])
        or (before >= 0 and flags[words[at - 1]] & 2048 != 0)
    )


@uncounted
def another_begins(
    words: Any, plain: Any, gaps: Any, flags: Any, start: int, at: int, end: int, last: int, runs: Any, exact: Any, by_name: Any
) -> Any:  # fmt: skip
    """How many words inside a sentence begin another proposal, and what they are: a joiner, "đề nghị", a "but"; (0, …) for none.

    ``last``: the word kept before, without marks.
    """
    length, kind = longest(runs, plain, at, end, 8 | 16 | 512)
    if length == 1 and kind & 512 and not exact[words[at]]:
        return 0, kind  # "những" is no "nhưng", "sống" no "song"
    if kind & 512 and longest(runs, plain, at + length, end, RIDER)[0]:
        return 0, kind  # "nhưng chỉ áp dụng cho …"
    if longest(runs, plain, at, end, RIDER)[0] > length:
        return 0, kind  # "trước hết ở doanh nghiệp nhà nước"
    if kind & 16 and last == by_name[11]:
        return 0, kind  # "nhất trí với đề xuất …"
    if length == 1 and kind & 512 and not gaps[at] & 0x1FF and may_be_another(words, plain, flags, start, at, by_name):
        return 0, kind
    if length == 2 and gaps[at + 1] & 0x1FF:
        return 0, kind  # "… đang có. Điều 6 …" is no "có điều"
    return length, kind


@uncounted
def limits(words: Any, plain: Any, gaps: Any, at: int, end: int, runs: Any, begins: Any, exact: Any) -> Any:
    """Whether a short sentence only says under which condition what stands before it holds: "Trừ người đang thử việc."."""
    if not begins_with(words, plain, at, end, runs, RIDER, begins, exact):
        return False
    after = at + max(1, longest(runs, plain, at, end, RIDER)[0])
    while after < end and after - at < 10 and not gaps[after] & 0x3F:
        if begins_with(words, plain, after, end, runs, HEAD, begins, exact):
            return False
        after += 1
    return after == end or gaps[after] & 0x3C != 0


@uncounted
def count_bullets(gaps: Any, start: int, end: int) -> Any:
    """How many lines open with a dash or a bullet."""
    lines = 0
    for at in range(start, end):
        lines += 1 if gaps[at] & 0x60 == 0x60 else 0
    return lines


@uncounted
def phrase_at(words: Any, plain: Any, at: int, end: int, runs: Any, wanted: int, ending: Any) -> Any:
    """The longest run of a wanted kind from ``at`` on that does not end in another word with the same letters: "tôi nghĩ | cán
    bộ" is no "tôi nghĩ cần". ``ending``: of every word, whether a phrase may end with it."""
    length, kind = longest(runs, plain, at, end, wanted)
    while length > 1 and not ending[words[at + length - 1]]:
        length, kind = longest(runs, plain, at, at + length - 1, wanted)
    return length, kind


@uncounted
def may_be_marked(words: Any, plain: Any, gaps: Any, flags: Any, at: int, start: int, end: int) -> Any:
    """Whether a filler typed without a mark stands in the middle of words that have none either, or of a text of which half has
    none: "can nha tre", "sô nha Mai ấm" are no "nha"."""
    if words[at] != plain[at] or at + 1 == end or gaps[at + 1] & 0x1FF:
        return False
    if at == start:
        return not flags[words[at + 1]] & 8
    marked = 0
    for place in range(start, end):
        marked += 1 if flags[words[place]] & 8 else 0
    return not (flags[words[at - 1]] & flags[words[at + 1]] & 8) or marked * 10 < (end - start) * _MARKED


@uncounted
def is_cut_short(gaps: Any, start: int, end: int, whole: int) -> Any:
    """Whether a line of a text is left out at its end."""
    return start < end < whole and gaps[end] & 0x3C != 0


@uncounted
def speaking(
    words: Any, plain: Any, gaps: Any, flags: Any, at: int, end: int, runs: Any, begins: Any, slips: Any
) -> Any:
    """How many words only say who proposes what follows, and how politely: "anh em xin | đề nghị"; 0 where nothing is."""
    after = at
    while after < end and (after == at or not gaps[after] & 0x1FF):
        if after > at and is_proposal(plain, gaps, after, end, runs, begins, slips):
            return after - at
        length = longest(runs, plain, after, end, SPEAKER)[0] if begins[plain[after]] & SPEAKER else 0
        if length == 0 and after == at and (flags[words[at]] & 4 or slips[1][plain[at]] & SPEAKER):  # "tôii đề nghị"
            length = 1
        if length == 0:
            return 0
        for inside in range(after + 1, after + length):
            if gaps[inside] & 0x1FF:
                return 0
        after += length
    return 0


@uncounted
def is_proposed(
    plain: Any, gaps: Any, at: int, end: int, runs: Any, begins: Any, slips: Any, proposing: Any
) -> Any:  # fmt: skip
    """Whether "kiến nghị" or "đề xuất" stands there, or "đề nghị" with a letter mistyped: written as ``proposing``."""
    if at + 1 >= end or (plain[at] == proposing[2] and plain[at + 1] == proposing[3]):
        return False
    return is_proposal(plain, gaps, at, end, runs, begins, slips)


@uncounted
def is_proposal(plain: Any, gaps: Any, at: int, end: int, runs: Any, begins: Any, slips: Any) -> Any:
    """Whether "đề nghị", "kiến nghị" or "đề xuất" stands there, a letter mistyped at most."""
    if at + 1 >= end or gaps[at + 1] & 0x1FF or not (begins[plain[at]] | slips[1][plain[at]]) & PROPOSAL:
        return False
    if longest(runs, plain, at, end, PROPOSAL)[0] == 2:
        return True
    return longest_mistyped(runs, plain, at, end, PROPOSAL, slips, 2)[0] == 2


@uncounted
def proposes_itself(
    plain: Any, gaps: Any, at: int, end: int, runs: Any, begins: Any, slips: Any, proposing: Any
) -> Any:
    """Whether words that are left out propose what follows: "tôi đề nghị", "theo tôi nên"."""
    for place in range(at, end):
        if plain[place] == proposing[4] or plain[place] == proposing[5]:
            return True
        if is_proposal(plain, gaps, place, end, runs, begins, slips):
            return True
    return False


@uncounted
def is_marked_after(words: Any, flags: Any, at: int, end: int) -> Any:
    """Whether one of the next words carries a mark of its own; those of an abbreviation further on always do."""
    for place in range(at, min(end, at + _NEXT)):
        if flags[words[place]] & 8:
            return True
    return False


@uncounted
def is_pointed_at(plain: Any, gaps: Any, at: int, end: int, by_name: Any) -> Any:
    """Whether "này" stands right behind words, which mean the draft then: "nội dung | này"."""
    return at < end and plain[at] == by_name[12] and not gaps[at] & 0x1FF


@uncounted
def behind_place(
    words: Any, plain: Any, gaps: Any, flags: Any, at: int, end: int, runs: Any, begins: Any, slips: Any, opens: bool
) -> Any:  # fmt: skip
    """How many words behind a citation belong to it: "của dự thảo", a title up to a mark: "Điều 5 (Thẻ đoàn viên), …", and where
    it opens a sentence who speaks up to a colon: "Mục 3, em có ý: …"."""
    length = 0
    if not gaps[at] & 0xFF and begins[plain[at]] & AFTER_PLACE:
        length = longest(runs, plain, at, end, AFTER_PLACE)[0]
        if length == 0:  # "của dự bthảo"
            length = longest_mistyped(runs, plain, at, end, AFTER_PLACE, slips, 2)[0]
    title = at + length
    if title < end and not gaps[title] & 0x3C:
        size = longest(runs, plain, title, end, SECTION_TITLE)[0]
        if size == 0:  # "(Ban thuong vu, thuhong truc)"
            size = longest_mistyped(runs, plain, title, end, SECTION_TITLE, slips, 3)[0]
        if title + size == end or gaps[title + size] & 0x1FF:
            length += size
    said = at + length
    if opens and said < end and begins[plain[said]] & SPEAKER and not gaps[said] & 0x3C:
        for colon in range(said + 1, min(end, said + _SAYING + 1)):
            if (colon - 1 > said and gaps[colon - 1] & 0x3F) or flags[words[colon - 1]] & 3:
                break
            if gaps[colon] & 2:
                return colon - at
    return length
