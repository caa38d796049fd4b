"""What each block of a report is and where it stands, in the words of the person who reads the list of changes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from caunoi.officialdocs.checking.model import Place
from caunoi.officialdocs.comparing.blocks import FIXED, RECIPIENTS, Block, Grid, Line

Hold = Literal["", "fixed", "needed"]
MENTION = "(Kèm theo "
_ANNEX = re.compile(r"Phụ lục [IVXL]+")
_NUMBER = re.compile(r"Số\b")
_DATELINE = re.compile(r"ngày\b.*\btháng\b")
_SECTION = re.compile(r"([IVXL]+)\. ")
_CLAUSE = re.compile(r"(\d+(?:\.\d+)*)\.? ")


@dataclass(frozen=True)
class Spot:
    """``name`` is Vietnamese. ``hold``: "fixed" text comes from the layout and cannot be changed, "needed" text can be changed
    but not be left out. ``annex``: 0 in the main part, else the number of the annex."""

    name: str
    hold: Hold = ""
    annex: int = 0


def spots(blocks: Sequence[Block]) -> list[Spot]:
    """One for each block."""
    zones: dict[Place, list[str]] = {place: [] for place in FIXED}
    for block in blocks:
        if isinstance(block, Line) and block.place in FIXED:
            zones[block.place].append(block.text)
    fixed = {place: iter(list(_of_zone(place, texts))) for place, texts in zones.items()}
    body = _Body()
    return [
        next(fixed[block.place]) if isinstance(block, Line) and block.place in FIXED else body.spot(block)
        for block in blocks
    ]


def _of_zone(place: Place, texts: list[str]) -> Iterator[Spot]:
    if place is Place.HEAD_LEFT:
        number = next((index for index, text in enumerate(texts) if _NUMBER.match(text)), len(texts))
        for index in range(len(texts)):
            if index == number:
                yield Spot("Số, ký hiệu", "needed")
            elif index > number:
                yield Spot("Dấu chỉ mức độ phổ biến")
            else:
                is_issuer = index == number - 1
                yield Spot(
                    "Tên cơ quan ban hành" if is_issuer else "Tên cơ quan chủ quản", "needed" if is_issuer else ""
                )
        return
    for index, text in enumerate(texts, start=1):
        if place is Place.HEAD_RIGHT:
            dated = _DATELINE.search(text) is not None
            yield Spot("Địa danh, ngày tháng", "needed") if dated else Spot("Quốc hiệu, Tiêu ngữ", "fixed")
        elif place is Place.FOOT_LEFT:
            yield Spot(RECIPIENTS.rstrip(":"), "fixed") if text == RECIPIENTS else Spot(f"Nơi nhận, dòng {index - 1}")
        else:
            yield Spot("Người ký" if is_name(text) else f"Chữ ký, dòng {index}")


def is_name(text: str) -> bool:
    """Whether a line of the signature block is the signatory's name: what stands above it is in capitals."""
    return text != text.upper()


class _Body:
    """Follows the sections, clauses and annexes from the top down."""

    def __init__(self) -> None:
        self._annex, self._label = 0, ""
        self._head = 2  # lines of the title still to come: two of the paper, two of an annex
        self._section = ""
        self._paragraphs = 0
        self._grids = 0

    def spot(self, block: Block) -> Spot:
        if isinstance(block, Grid):
            self._grids += 1
            return Spot(f"{self._annex_name()}Bảng {self._grids}", annex=self._annex)
        if _ANNEX.fullmatch(block.text) and block.bold:
            self._annex, self._label = self._annex + 1, block.text
            self._head, self._section, self._paragraphs, self._grids = 2, "", 0, 0
            return Spot(block.text, "fixed", self._annex)
        if self._head:
            return self._title(block)
        return Spot(self._annex_name() + self._text(block.text), annex=self._annex)

    def _annex_name(self) -> str:
        return f"{self._label}, " if self._annex else ""

    def _title(self, line: Line) -> Spot:
        self._head -= 1
        if self._annex and line.text.startswith(MENTION):
            self._head = 0
            return Spot(f"{self._annex_name()}dòng kèm theo", "fixed", self._annex)
        if self._annex:
            return Spot(f"{self._annex_name()}tên phụ lục", "needed", self._annex)
        return Spot("Tên loại văn bản" if self._head else "Trích yếu", "needed")

    def _text(self, text: str) -> str:
        heading = _SECTION.match(text) or _CLAUSE.match(text)
        if heading is None:
            self._paragraphs += 1
            part = f"Mục {self._section}, " if self._section else "" if self._annex else "Phần đầu, "
            return f"{part}đoạn {self._paragraphs}"
        above = "" if heading.re is _SECTION else self._section.partition(".")[0]
        self._section = f"{above}.{heading[1]}" if above else heading[1]
        self._paragraphs = 0
        return f"Mục {self._section}, tên mục"
