"""Noise inside an opinion's words. Figures, denials and words that another true opinion would differ in are left alone."""

import re
import unicodedata
from collections.abc import Callable, Collection
from random import Random

from benchmarks.opinion_truth.folding import FOLDED, bare, fold, keystrokes, moved_tone

DENIALS = frozenset({"không", "chưa", "chẳng", "đừng", "phản", "trừ", "bỏ", "xóa", "cắt", "lược"})
_STRUCTURE = frozenset(
    [
        "dieu",
        "khoan",
        "diem",
        "muc",
        "phan",
        "trang",
        "chuong",
        "mot",
        "hai",
        "ba",
        "bon",
        "nam",
        "sau",
        "bay",
        "tam",
        "chin",
        "muoi",
        "tram",
        "trieu",
        "ty",
        "nghin",
        "khong",
        "chua",
    ]
)
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBORS = {
    key: "".join(row[at - 1 : at] + row[at + 1 : at + 2] for row in _KEYS for at in [row.find(key)] if at >= 0)
    for row in _KEYS
    for key in row
}
_SHORTEST = 3  # letters of a word in which a slip is made
_Y_WORDS = {
    "kỹ": "kĩ",
    "lý": "lí",
    "mỹ": "mĩ",
    "quý": "quí",
    "sỹ": "sĩ",
    "tỷ": "tỉ",
    "kỳ": "kì",
    "hy": "hi",
    "ký": "kí",
    "ty": "ti",
    "vỹ": "vĩ",
}
_STOP = re.compile(r"[,;.](?= |$)")


class Scratcher:
    """Spoils the words of a text. ``words``: the folded words of all true opinions; no slip makes one of them."""

    def __init__(
        self, rng: Random, words: Collection[str], confused: Collection[str], short: dict[str, tuple[str, ...]]
    ) -> None:
        self._rng = rng
        self._words = frozenset(words) | _STRUCTURE | {form.lower() for forms in short.values() for form in forms}
        self._guarded = frozenset(confused) | _STRUCTURE
        self._short = dict(sorted(short.items(), key=lambda pair: -len(pair[0])))
        self._short_form = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, self._short)) + r")(?!\w)", re.IGNORECASE)

    def _pick(self, words: list[str], shortest: int) -> int:
        """The place of a word that may be spoilt, or -1."""
        for _ in range(6):
            at = int(self._rng.random() * len(words))
            word = words[at]
            if len(word) >= shortest and word.isalpha() and word.lower() not in DENIALS:
                return at
        return -1

    def typo(self, text: str) -> str:
        words = text.split(" ")
        for _ in range(1 + len(words) // 25):
            at = self._pick(words, _SHORTEST)
            if at < 0 or fold(words[at]) in self._guarded:
                continue
            for _ in range(4):
                spoilt = self._slip(words[at])
                if fold(spoilt) not in self._words:
                    words[at] = spoilt
                    break
        return " ".join(words)

    def _slip(self, word: str) -> str:
        rnd = self._rng.random
        at, kind = int(rnd() * len(word)), int(rnd() * 4)
        if kind == 0:
            at = min(at, len(word) - 2)
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if kind == 1:
            return word[:at] + word[at] + word[at:]
        if kind == 2:
            return word[:at] + word[at + 1 :]
        letter = word[at].lower()
        near = _NEIGHBORS.get(FOLDED.get(letter, letter), letter)
        return word[:at] + near[int(rnd() * len(near))] + word[at + 1 :]

    def bare_word(self, text: str) -> str:
        return self._one_word(text, bare)

    def tone(self, text: str) -> str:
        return self._one_word(text, moved_tone)

    def _one_word(self, text: str, change: Callable[[str], str]) -> str:
        words = text.split(" ")
        for _ in range(6):
            at = self._pick(words, 2)
            if at >= 0:
                changed = change(words[at])
                if changed != words[at]:
                    words[at] = changed
                    break
        return " ".join(words)

    def spelling(self, text: str) -> str:
        return " ".join([_Y_WORDS.get(word, word) for word in text.split(" ")])

    def keys(self, text: str, *, vni: bool) -> str:
        """Two or three neighboring words as they are when the input method was off."""
        words = text.split(" ")
        tone_last = self._rng.random() < 0.5
        first = int(self._rng.random() * len(words))
        for at in range(first, min(len(words), first + 2 + int(self._rng.random() * 2))):
            word = words[at]
            if word.isalpha() and word.lower() not in DENIALS:
                words[at] = keystrokes(word, vni=vni, tone_last=tone_last)
        return " ".join(words)

    def shortened(self, text: str) -> str:
        rnd = self._rng.random

        def short(found: re.Match[str]) -> str:
            forms = self._short[found[0].lower()]
            return forms[int(rnd() * len(forms))] if rnd() < 0.7 else found[0]

        return self._short_form.sub(short, text)

    def punctuation(self, text: str) -> str:
        """Stops and commas lost, one of them doubled, or marks added at the end; a stop inside a number is none."""
        kind = int(self._rng.random() * 3)
        if kind < 2 and _STOP.search(text):
            return _STOP.sub("", text) if kind == 0 else _STOP.sub(lambda found: found[0] * 2, text, count=1)
        return text + ("..." if kind else "!!")


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)
