"""The grammar of Vietnamese syllables: what is a word, how its tone is placed, what a keyboard left half-typed.

One syllable is an onset, a rime and one of six tones. 27 onsets and about 150 rimes tell words from typing errors without a
dictionary. Source of the grammar: the spelling taught in primary school (chữ quốc ngữ); both placings of the tone mark
(hoà/hòa) and both spellings of a final i (kĩ/kỹ) are in use and mean the same.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

_ONSETS = ("ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", *"bcdđghklmnprstvx", "")
_ONSETS_OF = {first: tuple(one for one in _ONSETS if one[:1] in ("", first)) for first in "bcdđghklmnpqrstvx"}
_RIMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh
    êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm
    oăn oăng oăt oc oe oen oeo oet oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc
    uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt uyu uyp ư ưa ưc ưi ưm ưn ưng ươc
    ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu
    """.split()  # noqa: SIM905 - a table, read as one
)
_VOWELS = frozenset("aăâeêioôơuưy")
_AFTER_QU = frozenset(rime[1:] for rime in _RIMES if rime[0] in "uo" and rime[1:2] in _VOWELS) | {"i", "ôc", "ôt"}
_WITH_Y = ("h", "k", "l", "m", "t", "qu")  # hy vọng, ký, lý, Mỹ, tỷ, quý; but bi, chi, sĩ
_STOPS = ("c", "ch", "p", "t")  # a syllable that ends so has an acute or a heavy tone only
_TONES = {"\u0301": 1, "\u0300": 2, "\u0309": 3, "\u0303": 4, "\u0323": 5}
_TONED = {
    unicodedata.normalize("NFC", vowel + mark): (vowel, tone) for mark, tone in _TONES.items() for vowel in _VOWELS
}
_WITH_TONE = {said: toned for toned, said in _TONED.items()} | {(vowel, 0): vowel for vowel in _VOWELS}
_TELEX_TONES = {"s": 1, "f": 2, "r": 3, "x": 4, "j": 5}
_TELEX_LETTERS = (("uow", "ươ"), ("uw", "ư"), ("ow", "ơ"), ("aw", "ă"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"))
_VNI_LETTERS = {"a6": "â", "e6": "ê", "o6": "ô", "o7": "ơ", "u7": "ư", "a8": "ă", "d9": "đ"}
_PLAIN = str.maketrans("ăâđêôơư", "aadeoou")
_STRIPPED, _STRIPPED_AFTER_QU = (frozenset(rime.translate(_PLAIN) for rime in rimes) for rimes in (_RIMES, _AFTER_QU))
_LONGEST_SYLLABLE, _SHORTEST_RUN, _LONGEST_RUN = 7, 8, 60  # a shorter word is more likely one syllable with a slip
_LONGEST = 7 + 5  # letters of the longest syllable, and what a keyboard may leave beside them


class Syllable(NamedTuple):
    onset: str
    rime: str
    tone: int  # 0 level, 1 acute, 2 grave, 3 hook, 4 tilde, 5 dot below

    @property
    def spelled_rime(self) -> str:
        """A lone final i as official papers have it: kỹ, lý, sĩ."""
        if self.rime in ("i", "y") and self.onset:
            return "y" if self.onset in _WITH_Y else "i"
        return self.rime

    def __str__(self) -> str:
        """Spelled one way: the tone on the vowel that carries it."""
        rime = self.spelled_rime
        place = _tone_place(rime)
        return self.onset + rime[:place] + _WITH_TONE[rime[place], self.tone] + rime[place + 1 :]


@lru_cache(maxsize=1 << 10)
def _tone_place(rime: str) -> int:
    vowels = [place for place, letter in enumerate(rime) if letter in _VOWELS]
    marked = [place for place in vowels if rime[place] in "ăâêôơư"]
    if marked:
        return marked[-1]
    if len(vowels) == 1:
        return vowels[0]
    if len(vowels) == 3 or vowels[-1] < len(rime) - 1:
        return vowels[1]
    return vowels[0]


@lru_cache(maxsize=1 << 16)
def parse(word: str) -> Syllable | None:
    """The syllable that a word in lower case is, in any placing of its tone; None where it is none."""
    letters, tone = split_tone(word)
    for onset in _ONSETS_OF.get(letters[:1], ("",)):
        if not letters.startswith(onset):
            continue
        rime = letters[len(onset) :]
        if onset == "gi" and (rime[:1] in ("", "i") or rime not in _RIMES):  # "gì", "giếng"; "giiá" is none
            continue
        if rime in (_AFTER_QU if onset == "qu" else _RIMES) and not (rime.endswith(_STOPS) and tone in (2, 3, 4)):
            return Syllable(onset, rime, tone)
    return None


def split_tone(word: str) -> tuple[str, int]:
    """``"hoà"`` → ``("hoa", 2)``: the letters without their tone, and the last tone found (0: none)."""
    if word.isascii():
        return word, 0
    tone = 0
    for letter in word:  # one or two have a mark: str.translate would ask a table about every letter, ten times as long
        if letter in _TONED:
            vowel, tone = _TONED[letter]
            word = word.replace(letter, vowel)
    return word, tone


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """A word in lower case without any mark; ``"kỹ"``, ``"kĩ"`` and ``"ky"`` alike where it is a syllable."""
    syllable = parse(word)
    letters = syllable.onset + syllable.spelled_rime if syllable else split_tone(word)[0]
    return letters if letters.isascii() else letters.translate(_PLAIN)


def is_stripped(word: str) -> bool:
    """Whether a word without marks is no syllable as it stands and would be one with them: "thuong", "nuoc", "duoc"."""
    if not word.isascii() or parse(word):
        return False
    # Without its mark "đ" is "d".
    onsets = (onset for onset in _ONSETS_OF.get(word[:1], ("",)) if word.startswith(onset))
    return any(word[len(onset) :] in (_STRIPPED_AFTER_QU if onset == "qu" else _STRIPPED) for onset in onsets)


def is_marked(word: str) -> bool:
    """Whether a word carries any mark: without one it may be a word that was typed without marks."""
    return not word.isascii()


def lacks_tone(word: str) -> bool:
    """Whether a marked syllable ends in a stop and carries no tone ("trươc", "đươc"): half of its marks were typed."""
    syllable = None if word.isascii() else parse(word)
    return syllable is not None and syllable.tone == 0 and syllable.rime.endswith(_STOPS)


def lacks_marks(word: str, other: str) -> bool:
    """Whether a word is another, or that without some of its marks ("cân", "càn" for "cần"), hỏi and ngã alike."""
    (letters, tone), (others, its_tone) = split_tone(word), split_tone(other)
    alike = tone in (0, its_tone) or (tone + its_tone == 7 and {tone, its_tone} == {3, 4})
    return (
        alike
        and len(letters) == len(others)
        and all(one in (its, its.translate(_PLAIN)) for one, its in zip(letters, others, strict=True))
    )


def run_together(word: str) -> tuple[str, ...]:
    """The syllables of a marked word without its spaces: ``laođộngthì``.

    None where it can be read in no way, or in several, or is longer than 60 letters.

    All but the first begin with a consonant ("phụ|cấp", not "phục|ấp"); "ý" may stand anywhere.
    """
    if word.isascii() or not _SHORTEST_RUN <= len(word) <= _LONGEST_RUN:
        return ()
    ways: list[list[tuple[str, ...]]] = [[()], *([] for _letter in word)]  # the shortest up to each letter, two at most
    for end in range(1, len(word) + 1):
        found = [
            (*before, word[begin:end])
            for begin in range(max(0, end - _LONGEST_SYLLABLE), end)
            if _may_follow(word[begin:end], first=begin == 0)
            for before in ways[begin]
        ]
        least = min(map(len, found), default=0)
        ways[end] = [way for way in found if len(way) == least][:2]
    return ways[-1][0] if len(ways[-1]) == 1 else ()


def _may_follow(piece: str, *, first: bool) -> bool:
    """Whether a syllable may stand in a run; written as it must be before e, i, y and before the other vowels."""
    syllable = parse(piece)
    if syllable is None or len(piece) == 1:
        return piece == "ý"
    front = syllable.rime[:1] in ("e", "ê", "i", "y")
    wrong = ("c", "g", "ng") if front else ("k", "gh", "ngh")
    return syllable.onset not in wrong and (first or syllable.onset != "")


def from_keyboard(word: str) -> Syllable | None:
    """The syllable that Telex or VNI keys left unconverted mean: ``ddaafu``, ``d9au2``; None where there is none."""
    if word == "y1":  # "ý", the one word of two keys; "a1" and "b2" are rooms and classes
        return Syllable("", "y", 1)
    if not 2 < len(word) <= _LONGEST or not word[0].isalpha():
        return None
    return _from_telex(word) if word.isalpha() else _from_vni(word)


def _from_telex(word: str) -> Syllable | None:
    if not word.isascii():
        return None
    letters = "đ" + word[2:] if word.startswith("dd") else word
    first_vowel = next((place for place, letter in enumerate(letters) if letter in _VOWELS), len(letters))
    tones = [place for place in range(first_vowel + 1, len(letters)) if letters[place] in _TELEX_TONES]
    tone = 0
    if len(tones) == 1:
        tone = _TELEX_TONES[letters[tones[0]]]
        letters = letters[: tones[0]] + letters[tones[0] + 1 :]
    for keys, letter in _TELEX_LETTERS:
        letters = letters.replace(keys, letter)
    if letters == word:
        return None
    return _with_tone(letters, tone)


def _from_vni(word: str) -> Syllable | None:
    letters, tone = word, 0
    for keys, letter in _VNI_LETTERS.items():
        letters = letters.replace(keys, letter)
    kept = []
    for letter in letters:
        if letter not in "12345":
            kept.append(letter)
        elif tone:
            return None
        else:
            tone = int(letter)
    return _with_tone(_late_vni("".join(kept)), tone)


def _late_vni(letters: str) -> str:
    """VNI digits typed at the end of the word: ``dau6`` is ``dâu``, ``duong79`` is ``dương`` with đ."""
    for digit, pairs in (("9", ("dđ",)), ("6", ("aâ", "eê", "oô")), ("8", ("aă",)), ("7", ("uư", "oơ"))):
        if digit not in letters:
            continue
        letters = letters.replace(digit, "", 1)
        fits = False
        for pair in pairs:
            place = letters.find(pair[0])
            if place >= 0:
                letters, fits = letters[:place] + pair[1] + letters[place + 1 :], True
        if not fits:
            return ""  # a digit that belongs to no letter is a number
    return letters


def _with_tone(letters: str, tone: int) -> Syllable | None:
    if not letters or not any(letter in _VOWELS for letter in letters):
        return None
    found = parse(letters)
    return parse(str(found._replace(tone=tone))) if found and found.tone == 0 else None  # none where it ends so: "ipr"
