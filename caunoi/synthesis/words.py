"""What one word of an opinion means to the grouping: its one spelling, its skeleton without marks, what is never repaired.

A word is looked at once, however often it stands in the texts: a million opinions are made of some ten thousand different words.
Abbreviations are those in daily use in trade-union offices and in messages on the phone.
"""

import re
import tomllib
from array import array
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.growing import Growing
from caunoi.synthesis.numerals import amount, number
from caunoi.synthesis.proposing import proposing_code
from caunoi.synthesis.syllables import from_keyboard, is_marked, is_stripped, lacks_tone, parse, plain, run_together

NUMBER: Final = 1  # digits, or a number in words: never repaired, always equal
NEGATION: Final = 2  # không, chưa …: never repaired, always equal
INVALID: Final = 4  # no Vietnamese syllable
MARKED: Final = 8  # carries a mark: typed with a Vietnamese keyboard
LOCATOR: Final = 16  # điều, khoản, mục …: never repaired
FUNCTION: Final = 32  # says nothing of the matter by itself
FILLER: Final = 64  # may stand or fall without changing anything
DIGITS: Final = 128  # digits only
SURNAME: Final = 1024  # may begin a signature
PREPOSITION: Final = 2048  # tại, ở, về …: goes with the citation that follows
LEAD: Final = 4096  # goes with the citation that follows where it opens the sentence: "góp ý", "đối với"
MIDDLE_NAME: Final = 8192
ORDINAL: Final = 16384  # "số", "thứ": between a division and its number
KEPT: Final = 32768  # a filler that stays in its place, for without its mark it is another word: "thì"
UNSURE_K: Final = 256  # "k": không, khoản or nghìn, as its neighbors say
UNSURE_TR: Final = 512  # "tr": triệu after a number

_VOCABULARY: Final = tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text(encoding="utf-8"))
_CONSENTS: Final = [
    words
    for run in _VOCABULARY["consents"]
    for words in (tuple(run.split()), tuple(plain(word) for word in run.split()))
]
_DENIED: Final = {
    f"{denial}{words[0]}": ("không", words[0])
    for words in _CONSENTS
    for denial in ("k", "ko")
    if parse(f"{denial}{words[0]}") is None  # but "khoan" is khoản
}
# Abbreviations in full, and a yes or a no typed without its space: "đồngý", "dongy", "knhất trí".
_WRITTEN: Final = (
    {"".join(words): words for words in _CONSENTS}
    | _DENIED
    | {short: tuple(long.split()) for short, long in _VOCABULARY["abbreviations"].items()}
)

_DIGITS_THEN_LETTERS = re.compile(r"(\d[\d.,]*)([^\d\W]+)")
_LOCATOR_AND_DIGITS = re.compile(r"(k|đ|d|đ|m|p|c|tr)\.?(\d+)")
# "đ5k2", "k2đ5", "pII"
_TWO_LOCATORS = re.compile(r"(?:[đd]\d{1,3}k|k\d{1,3}[đd])\d{1,3}|p(?:ii|iii|iv)")
_EACH_LOCATOR = re.compile(r"(k|đ|d|m|p|c|tr)\.?(\d+|i+v?)")
_LETTERS_THEN_DIGITS = re.compile(r"([^\W\d_]+)(\d[\d.,]*)")
_DIVISION_AND_DIGITS = re.compile(r"(phần|chương|mục|điều|khoản|điểm|trang|phan|chuong|muc|dieu|khoan|diem)(\d+)")
_LOCATOR_OF = {"k": "khoản", "đ": "điều", "d": "điều", "m": "mục", "p": "phần", "c": "chương", "tr": "trang"}
_THREE_ALIKE = re.compile(r"([^\W\d_])\1{2,}")
_ROMAN = re.compile(r"p?[ivx]+")  # "iii", "piii" (phần III)
_ROMAN_NUMERAL = re.compile(r"x?(?:i{1,3}|iv|vi{0,3}|ix)")
_GLUED_DENIAL = re.compile(r"(không|khong|ko|hông|hok|hổng|chưa|chua|chẳng|nỏ|đừng|đưng|dung)([^\W\d_]{2,})")
_UNITS = {"k": "nghìn", "tr": "triệu", "trđ": "triệu", "đ": "đồng", "d": "đồng", "t": "tỉ", "h": "giờ"}


def vocabulary(name: str) -> list[str]:
    """A list of runs of words of ``vocabulary.toml``."""
    return list(_VOCABULARY[name])


def _spelled(words: str) -> frozenset[str]:
    return frozenset(spell(word) for word in words.split())


