"""Sentences into expressions: "sau đại hội công đoàn cấp trên 15 ngày làm việc". Marks and case may be left out.

    expression := "ngày sớm|muộn hơn giữa" expression "và" expression
                | "ngày cuối tháng|quý|năm" ["của"] expression
                | number unit "trước|sau" ["khi"] point
                | ["ngay"] "trước|sau" ["khi"] point [number unit]      without a number: the day next to it
                | point
    point      := "(" expression ")" | ["ngày"] dd/mm/yyyy | ["ngày|khi"] ["khai mạc|bế mạc|bắt đầu|kết thúc"] anchor
    unit       := "ngày" | "ngày làm việc" | "tuần" | "tháng"

Before an anchor means before its first day, after it after its last; alone it is its first day.
"""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caunoi.campaigns.schedule.expressions import (
    MOST,
    Anchor,
    BranchCongress,
    Counted,
    Edge,
    EndOf,
    Event,
    Expression,
    Fixed,
    Level,
    LevelCongress,
    NationalCongress,
    OwnCongress,
    Period,
    Pick,
    Shift,
    Side,
    SuperiorCongress,
    WaveSpan,
    WindowSpan,
)
from caunoi.core.errors import Refused
from caunoi.core.text import fold, nfc

DEEPEST = 12  # brackets in brackets
LONGEST = 500
_LEVEL = r"(cap tren truc tiep co so|cap tren co so|cap co so|cong doan co so|cap tinh|cong doan tinh)"
_LEVELS: dict[str, Level] = {
    "cap tren truc tiep co so": "upper",
    "cap tren co so": "upper",
    "cap co so": "grassroots",
    "cong doan co so": "grassroots",
    "cap tinh": "province",
    "cong doan tinh": "province",
}
_UNIT = r"(\d+)\s*(ngay lam viec|ngay|tuan|thang)\b"
_PERIODS: dict[str, Period] = {"thang": "month", "quy": "quarter", "nam": "year"}
_SIDES: dict[str, Side] = {"khai mac": "start", "bat dau": "start", "be mac": "end", "ket thuc": "end"}
_SIDE = r"(khai mac|bat dau|be mac|ket thuc)\b"


