"""Tokens to words: every token in the words that it means, short divisions in full, "k" and "tr" as their neighbors say."""

import re
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis import citations
from caunoi.synthesis.compiled import compiled, uncounted
from caunoi.synthesis.dotted import undot
from caunoi.synthesis.figures import codes, figures, write_figures
from caunoi.synthesis.growing import Growing
from caunoi.synthesis.layering import layer, layer_of
from caunoi.synthesis.numerals import number
from caunoi.synthesis.syllables import plain
from caunoi.synthesis.tokens import Tokens
from caunoi.synthesis.words import Lexicon, normalise, vocabulary

_ONSETS = "c ch d đ g gh h kh l m n ng ngh nh p ph q qu r s t th tr v x"  # "k" may be không
ONSETS: Final = frozenset(_ONSETS.split())
# What a token is: digits, a division's name, the first consonants of a word, one letter, and which of these.
_DIGITS, _NAMES_DIVISION, _ONSET, _ONE_LETTER, _C, _D, _CROSSED_D = (1 << bit for bit in range(7))
_BESIDE, _UNIT, _ARTICLE = 128, 256, 512  # beside a citation, behind an amount, "điều"
_SECTION = 1024  # with a number in two parts ("2.1") a tiểu mục
_NAMED = 2048  # a number in two parts with its division: "điều5.2", "m2.1"
_PLACED = 4096  # a division with its number: "k1"
_PAIR = 8192  # two numbers with a point: "1.2"
SECTIONS: Final = frozenset(("mục", "muc", "điểm", "diem", "tm"))
BESIDE: Final = frozenset(
    word
    for listed in ("".join(vocabulary("prepositions")) + " với vào cứ quan").split()
    for word in (listed, plain(listed))
)
UNITS: Final = frozenset(
    ("triệu", "trieu", "tr", "nghìn", "nghin", "ngàn", "ngan", "k", "đồng", "dong", "đ", "tỷ", "tỉ", "ty", "ti", "%")
)
_ITEM: Final = re.compile(r"(điều|dieu|đ)?(mục|muc|tm|m)?([1-9]\d{0,2})\.([1-9]\d?)")
_UNSURE: Final = (
    "k",
    "tr",
    "khoản",
    "nghìn",
    "không",
    "triệu",
    "trang",
    "đ",
    "điều",
    "d",
    "khoan",
    "h",
    "giờ",
)  # the kernel knows them by their places


class Stream(NamedTuple):
    """Words of every text in their one spelling: numbers of a lexicon, what stood before each, cut by text."""

    words: npt.NDArray[np.int32]
    gaps: npt.NDArray[np.uint16]
    offsets: npt.NDArray[np.int64]
    endings: npt.NDArray[np.uint16]


class Speller:
    """Spells tokens out in the words of a lexicon, which grows by those that are new; ``types`` are looked at once each."""

    def __init__(self, lexicon: Lexicon, *, layered: bool = False) -> None:
        """``layered``: places are those of a layered report."""
        self._lexicon, self._layered = lexicon, layered
        self._unsure = np.array(lexicon.add_all(_UNSURE), np.int32)
        self._written = np.array(lexicon.add_all([*citations.KINDS, "đ"]), np.int32)  # for tokens written short
        # By token: its words, which division it may be with a point behind it (-1: none), what it counts as, what it is.
        self._words, self._starts = Growing(np.empty(0, np.int32)), Growing(np.zeros(1, np.int64))
        self._shorts, self._values = Growing(np.empty(0, np.int8)), Growing(np.empty(0, np.int32))
        self._are = Growing(np.empty(0, np.uint16))
        self._layers = Growing(np.empty(0, np.uint8))
        # By token: its words inside a citation ("5.2": "5 khoản 2").
        self._cited, self._cuts = Growing(np.empty(0, np.int32)), Growing(np.zeros(1, np.int64))
        self._shortens = False  # whether there are tokens written short
        self._figures = figures(lexicon)
        self._codes = Growing(codes(lexicon))  # by word of the lexicon

    def __call__(self, tokens: Tokens, flags: npt.NDArray[np.uint16]) -> Stream:
        """Every token in the words that it means ("cđcs" is four); the tokens, taken in before, are used up. O(tokens).

        ``flags``: of the words of the lexicon.
        """
        if self._shortens:
            undot(tokens.words, tokens.gaps, tokens.offsets, self._shorts.array, self._values.array, self._are.array)
        places = tokens.words, tokens.gaps, tokens.offsets, self._cuts.array, self._values.array, self._are.array
        if self._layered:
            layer(*places, self._layers.array)
        else:
            _cite(*places)
        words, gaps, offsets = _spell(
            tokens.words, tokens.gaps, tokens.offsets, self._words.array, self._starts.array, self._written,
            self._cited.array, self._cuts.array, flags, self._unsure,
        )  # fmt: skip
        count = write_figures(words, gaps, offsets, self._codes.array, self._figures)
        return Stream(words[:count], gaps[:count], offsets, tokens.endings)

    def take_in(self, types: list[str]) -> None:
        """Look at the tokens that are new: the lexicon grows by their words. O(new tokens)."""
        new = types[len(self._are) :]
        if not new:
            return
        spelled = [self._lexicon.spelled(word) for word in new]
        are = np.array([_what(word) for word in new], np.uint16)
        cited = [self._lexicon.add_all(in_citation(word, layered=self._layered)) for word in new]
        self._cuts.extend(len(self._cited) + np.cumsum([len(words) for words in cited]))
        self._cited.extend(np.array([word for words in cited for word in words], np.int32))
        self._starts.extend(len(self._words) + np.cumsum([len(words) for words in spelled]))
        self._words.extend(np.array([word for words in spelled for word in words], np.int32))
        shorts = np.array([citations.DOTTED.get(word, -1) for word in new], np.int8)
        self._shorts.extend(shorts)
        self._values.extend(np.array([citations.value_of(word) for word in new], np.int32))
        self._are.extend(are)
        self._codes.extend(codes(self._lexicon, len(self._codes)))
        if self._layered:
            self._layers.extend(np.array([_layer(word) for word in new], np.uint8))
        self._shortens = self._shortens or bool((shorts >= 0).any() or (are & _ONSET).any())


