"""One new opinion to its group while people write: what a full run would say of it, without running it."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from caunoi.synthesis.canonical import cut_all
from caunoi.synthesis.engines import Run
from caunoi.synthesis.runs import Phrase


@dataclass(frozen=True)
class Assigned:
    """The group of a text (numbers of the run, from 1), or None where the run has nobody who says so: the next run decides."""

    group_id: int | None
    canonical: str


class Assigner:
    """Holds what a run said of every distinct text and wording. Memory: about 200 bytes for each."""

    def __init__(self, done: Run, phrases: tuple[Phrase, ...] = ()) -> None:
        self._draft, self._phrases = done.grouped.draft, phrases
        grouped, canonical = done.grouped, done.grouped.canonical
        self._wording = grouped.group_wording
        claims = grouped.claim_offsets[:-1]
        single = np.diff(grouped.claim_offsets) == 1
        self._by_words: dict[str, int] = {}
        for claim, group in zip(claims[single].tolist(), grouped.pair_group[single].tolist(), strict=True):
            wording = canonical.wording(int(canonical.form_of[grouped.claim_part[claim]]))
            known = self._by_words.get(wording)
            self._by_words[wording] = group if known is None else min(known, group)
        texts = done.opinions.texts.to_pylist()
        self._by_text: dict[str, int] = {}
        first = np.full(len(texts), -1, np.int64)
        order = np.argsort(-grouped.pair_group[grouped.pair_of], kind="stable")
        first[done.opinions.text_codes[order]] = grouped.pair_group[grouped.pair_of[order]]
        self._by_text = {text: group for text, group in zip(texts, first.tolist(), strict=True) if group >= 0}

    def assign(self, text: str) -> Assigned:
        """The group of a text: at once where the run has just these words, else by its canonical form. O(words)."""
        group = self._by_text.get(text)
        if group is None:
            wording = self._canonical(text)
            group = self._by_words.get(wording)
            if group is None:
                return Assigned(None, wording)
            self._by_text[text] = group
        return Assigned(group + 1, self._wording[group])

    def _canonical(self, text: str) -> str:
        piece = cut_all(pa.array([text], pa.large_string()), self._draft, self._phrases)[0]
        return "; ".join(
            " ".join(piece.words[word] for word in piece.segments.words[begin:end].tolist())
            for begin, end in piece.segments.bounds.tolist()
        )
