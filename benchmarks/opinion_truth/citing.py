"""How people name a place of the draft, in the article box and in the text."""

from random import Random
from typing import Any

from benchmarks.opinion_truth.draft import POINTS, ROMAN, Place, Section
from benchmarks.opinion_truth.folding import lowered
from benchmarks.opinion_truth.wordings import Wordings


def _spelled(pattern: str, place: Place) -> str:
    point = POINTS[place.point - 1] if place.point else ""
    return pattern.format(p=ROMAN[place.part], n=place.part, m=place.item, d=place.article, k=place.clause, b=point)


class Citations:
    """Every spelling of every section, and the words that lead to one."""

    def __init__(self, words: Wordings, sections: list[Section], rng: Random) -> None:
        self._rng = rng
        self.spellings = [
            [_spelled(pattern, section.place) for pattern in words.phrases("citations", section.place.kind)]
            for section in sections
        ]
        self.whole = list(words.phrases("citations", "whole"))
        self.senseless = list(words.phrases("citations", "senseless"))
        self._before = words.phrases("citations", "before")
        self._after = words.phrases("citations", "after")
        self._page = words.phrases("citations", "page")
        self._pages = [section.page for section in sections]

    def _one(self, choices: Any) -> str:
        return str(choices[int(self._rng.random() * len(choices))])

    def cited(self, text: str, section: int) -> str:
        """The text with its place named before or after it."""
        return self._joined(text, self._one(self.spellings[section]))

    def cited_by_page(self, text: str, section: int) -> str:
        return self._joined(text, self._one(self._page).format(t=self._pages[section]))

    def _joined(self, text: str, place: str) -> str:
        if self._rng.random() < 0.7 or text.endswith(("?", ".", "!", "”")):
            before = self._one(self._before).format(c=place)
            return before[:1].upper() + before[1:] + lowered(text)
        return text + self._one(self._after).format(c=place)
