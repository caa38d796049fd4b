"""Why two opinions are together, or why they are not, word by word."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from caunoi.synthesis.canonical import Canonical, canonicalise, segments_of
from caunoi.synthesis.differences import (
    ABBREVIATION,
    FILLER_WORD,
    MARKS_MISSING,
    MEANT,
    RUN_TOGETHER,
    TYPED_TWICE,
    TYPO,
    Contexts,
    compare,
)
from caunoi.synthesis.draft import Draft
from caunoi.synthesis.grouping import no_contexts, spelling_of
from caunoi.synthesis.runs import Phrase

_REASONS: Final = {
    MARKS_MISSING: "thiếu dấu hoặc đặt dấu khác chỗ",
    TYPO: "gõ sai chữ",
    RUN_TOGETHER: "viết liền hoặc viết rời",
    ABBREVIATION: "viết tắt",
    FILLER_WORD: "từ đệm",
    TYPED_TWICE: "gõ lặp",
    MEANT: "khác nghĩa",
}


@dataclass(frozen=True)
class Difference:
    """Words that differ and why: ``kind`` of ``differences``, ``reason`` in Vietnamese."""

    one: str
    other: str
    kind: int
    reason: str


@dataclass(frozen=True)
class Explanation:
    """Whether two wordings count as one opinion, their canonical forms, and every difference up to the first that is meant."""

    together: bool
    one: str
    other: str
    differences: tuple[Difference, ...]


def explain(
    one: str,
    other: str,
    *,
    phrases: tuple[Phrase, ...] = (),
    draft: Draft | None = None,
    contexts: Contexts | None = None,
) -> Explanation:
    """Compare two texts as a run does. ``contexts`` of a run let a word be at home where it stands; without them none is.

    Of a compound text its first part is compared.
    """
    texts = pa.array([one, other], pa.large_string())
    canonical = canonicalise([segments_of(texts, draft or Draft([]), phrases)], np.ones(2, np.int64))
    forms = [int(canonical.form_of[canonical.parts.offsets[text]]) for text in range(2)]
    steps = np.zeros((64, 5), np.int64)
    spelling = spelling_of(canonical.lexicon)
    bare = canonical.bare()
    begin, end = canonical.forms.bounds[forms[0]].tolist()
    start, stop = canonical.forms.bounds[forms[1]].tolist()
    found = compare(
        canonical.forms.words,
        begin,
        end,
        start,
        stop,
        bool(bare[forms].any()),
        spelling,
        contexts or no_contexts(),
        np.zeros((2, 64), np.int32),
        steps,
    )
    differences = tuple(_difference(canonical, begin, start, step) for step in steps[1 : 1 + steps[0, 0]].tolist())
    return Explanation(found >= 0, canonical.wording(forms[0]), canonical.wording(forms[1]), differences)


def _difference(canonical: Canonical, begin: int, start: int, step: list[int]) -> Difference:
    kind, at, ones, its, others = step
    words, known = canonical.forms.words, canonical.lexicon.words
    one = " ".join(known[word] for word in words[begin + at : begin + at + ones].tolist())
    other = " ".join(known[word] for word in words[start + its : start + its + others].tolist())
    return Difference(one, other, kind, _REASONS[kind])