def _what(word: str) -> int:
    what = _DIGITS if word[0].isdigit() else 0
    meant = normalise(word)  # "taij DDieeuf 5.2"
    kind = citations.kind_of(meant[0]) if len(meant) == 1 else -1
    what |= (_NAMES_DIVISION if kind >= 0 else 0) | (_ARTICLE if kind == 3 else 0)
    if word in ONSETS:
        what |= _ONSET | (_ONE_LETTER if len(word) == 1 else 0)
    what |= _SECTION if word in SECTIONS else 0
    what |= _NAMED if "." in word and not word[0].isdigit() and _ITEM.fullmatch(word) else 0
    what |= _PAIR if what & _DIGITS and "." in word and _ITEM.fullmatch(word) else 0
    what |= (_BESIDE if meant[0] in BESIDE else 0) | (_UNIT if word in UNITS else 0)
    what |= _PLACED if len(meant) == 2 and citations.kind_of(meant[0]) >= 0 and meant[1].isdecimal() else 0
    return what | {"c": _C, "d": _D, "đ": _CROSSED_D}.get(word, 0)


def _layer(word: str) -> int:
    meant = normalise(word)
    return layer_of(word) or (layer_of(meant[0]) if len(meant) == 1 else 0)


def in_citation(token: str, *, layered: bool = False) -> tuple[str, ...]:
    """The words of a token that names two divisions or one without its name: "2.1" in "II.2.1", "3" in "(II.3)"; behind "Điều"
    the first of them is left out."""
    item = _ITEM.fullmatch(token) if "." in token else None
    if item:
        wide, narrow = ("khoản", "điểm") if layered else ("điều" if item[1] else "mục", "khoản")
        return (wide, item[3], narrow, item[4])
    if token.isdecimal():
        return ("khoản" if layered else "mục", number(token)) if 0 < int(token) < 100 else ()
    return ("mục" if layered else "phần", token) if 0 < citations.value_of(token) < 21 else ()


def spell_out(tokens: Tokens, lexicon: Lexicon) -> Stream:
    """Tokens in the words of a lexicon, once: they are used up."""
    speller = Speller(lexicon)
    speller.take_in(tokens.types)
    return speller(tokens, lexicon.flags)


@uncounted
def _cite(words: Any, gaps: Any, offsets: Any, cuts: Any, values: Any, are: Any) -> None:
    """Places that do not name every division ("Điều 5.2", "II.2.1", "(II.3)", "về II/3"): each of their tokens as -16 less twice
    its number, and one less where the first of its words is left out."""
    for text in range(len(offsets) - 1):
        start, end = offsets[text], offsets[text + 1]
        for at in range(start, end):
            token = words[at]
            if token < 0 or cuts[token + 1] == cuts[token] or not are[token] & (1 | 2048):
                continue
            before = words[at - 1] if at > start and not gaps[at] & (0x1FF - 8 - 64) else -1
            if cuts[token + 1] - cuts[token] > 2:
                ends = at + 1 == end or gaps[at + 1] & 0x1FF != 0
                if not ends and (words[at + 1] == -8 or (words[at + 1] >= 0 and are[words[at + 1]] & 256 != 0)):
                    continue  # "điều 5.2 triệu"
                if are[token] & 2048:
                    words[at] = -16 - 2 * token
                elif before >= 0 and gaps[at] == 0 and are[before] & (512 | 1024):
                    words[at] = -17 - 2 * token
                    if are[before] & 1024:  # "tiểu mục 2.1", "điểm 2.1"
                        words[at - 1] = -3
                elif before >= 0 and cuts[before + 1] > cuts[before] and not are[before] & 1:
                    beside = (
                        at - 1 > start and not gaps[at - 1] & 0x1FF and words[at - 2] >= 0 and are[words[at - 2]] & 128
                    )
                    if (
                        gaps[at - 1] & 512 or beside or values[before] % 5 > 1
                    ):  # "i", "v", "vi", "x" and "xi" may be words
                        words[at - 1], words[at], gaps[at] = -16 - 2 * before, -16 - 2 * token, np.uint16(0)
                        name = words[at - 2] if at - 1 > start and not gaps[at - 1] & 0x1FF else -1
                        if name >= 0 and are[name] & 1024:  # "mục II.2.5": the part has a name, though not its own
                            words[at - 2], words[at - 1] = -1, words[at - 1] - 1
            elif before >= 0 and not are[before] & 1 and cuts[before + 1] > cuts[before]:
                if _is_cited(words, gaps, start, at, end, values, are):
                    words[at - 1], words[at], gaps[at] = -16 - 2 * before, -16 - 2 * token, np.uint16(0)


