"""Labels at the head of a paragraph: ``I.`` ``1/`` ``2.1.`` ``(1)`` ``đ)`` ``-`` ``Điều 3.`` and their like.

A label is read as every kind it could be (``C.`` is a letter or a hundred); ``numbering`` decides by the sequence.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

ALPHABET = "abcdđeghiklmnopqrstuvxy"  # the letters that number points (Decree 30/2020/NĐ-CP, annex I)
ENGLISH = "abcdefghijklmnopqrstuvwxyz"
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")


class Kind(IntEnum):
    """Kinds of labels; the value ranks them from the outermost to the innermost, as custom has it."""

    PART = 0
    CHAPTER = 1
    SECTION = 2
    ARTICLE = 3
    UPPER = 4
    ROMAN = 5
    ARABIC = 6
    MULTI = 7
    BRACKET = 8  # "1)"
    RING = 9  # "(1)"
    LETTER = 10
    LOWER_ROMAN = 11
    DASH = 12
    PLUS = 13
    STAR = 14


BULLETS = (Kind.DASH, Kind.PLUS, Kind.STAR)


@dataclass(frozen=True)
class Label:
    """``name`` is what a path shows, ``printed`` what the sheet shows; ``weak`` marks a label without dot or bracket."""

    kind: Kind
    numbers: tuple[int, ...]
    name: str
    printed: str
    weak: bool = False

    @property
    def number(self) -> int:
        return self.numbers[-1] if self.numbers else 0


@dataclass(frozen=True)
class Reading:
    """One way to read a paragraph: its label and the text after it."""

    label: Label
    text: str


def roman_value(text: str) -> int:
    """The value of a Roman numeral, 0 when it is not written as one."""
    total = 0
    for index, letter in enumerate(text):
        value = _ROMAN_VALUES.get(letter, 0)
        following = _ROMAN_VALUES.get(text[index + 1], 0) if index + 1 < len(text) else 0
        total += -value if value < following else value
    return total if total > 0 and to_roman(total) == text else 0


def to_roman(number: int) -> str:
    pairs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    result = ""
    for value, letters in pairs:
        result += letters * (number // value)
        number %= value
    return result


def letter_number(letter: str) -> int:
    """The place of a point's letter; f, j, w, z, which the alphabet lacks, count as in English lists."""
    return ALPHABET.find(letter) + 1 or ENGLISH.find(letter) + 1


def follows(before: "Label", after: "Label") -> bool:
    """Whether ``after`` is the next label of the series of ``before``; letters may run "d, đ, e" or "d, e, f"."""
    if after.kind in (Kind.LETTER, Kind.UPPER):
        pair = (before.name + after.name).lower()
        return len(pair) == 2 and (pair in ALPHABET or pair in ENGLISH)
    return after.numbers[:-1] == before.numbers[:-1] and after.number == before.number + 1


def any_number(text: str) -> int:
    """The value of ``2``, ``II``, ``thứ hai`` or ``hai``; 0 when it is none of them."""
    word = text.strip().lower().removeprefix("thứ").strip()
    if word.isdigit():
        return int(word)
    if word in _ORDINALS:
        return _ORDINALS.index(word) + 1
    return roman_value(text.strip())


_NUMBER_WORDS = r"(?:[IVX]+|\d{1,2}|[Tt]hứ\s+\w+|THỨ\s+\w+)"
_NAMED = {
    Kind.PART: re.compile(rf"^((?:PHẦN|Phần)\s+({_NUMBER_WORDS}))(?:\s*[.:)/–-]\s*|$)"),
    Kind.CHAPTER: re.compile(rf"^((?:CHƯƠNG|Chương)\s+({_NUMBER_WORDS}))(?:\s*[.:)/–-]\s*|$)"),
    Kind.SECTION: re.compile(rf"^((?:MỤC|Mục)\s+({_NUMBER_WORDS}))(?:\s*[.:)/–-]\s*|$)"),
    Kind.ARTICLE: re.compile(r"^((?:ĐIỀU|Điều)\s+(\d{1,3}))(?:\s*[.:)/–-]\s*|$)"),
}
_MULTI = re.compile(r"^(((?:\d{1,2}|[IVX]+)(?:\.\d{1,2}){1,4})(\s?[-–](?=\s)|[.)/:]?))(\s*)(?=\S)")
_ROMAN = re.compile(r"^(([IVXLC]{1,7})\s?([.\-–/):]))\s*(?=\S)")
_ROMAN_WEAK = re.compile(r"^([IVX]{1,6})\s+(?=\S)")
_UPPER = re.compile(r"^(([A-ZĐ])\s?([.\-–/)]))\s*(?=\S)")
_ARABIC = re.compile(r"^((\d{1,2})\s?([./)]))(?:\s+(?=\S)|(?=[^\s\d/.)]))")
_ARABIC_DASH = re.compile(r"^((\d{1,2})\s?[-–])\s?(?=[^\s\d])")
_ARABIC_WEAK = re.compile(r"^(\d{1,2})\s+(?=\S)")
_RING = re.compile(r"^(\((\d{1,2})\)\.?)\s*(?=\S)")
_LETTER = re.compile(r"^(\(?([a-zđ])\s?([.)/]))\s*(?=\S)")
_LOWER_ROMAN = re.compile(r"^(\(?([ivx]{1,6})\s?([.)]))\s*(?=\S)")
_DASH = re.compile(r"^([-–—−‐‑]+)\s*(?=\S)")
_PLUS = re.compile(r"^(\+)\s*(?=\S)")
_STAR = re.compile(r"^([•●▪■□◦·✓✔➢➤♦◆❖○►▶\uf000-\uf0ff]|\*(?!\*))\s*(?=\S)")


