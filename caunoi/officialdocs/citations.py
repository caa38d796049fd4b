"""Numbers of documents and the references that carry them: "Hướng dẫn số 64/HD-TLĐ ngày 30/9/2022"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from caunoi.officialdocs.dates import find_points
from caunoi.officialdocs.model import Reference
from caunoi.officialdocs.spelling import fold
from caunoi.officialdocs.vocabulary import words

_CAPITAL = "A-ZĐÀ-ÖØ-ÝĂÂÊÔƠƯẠ-Ỹ"
_CODE = rf"[{_CAPITAL}][{_CAPITAL}a-zđ&0-9]*"
_NUMBER = re.compile(
    rf"(?<![\w/.])(?P<digits>\d{{1,5}}[a-z]?)\s?"
    rf"(?:/\s?(?P<year>\d{{4}})\s?/\s?(?P<law>{_CODE}(?:\s?[-–.]\s?{_CODE})*)"
    rf"|/\s?(?P<state>{_CODE}(?:\s?[-–.]\s?{_CODE})*(?:/{_CODE})?)"
    rf"|[-–]\s?(?P<party>{_CODE}\s?/\s?{_CODE}(?:[-–.]{_CODE})*))(?!\w)"
)
_BASIS_LEAD = re.compile(r"^(?:\W|\w){0,30}$")  # only the opening verb stands before the document
_BESIDE = 160  # letters before a number among which its kind stands
_LOOKS_DATED = re.compile(r"\d\s?[/.\-]\s?\d|tháng")
_UP_TO_DATE = re.compile(
    r"[\s,(]*(?:của\s(?:(?!\bvề\b|\bvà\b|\bthực hiện\b)[^;.()]){2,90}?)?[\s,]*(?:(?:được\s+)?ban hành\s*)?(?:ngày)?\s*"
)
_SEPARATOR = re.compile(r"(?:^|[;,:.(]|\bvà|\bcùng)\s*$")


@dataclass(frozen=True)
class Citation:
    """One mention of a document: its number and, where the words beside it tell, its kind and date."""

    number: str
    kind: str | None
    date: date | None
    start: int
    end: int


def find_number(text: str) -> str | None:
    """The first document number of a text, without spaces."""
    return next((number for number, _start, _end in _numbers(text)), None)


def find_citations(text: str) -> Iterator[Citation]:
    """Every mention of a numbered document, in order."""
    for number, start, end in _numbers(text):
        yield Citation(number, kind_before(text[max(0, start - _BESIDE) : start]), _date_after(text[end:]), start, end)


def cited_numbers(texts: Iterable[str], own: str | None) -> tuple[str, ...]:
    """Every number cited, once each, in order of first mention; the paper's own number is no citation."""
    found = dict.fromkeys(number for text in texts for number, _start, _end in _numbers(text))
    return tuple(number for number in found if number != own)


def kind_before(text: str) -> str | None:
    """The kind of document that the words before a number name ("… Nghị quyết số"), as printed."""
    folded = fold(text, squeeze=False)
    head = re.sub(r"[\s,(]*(?:số)?\s*[:.]?\s*$", "", folded)
    for ending in (head, re.sub(r"\s+(?:liên tịch|liên ngành|liên bộ|chung)$", "", head)):
        for kind in _kinds():
            if ending.endswith(kind) and not ending[: -len(kind)][-1:].isalpha():
                return text[len(ending) - len(kind) : len(ending)]
    named = re.search(rf"(?<!\w)({'|'.join(map(re.escape, _titled_kinds()))})\s+[^;.:“]{{2,60}}$", head)
    return text[named.start(1) : named.end(1)] if named else None


def find_kind(text: str) -> tuple[str, int, int] | None:
    """The first kind of document that a text names, as printed, and where."""
    folded = fold(text, squeeze=False)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _kinds()))})(?!\w)")
    match = pattern.search(folded)
    return (text[match.start() : match.end()], match.start(), match.end()) if match else None


def find_bases(parts: Iterable[str]) -> tuple[Reference, ...]:
    """The documents a plan rests on, one or more in each part of its "Căn cứ …; …" lines.

    In one part the first document is a basis, and so is another after a comma or "và"; a document that the first one
    merely carries out or amends ("… về thực hiện Nghị quyết số …") is cited, not rested on.
    """
    return tuple(reference for part in parts for reference in _bases_of(part))


def _bases_of(part: str) -> Iterator[Reference]:
    citations = list(find_citations(part))
    for order, citation in enumerate(citations):
        kind_start = part.rfind(citation.kind, 0, citation.start) if citation.kind else citation.start
        if order == 0 or _SEPARATOR.search(fold(part[:kind_start], squeeze=False)):
            yield Reference(citation.kind, citation.number, citation.date)
    if not citations:
        named = find_kind(part)
        if named and named[0][:1].isupper() and _BASIS_LEAD.match(fold(part[: named[1]])):
            yield Reference(named[0], None, _date_after(part[named[2] :], anywhere=True))


def _numbers(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _NUMBER.finditer(text):
        code = match["law"] or match["state"] or match["party"]
        if sum(letter.isupper() for letter in code) >= 2:
            yield re.sub(r"\s", "", match.group()).replace("–", "-"), match.start(), match.end()


def _date_after(text: str, *, anywhere: bool = False) -> date | None:
    """The date after a number, its issuer between them or not ("… của Tỉnh ủy ngày 30/9/2022")."""
    window = text if anywhere else text[:140]
    point = next(iter(find_points(window)), None) if _LOOKS_DATED.search(window) else None
    if point is None or point.day is None:
        return None
    between = fold(window[: point.span[0]], squeeze=False)
    return point.first_day() if anywhere or _UP_TO_DATE.fullmatch(between) else None


@cache
def _kinds() -> list[str]:
    return sorted((fold(kind) for kind in words("kinds", "documents")), key=len, reverse=True)


@cache
def _titled_kinds() -> list[str]:
    """Kinds whose title stands between the kind and the number ("Luật Công đoàn số 50/2024/QH15")."""
    return [fold(kind) for kind in words("kinds", "titled")]
