"""The table of submissions: ids, article box, unit and time beside the texts, in a shuffled order."""

from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from benchmarks.opinion_truth.bank import Bank
from benchmarks.opinion_truth.citing import Citations
from benchmarks.opinion_truth.crowd import Message
from benchmarks.opinion_truth.dress import Names
from benchmarks.opinion_truth.model import WHOLE, Noise

if TYPE_CHECKING:
    from benchmarks.opinion_truth.make import Texts

OPENS = int(datetime.fromisoformat("2026-03-02T00:00:00+00:00").timestamp())
DAYS_OPEN = 30
ROWS_AT_ONCE = 500_000
SEVERAL = -2  # a message whose parts stand at different sections
REF_OF_WHOLE = 0.15  # of the times that a box would be filled, so often it is for the whole document
REF_OF_SEVERAL = 0.3  # … and for parts at several sections, all of which are then named


class Columns:
    """Fills the columns row by row without a loop over rows."""

    def __init__(
        self, citations: Citations, names: Names, noise: Noise, draws: np.random.Generator, *, string_ids: bool
    ) -> None:
        self._citations, self._names, self._noise, self._draws, self._string_ids = (
            citations,
            names,
            noise,
            draws,
            string_ids,
        )

    def fill(
        self, written: pa.Array, texts: "Texts", messages: list[Message], bank: Bank
    ) -> tuple[pa.Table, npt.NDArray[np.bool_], npt.NDArray[np.int64]]:
        """The table, its texts taken from ``written``; whether each row's box is right; which of the crowd's rows it is."""
        size = len(texts.of_row)
        order = self._draws.permutation(size)
        text = texts.of_row[order]
        ref, right = self._refs(texts, text, messages, bank)
        columns = {
            "id": self._ids(size),
            "text": _taken(written, text),
            "ref": ref,
            "unit": self._units(size),
            "at": self._times(size),
        }
        return pa.table(columns), right, order

    def _ids(self, size: int) -> pa.Array:
        numbers = 1000 + np.cumsum(self._draws.integers(1, 8, size))
        self._draws.shuffle(numbers)
        return (
            pa.array([f"GY-{number:08d}" for number in numbers]) if self._string_ids else pa.array(numbers, pa.int64())
        )

    def _times(self, size: int) -> pa.Array:
        """Most come in the last days."""
        seconds = OPENS + (DAYS_OPEN * 86_400 * self._draws.random(size) ** 0.4).astype(np.int64)
        return pa.array(seconds * 1000).cast(pa.timestamp("ms"))

    def _units(self, size: int) -> pa.ChunkedArray:
        count = min(20_000, 5 + int(size**0.6))
        names = pa.array([f"{self._names.employer()} {number}" for number in range(1, count + 1)])
        return _taken(names, (count * self._draws.random(size) ** 2).astype(np.int64))

    def _refs(
        self, texts: "Texts", text: npt.NDArray[np.int64], messages: list[Message], bank: Bank
    ) -> tuple[pa.ChunkedArray, npt.NDArray[np.bool_]]:
        """The article box. What leans on its place and does not name it in the text always fills it right."""
        cites, noise, draws = self._citations, self._noise, self._draws
        book = _Book(cites)
        section, several = book.places(messages, bank)
        needs = np.array([len(message.parts) == 1 and bank.cites[message.parts[0]] for message in messages])
        free = np.array([any(bank.free[part] for part in message.parts) for message in messages])
        named = texts.cites[texts.offsets[:-1]] > 0
        message, luck = texts.message[text], draws.random(len(text))
        where = section[message]
        chance = np.where(where == WHOLE, REF_OF_WHOLE, np.where(where == SEVERAL, REF_OF_SEVERAL, 1.0)) * noise.ref
        chance[(where == SEVERAL) & (several[message] < 0)] = 0  # no one names the whole beside a place
        right = (needs[message] & ~named[text]) | (luck < chance)
        index = np.where(right, book.right(where, several[message], draws.random(len(text))), -1)
        astray = ~right & ~needs[message] & ~free[message] & (where != SEVERAL)
        wrong = astray & (where != WHOLE) & (luck > 1 - noise.ref_wrong)
        index = np.where(wrong, book.wrong(where, draws.random(len(text))), index)
        senseless = astray & ~wrong & (luck > 1 - noise.ref_wrong - noise.ref_senseless)
        index = np.where(senseless, book.senseless(draws.random(len(text))), index)
        return _taken(pa.array(book.entries), index), right


class _Book:
    """Every text that can stand in the article box, and where in the list each place's own are."""

    def __init__(self, citations: Citations) -> None:
        groups = [*citations.spellings, citations.whole, citations.senseless]
        self.entries = [entry for group in groups for entry in group]
        self._count = np.array([len(group) for group in groups])
        self._start = np.cumsum(self._count) - self._count
        self._sections = len(citations.spellings)
        self._citations = citations

    def _from(self, group: npt.NDArray[np.int64], luck: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        found: npt.NDArray[np.int64] = self._start[group] + (luck * self._count[group]).astype(np.int64)
        return found

    def places(self, messages: list[Message], bank: Bank) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """For each message its section (WHOLE, or SEVERAL), and for SEVERAL the entry that names them all."""
        where = np.full(len(messages), SEVERAL, np.int64)
        entry = np.full(len(messages), -1, np.int64)
        for number, message in enumerate(messages):
            found = [bank.section[part] for part in message.parts]
            if len(set(found)) == 1:
                where[number] = found[0]
            elif WHOLE not in found:
                entry[number] = len(self.entries)
                self.entries.append("; ".join(dict.fromkeys(self._citations.spellings[each][0] for each in found)))
        return where, entry

    def right(
        self, where: npt.NDArray[np.int64], several: npt.NDArray[np.int64], luck: npt.NDArray[np.float64]
    ) -> npt.NDArray[np.int64]:
        group = np.where(where == WHOLE, self._sections, where)
        return np.where(where == SEVERAL, several, self._from(np.maximum(group, 0), luck))

    def wrong(self, where: npt.NDArray[np.int64], luck: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        other = (np.maximum(where, 0) + 1 + (luck * (self._sections - 1)).astype(np.int64)) % self._sections
        found: npt.NDArray[np.int64] = self._start[other]
        return found

    def senseless(self, luck: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        return self._from(np.full(len(luck), self._sections + 1), luck)


def _taken(values: pa.Array, index: npt.NDArray[np.int64]) -> pa.ChunkedArray:
    """``values[index]`` in chunks, so that no chunk of text nears two gigabytes; -1 gives null."""
    chunks = []
    for start in range(0, len(index), ROWS_AT_ONCE):
        part = index[start : start + ROWS_AT_ONCE]
        chunks.append(values.take(pa.array(part, mask=part < 0)))
    return pa.chunked_array(chunks, values.type)
