"""Vietnamese letters taken apart: folding, tone marks, and how keyboards and old fonts write them."""

import unicodedata

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")  # none, huyền, hỏi, ngã, sắc, nặng
_VOWELS = "aăâeêioôơuưy"
_MARKS = {"\u0302": "^", "\u0306": "(", "\u031b": "+"}


def _tables() -> tuple[dict[str, str], dict[str, tuple[str, int]]]:
    folded, apart = {"đ": "d"}, {}
    for vowel in _VOWELS:
        for number, tone in enumerate(TONES):
            letter = unicodedata.normalize("NFC", vowel + tone)
            folded[letter] = unicodedata.normalize("NFD", vowel)[0]
            apart[letter] = (vowel, number)
    return folded, apart


FOLDED, APART = _tables()
_FOLD = str.maketrans(FOLDED | {letter.upper(): base for letter, base in FOLDED.items()})
_BARE = str.maketrans(FOLDED | {letter.upper(): base.upper() for letter, base in FOLDED.items()})
_TOGETHER = {(vowel, tone): letter for letter, (vowel, tone) in APART.items()}
_WORDS_ONLY = str.maketrans({chr(code): " " for code in range(0x20, 0x7F) if not chr(code).isalnum()})
_WORDS_ONLY |= str.maketrans(dict.fromkeys("“”‘’…–—\u00a0\n\t\r", " "))


def fold(text: str) -> str:
    """Small letters without marks; ``text`` is NFC."""
    return text.translate(_FOLD).lower()


def bare(text: str) -> str:
    """Marks taken away, capitals kept; ``text`` is NFC."""
    return text.translate(_BARE)


def plain(text: str) -> str:
    """Folded, punctuation taken away, single spaces: how two phrases are compared."""
    return " ".join(fold(unicodedata.normalize("NFC", text)).translate(_WORDS_ONLY).split())


def lowered(text: str) -> str:
    """The text as it goes on inside a sentence; an abbreviation at its start keeps its capitals."""
    return text if text[1:2].isupper() or text[:1].isdigit() else text[:1].lower() + text[1:]


def moved_tone(word: str) -> str:
    """The word with its tone on the neighboring vowel (hòa → hoà, được → đựơc); unchanged where there is none."""
    for at, letter in enumerate(word):
        vowel, tone = APART.get(letter, ("", 0))
        if tone == 0:
            continue
        for other in (at + 1, at - 1):
            if 0 <= other < len(word) and APART.get(word[other], ("", 1))[1] == 0:
                letters = list(word)
                letters[at], letters[other] = vowel, _TOGETHER[word[other], tone]
                return "".join(letters)
        return word
    return word


_TELEX = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
_VNI = {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"}


def keystrokes(word: str, *, vni: bool, tone_last: bool) -> str:
    """The keys that were struck for a word whose input method was off: đầu → ddaafu or ddaauf, d9a62u or d9au62."""
    shapes, tones = (_VNI, ("", "2", "3", "4", "1", "5")) if vni else (_TELEX, ("", "f", "r", "x", "s", "j"))
    struck, waiting = "", ""
    for letter in word:
        small = letter.lower()
        vowel, tone = APART.get(small, (small, 0))
        keys = shapes.get(vowel, vowel)
        struck += keys.capitalize() if letter != small else keys
        if tone_last:
            waiting += tones[tone]
        else:
            struck += tones[tone]
    return struck + waiting


_TCVN3 = {
    "a": "61 B5 B6 B7 B8 B9", "ă": "A8 BB BC BD BE C6", "â": "A9 C7 C8 C9 CA CB", "e": "65 CC CE CF D0 D1",
    "ê": "AA D2 D3 D4 D5 D6", "i": "69 D7 D8 DC DD DE", "o": "6F DF E1 E2 E3 E4", "ô": "AB E5 E6 E7 E8 E9",
    "ơ": "AC EA EB EC ED EE", "u": "75 EF F1 F2 F3 F4", "ư": "AD F5 F6 F7 F8 F9", "y": "79 FA FB FC FD FE",
}  # fmt: skip
_TCVN3_CAPITALS = {"Ă": 0xA1, "Â": 0xA2, "Ê": 0xA3, "Ô": 0xA4, "Ơ": 0xA5, "Ư": 0xA6, "Đ": 0xA7, "đ": 0xAE}
_VNI_FONT = {
    "a": "a aø aû aõ aù aï", "e": "e eø eû eõ eù eï", "o": "o oø oû oõ où oï", "u": "u uø uû uõ uù uï",
    "â": "aâ aà aå aã aá aä", "ê": "eâ eà eå eã eá eä", "ô": "oâ oà oå oã oá oä", "ă": "aê aè aú aü aé aë",
    "ơ": "ô ôø ôû ôõ ôù ôï", "ư": "ö öø öû öõ öù öï", "i": "i ì æ ó í ò", "y": "y yø yû yõ yù î",
}  # fmt: skip


def _encodings() -> tuple[dict[int, str], dict[int, str]]:
    """TCVN 5712:1993 and VNI's chart, as their bytes look when taken for Windows-1252; TCVN3 has no toned capitals."""
    tcvn3 = {ord(letter): bytes([code]).decode("cp1252") for letter, code in _TCVN3_CAPITALS.items()}
    vni = {ord("đ"): "ñ", ord("Đ"): "Ñ"}
    for vowel in _VOWELS:
        codes, shapes = bytes.fromhex(_TCVN3[vowel]).decode("cp1252"), _VNI_FONT[vowel].split()
        for number, (code, shape) in enumerate(zip(codes, shapes, strict=True)):
            letter = _TOGETHER[vowel, number]
            if letter.isascii():
                continue
            tcvn3[ord(letter)], vni[ord(letter)] = code, shape
            tcvn3.setdefault(ord(letter.upper()), code)
            vni[ord(letter.upper())] = shape.upper()
    return tcvn3, vni


_TO_TCVN3, _TO_VNI = _encodings()
_HARMLESS = frozenset(map(chr, range(0x0A, 0x7F)))


def in_old_font(text: str, *, vni: bool) -> str:
    """The text in an old font's encoding, read as Windows-1252; unchanged where the font lacks one of its characters."""
    table = _TO_VNI if vni else _TO_TCVN3
    if not all(letter in _HARMLESS or ord(letter) in table for letter in text):
        return text
    return text.translate(table)
