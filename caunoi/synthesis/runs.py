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
    CLOSING_HEAD,
    CLOSING_TAIL,
    CONSENT,
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
    OPENING_HEAD,
    OPENING_TAIL,
    PHONE,
    POST,
    PROPOSAL,
    RIDER,
    ROLE,
    SAYS,
    SECTION_TITLE,
    SIGNED_BY,
    SPEAKER,
    TITLE,
)
from caunoi.synthesis.trie import Trie, build
from caunoi.synthesis.words import Lexicon, normalise, vocabulary

GAP: Final = (
    # Any words: up to a colon ("… xin phát biểu", "xin gửi ý kiến của …"), to the end ("đoàn viên công đoàn …"), or inside a
    # sentence that is no opinion ("thay mặt … tôi xin có đôi lời").
    "…"
)
KINDS: Final = {"opening": OPENING, "closing": CLOSING, "filler": FILLER_RUN, "joiner": JOINER, "lead": LEAD_RUN}
_GAPPED: Final = {"opening": FIRST_OF_OPENING, "closing": FIRST_WORDS}
_FRAMING: Final = {"opening": (OPENING_HEAD, OPENING_TAIL), "closing": (CLOSING_HEAD, CLOSING_TAIL)}

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
    "consents": CONSENT,
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


def trie_of(phrases: Iterable[Phrase], lexicon: Lexicon, titles: Iterable[str] = ()) -> Trie:
    """The trie of what is built in, what was approved, and the titles of the draft; the lexicon grows by the words of all."""
    kinds: dict[tuple[int, ...], int] = {}
    wanted = [(text, kind) for name, kind in _BUILT_IN.items() for text in vocabulary(name)]
    doings = vocabulary("doings")
    wanted += [(what, ROLE) for what in doings]
    wanted += [(f"{who} {what}", NAMING) for who in vocabulary("introducers") for what in doings]
    wanted += [run for phrase in phrases for run in _runs_of(phrase)]
    wanted += [(said, SECTION_TITLE) for title in titles for said in (title, f"về {title}")]
    for text, kind in wanted:
        run = skeleton(text, lexicon)
        if run:
            kinds[run] = kinds.get(run, 0) | kind
    return build(kinds, len(lexicon))


def _runs_of(phrase: Phrase) -> list[tuple[str, int]]:
    """The runs of words that a phrase is, or that begin and end it, and their kinds."""
    if phrase.kind not in _GAPPED:
        return [(phrase.text, KINDS[phrase.kind])]
    head, gap, tail = phrase.text.partition(GAP)
    if head.strip() and tail.strip():
        return list(zip((head, tail), _FRAMING[phrase.kind], strict=True))
    if head.strip():
        return [(head, (_GAPPED if gap else KINDS)[phrase.kind])]
    return [(tail, LAST_WORDS)]
