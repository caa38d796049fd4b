"""The words that propose, which make no other opinion: "đề nghị tăng lương", "nên tăng lương" and "tăng lương" are one.

"Cán bộ", "căn cứ" and "nền kinh tế" without their marks, "cần thiết" and "cần cù" are words of the matter.
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.compiled import uncounted
from caunoi.synthesis.one_letter import is_slip
from caunoi.synthesis.syllables import plain

# What a word is there: the first and the second of two ("đề nghị"), one by itself ("nên"), the same without its mark or mistyped,
# "cần" of these, "phải" behind it; what is no matter of its own behind "can", behind "nen"; behind "bo" what makes it bổ or bỏ.
_FIRST, _SECOND, _ALONE, _UNSURE, _NEEDS, _MUST, _NOT_CAN, _NOT_NEN, _ADDS = (1 << bit for bit in range(9))
_NOT_NEEDS: Final = "bộ cứ thiết cù câu cẩu kiệm mẫn trục nhà hộ tin cước"  # "cán bộ", "căn hộ"
_NOT_SHOULD: Final = "chăng kinh móng giáo hành văn nông công"  # "nền kinh tế", "nên chăng"
_CODES: Final = {
    **dict.fromkeys(("đề", "de", "kiến", "kien"), _FIRST),
    **dict.fromkeys(("nghị", "nghi", "xuất", "xuat"), _SECOND),
    **dict.fromkeys(("nê", "ên", "mên", "nêm", "hên"), _UNSURE),  # no words of an opinion
    **dict.fromkeys(("xần", "ần", "cầ"), _UNSURE | _NEEDS),
    "nên": _ALONE, "cần": _ALONE | _NEEDS, "nen": _UNSURE, "can": _UNSURE | _NEEDS, "phải": _MUST, "phai": _MUST,
    **{said: _NOT_CAN for word in _NOT_NEEDS.split() for said in (word, plain(word))},
    **dict.fromkeys(("sung", "bớt", "bot"), _ADDS),
    **{said: _NOT_NEN for word in _NOT_SHOULD.split() for said in (word, plain(word))},
}  # fmt: skip
_MISTYPED: Final = {"nên": _UNSURE, "cần": _UNSURE | _NEEDS, "nen": _UNSURE, "can": _UNSURE | _NEEDS}
_VOWELS: Final = frozenset("aeiouy")


def proposing_code(word: str, *, invalid: bool) -> int:
    """What a word is among those that propose; 0 for nothing. ``invalid``: it is no syllable, so it may be one mistyped."""
    code = _CODES.get(word, 0)
    if (
        not code and invalid and 1 < len(word) < 5 and not _VOWELS & set(word)
    ):  # "cnầ", "nnê", "csn"; but "neu" may be nêu
        return next((its for said, its in _MISTYPED.items() if is_slip(word, said)), 0)
    return code


def matter(
    words: npt.NDArray[np.int32], bounds: npt.NDArray[np.int64], codes: npt.NDArray[np.uint16]
) -> npt.NDArray[np.int64]:
    """Runs of words (``bounds`` cut them) without the words that propose at their head; as they are where nothing is left.
    ``codes``: of every word, ``proposing_code``. O(runs)."""
    found = bounds.copy()
    _cut_off(words, found, codes)
    return found


@uncounted
def _cut_off(words: Any, bounds: Any, codes: Any) -> None:
    for run in range(len(bounds)):
        bounds[run, 0] = _matter(words, bounds[run, 0], bounds[run, 1], codes)


@uncounted
def _matter(words: Any, begin: int, end: int, codes: Any) -> Any:
    at = begin
    while at + 1 < end:
        code, following = codes[words[at]], codes[words[at + 1]]
        if code & _FIRST and following & _SECOND:
            at += 2
            continue
        if not code & (_ALONE | _UNSURE):
            break
        adds = at + 2 < end and codes[words[at + 2]] & _ADDS  # "can bo sung"
        if following & (_NOT_CAN if code & _NEEDS else _NOT_NEN) and not adds:
            break
        at += 2 if code & _NEEDS and following & _MUST else 1
    return at if at < end else begin
