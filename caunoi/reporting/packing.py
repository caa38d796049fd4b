"""Values of a form as bytes: little-endian 64-bit integers by slot, so that forms may differ and a table of thousands is cheap.

A slot without a value holds ``EMPTY``; a blob shorter than the form has no value in the slots it lacks. Unknown is never nought.
"""

import struct
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

EMPTY = -(2**63)
LIMIT = 2**62  # values lie strictly below, so that sums of what a country can count never overflow
Blob = bytes | memoryview  # what the databases give
Grid = NDArray[np.int64]


def pack(values: Mapping[int, int | None]) -> bytes:
    """``values`` by slot. ValueError for one that is LIMIT or more, or for a negative slot."""
    if not values:
        return b""
    if min(values) < 0 or any(value is not None and abs(value) >= LIMIT for value in values.values()):
        message = "a slot is negative or a value too large"
        raise ValueError(message)
    width = max(values) + 1
    row = [EMPTY] * width
    for slot, value in values.items():
        row[slot] = EMPTY if value is None else value
    return struct.pack(f"<{width}q", *row)


def unpack(blob: Blob) -> dict[int, int]:
    """The values that are there, by slot. ``struct.error`` where the bytes are no such blob."""
    raw = bytes(blob)
    row = struct.unpack(f"<{len(raw) // 8}q", raw)
    return {slot: value for slot, value in enumerate(row) if value != EMPTY}


def unpack_many(blobs: Sequence[Blob]) -> Grid:
    """A row for each blob, as wide as the longest; EMPTY where there is no value. ValueError where one is no such blob."""
    sizes = np.fromiter(map(len, blobs), np.int64, len(blobs)) // 8
    width = int(sizes.max(initial=0))
    grid = np.full((len(blobs), width), EMPTY, np.int64)
    for size in np.unique(sizes):
        rows = np.flatnonzero(sizes == size)
        joined = np.frombuffer(b"".join(blobs[row] for row in rows.tolist()), "<i8")
        grid[rows, :size] = joined.reshape(len(rows), size)
    return grid


def pack_row(row: Grid) -> bytes:
    """One row of a grid, as short as ``pack`` makes it."""
    known = np.flatnonzero(row != EMPTY)
    return row[: known[-1] + 1].astype("<i8").tobytes() if len(known) else b""
