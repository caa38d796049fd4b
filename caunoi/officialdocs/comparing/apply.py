"""Takes accepted changes over into the report that the file was written from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from caunoi.officialdocs.comparing.blocks import Grid, alt_of
from caunoi.officialdocs.comparing.editing import edit_grid, edit_paragraph, edit_text
from caunoi.officialdocs.comparing.folding import Element, fold
from caunoi.officialdocs.comparing.model import Change
from caunoi.officialdocs.comparing.slots import Slot, slots
from caunoi.officialdocs.comparing.words import Hunk, hunks_of
from caunoi.officialdocs.report import Cell, Chart, Paragraph, Report, Table


@dataclass
class _Edits:
    """What happens to one sequence, of blocks or of a table's rows; ``arrivals`` by the index they come behind."""

    gone: set[int] = field(default_factory=set)
    arrivals: dict[int, list[tuple[float, int | Change]]] = field(default_factory=lambda: defaultdict(list))

    def take(self, change: Change, at: tuple[int, ...]) -> None:
        if change.kind == "removed":
            self.gone.add(at[0])
        elif change.kind == "added":
            self.arrivals[at[0]].append((at[1], change))
        else:
            self.move(at[0], at[1], at[2])

    def move(self, index: int, anchor: int, order: float) -> None:
        self.gone.add(index)
        self.arrivals[anchor].append((order, index))

    def order(self, length: int) -> Iterator[tuple[int | Change, bool]]:
        """Every index that stays and every arrival, which is marked, in their new order."""
        for index in range(-1, length):
            if index >= 0 and index not in self.gone:
                yield index, False
            yield from ((arrival, True) for _order, arrival in sorted(self.arrivals[index], key=lambda pair: pair[0]))


def apply(report: Report, changes: Iterable[Change]) -> Report:
    """The report with the changes (of ``compare``, between the file written of it and an edited one) taken over.

    Tags stay. What is not ``takeable`` is passed over. Number, place and date are taken over as far as they can be read.
    """
    all_slots = slots(report)
    blocks = _Edits()
    rows: dict[int, _Edits] = defaultdict(_Edits)
    words: dict[tuple[int, ...], list[Hunk]] = defaultdict(list)
    for change in changes:
        if not change.takeable:
            continue
        if change.kind == "changed":
            words[change.where] += hunks_of(change.words)
        elif len(change.where) > _BLOCK_LENGTHS[change.kind]:
            rows[change.where[0]].take(change, change.where[1:])
        else:
            blocks.take(change, change.where)
            if change.style == "captioned":
                index, anchor, order = change.where
                side = -1 if isinstance(all_slots[index].block, Grid) else 1  # a table below its caption, a chart above
                blocks.move(index + side, anchor, order + side / 2)
    edited = [_edit(slot, index, words, rows.get(index)) for index, slot in enumerate(all_slots)]
    return fold(report, [_element(one, edited, moved=moved) for one, moved in blocks.order(len(edited))])


_BLOCK_LENGTHS = {"removed": 1, "added": 2, "moved": 3}


def _element(one: int | Change, edited: list[Element], *, moved: bool) -> Element:
    if isinstance(one, Change):
        return Element(one.after, style=one.style, is_new=True)
    return replace(edited[one], is_new=True) if moved else edited[one]


def _edit(slot: Slot, index: int, words: dict[tuple[int, ...], list[Hunk]], rows: _Edits | None) -> Element:
    taken = sorted(words.get((index,), ()), key=lambda hunk: hunk.start)
    if isinstance(slot.block, Grid):
        assert isinstance(slot.part, Table)
        cells = {
            (where[1], where[2]): sorted(found, key=lambda hunk: hunk.start)
            for where, found in words.items()
            if where[0] == index
        }
        table = edit_grid(slot.part, cells)
        return Element("", slot, part=_with_rows(table, rows) if rows else table)
    text = edit_text(slot.block.text, taken)
    element = Element(text, slot, is_changed=bool(taken))
    if slot.field == "part" and isinstance(slot.part, Paragraph):
        return replace(element, part=edit_paragraph(slot.part, taken) if taken else slot.part)
    if slot.field == "part" and isinstance(slot.part, Chart):
        return replace(element, part=replace(slot.part, alt=alt_of(text)) if taken else slot.part)
    return element


def _with_rows(table: Table, edits: _Edits) -> Table:
    heads = 2 if table.groups else 1
    rows: list[tuple[Cell, ...]] = []
    for one, _moved in edits.order(heads + len(table.rows)):
        if isinstance(one, Change):
            models = table.rows[min(max(one.where[1] - heads, 0), len(table.rows) - 1)] if table.rows else ()
            aligns = [cell.align for cell in models] or ["left"] * len(table.headers)
            rows.append(tuple(Cell(word.text, align=align) for word, align in zip(one.words, aligns, strict=True)))
        elif one >= heads:
            rows.append(table.rows[one - heads])
    return replace(table, rows=tuple(rows))
