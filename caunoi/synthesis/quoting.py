"""The draft's own sentences, found again in opinions by runs of five words."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.compiled import uncounted
from caunoi.synthesis.words import Lexicon


class Quotations(NamedTuple):
    """The draft's words, to find them in opinions: ``table`` leads from a run of five to its place in ``words``."""

    words: npt.NDArray[np.int32]
    sections: npt.NDArray[np.int32]
    table: npt.NDArray[np.int32]


def quotations(draft_words: list[npt.NDArray[np.int32]], lexicon: Lexicon) -> Quotations:
    """The draft's sections as skeletons, to be found again by runs of five words."""
    words = np.concatenate(draft_words) if draft_words else np.zeros(0, np.int32)
    sections = np.repeat(np.arange(len(draft_words), dtype=np.int32), [len(part) for part in draft_words])
    plain = lexicon.plain[words] if len(words) else words
    table = np.full(1 << max(4, (2 * len(words)).bit_length()), -1, np.int32)
    _index_runs(plain, sections, table)
    return Quotations(plain, sections, table)


@uncounted
def _run_hash(words: Any, at: int) -> Any:
    hashed = np.uint64(1469598103934665603)
    for place in range(at, at + 5):
        hashed = (hashed ^ np.uint64(words[place])) * np.uint64(0x9E3779B97F4A7C15)
    return hashed ^ (hashed >> np.uint64(31))


@uncounted
def _index_runs(words: Any, sections: Any, table: Any) -> None:
    mask = np.uint64(len(table) - 1)
    for at in range(len(words) - 4):
        if sections[at] != sections[at + 4]:
            continue
        slot = _run_hash(words, at) & mask
        while table[slot] >= 0:
            slot = (slot + np.uint64(1)) & mask
        table[slot] = at


@uncounted
def quoted_run(plain: Any, at: int, end: int, quotations: Any) -> Any:
    """How many words from ``at`` on stand so in the draft, and in which section."""
    words, sections, table = quotations
    if at + 5 > end or len(words) == 0:
        return 0, -1
    mask = np.uint64(len(table) - 1)
    slot = _run_hash(plain, at) & mask
    best, section = 0, -1
    while table[slot] >= 0:
        place, length = table[slot], 0
        while (
            at + length < end
            and place + length < len(words)
            and sections[place + length] == sections[place]
            and words[place + length] == plain[at + length]
        ):
            length += 1
        if length > best:
            best, section = length, sections[place]
        slot = (slot + np.uint64(1)) & mask
    return best, section
