"""Runs of letters between spaces: every distinct one once, with a number. Most texts hold none that is new.

A run of eight bytes at most, as most are, is its own key: whether it is the same takes no look at its letters.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.compiled import uncounted
from caunoi.synthesis.scanning import longer, same

Ints = npt.NDArray[np.int64]
_ROOM = 1 << 12  # different runs for which there is room at first


class Runs:
    """Runs met so far, the empty one first."""

    def __init__(self) -> None:
        self._letters, self._ends = np.empty(0, np.uint8), np.zeros(1, np.int64)
        self._keys, self._known = np.zeros(1, np.uint64), 1
        self._table = _table_of(self._keys, self._ends, 0)

    def __len__(self) -> int:
        return self._known

    def find(self, data: npt.NDArray[np.uint8], starts: Ints) -> tuple[npt.NDArray[np.int32], Ints]:
        """The runs of texts (UTF-8 in ``data``, cut by ``starts``), and the offsets that cut these by text. O(bytes).

        Each is twice the number of the run, and one more where a new line stands before it.
        """
        texts, longest = len(starts) - 1, int((starts[1:] - starts[:-1]).max(initial=0)) + 1
        runs = np.empty((int(starts[-1] - starts[0]) + 1) // 2 + 2 * texts, np.int32)
        offsets = np.zeros(texts + 1, np.int64)
        text = 0
        while text < texts:
            known = self._known
            filled, room = int(self._ends[known - 1]), longest + _ROOM + known
            if len(self._letters) - filled < longest or len(self._keys) - known < longest:
                self._letters = longer(self._letters, filled, room)
                self._keys, self._ends = longer(self._keys, known, room), longer(self._ends, known, room)
                self._table = _table_of(self._keys, self._ends, known)
            text, self._known = _find(
                data, starts, self._table, self._keys, self._ends, self._letters, runs, offsets, text, known
            )
        return runs[: offsets[-1]], offsets

    def letters(self, first: int) -> tuple[npt.NDArray[np.uint8], Ints]:
        """The letters of the runs from number ``first`` on, and where each begins among them; one more is their end."""
        return self._letters, self._ends[first - 1 : self._known]


def _table_of(keys: npt.NDArray[np.uint64], ends: Ints, known: int) -> npt.NDArray[np.uint64]:
    """By slot: the key of a run; twice its number (0: none), and one more where the key does not hold all its letters."""
    table = np.zeros((1 << (2 * len(keys)).bit_length(), 2), np.uint64)
    _fill(table, keys, ends, known)
    return table


@uncounted
def _slot(key: Any, slots: int) -> Any:
    mixed = key * np.uint64(0x9E3779B97F4A7C15)
    return (mixed ^ (mixed >> np.uint64(32))) & np.uint64(slots - 1)


@uncounted
def _fill(table: Any, keys: Any, ends: Any, known: int) -> None:
    for run in range(1, known):
        slot = _slot(keys[run], len(table))
        while table[slot, 1]:
            slot = (slot + np.uint64(1)) & np.uint64(len(table) - 1)
        table[slot, 0] = keys[run]
        table[slot, 1] = np.uint64(2 * run + (1 if ends[run] - ends[run - 1] > 8 else 0))


@uncounted
def _key(data: Any, at: int, end: int) -> Any:
    """Where a run between spaces ends, and its key: its bytes, or a hash of them where they are more than eight."""
    key, first = np.uint64(0), min(end, at + 8)
    shift = np.uint64(0)
    while at < first:
        letter = np.uint64(data[np.uint64(at)])
        if letter <= np.uint64(32):
            return at, key
        key |= letter << shift
        shift += np.uint64(8)
        at += 1
    while at < end:
        letter = np.uint64(data[np.uint64(at)])
        if letter <= np.uint64(32):
            break
        key = (key ^ letter) * np.uint64(1099511628211)
        at += 1
    return at, key


@uncounted
def _find(
    data: Any, starts: Any, table: Any, keys: Any, ends: Any, letters: Any, runs: Any, offsets: Any, text: int, known: int
) -> Any:  # fmt: skip
    """Find runs from ``text`` on until the end or until an array could overflow: the next text, and how many runs are known."""
    count, filled = offsets[text], ends[known - 1]
    while text < len(starts) - 1:
        at, end = starts[text], starts[text + 1]
        if filled + end - at > len(letters) or known + end - at > len(keys):
            break
        line = np.int32(0)  # whether a new line stands before the run
        while at < end:
            if data[np.uint64(at)] <= 32:
                if data[at] == 10 or data[at] == 13:
                    line = np.int32(1)
                at += 1
                continue
            start = at
            at, key = _key(data, at, end)
            size = at - start
            hashed = np.uint64(1 if size > 8 else 0)
            slot = _slot(key, len(table))
            while table[slot, 1]:
                if table[slot, 0] == key and (table[slot, 1] & np.uint64(1)) == hashed:
                    if not hashed:
                        break
                    run = np.int64(table[slot, 1] >> np.uint64(1))
                    begin = ends[run - 1]
                    if ends[run] - begin == size and same(letters, begin, data, start, size):
                        break
                slot = (slot + np.uint64(1)) & np.uint64(len(table) - 1)
            if not table[slot, 1]:
                for place in range(start, at):
                    letters[filled] = data[place]
                    filled += 1
                keys[known], ends[known] = key, filled
                table[slot, 0], table[slot, 1] = key, (np.uint64(known) << np.uint64(1)) | hashed
                known += 1
            runs[count] = (np.int32(table[slot, 1] >> np.uint64(1)) << 1) | line
            count += 1
            line = np.int32(0)
        if line:  # behind the last run: the empty one stands there
            runs[count] = 1
            count += 1
        text += 1
        offsets[text] = count
    return text, known
