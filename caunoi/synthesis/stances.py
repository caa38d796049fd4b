"""What an opinion does: agree, disagree, add, amend, remove, clarify, doubt; other where it only remarks.

Read from its words without marks, by the verb that it begins with; a denied proposal disagrees. The words and the order of the
rules stand in ``stances.toml``.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.compiled import compiled
from caunoi.synthesis.runs import skeleton
from caunoi.synthesis.trie import Trie, build, longest
from caunoi.synthesis.words import Lexicon

STANCES: Final = ("agree", "disagree", "add", "amend", "remove", "clarify", "doubt", "other")
ADD: Final = STANCES.index("add")
AMEND: Final = STANCES.index("amend")
DOUBT: Final = STANCES.index("doubt")
OTHER: Final = STANCES.index("other")
ABSTAIN: Final = len(STANCES)  # has no opinion: a kind of other
PROPOSE: Final = ABSTAIN + 1  # proposes something, in words of its own: a kind of add
_MEANT: Final = (*STANCES, "abstain", "propose", "partly")  # partly: agrees to a part, a kind of other
_SAID_AS: Final = np.array([*range(len(STANCES)), OTHER, ADD, OTHER])

_WORDS: Final[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "stances.toml").read_text(encoding="utf-8"))
_RULES: Final = _WORDS["rules"]
_SUBJECT: Final = 1 << len(
    _RULES
)  # may stand before the verb that a proposal begins with; the rules have the bits below
_IDLE: Final = _SUBJECT << 1  # a run that contains the words of a rule and means something else


def stances_of(
    words: npt.NDArray[np.int32],
    bounds: npt.NDArray[np.int64],
    lexicon: Lexicon,
    asks: npt.NDArray[np.bool_],
    proposes: npt.NDArray[np.bool_],
) -> npt.NDArray[np.int64]:
    """The places among ``STANCES`` of wordings; ``asks``: a question mark ended them, ``proposes``: "đề nghị" stood before them.
    The first rule decides."""
    meant = meant_by(words, bounds, lexicon)
    return np.where(meant >= 0, _SAID_AS[meant], np.where(proposes, ADD, np.where(asks, DOUBT, OTHER)))


def meant_by(words: npt.NDArray[np.int32], bounds: npt.NDArray[np.int64], lexicon: Lexicon) -> npt.NDArray[np.int64]:
    """The places among ``STANCES`` that the words tell, ABSTAIN where there is said to be no opinion, PROPOSE where something is
    proposed in words of its own; -1 where none is told."""
    runs = _trie(lexicon)
    at_head = np.array([rule["at"] == "head" for rule in _RULES], np.bool_)
    means = np.array([_MEANT.index(rule["stance"]) for rule in _RULES], np.int64)
    plain = lexicon.plain
    first = _first_rules(words, bounds, plain, runs, at_head)
    return np.where(first >= 0, means[first], -1)


def stance_of(text: str, *, asks: bool = False) -> str:
    """The stance of one text."""
    lexicon = Lexicon()
    words = np.array(skeleton(text, lexicon, marks=True), np.int32)
    found = stances_of(words, np.array([[0, len(words)]], np.int64), lexicon, np.array([asks]), np.zeros(1, np.bool_))
    return STANCES[int(found[0])]


def _trie(lexicon: Lexicon) -> Trie:
    kinds: dict[tuple[int, ...], int] = {}
    for text, kind in _runs():
        run = skeleton(text, lexicon)
        kinds[run] = kinds.get(run, 0) | kind
    return build(kinds, len(lexicon))


def _runs() -> Iterator[tuple[str, int]]:
    for text in _WORDS["subjects"]:
        yield text, _SUBJECT
    for number, rule in enumerate(_RULES):
        for text in rule["words"]:
            for before in (f"{denial} " for denial in _WORDS["denials"]) if rule.get("denied") else ("",):
                yield before + text, 1 << number
        for text in rule.get("also", ()):  # beside what is denied, words that deny by themselves
            yield text, 1 << number
    for text in _WORDS["idle"]:
        yield text, _IDLE


@compiled
def _first_rules(words: Any, bounds: Any, plain: Any, runs: Any, at_head: Any) -> Any:
    """The number of the first rule that fits each wording, or -1."""
    first = np.full(len(bounds), -1, np.int64)
    longest_form = 0
    for form in range(len(bounds)):
        longest_form = max(longest_form, bounds[form, 1] - bounds[form, 0])
    skeletons = np.empty(longest_form, np.int32)
    firsts = runs[3]
    for form in range(len(bounds)):
        at, end, head, found = 0, bounds[form, 1] - bounds[form, 0], True, 0
        for place in range(end):
            skeletons[place] = plain[words[bounds[form, 0] + place]]
        while at < end:
            if not firsts[skeletons[at]]:
                at, head = at + 1, False
                continue
            length, kind = longest(runs, skeletons, at, end, 2 * _IDLE - 1)
            if length and kind & _IDLE:
                at, head = at + length, False
                continue
            for rule in range(len(at_head)):
                if kind & (1 << rule) and (head or not at_head[rule]):
                    found |= 1 << rule
            if head and kind & _SUBJECT:
                at += length
                continue
            head = False
            at += 1
        for rule in range(len(at_head)):
            if found & (1 << rule):
                first[form] = rule
                break
    return first
