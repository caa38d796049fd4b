"""Texts to tokens: every text is read once, byte by byte, into numbers of distinct words and what stood between them.

A token is a run of letters, a run of digits with the points and commas inside it, or both together (``k3``, ``30ngày``); "%" is a
token. What stood before a token (comma, full stop, new line …) is kept as bits: sentences and lists are cut by it later.
"""

from typing import Any, Final, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from caunoi.synthesis.compiled import compiled
from caunoi.synthesis.encodings import decode, is_odd

COMMA: Final = 1
COLON: Final = 2
SEMICOLON: Final = 4
STOP: Final = 8  # . ! …
QUESTION: Final = 16
LINE: Final = 32
DASH: Final = 64  # a dash or a bullet: opens an item only where it opens a line
QUOTE: Final = 128
BRACKET: Final = 256
CAPITAL: Final = 512  # the token itself begins with a capital
GLUED: Final = 1024  # nothing stood between: the token was cut off the one before

T = TypeVar("T", bound=np.generic)
_LETTER, _DIGIT, _PERCENT, _MARK, _ODD = 1, 2, 3, 4, 5
_TABLE = 0x2100
_ROOM = 1 << 14  # different words for which there is room at first


def _tables() -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int32], npt.NDArray[np.uint16]]:
    kinds = np.zeros(_TABLE, np.uint8)
    lower = np.arange(_TABLE, dtype=np.int32)
    gaps = np.zeros(_TABLE, np.uint16)
    for code in range(_TABLE):
        letter = chr(code)
        if letter.isalpha():
            kinds[code] = _LETTER
            small = letter.lower()
            lower[code] = ord(small) if len(small) == 1 else code
        elif "0" <= letter <= "9":
            kinds[code] = _DIGIT
        elif letter == "%":
            kinds[code] = _PERCENT
        elif 0x300 <= code < 0x370:
            kinds[code] = _MARK
        elif is_odd(letter):
            kinds[code] = _ODD
    lower[0xD0], lower[0x189] = 0x111, 0x111  # Ð, Ɖ: look-alikes of Đ
    for signs, gap in (
        (",", COMMA),
        (":", COLON),
        (";", SEMICOLON),
        (".!…", STOP),
        ("?", QUESTION),
        ("\n\r\u2028", LINE),
        ("-–—•+*·", DASH),
        ('"“”«»', QUOTE),
        ("()[]", BRACKET),
    ):
        for sign in signs:
            gaps[ord(sign)] = gap
    return kinds, lower, gaps


_KINDS, _LOWER, _GAPS = _tables()


class Tokens(NamedTuple):
    """``offsets`` (texts + 1) cut ``words`` (numbers into ``types``) and ``gaps`` by text; ``endings``: what follows the last."""

    types: list[str]
    words: npt.NDArray[np.int32]
    gaps: npt.NDArray[np.uint16]
    offsets: npt.NDArray[np.int64]
    endings: npt.NDArray[np.uint16]


def tokenise(texts: pa.Array) -> Tokens:
    """Tokens of an Arrow array of texts, in O(bytes); marks that stand apart (NFD) and old fonts are mended first."""
    data, starts = buffers(texts)
    asks = np.flatnonzero(_asks_for_mending(data, starts, _KINDS))
    if len(asks):
        mended = texts.to_pylist() if len(asks) * 4 > len(texts) else None
        texts = _mend(texts, asks) if mended is None else pa.array([decode(text) for text in mended], pa.large_string())
        data, starts = buffers(texts)
    return _scan(data, starts)


