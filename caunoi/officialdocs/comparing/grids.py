"""The changes within one table: rows that came, went or moved, cells with other text."""

from collections.abc import Iterator

from caunoi.officialdocs.comparing.blocks import Grid, Row
from caunoi.officialdocs.comparing.items import items_of_rows
from caunoi.officialdocs.comparing.lines import changes_of_line, numbered
from caunoi.officialdocs.comparing.match import Pair, align
from caunoi.officialdocs.comparing.model import Change, Kind, Word


def changes_of_grid(old: Grid, new: Grid, place: str, index: int) -> Iterator[Change]:
    """``index`` is that of the table in the written file."""
    pairs = align(items_of_rows(old.rows), items_of_rows(new.rows))
    if _is_recut(old, new, pairs):
        before, after = f"{old.columns} cột", f"{new.columns} cột"
        yield numbered(Change("", "changed", place, "", before, after, where=(index,), takeable=False))
        return
    anchor = -1
    for pair in pairs:
        yield from _changes_of_row(old, new, pair, place, (index, anchor))
        if pair.before is not None and pair.after is not None and not pair.moved:
            anchor = pair.before


def _is_recut(old: Grid, new: Grid, pairs: list[Pair]) -> bool:
    """Whether the table has other columns throughout."""
    both = [(one.before, one.after) for one in pairs if one.before is not None and one.after is not None]
    return bool(both) and all(len(old.rows[one].cells) != len(new.rows[other].cells) for one, other in both)


def _changes_of_row(old: Grid, new: Grid, pair: Pair, place: str, at: tuple[int, int]) -> Iterator[Change]:
    index, anchor = at
    if pair.before is None:
        assert pair.after is not None
        row = new.rows[pair.after]
        fits = len(row.cells) == old.columns and not row.is_head
        words = tuple(Word("new", cell.text) for cell in row.cells)
        name, where = row_name(new, pair.after, place), (index, anchor, pair.after)
        yield _row_change("added", name, "", _joined(row), where, words=words, takeable=fits)
    else:
        name, row = row_name(old, pair.before, place), old.rows[pair.before]
        if pair.after is None:
            yield _row_change("removed", name, _joined(row), "", (index, pair.before), takeable=not row.is_head)
            return
        other = new.rows[pair.after]
        if pair.moved:
            text = _joined(row)
            yield _row_change("moved", name, text, text, (index, pair.before, anchor, pair.after))
        if len(row.cells) != len(other.cells):
            yield _row_change("changed", name, _joined(row), _joined(other), (index, pair.before), takeable=False)
            return
        for column, (cell, edited) in enumerate(zip(row.cells, other.cells, strict=True)):
            where = (index, pair.before, column)
            yield from changes_of_line(cell, edited, f"{name}, cột {column + 1}", where, takeable=True)


def _row_change(
    kind: Kind,
    place: str,
    before: str,
    after: str,
    where: tuple[int, ...],
    *,
    words: tuple[Word, ...] = (),
    takeable: bool = True,
) -> Change:
    return numbered(Change("", kind, place, "", before, after, words, where, takeable=takeable))


def _joined(row: Row) -> str:
    return " | ".join(cell.text for cell in row.cells)


def row_name(grid: Grid, row: int, place: str) -> str:
    """Rows are counted below the head of the table."""
    if grid.rows[row].is_head:
        return f"{place}, đầu bảng"
    return f"{place}, dòng {row + 1 - sum(one.is_head for one in grid.rows[:row])}"
