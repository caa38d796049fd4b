"""Rules on the bases, the numbering and the foot: signature and recipients."""

import re
from collections.abc import Iterator
from itertools import takewhile

from caunoi.officialdocs.checking.head_rules import set_in
from caunoi.officialdocs.checking.model import Departure, Line, Place, Rules, Sheet
from caunoi.officialdocs.checking.words import place_of
from caunoi.officialdocs.model import PlanWarning
from caunoi.officialdocs.read_plan import read_plan_document
from caunoi.officialdocs.readers.cleaning import fold
from caunoi.officialdocs.readers.docx import read_docx

_NUMBERING = {"level_skipped", "duplicate_label", "skipped_label", "label_order", "heading_without_number"}
_PARTY_AUTHORITY = re.compile(r"[TKQ](?:L|UQ)?/[MTL]\b")
_AUTHORITY = re.compile(r"(TM|KT|TL|TUQ|Q)\b\.?")
_CLAUSE = re.compile(r"(?:[IVXLC]+|\d+(?:\.\d+)*)[.)/-]\s|(?:Phần|Chương|Mục|Điều)\s")
_POINT = re.compile(r"([a-zđ])\) ")
_UNSIGNED = ("BIÊN BẢN",)  # its two sides sign; FACTS name no recipients


def basis_departures(body: list[Line], rules: Rules) -> Iterator[Departure]:
    """Of the lines before the first clause; a clause too may begin "Căn cứ chức năng, …"."""
    preamble = takewhile(lambda line: not (line.is_listed or _CLAUSE.match(line.text)), body)
    bases = [line for line in preamble if fold(line.text).startswith("can cu ")]
    for number, line in enumerate(bases, 1):
        is_last = number == len(bases)
        if not line.italic:
            yield rules.departure("basis_italic", place_of(line), "chữ đứng", "căn cứ ban hành in nghiêng")
        if not line.text.endswith("." if is_last else ";"):
            wanted = "căn cứ cuối kết thúc bằng dấu chấm" if is_last else "mỗi căn cứ kết thúc bằng dấu chấm phẩy"
            yield rules.departure("basis_end", place_of(line), f"kết thúc bằng “{line.text[-1]}”", wanted)


def numbering_departures(data: bytes, rules: Rules) -> Iterator[Departure]:
    """What a careful clerk would mark in the numbers of sections, clauses and points."""
    warnings = read_plan_document(read_docx(data)).warnings
    yield from (_of_warning(one, rules) for one in warnings if one.code in _NUMBERING)


def _of_warning(one: PlanWarning, rules: Rules) -> Departure:
    where = f"Mục {one.path.replace('/', ' › ')}" if one.path else "Đánh số"
    return rules.departure("numbering", where, one.message.rstrip("."), "số thứ tự liên tục, không lặp, không bỏ cách")


def letter_departures(body: list[Line], rules: Rules) -> Iterator[Departure]:
    """Points are lettered by the Vietnamese alphabet."""
    for line in body:
        point = _POINT.match(line.text)
        if point and point[1] not in rules.letters:
            wanted = f"chữ cái tiếng Việt: {' '.join(rules.letters)}"
            yield rules.departure("letter", place_of(line), f"điểm “{point[1]})”", wanted)


def foot_departures(sheet: Sheet, kind: str, rules: Rules) -> Iterator[Departure]:
    left, right = list(sheet.at(Place.FOOT_LEFT)), list(sheet.at(Place.FOOT_RIGHT))
    if kind in _UNSIGNED:
        return
    yield from _recipients(left, rules)
    yield from _signature(right, rules)


def _recipients(left: list[Line], rules: Rules) -> Iterator[Departure]:
    name = "Nơi nhận"
    title = next((line for line in left if fold(line.text).startswith("noi nhan")), None)
    if title is None:
        yield rules.departure("recipients", name, "không có", "“Nơi nhận:” ở bên trái, ngang chữ ký")
        return
    if title.text != "Nơi nhận:":
        yield rules.departure("recipients_title", name, f"“{title.text}”", "“Nơi nhận:”")
    yield from set_in(title, "recipients_title", name, rules, bold=True, italic=True)
    listed = [line for line in left if line is not title]
    for number, line in enumerate(listed, 1):
        is_last = number == len(listed)
        if not line.text.startswith("- ") and not line.is_listed:
            yield rules.departure(
                "recipients_dash", place_of(line), "không có gạch đầu dòng", "mỗi dòng bắt đầu bằng “- ”"
            )
        if not line.text.endswith("." if is_last else ";"):
            wanted = "dòng cuối kết thúc bằng dấu chấm" if is_last else "mỗi dòng kết thúc bằng dấu chấm phẩy"
            yield rules.departure("recipients_end", place_of(line), f"kết thúc bằng “{line.text[-1]}”", wanted)
        yield from set_in(line, "recipients", name, rules)
    if not listed or "luu" not in fold(listed[-1].text)[:8]:
        found = "không có dòng “Lưu”" if not listed else f"dòng cuối là “{listed[-1].text}”"
        yield rules.departure("recipients_file", name, found, "dòng cuối là “- Lưu: VT, …”")


def _signature(right: list[Line], rules: Rules) -> Iterator[Departure]:
    name = "Chữ ký"
    if not right:
        yield rules.departure("signature", name, "không có", "quyền hạn, chức vụ và họ tên người ký ở bên phải")
        return
    for line in right:
        yield from set_in(line, "signature", name, rules, bold=True)
    first = right[0]
    if _PARTY_AUTHORITY.match(first.shown):
        wanted = f"{', '.join(rules.authorities)} (dấu chấm, không dùng gạch chéo)"
        yield rules.departure("authority", name, f"“{first.text}”", wanted)
    elif (match := _AUTHORITY.match(first.shown)) and not match[0].endswith("."):
        yield rules.departure("authority", name, f"“{first.text}”", f"“{match[1]}.” có dấu chấm")
    titles = right[:-1] if len(right) > 1 else right
    for line in titles:
        if line.shown != line.shown.upper():
            yield rules.departure("signature_capitals", name, f"“{line.text}”", "quyền hạn, chức vụ người ký in hoa")
    signer = right[-1]
    if len(right) > 1 and signer.shown == signer.shown.upper():
        yield rules.departure("signer", name, f"“{signer.text}”", "họ tên người ký viết hoa chữ cái đầu")
