"""Writes text as the fonts of before 2003 held it, so that reading such files can be tested.

TCVN3 (ABC, ".VnTime") has no bytes for toned capitals: typists and converters leave the small letter. VNI
("VNI-Times") writes the base letter and then a mark. The tables are the national standard TCVN 5712:1993 and
VNI's published chart; they are written here apart from the reader's tables, so that one can catch the other's slip.
"""

import unicodedata

_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")  # none, huyền, hỏi, ngã, sắc, nặng

_TCVN3_ROWS = {
    "a": "61 B5 B6 B7 B8 B9",
    "ă": "A8 BB BC BD BE C6",
    "â": "A9 C7 C8 C9 CA CB",
    "e": "65 CC CE CF D0 D1",
    "ê": "AA D2 D3 D4 D5 D6",
    "i": "69 D7 D8 DC DD DE",
    "o": "6F DF E1 E2 E3 E4",
    "ô": "AB E5 E6 E7 E8 E9",
    "ơ": "AC EA EB EC ED EE",
    "u": "75 EF F1 F2 F3 F4",
    "ư": "AD F5 F6 F7 F8 F9",
    "y": "79 FA FB FC FD FE",
}
_TCVN3_CAPITALS = {"Ă": 0xA1, "Â": 0xA2, "Ê": 0xA3, "Ô": 0xA4, "Ơ": 0xA5, "Ư": 0xA6, "Đ": 0xA7, "đ": 0xAE}

_VNI_PLAIN_MARKS = ("", "ø", "û", "õ", "ù", "ï")
_VNI_CIRCUMFLEX_MARKS = ("â", "à", "å", "ã", "á", "ä")
_VNI_BREVE_MARKS = ("ê", "è", "ú", "ü", "é", "ë")
_VNI_ROWS: dict[str, tuple[str, tuple[str, ...]]] = {
    "a": ("a", _VNI_PLAIN_MARKS),
    "e": ("e", _VNI_PLAIN_MARKS),
    "o": ("o", _VNI_PLAIN_MARKS),
    "u": ("u", _VNI_PLAIN_MARKS),
    "â": ("a", _VNI_CIRCUMFLEX_MARKS),
    "ê": ("e", _VNI_CIRCUMFLEX_MARKS),
    "ô": ("o", _VNI_CIRCUMFLEX_MARKS),
    "ă": ("a", _VNI_BREVE_MARKS),
    "ơ": ("ô", _VNI_PLAIN_MARKS),
    "ư": ("ö", _VNI_PLAIN_MARKS),
    "i": ("", ("i", "ì", "æ", "ó", "í", "ò")),
    "y": ("", ("y", "yø", "yû", "yõ", "yù", "î")),
}


def _toned(base: str, tone: str) -> str:
    return unicodedata.normalize("NFC", base + tone)


def _tcvn3_table() -> dict[str, bytes]:
    table = {letter: bytes([code]) for letter, code in _TCVN3_CAPITALS.items()}
    for base, row in _TCVN3_ROWS.items():
        for tone, code in zip(_TONES, bytes.fromhex(row), strict=True):
            letter = _toned(base, tone)
            if not letter.isascii():
                table[letter] = bytes([code])
                table.setdefault(letter.upper(), bytes([code]))
    return table


def _vni_table() -> dict[str, str]:
    table = {"đ": "ñ", "Đ": "Ñ"}
    for base, (stem, marks) in _VNI_ROWS.items():
        for tone, mark in zip(_TONES, marks, strict=True):
            letter = _toned(base, tone)
            table[letter] = stem + mark
            table[letter.upper()] = (stem + mark).upper()
    return table


def to_tcvn3(text: str) -> bytes:
    """The bytes of a TCVN3 file; characters outside the table go as Windows-1252 has them."""
    table = _tcvn3_table()
    return b"".join(table.get(letter) or letter.encode("cp1252") for letter in unicodedata.normalize("NFC", text))


def to_vni(text: str) -> str:
    """VNI text as it looks when its bytes are taken for Windows-1252."""
    table = _vni_table()
    return "".join(table.get(letter, letter) for letter in unicodedata.normalize("NFC", text))
