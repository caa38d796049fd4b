"""What the head of a paper says: kind, number, place, date, issuer, subject, term. Blanks stay blank."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from caunoi.officialdocs.citations import find_number
from caunoi.officialdocs.issuers import infer_issuer, printed_issuer
from caunoi.officialdocs.model import Header, PlanWarning
from caunoi.officialdocs.parts import Parts
from caunoi.officialdocs.spelling import fold

_NUMBER_LINE = re.compile(r"(?:^|\s)số\s*[:.]?\s*(?=[\d\s.…_\-/])", re.IGNORECASE)
_DATE_LINE = re.compile(
    r"(?P<place>[^,\d:;]{2,60}?)\s*,\s*ngày(?P<day>[\s\d.…_]*)tháng(?P<month>[\s\d.…_]*)năm(?P<year>[\s\d.…_]*)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"[/-]\s*([A-ZĐÂÊÔƠƯ][\wĐđ&-]*(?:/[\wĐđ-]+)?)")
_TERM = re.compile(r"nhiệm\s+kỳ\s*(?:\(\s*)?(\d{4})\s*[-–—]\s*(\d{4})")


@dataclass(frozen=True)
class HeaderReading:
    header: Header
    warnings: tuple[PlanWarning, ...]


def read_header(parts: Parts) -> HeaderReading:
    """The header of a paper split into its parts; what is blank or missing is ``None`` and warned about."""
    warnings: list[PlanWarning] = []
    number, suffix = _number(parts, warnings)
    place, day = _place_and_date(parts, warnings)
    subject = " ".join(paragraph.text for paragraph in parts.subject) or None
    running = [one.text for part in (parts.preamble, parts.body, parts.closing) for one in part]
    issuer = printed_issuer(parts.head, [*(one.text for one in parts.subject), *running])
    if issuer is None:
        texts = [one.text for part in (parts.closing, parts.preamble, parts.subject) for one in part]
        issuer = infer_issuer(suffix, place, [*texts, *running])
        warnings.append(_issuer_warning(issuer))
    header = Header(parts.title, number, place, day, issuer, subject, _term(subject, parts))
    return HeaderReading(header, tuple(warnings))


def terms(text: str) -> list[tuple[int, int]]:
    """Every term of office that a text names ("nhiệm kỳ 2023 - 2028")."""
    return [(int(match[1]), int(match[2])) for match in _TERM.finditer(fold(text))]


def _number(parts: Parts, warnings: list[PlanWarning]) -> tuple[str | None, str | None]:
    """The number and the suffix after its slash; the suffix is there even when the number is blank."""
    for paragraph in parts.head:
        match = _NUMBER_LINE.search(paragraph.text)
        if match:
            rest = paragraph.text[match.end() :]
            number, suffix = find_number(rest), _SUFFIX.search(rest)
            if number is None:
                warnings.append(PlanWarning("blank_number", "", "Số của văn bản còn để trống."))
            return number, suffix[1] if suffix else None
    warnings.append(PlanWarning("blank_number", "", "Không tìm thấy số, ký hiệu của văn bản."))
    return None, None


def _place_and_date(parts: Parts, warnings: list[PlanWarning]) -> tuple[str | None, date | None]:
    for paragraph in parts.head:
        text = re.sub(r"^.*\bHạnh phúc\b", "", _without_number(paragraph.text))
        match = _DATE_LINE.search(text)
        if match:
            place = match["place"].strip(" *_-–") or None
            day = _full_date(match["day"], match["month"], match["year"], warnings)
            return place, day
    warnings.append(PlanWarning("blank_date", "", "Không tìm thấy địa danh, ngày, tháng, năm ban hành."))
    return None, None


def _without_number(text: str) -> str:
    match = _NUMBER_LINE.search(text)
    if not match:
        return text
    return re.sub(r"^[\s.…_\d]*[/-][\wĐđ&/.-]*", "", text[match.end() :])


def _full_date(day: str, month: str, year: str, warnings: list[PlanWarning]) -> date | None:
    numbers = [re.sub(r"\D", "", part) for part in (day, month, year)]
    if not all(numbers):
        warnings.append(PlanWarning("blank_date", "", "Ngày, tháng, năm ban hành còn để trống."))
        return None
    try:
        return date(int(numbers[2]), int(numbers[1]), int(numbers[0]))
    except (ValueError, OverflowError):
        message = f"Ngày ban hành {'/'.join(numbers)} không có trên lịch."
        warnings.append(PlanWarning("date_impossible", "", message))
        return None


def _term(subject: str | None, parts: Parts) -> tuple[int, int] | None:
    """The term in the subject; failing that, in the sentence that announces the plan, when it names only one."""
    if subject and terms(subject):
        return terms(subject)[-1]
    announced = _announcing_sentences(parts)
    found = {term for text in announced for term in terms(text)}
    return found.pop() if len(found) == 1 else None


def _announcing_sentences(parts: Parts) -> Sequence[str]:
    last = parts.preamble[-1].text if parts.preamble else ""
    return [re.split(r"[;.]", last.rstrip(" .:"))[-1]]


def _issuer_warning(issuer: str | None) -> PlanWarning:
    if issuer is None:
        return PlanWarning("no_letterhead", "", "Văn bản không in tên cơ quan ban hành và không suy ra được.")
    message = f"Văn bản không in tên cơ quan ban hành; suy ra là “{issuer}” từ ký hiệu, địa danh và lời văn."
    return PlanWarning("issuer_inferred", "", message)
