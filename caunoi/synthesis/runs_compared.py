"""What changed between two runs, as data: groups that stayed, joined or parted; opinions that moved to another article."""

import numpy as np
import pyarrow as pa

_KINDS = ("same", "joined", "parted", "mixed")


def difference(before: pa.Table, after: pa.Table) -> pa.Table:
    """One row for each pair of groups that share submissions: ``before``, ``after`` (group_id), ``rows``, ``moved`` (of these, at
    another section now) and ``kind``: same, joined (groups of before are one now), parted (one of before is several now), mixed.

    Tables as a run writes them; submissions in one of them only are left out: ``len`` tells how many. O(n log n).
    """
    one = before.select(["id", "group_id", "section_id"]).rename_columns(["id", "before", "section_before"])
    other = after.select(["id", "group_id", "section_id"]).rename_columns(["id", "after", "section_after"])
    both = _plain(one).join(_plain(other), "id", join_type="inner")
    pairs = np.column_stack([np.asarray(both["before"]), np.asarray(both["after"])]).astype(np.int64).reshape(-1, 2)
    moved = np.asarray(pa.compute.not_equal(both["section_before"], both["section_after"])).astype(np.int64)
    found, where = np.unique(pairs, axis=0, return_inverse=True)
    rows = np.bincount(where.reshape(-1), minlength=len(found))
    goes_to, comes_from = _times(found[:, 0]) > 1, _times(found[:, 1]) > 1
    kind = np.where(goes_to & comes_from, 3, np.where(goes_to, 2, np.where(comes_from, 1, 0)))
    return pa.table(
        {
            "before": found[:, 0],
            "after": found[:, 1],
            "rows": rows,
            "moved": np.bincount(where.reshape(-1), weights=moved, minlength=len(found)).astype(np.int64),
            "kind": pa.array([_KINDS[number] for number in kind.tolist()], pa.string()),
        }
    )


def _times(groups: np.ndarray) -> np.ndarray:
    """How often the group of each row stands among all rows."""
    _values, where, counts = np.unique(groups, return_inverse=True, return_counts=True)
    return counts[where.reshape(-1)]


def _plain(table: pa.Table) -> pa.Table:
    """Without dictionaries, which a join does not take."""
    columns = [
        column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
        for column in table.columns
    ]
    return pa.table(dict(zip(table.column_names, columns, strict=True)))