@uncounted
def _is_cited(words: Any, gaps: Any, start: int, at: int, end: int, values: Any, are: Any) -> Any:
    """Whether a Roman number and the one behind it are a place: in brackets, beside "về" or "của", or at the head of a sentence
    up to a mark: "III.4: nhất trí"."""
    ends = at + 1 == end or gaps[at + 1] & 0x1FF != 0
    value = values[words[at - 1]]
    alone = value == 1 or value == 5 or value == 10  # "i", "v" and "x" may be others
    if alone and not gaps[at - 1] & 512:
        return False
    beside = at - 1 > start and not gaps[at - 1] & 0x1FF and words[at - 2] >= 0 and are[words[at - 2]] & 128 != 0
    if beside and (ends or not alone):
        return True
    if ends and gaps[at - 1] & 512 and gaps[at - 1] & 256:
        return True
    opens = at - 1 == start or gaps[at - 1] & 0x7F != 0
    if not opens or not gaps[at] & (8 | 64):
        return False
    if at + 1 < end and not ends:
        return words[at + 1] >= 0 and are[words[at + 1]] & 128 != 0
    return at + 1 == end or gaps[at + 1] & (1 | 2 | 64) != 0


@compiled
def _spell(
    words: Any, gaps: Any, offsets: Any, flat: Any, starts: Any, written: Any, cited: Any, runs: Any, flags: Any, unsure: Any
) -> Any:  # fmt: skip
    total = 0
    for token in range(len(words)):
        if words[token] <= -16:
            cite = -16 - words[token]
            total += runs[(cite >> 1) + 1] - runs[cite >> 1] - (cite & 1)
        else:
            total += starts[words[token] + 1] - starts[words[token]] if words[token] >= 0 else 1
    spelled, between = np.empty(total, np.int32), np.empty(total, np.uint16)
    cuts = np.zeros(len(offsets), np.int64)
    count = 0
    for text in range(len(offsets) - 1):
        for token in range(offsets[text], offsets[text + 1]):
            if words[token] <= -16:
                cite = -16 - words[token]
                first = runs[cite >> 1] + (cite & 1)
                for place in range(first, runs[(cite >> 1) + 1]):
                    spelled[count] = cited[place]
                    between[count] = gaps[token] if place == first else np.uint16(1024)
                    count += 1
                continue
            if words[token] < 0:
                spelled[count], between[count] = written[-1 - words[token]], gaps[token]
                count += 1
                continue
            for place in range(starts[words[token]], starts[words[token] + 1]):
                spelled[count] = flat[place]
                between[count] = gaps[token] if place == starts[words[token]] else np.uint16(1024)
                count += 1
        cuts[text + 1] = count
        for at in range(cuts[text], count):
            if flags[spelled[at]] & 768:
                spelled[at] = _meant(spelled, between, at, cuts[text], count, flags, unsure)
            elif (
                (spelled[at] == unsure[7] or (spelled[at] == unsure[9] and not between[at] & 2))  # "D 12"; but ":D 12"
                and at + 1 < count
                and flags[spelled[at + 1]] & 128
            ):  # "Đ 12"; but "500 đ 2 lần"
                if at == cuts[text] or between[at] & 0x1FF or not flags[spelled[at - 1]] & 128:
                    spelled[at] = unsure[8]
            elif spelled[at] == unsure[11] and at > cuts[text] and not between[at] & 0x1FF:  # "8 h"
                if flags[spelled[at - 1]] & 128:
                    spelled[at] = unsure[12]
    return spelled, between, cuts


@uncounted
def _meant(spelled: Any, between: Any, at: int, start: int, end: int, flags: Any, unsure: Any) -> Any:
    """What "k" or "tr" means between its neighbors."""
    counts = at > start and flags[spelled[at - 1]] & 128 and not between[at] & 0x1FF
    numbered = at + 1 < end and flags[spelled[at + 1]] & 128
    if spelled[at] == unsure[0]:
        if counts and at - 1 > start and flags[spelled[at - 2]] & 16 and not between[at - 1] & 0x1FF:  # "Điều 5 k 2"
            counts = spelled[at - 2] == unsure[2] or spelled[at - 2] == unsure[10]
        return unsure[3] if counts else (unsure[2] if numbered else unsure[4])
    return unsure[5] if counts else (unsure[6] if numbered else unsure[1])
