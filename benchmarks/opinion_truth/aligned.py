"""An engine's two tables brought into the order of the truth, as numbers."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.opinion_truth.model import STANCES, WHOLE, Truth

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
UNKNOWN = -2  # a section or stance that there is none of

OUT_COLUMNS = ("id", "group_id", "section_id", "stance")
PART_COLUMNS = (*OUT_COLUMNS, "part")


@dataclass(frozen=True)
class Said:
    """What the engine says of rows or of parts: dense numbers of groups, indexes of sections and stances."""

    group: Numbers
    section: Numbers
    stance: Numbers

    def taken(self, at: Numbers) -> "Said":
        return Said(self.group[at], self.section[at], self.stance[at])

    def joined(self, other: "Said") -> "Said":
        names = ("group", "section", "stance")
        return Said(*(np.concatenate([getattr(self, name), getattr(other, name)]) for name in names))


@dataclass(frozen=True)
class Aligned:
    """``rows``: for each true row what was said of it (where ``present``). ``parts``: those of each row, in their order."""

    rows: Said
    present: Flags
    parts: Said
    part_row: Numbers  # ascending
    groups: list[object]  # the engine's own names of the groups
    lost: int
    invented: int
    doubled: int

    @property
    def part_counts(self) -> Numbers:
        """How many parts the engine found in each true row; 1 where it lists none."""
        return np.maximum(1, np.bincount(self.part_row, minlength=len(self.present)))


def align(truth: Truth, out: pa.Table, parts: pa.Table | None) -> Aligned:
    """ValueError where a column is missing. Of an id given twice the first row counts."""
    parts = out.slice(0, 0).append_column("part", pa.array([], pa.int32())) if parts is None else parts
    for table, needed, name in ((out, OUT_COLUMNS, "out"), (parts, PART_COLUMNS, "parts")):
        missing = [column for column in needed if column not in table.column_names]
        if missing:
            raise ValueError(f"{name} lacks the columns {', '.join(missing)}")
    row_of_out, row_of_part = _rows(out, truth), _rows(parts, truth)
    codes, groups = _groups(out, parts)
    said_out = Said(codes[: out.num_rows], _sections(out, truth), _stances(out))
    said_parts = Said(codes[out.num_rows :], _sections(parts, truth), _stances(parts))

    known = np.flatnonzero(row_of_out >= 0)
    present = np.zeros(len(truth.ids), bool)
    present[row_of_out[known]] = True
    first = np.full(len(truth.ids), -1, np.int64)
    first[row_of_out[known[::-1]]] = known[::-1]
    number = np.asarray(parts["part"].combine_chunks().cast(pa.int64()).to_numpy(zero_copy_only=False), np.int64)
    order = np.lexsort((number, row_of_part))
    order = order[row_of_part[order] >= 0]
    distinct = int(present.sum())
    return Aligned(
        rows=said_out.taken(first) if out.num_rows else _nothing(len(first)),
        present=present,
        parts=said_parts.taken(order),
        part_row=row_of_part[order],
        groups=groups,
        lost=len(truth.ids) - distinct,
        invented=out.num_rows - len(known),
        doubled=len(known) - distinct,
    )


def _nothing(count: int) -> Said:
    none = np.full(count, UNKNOWN, np.int64)
    return Said(none, none, none)


def _indexes(values: pa.ChunkedArray, known: pa.Array) -> Numbers:
    found = pc.fill_null(pc.index_in(values.cast(known.type), value_set=known), UNKNOWN)
    return np.asarray(found.combine_chunks().to_numpy(zero_copy_only=False), np.int64)


def _rows(table: pa.Table, truth: Truth) -> Numbers:
    return _indexes(table["id"], truth.ids)


def _groups(out: pa.Table, parts: pa.Table) -> tuple[Numbers, list[object]]:
    kind = out["group_id"].type
    both = pa.chunked_array([*out["group_id"].chunks, *parts["group_id"].cast(kind).chunks], kind)
    encoded = both.combine_chunks().dictionary_encode(null_encoding="encode")
    return np.asarray(encoded.indices.to_numpy(zero_copy_only=False), np.int64), encoded.dictionary.to_pylist()


def _sections(table: pa.Table, truth: Truth) -> Numbers:
    """Null and the empty text mean the whole document."""
    named = pc.fill_null(table["section_id"].cast(pa.string()), "")
    found = _indexes(named, pa.array(["", *truth.sections], pa.string()))
    return np.where(found == UNKNOWN, UNKNOWN, found - 1)


def _stances(table: pa.Table) -> Numbers:
    return _indexes(table["stance"].cast(pa.string()), pa.array(STANCES, pa.string()))


assert WHOLE == -1  # what `_sections` counts on
