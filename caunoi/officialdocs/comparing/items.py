"""Blocks and rows as the items that are matched with each other."""

from collections.abc import Sequence

from caunoi.officialdocs.comparing.blocks import FIXED, Block, Line, Row
from caunoi.officialdocs.comparing.match import Item
from caunoi.officialdocs.comparing.places import Spot
from caunoi.officialdocs.comparing.text import key_of


def items_of_blocks(blocks: Sequence[Block], spots: Sequence[Spot]) -> list[Item]:
    return [_item(block, spot) for block, spot in zip(blocks, spots, strict=True)]


def _item(block: Block, spot: Spot) -> Item:
    if isinstance(block, Line):
        zone = block.place if block.place in FIXED else "line"
        return Item(key_of(block.text), zone, firm=bool(spot.hold) or block.place in FIXED)
    return Item("\n".join(one.key for one in items_of_rows(block.rows)), "grid")


def items_of_rows(rows: Sequence[Row]) -> list[Item]:
    """Cells are parted, so that a figure that slips into the next column is no equal row."""
    return [
        Item(" | ".join(key_of(cell.text) for cell in row.cells), "head" if row.is_head else "row", firm=row.is_head)
        for row in rows
    ]