class NotUnderstood(Refused):
    """The sentence is not of the notation; the message says what to write instead."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="not_understood")


def read_expression(text: str) -> Expression:
    """The day that the sentence says. ``NotUnderstood`` otherwise."""
    sentence = nfc(text).rstrip(".;")
    if not sentence:
        raise NotUnderstood(_("Write a day, for example: %(example)s.") % {"example": EXAMPLES[0]})
    if len(sentence) > LONGEST:
        raise NotUnderstood(_("This is too long for one day. Write one sentence."))
    return _Reader(sentence).whole()


EXAMPLES = (
    "trước đại hội của đơn vị 30 ngày",
    "sau đại hội công đoàn cấp trên 15 ngày làm việc",
    "ngày bế mạc đại hội cuối cùng của cấp cơ sở trong phạm vi đơn vị",
    "ngày cuối quý ngay sau khi kết thúc đợt 2",
    "ngày sớm hơn giữa (trước đại hội của đơn vị 1 tháng) và ngày 30/06/2028",
)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = "".join((fold(letter) or " ")[0] for letter in text)
        self.at = 0
        self.depth = 0

    def whole(self) -> Expression:
        found = self.expression()
        if self.rest:
            raise NotUnderstood(
                _("“%(rest)s” is one thing too many. Put brackets around what belongs together, or leave it out.")
                % {"rest": self.rest}
            )
        return found

    @property
    def rest(self) -> str:
        return self.text[self.at :].strip(" ,")

    def take(self, pattern: str) -> re.Match[str] | None:
        """Read on over ``pattern`` where it stands next."""
        found = re.compile(r"[\s,]*" + pattern).match(self.plain, self.at)
        if found:
            self.at = found.end()
        return found

    def expression(self) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotUnderstood(_("There are too many brackets in each other. Say it more simply."))
        try:
            return self._expression()
        finally:
            self.depth -= 1

    def _expression(self) -> Expression:
        if found := self.take(r"(?:ngay )?(som|muon) hon\b(?: giua| trong hai ngay| trong)?:?"):
            return self._pick("earlier" if found[1] == "som" else "later")
        if found := self.take(r"(?:ngay )?cuoi (thang|quy|nam)\b(?: cua| co| chua| tinh tu)?"):
            if not self.rest:
                example = EXAMPLES[3]
                raise NotUnderstood(_("The end of which one? Write for example: %(example)s.") % {"example": example})
            return EndOf(self.expression(), _PERIODS[found[1]])
        if found := self.take(_UNIT + r" (truoc|sau)\b(?: khi\b)?"):
            return self._shift(self._base(found[3]), found[3], found[1], found[2])
        if found := self.take(r"(?:ngay |lien )?(truoc|sau)\b(?: khi\b)?"):
            base = self._base(found[1])
            amount = self.take(_UNIT)
            return self._shift(base, found[1], *(amount[1], amount[2]) if amount else ("1", "ngay"))
        return self.point("start")

    def _pick(self, which: Any) -> Pick:
        one = self.expression()
        if not self.take(r"(?:va|voi|;)(?=\W|$)"):
            raise NotUnderstood(_("Name both days, with “và” between them: %(example)s.") % {"example": EXAMPLES[4]})
        return Pick(which, one, self.expression())

    def _base(self, word: str) -> Expression:
        return self.point("start" if word == "truoc" else "end")

    def _shift(self, base: Expression, word: str, number: str, unit: str) -> Shift:
        amount = int(number[:9]) * (7 if unit == "tuan" else 1)
        if not 0 < amount <= MOST:
            raise NotUnderstood(_("The number must lie between 1 and %(most)s.") % {"most": MOST})
        counted: Counted = {"thang": "months", "ngay lam viec": "working_days"}.get(unit, "days")  # type: ignore[assignment]
        return Shift(base, amount if word == "sau" else -amount, counted)

    def point(self, usual: Side) -> Expression:
        if self.take(r"\("):
            found = self.expression()
            if not self.take(r"\)"):
                raise NotUnderstood(_("A bracket is not closed. Write “)” where it ends."))
            return found
        if day := self.take(r"(?:ngay )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)"):
            return Fixed(_calendar_day(*day.groups()))
        self.take(r"(?:ngay|khi)\b")
        before = self.take(_SIDE + "(?: cua)?")
        anchor = self.anchor()
        side = before or self.take(_SIDE)
        return Edge(anchor, _SIDES[side[1]] if side else usual)

    def anchor(self) -> Anchor:
        if self.take(
            r"dai hoi (?:lan thu )?(?:[ivxl]+ )?(?:cua )?cong doan (?:viet nam|toan quoc)\b|dai hoi toan quoc\b"
        ):
            return NationalCongress()
        if found := self.take(rf"dai hoi (cuoi cung|dau tien)(?: cua| o)?(?: cong doan)? {_LEVEL}\b"):
            within = self.take(
                r"(?:trong|thuoc|o)(?: pham vi)?(?: toan)? (don vi ban hanh|ke hoach|don vi)(?: minh)?\b"
            )
            is_own = within is not None and within[1] == "don vi"
            return BranchCongress(
                "last" if found[1] == "cuoi cung" else "first", _LEVELS[found[2]], "unit" if is_own else "issuer"
            )
        if found := self.take(rf"dai hoi(?: cua)?(?: cong doan)? {_LEVEL}\b"):
            return LevelCongress(_LEVELS[found[1]])
        if self.take(r"dai hoi(?: cua)?(?: cong doan)? cap tren(?: truc tiep)?\b"):
            return SuperiorCongress()
        if self.take(r"dai hoi(?: cua)? (?:don vi|cap)(?: minh)?\b"):
            return OwnCongress()
        return self._named()

    def _named(self) -> Anchor:
        if found := self.take(r"giai doan (\d{1,3})(?: cua| trong)? dot (\d{1,3})\b"):
            return WindowSpan(int(found[2]), int(found[1]))
        if found := self.take(r"dot (\d{1,3})\b"):
            return WaveSpan(int(found[1]))
        if found := self.take(r"(?:cua )?(?:su kien )?(?:“([^”]+)”|\"([^\"]+)\"|«([^»]+)»)"):
            place = next(number for number in (1, 2, 3) if found[number])
            return Event(self.text[found.start(place) : found.end(place)].strip())
        raise self._lost()

    def _lost(self) -> NotUnderstood:
        anchors = "đại hội của đơn vị; đại hội công đoàn cấp trên; đại hội công đoàn cấp tỉnh; đợt 2; sự kiện “…”"
        if not self.rest:
            return NotUnderstood(_("Before or after what? Write one of: %(anchors)s.") % {"anchors": anchors})
        message = _("“%(rest)s” is no day that can be worked out. Write a date (15/08/2028) or one of: %(anchors)s.")
        return NotUnderstood(message % {"rest": self.rest[:60], "anchors": anchors})


def _calendar_day(day: str, month: str, year: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise NotUnderstood(_("There is no day %(day)s.") % {"day": f"{day}/{month}/{year}"}) from None
