"""Numbers in figures, one way each, and in words: "hai mươi ba" is 23, "thứ nhất" is 1."""

import re
from collections.abc import Sequence
from typing import Any, Final

from caunoi.synthesis.compiled import uncounted
from caunoi.synthesis.syllables import plain

ONES: Final = {
    word: value
    for value, words in enumerate(("", "nhất một mốt", "hai", "ba", "tư bốn", "năm lăm", "sáu", "bảy", "tám", "chín"))
    for word in words.split()
}
ROMAN: Final = tuple("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split())  # noqa: SIM905
_COUNTING: Final = ("thứ", "số", "so")  # "phần thứ 2", "mục số 6"
_COUNTING_NAMED: Final = (*_COUNTING, "thu")
_TEN, _TENS = "mười", "mươi"  # "mười hai" is 12, "hai mươi" is 20
# Behind one of these a word without its marks is a number too: "dieu bay".
_NUMBERED: Final = frozenset(
    form
    for word in ("phần", "chương", "mục", "điều", "khoản", "điểm", "trang", *_COUNTING)
    for form in (word, plain(word))
)
_ONES_NAMED: Final = ONES | {plain(word): value for word, value in ONES.items() if word}

# What a word is in a running text: the number itself in the lowest bits, and which of these.
ONE: Final = 15
IS_TEN: Final = 16
IS_TENS: Final = 32
UNSURE: Final = 64  # "tư", "sau": a number where nothing else fits
FIRST: Final = 128  # "nhất": only behind "thứ"
OPEN: Final = 256  # behind ten another number or a word of its own: "mười năm", "muoi lam"


_DOTTED_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
_ROUND: Final = 10_000  # a number from here on may be read in thousands, however it is written
_MAY_BE_A_YEAR: Final = 2000


def number(word: str) -> str:
    """Digits one way: ``"1.000.000"`` is ``"1000000"``, ``"2,50"`` is ``"2,5"``, ``"05"`` is ``"5"``."""
    if _DOTTED_THOUSANDS.fullmatch(word):
        word = word.replace(".", "")
    whole, comma, part = word.replace(".", ",").partition(",")
    part = part.rstrip("0")
    return (whole.lstrip("0") or "0") + (comma + part if part else "")


def amount(word: str) -> tuple[str, ...]:
    """Digits one way, round ones in thousands and millions: ``"500.000"`` is ``500 nghìn``, ``"1.500.000"`` is ``1,5 triệu``."""
    said = number(word)
    value = int(said) if said.isdigit() and not word.startswith("0") else 0
    dotted = value and _DOTTED_THOUSANDS.fullmatch(word)
    if value < _ROUND and not dotted and (value % 1000 or value in (0, _MAY_BE_A_YEAR)):
        return (said,)
    if value % 100_000 == 0 and value >= 1_000_000:
        return (number(f"{value // 1_000_000},{value // 100_000 % 10}"), "triệu")
    return (said,) if value % 1000 else (str(value // 1000), "nghìn")


def read_numbers(pieces: Sequence[tuple[bool, str]]) -> list[tuple[bool, str]]:
    """Pieces with numbers in digits."""
    read: list[tuple[bool, str]] = []
    words = [piece for _dotted, piece in pieces] + ["", ""]
    at = 0
    while at < len(pieces):
        named = at > 0 and words[at - 1] in _NUMBERED
        value, taken = _number(words, at, named=named)
        if value:
            read.append((pieces[at][0], str(value)))
        elif words[at] not in (_COUNTING_NAMED if named else _COUNTING):
            read.append(pieces[at])
        at += max(taken, 1)
    return read


def _number(words: Sequence[str], at: int, *, named: bool) -> tuple[int, int]:
    """The number that begins at a word, and of how many words it is made; (0, 0) where none begins.

    ``named``: a division stands before it: there marks may be missing, and so may "mươi" ("điều hai bốn").
    """
    ones = _ONES_NAMED if named else ONES
    tens = (_TENS, plain(_TENS)) if named else (_TENS,)
    one, following, last = (*words[at : at + 3], "", "")[:3]
    if one == _TEN or (named and one == plain(_TEN)):
        return 10 + ones.get(following, 0), 2 if following in ones else 1
    if one not in ones:
        return 0, 0
    if following in tens:
        return 10 * ones[one] + ones.get(last, 0), 3 if last in ones else 2
    if named and following in ones and ones[one] > 1:
        return 10 * ones[one] + ones[following], 2
    return ones[one], 1


def _codes() -> dict[str, int]:
    """With and without marks; "lam" and "tu" without them are mostly other words."""
    codes = {word: value for word, value in ONES.items() if word not in ("nhất", "tư", "mốt", "lăm")}
    codes |= {plain(word): value for word, value in codes.items()}
    codes |= {"tư": 4 | UNSURE, "mốt": 1 | UNSURE, "lăm": 5 | UNSURE, "sau": 6 | UNSURE}
    codes |= {"năm": 5 | OPEN, "nam": 5 | OPEN, "lam": OPEN, "nhất": FIRST, "nhat": FIRST}
    return codes | {_TEN: IS_TEN, _TENS: IS_TENS, plain(_TEN): IS_TEN | IS_TENS}


_CODES: Final = _codes()


def code_of(word: str) -> int:
    """What a word is in a number; 0 for nothing."""
    return _CODES.get(word, 0)


@uncounted
def number_at(words: Any, gaps: Any, codes: Any, at: int, end: int) -> Any:
    """The number in words that begins there, and of how many words it is made; (0, 0) where none begins or none is certain."""
    one, following, last = codes[words[at]], 0, 0
    if at + 1 < end and not gaps[at + 1] & 0x1FF:
        following = codes[words[at + 1]]
        if at + 2 < end and not gaps[at + 2] & 0x1FF:
            last = codes[words[at + 2]]
    if one & IS_TEN:
        if following & OPEN:
            return 0, 0
        return 10 + (following & ONE), 2 if following & ONE else 1
    if one & ONE and following & IS_TENS:
        if last & OPEN:
            return 0, 0
        return 10 * (one & ONE) + (last & ONE), 3 if last & ONE else 2
    stops = at + 2 >= end or gaps[at + 2] & 0x1FF != 0
    if one & ONE > 1 and following & ONE and not following & (OPEN | FIRST) and stops:  # "điều hai bốn"
        return 10 * (one & ONE) + (following & ONE), 2
    return one & ONE, 1 if one & ONE else 0
