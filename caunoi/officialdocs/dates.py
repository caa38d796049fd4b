"""Dates and periods as Vietnamese plans write them: "từ quý IV năm 2022", "01/3 - 30/4/2026", "cuối tháng 6/2025".

Nothing is guessed: an end that the text does not give is ``None``; only a missing year is taken from the other end of
the period or from ``year``.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from caunoi.officialdocs.labels import roman_value
from caunoi.officialdocs.spelling import fold

_PART = r"(?P<part{n}>đầu|giữa|cuối|thượng tuần|trung tuần|hạ tuần)\s+"
_SHAPES = (
    r"(?:ngày\s*)?(?P<d1>\d{1,2})\s*tháng\s*(?P<m1>\d{1,2})(?:\s*(?:,\s*)?năm\s*(?P<y1>\d{4})|/(?P<y10>\d{4}))?",
    r"(?:ngày\s*)?(?<![\d/.])(?P<d2>\d{1,2})\s?(?P<sep>[/.\-])\s?(?P<m2>\d{1,2})\s?(?P=sep)\s?(?P<y2>\d{4})(?!\d)",
    rf"(?:{_PART.format(n=1)})?tháng\s*(?P<m3>\d{{1,2}})\s*(?:[/.\-]\s*|,?\s*năm\s*)(?P<y3>\d{{4}})(?!\d)",
    rf"(?:{_PART.format(n=2)})?(?:quý|quí|quí)\s*(?P<q4>iv|i{{1,3}}|[1-4])(?!\w)(?:\s*(?:[/\-]|,?\s*năm)?\s*(?P<y4>\d{{4}})(?!\d))?",
    r"(?<![\d/.])(?P<m5>\d{1,2})\s?/\s?(?P<y5>\d{4})(?![\d/\-]|-\w)",
    r"(?:ngày\s*)?(?<![\d/.,])(?P<d6>\d{1,2})/(?P<m6>\d{1,2})(?![\d/%]|\s?-\s?[a-zđ])",
    rf"(?:{_PART.format(n=3)})?tháng\s*(?P<m7>\d{{1,2}})(?![\d/])",
    rf"(?:{_PART.format(n=4)})?(?<!\w)năm\s*(?P<y8>\d{{4}})(?!\d|\s*[–-]\s*\d{{4}})",
    r"ngày\s*(?P<d9>\d{1,2})(?![\d/]|\s*tháng)",
    r"(?<![\d/.])(?P<d11>\d{1,2})(?=\s*(?:[-–]|đến(?:\s+ngày)?)\s*\d{1,2}\s?[/.]\s?\d{1,2}(?!\d))",
)
_POINT = re.compile("|".join(_SHAPES))
_TO = re.compile(r"(?:đến|tới|–|-|~|→)")
_HYPHEN = re.compile(r"^\s*(?:[-–]|đến|tới|cho đến|và|,)\s*(?:hết\s+)?(?:ngày\s+)?$")
_FROM = re.compile(r"(?:^|\W)(?:từ|bắt đầu|kể từ|sau)\s+(?:\w+\s+){0,3}$")
_UNTIL = re.compile(r"(?:đến|tới|trước|hết|chậm nhất|muộn nhất|hoàn thành|kết thúc)\s*(?:\w+\s+){0,3}$")
_EARLY, _MIDDLE, _LATE = ("đầu", "thượng tuần"), ("giữa", "trung tuần"), ("cuối", "hạ tuần")


@dataclass(frozen=True)
class Point:
    """One dated spot of a text, as exactly as it is written there. ``span`` is its place in the folded text."""

    year: int | None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    part: str | None = None
    span: tuple[int, int] = (0, 0)

    def first_day(self) -> date | None:
        """The day it begins: "quý IV năm 2022" on 1 October 2022; ``None`` for a day that no calendar has."""
        if self.day is not None:
            return self._day(self.month, self.day)
        month = self.month or (3 * self.quarter - 2 if self.quarter else 1)
        if self.month and self.part:
            return self._day(month, 1 if self.part in _EARLY else 11 if self.part in _MIDDLE else 21)
        if self.part in _LATE and not self.month:
            return self._day(month + 2 if self.quarter else 12, 1)
        return self._day(month, 1)

    def last_day(self) -> date | None:
        """The day it ends: "tháng 6/2025" on 30 June 2025; early and middle of a month end on the 10th and the 20th."""
        if self.day is not None:
            return self._day(self.month, self.day)
        month = self.month or (3 * self.quarter if self.quarter else 12)
        if self.month and self.part in _EARLY + _MIDDLE:
            return self._day(month, 10 if self.part in _EARLY else 20)
        if self.part in _EARLY and not self.month:
            month = month - 2 if self.quarter else 1
        if self.year is None or not 1 <= month <= 12:
            return None
        return self._day(month, calendar.monthrange(self.year, month)[1])

    def is_impossible(self) -> bool:
        """A full date that no calendar has (31/6/2026)."""
        return None not in (self.year, self.month, self.day) and self._day(self.month, self.day) is None

    def _day(self, month: int | None, day: int | None) -> date | None:
        if self.year is None or month is None or day is None:
            return None
        try:
            return date(self.year, month, day)
        except ValueError:
            return None


@dataclass(frozen=True)
class Period:
    """``impossible`` holds the printed dates that no calendar has."""

    start: date | None = None
    end: date | None = None
    impossible: tuple[str, ...] = ()


def find_points(text: str) -> Iterator[Point]:
    """Every dated spot of a text, in order."""
    for match in _POINT.finditer(fold(text, squeeze=False)):
        groups = match.groupdict()

        def pick(letter: str, found: dict[str, str | None] = groups) -> str | None:
            return next(
                (value for key, value in found.items() if key[0] == letter and key[1:].isdigit() and value), None
            )

        part = next((value for key, value in groups.items() if key.startswith("part") and value), None)
        quarter = pick("q")
        yield Point(
            year=_number(pick("y")),
            month=_number(pick("m")),
            day=_number(pick("d")),
            quarter=(_number(quarter) if quarter and quarter.isdigit() else roman_value((quarter or "").upper()))
            or None,
            part=part,
            span=match.span(),
        )


def find_dates(text: str) -> list[date]:
    """Every full date (day, month and year) of a text."""
    points = (point for point in find_points(text) if point.day is not None)
    return [day for point in points if (day := point.first_day())]


def find_period(text: str, year: int | None = None) -> Period:
    """The first period of a text. ``year`` is used where neither end names one."""
    folded = fold(text, squeeze=False)
    points = list(find_points(text))
    if not points:
        return Period()
    for first, second in pairwise(points):
        if _is_range(folded, first, second):
            return _between(*_with_years(first, second, year), folded)
    first = next((point for point in points if point.day is None or point.month is not None), points[0])
    return _single(folded, replace(first, year=first.year or year))


def _is_range(folded: str, first: Point, second: Point) -> bool:
    gap = folded[first.span[1] : second.span[0]]
    if _HYPHEN.match(gap):
        return True
    return _FROM.search(folded[: first.span[0]]) is not None and _TO.search(gap) is not None


def _with_years(first: Point, second: Point, year: int | None) -> tuple[Point, Point]:
    """Fill what one end leaves to the other: "từ 01 đến 15/3/2026", "từ 15/10/2025 đến 20/12"."""
    if first.month is None and first.day is not None:
        first = replace(first, month=second.month, year=first.year or second.year)
    if second.month is None and second.day is not None:
        second = replace(second, month=first.month)
    if first.year is None and second.year is None:
        first = replace(first, year=year)
    if first.year is None and second.year is not None:
        trial = replace(first, year=second.year)
        return (replace(first, year=second.year - 1) if _later(trial, second) else trial), second
    if second.year is None and first.year is not None:
        trial = replace(second, year=first.year)
        return first, (replace(second, year=first.year + 1) if _later(first, trial) else trial)
    return first, second


def _later(first: Point, second: Point) -> bool:
    start, end = first.first_day(), second.last_day()
    return start is not None and end is not None and start > end


def _between(first: Point, second: Point, folded: str) -> Period:
    impossible = tuple(folded[slice(*point.span)] for point in (first, second) if point.is_impossible())
    return Period(first.first_day(), second.last_day(), impossible)


def _single(folded: str, point: Point) -> Period:
    before = folded[: point.span[0]]
    impossible = (folded[slice(*point.span)],) if point.is_impossible() else ()
    until, since = _UNTIL.search(before), _FROM.search(before)
    if until and not (since and since.start() > until.start()):
        return Period(None, point.last_day(), impossible)
    if since:
        return Period(point.first_day(), None, impossible)
    return Period(point.first_day(), point.last_day(), impossible)


def _number(text: str | None) -> int | None:
    return int(text) if text else None
