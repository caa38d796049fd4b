"""Text as people search it: without marks, without case."""

import re
import unicodedata

_STROKE = str.maketrans({"đ": "d", "Đ": "D"})


def nfc(text: str) -> str:
    """``text`` in NFC with every run of white space as one space, ends stripped."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def nfc_lines(text: str) -> str:
    """``text`` in NFC with its paragraphs kept: each line as ``nfc`` gives it, no more than one empty line in a row."""
    lines = "\n".join(nfc(line) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def fold(text: str) -> str:
    """Lower case without marks, "đ" as "d": "Đoàn viên" → "doan vien". Folding a folded text changes nothing."""
    bare = unicodedata.normalize("NFD", text.translate(_STROKE).lower())
    return unicodedata.normalize("NFC", "".join(ch for ch in bare if not unicodedata.combining(ch)))
