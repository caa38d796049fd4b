"""Bytes of UTF-8 to letters: of which kind each is, its small letter, what a sign between words counts as."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.compiled import compiled, uncounted
from caunoi.synthesis.encodings import is_odd

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
STROKE: Final = 2048  # a mark behind the number of a list only: "1/ …"

LETTER, DIGIT, PERCENT = 1, 2, 3
_TABLE = 0x2100


def _tables() -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int32], npt.NDArray[np.uint16]]:
    kinds = np.zeros(_TABLE, np.uint8)
    lower = np.arange(_TABLE, dtype=np.int32)
    gaps = np.zeros(_TABLE, np.uint16)
    for code in range(_TABLE):
        letter = chr(code)
        if letter.isalpha():
            kinds[code] = LETTER
            small = letter.lower()
            lower[code] = ord(small) if len(small) == 1 else code
        elif "0" <= letter <= "9":
            kinds[code] = DIGIT
        elif letter == "%":
            kinds[code] = PERCENT
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
        ("/", STROKE),
    ):
        for sign in signs:
            gaps[ord(sign)] = gap
    return kinds, lower, gaps


KINDS, LOWER, GAPS = _tables()
# Signs that ask for mending: marks that stand apart, and letters that Vietnamese in Unicode has no use for.
ASKING = np.array([0x300 <= code < 0x370 or is_odd(chr(code)) for code in range(_TABLE)])


@uncounted
def decode_at(data: Any, at: int) -> Any:
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
def ask_for_mending(data: Any, starts: Any, asking: Any) -> Any:
    """Which runs of bytes may hold marks that stand apart, or letters of an old font."""
    asks = np.zeros(len(starts) - 1, np.bool_)
    for run in range(len(starts) - 1):
        at, end, small = starts[run], starts[run + 1], False  # small: a small letter stands right before
        before = 0  # the plain letter right before, small
        while at < end:
            first = data[at]
            if first < 0xC2 or first > 0xCD:  # plain, or of two or three bytes beyond the marks
                small = 97 <= first <= 122 or first >= 0x80
                before = first | 0x20 if first < 0x80 else 0
                at += 1
                continue
            code, at = decode_at(data, at)
            if asking[code] or (small and 0xC0 <= code <= 0xDD) or _is_vni(before, code):  # "nªn"; "trÝ"; "coù"
                asks[run] = True
                break
            small, before = code >= 0xDF, 0
    return asks


@uncounted
def _is_vni(before: int, code: int) -> Any:
    """Whether a marked vowel stands behind a plain one as VNI sets them and no syllable has them: aù, oâ, eá."""
    if before not in (97, 101, 111, 117, 121) or not 0xC0 <= code <= 0xFF:
        return False
    mark = code | 0x20
    if mark in (0xF5, 0xF9, 0xFA, 0xFB) or (mark == 0xE2 and before != 117):
        return True
    return mark in (0xE0, 0xE1, 0xE3) and (before in (97, 101))
