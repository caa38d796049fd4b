"""Runs of bytes to tokens, letter by letter: each distinct token once, in the order met."""

from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.compiled import uncounted
from caunoi.synthesis.letters import GAPS, KINDS, LOWER, decode_at

T = TypeVar("T", bound=np.generic)
_ROOM = 1 << 12  # different words for which there is room at first


class Scanned(NamedTuple):
    """``offsets`` (runs + 1) cut ``words`` (numbers of tokens) and ``gaps`` (what stood before each); ``endings``: what follows
    the last."""

    words: npt.NDArray[np.int32]
    gaps: npt.NDArray[np.uint16]
    offsets: npt.NDArray[np.int64]
    endings: npt.NDArray[np.uint16]


class Scanner:
    """Tokens met so far (``types``, by their numbers); ``scan`` goes on with them."""

    def __init__(self) -> None:
        self.types: list[str] = []
        self._letters, self._ends = np.empty(0, np.int32), np.empty(0, np.int64)
        self._hashes = np.empty(0, np.uint64)
        self._table = slots_for(self._hashes, 0)

    def scan(self, data: npt.NDArray[np.uint8], starts: npt.NDArray[np.int64]) -> Scanned:
        """Arrays grow between calls of the kernel: inside it they never change, which makes it four times as fast. O(bytes)."""
        runs, longest = len(starts) - 1, int((starts[1:] - starts[:-1]).max(initial=0)) + 1
        room = int(starts[-1] - starts[0]) + 1
        words, gaps = np.empty(room, np.int32), np.empty(room, np.uint16)
        offsets, endings = np.zeros(runs + 1, np.int64), np.zeros(runs, np.uint16)
        run, known = 0, len(self.types)
        while run < runs:
            filled = int(self._ends[known - 1]) if known else 0
            if len(self._letters) - filled < longest or len(self._hashes) - known < longest:
                more = longest + _ROOM + known
                self._letters = longer(self._letters, filled, more)
                self._hashes, self._ends = longer(self._hashes, known, more), longer(self._ends, known, more)
                self._table = slots_for(self._hashes, known)
            run, known = _scan(
                data, starts, KINDS, LOWER, GAPS, self._table, self._hashes, self._ends, self._letters, words, gaps, offsets,
                endings, run, known,
            )  # fmt: skip
        self._spell(known)
        count = int(offsets[-1])
        return Scanned(words[:count].copy(), gaps[:count].copy(), offsets, endings)

    def _spell(self, known: int) -> None:
        """Take in the tokens that were met since, as strings."""
        ends = self._ends[len(self.types) : known].tolist()
        first = int(self._ends[len(self.types) - 1]) if self.types else 0
        whole = self._letters[first : ends[-1] if ends else first].astype("<u4").tobytes().decode("utf-32-le")
        for start, end in zip([first, *ends], ends, strict=False):
            self.types.append(whole[start - first : end - first])


def longer(array: npt.NDArray[T], used: int, room: int) -> npt.NDArray[T]:
    """The elements used, with room for so many more behind them."""
    grown = np.empty(used + room, array.dtype)
    grown[:used] = array[:used]
    return grown


def slots_for(hashes: npt.NDArray[np.uint64], known: int) -> npt.NDArray[np.int32]:
    """A table that leads from the known hashes to their numbers, with room for as many hashes as there is."""
    table = np.full(1 << (2 * len(hashes)).bit_length(), -1, np.int32)
    _fill_table(table, hashes, known)
    return table


@uncounted
def _fill_table(table: Any, hashes: Any, known: int) -> None:
    mask = np.uint64(len(table) - 1)
    for word in range(known):
        slot = hashes[word] & mask
        while table[slot] >= 0:
            slot = (slot + np.uint64(1)) & mask
        table[slot] = word


@uncounted
def same(one: Any, begin: int, other: Any, start: int, length: int) -> Any:
    """Whether two runs are the same."""
    for place in range(length):
        if one[begin + place] != other[start + place]:
            return False
    return True


@uncounted
def _token_end(data: Any, at: int, end: int, kinds: Any, lower: Any, letters: Any, filled: int) -> Any:
    """Read one token into the arena of letters: where it ends, how far the arena is filled, and its hash."""
    hashed = np.uint64(14695981039346656037)
    code, after = decode_at(data, at)
    if kinds[code] == 3:  # "%" is a token of its own
        letters[filled] = code
        return after, filled + 1, hashed
    while True:
        small = lower[code]
        letters[filled] = small
        filled += 1
        hashed = (hashed ^ np.uint64(small)) * np.uint64(1099511628211)
        at = after
        if at >= end:
            break
        code, after = decode_at(data, at)
        kind = kinds[code] if code < 0x2100 else 0
        if kind == 1 or kind == 2:
            continue
        if not (code == 46 or code == 44) or after >= end or not (48 <= data[at - 1] <= 57 and 48 <= data[after] <= 57):
            break  # only 1.000.000 and 2,5 go on past a point
    return at, filled, hashed ^ (hashed >> np.uint64(29))


@uncounted
def _scan(
    data: Any,
    starts: Any,
    kinds: Any,
    lower: Any,
    gap_of: Any,
    table: Any,
    hashes: Any,
    ends: Any,
    letters: Any,
    words: Any,
    gaps: Any,
    offsets: Any,
    endings: Any,
    run: int,
    known: int,
) -> Any:
    """Scan from ``run`` on until the end or until an array could overflow: the next run, and how many words are known."""
    count = offsets[run]
    filled = ends[known - 1] if known else 0
    mask = np.uint64(len(table) - 1)
    while run < len(starts) - 1:
        at, end = starts[run], starts[run + 1]
        most = end - at + 1
        if filled + most > len(letters) or known + most > len(hashes):
            break
        gap = np.uint16(0)
        while at < end:
            code, after = decode_at(data, at)
            kind = kinds[code] if code < 0x2100 else 0
            if kind == 0 or kind > 3:
                if code < 0x2100:
                    gap |= gap_of[code]
                at = after
                continue
            if kind == 1 and lower[code] != code:
                gap |= np.uint16(512)
            start = filled
            at, filled, hashed = _token_end(data, at, end, kinds, lower, letters, filled)
            slot = hashed & mask
            word = table[slot]
            while word >= 0:
                if hashes[word] == hashed:
                    begin = ends[word - 1] if word > 0 else 0
                    if ends[word] - begin == filled - start and same(letters, begin, letters, start, filled - start):
                        break
                slot = (slot + np.uint64(1)) & mask
                word = table[slot]
            if word >= 0:
                filled = start
            else:
                word = known
                hashes[known], ends[known], table[slot] = hashed, filled, known
                known += 1
            words[count], gaps[count] = word, gap
            count += 1
            gap = np.uint16(0)
        endings[run] = gap
        run += 1
        offsets[run] = count
    return run, known
