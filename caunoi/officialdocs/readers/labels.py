"""What the beginning of a line tells: a label, a document kind, a page number."""

import re
import tomllib
from importlib.resources import files

_MARKED = re.compile(
    r"""(?:
        [-–—+*•●○▪■□◦✓➢→] \s+ (?=\S)                          # bullets
      | [-–—+•●▪] (?=[^\W\d_])                                    # a bullet typed against its word
      | \(? [IVXLC]{1,7} [.)] (?=\s|$|[^\W\d_])                   # I.  (II)
      | \(? \d{1,2} (?:\.\d{1,2}){0,3} (?:\.\)|[.)]) (?=\s|$|[^\W\d_])   # 1.  1.1.  2)
      | \d{1,2} / \s                                              # 3/
      | \(? [a-zđ] [.)] \s+ (?=\S)                                # a)  đ.
      | (?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|Điều|ĐIỀU)\s (?:[IVX]+|\d+) \s* [.:]
    )""",
    re.VERBOSE,
)
_BARE = re.compile(r"(?:[1-9]\d?(?:\.\d{1,2}){1,3}|[1-9]\d?)\s+(?=[“\"'(]?[^\W\d_])")
_ROMAN_HEADING = re.compile(r"[IVXLC]{1,7}\s+(?=[^\W\d_])")
_HIGH_ROMAN = re.compile(r"(?:VII|VIII|IX|X[IVX]*)\b")  # few papers have so many sections
_RANGE = re.compile(r"[-–]\s*\d")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?(?:trang|page)?\s*\d{1,4}(?:\s*(?:/|của|of)\s*\d{1,4})?(?:\s*[-–—])?", re.IGNORECASE
)
_WORDS: dict[str, list[str]] = tomllib.loads(
    files("caunoi.officialdocs.data").joinpath("line_words.toml").read_text("utf-8")
)
LINKING, COUNTED, AWAITING, FORMULAS, _KINDS = (
    frozenset(_WORDS[key]) for key in ("linking", "counted", "awaiting", "formulas", "kinds")
)


def is_upper(text: str) -> bool:
    """Whether ``text`` has letters and all of them are capitals."""
    return text.isupper()


def starts_capital(text: str) -> bool:
    """Whether the first letter or figure of ``text``, past quotes and brackets, is a capital letter."""
    bare = text.lstrip("“\"'‘(«[")
    return bare[:1].isupper()


def starts_marked_label(text: str) -> bool:
    """Whether ``text`` opens with a bullet or a numbered label that has its dot or bracket."""
    match = _MARKED.match(text)
    if match is None:
        return False
    tight = match.group()[-1] in ".)" and text[match.end() :][:1].isalpha()
    return not tight or text[match.end()].isupper()  # "V.v", "3.b" open no paragraph


def starts_label(text: str) -> bool:
    """Whether ``text`` opens with a label, counting a number without its dot before a capital ("1.3 Trên mạng")."""
    if starts_marked_label(text):
        return True
    bare = _BARE.match(text)
    if bare is not None:
        return starts_capital(text[bare.end() :])
    roman = _ROMAN_HEADING.match(text)
    return roman is not None and is_upper(text[roman.end() :])


def splits_range(previous: str, following: str) -> bool:
    """Whether the dash that opens ``following`` stands between two years or numbers ("2023" / "- 2028")."""
    return previous[-1:].isdigit() and _RANGE.match(following) is not None


def counts_on(previous: str, following: str) -> bool:
    """Whether ``following`` opens with the number of a congress or term that ``previous`` names ("Đại hội" | "XIII. Qua")."""
    if not previous or previous.rsplit(maxsplit=1)[-1].lower() not in COUNTED:
        return False
    return _HIGH_ROMAN.match(following) is not None and not is_upper(following)


def is_page_number(text: str) -> bool:
    """Whether the whole of ``text`` is a page number: "2", "- 2 -", "Trang 2/10"."""
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None


def is_kind(text: str) -> bool:
    """Whether ``text`` is the printed kind of a document, alone on its line."""
    return text.strip(" .:*") in _KINDS
