"""Words written short with a point behind them: "ph.II, m.3", "đ.vị"."""

from typing import Any

import numpy as np

from caunoi.synthesis.compiled import uncounted


@uncounted
def undot(words: Any, gaps: Any, offsets: Any, shorts: Any, values: Any, are: Any) -> None:
    """Divisions written short with a point ("ph.II, m.3", "kh.1 đ.2") in full, as -1, -2 …; "d. 20 ngày" is an item of a list.

    The point inside a word written short ("đ.vị", "tr.nhiệm") is no stop; "d." is "đ" then, as -8.
    """
    for text in range(len(offsets) - 1):
        counted, listed = -2, False  # the number behind the division before; whether an item "c." stood
        for at in range(offsets[text], offsets[text + 1] - 1):
            if not gaps[at + 1] & 8:
                continue
            behind = at > offsets[text] and not gaps[at] & 0x1FF  # a word stands right before
            before = words[at - 1] if behind else 0
            chained = counted == at - 1
            if behind and before >= 0 and are[before] & 1 and not chained:  # "20 m. 5", "500 đ. đề nghị"
                # But "khoản 2 Đ.8".
                chained = at - 2 >= offsets[text] and not gaps[at - 1] & 0x1FF
                chained = chained and (0 < values[before] < 100 or are[before] & 8192 != 0)  # "mục 1.2 P.III"
                chained = chained and words[at - 2] >= 0 and are[words[at - 2]] & 2 != 0
                if not chained:
                    continue
            division, after, what = shorts[words[at]], at + 2, are[words[at]]
            # Behind another division it is one whatever follows.
            ends = after == offsets[text + 1] or (gaps[after] & 0x1FF) != 0 or shorts[words[after]] >= 0
            count = values[words[at + 1]]
            if (
                division == 3 and count >= 64 and not are[words[at + 1]] & 1
            ):  # "K1, đ.a" is điểm a; "đ.c" by itself a comrade or an address
                near = at > offsets[text] and gaps[at] & (0x1FF - 1) == 0 and words[at - 1] >= 0
                if near and (
                    are[words[at - 1]] & 4096
                    or (are[words[at - 1]] & 1 and _is_numbered(words, gaps, at, offsets[text], are))
                ):
                    words[at], gaps[at + 1], counted = -6, np.uint16(0), at + 1
                    continue
                division = -1
            if (
                gaps[at] & gaps[at + 1] & 512
                and not are[words[at + 1]] & 1
                and 0 < count < 64
                and count != 5
                and count != 10
            ):
                ends = True  # "viết P.II gọn hơn"; but "P.V" may be another
            if division >= 0 and values[words[at + 1]] != 0 and (ends or chained):
                words[at], gaps[at + 1], counted = -1 - division, np.uint16(0), at + 1
            elif what & 4 and gaps[at + 1] == 8 and not are[words[at + 1]] & 1:
                opens = (gaps[at] & 0x3C) != 0
                if what & 16:
                    listed = listed or opens
                elif opens and what & 8 and (listed or not what & 96):  # "l. đề nghị"
                    continue
                elif not (behind and ((before >= 0 and are[before] & 2) or -8 < before < 0)):  # "điểm d. đề nghị"
                    gaps[at + 1] = np.uint16(0)
                    if what & 32:
                        words[at] = -8


@uncounted
def _is_numbered(words: Any, gaps: Any, at: int, start: int, are: Any) -> Any:
    """Whether the number right before is that of a division: "khoản 2"."""
    if at - 2 < start or gaps[at - 1] & 0x1FF:
        return False
    return -8 < words[at - 2] < 0 or (words[at - 2] >= 0 and are[words[at - 2]] & 2 != 0)