def _either(words: str) -> frozenset[str]:
    """With and without their marks."""
    return _spelled(words) | {plain(word) for word in _spelled(words)}


@lru_cache(maxsize=1 << 16)
def spell(word: str) -> str:
    """The one spelling of a word in lower case; a word that is no syllable stays as it is."""
    syllable = parse(word)
    return str(syllable) if syllable else word


@lru_cache(maxsize=1 << 18)
def normalise(word: str) -> tuple[str, ...]:
    """The words that one written word in lower case means, each in its one spelling.

    ``"cđcs"`` → ``công đoàn cơ sở``; ``"k3"`` → ``khoản 3``; ``"2tr"`` → ``2 triệu``; ``"ddaafu"`` → ``đầu``.
    """
    if word == "%":
        return ("phần", "trăm")
    if len(set(word)) < len(word) - 1 and not _ROMAN.fullmatch(word):
        word = _THREE_ALIKE.sub(r"\1", word)  # "quáááá"
    if word[0].isdigit():
        return _from_digit(word)
    if word in _WRITTEN:
        return tuple(spell(part) for part in _WRITTEN[word])
    if parse(word):
        return (spell(word),)
    numbered = (
        not word.isalpha()
    )  # most words are no syllable because of a slip: they are asked no more than they need be
    glued = _DIVISION_AND_DIGITS.fullmatch(word) if numbered else None
    if glued:
        return (spell(glued[1]), number(glued[2]))
    if (numbered and _LOCATOR_AND_DIGITS.fullmatch(word)) or _TWO_LOCATORS.fullmatch(word):
        return tuple(
            said for short, value in _EACH_LOCATOR.findall(word) for said in (_LOCATOR_OF[short], number(value))
        )
    return _from_no_syllable(word)


def _from_no_syllable(word: str) -> tuple[str, ...]:
    """Of a word that the keyboard left half-typed, or several without their spaces; else the word itself."""
    scanned = word.replace("0", "o") if "0" in word and len(word) > 2 else ""
    if scanned.isalpha() and parse(scanned):  # a scan takes the letter for the figure: "và0", "ch0"
        return (spell(scanned),)
    typed = from_keyboard(word)
    glued = None if word.isalpha() else _LETTERS_THEN_DIGITS.fullmatch(word)
    if glued and not (typed and glued[1].replace("đ", "").isascii()):  # "bậc2": no key of VNI, a number
        return (*normalise(glued[1]), number(glued[2]))
    if typed:
        return (str(typed),)
    denied = _GLUED_DENIAL.fullmatch(word)
    if denied and (parse(denied[2]) or is_stripped(denied[2])):  # "nỏđồng ý" is no slip of "đồng ý"
        return (*normalise(denied[1]), spell(denied[2]))
    return tuple(spell(piece) for piece in run_together(word)) or (word,)


def _from_digit(word: str) -> tuple[str, ...]:
    counted = _DIGITS_THEN_LETTERS.fullmatch(word)
    if counted:
        unit = (_UNITS[counted[2]],) if counted[2] in _UNITS else normalise(counted[2])
        return (*(amount(counted[1]) if unit == ("đồng",) else (number(counted[1]),)), *unit)
    return amount(word) if all(letter.isdigit() or letter in ".," for letter in word) else (word,)


_KINDS: Final = (
    (_spelled(_VOCABULARY["numbers"]), NUMBER),
    (_spelled(_VOCABULARY["negations"]), NEGATION),
    (_spelled(_VOCABULARY["locators"]), LOCATOR),
    (_spelled(_VOCABULARY["fillers"]), FILLER),
    (_spelled(_VOCABULARY["kept_fillers"]), KEPT),
    (_either(_VOCABULARY["surnames"]) - _spelled(_VOCABULARY["no_surnames"]), SURNAME),
    (_either(_VOCABULARY["middle_names"]), MIDDLE_NAME),
    (_either(_VOCABULARY["prepositions"]), PREPOSITION),
    (_either(_VOCABULARY["leads"]), LEAD),
    (_either(_VOCABULARY["functions"]), FUNCTION),
    (frozenset(("số", "thứ", "so", "thu")), ORDINAL),
)
_FOREIGN: Final = frozenset(_VOCABULARY["foreign"].split())  # no syllables, and words all the same
_KINDS_OF: Final = {  # every word of a list, and all that it is
    word: sum(kind for words, kind in _KINDS if word in words) for listed, _kind in _KINDS for word in listed
}
_ALWAYS: Final = (  # asked for by name
    "k tr khoản nghìn không triệu đồng phần người lần ngày tháng năm giờ tỷ buổi và trang số thứ đ điều nhất tư ý dong"
)


