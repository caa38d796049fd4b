"""Texts typed in the fonts of the 1990s: TCVN3 (ABC) and VNI, which arrive as Latin letters that mean others.

Sources: TCVN 5712:1993 (VN3) for the first; the VNI-Windows character table of VNI Software for the second.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from caunoi.synthesis.syllables import parse

_TCVN3 = {
    **dict(zip("µ¸¶·¹", "àáảãạ", strict=True)),
    **dict(zip("¨»¾¼½Æ", "ăằắẳẵặ", strict=True)),
    **dict(zip("©ÇÊÈÉË", "âầấẩẫậ", strict=True)),
    **dict(zip("ÌÐÎÏÑ", "èéẻẽẹ", strict=True)),
    **dict(zip("ªÒÕÓÔÖ", "êềếểễệ", strict=True)),
    **dict(zip("×ÝØÜÞ", "ìíỉĩị", strict=True)),
    **dict(zip("ßãáâä", "òóỏõọ", strict=True)),
    **dict(zip("«åèæçé", "ôồốổỗộ", strict=True)),
    **dict(zip("¬êíëìî", "ơờớởỡợ", strict=True)),
    **dict(zip("ïóñòô", "ùúủũụ", strict=True)),
    **dict(zip("\u00adõøö÷ù", "ưừứửữự", strict=True)),
    **dict(zip("úýûüþ", "ỳýỷỹỵ", strict=True)),
    **dict(zip("®¡¢£¤¥¦§", "đĂÂÊÔƠƯĐ", strict=True)),
}
_FROM_TCVN3 = str.maketrans(_TCVN3)
_TONES = ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_VNI_MARKS = {
    **dict(zip("ùøûõï", _TONES, strict=True)),
    "â": "\u0302",
    **dict(zip("áàåãä", ("\u0302" + tone for tone in _TONES), strict=True)),
    "ê": "\u0306",
    **dict(zip("éèúüë", ("\u0306" + tone for tone in _TONES), strict=True)),
}
_VNI_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_BASES = "aeouyôöi"


def _both_cases(table: Iterable[tuple[str, str]]) -> dict[str, str]:
    """As typed in small letters and in capitals; a mark stays the mark that it is."""
    return {typed: meant for keys, letter in table for typed, meant in ((keys, letter), (keys.upper(), letter.upper()))}


_FROM_VNI = _both_cases(_VNI_LETTERS.items()) | {
    base + mark: unicodedata.normalize("NFC", letter + meant)
    for base, letter in _both_cases((base, _VNI_LETTERS.get(base, base)) for base in _VNI_BASES).items()
    for mark, meant in _both_cases(_VNI_MARKS.items()).items()
}
_VNI = re.compile("|".join(sorted(map(re.escape, _FROM_VNI), key=len, reverse=True)))
_SPACES = re.compile(r"(\s+)")
_INSIDE = re.compile("[a-zà-ÿăđĩũơưạ-ỹ][ÀÁÂÃÈÉÊÌÍÐÒÓÔÕÙÚÝ]")  # a capital with a mark inside a word: "NhÊt trÝ"
# Vowels with a mark right behind another vowel, as VNI sets them and no syllable has them: "coù yù kieán".
_BEHIND = "(?i:[aeoy][ùúûõâ]|[ae][áàã]|u[ùúûõ])"
_ODD = re.compile(f"[Ñµ¸¶·¹¨»¾¼½©®¬\u00adªÆËÏÖ×ØÞßåæçëîïñö÷øûüþ]|{_INSIDE.pattern}|{_BEHIND}")


def is_odd(text: str) -> bool:
    """Whether letters stand there that Vietnamese in Unicode has no use for: worth asking ``decode``."""
    return _ODD.search(text) is not None


def decode(text: str) -> str:
    """The text in Unicode, NFC, whichever of the old fonts it was typed in; as it was where it reads best so. O(letters)."""
    text = unicodedata.normalize("NFC", text)
    if not is_odd(text):
        return text
    pieces = _SPACES.split(text)
    typed = [place for place, word in enumerate(pieces) if not word.isascii()]
    read = [_readings(pieces[place]) for place in typed]
    votes = [sum(voted) for voted in zip(*(one.votes for one in read), strict=True)]
    best = votes.index(max(votes))
    for place, word in zip(typed, read, strict=True):
        pieces[place] = word.texts[best]
    return "".join(pieces) if best else text


class _Readings(NamedTuple):
    """One word as it stands, from TCVN3 and from VNI: its letters, and 1 where they are a syllable, else -1."""

    texts: tuple[str, ...]
    votes: tuple[int, ...]


@lru_cache(maxsize=1 << 17)  # the words of a million opinions, half of which are typing errors
def _readings(word: str) -> _Readings:
    read = (word, word.translate(_FROM_TCVN3), _VNI.sub(lambda found: _FROM_VNI[found[0]], word))
    texts = tuple(unicodedata.normalize("NFC", one) for one in read)
    return _Readings(texts, tuple(map(_vote, texts)))


def _vote(word: str) -> int:
    return 1 if parse(word.lower().strip(".,;:!?\"'()")) and not _INSIDE.search(word) else -1
