"""Texts typed in the fonts of the 1990s: TCVN3 (ABC) and VNI, which arrive as Latin letters that mean others.

Sources: TCVN 5712:1993 (VN3) for the first; the VNI-Windows character table of VNI Software for the second.
"""

import unicodedata
from itertools import pairwise

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
_ODD = frozenset("µ¸¶·¹¨»¾¼½©®¬\u00adªÆËÏÖ×ØÞßåæçëîïñö÷øûüþ")


def is_odd(text: str) -> bool:
    """Whether letters stand there that Vietnamese in Unicode has no use for: worth asking ``decode``."""
    return not _ODD.isdisjoint(text)


def decode(text: str) -> str:
    """The text in Unicode, NFC, whichever of the old fonts it was typed in; as it was where it reads best so."""
    readings = (text, text.translate(_FROM_TCVN3), _from_vni(text))
    return unicodedata.normalize("NFC", max(readings, key=_syllables))


def _from_vni(text: str) -> str:
    read = []
    for before, letter in pairwise(" " + text):
        mark = _VNI_MARKS.get(letter.lower())
        if mark and before.lower() in "aeouyôöi":
            read.append(mark)
        else:
            read.append(_upper_like(letter, _VNI_LETTERS.get(letter.lower(), letter)))
    return "".join(read)


def _upper_like(letter: str, other: str) -> str:
    return other.upper() if letter.isupper() else other


def _syllables(text: str) -> int:
    """How many words of a text are Vietnamese; words with odd letters weigh against it."""
    words = unicodedata.normalize("NFC", text).lower().split()
    return sum(1 if parse(word.strip(".,;:!?\"'()")) else -1 for word in words)
