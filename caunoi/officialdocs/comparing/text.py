"""Text as it is compared: one spelling, single spaces, and the stretches that carry a tag."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from caunoi.officialdocs.readers.cleaning import tidy

_TOKEN = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d+(?:[.,]\d+)*%?|\w+|\.{3}|[^\w\s]")
_NUMBER = re.compile(r"\d.*")
_ALIKE = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "…": "...",
})  # fmt: skip


@dataclass(frozen=True)
class Tag:
    """The letters from ``start`` to ``end`` (not included) stand in a control."""

    start: int
    end: int
    name: str


@dataclass(frozen=True)
class Token:
    """A word, number or mark with the space before it; ``key`` is what is compared."""

    text: str
    gap: str
    start: int
    key: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_number(self) -> bool:
        return _NUMBER.fullmatch(self.text) is not None


def settle(pieces: Iterable[tuple[str, str]]) -> tuple[str, tuple[Tag, ...]]:
    """(text, tag) pieces as one clean text and its tags. Line feeds stay; a stretch that a program tore apart is one again."""
    text = ""
    tags: list[Tag] = []
    for raw, name in pieces:
        said = "\n".join(map(tidy, raw.split("\n")))
        said = said.lstrip(" ") if not text or text[-1] in " \n" else said
        start, text = len(text), text + said
        if name and tags and tags[-1].name == name and tags[-1].end == start:
            tags[-1] = Tag(tags[-1].start, len(text), name)
        elif name:
            tags.append(Tag(start, len(text), name))
    end = len(text.rstrip())
    return text[:end], tuple(Tag(min(one.start, end), min(one.end, end), one.name) for one in tags)


def tokens(text: str) -> list[Token]:
    """The text taken apart; all of it but the space at its end is in the tokens."""
    found, end = [], 0
    for match in _TOKEN.finditer(text):
        found.append(Token(match[0], text[end : match.start()], match.start(), match[0].translate(_ALIKE)))
        end = match.end()
    return found


def key_of(text: str) -> str:
    """Equal for texts that differ in spaces, quotation marks and dashes alone."""
    return " ".join(token.key for token in tokens(text))
