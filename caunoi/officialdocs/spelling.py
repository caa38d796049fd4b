"""How Vietnamese words are written: case, placing of tone marks, ends of sentences. Offsets survive ``fold``."""

import re
import unicodedata
from functools import lru_cache

# Both placings of the tone mark are in use (hoá/hóa, uỷ/ủy, khoẻ/khỏe); one is made the other, letter for letter.
_OLD_TONES = {
    first + pair[0]: pair[1] + second
    for first, second, pairs in (
        ("o", "a", ("áó", "àò", "ảỏ", "ãõ", "ạọ")),
        ("o", "e", ("éó", "èò", "ẻỏ", "ẽõ", "ẹọ")),
        ("u", "y", ("ýú", "ỳù", "ỷủ", "ỹũ", "ỵụ")),
    )
    for pair in pairs
}
_OLD_TONE = re.compile("(?<!q)(?:" + "|".join(_OLD_TONES) + r")(?!\w)")  # "quý", "hoàn" are written one way
_LONGEST_TITLE = 600  # no title line is longer
_END = re.compile(r"[.!?…;:][”\"’'»)\]]*$")
_FULL_STOP = re.compile(r"[.!?…]/?\.?[”\"’'»)\]]*$")
_DECORATION = re.compile(r"^[\s\-–—_=*~.·•#|]*$")


def clean(text: str) -> str:
    """NFC, one line, single spaces, no surrounding space, no bold marks; look-alikes (``Ð``, no-break space) made plain."""
    text = unicodedata.normalize("NFC", text).replace("Ð", "Đ").replace("\u00ad", "").replace("**", "")
    return " ".join(text.replace("\u200b", "").replace("\ufeff", "").split())


@lru_cache(maxsize=8192)
def fold(text: str, *, squeeze: bool = True) -> str:
    """Lower case with one placing of tone marks; keeps every offset unless ``squeeze`` has spaces to merge."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    lowered = _OLD_TONE.sub(lambda match: _OLD_TONES[match.group()], lowered)
    return " ".join(lowered.split()) if squeeze else lowered


def bare(text: str) -> str:
    """Text without any Vietnamese mark."""
    letters = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def is_decoration(text: str) -> bool:
    """A rule, a row of stars, an empty line: a paragraph that carries no word."""
    return _DECORATION.match(text) is not None


def is_upper(text: str) -> bool:
    """Mostly capitals: what a chapter title or a title line looks like."""
    if len(text) > _LONGEST_TITLE:
        return False
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 2 and sum(letter.isupper() for letter in letters) >= 0.85 * len(letters)


def begins_lower(text: str) -> bool:
    first = next((letter for letter in text if not letter.isspace()), "")
    return first.islower()


def is_ended(text: str) -> bool:
    """Ends with a mark that closes a sentence or a list item."""
    return _END.search(text[-12:]) is not None


def is_full_stopped(text: str) -> bool:
    return _FULL_STOP.search(text[-12:]) is not None


def has_open_bracket(text: str) -> bool:
    return text.count("(") > text.count(")") or text.count("“") > text.count("”")
