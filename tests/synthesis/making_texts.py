"""Texts for property tests, made from a small alphabet: words, numbers, denials, marks and what typing leaves behind."""

import os

from hypothesis import settings
from hypothesis import strategies as st

PLAINLY = ["đề nghị", "tăng", "giảm", "lương", "nhà trẻ", "đoàn phí", "cho", "lao động nữ", "bổ sung", "công nhân"]
NOISY = ["de nghi", "luong", "tănng", "xyz", "ddoanf", "cđcs", "nlđ", "ạ", "ấy", "và", "Hoà", "ĐOÀN", "kĩ", "%"]
TELLING = ["không", "chưa", "2", "3", "1.000", "2,5", "5tr", "2k", "k", "tr", "k3", "hai", "30ngày"]
BETWEEN = [
    " ",
    " ",
    " ",
    ", ",
    ". ",
    "\n",
    "; ",
    "? ",
    ": ",
    " - ",
    "  ",
    "! ",
    " (",
    ") ",
    "…",
    " “",
    "\u00a0",
    "\n- ",
]

QUICK = settings(deadline=None, max_examples=int(os.environ.get("CAUNOI_EXAMPLES", "60")))


def texts(words: list[str] | None = None, most: int = 12, between: list[str] | None = None) -> st.SearchStrategy[str]:
    """A text of words with something between each two, before the first and behind the last."""
    word = st.sampled_from(words or PLAINLY + NOISY + TELLING)
    pairs = st.lists(st.tuples(st.sampled_from(between or BETWEEN), word), max_size=most)
    ending = st.sampled_from(["", ".", "?", " ", "…"])
    return st.builds(lambda said, end: "".join(gap + one for gap, one in said) + end, pairs, ending)
