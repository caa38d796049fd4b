"""Tokens to words: every token in the words that it means, short divisions in full, "k" and "tr" as their neighbors say."""

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis import citations
from caunoi.synthesis.compiled import compiled
from caunoi.synthesis.tokens import Tokens
from caunoi.synthesis.words import Lexicon

_ONSETS = "c ch d đ g gh h kh l m n ng ngh nh p ph q qu r s t th tr v x"  # "k" may be không
ONSETS: Final = frozenset(_ONSETS.split())


class Stream(NamedTuple):
    """Words of every text in their one spelling: numbers of a lexicon, what stood before each, cut by text."""

    words: npt.NDArray[np.int32]
    gaps: npt.NDArray[np.uint16]
    offsets: npt.NDArray[np.int64]
    endings: npt.NDArray[np.uint16]


def spell_out(tokens: Tokens, lexicon: Lexicon) -> Stream:
    """Every token in the words that it means ("cđcs" is four): the lexicon grows by those that are new."""
    tokens = _undotted(tokens)
    spelled = [lexicon.spelled(word) for word in tokens.types]
    flat = np.array([word for words in spelled for word in words], np.int32)
    starts = np.cumsum([0, *map(len, spelled)])
    unsure = (
        lexicon.number("k"),
        lexicon.number("tr"),
        lexicon.number("khoản"),
        lexicon.number("nghìn"),
        lexicon.number("không"),
        lexicon.number("triệu"),
        lexicon.number("trang"),
        lexicon.number("đ"),
        lexicon.number("điều"),
    )
    words, gaps, offsets = _spell(
        tokens.words, tokens.gaps, tokens.offsets, flat, starts, lexicon.flags, np.array(unsure, np.int32)
    )
    return Stream(words, gaps, offsets, tokens.endings)


def _undotted(tokens: Tokens) -> Tokens:
    """Divisions written short with a point ("ph.II, m.3", "kh.1 đ.2") in full; "d. 20 ngày" is an item of a list.

    The point inside a word written short ("đ.vị", "tr.nhiệm") is no stop.
    """
    if ONSETS.isdisjoint(tokens.types):
        return tokens
    types = [*tokens.types, *citations.KINDS, "đ"]
    divisions = np.array([len(tokens.types) + citations.DOTTED.get(word, -1) for word in types], np.int32)
    divisions[[word not in citations.DOTTED for word in types]] = -1
    values = np.array([citations.value_of(word) for word in types], np.int32)
    digits = np.array([word[0].isdigit() for word in types], np.bool_)
    shorts = np.array([word in ONSETS for word in types], np.bool_)
    locators = np.array([citations.kind_of(word) >= 0 for word in types], np.bool_)
    letters = np.array([len(word) == 1 for word in types], np.bool_)
    ds = np.array(
        [types.index(letter) if letter in types else -1 for letter in ("c", "d", "đ")] + [len(types) - 1], np.int32
    )
    words, gaps = tokens.words.copy(), tokens.gaps.copy()
    _undot(words, gaps, tokens.offsets, divisions, values, digits, shorts, letters, locators, ds)
    return tokens._replace(types=types, words=words, gaps=gaps)


@compiled
def _undot(
    words: Any,
    gaps: Any,
    offsets: Any,
    divisions: Any,
    values: Any,
    digits: Any,
    shorts: Any,
    letters: Any,
    locators: Any,
    ds: Any,
) -> None:
    for text in range(len(offsets) - 1):
        counted, listed = -1, False  # the number behind the division before; whether an item "c." stood
        for at in range(offsets[text], offsets[text + 1] - 1):
            if not gaps[at + 1] & 8:
                continue
            behind = at > offsets[text] and not gaps[at] & 0x1FF  # a word stands right before
            if behind and digits[words[at - 1]] and counted != at - 1:  # "20 m. 5", "500 đ. đề nghị"
                continue
            division, after = divisions[words[at]], at + 2
            # Behind another division it is one whatever follows.
            ends = after == offsets[text + 1] or (gaps[after] & 0x1FF) != 0 or divisions[words[after]] >= 0
            if division >= 0 and values[words[at + 1]] != 0 and (ends or counted == at - 1):
                words[at], gaps[at + 1], counted = division, np.uint16(0), at + 1
            elif shorts[words[at]] and gaps[at + 1] == 8 and not digits[words[at + 1]]:
                opens, letter = (gaps[at] & 0x3C) != 0, words[at]
                if letter == ds[0]:
                    listed = listed or opens
                elif opens and letters[letter] and (listed or (letter != ds[1] and letter != ds[2])):  # "l. đề nghị"
                    continue
                elif not (behind and locators[words[at - 1]]):  # "điểm d. đề nghị"
                    gaps[at + 1] = np.uint16(0)
                    if letter == ds[1]:
                        words[at] = ds[3]


@compiled
def _spell(words: Any, gaps: Any, offsets: Any, flat: Any, starts: Any, flags: Any, unsure: Any) -> Any:
    total = 0
    for token in range(len(words)):
        total += starts[words[token] + 1] - starts[words[token]]
    spelled, between = np.empty(total, np.int32), np.empty(total, np.uint16)
    cuts = np.zeros(len(offsets), np.int64)
    count = 0
    for text in range(len(offsets) - 1):
        for token in range(offsets[text], offsets[text + 1]):
            for place in range(starts[words[token]], starts[words[token] + 1]):
                spelled[count] = flat[place]
                between[count] = gaps[token] if place == starts[words[token]] else np.uint16(1024)
                count += 1
        cuts[text + 1] = count
        for at in range(cuts[text], count):
            if spelled[at] == unsure[0]:  # k
                if at > cuts[text] and flags[spelled[at - 1]] & 128 and not between[at] & 0x1FF:
                    spelled[at] = unsure[3]
                elif at + 1 < count and flags[spelled[at + 1]] & 128:
                    spelled[at] = unsure[2]
                else:
                    spelled[at] = unsure[4]
            elif (
                spelled[at] == unsure[1]
                and at > cuts[text]
                and flags[spelled[at - 1]] & 128
                and not between[at] & 0x1FF
            ):
                spelled[at] = unsure[5]
            elif spelled[at] == unsure[1] and at + 1 < count and flags[spelled[at + 1]] & 128:
                spelled[at] = unsure[6]
            elif (
                spelled[at] == unsure[7] and at + 1 < count and flags[spelled[at + 1]] & 128
            ):  # "Đ 12"; but "500 đ 2 lần"
                if at == cuts[text] or between[at] & 0x1FF or not flags[spelled[at - 1]] & 128:
                    spelled[at] = unsure[8]
    return spelled, between, cuts
