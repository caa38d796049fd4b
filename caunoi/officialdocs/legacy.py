"""Recognises text typed in the encodings from before Unicode, TCVN3 (ABC fonts) and VNI Windows, and converts it.

Such text reaches us as Latin-1 characters that stand for Vietnamese ones ("KÕ ho¹ch", "Keá hoaïch"). Recognition is by
words: the text as it stands must not read as Vietnamese, and must do so once converted.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

NOTES = {"tcvn3": "legacy_tcvn3", "vni": "legacy_vni"}
_UNICODE_ONLY = re.compile(
    "[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]"
)
_WORD = re.compile(r"[^\s\d.,;:!?()\[\]{}\"“”‘’'/\\<>+=*&%@#|_-]+")
_TCVN3_WORD = re.compile("(?:[^\\W\\d_]|[\u00a1-\u00ae\u00b5-\u00be\u00d7\u00f7])+")
_TONES = dict.fromkeys([0x0300, 0x0301, 0x0303, 0x0309, 0x0323])
_SAMPLE_WORDS = 4000
_MIN_WORDS = 4
_MAX_VALID_BEFORE = 0.5
_MIN_VALID_AFTER = 0.8
_CAPITAL_SHARE = 0.7


def convert_texts(texts: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """``texts`` in Unicode and the note of the encoding they were in; unchanged, with "", when they are Unicode.

    Lines that already hold letters only Unicode has are left alone, so a file of mixed origin comes out whole.
    """
    suspects = [text for text in texts if not text.isascii() and not _UNICODE_ONLY.search(text)]
    words = _accented_words(suspects)
    for scheme, note in NOTES.items():
        if _reads_better(words, scheme):
            return tuple(text if _UNICODE_ONLY.search(text) else convert(text, scheme) for text in texts), note
    return tuple(texts), ""


def convert(text: str, scheme: str) -> str:
    """``text`` from ``scheme`` ("tcvn3" or "vni") to NFC Unicode. TCVN3 capitals are told by the plain letters around."""
    pattern, letters = _table(scheme)
    if scheme == "vni":
        return pattern.sub(lambda match: letters[match[0]], text)
    matches = list(_TCVN3_WORD.finditer(text))
    capitals = _capitals(text, matches)
    pieces: list[str] = []
    end = 0
    for match, capital in zip(matches, capitals, strict=True):
        word = pattern.sub(lambda letter: letters[letter[0]], match[0])
        pieces += [text[end : match.start()], word.upper() if capital else word]
        end = match.end()
    return "".join([*pieces, text[end:]])


def _capitals(text: str, words: Sequence[re.Match[str]]) -> list[bool]:
    """Which words are set in capitals: those with two plain capitals, and "K" + marked vowel beside such a word or line."""
    plain = ["".join(filter(str.isascii, word[0])) for word in words]
    letters = "".join(plain)
    line = len(letters) > 2 and sum(map(str.isupper, letters)) >= _CAPITAL_SHARE * len(letters)
    sure = [len(own) > 1 and own.isupper() for own in plain]

    def meets(left: int, right: int) -> bool:
        return left >= 0 and right < len(words) and text[words[left].end() : words[right].start()] == " "

    def beside(index: int) -> bool:
        before = meets(index - 1, index) and sure[index - 1]
        return before or (meets(index, index + 1) and sure[index + 1])

    return [
        sure[index] or (own == own.upper() and (line or (bool(own) and beside(index))))
        for index, own in enumerate(plain)
    ]


def _accented_words(texts: Iterable[str]) -> list[str]:
    """The words that hold a character beyond ASCII, up to a sample's size."""

    def found() -> Iterator[str]:
        for text in texts:
            yield from (word for word in _WORD.findall(text[:20_000]) if not word.isascii())

    return [word for word, _ in zip(found(), range(_SAMPLE_WORDS), strict=False)]


def _reads_better(words: Sequence[str], scheme: str) -> bool:
    if len(words) < _MIN_WORDS:
        return False
    before = sum(map(is_syllable, words)) / len(words)
    after = sum(is_syllable(convert(word, scheme)) for word in words) / len(words)
    return before <= _MAX_VALID_BEFORE and after >= _MIN_VALID_AFTER


def is_syllable(word: str) -> bool:
    """Whether ``word`` is spelled as a Vietnamese syllable may be spelled, whatever its case and tone."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = sum(ord(character) in _TONES for character in decomposed)
    bare = unicodedata.normalize("NFC", decomposed.translate(_TONES))
    return tones <= 1 and _syllable_pattern().fullmatch(bare) is not None


@cache
def _syllable_pattern() -> re.Pattern[str]:
    parts = tomllib.loads(files("caunoi.officialdocs.data").joinpath("syllables.toml").read_text("utf-8"))
    onsets, rimes = ("|".join(sorted(parts[key], key=len, reverse=True)) for key in ("onsets", "rimes"))
    return re.compile(f"(?:{onsets})?(?:{rimes})")


@cache
def _table(scheme: str) -> tuple[re.Pattern[str], dict[str, str]]:
    source = files("caunoi.officialdocs.data").joinpath(f"legacy_{scheme}.toml").read_text("utf-8")
    letters: dict[str, str] = tomllib.loads(source)["letters"]
    return re.compile("|".join(sorted(map(re.escape, letters), key=len, reverse=True))), letters