class _Look(NamedTuple):
    flags: int
    plain: str
    hashed: int
    proposing: int


@lru_cache(maxsize=1 << 18)
def _look_at(word: str) -> _Look:
    """What is known of a word by itself: it is met in one piece of the texts after another."""
    hashed = int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")
    flags = MARKED if is_marked(word) else 0
    if word[0].isdigit():
        flags |= NUMBER | DIGITS | (FUNCTION if word == "100" else 0)  # "100% đồng ý"
        return _Look(flags, plain(word), hashed, 0)
    flags |= {"k": UNSURE_K, "tr": UNSURE_TR}.get(word, 0)
    if not (parse(word) or word in _FOREIGN) or lacks_tone(word):
        flags |= NUMBER if len(word) > 1 and _ROMAN_NUMERAL.fullmatch(word) else INVALID
    proposing = proposing_code(word, invalid=flags & INVALID != 0)
    return _Look(flags | _KINDS_OF.get(word, 0), plain(word), hashed, proposing)


class _Looks(NamedTuple):
    """What is known of words, by their numbers."""

    flags: npt.NDArray[np.uint16]
    plain: npt.NDArray[np.int32]
    hashes: npt.NDArray[np.uint64]
    skeletons: npt.NDArray[np.uint64]
    proposing: npt.NDArray[np.uint16]


class Lexicon:
    """Every word met, numbered in the order met: the number lives in one process and stands in no result.

    ``flags`` (uint16), ``plain`` (int32: the number of the word's skeleton), ``hashes`` (uint64: the same in every process) and
    ``skeletons`` (the hashes of the skeletons), ``proposing`` (uint16: ``proposing_code``) are arrays by word number, not to be
    written to.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._spelled: dict[str, list[int]] = {}
        self.words: list[str] = []
        self._flags = array("H")
        self._plain = array("i")
        self._hashes = array("Q")
        self._proposing = array("H")
        self._grown = (
            Growing(np.empty(0, np.uint16)), Growing(np.empty(0, np.int32)), Growing(np.empty(0, np.uint64)),
            Growing(np.empty(0, np.uint64)), Growing(np.empty(0, np.uint16)),
        )  # fmt: skip
        self._known = self._looks()
        self.add_all(_ALWAYS.split())

    def __len__(self) -> int:
        return len(self.words)

    def add(self, word: str) -> int:
        """The number of a word in its one spelling, its skeleton numbered with it."""
        known = self._numbers.get(word)
        if known is not None:
            return known
        place = self._numbers[word] = len(self.words)
        look = _look_at(word)
        self.words.append(word)
        self._flags.append(look.flags)
        self._hashes.append(look.hashed)
        self._proposing.append(look.proposing)
        self._plain.append(place)
        if look.plain != word:
            self._plain[place] = self.add(look.plain)
        return place

    def number(self, word: str) -> int:
        """The number of a word; -1 where it has not been met."""
        return self._numbers.get(word, -1)

    def add_all(self, words: Iterable[str]) -> list[int]:
        return [self.add(word) for word in words]

    def spelled(self, word: str) -> list[int]:
        """The numbers of the words that one written word means."""
        known = self._spelled.get(word)
        if known is None:
            known = self._spelled[word] = self.add_all(normalise(word))
        return known

    def bare(self, number: int) -> str:
        """The skeleton of a word."""
        return self.words[self._plain[number]]

    @property
    def flags(self) -> npt.NDArray[np.uint16]:
        return self._arrays().flags

    @property
    def plain(self) -> npt.NDArray[np.int32]:
        return self._arrays().plain

    @property
    def hashes(self) -> npt.NDArray[np.uint64]:
        return self._arrays().hashes

    @property
    def skeletons(self) -> npt.NDArray[np.uint64]:
        """The hashes of the words' skeletons."""
        return self._arrays().skeletons

    @property
    def proposing(self) -> npt.NDArray[np.uint16]:
        return self._arrays().proposing

    def _arrays(self) -> _Looks:
        """The arrays, grown by the words that have been added since."""
        flags, plain, hashes, skeletons, proposing = self._grown
        known = len(flags)
        if known < len(self.words):
            flags.extend(np.array(self._flags[known:]))
            hashes.extend(np.array(self._hashes[known:]))
            plain.extend(np.array(self._plain[known:]))
            skeletons.extend(hashes.array[plain.array[known:]])
            proposing.extend(np.array(self._proposing[known:]))
            self._known = self._looks()
        return self._known

    def _looks(self) -> _Looks:
        flags, plain, hashes, skeletons, proposing = self._grown
        return _Looks(flags.array, plain.array, hashes.array, skeletons.array, proposing.array)
