"""The layout of Decree 30/2020/NĐ-CP, measured in the file that is written."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from caunoi.officialdocs.paper import Block, Paper, dateline
from caunoi.officialdocs.write_docx import write_docx

PAPER = Paper(
    parent_body="LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ LÃNG",
    issuer="CÔNG ĐOÀN XÃ BẢN CHANG",
    number="05/KH-CĐX",
    place="Bản Chang",
    date=date(2025, 2, 4),
    kind="KẾ HOẠCH",
    subject="Tuyên truyền Đại hội Công đoàn xã",
    bases=("Căn cứ Kế hoạch số 22/KH-LĐLĐ ngày 10/01/2025;",),
    opening="Ban Chấp hành xây dựng kế hoạch như sau:",
    body=(
        Block("Mục đích", "I.", 0, bold=True),
        Block("Yêu cầu", "1.", 1, bold=True),
        Block("gọn nhẹ;", "a)", 2),
        Block("đúng luật;", "đ)", 2),
        Block("đầy đủ.", "e)", 2),
        Block("Nội dung", "III.", 0, bold=True),
        Block("Đợt sau", "3.2.", 2),
        Block("phát tin", "-", 3),
        Block("treo cờ", "-", 3),
        Block("Đoạn không đánh số."),
    ),
    closing="Trên đây là Kế hoạch./.",
    recipients=("Liên đoàn Lao động tỉnh", "Lưu: VT"),
    authority=("TM. BAN CHẤP HÀNH",),
    title=("CHỦ TỊCH",),
    name="Lê Thị Tâm",
)


def opened(paper: Paper = PAPER, *, automatic_numbering: bool = False) -> DocxDocument:
    return Document(BytesIO(write_docx(paper, automatic_numbering=automatic_numbering)))


def printed_labels(document: DocxDocument) -> list[str]:
    """The labels that Word would print, for lists of one level each."""
    root = document.part.numbering_part.element
    levels = {level.getparent().get(qn("w:abstractNumId")): level for level in root.iter(qn("w:lvl"))}
    counts: dict[str, int] = {}
    labels = []
    for paragraph in document.paragraphs:
        number_id = next((node.get(qn("w:val")) for node in paragraph._p.iter(qn("w:numId"))), None)
        if number_id is None:
            continue
        level = levels[number_id]
        first = int(level.find(qn("w:start")).get(qn("w:val")))
        counts[number_id] = counts.get(number_id, first - 1) + 1
        labels.append(label_of(level, counts[number_id]))
    return labels


def label_of(level: object, count: int) -> str:
    form = level.find(qn("w:numFmt")).get(qn("w:val"))  # type: ignore[attr-defined]
    pattern = level.find(qn("w:lvlText")).get(qn("w:val"))  # type: ignore[attr-defined]
    shown = {"decimal": str(count), "lowerLetter": chr(96 + count), "upperRoman": "I" * count}.get(form, "")
    return re.sub(r"%\d", shown, pattern)


def test_page_is_a4_with_the_decrees_margins() -> None:
    section = opened().sections[0]
    measures = [section.page_width, section.page_height, section.top_margin, section.bottom_margin]
    measures += [section.left_margin, section.right_margin]
    assert [round(value.mm) for value in measures if value] == [210, 297, 20, 20, 30, 15]


def test_page_number_stands_in_the_top_margin_but_not_on_page_one() -> None:
    section = opened().sections[0]
    header = section.header.paragraphs[0]
    assert section.different_first_page_header_footer is True
    assert [node.text for node in header._p.iter(qn("w:instrText"))] == ["PAGE"]
    assert header.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert section.first_page_header.paragraphs[0].text == ""
    assert [round(value.mm) for value in (section.header_distance, section.top_margin) if value] == [10, 20]


def test_body_is_justified_fourteen_points_with_an_indented_first_line() -> None:
    document = opened()
    paragraph = next(p for p in document.paragraphs if p.text.startswith("a) gọn nhẹ"))
    assert paragraph.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(paragraph.paragraph_format.first_line_indent.mm) == round(Cm(1).mm)
    assert [run.font.size for run in paragraph.runs] == [Pt(14)]
    normal = document.styles["Normal"]
    assert (normal.font.name, normal.paragraph_format.space_after) == ("Times New Roman", Pt(6))


def test_letterhead_is_a_two_column_table_with_grid_widths() -> None:
    table = opened().tables[0]
    cells = [[p.text for p in cell.paragraphs if p.text] for row in table.rows for cell in row.cells]
    assert [[text.replace("\u00a0", " ") for text in cell] for cell in cells] == [
        ["LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ LÃNG", "CÔNG ĐOÀN XÃ BẢN CHANG"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
        ["Số: 05/KH-CĐX"],
        ["Bản Chang, ngày 04 tháng 02 năm 2025"],
    ]
    assert [round(column.width.mm) for column in table.columns] == [72, 93]


def test_letterhead_sets_the_issuer_bold_and_its_parent_plain() -> None:
    parent, issuer = opened().tables[0].cell(0, 0).paragraphs[:2]
    assert [run.bold for run in parent.runs + issuer.runs] == [None, True]


def test_party_letterhead_has_a_star_and_no_state_motto() -> None:
    table = opened(replace(PAPER, party=True, number="07-KH/ĐU")).tables[0]
    assert [p.text for p in table.cell(0, 0).paragraphs][-1] == "*"
    assert [p.text for p in table.cell(0, 1).paragraphs if p.text] == ["ĐẢNG CỘNG SẢN VIỆT NAM"]
    assert table.cell(1, 0).text == "Số 07-KH/ĐU"


def test_classification_is_printed_in_a_box() -> None:
    document = opened(replace(PAPER, classification="LƯU HÀNH NỘI BỘ"))
    box = document.tables[0].cell(1, 0).paragraphs[-1]
    assert box.text == "LƯU HÀNH NỘI BỘ"
    assert len(box._p.pPr.find(qn("w:pBdr"))) == 4


def test_kind_and_subject_are_centred_and_bold() -> None:
    kind, subject = [p for p in opened().paragraphs if p.text][:2]
    assert [p.alignment for p in (kind, subject)] == [WD_ALIGN_PARAGRAPH.CENTER] * 2
    assert [run.bold for p in (kind, subject) for run in p.runs] == [True, True]


def test_long_subject_is_narrowed_so_that_no_name_is_torn() -> None:
    subject = "Tuyên truyền đại hội công đoàn cơ sở và Đại hội Công đoàn tỉnh lần thứ XV, nhiệm kỳ 2025 - 2030"
    paragraph = [p for p in opened(replace(PAPER, subject=subject)).paragraphs if p.text][1]
    assert paragraph.text.replace("\u00a0", " ") == subject
    assert "nhiệm\u00a0kỳ\u00a02025\u00a0-\u00a02030" in paragraph.text
    assert paragraph.paragraph_format.left_indent > Mm(5)


def test_bases_are_italic_and_the_opening_upright() -> None:
    paragraphs = {p.text: p for p in opened().paragraphs}
    assert [run.italic for run in paragraphs[PAPER.bases[0]].runs] == [True]
    assert [run.italic for run in paragraphs[PAPER.opening].runs] == [None]


def test_body_keeps_every_label_and_text_in_order() -> None:
    texts = [p.text for p in opened().paragraphs]
    body = [f"{block.label} {block.text}".strip() for block in PAPER.body]
    start = texts.index(body[0])
    assert texts[start : start + len(body)] == body


def test_heading_of_the_first_level_is_shown_in_capitals_without_changing_its_text() -> None:
    heading = next(p for p in opened().paragraphs if p.text == "I. Mục đích")
    assert [(run.bold, run.font.all_caps) for run in heading.runs] == [(True, True)]
    assert heading.paragraph_format.keep_with_next is True


def test_foot_has_recipients_left_and_signature_right() -> None:
    left, right = opened().tables[-1].rows[0].cells
    assert [p.text for p in left.paragraphs] == ["Nơi nhận:", "- Liên đoàn Lao động tỉnh;", "- Lưu: VT."]
    assert [p.text for p in right.paragraphs] == ["TM. BAN CHẤP HÀNH", "CHỦ TỊCH", "Lê Thị Tâm"]


def test_last_paragraph_stays_with_the_signature() -> None:
    assert [p.text for p in opened().paragraphs if p.paragraph_format.keep_with_next][-1] == PAPER.closing


def test_signature_stands_without_recipients_and_recipients_without_a_name() -> None:
    left, right = opened(replace(PAPER, recipients=())).tables[-1].rows[0].cells
    assert ([p.text for p in left.paragraphs], right.paragraphs[-1].text) == ([""], "Lê Thị Tâm")
    left, right = opened(replace(PAPER, name="")).tables[-1].rows[0].cells
    assert (left.paragraphs[0].text, [p.text for p in right.paragraphs]) == (
        "Nơi nhận:",
        ["TM. BAN CHẤP HÀNH", "CHỦ TỊCH"],
    )


def test_letterhead_of_a_body_without_a_parent_has_its_own_name_only() -> None:
    names = opened(replace(PAPER, parent_body="")).tables[0].cell(0, 0).paragraphs
    assert [p.text.replace("\u00a0", " ") for p in names if p.text] == ["CÔNG ĐOÀN XÃ BẢN CHANG"]


def test_body_follows_the_bases_when_nothing_opens_it() -> None:
    texts = [p.text for p in opened(replace(PAPER, opening="")).paragraphs]
    assert texts[texts.index(PAPER.bases[0]) + 1] == "I. Mục đích"


def test_foot_follows_the_body_when_nothing_closes_it() -> None:
    document = opened(replace(PAPER, closing=""))
    assert [p.text for p in document.paragraphs if p.text][-1] == "Đoạn không đánh số."


def test_foot_is_left_out_when_nobody_signs_or_receives() -> None:
    document = opened(replace(PAPER, recipients=(), authority=(), title=(), name=""))
    assert len(document.tables) == 1


def test_automatic_numbering_prints_the_labels_of_the_blocks() -> None:
    document = opened(automatic_numbering=True)
    assert printed_labels(document) == ["I.", "1.", "a)", "e)", "III.", "3.2.", "-", "-"]


def test_automatic_numbering_leaves_in_the_text_only_what_word_cannot_count() -> None:
    texts = [p.text for p in opened(automatic_numbering=True).paragraphs]
    assert [text for text in texts if re.match(r"\S{1,4}[.)] ", text)] == ["đ) đúng luật;"]


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2022, 4, 4), "Hà Lãng, ngày 04 tháng 4 năm 2022"),
        (date(2022, 1, 15), "Hà Lãng, ngày 15 tháng 01 năm 2022"),
        (date(2022, 12, 9), "Hà Lãng, ngày 09 tháng 12 năm 2022"),
    ],
)
def test_dateline_writes_leading_zeros_as_the_decree_does(day: date, printed: str) -> None:
    assert dateline("Hà Lãng", day) == printed


def test_dateline_without_a_date_leaves_room_for_the_pen() -> None:
    assert re.sub(" +", " ", dateline("Hà Lãng", None)).strip() == "Hà Lãng, ngày tháng năm"
