"""Noise on the whole text: case, spaces, encodings."""

import re
from random import Random

_GAP = re.compile(r"(?<=[,;]) (?!\d)")
_PERCENT = re.compile(r"(?<=\d)%")


def recased(text: str, rng: Random) -> str:
    kind = int(rng.random() * 4)
    if kind == 0:
        return text.upper()
    if kind in {1, 2}:
        return text.lower()
    return text[:1].lower() + text[1:]


def respaced(text: str, rng: Random, *, several: bool) -> str:
    """Spaces doubled, missing behind a comma, unbreakable; a line broken, unless a line break would look like a new part."""
    kind = int(rng.random() * 7)
    gaps = [at for at, letter in enumerate(text) if letter == " "]
    if not gaps:
        return text + " "
    at = gaps[int(rng.random() * len(gaps))]
    if kind == 0:
        return f"{text[:at]}  {text[at + 1 :]}"
    if kind == 1:
        return _GAP.sub("", text)
    if kind == 2:
        return f"{text[:at]}\u00a0{text[at + 1 :]}"
    if kind == 3:
        return f" {text}\n"
    if kind == 4:
        return _PERCENT.sub(" %", text.replace(", ", " , "))
    if kind == 5 and not several and text[at + 1 : at + 2].islower():
        return f"{text[:at]}\n{text[at + 1 :]}"
    return text.replace(" ", "  ")
