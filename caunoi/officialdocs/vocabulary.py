"""The words the readers look for, kept as data (``data/vocab_*.toml``) so that an officer can extend them without code.

Every list is matched on ``fold``-ed text, so its entries may be written in any case and with either placing of the tone mark.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from caunoi.officialdocs.spelling import bare, fold


@cache
def load(name: str) -> dict[str, Any]:
    """The file ``data/vocab_<name>.toml``; read once."""
    source = files("caunoi.officialdocs").joinpath("data", f"vocab_{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """The list ``key`` of the file ``name``, as written there."""
    return tuple(load(name)[key])


@cache
def phrases(name: str, key: str) -> re.Pattern[str]:
    """One pattern for any phrase of a list, longest first, as whole words of folded text."""
    ordered = sorted({fold(word) for word in words(name, key)}, key=len, reverse=True)
    body = "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered)
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)")


@cache
def patterns(name: str, key: str) -> re.Pattern[str]:
    """One pattern for any regular expression of a list; the expressions are folded as the text is."""
    return re.compile("|".join(f"(?:{fold_pattern(word)})" for word in words(name, key)))


@cache
def bare_patterns(name: str, key: str) -> re.Pattern[str]:
    """The same expressions without Vietnamese marks, for text whose marks cannot be relied on."""
    return re.compile(bare(patterns(name, key).pattern))


def fold_pattern(expression: str) -> str:
    """Fold the letters of a regular expression and leave its escapes (``\\S``, ``\\W``) alone."""
    parts = re.split(r"(\\.|\(\?P<\w+>)", expression)
    return "".join(part if part.startswith(("\\", "(?P")) else fold(part, squeeze=False) for part in parts)