def read_labels(text: str) -> tuple[Reading, ...]:
    """Every way to read the head of a paragraph as a label, the likeliest first; empty when there is none."""
    found: list[Reading] = []
    for reader in (_read_named, _read_multi, _read_roman, _read_upper, _read_arabic, _read_point, _read_bullet):
        found.extend(reader(text))
    return tuple(found)


def read_list_label(label: str) -> Label:
    """The label that a word processor supplies; a glyph it draws and we do not know counts as a star bullet."""
    readings = read_labels(f"{label} X")
    if not readings and label[:1].isalnum():
        readings = read_labels(f"{label}. X")
    if readings:
        found = readings[0].label
        return Label(found.kind, found.numbers, found.name, label)
    return Label(Kind.STAR, (), "*", label)


def _read_named(text: str) -> list[Reading]:
    for kind, pattern in _NAMED.items():
        match = pattern.match(text)
        number = any_number(match[2]) if match else 0
        if match and number:
            return [Reading(Label(kind, (number,), match[1], match[0].strip()), text[match.end() :])]
    return []


def _read_multi(text: str) -> list[Reading]:
    match = _MULTI.match(text)
    if not match:
        return []
    rest = text[match.end() :]
    weak = not match[3]
    if (weak and (not match[4] or not rest[0].isupper())) or (not match[4] and rest[0].isdigit()):
        return []
    head, *tail = match[2].split(".")
    numbers = (any_number(head), *(int(part) for part in tail))
    if 0 in numbers:
        return []
    return [Reading(Label(Kind.MULTI, numbers, match[2], match[1], weak), rest)]


def _read_roman(text: str) -> list[Reading]:
    match = _ROMAN.match(text)
    if match and roman_value(match[2]) and not text[match.end() :].startswith("v "):
        return [Reading(Label(Kind.ROMAN, (roman_value(match[2]),), match[2], match[1]), text[match.end() :])]
    weak = _ROMAN_WEAK.match(text)
    if weak and roman_value(weak[1]):
        return [Reading(Label(Kind.ROMAN, (roman_value(weak[1]),), weak[1], weak[1], weak=True), text[weak.end() :])]
    return []


def _read_upper(text: str) -> list[Reading]:
    match = _UPPER.match(text)
    number = letter_number(match[2].lower()) if match else 0
    if match and number and not text[match.end() :].startswith("v "):
        return [Reading(Label(Kind.UPPER, (number,), match[2], match[1]), text[match.end() :])]
    return []


def _read_arabic(text: str) -> list[Reading]:
    ring = _RING.match(text)
    if ring:
        return [Reading(Label(Kind.RING, (int(ring[2]),), ring[2], ring[1]), text[ring.end() :])]
    match = _ARABIC.match(text)
    if match:
        kind = Kind.BRACKET if match[3] == ")" else Kind.ARABIC
        return [Reading(Label(kind, (int(match[2]),), match[2], match[1]), text[match.end() :])]
    dashed = _ARABIC_DASH.match(text)
    if dashed and text[dashed.end()].isupper():
        return [Reading(Label(Kind.ARABIC, (int(dashed[2]),), dashed[2], dashed[1], weak=True), text[dashed.end() :])]
    weak = _ARABIC_WEAK.match(text)
    if weak and text[weak.end()].isupper():
        return [Reading(Label(Kind.ARABIC, (int(weak[1]),), weak[1], weak[1], weak=True), text[weak.end() :])]
    return []


def _read_point(text: str) -> list[Reading]:
    found = []
    match = _LETTER.match(text)
    number = letter_number(match[2]) if match else 0
    if match and number:
        found.append(Reading(Label(Kind.LETTER, (number,), match[2], match[1]), text[match.end() :]))
    lower = _LOWER_ROMAN.match(text)
    value = roman_value(lower[2].upper()) if lower else 0
    if lower and value:
        found.append(Reading(Label(Kind.LOWER_ROMAN, (value,), lower[2], lower[1]), text[lower.end() :]))
    return found


def _read_bullet(text: str) -> list[Reading]:
    for kind, name, pattern in ((Kind.DASH, "-", _DASH), (Kind.PLUS, "+", _PLUS), (Kind.STAR, "*", _STAR)):
        match = pattern.match(text)
        if match:
            return [Reading(Label(kind, (), name, match[1]), text[match.end() :])]
    return []
