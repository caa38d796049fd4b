"""Rules on the head of an annex: its label, its title in capitals, the line in italics that ties it to its paper, its pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from caunoi.officialdocs.checking.head_rules import set_in
from caunoi.officialdocs.checking.model import Departure, Line, Place, Rules, Sheet
from caunoi.officialdocs.checking.words import place_of
from caunoi.officialdocs.readers.cleaning import fold

_LABEL = re.compile(r"phu luc( [ivxl]+)?")
_FOOT = (Place.FOOT_LEFT, Place.FOOT_RIGHT)


@dataclass(frozen=True)
class Annex:
    label: Line
    title: tuple[Line, ...]
    mention: Line | None


def find_annexes(sheet: Sheet) -> list[Annex]:
    """Those behind the signature: a centred label alone on its line, and the centred lines below it."""
    foot = max((index for index, line in enumerate(sheet.lines) if line.place in _FOOT), default=len(sheet.lines))
    lines = [line for line in sheet.lines[foot + 1 :] if line.place in (Place.BODY, Place.TABLE)]
    return [
        _annex(lines[index:])
        for index, line in enumerate(lines)
        if line.place is Place.BODY and line.alignment == "center" and _LABEL.fullmatch(fold(line.text))
    ]


def _annex(lines: list[Line]) -> Annex:
    title: list[Line] = []
    for line in lines[1:]:
        if line.place is not Place.BODY or line.alignment != "center" or _LABEL.fullmatch(fold(line.text)):
            break
        if line.text.startswith("("):
            return Annex(lines[0], tuple(title), line)
        title.append(line)
    return Annex(lines[0], tuple(title), None)


def annex_lines(annexes: list[Annex]) -> set[Line]:
    """The lines that are not running text."""
    found: set[Line] = set()
    for annex in annexes:
        found |= {annex.label, *annex.title} | ({annex.mention} if annex.mention else set())
    return found


def annex_departures(sheet: Sheet, annexes: list[Annex], rules: Rules) -> Iterator[Departure]:
    for annex in annexes:
        name = annex.label.text
        yield from set_in(annex.label, "annex", name, rules, bold=True)
        for line in annex.title:
            yield from set_in(line, "annex_title", f"Tên {name}", rules, bold=True)
            if line.shown != line.shown.upper():
                yield rules.departure("annex_capitals", place_of(line), f"“{line.text}”", "tên phụ lục chữ in hoa")
        if not annex.title:
            yield rules.departure("annex_title", name, "không có tên phụ lục", "tên phụ lục chữ in hoa, đậm, canh giữa")
        if annex.mention is None:
            wanted = "dòng in nghiêng “(Kèm theo … số … ngày …)” dưới tên phụ lục"
            yield rules.departure("annex_mention", name, "không ghi kèm theo văn bản nào", wanted)
        else:
            yield from set_in(annex.mention, "annex_mention", f"Dòng kèm theo của {name}", rules, italic=True)
    if annexes and not any(page.restarts for page in sheet.pages[1:]):
        wanted = "số trang của phụ lục đánh riêng, bắt đầu từ 1"
        yield rules.departure("annex_pages", "Số trang phụ lục", "đánh tiếp số trang của văn bản", wanted)
