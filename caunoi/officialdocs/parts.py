"""The parts of a paper: head, title and subject, preamble, body, closing formula, ending, annexes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from caunoi.officialdocs.joins import Seams, continues
from caunoi.officialdocs.labels import BULLETS, Kind
from caunoi.officialdocs.model import Document, Paragraph, Zone
from caunoi.officialdocs.numbering import read_paragraph
from caunoi.officialdocs.spelling import clean, fold, is_decoration, is_upper
from caunoi.officialdocs.vocabulary import patterns, phrases, words

_TITLE_WITHIN = 40  # paragraphs among which the title is looked for
_AS_FOLLOWS = re.compile(r"(?:như sau|với (?:các|những) nội dung(?: chính| cụ thể)?(?: sau)?|sau đây)\s*[:.]?$")
_AUTHORITY = re.compile(r"^(?:(?:TM|KT|TL|TUQ|Q)\s?\.\s?|[TK]\s?/\s?[MTL]\s?[.:]?\s?)[A-ZĐÀ-Ỹ]")
_RECIPIENTS = re.compile(r"^(?:_*\W*)nơi nhận\b")
_ANNEX = re.compile(
    r"^(?:PHỤ LỤC|Phụ lục(?: (?:[IVX]+|\d+))?\s*$|DANH MỤC|(?:MỘT SỐ |CÁC |HỆ THỐNG )?KHẨU HIỆU|BIỂU|LỊCH|ĐỀ CƯƠNG)(?!\w)"
)
_DRAFT = re.compile(r"^\W*(?:dự thảo|bản dự thảo|hỏa tốc|khẩn|lưu hành nội bộ)\W*(?:lần .*)?$")


@dataclass
class Parts:
    """Paragraphs of each part, cleaned, in reading order. ``title`` is the printed kind (``KẾ HOẠCH``) or ``None``."""

    head: list[Paragraph] = field(default_factory=list)
    title: str | None = None
    subject: list[Paragraph] = field(default_factory=list)
    preamble: list[Paragraph] = field(default_factory=list)
    body: list[Paragraph] = field(default_factory=list)
    closing: list[Paragraph] = field(default_factory=list)
    ending: list[Paragraph] = field(default_factory=list)
    annexes: list[Paragraph] = field(default_factory=list)


def split_parts(document: Document) -> Parts:
    """Sort every paragraph of a document into its part; nothing is dropped but rules and empty lines."""
    cleaned = [replace(paragraph, text=clean(paragraph.text)) for paragraph in document.paragraphs]
    paragraphs = [paragraph for paragraph in cleaned if not is_decoration(paragraph.text)]
    parts = Parts()
    rest = _take_head(paragraphs, parts)
    rest = _take_subject(rest, parts)
    start = _body_start(rest)
    parts.preamble = _rejoined(rest[:start])
    end = _ending_start(rest, start)
    parts.body, parts.closing = _split_closing(rest[start:end])
    parts.ending, parts.annexes = _split_annexes(rest[end:])
    return parts


def is_authority(text: str) -> bool:
    """Begins a signature block: "TM. BAN THƯỜNG VỤ", "T/M …", "KT. CHỦ TỊCH"."""
    return len(text) < 120 and _AUTHORITY.match(text) is not None and is_upper(text)


def is_recipients_title(text: str) -> bool:
    return _RECIPIENTS.match(fold(text)) is not None


def title_kind(text: str) -> str | None:
    """The kind of paper whose title this line is or begins with, in capitals as printed."""
    bare = text.strip(" *_:")
    for kind in sorted(words("kinds", "titles"), key=len, reverse=True):
        if bare[: len(kind)] == kind and not bare[len(kind) : len(kind) + 1].isalpha():
            return kind
    return None


def _take_head(paragraphs: list[Paragraph], parts: Parts) -> list[Paragraph]:
    """Everything above the title; a paper without a title has the letterhead only."""
    for index, paragraph in enumerate(paragraphs[:_TITLE_WITHIN]):
        kind = title_kind(paragraph.text)
        if kind and not paragraph.label:
            parts.title, parts.head = kind, paragraphs[:index]
            remainder = paragraph.text.strip(" *_:")[len(kind) :].strip(" *_:")
            head = [replace(paragraph, text=remainder)] if remainder else []
            return head + paragraphs[index + 1 :]
    count = next((i for i, one in enumerate(paragraphs) if not _is_head_line(one)), len(paragraphs))
    parts.head = paragraphs[:count]
    return paragraphs[count:]


def _is_head_line(paragraph: Paragraph) -> bool:
    folded = fold(paragraph.text)
    return (
        paragraph.zone is Zone.LETTERHEAD
        or folded.startswith(("cộng hòa xã hội", "độc lập", "đảng cộng sản việt nam", "số:", "số ", "dự thảo"))
        or (len(folded) < 80 and re.search(r",\s*ngày.{0,12}tháng.{0,12}năm", folded) is not None)
    )


def _take_subject(rest: list[Paragraph], parts: Parts) -> list[Paragraph]:
    """The lines of the subject stand between the title and the preamble."""
    if parts.title is None:
        return rest
    count = 0
    for paragraph in rest:
        if paragraph.zone is Zone.LETTERHEAD and count == 0:
            parts.head.append(paragraph)
            rest = rest[1:]
        elif _ends_subject(paragraph, rest[:count]):
            break
        else:
            count += 1
    parts.subject = [one for one in rest[:count] if not _DRAFT.match(fold(one.text))]
    return rest[count:]


def _ends_subject(paragraph: Paragraph, before: Sequence[Paragraph]) -> bool:
    text = paragraph.text
    if starts_basis(text) or _AS_FOLLOWS.search(fold(text)) or len(text) > 400:
        return True
    if any(reading.label.number == 1 or reading.label.kind in BULLETS for reading in read_paragraph(paragraph)):
        return True
    if not before:
        return False
    if fold(text).startswith("kính gửi"):
        return True
    if len(text) > 100 and phrases("sentences", "preamble").match(fold(text)):
        return True
    was_set_off = before[0].bold or before[0].centered
    return was_set_off and not (paragraph.bold or paragraph.centered)


def starts_basis(text: str) -> bool:
    """Begins as the lines do that say what a paper rests on."""
    return phrases("sentences", "basis").match(fold(text).lstrip("-–+*• ")) is not None


def _body_start(rest: Sequence[Paragraph]) -> int:
    """The first numbered heading, or what follows "… như sau:" where that comes earlier."""
    for index, paragraph in enumerate(rest):
        if paragraph.zone is Zone.SIGNATURE or is_recipients_title(paragraph.text):
            return index
        if not starts_basis(paragraph.text) and _opens_body(paragraph):
            return index
        if _AS_FOLLOWS.search(fold(paragraph.text)) and not read_paragraph(paragraph):
            return index + 1
    first_bases = (i for i, one in enumerate(rest) if not starts_basis(one.text))
    return next(first_bases, 0)


def _opens_body(paragraph: Paragraph) -> bool:
    for reading in read_paragraph(paragraph):
        label, kind = reading.label, reading.label.kind
        if starts_basis(reading.text) and kind not in (Kind.PART, Kind.CHAPTER, Kind.ROMAN):
            return False
        if paragraph.label and kind not in BULLETS:
            return True
        if kind in (Kind.PART, Kind.CHAPTER, Kind.ARTICLE, Kind.ROMAN, Kind.UPPER) and label.number <= 3:
            return not label.weak or is_upper(reading.text)
        if kind in (Kind.ARABIC, Kind.MULTI) and label.number == 1 and not label.weak:
            return True
    return False


def _ending_start(rest: Sequence[Paragraph], start: int) -> int:
    """The recipients or the signature, whichever comes first; what a page puts in their columns is ending too."""
    for index in range(start, len(rest)):
        paragraph = rest[index]
        if paragraph.zone is Zone.SIGNATURE or is_recipients_title(paragraph.text) or is_authority(paragraph.text):
            return index
    return _bare_signature(rest, start)


def _bare_signature(rest: Sequence[Paragraph], start: int) -> int:
    """A title and a name alone at the end ("CHỦ TỊCH", "Nguyễn Văn A"), without "TM."."""
    for index in range(max(start, len(rest) - 8), len(rest)):
        paragraph = rest[index]
        if phrases("signature", "titles").fullmatch(fold(paragraph.text)) and is_upper(paragraph.text):
            return index
    return len(rest)


def _split_closing(body: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """The closing formula ("Trên đây là Kế hoạch …") and the unmarked paragraphs after it are no clauses."""
    closings = tuple(fold(word) for word in words("sentences", "closing"))
    for index in range(len(body) - 1, max(len(body) - 8, -1), -1):
        if fold(body[index].text).startswith(closings) and not body[index].label:
            after = body[index + 1 :]
            if any(read_paragraph(one) or one.zone is Zone.TABLE for one in after):
                break
            return body[:index], _rejoined(body[index:])
    if body and _closes(body[-1]):
        return body[:-1], body[-1:]
    return body, []


def _closes(last: Paragraph) -> bool:
    """A last paragraph that only asks everyone to carry the plan out."""
    folded = fold(last.text)
    if (
        not folded.endswith(("./.", "/."))
        or read_paragraph(last)
        or patterns("sentences", "not_closing").search(folded)
    ):
        return False
    return patterns("sentences", "closing_last").search(folded) is not None


def _split_annexes(rest: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    for index, paragraph in enumerate(rest):
        begins = _ANNEX.match(paragraph.text) or title_kind(paragraph.text) or paragraph.zone is Zone.LETTERHEAD
        if begins and paragraph.zone is not Zone.SIGNATURE and index > 0:
            return rest[:index], rest[index:]
    return rest, []


def _rejoined(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs outside the body, mended where a page end has cut them."""
    seams = Seams(paragraph.text for paragraph in paragraphs)
    result: list[Paragraph] = []
    for paragraph in paragraphs:
        if result and not paragraph.label and continues(result[-1], paragraph, seams, heading=False):
            result[-1] = replace(result[-1], text=f"{result[-1].text} {paragraph.text}", page=paragraph.page)
        else:
            result.append(paragraph)
    return result
