"""Unmarked paragraphs that are more than text: waves without a number, titles that lost theirs, remarks on a series."""

import re
from collections.abc import Sequence

from caunoi.officialdocs.labels import BULLETS, Kind, Reading, any_number
from caunoi.officialdocs.model import Paragraph
from caunoi.officialdocs.spelling import begins_lower, fold, is_ended, is_upper
from caunoi.officialdocs.tree import Node
from caunoi.officialdocs.vocabulary import patterns, words

_LONGEST_TITLE = 120
_LONGEST_BARE_TITLE = 60


def _wave_pattern() -> re.Pattern[str]:
    period = "|".join(fold(word) for word in words("waves", "periods"))
    purpose = "|".join(fold(word) for word in words("waves", "purposes"))
    number = r"(?:thứ\s+)?(?:\d{1,2}|[ivx]{1,4}|nhất|một|hai|ba|tư|bốn|năm|sáu|bảy|tám)"
    return re.compile(
        rf"^(?:{period})(?:\s+(?:{purpose}))*\s+(?P<number>{number})(?!\w)(?!\s*[-–/]\s*\d)(?!\s+\d)"
        rf"(?:\s+(?:{purpose}))*\s*(?=[:.(\-–,|;]|$|từ\b|trước\b|trong\b|sau\b|tháng\b|quý\b|năm\b|ngày\b|đến\b)"
    )


_WAVE = _wave_pattern()


def wave_ordinal(text: str) -> int:
    """The number of the wave whose title this text is ("Đợt 1: …", "Giai đoạn II"); 0 when it is no such title."""
    match = _WAVE.match(fold(text))
    if not match:
        return 0
    word = match["number"].removeprefix("thứ").strip()
    word = {"một": "nhất", "bốn": "tư"}.get(word, word)
    return any_number(word.upper() if re.fullmatch("[ivx]+", word) else word)


def wave_title_end(text: str) -> int:
    """Where the words "Đợt 1" end in the folded text; 0 when they are not there."""
    match = _WAVE.match(fold(text))
    return match.end() if match else 0


def is_wave_heading(text: str) -> bool:
    return wave_ordinal(text) > 0


def refers_to_all_waves(text: str) -> bool:
    """Speaks of every wave at once, so it belongs beside the waves and not in the last one."""
    return patterns("waves", "all_waves").search(fold(text)) is not None


def sums_up_section(text: str) -> bool:
    """Adds something to all that the section has said ("Bên cạnh các nội dung trên, …")."""
    return patterns("waves", "sums_up").search(fold(text)) is not None


def is_lost_heading(paragraph: Paragraph, last: Node, following: Sequence[Reading], open_: Sequence[Node]) -> bool:
    """A title whose number is missing: it looks like the numbered titles around it and a list follows."""
    text = paragraph.text
    if len(text) > _LONGEST_TITLE or is_ended(text) or begins_lower(text):
        return False
    if is_upper(text) and len(text) >= 6:
        return any(node.is_heading and is_upper(node.text) for node in open_) or bool(following)
    if not following or not (following[0].label.kind in BULLETS or following[0].label.number == 1):
        return False
    if paragraph.bold:
        return any(node.is_numbered and node.bold for node in open_)
    points = following[0].label.kind in BULLETS or following[0].label.kind is Kind.LETTER
    return points and last.is_bullet and is_ended(last.text) and len(text) <= _LONGEST_BARE_TITLE
