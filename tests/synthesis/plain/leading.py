"""Who leads whom: every wording tested against every leader before it, in the one order."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.differences import Contexts, compare, learn_contexts
from caunoi.synthesis.grouping import Forms, spelling_of
from caunoi.synthesis.words import DIGITS, INVALID, MARKED, Lexicon


def columns(crowd: Sequence[tuple[str, int]]) -> tuple[list[str], list[int]]:
    return [text for text, _weight in crowd], [weight for _text, weight in crowd]


class Twin:
    """Cleanly typed wordings come first, then those with marks, the more frequent, and by hash."""

    def __init__(self, forms: Forms, lexicon: Lexicon) -> None:
        self._forms, self._lexicon = forms, lexicon
        self._words = [forms.words[begin:end].tolist() for begin, end in forms.bounds.tolist()]
        flags = lexicon.flags.tolist()
        self._flags = [[flags[word] for word in words] for words in self._words]
        self._clean = [not any(flag & INVALID for flag in each) for each in self._flags]
        self._bare = [5 * sum(1 for flag in each if flag & MARKED) < 2 * len(each) for each in self._flags]
        keys = [
            (not self._clean[form], self._bare[form], -int(forms.weights[form]), int(forms.hashes[form]))
            for form in range(len(self._words))
        ]
        self._turn = {form: turn for turn, form in enumerate(sorted(range(len(keys)), key=keys.__getitem__))}
        self._spelling = spelling_of(lexicon)
        self._contexts = self._learn()

    def _learn(self) -> Contexts:
        wanted = np.array(self._clean, np.bool_) & ~np.array(self._bare, np.bool_)
        *contexts, enough = learn_contexts(
            self._forms.words, self._forms.bounds, wanted, self._lexicon.hashes, self._lexicon.plain, 1 << 10
        )
        assert enough
        return Contexts(*contexts)

    def _explains(self, form: int, other: int) -> bool:
        if self._salt(form) != self._salt(other) or abs(len(self._words[form]) - len(self._words[other])) > 6:
            return False
        bounds = self._forms.bounds
        bare = self._bare[form] or self._bare[other]
        steps, scratch = np.zeros((64, 5), np.int64), np.zeros((2, 64), np.int32)
        found = compare(
            self._forms.words, *bounds[form], *bounds[other], bare, self._spelling, self._contexts, scratch, steps
        )
        return int(found) >= 0

    def _salt(self, form: int) -> tuple[list[int], int]:
        """Numbers whatever their order, and how often "không" stands there."""
        numbers = [word for word, flag in zip(self._words[form], self._flags[form], strict=True) if flag & DIGITS]
        return sorted(numbers), self._skeleton(form).count("khong")

    def allowed(self, form: int, leader: npt.NDArray[np.int32]) -> set[int]:
        """Leaders before it that explain it; itself where there are none, or where none has its skeleton (it was not met)."""
        before = [other for other in self._turn if self._turn[other] < self._turn[form] and leader[other] == other]
        explaining = {other for other in before if self._explains(form, other)}
        met = {other for other in explaining if self._skeleton(other) == self._skeleton(form)}
        return explaining if met else explaining | {form}

    def _skeleton(self, form: int) -> list[str]:
        return [self._lexicon.bare(word) for word in self._words[form]]
