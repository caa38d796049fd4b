"""What holds for any text whatever."""

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from caunoi.officialdocs.labels import Kind, read_labels, to_roman
from caunoi.officialdocs.model import Document, Paragraph, Zone
from caunoi.officialdocs.numbering import build_tree
from caunoi.officialdocs.read_plan import read_plan_document
from caunoi.officialdocs.spelling import clean, fold, is_decoration

MARKS = (
    "I. ",
    "II. ",
    "IV- ",
    "1. ",
    "2 ",
    "3/ ",
    "1.1. ",
    "2.3 ",
    "(1) ",
    "a) ",
    "đ) ",
    "- ",
    "+ ",
    "* ",
    "",
    "XIII ",
    "31. ",
)
WORDS = (
    *("Đợt 1: từ 01/3 đến 30/4/2026", "TỔ CHỨC THỰC HIỆN", "NỘI DUNG TUYÊN TRUYỀN", "Ban Tuyên giáo", "tiếp tục"),
    *("Trên đây là Kế hoạch", "Nơi nhận:", "TM. BAN THƯỜNG VỤ", "KHẨU HIỆU", "báo cáo về LĐLĐ tỉnh trước 31/6/2026."),
    *("Số:   /KH-LĐLĐ", "KẾ HOẠCH", "Căn cứ Kế hoạch số 12/KH-TLĐ ngày 1/1/2025;", "Đại hội lần thứ X,", "hết câu."),
)
lines = st.builds(lambda mark, text: mark + text, st.sampled_from(MARKS), st.sampled_from(WORDS) | st.text(max_size=40))
sheets = st.lists(
    st.builds(
        Paragraph,
        text=lines,
        label=st.sampled_from(("", "", "", "I.", "1.", "-", "\uf0b7")),
        zone=st.sampled_from(Zone),
        page=st.integers(0, 3),
        column=st.integers(0, 1),
        bold=st.booleans(),
    ),
    max_size=25,
)


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(sheets)
@settings(max_examples=300, deadline=None)
def test_any_paragraphs_read_without_error(paragraphs: list[Paragraph]) -> None:
    plan = read_plan_document(Document("txt", tuple(paragraphs)))
    paths = [clause.path for clause in plan.clauses]
    assert len(paths) == len(set(paths))


@given(sheets)
@settings(max_examples=300, deadline=None)
def test_clauses_joined_are_the_body(paragraphs: list[Paragraph]) -> None:
    kept = [one for one in paragraphs if not is_decoration(clean(one.text))]
    printed = "".join(f"{one.label}{clean(one.text)}" for one in kept)
    said = "".join(f"{clause.label}{clause.text}" for clause in build_tree(paragraphs).clauses())
    assert letters(said) == letters(printed)


@given(
    st.sampled_from([Kind.ROMAN, Kind.ARABIC, Kind.BRACKET, Kind.RING, Kind.MULTI]),
    st.integers(1, 39),
    st.integers(1, 30),
)
def test_labels_go_there_and_back(kind: Kind, first: int, second: int) -> None:
    printed = {
        Kind.ROMAN: f"{to_roman(first)}.",
        Kind.ARABIC: f"{first}.",
        Kind.BRACKET: f"{first})",
        Kind.RING: f"({first})",
        Kind.MULTI: f"{first}.{second}.",
    }[kind]
    label = read_labels(f"{printed} Tuyên truyền")[0].label
    numbers = (first, second) if kind is Kind.MULTI else (first,)
    assert (label.kind, label.numbers, label.printed) == (kind, numbers, printed)


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert len(fold(composed, squeeze=False)) == len(composed)
