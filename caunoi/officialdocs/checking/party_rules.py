"""Papers of Party bodies, known by "ĐẢNG CỘNG SẢN VIỆT NAM" at the upper right: only what our source states of their look is
measured; the rules of the State's papers do not hold for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document

from caunoi.officialdocs.checking.model import Departure, Line, Place, Sheet
from caunoi.officialdocs.checking.sheet_rules import SIDES, SLACK
from caunoi.officialdocs.checking.words import joined, number_in_words, place_of, span_in_words
from caunoi.officialdocs.readers.cleaning import fold

_NUMBER = re.compile(r"Số \d{2,}-[A-ZĐ]+/[A-ZĐ][\wĐ&-]*")
_BLANK_NUMBER = re.compile(r"Số[\s.…_]*-[\s.…_]*[A-ZĐ]*/[\wĐ&-]*")
_STATE_AUTHORITY = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.")
_STATE_HEADING = re.compile(r"[IVX]+[.)/]\s")


@dataclass(frozen=True)
class PartyRules:
    """One set (``data/layout_rules.toml``, ``[[party]]``): margins in mm, the size of the title in points."""

    source: str
    title: str
    title_size: tuple[float, float]
    margins: dict[str, float]

    def departure(self, code: str, place: str, found: str, required: str) -> Departure:
        return Departure(f"party_{code}", place, found, required, self.source)


def party_rules_from(row: dict[str, Any]) -> PartyRules:
    size = (row["title_size"][0], row["title_size"][1])
    return PartyRules(row["source"], row["title"], size, dict(row["margins"]))


def party_title(sheet: Sheet, rules: PartyRules) -> Line | None:
    """The line that makes it a Party paper."""
    return next((line for line in sheet.at(Place.HEAD_RIGHT) if fold(line.text).startswith(fold(rules.title))), None)


def party_departures(data: bytes, sheet: Sheet, title: Line, rules: PartyRules) -> Iterator[Departure]:
    yield from _margins(sheet, rules)
    yield from _title(title, rules)
    if not _has_star(data):
        yield rules.departure("star", "Tên cơ quan ban hành", "không có dấu * bên dưới", "dấu * dưới tên cơ quan")
    yield from _number(sheet, rules)
    for line in sheet.at(Place.BODY):
        if _STATE_HEADING.match(line.text):
            yield rules.departure("heading", place_of(line), f"“{line.text.split()[0]}”", "“I-”: gạch nối sau số La Mã")
    signed = next(sheet.at(Place.FOOT_RIGHT), None)
    if signed and _STATE_AUTHORITY.match(signed.shown):
        yield rules.departure("authority", "Chữ ký", f"“{signed.text}”", "T/M, K/T (gạch chéo, không dùng dấu chấm)")


def _margins(sheet: Sheet, rules: PartyRules) -> Iterator[Departure]:
    page = sheet.pages[0]
    for side, wanted in rules.margins.items():
        found = getattr(page, side)
        if abs(found - wanted) > SLACK:
            words = f"{number_in_words(wanted)} mm"
            yield rules.departure(f"margin_{side}", SIDES[side], f"{number_in_words(found)} mm", words)


def _title(title: Line, rules: PartyRules) -> Iterator[Departure]:
    if title.shown != rules.title:
        yield rules.departure("title", "Tiêu đề", f"“{title.text}”", f"“{rules.title}”")
    least, most = rules.title_size
    if any(not least <= size <= most for size in title.sizes):
        found, wanted = f"cỡ {joined(title.sizes)}", span_in_words(least, most, "cỡ")
        yield rules.departure("title_size", "Tiêu đề", found, wanted)


def _number(sheet: Sheet, rules: PartyRules) -> Iterator[Departure]:
    line = next((one for one in sheet.at(Place.HEAD_LEFT) if fold(one.text).startswith("so")), None)
    wanted = "“Số 07-KH/BTC”: gạch nối rồi gạch chéo, không có dấu hai chấm"
    if line is None:
        yield rules.departure("number", "Số, ký hiệu", "không có", wanted)
    elif not _NUMBER.fullmatch(line.text) and not _BLANK_NUMBER.fullmatch(line.text):
        yield rules.departure("number", "Số, ký hiệu", f"“{line.text}”", wanted)


def _has_star(data: bytes) -> bool:
    """A star holds no letter and is no line of the measured sheet."""
    letterhead = Document(BytesIO(data)).tables[0]
    return any(paragraph.text.strip() == "*" for row in letterhead.rows for paragraph in row.cells[0].paragraphs)
