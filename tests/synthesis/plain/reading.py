"""Texts to tokens, tokens to words, words to runs: one text and one letter at a time."""

from collections.abc import Mapping, Sequence

from caunoi.synthesis import letters as t
from caunoi.synthesis.citations import DOTTED, KINDS, is_letter, kind_of, value_of
from caunoi.synthesis.spelling_out import BESIDE, ONSETS, SECTIONS, UNITS, in_citation
from caunoi.synthesis.words import normalise, vocabulary
from tests.synthesis.plain.counting import in_figures

_CITED = {*"".join(vocabulary("locators")).split()} - {"khoản", "khoan"}
_APART = ~(t.CAPITAL | t.GLUED | t.STROKE)
Token = tuple[str, int]  # a word and what stood before it
_SIGNS = {
    **dict.fromkeys(",", t.COMMA),
    **dict.fromkeys(":", t.COLON),
    **dict.fromkeys(";", t.SEMICOLON),
    **dict.fromkeys(".!…", t.STOP),
    **dict.fromkeys("?", t.QUESTION),
    **dict.fromkeys("\n\r\u2028", t.LINE),
    **dict.fromkeys("-–—•+*·", t.DASH),
    **dict.fromkeys('"“”«»', t.QUOTE),
    **dict.fromkeys("()[]", t.BRACKET),
    "/": t.STROKE,
}


def tokens_of(text: str) -> tuple[list[Token], int]:
    """The tokens of a text in NFC, each with what stood before it, and what follows the last."""
    found: list[Token] = []
    gap, at = t.LINE, 0
    while at < len(text):
        length = _token_at(text, at)
        if length:
            word = text[at : at + length]
            found.append((word.lower(), gap | (t.CAPITAL if word[0].isupper() else 0)))
            gap, at = 0, at + length
        else:
            gap, at = gap | _SIGNS.get(text[at], 0), at + 1
    return found, gap


def _token_at(text: str, start: int) -> int:
    if text[start] == "%":
        return 1
    at = start
    while at < len(text) and (_in_word(text[at]) or (at > start and _inside_number(text, at))):
        at += 1
    return at - start


def _in_word(letter: str) -> bool:
    return ord(letter) < 0x2100 and (letter.isalpha() or letter in "0123456789")


def _inside_number(text: str, at: int) -> bool:
    digits = "0123456789"
    return text[at] in ".," and text[at - 1] in digits and text[at + 1 : at + 2] in tuple(digits)


def _kind(word: str) -> int:
    meant = normalise(word)
    return kind_of(meant[0]) if len(meant) == 1 else -1


def _undotted(said: Sequence[Token]) -> list[Token]:
    """Divisions written short with a point in full, where nothing but a mark, another one or the end follows their number.

    The point behind first consonants goes, where a small letter follows; not behind the letter of an item.
    """
    read = list(said)
    counted, listed = -2, False
    for at in range(len(read) - 1):
        (word, gap), (number, dotted) = read[at], read[at + 1]
        after = read[at + 2] if at + 2 < len(read) else ("", t.STOP)
        amount = at > 0 and read[at - 1][0][0].isdigit() and counted != at - 1 and not gap & _APART
        ends = after[1] & _APART or after[0] in DOTTED
        chained = counted == at - 1
        if amount and at > 1 and not read[at - 1][1] & _APART and 0 < value_of(read[at - 1][0]) < 100:
            chained = _kind(read[at - 2][0]) >= 0  # "khoản 2 Đ.8"
            amount = not chained
        letter = DOTTED.get(word) == 3 and is_letter(number)  # "K1, đ.a"; but "đ.c" is a comrade
        if letter and dotted & t.STOP and not amount and _behind_clause(read, at):
            read[at], read[at + 1], counted = ("điểm", gap), (number, 0), at + 1
        elif (
            word in DOTTED and not letter and dotted & t.STOP and value_of(number) and not amount and (ends or chained)
        ):
            read[at], read[at + 1], counted = (KINDS[DOTTED[word]], gap), (number, 0), at + 1
        elif word in ONSETS and dotted == t.STOP and not number[0].isdigit() and not amount:
            opens = bool(gap & (t.STOP | t.QUESTION | t.SEMICOLON | t.LINE))
            item = opens and len(word) == 1 and (listed or word not in "dđ")
            if word == "c":
                listed = listed or opens
            elif not item and not (at > 0 and not gap & _APART and _kind(read[at - 1][0]) >= 0):
                read[at], read[at + 1] = ("đ" if word == "d" else word, gap), (number, 0)
    return read


