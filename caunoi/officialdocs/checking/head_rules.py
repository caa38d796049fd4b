"""Rules on the head of the paper: state, bodies, number, place and date, kind and subject."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from caunoi.officialdocs.checking.model import Departure, Line, Place, Rules, Sheet
from caunoi.officialdocs.checking.words import joined, place_of, span_in_words
from caunoi.officialdocs.readers.cleaning import fold

_NUMBER = re.compile(r"Số: (?P<count>\d+)/[A-ZĐ][\wĐ&]*(?:-[A-ZĐ&a-z][\wĐ&]*)*")
_BLANK_NUMBER = re.compile(r"Số:[\s.…_]*/?\s*[\wĐ&/-]*")
_DATED = re.compile(r"(?P<place>[^,]+), ngày (?P<day>\d{1,2}) tháng (?P<month>\d{1,2}) năm (?P<year>\d{4})")
_DATELINE = re.compile(r"ngày[\s.…_\d]*tháng[\s.…_\d]*năm")
_KIND = re.compile(r"[A-ZÀ-Ỹ][A-ZÀ-Ỹ ]{2,40}")


@dataclass(frozen=True)
class Title:
    """``end`` is the number of lines of the body that kind and subject take."""

    kind: Line | None
    subject: tuple[Line, ...]


def find_title(sheet: Sheet) -> Title:
    """The lines centred and bold at the head of the body, up to the first that is not."""
    found: list[Line] = []
    for line in sheet.at(Place.BODY):
        if line.alignment != "center" or len(found) > 6:
            break
        found.append(line)
    kind = next((line for line in found if _KIND.fullmatch(line.shown) and len(line.shown.split()) <= 5), None)
    subject = found[found.index(kind) + 1 :] if kind else found
    return Title(kind, tuple(subject))


def head_departures(sheet: Sheet, rules: Rules) -> Iterator[Departure]:
    left, right = list(sheet.at(Place.HEAD_LEFT)), list(sheet.at(Place.HEAD_RIGHT))
    if not left and not right:
        found = "không có bảng hai cột ở đầu văn bản"
        wanted = "Quốc hiệu, Tiêu ngữ bên phải; tên cơ quan, số và ký hiệu bên trái"
        yield rules.departure("letterhead", "Phần đầu văn bản", found, wanted)
        return
    yield from _state(right, sheet, rules)
    yield from _bodies(left, sheet, rules)
    yield from _number(left, rules)
    yield from _date(right, rules)


def _state(right: list[Line], sheet: Sheet, rules: Rules) -> Iterator[Departure]:
    nation = next((line for line in right if fold(line.text).startswith("cong hoa xa hoi")), None)
    motto = next((line for line in right if fold(line.text).startswith("doc lap")), None)
    if nation is None:
        yield rules.departure("nation", "Quốc hiệu", "không có", rules.nation)
    else:
        if nation.shown != rules.nation:
            yield rules.departure("nation", "Quốc hiệu", f"“{nation.shown}”", f"“{rules.nation}”")
        yield from set_in(nation, "nation", "Quốc hiệu", rules, bold=True)
    if motto is None:
        yield rules.departure("motto", "Tiêu ngữ", "không có", f"“{rules.motto}”")
    else:
        if motto.text != rules.motto:
            yield rules.departure("motto", "Tiêu ngữ", f"“{motto.text}”", f"“{rules.motto}”")
        yield from set_in(motto, "motto", "Tiêu ngữ", rules, bold=True)
    if Place.HEAD_RIGHT not in sheet.rules_drawn:
        yield rules.departure(
            "motto_rule", "Tiêu ngữ", "không có đường kẻ bên dưới", "đường kẻ ngang dài bằng dòng chữ"
        )


def _bodies(left: list[Line], sheet: Sheet, rules: Rules) -> Iterator[Departure]:
    bodies = [line for line in left if not fold(line.text).startswith("so")]
    if not bodies:
        yield rules.departure("issuer", "Tên cơ quan ban hành", "không có", "chữ in hoa, đậm, bên trái")
        return
    issuer = [line for line in bodies if line.bold] or bodies[-1:]
    for line in bodies:
        name, role = ("Tên cơ quan ban hành", "issuer") if line in issuer else ("Tên cơ quan chủ quản", "parent")
        if line.shown != line.shown.upper():
            yield rules.departure(f"{role}_capitals", name, f"“{line.text}”", "chữ in hoa")
        yield from set_in(line, role, name, rules, bold=role == "issuer")
    if Place.HEAD_LEFT not in sheet.rules_drawn:
        found, wanted = "không có đường kẻ bên dưới", "đường kẻ ngang dài từ 1/3 đến 1/2 dòng chữ"
        yield rules.departure("issuer_rule", "Tên cơ quan ban hành", found, wanted)


def _number(left: list[Line], rules: Rules) -> Iterator[Departure]:
    line = next((one for one in left if fold(one.text).startswith("so")), None)
    name = "Số, ký hiệu"
    if line is None:
        yield rules.departure("number", name, "không có", "“Số: 05/KH-LĐLĐ”")
        return
    match = _NUMBER.fullmatch(line.text)
    if match and len(match["count"]) < 2:
        yield rules.departure("number_zero", name, f"“{line.text}”", "số nhỏ hơn 10 ghi thêm số 0 phía trước")
    elif not match and not _BLANK_NUMBER.fullmatch(line.text):
        wanted = "“Số: 05/KH-LĐLĐ”: dấu gạch chéo rồi gạch nối, không cách chữ"
        yield rules.departure("number", name, f"“{line.text}”", wanted)
    yield from set_in(line, "number", name, rules)


def _date(right: list[Line], rules: Rules) -> Iterator[Departure]:
    line = next((one for one in right if _DATELINE.search(one.text)), None)
    name = "Địa danh, thời gian ban hành"
    if line is None:
        yield rules.departure("dateline", name, "không có", "“Lai Châu, ngày 05 tháng 02 năm 2026”")
        return
    match = _DATED.fullmatch(line.text)
    if match:
        day, month = int(match["day"]), int(match["month"])
        wanted = f"ngày {day:02d} tháng {month:02d}" if month < 3 else f"ngày {day:02d} tháng {month}"
        if f"ngày {match['day']} tháng {match['month']}" != wanted:
            required = f"“{wanted}”: ngày dưới 10 và tháng 1, 2 ghi thêm số 0 phía trước"
            yield rules.departure("date_zero", name, f"“{line.text}”", required)
    elif any(map(str.isdigit, line.text)):
        yield rules.departure("dateline", name, f"“{line.text}”", "“Lai Châu, ngày 05 tháng 02 năm 2026”")
    yield from set_in(line, "place", name, rules, italic=True)


def title_departures(title: Title, rules: Rules) -> Iterator[Departure]:
    if title.kind is None:
        yield rules.departure("kind", "Tên loại văn bản", "không có", "chữ in hoa, đậm, canh giữa")
    else:
        yield from set_in(title.kind, "kind", "Tên loại văn bản", rules, bold=True)
    if not title.subject:
        yield rules.departure("subject", "Trích yếu nội dung", "không có", "chữ đậm, canh giữa, dưới tên loại")
    for line in title.subject:
        yield from set_in(line, "subject", "Trích yếu nội dung", rules, bold=True)


def set_in(
    line: Line, role: str, name: str, rules: Rules, *, bold: bool = False, italic: bool = False
) -> Iterator[Departure]:
    """Size, boldness and slant of one line of the head or foot."""
    least, most = rules.sizes[role]
    if any(not least <= size <= most for size in line.sizes):
        yield rules.departure(f"{role}_size", name, f"cỡ {joined(line.sizes)}", span_in_words(least, most, "cỡ"))
    if line.bold != bold:
        found, wanted = ("chữ đậm", "chữ đứng, không đậm") if line.bold else ("chữ không đậm", "chữ đậm")
        yield rules.departure(f"{role}_bold", name, f"{found}: {place_of(line)}", wanted)
    if line.italic != italic:
        found, wanted = ("chữ nghiêng", "chữ đứng") if line.italic else ("chữ đứng", "chữ nghiêng")
        yield rules.departure(f"{role}_italic", name, f"{found}: {place_of(line)}", wanted)
