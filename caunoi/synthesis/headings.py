"""Printed headings of a draft: what numbers them, without the title behind it."""

import re
from typing import Final

from caunoi.synthesis.numerals import ONES, ROMAN

_DIVISION: Final = (
    r"(?:phần|phan|chương|chuong|(?:tiểu |tieu )?(?:mục|muc)|điều|dieu|khoản|khoan|điểm|diem|ý|y|trang)"
    rf" (?:thứ |thu |số |so )?(?:\d|(?:[a-zđ]|{'|'.join(ROMAN)}|{'|'.join(filter(None, ONES))})\b)"
)
# A stop or a dash behind a number, and a word that is no number and begins no division: there the title begins.
_TITLE: Final = re.compile(
    rf"(?<=\w)(?:[.:)]\s*|\s+[-–—]\s+)(?!{_DIVISION})(?=[^\W\d]{{2,}}|[^\W\d]\s)(?!(?<=\S)(?:{'|'.join(ROMAN)})\b)"
)
_HEADLINE: Final = re.compile(r"((?:[^\W\d_]+,? ){1,9}[^\W\d_]+)[.:] \S")


def numbering(label: str) -> str:
    """What of a label numbers the section, in small letters: of ``"IV. MỤC TIÊU 5 NĂM"`` ``"iv"``, of ``"Điều 5. Quyền"``
    ``"điều 5"``; all of a label that has no title, or none that is told apart."""
    return _parted(label)[0]


def title(label: str) -> str:
    """The words behind the number, in small letters; "" where there are none."""
    return _parted(label)[1]


def headline(text: str) -> str:
    """The title that a section's own words begin with, in small letters: a first sentence of two to ten words, where more follows
    it; "" where there is none."""
    found = _HEADLINE.match(" ".join(text.lower().split()))
    return found[1] if found else ""


def _parted(label: str) -> tuple[str, str]:
    said = " ".join(label.lower().split())
    found = _TITLE.search(said)
    return (said[: found.start()], said[found.end() :].strip(" .:;")) if found else (said, "")
