"""One spelling for every character: NFC, plain spaces and hyphens, nothing invisible."""

import re
import unicodedata

_SPACES = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = dict.fromkeys(
    [
        0x00AD,
        0x034F,
        0x061C,
        0x180E,
        0x2060,
        0xFEFF,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2061, 0x206A),
    ]
)
_CONTROL = dict.fromkeys(code for code in [*range(0x20), *range(0x7F, 0xA0)] if code not in (0x09, 0x0A, 0x0D, 0x85))
_HYPHENS = {0x2010: "-", 0x2011: "-", 0xFFFE: "-", 0x2212: "-"}
_TABLE = {**_INVISIBLE, **_CONTROL, **_HYPHENS}
_COMBINING = re.compile("[\u0300-\u036f]")
_TONES_FIRST = re.compile("([\u0300\u0301\u0303\u0309\u0323])([\u0302\u0306\u031b])")


def compose(text: str) -> str:
    """NFC, also where the tone was typed before the letter's own mark (o + acute + circumflex), and without surrogates."""
    if not text.isascii():
        if _COMBINING.search(text):
            text = _TONES_FIRST.sub(r"\2\1", unicodedata.normalize("NFD", text))
        text = unicodedata.normalize("NFC", text)
        text = text.encode("utf-8", "ignore").decode("utf-8")
    return text


def clean(text: str) -> str:
    """``text`` on one line: NFC, single spaces, plain hyphens, no soft hyphen, zero-width or control character."""
    return tidy(text).strip()


def tidy(text: str) -> str:
    """As ``clean``, with the single spaces at both ends left in place."""
    return _SPACES.sub(" ", compose(text.translate(_TABLE)))


def is_decomposed(text: str) -> bool:
    """Whether a letter is written as base plus combining mark (how some keyboards and macOS save Vietnamese)."""
    return _COMBINING.search(text) is not None


def fold(text: str) -> str:
    """Lower case without marks, for comparing: "ĐỘC LẬP" becomes "doc lap"."""
    stripped = _COMBINING.sub("", unicodedata.normalize("NFD", text))
    return stripped.replace("đ", "d").replace("Đ", "D").lower()
