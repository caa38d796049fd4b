"""Places inside a sentence that an opinion points at, and does not stand at: "ở đây trùng với khoản 4 Điều 7"."""

from typing import Any, Final

from caunoi.synthesis.compiled import uncounted
from caunoi.synthesis.syllables import plain

# What a word is before a place, over what it is beside a division (``citing``).
_COMPARES: Final = 1 << 24  # what is said is held against the place behind it: "trùng với khoản 4 Điều 7"
_LINKS: Final = 1 << 25  # between the two: "với"
_MOVES: Final = 1 << 26  # where something is to stand: "sang Điều 7"
_REFERS: Final = 1 << 27  # "dẫn chiếu tới Điều 7"
_LEADS: Final = 1 << 28  # between these two: "tới"; but "cho khỏi trùng ở Điều 7" stands there
_COMPARING: Final = frozenset(["trùng", "lặp", "giống", "chéo", "thuẫn", "trái", "khớp", "khác", "so"])  # "mâu thuẫn"
_CODES: Final = {
    **dict.fromkeys(_COMPARING, _COMPARES), **dict.fromkeys(map(plain, _COMPARING), _COMPARES),
    **dict.fromkeys(("với", "voi", "như", "nhu"), _LINKS), "sang": _MOVES, **dict.fromkeys(("chiếu", "chieu"), _REFERS),
    **dict.fromkeys(("đến", "den", "tới", "toi", "tại", "tai", "ở", "o", "về", "ve"), _LEADS),
}  # fmt: skip


def comparing_code(word: str) -> int:
    """What a word is before such a place; 0 for nothing."""
    return _CODES.get(word, 0)


@uncounted
def are_compared(words: Any, kinds: Any, kept: Any, count: int, at: int, end: int, conjunction: int) -> Any:
    """Whether a division inside a sentence is one of two that something is to be done with: "gộp điểm a và điểm b"."""
    if kept[count - 1] == conjunction:
        return count > 2 and kinds[kept[count - 3]] >= 0
    return at + 3 < end and words[at + 2] == conjunction and kinds[words[at + 3]] == kinds[words[at]]


@uncounted
def is_held_against(words: Any, gaps: Any, at: int, flags: Any, codes: Any) -> Any:
    """Whether a division inside a sentence is what the opinion points at, not where it stands: "ở đây trùng với khoản 4 Điều 7",
    "dẫn chiếu tới mục 2", "chuyển sang Điều 9"; but not "nhất trí với Điều 5". Without marks only with its link."""
    if at < 1 or gaps[at] & 0x1FF:
        return False
    before = codes[words[at - 1]]
    if before & _MOVES or (before & (_COMPARES | _REFERS) and flags[words[at - 1]] & 8):
        return True
    if at < 2 or gaps[at - 1] & 0x1FF:
        return False
    further = codes[words[at - 2]]
    return (before & _LINKS and further & _COMPARES) or (before & _LEADS and further & _REFERS)
