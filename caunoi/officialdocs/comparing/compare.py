"""Compares a report as it was written with the same file after people have worked on it."""

from collections.abc import Iterator, Sequence

from caunoi.officialdocs.checking.model import Place
from caunoi.officialdocs.comparing.blocks import FIXED, RECIPIENTS, Block, Grid, Line, is_picture
from caunoi.officialdocs.comparing.dates import read_dateline
from caunoi.officialdocs.comparing.grids import changes_of_grid, row_name
from caunoi.officialdocs.comparing.items import items_of_blocks
from caunoi.officialdocs.comparing.lines import changes_of_line, numbered, tag_of
from caunoi.officialdocs.comparing.match import align
from caunoi.officialdocs.comparing.model import Change, Style, Tagged
from caunoi.officialdocs.comparing.places import MENTION, is_name, spots
from caunoi.officialdocs.comparing.read import read_blocks

_ROWS_SHOWN = 20  # of a table that was added or taken out


def read_tags(data: bytes) -> list[Tagged]:
    """Every content control with its present text, in reading order. ``DocumentError`` as ``read_docx`` raises it."""
    blocks = read_blocks(data)
    found: list[Tagged] = []
    for block, spot in zip(blocks, spots(blocks), strict=True):
        if isinstance(block, Line):
            found += _tagged(block, spot.name)
            continue
        for index, row in enumerate(block.rows):
            for column, cell in enumerate(row.cells, start=1):
                if cell.tags:
                    found += _tagged(cell, f"{row_name(block, index, spot.name)}, cột {column}")
    return found


def _tagged(line: Line, place: str) -> list[Tagged]:
    return [Tagged(one.name, line.text[one.start : one.end].strip(), place) for one in line.tags]


def compare(written: bytes, edited: bytes) -> list[Change]:
    """Every change in reading order of the edited file; what has been taken out stands where it was.

    How text is set (type, spacing, kinds of quotation mark and dash, composed or not) is no change. ``DocumentError`` as
    ``read_docx`` raises it.
    """
    return list(_Comparison(read_blocks(written), read_blocks(edited)).changes())


class _Comparison:
    def __init__(self, before: Sequence[Block], after: Sequence[Block]) -> None:
        self._before, self._after = before, after
        self._spots, self._new_spots = spots(before), spots(after)
        self._pairs = align(items_of_blocks(before, self._spots), items_of_blocks(after, self._new_spots))
        self._moved = {pair.before for pair in self._pairs if pair.moved}

    def changes(self) -> Iterator[Change]:
        anchor = -1
        for pair in self._pairs:
            if pair.before is None:
                assert pair.after is not None
                yield self._added(pair.after, anchor)
            elif pair.after is None:
                yield self._removed(pair.before)
            else:
                if pair.moved and not self._travels(pair.before):
                    yield self._moved_to(pair.before, anchor, pair.after)
                yield from self._within(pair.before, pair.after)
                if not pair.moved:
                    anchor = pair.before

    def _within(self, index: int, other: int) -> Iterator[Change]:
        old, new, spot = self._before[index], self._after[other], self._spots[index]
        if isinstance(old, Grid):
            assert isinstance(new, Grid)
            yield from changes_of_grid(old, new, spot.name, index)
        else:
            assert isinstance(new, Line)
            takeable = spot.hold != "fixed"
            if old.place is Place.HEAD_RIGHT:
                takeable = takeable and read_dateline(new.text) is not None
            yield from changes_of_line(old, new, spot.name, (index,), takeable=takeable)

    def _removed(self, index: int) -> Change:
        block, spot = self._before[index], self._spots[index]
        tag = tag_of(block) if isinstance(block, Line) else ""
        gone = Change("", "removed", spot.name, tag, _shown(block), "", where=(index,), takeable=not spot.hold)
        return numbered(gone)

    def _moved_to(self, index: int, anchor: int, order: int) -> Change:
        block, spot = self._before[index], self._spots[index]
        tag = tag_of(block) if isinstance(block, Line) else ""
        stays = anchor >= 0 and self._spots[anchor].annex == spot.annex
        takeable = self._is_open(anchor) and (stays or (isinstance(block, Line) and not is_picture(block.text)))
        where = (index, anchor, order)
        text = _shown(block)
        style: Style = "captioned" if self._has_caption(index) else ""
        return numbered(Change("", "moved", spot.name, tag, text, text, where=where, style=style, takeable=takeable))

    def _has_caption(self, index: int) -> bool:
        """Whether a moved table or chart has taken its caption along."""
        return any(place in self._moved and self._travels(place) for place in (index - 1, index + 1))

    def _added(self, index: int, anchor: int) -> Change:
        block, name = self._after[index], self._new_spots[index].name
        takeable, style = False, _style(block)
        if isinstance(block, Line):
            takeable = self._fits(block, style, anchor)
        where = (anchor, index)
        new = Change("", "added", name, "", "", _shown(block), where=where, style=style, takeable=takeable)
        return numbered(new)

    def _fits(self, line: Line, style: Style, anchor: int) -> bool:
        """Whether a report has a place for the new line."""
        if style == "recipient":
            return line.text != RECIPIENTS
        if style == "signature":
            has_name = any(is_name(one.text) for one in self._zone(Place.FOOT_RIGHT))
            return not has_name or (not is_name(line.text) and not self._is_name(anchor))
        return line.place not in FIXED and not is_picture(line.text) and self._is_open(anchor)

    def _zone(self, place: Place) -> list[Line]:
        return [block for block in self._before if isinstance(block, Line) and block.place is place]

    def _is_name(self, index: int) -> bool:
        block = self._before[index]
        return isinstance(block, Line) and block.place is Place.FOOT_RIGHT and is_name(block.text)

    def _is_open(self, anchor: int) -> bool:
        """Whether text can stand behind the block: not in the letterhead, within a title, behind the signature, or between a
        table or chart and what is written at it."""
        if anchor < 0:
            return False
        block, spot = self._before[anchor], self._spots[anchor]
        if isinstance(block, Grid):
            return True
        if block.place in FIXED or (spot.hold and spot.name != "Trích yếu" and not block.text.startswith(MENTION)):
            return False
        return not self._heads_table(anchor) and not (is_picture(block.text) and self._is_title(anchor + 1))

    def _is_title(self, index: int) -> bool:
        """Whether a line is set as captions are."""
        block = self._before[index] if 0 <= index < len(self._before) else None
        return isinstance(block, Line) and block.bold and block.centered and not self._spots[index].hold

    def _heads_table(self, index: int) -> bool:
        below = self._before[index + 1] if index + 1 < len(self._before) else None
        return self._is_title(index) and isinstance(below, Grid)

    def _travels(self, index: int) -> bool:
        """Whether a line is the caption of a table or chart that has moved."""
        if self._heads_table(index):
            return index + 1 in self._moved
        return self._is_title(index) and self._is_chart(index - 1) and index - 1 in self._moved

    def _is_chart(self, index: int) -> bool:
        block = self._before[index]
        return isinstance(block, Line) and is_picture(block.text)


def _style(block: Block) -> Style:
    if not isinstance(block, Line):
        return ""
    if block.place is Place.FOOT_LEFT:
        return "recipient"
    if block.place is Place.FOOT_RIGHT:
        return "signature"
    if block.bold:
        return "title" if block.centered else "bold"
    return "italic" if block.italic else ""


def _shown(block: Block) -> str:
    if isinstance(block, Line):
        return block.text
    return "\n".join(" | ".join(cell.text for cell in row.cells) for row in block.rows[:_ROWS_SHOWN])
