"""Rules on the sheet itself, the typeface and the running text."""

import unicodedata
from collections.abc import Iterator

from caunoi.officialdocs.checking.model import Departure, Line, Page, Place, Rules, Sheet
from caunoi.officialdocs.checking.words import joined, number_in_words, place_of, span_in_words

SLACK = 0.6  # mm that rounding in Word may cost
SIDES = {"top": "Lề trên", "bottom": "Lề dưới", "left": "Lề trái", "right": "Lề phải"}


def sheet_departures(sheet: Sheet, rules: Rules) -> Iterator[Departure]:
    for number, page in enumerate(sheet.pages):
        yield from _page(page, rules, number)
    yield from _page_number(sheet, rules)
    for line in sheet.lines:
        yield from _type(line, rules)


def _page(page: Page, rules: Rules, number: int) -> Iterator[Departure]:
    """An appendix may lie on its side; the first section may not."""
    width, height = rules.sheet
    upright = abs(page.width - width) <= 1 and abs(page.height - height) <= 1
    lying = number > 0 and abs(page.width - height) <= 1 and abs(page.height - width) <= 1
    where = "Khổ giấy" if number == 0 else f"Khổ giấy, phần {number + 1}"
    if not upright and not lying:
        found = f"{number_in_words(page.width)} × {number_in_words(page.height)} mm"
        yield rules.departure("sheet", where, found, f"A4 ({number_in_words(width)} × {number_in_words(height)} mm)")
    for side, (least, most) in rules.margins.items():
        found_mm = getattr(page, side)
        if not lying and not least - SLACK <= found_mm <= most + SLACK:
            place = SIDES[side] if number == 0 else f"{SIDES[side]}, phần {number + 1}"
            wanted = span_in_words(least, most, "mm")
            yield rules.departure(f"margin_{side}", place, f"{number_in_words(found_mm)} mm", wanted)


def _page_number(sheet: Sheet, rules: Rules) -> Iterator[Departure]:
    number, place = sheet.number, "Số trang"
    wanted = "canh giữa ở lề trên, chữ số Ả Rập, không ghi ở trang 1"
    if number is None:
        if len(list(sheet.at(Place.BODY))) > 25:  # a paper of one page carries none
            yield rules.departure("page_number", place, "không đánh số", wanted)
        return
    if not number.in_header or not number.centered:
        found = "ở lề dưới" if not number.in_header else "không canh giữa"
        yield rules.departure("page_number", place, found, wanted)
    if not number.first_is_bare:
        yield rules.departure("page_number_first", place, "ghi cả ở trang 1", wanted)
    least, most = rules.sizes["page"]
    if any(not least <= size <= most for size in number.sizes):
        yield rules.departure("page_number_size", place, f"cỡ {joined(number.sizes)}", span_in_words(least, most, "cỡ"))


def _type(line: Line, rules: Rules) -> Iterator[Departure]:
    where = place_of(line)
    strange = sorted(font for font in line.fonts if font != rules.typeface)
    if strange:
        found = f"phông {', '.join(font or 'không ghi' for font in strange)}"
        yield rules.departure("typeface", where, found, f"{rules.typeface}, bộ mã Unicode TCVN 6909:2001")
    if unicodedata.normalize("NFC", line.text) != line.text:
        yield rules.departure("unicode", where, "dấu tách rời (Unicode tổ hợp)", "Unicode dựng sẵn TCVN 6909:2001")
    if line.colours - {"000000"}:
        yield rules.departure("colour", where, "chữ có màu", "chữ màu đen")


def body_departures(lines: list[Line], rules: Rules) -> Iterator[Departure]:
    """Running text: bases, opening, clauses, closing."""
    least, most = rules.sizes["body"]
    for line in lines:
        where = place_of(line)
        if any(not least <= size <= most for size in line.sizes):
            yield rules.departure("body_size", where, f"cỡ {joined(line.sizes)}", span_in_words(least, most, "cỡ"))
        if line.alignment != "both" and not (line.alignment == "center" and line.bold):
            yield rules.departure("alignment", where, "không dàn đều hai lề", "dàn đều cả hai lề")
        if line.alignment == "both" and not line.is_listed and not _is_indented(line, rules):
            wanted = " hoặc ".join(f"{number_in_words(one / 10)} cm" for one in rules.indents)
            found = f"lùi đầu dòng {number_in_words((line.indent or 0) / 10)} cm"
            yield rules.departure("indent", where, found, wanted)
        if line.gap < rules.gap - 0.1:
            found = f"cách đoạn {number_in_words(line.gap)} pt"
            yield rules.departure("gap", where, found, f"tối thiểu {number_in_words(rules.gap)} pt")
        low, high = rules.spacing
        if line.spacing is not None and not low - 0.01 <= line.spacing <= high + 0.01:
            found = f"cách dòng {number_in_words(line.spacing)}"
            yield rules.departure("spacing", where, found, "từ dòng đơn đến 1,5 dòng")


def _is_indented(line: Line, rules: Rules) -> bool:
    return any(abs((line.indent or 0.0) - wanted) <= SLACK for wanted in rules.indents)
