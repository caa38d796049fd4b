"""Token numbers to segments: what of each text is opinion, cut where one proposal may end and the next begin.

Left out: greetings, closings, signatures, fillers, list numbers, joiners, the draft's own sentences and the citations of its
places; the citation and the quoted section go with the segment. One pass, O(tokens), compiled.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.asking import (
    AFTER_PLACE,
    FIELD,
    GREETS,
    OPENING_HEAD,
    ROLE,
    SECTION_TITLE,
    SIGNED_BY,
    SPEAKER,
    TITLE,
    Seen,
)
from caunoi.synthesis.citing import narrowed, place_at
from caunoi.synthesis.comparing import are_compared, is_held_against
from caunoi.synthesis.compiled import compiled, uncounted
from caunoi.synthesis.dates import begins_date, unit_first
from caunoi.synthesis.edges import opening
from caunoi.synthesis.endings import without_ending
from caunoi.synthesis.introducing import salutation, who_speaks
from caunoi.synthesis.leading import without_lead
from caunoi.synthesis.listing import counting, is_numbered, next_item
from caunoi.synthesis.names import named_first
from caunoi.synthesis.quoting import Quotations, quoted_run
from caunoi.synthesis.sentences import (
    another_begins,
    behind_place,
    count_bullets,
    form_field,
    is_cut_short,
    is_marked_after,
    is_pointed_at,
    is_proposed,
    limits,
    may_be_another,
    may_be_marked,
    phrase_at,
    proposes,
    proposes_itself,
    speaking,
)
from caunoi.synthesis.slips import longest_mistyped
from caunoi.synthesis.spelling_out import Stream
from caunoi.synthesis.trie import longest

# Of a segment: a list number or a joiner stands before it; it was cut inside a sentence, which holds only where one side stands
# alone elsewhere; it ends with a question mark; begins like a proposal or a stand; limits what stands before it; what proposed it
# ("tôi đề nghị") was left out.
JOINED, WEAK, ASKS, HEADED, LIMITS, PROPOSES = 1, 2, 4, 8, 32, 64


class Segments(NamedTuple):
    """``bounds`` (segments × 2) cut ``words``; ``offsets`` cut the segments by text; the other arrays go by segment."""

    words: npt.NDArray[np.int32]
    bounds: npt.NDArray[np.int64]
    places: npt.NDArray[np.int64]
    quoted: npt.NDArray[np.int32]
    flags: npt.NDArray[np.uint8]
    offsets: npt.NDArray[np.int64]


def cut(stream: Stream, seen: Seen, quotations: Quotations) -> Segments:
    """The segments of every text."""
    return Segments(
        *_cut(
            stream.words, stream.gaps, stream.offsets, stream.endings, seen.flags, seen.plain, *seen.naming, seen.runs,
            seen.asked, seen.slips, quotations, seen.conjunction, seen.by_name, seen.proposing,
        )
    )  # fmt: skip


@uncounted
def _put(
    bounds: Any, places: Any, quoted: Any, marks: Any, segments: int, begin: int, end: int, place: Any, quote: Any, mark: Any
) -> Any:  # fmt: skip
    """Note a segment; how many there are."""
    bounds[segments, 0], bounds[segments, 1] = begin, end
    places[segments], quoted[segments], marks[segments] = place, quote, mark
    return segments + 1


@compiled
def _cut(
    words: Any, gaps: Any, offsets: Any, endings: Any, flags: Any, plain_of: Any, kinds: Any, values: Any, units: Any,
    shifts: Any, masks: Any, runs: Any, asked: Any, slips: Any, quotations: Any, conjunction: int, by_name: Any, proposing: Any,
) -> Any:  # fmt: skip
    texts = len(offsets) - 1
    begins, closes, idle, exact, ending = asked
    kept = np.empty(len(words), np.int32)
    room = len(words) + texts
    bounds, places = np.empty((room, 2), np.int64), np.empty(room, np.int64)
    quoted, marks, cuts = np.empty(room, np.int32), np.empty(room, np.uint8), np.zeros(texts + 1, np.int64)
    plain, slipped = plain_of[words], slips[1]
    count = segments = text = 0
    all_said = False  # whether the last line of this text is not one that says who writes
    while text < texts:
        start, end = offsets[text], offsets[text + 1]
        end = without_ending(
            words, plain, gaps, flags, start, end, kinds, values, runs, begins, closes, exact, slips, by_name, all_said
        )
        last_colon = end - 1
        while last_colon > start and not gaps[last_colon] & 2:
            last_colon -= 1
        at, opened = start, True
        begin = first_kept = count
        listed, bullets = np.int32(0), 0  # the list number that stood before; lines behind bullets, once one is met
        place, quote, mark = np.int64(0), np.int32(-1), np.uint8(0)
        while at < end:
            gap = gaps[at]
            in_list = listed and flags[words[at]] & 128
            if (
                not opened and not gap & 0x1FF and idle[words[at]] and not in_list
            ):  # in the middle of a sentence most words only go on
                kept[count] = words[at]
                count += 1
                at += 1
                continue
            # A new line inside a sentence is none; behind one, a capital, a dash or a number opens the next.
            strong = (
                (gap & 0x1C) != 0
                or next_item(words, gaps, flags, values, at, end, listed)
                or ((gap & 0x20) != 0 and ((gap & (512 | 64)) != 0 or is_numbered(words, gaps, values, flags, at, end)))
            )
            if strong and (not opened or place != 0 or quote >= 0):  # the segment before ends here
                if count > begin or place != 0 or quote >= 0:
                    if gap & 16:
                        mark |= np.uint8(4)
                    segments = _put(bounds, places, quoted, marks, segments, begin, count, place, quote, mark)
                begin, place, quote, mark, opened = count, np.int64(0), np.int32(-1), np.uint8(0), True
            if opened and gap & 0x60 == 0x60:
                bullets = bullets or count_bullets(gaps, at, end)
                mark |= np.uint8(bullets > 1)
            if opened or gap & 0x1FF:
                length, section = quoted_run(plain, at, end, quotations)
                object_of_it = length >= 7 and proposes(words, plain, gaps, start, at, runs, begins, exact)
                if object_of_it:  # "bỏ đoạn “…”": it is what is to go
                    quote = np.int32(section)
                elif length >= 7 and (at + length == end or gaps[at + length] & 0x1FF) and (opened or gap & 128):
                    quote = np.int32(section)
                    at += length
                    if count - begin <= 6:  # "trong dự thảo có câu: …"
                        count = begin
                    continue
            if opened:
                if is_numbered(words, gaps, values, flags, at, end):
                    listed = values[words[at]]
                    mark |= np.uint8(1)
                    at += 1
                    continue
                length = counting(words, plain, gaps, flags, kinds, at, end, by_name)
                if length:
                    mark |= np.uint8(1)
                    at += length
                    continue
                first, mistyped = begins[plain[at]], slipped[plain[at]]  # asked here: a call that finds nothing costs
                length, kind = 0, 0
                if first & (FIELD | TITLE):
                    length = form_field(words, plain, gaps, flags, at, end, runs, begins, exact)
                elif first & GREETS and count == first_kept:
                    length = salutation(words, plain, gaps, flags, at, end, runs, begins, exact)
                if length:
                    at += length
                    continue
                if first & OPENING_HEAD:
                    length = opening(words, plain, gaps, flags, at, end, runs, slips)
                if length == 0 and first & (1 | 8 | 512):
                    length, kind = phrase_at(words, plain, at, end, runs, 1 | 8 | 512, ending)
                if length == 0 and first & 16384:
                    length, kind = longest(runs, plain, at, end, 16384)
                    if at + length >= end or not gaps[at + length] & 9:
                        length = 0
                if length == 1 and not exact[words[at]]:
                    length = 0  # "mông" is no "mong"
                if length == 0 and first & SIGNED_BY and count == begin:
                    length = unit_first(words, plain, gaps, flags, at, end, runs, begins, exact, slips, by_name)
                if length == 0 and count == begin and ((first | mistyped) & SPEAKER or flags[words[at]] & 4):
                    length, kind = speaking(words, plain, gaps, flags, at, end, runs, begins, slips), 0
                if length == 1 and kind & 512 and may_be_another(words, plain, flags, start, at, by_name):
                    length = 1 if at + 1 < end and gaps[at + 1] & 1 else 0
                if length == 0 and at < last_colon:
                    length, kind = opening(words, plain, gaps, flags, at, end, runs, slips), 0
                if length < 3 and first & (1024 | SPEAKER | ROLE | TITLE):
                    length = max(length, who_speaks(words, plain, gaps, flags, at, end, runs, begins, exact, by_name))
                if length == 0 and at > start and count == first_kept:
                    length = named_first(gaps, flags, words, at, end)
                if length == 0 and (first | mistyped) & 1:
                    length, kind = longest_mistyped(runs, plain, at, end, 1, slips, 2)
                    # No sentence of its own: three of its words must be right.
                    if 0 < length < 4 and not (at + length == end or gaps[at + length] & 0x1FF):
                        length, kind = longest_mistyped(runs, plain, at, end, 1, slips, 4)
                if length and is_pointed_at(plain, gaps, at + length, end, by_name):
                    length = 0  # "nội dung này"
                if length:
                    if kind & 8:
                        mark |= np.uint8(1)
                    if proposes_itself(plain, gaps, at, at + length, runs, begins, slips, proposing):
                        mark |= np.uint8(64)
                    at += length
                    continue
                if first & 2:
                    length, kind = longest(runs, plain, at, end, 2)
                if length == 0 and (first | mistyped) & 2:
                    length, kind = longest_mistyped(runs, plain, at, end, 2, slips, 2)
                if length and (at + length == end or gaps[at + length] & 0x3C):
                    at += length
                    continue
            elif (
                gap & 1
                and at < last_colon
                and count - begin >= 2
                and opening(words, plain, gaps, flags, at, end, runs, slips)
            ):  # "nhà trẻ xa, tôi xin nói thêm: …"
                segments = _put(bounds, places, quoted, marks, segments, begin, count, place, quote, mark)
                begin, place, quote, mark, opened = count, np.int64(0), np.int32(-1), np.uint8(1), True
                continue
            elif begins[plain[at]] & (8 | 16 | 512) and (count - begin >= 2 or (gap & 1 and count > begin)):
                last = plain_of[kept[count - 1]]
                length, kind = another_begins(words, plain, gaps, flags, start, at, end, last, runs, exact, by_name)
                if length and (kind & (16 | 512) or gap & 0x1FF or words[at - 1] == conjunction):
                    segments = _put(bounds, places, quoted, marks, segments, begin, count, place, quote, mark)
                    begin, place, quote, mark, opened = count, np.int64(0), np.int32(-1), np.uint8(2), True
                    if kind & (8 | 512):
                        mark = np.uint8(2) if kind & 512 or not gap & 0x1FF else np.uint8(1)
                        at += length
                        continue
            if begins[plain[at]] & 4:
                length, kind = phrase_at(words, plain, at, end, runs, 4, ending)
                if length == 1 and (not exact[words[at]] or may_be_marked(words, plain, gaps, flags, at, start, end)):
                    length = 0
                if length and is_pointed_at(plain, gaps, at + length, end, by_name):
                    length = 0  # "nội dung này"
                if length and not (count > begin and flags[kept[count - 1]] & 2 and not gap & 0x1FF):
                    at += length
                    continue
            if flags[words[at]] & (64 | 32768) == 64 or begins_date(words, plain, gaps, flags, at, end, by_name):
                at += 1
                continue
            compared = not opened and count > begin and are_compared(words, kinds, kept, count, at, end, conjunction)
            if kinds[words[at]] >= 0 and not compared:
                named, after = place_at(words, gaps, at, end, flags, kinds, values, units, shifts, masks)
                if named != 0 and not opened and count > begin and is_held_against(words, gaps, at, flags, units):
                    kept[count : count + after - at] = words[at:after]
                    count, at = count + after - at, after
                    continue
                whole = narrowed(place, named, shifts, masks)
                if named != 0 and whole != 0:
                    count = without_lead(kept, plain, plain_of, flags, begin, count, at, runs)
                    place = whole
                    at = after
                    opened = count == begin
                    if at < end and begins[plain[at]] & (AFTER_PLACE | SECTION_TITLE | SPEAKER):
                        at += behind_place(words, plain, gaps, flags, at, end, runs, begins, slips, opened)
                    continue
            if count == begin and begins[plain[at]] & 32:
                length, kind = longest(runs, plain, at, end, 32)
                if length:
                    mark |= np.uint8(8)
            # "Kiến nghị" and "đề xuất" are the same; but "chuyển | kiến nghị của công nhân lên cấp trên".
            if count == begin and not mark & 2 and is_proposed(plain, gaps, at, end, runs, begins, slips, proposing):
                bare = 2 if words[at] == plain[at] and not is_marked_after(words, flags, at + 2, end) else 0
                kept[count], kept[count + 1] = proposing[bare], proposing[bare + 1]
                opened, count, at = False, count + 2, at + 2
                continue
            if count == begin and segments > cuts[text] and limits(words, plain, gaps, at, end, runs, begins, exact):
                mark |= np.uint8(32)
            opened = False
            kept[count] = words[at]
            count += 1
            at += 1
        if count > begin or place != 0 or quote >= 0:
            if (endings[text] & 16 and end == offsets[text + 1]) or (end < offsets[text + 1] and gaps[end] & 16):
                mark |= np.uint8(4)
            segments = _put(bounds, places, quoted, marks, segments, begin, count, place, quote, mark)
        if segments == cuts[text] and not all_said and is_cut_short(gaps, offsets[text], end, offsets[text + 1]):
            all_said = True  # then it says more than that: "Kính gửi …\nĐoàn viên mới được thăm Lăng Bác"
            continue
        text, all_said = text + 1, False
        cuts[text] = segments
    held = bounds[:segments].copy(), places[:segments].copy(), quoted[:segments].copy(), marks[:segments].copy()
    return kept[:count].copy(), *held, cuts