def _behind_clause(read: Sequence[Token], at: int) -> bool:
    """Whether "k1" or "khoản 1" stands right before, or before a comma."""
    if not at or read[at][1] & _APART & ~t.COMMA:
        return False
    meant = normalise(read[at - 1][0])
    if len(meant) == 2 and _kind(meant[0]) >= 0 and meant[1].isdecimal():
        return True
    return bool(
        read[at - 1][0][0].isdigit() and at > 1 and not read[at - 1][1] & _APART and _kind(read[at - 2][0]) >= 0
    )


def _cited(read: Sequence[Token]) -> list[tuple[tuple[str, ...], int]]:
    """The words of every token: "5.2" is "5 khoản 2" behind "điều", where it measures nothing; "(II.3)" is "phần ii mục 3"."""
    found = [(normalise(word), gap) for word, gap in read]
    taken: set[int] = set()
    for at, (word, gap) in enumerate(read):
        meant = in_citation(word)
        its_gap = read[at - 1][1] if at else 0
        before = read[at - 1][0] if at and at - 1 not in taken and not gap & _APART & ~(t.STOP | t.DASH) else ""
        roman = in_citation(before) if before and not before[0].isdigit() else ()
        if len(meant) == 4:
            if not _ends(read, at) and read[at + 1][0] in UNITS:
                continue
            if not word[0].isdigit():
                found[at], taken = (meant, gap), {*taken, at}
            elif before and not gap and (_kind(before) == 3 or before in SECTIONS):
                found[at], taken = (meant[1:], gap), {*taken, at}
                if before in SECTIONS:
                    found[at - 1], taken = (("mục",), its_gap), {*taken, at - 1}
            elif roman and (its_gap & t.CAPITAL or _beside(read, at - 2) or value_of(before) % 5 > 1):
                found[at - 1], found[at], taken = (roman, its_gap), (meant, 0), {*taken, at - 1, at}
        elif len(meant) == 2 and word.isdecimal() and roman and _is_place(read, at):
            found[at - 1], found[at], taken = (roman, its_gap), (meant, 0), {*taken, at - 1, at}
    return found


def _ends(read: Sequence[Token], at: int) -> bool:
    """Whether a token is the last, or a mark stands behind it."""
    return at + 1 == len(read) or bool(read[at + 1][1] & _APART)


def _beside(read: Sequence[Token], at: int) -> bool:
    """Whether what stands before a place goes with it, and nothing between the two."""
    return at >= 0 and not read[at + 1][1] & _APART and normalise(read[at][0])[0] in BESIDE


def _is_place(read: Sequence[Token], at: int) -> bool:
    """Whether a Roman number and the one behind it, which stands there, are a place by themselves."""
    (roman, its_gap), gap, last = read[at - 1], read[at][1], at + 1 == len(read)
    alone = roman in ("i", "v", "x")
    if alone and not its_gap & t.CAPITAL:
        return False
    if _beside(read, at - 2) and (_ends(read, at) or not alone):
        return True
    if _ends(read, at) and its_gap & t.CAPITAL and its_gap & t.BRACKET:
        return True
    heads = at == 1 or its_gap & (t.COMMA | t.COLON | t.SEMICOLON | t.STOP | t.QUESTION | t.LINE | t.DASH)
    if not heads or not gap & (t.STOP | t.DASH):
        return False
    if not _ends(read, at):
        return normalise(read[at + 1][0])[0] in BESIDE
    return last or bool(read[at + 1][1] & (t.COMMA | t.COLON | t.DASH))


def spelled(said: Sequence[Token]) -> list[Token]:
    """Every token in the words that it means; "k" and "tr" as their neighbors say."""
    words = [
        (word, gap if place == 0 else t.GLUED)
        for meant, gap in _cited(_undotted(said))
        for place, word in enumerate(meant)
    ]
    for at, (word, gap) in enumerate(words):
        behind = at > 0 and words[at - 1][0][0].isdigit()
        before = at + 1 < len(words) and words[at + 1][0][0].isdigit()
        apart = gap & _APART
        if word == "k":
            cited = at > 1 and words[at - 2][0] in _CITED and not words[at - 1][1] & _APART
            behind = behind and not cited  # "Điều 5 k 2"
            meant = "nghìn" if behind and not apart else "khoản" if before else "không"
            words[at] = (meant, gap)
        elif (word == "đ" or (word == "d" and not gap & t.COLON)) and before and (not behind or apart):
            words[at] = ("điều", gap)
        elif word == "h" and behind and not apart:
            words[at] = ("giờ", gap)
        elif word == "tr" and ((behind and not apart) or before):
            words[at] = ("triệu" if behind and not apart else "trang", gap)
    return in_figures(words)


def longest(runs: Mapping[tuple[int, ...], int], words: Sequence[int], start: int, end: int, wanted: int) -> int:
    """How long the longest run of a wanted kind is that begins at a place; 0 where none does."""
    lengths = [end - start - less for less in range(max(0, end - start))]
    return next((size for size in lengths if runs.get(tuple(words[start : start + size]), 0) & wanted), 0)
