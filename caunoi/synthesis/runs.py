"""The runs of words that the engine itself knows, and those that an officer approved, as one trie over skeletons."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from caunoi.synthesis.asking import (
    ACT,
    AFTER_PLACE,
    ANSWER,
    BUT,
    CLOSING,
    FIELD,
    FILLER_RUN,
    FIRST_OF_OPENING,
    FIRST_WORDS,
    GREETS,
    HEAD,
    INTRO,
    JOINER,
    LAST_WORDS,
    LEAD_RUN,
    NAMING,
    OPENING,
    PHONE,
    POST,
    PROPOSAL,
    RIDER,
    ROLE,
    SAYS,
    SIGNED_BY,
    SPEAKER,
    TITLE,
)
from caunoi.synthesis.trie import Trie, build
from caunoi.synthesis.words import Lexicon, normalise, vocabulary

GAP: Final = (
    "…"  # any words: up to a colon ("… xin phát biểu", "xin gửi ý kiến của …"), or to the end ("đoàn viên công đoàn …")
)
KINDS: Final = {"opening": OPENING, "closing": CLOSING, "filler": FILLER_RUN, "joiner": JOINER, "lead": LEAD_RUN}
_GAPPED: Final = {"opening": FIRST_OF_OPENING, "closing": FIRST_WORDS}

_BUILT_IN: Final = {
    "joiners": JOINER,
    "proposals": PROPOSAL,
    "heads": HEAD,
    "after_places": AFTER_PLACE,
    "buts": BUT,
    "answers": ANSWER,
    "signed": CLOSING,
    "naming": NAMING,
    "signed_by": SIGNED_BY,
    "riders": RIDER,
    "roles": ROLE,
    "posts": ROLE | POST,
    "phones": PHONE,
    "says": SAYS,
    "introducing": INTRO,
    "fields": FIELD,
    "titles": TITLE,
    "acts": ACT,
    "greets": GREETS,
    "speakers": SPEAKER,
}


@dataclass(frozen=True, order=True)
class Phrase:
    """Words that are no opinion, and their ``kind``: opening, closing, filler, joiner ("mặt khác") or lead ("liên quan đến" and
    a citation)."""

    kind: str
    text: str


def skeleton(text: str, lexicon: Lexicon, *, marks: bool = False) -> tuple[int, ...]:
    """A phrase as it stands in texts: words in their one spelling, without marks unless asked for."""
    words = lexicon.add_all(word for piece in _words(text) for word in normalise(piece))
    if marks:
        return tuple(words)
    plain = lexicon.plain
    return tuple(int(plain[word]) for word in words)


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text.lower().replace("%", " phần trăm ")).split()


def trie_of(phrases: Iterable[Phrase], lexicon: Lexicon) -> Trie:
    """The trie of what is built in and what was approved; the lexicon grows by the words of both."""
    kinds: dict[tuple[int, ...], int] = {}
    wanted = [(text, kind) for name, kind in _BUILT_IN.items() for text in vocabulary(name)]
    wanted += [(phrase.text, _kind_of(phrase)) for phrase in phrases]
    for text, kind in wanted:
        run = skeleton(text, lexicon)
        if run:
            kinds[run] = kinds.get(run, 0) | kind
    return build(kinds, len(lexicon))


def _kind_of(phrase: Phrase) -> int:
    if phrase.text.startswith(GAP):
        return LAST_WORDS
    return (_GAPPED if GAP in phrase.text else KINDS)[phrase.kind]