def _scan(data: npt.NDArray[np.uint8], starts: npt.NDArray[np.int64]) -> Tokens:
    """Arrays grow between calls of the kernel: inside it they never change, which makes it four times as fast."""
    texts, longest = len(starts) - 1, int(np.diff(starts).max(initial=0)) + 1
    words, gaps = np.empty(0, np.int32), np.empty(0, np.uint16)
    letters, hashes, ends = np.empty(0, np.int32), np.empty(0, np.uint64), np.empty(0, np.int64)
    table = np.empty(0, np.int32)
    offsets, endings = np.zeros(texts + 1, np.int64), np.zeros(texts, np.uint16)
    text = known = 0
    while text < texts:
        count, filled = int(offsets[text]), int(ends[known - 1]) if known else 0
        rest = int(starts[-1] - starts[text])
        words, gaps = _longer(words, count, longest + rest // 4), _longer(gaps, count, longest + rest // 4)
        room = longest + min(_ROOM, rest)
        letters = _longer(letters, filled, room + filled)
        hashes, ends = _longer(hashes, known, room + known), _longer(ends, known, room + known)
        table = np.full(1 << (2 * len(hashes)).bit_length(), -1, np.int32)
        _fill_table(table, hashes, known)
        text, known = _scan_some(
            data,
            starts,
            _KINDS,
            _LOWER,
            _GAPS,
            table,
            hashes,
            ends,
            letters,
            words,
            gaps,
            offsets,
            endings,
            text,
            known,
        )
    count = int(offsets[-1])
    ends = ends[:known]
    return Tokens(
        _strings(letters[: ends[-1] if known else 0], ends), words[:count].copy(), gaps[:count].copy(), offsets, endings
    )


def _longer(array: npt.NDArray[T], used: int, room: int) -> npt.NDArray[T]:
    """The same array with room for so many more elements after those used."""
    if len(array) - used >= room:
        return array
    longer = np.empty(used + room, array.dtype)
    longer[:used] = array[:used]
    return longer


def buffers(texts: pa.Array) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """The UTF-8 bytes of a large_string array and the n + 1 offsets into them."""
    _validity, offsets, data = texts.buffers()
    starts = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return np.frombuffer(data, np.uint8) if data else np.zeros(0, np.uint8), starts


def _mend(texts: pa.Array, places: npt.NDArray[np.int64]) -> pa.Array:
    """The same texts, those at ``places`` decoded, without a Python string for each of the others."""
    few = pa.array([decode(text) for text in texts.take(pa.array(places)).to_pylist()], pa.large_string())
    order = np.arange(len(texts))
    order[places] = len(texts) + np.arange(len(few))
    return pa.concat_arrays([texts, few]).take(pa.array(order))


def _strings(letters: npt.NDArray[np.int32], ends: npt.NDArray[np.int64]) -> list[str]:
    whole = letters.astype("<u4").tobytes().decode("utf-32-le")
    bounds = ends.tolist()
    return [whole[start:end] for start, end in zip([0, *bounds], bounds, strict=False)]


@compiled
def _decode_at(data: Any, at: int) -> Any:
    """The code point at a byte, and where the next begins."""
    first = np.int32(data[at])  # wider than a byte: uncompiled, a shift would drop bits
    if first < 0x80:
        return first, at + 1
    second = np.int32(data[at + 1] & 0x3F)
    if first < 0xE0:
        return np.int32(((first & 0x1F) << 6) | second), at + 2
    if first < 0xF0:
        return np.int32(((first & 0x0F) << 12) | (second << 6) | (data[at + 2] & 0x3F)), at + 3
    return np.int32(0x10FFFF), at + 4


@compiled
def _asks_for_mending(data: Any, starts: Any, kinds: Any) -> Any:
    asks = np.zeros(len(starts) - 1, np.bool_)
    for text in range(len(starts) - 1):
        at, end, small = starts[text], starts[text + 1], False  # small: a small letter stands right before
        before = 0  # the plain letter right before, small
        while at < end:
            first = data[at]
            if first < 0xC2 or first > 0xCD:  # plain, or of two or three bytes beyond the marks
                small = 97 <= first <= 122 or first >= 0x80
                before = first | 0x20 if first < 0x80 else 0
                at += 1
                continue
            code, at = _decode_at(data, at)
            kind = kinds[code]
            if kind == 4 or kind == 5 or 0xD7 <= code <= 0xD8 or (0xDE <= code <= 0xFF and _is_foreign(code)):
                asks[text] = True
                break
            if code == 0xD1 or (small and 0xC0 <= code <= 0xDD) or _is_vni(before, code):  # Ñ; "trÝ"; "coù"
                asks[text] = True
                break
            small, before = code >= 0xDF, 0
    return asks


@compiled
def _is_vni(before: int, code: int) -> Any:
    """Whether a marked vowel stands behind a plain one as VNI sets them and no syllable has them: aù, oâ, eá."""
    if before not in (97, 101, 111, 117, 121) or not 0xC0 <= code <= 0xFF:
        return False
    mark = code | 0x20
    if mark in (0xF5, 0xF9, 0xFA, 0xFB) or (mark == 0xE2 and before != 117):
        return True
    return mark in (0xE0, 0xE1, 0xE3) and (before in (97, 101))


@compiled
def _is_foreign(code: int) -> Any:
    """A Latin letter of Western Europe that Vietnamese does not use: å æ ç ë î ï ñ ö ÷ ø û ü þ ÿ ä ß."""
    return code in (0xDF, 0xE4, 0xE5, 0xE6, 0xE7, 0xEB, 0xEE, 0xEF, 0xF1, 0xF6, 0xF7, 0xF8, 0xFB, 0xFC, 0xFE, 0xFF)


@compiled
def _fill_table(table: Any, hashes: Any, known: int) -> None:
    """The table of words anew, after it was given more room."""
    mask = np.uint64(len(table) - 1)
    for word in range(known):
        slot = hashes[word] & mask
        while table[slot] >= 0:
            slot = (slot + np.uint64(1)) & mask
        table[slot] = word


@compiled
def _is_known(letters: Any, begin: int, start: int, length: int) -> Any:
    for place in range(length):
        if letters[begin + place] != letters[start + place]:
            return False
    return True


@compiled
def _token_end(data: Any, at: int, end: int, kinds: Any, lower: Any, letters: Any, filled: int) -> Any:
    """Read one token into the arena of letters: where it ends, how far the arena is filled, and its hash."""
    hashed = np.uint64(14695981039346656037)
    code, after = _decode_at(data, at)
    if kinds[code] == 3:  # "%" is a token of its own
        letters[filled] = code
        return after, filled + 1, hashed
    while True:
        small = lower[code]
        letters[filled] = small
        filled += 1
        hashed = (hashed ^ np.uint64(small)) * np.uint64(1099511628211)
        at = after
        if at >= end:
            break
        code, after = _decode_at(data, at)
        kind = kinds[code] if code < 0x2100 else 0
        if kind == 1 or kind == 2:
            continue
        if not (code == 46 or code == 44) or after >= end or not (48 <= data[at - 1] <= 57 and 48 <= data[after] <= 57):
            break  # only 1.000.000 and 2,5 go on past a point
    return at, filled, hashed ^ (hashed >> np.uint64(29))


@compiled
def _scan_some(
    data: Any,
    starts: Any,
    kinds: Any,
    lower: Any,
    gap_of: Any,
    table: Any,
    hashes: Any,
    ends: Any,
    letters: Any,
    words: Any,
    gaps: Any,
    offsets: Any,
    endings: Any,
    text: int,
    known: int,
) -> Any:
    """Scan from ``text`` on until the end or until an array could overflow: the next text, and how many words are known."""
    count = offsets[text]
    filled = ends[known - 1] if known else 0
    mask = np.uint64(len(table) - 1)
    while text < len(starts) - 1:
        at, end = starts[text], starts[text + 1]
        most = end - at + 1
        if (
            count + most > len(words)
            or filled + most > len(letters)
            or known + most > len(hashes)
            or 2 * known > len(table)
        ):
            break
        gap = np.uint16(32)  # a text begins as a line does
        while at < end:
            code, after = _decode_at(data, at)
            kind = kinds[code] if code < 0x2100 else 0
            if kind == 0 or kind > 3:
                if code < 0x2100:
                    gap |= gap_of[code]
                at = after
                continue
            if kind == 1 and lower[code] != code:
                gap |= np.uint16(512)
            start = filled
            at, filled, hashed = _token_end(data, at, end, kinds, lower, letters, filled)
            slot = hashed & mask
            word = table[slot]
            while word >= 0:
                if hashes[word] == hashed:
                    begin = ends[word - 1] if word > 0 else 0
                    if ends[word] - begin == filled - start and _is_known(letters, begin, start, filled - start):
                        break
                slot = (slot + np.uint64(1)) & mask
                word = table[slot]
            if word >= 0:
                filled = start
            else:
                word = known
                hashes[known], ends[known], table[slot] = hashed, filled, known
                known += 1
            words[count], gaps[count] = word, gap
            count += 1
            gap = np.uint16(0)
        endings[text] = gap
        text += 1
        offsets[text] = count
    return text, known
