"""Things of different nature never share a box: "Số tin, bài, pa nô" adds up what nobody can take apart again (FACTS c)."""

import re
from functools import cache

from caunoi.core.text import nfc

THINGS = (
    "tin", "bài", "phóng sự", "chuyên mục", "chuyên trang", "pa nô", "pa-nô", "panô", "băng rôn", "băng-rôn", "phướn",
    "bảng điện tử", "khẩu hiệu", "áp phích", "áp-phích", "cờ", "ấn phẩm", "tờ rơi", "buổi", "hội nghị", "lượt người",
    "lượt nghe", "lượt xem", "suất quà", "nhà", "ý kiến", "kiến nghị", "sáng kiến",
)  # fmt: skip
_JOINED = r"\s*(?:,|;|/|\+|&|\bvà\b|\bhoặc\b)\s*(?:số\s+|các\s+)?"


@cache
def _pattern() -> re.Pattern[str]:
    thing = "|".join(re.escape(one) for one in sorted(THINGS, key=len, reverse=True))
    return re.compile(rf"\b({thing})\b{_JOINED}({thing})\b")


def mixed_in(name: str) -> tuple[str, str] | None:
    """Two different things that ``name`` counts in one figure, or None."""
    found = _pattern().search(nfc(name).lower())
    return (found[1], found[2]) if found and found[1] != found[2] else None
