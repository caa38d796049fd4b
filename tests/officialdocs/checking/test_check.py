"""Each layout rule, tried on a paper of ours with one thing made wrong."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from caunoi.config.cli import command_line, main
from caunoi.officialdocs.checking import Departure, check_document
from caunoi.officialdocs.checking.check import rule_sets, rules_on
from caunoi.officialdocs.cli import check_command
from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.paper import Block, Paper
from caunoi.officialdocs.write_docx import write_docx
from caunoi.officialdocs.write_record import Part, Record, RecordTable, Signatory, write_record

PAPER = Paper(
    parent_body="LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ LÃNG",
    issuer="CÔNG ĐOÀN XÃ BẢN CHANG",
    number="05/KH-CĐX",
    place="Bản Chang",
    date=dt.date(2026, 2, 4),
    kind="KẾ HOẠCH",
    subject="Tuyên truyền Đại hội Công đoàn xã",
    bases=("Căn cứ Điều lệ Công đoàn Việt Nam;", "Căn cứ Kế hoạch số 22/KH-LĐLĐ ngày 10/01/2026."),
    opening="Ban Chấp hành xây dựng kế hoạch như sau:",
    body=(
        Block("Mục đích", "I.", 0, bold=True),
        Block("Gọn nhẹ, đúng luật;", "a)", 2),
        Block("Đầy đủ, kịp thời;", "b)", 2),
        Block("Nội dung", "II.", 0, bold=True),
        Block("Phát tin trên loa truyền thanh của xã.", "-", 3),
        Block("Đoạn không đánh số."),
    ),
    closing="Trên đây là Kế hoạch của Công đoàn xã.",
    recipients=("Liên đoàn Lao động tỉnh", "Lưu: VT"),
    authority=("TM. BAN CHẤP HÀNH",),
    title=("CHỦ TỊCH",),
    name="Lê Thị Tâm",
)


def codes(data: bytes) -> list[str]:
    return [one.code for one in check_document(data)]


written_once = cache(write_docx)


def saved(document: DocxDocument) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def changed(change: Callable[[DocxDocument], Any], paper: Paper = PAPER) -> bytes:
    document = Document(BytesIO(written_once(paper)))
    change(document)
    return saved(document)


def line(document: DocxDocument, words: str) -> Paragraph:
    """The first paragraph that holds ``words``, in the text or in a table."""
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    everything: list[Paragraph] = [*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    return next(one for one in everything if words in one.text.replace("\u00a0", " "))


def set_type(words: str, **font: Any) -> Callable[[DocxDocument], None]:
    def change(document: DocxDocument) -> None:
        for run in line(document, words).runs:
            for name, value in font.items():
                if name == "color":
                    run.font.color.rgb = value
                else:
                    setattr(run.font, name, value)

    return change


def set_text(words: str, text: str) -> Callable[[DocxDocument], None]:
    def change(document: DocxDocument) -> None:
        runs = line(document, words).runs
        runs[0].text = text
        for run in runs[1:]:
            run.text = ""

    return change


def set_form(words: str, **form: Any) -> Callable[[DocxDocument], None]:
    def change(document: DocxDocument) -> None:
        for name, value in form.items():
            setattr(line(document, words).paragraph_format, name, value)

    return change


def drop(words: str) -> Callable[[DocxDocument], None]:
    return set_text(words, "")


def above(words: str, others: str) -> Callable[[DocxDocument], None]:
    def change(document: DocxDocument) -> None:
        line(document, others)._p.addprevious(line(document, words)._p)

    return change


def after_the_foot(words: str) -> Callable[[DocxDocument], None]:
    def change(document: DocxDocument) -> None:
        last = document.add_paragraph(words)
        last.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        last.paragraph_format.first_line_indent = Cm(1)

    return change


def number_first(document: DocxDocument) -> None:
    line(document, "LIÊN ĐOÀN")._p.addprevious(line(document, "Số:")._p)


def set_section(**values: Any) -> Callable[[DocxDocument], None]:
    def change(document: DocxDocument) -> None:
        for name, value in values.items():
            setattr(document.sections[0], name, value)

    return change


def drop_table(number: int) -> Callable[[DocxDocument], None]:
    def change(document: DocxDocument) -> None:
        document.element.body.remove(document.tables[number]._tbl)

    return change


def drop_rules(document: DocxDocument) -> None:
    for borders in list(document.element.body.iter(qn("w:pBdr"))):
        parent = borders.getparent()
        assert parent is not None
        parent.remove(borders)


def rules_above(document: DocxDocument) -> None:
    """Each rule as the upper border of its empty paragraph instead of the lower."""
    for border in list(document.element.body.iter(qn("w:bottom"))):
        border.tag = qn("w:top")


def boxes_for_rules(document: DocxDocument) -> None:
    for borders in list(document.element.body.iter(qn("w:pBdr"))):
        borders.append(OxmlElement("w:left"))


def number_in_footer(document: DocxDocument) -> None:
    section = document.sections[0]
    header = section.header.paragraphs[0]
    section.footer.paragraphs[0]._p.extend(list(header._p))


def number_left(document: DocxDocument) -> None:
    document.sections[0].header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT


def small_number(document: DocxDocument) -> None:
    for run in document.sections[0].header.paragraphs[0].runs:
        run.font.size = Pt(10)


def no_number(document: DocxDocument) -> None:
    for run in document.sections[0].header.paragraphs[0].runs:
        document.sections[0].header.paragraphs[0]._p.remove(run._r)


MADE_WRONG: list[tuple[str, Callable[[DocxDocument], Any], list[str]]] = [
    ("letter-size sheet", set_section(page_width=Mm(216), page_height=Mm(279)), ["sheet"]),
    ("narrow left margin", set_section(left_margin=Mm(25)), ["margin_left"]),
    ("wide right margin", set_section(right_margin=Mm(25)), ["margin_right"]),
    ("narrow top margin", set_section(top_margin=Mm(15)), ["margin_top"]),
    ("wide bottom margin", set_section(bottom_margin=Mm(30)), ["margin_bottom"]),
    ("number in the footer", number_in_footer, ["page_number"]),
    ("number at the left", number_left, ["page_number"]),
    ("small number", small_number, ["page_number_size"]),
    ("number on page 1", set_section(different_first_page_header_footer=False), ["page_number_first"]),
    ("no number on one page", no_number, []),
    ("other typeface", set_type("Phát tin", name="Arial"), ["typeface"]),
    ("marks apart", set_text("Đoạn không", "Đoạn không đánh số ho\u0323c."), ["unicode"]),
    ("red", set_type("Phát tin", color=RGBColor(255, 0, 0)), ["colour"]),
    ("small body", set_type("Phát tin", size=Pt(12)), ["body_size"]),
    ("body at the left", set_form("Phát tin", alignment=WD_ALIGN_PARAGRAPH.LEFT), ["alignment"]),
    ("no indent", set_form("Phát tin", first_line_indent=Cm(0)), ["indent"]),
    ("the other indent", set_form("Phát tin", first_line_indent=Cm(1.27)), []),
    ("no gap", set_form("Phát tin", space_after=Pt(0)), ["gap"]),
    ("half the gap on either side", set_form("Phát tin", space_before=Pt(3), space_after=Pt(3)), []),
    ("double spacing", set_form("Phát tin", line_spacing=2.0), ["spacing"]),
    (
        "spacing in points",
        set_form("Phát tin", line_spacing_rule=WD_LINE_SPACING.EXACTLY, line_spacing=Pt(18)),
        [],
    ),
    ("no letterhead", drop_table(0), ["letterhead"]),
    ("no state", drop("CỘNG HÒA"), ["nation"]),
    ("state misspelt", set_text("CỘNG HÒA", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ["nation"]),
    ("large state", set_type("CỘNG HÒA", size=Pt(15)), ["nation_size"]),
    ("thin state", set_type("CỘNG HÒA", bold=False), ["nation_bold"]),
    ("no motto", drop("Độc lập"), ["motto"]),
    ("motto with long dashes", set_text("Độc lập", "Độc lập – Tự do – Hạnh phúc"), ["motto"]),
    ("no rules", drop_rules, ["motto_rule", "issuer_rule"]),
    ("rules drawn from above", rules_above, []),
    ("boxes instead of rules", boxes_for_rules, ["motto_rule", "issuer_rule"]),
    ("parent in small letters", set_text("LIÊN ĐOÀN", "Liên đoàn Lao động tỉnh"), ["parent_capitals"]),
    ("parent bold", set_type("LIÊN ĐOÀN", bold=True), []),
    ("issuer thin", set_type("CÔNG ĐOÀN XÃ", bold=False), ["issuer_bold"]),
    ("no number line", drop("Số:"), ["number"]),
    ("number without zero", set_text("Số:", "Số: 5/KH-CĐX"), ["number_zero"]),
    ("number with spaces", set_text("Số:", "Số: 05 / KH - CĐX"), ["number"]),
    ("number left blank", set_text("Số:", "Số:      /KH-CĐX"), []),
    ("large number", set_type("Số:", size=Pt(14)), ["number_size"]),
    ("no date", drop("ngày 04"), ["dateline"]),
    ("date without zero", set_text("ngày 04", "Bản Chang, ngày 4 tháng 02 năm 2026"), ["date_zero"]),
    ("month with zero", set_text("ngày 04", "Bản Chang, ngày 04 tháng 03 năm 2026"), ["date_zero"]),
    ("date in figures", set_text("ngày 04", "Bản Chang, ngày 04 tháng 2/2026 năm"), ["dateline"]),
    ("date without a comma", set_text("ngày 04", "Bản Chang ngày 04 tháng 02 năm 2026"), ["dateline"]),
    ("date left blank", set_text("ngày 04", "Bản Chang, ngày      tháng      năm     "), []),
    ("upright date", set_type("ngày 04", italic=False), ["place_italic"]),
    ("kind missing", drop("KẾ HOẠCH"), ["kind"]),
    ("small kind", set_type("KẾ HOẠCH", size=Pt(12)), ["kind_size"]),
    ("subject missing", drop("Tuyên truyền Đại hội"), ["subject"]),
    ("subject thin", set_type("Tuyên truyền Đại hội", bold=False), ["subject_bold"]),
    ("basis upright", set_type("Điều lệ", italic=False), ["basis_italic"]),
    ("basis with a full stop", set_text("Điều lệ", "Căn cứ Điều lệ Công đoàn Việt Nam."), ["basis_end"]),
    ("last basis with a semicolon", set_text("22/KH", "Căn cứ Kế hoạch số 22/KH-LĐLĐ;"), ["basis_end"]),
    ("clause that begins as a basis does", set_text("Phát tin", "Căn cứ chức năng, phát tin trên loa."), []),
    ("motto above the state", above("Độc lập", "CỘNG HÒA"), ["order_state"]),
    ("parent below the issuer", above("CÔNG ĐOÀN XÃ", "LIÊN ĐOÀN"), ["order_bodies"]),
    ("number above the bodies", number_first, ["order_bodies"]),
    ("text after the signature", after_the_foot("Ghi thêm sau chữ ký."), ["order_end"]),
    ("appendix after the signature", after_the_foot("Phụ lục I kèm theo kế hoạch."), []),
    ("number left out", set_text("II. Nội dung", "III. Nội dung"), ["numbering"]),
    ("letter of another alphabet", set_text("b) Đầy", "f) Đầy đủ, kịp thời;"), ["letter"]),
    ("no foot", drop_table(1), ["recipients", "signature"]),
    ("no recipients", drop("Nơi nhận:"), ["recipients"]),
    ("recipients with a space", set_text("Nơi nhận:", "Nơi nhận :"), ["recipients_title"]),
    ("large recipients title", set_type("Nơi nhận:", size=Pt(14)), ["recipients_title_size"]),
    ("no dash", set_text("- Liên đoàn", "Liên đoàn Lao động tỉnh;"), ["recipients_dash"]),
    ("no semicolon", set_text("- Liên đoàn", "- Liên đoàn Lao động tỉnh."), ["recipients_end"]),
    ("large recipients", set_type("- Liên đoàn", size=Pt(12)), ["recipients_size"]),
    ("not filed", set_text("- Lưu", "- Các tổ công đoàn."), ["recipients_file"]),
    ("the Party's authority", set_text("TM. BAN", "T/M BAN CHẤP HÀNH"), ["authority"]),
    ("authority without a point", set_text("TM. BAN", "TM BAN CHẤP HÀNH"), ["authority"]),
    ("position in small letters", set_text("CHỦ TỊCH", "Chủ tịch"), ["signature_capitals"]),
    ("signer in capitals", set_text("Lê Thị Tâm", "LÊ THỊ TÂM"), ["signer"]),
]


@pytest.mark.parametrize(("change", "found"), [row[1:] for row in MADE_WRONG], ids=[row[0] for row in MADE_WRONG])
def test_what_was_made_wrong_is_found_and_nothing_else(change: Callable[[DocxDocument], Any], found: list[str]) -> None:
    assert codes(changed(change)) == found


def test_our_own_plan_has_no_departure() -> None:
    assert codes(write_docx(PAPER)) == []
    assert codes(write_docx(PAPER, automatic_numbering=True)) == []


def test_our_own_record_has_no_departure() -> None:
    table = RecordTable(("STT", "Nội dung"), (20, 145), (("1", "Đạt"),))
    record = Record(
        parent_body="LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ LÃNG",
        issuer="CÔNG ĐOÀN XÃ BẢN CHANG",
        symbol="03/BB-CĐX",
        place="Bản Chang",
        date=dt.date(2026, 11, 23),
        subject="Kiểm tra việc thực hiện kế hoạch tuyên truyền",
        parts=(Part("I. THÀNH PHẦN", ("Đoàn kiểm tra của xã.",)), Part("II. KẾT QUẢ", (), table)),
        closing="Biên bản được lập thành 02 bản.",
        signatories=(Signatory("ĐẠI DIỆN ĐƠN VỊ"), Signatory("ĐOÀN KIỂM TRA", "Lê Thị Tâm")),
    )
    assert codes(write_record(record)) == []


def test_recipients_without_any_line_are_not_filed() -> None:
    paper = replace(PAPER, recipients=("Lưu: VT",))
    assert codes(changed(set_text("- Lưu", ""), paper)) == ["recipients_file"]


def test_a_title_alone_is_a_signature() -> None:
    assert codes(write_docx(replace(PAPER, authority=(), name=""))) == []


def test_a_departure_says_where_what_rule_and_source() -> None:
    (one,) = check_document(changed(set_section(left_margin=Mm(25))))
    words = "Lề trái: 25 mm; quy định: 30–35 mm (Nghị định số 30/2020/NĐ-CP, Phụ lục I)."
    assert (one, str(one)) == (
        Departure("margin_left", "Lề trái", "25 mm", "30–35 mm", "Nghị định số 30/2020/NĐ-CP, Phụ lục I"), words,
    )  # fmt: skip


def test_an_appendix_may_lie_on_its_side_with_its_own_margins() -> None:
    def lying(document: DocxDocument) -> None:
        section = document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.left_margin = Mm(20)

    def odd(document: DocxDocument) -> None:
        section = document.add_section(WD_SECTION.NEW_PAGE)
        section.page_width, section.left_margin = Mm(180), Mm(10)

    assert codes(changed(lying)) == []
    places = [one.place for one in check_document(changed(odd))]
    assert places == ["Khổ giấy, phần 2", "Lề trái, phần 2"]


def test_a_long_paper_without_page_numbers_is_found() -> None:
    many = tuple(Block(f"Nội dung thứ {number} của kế hoạch.", f"{number}.", 1) for number in range(1, 30))
    paper = replace(PAPER, body=(Block("Mục đích", "I.", 0, bold=True), *many))
    assert codes(changed(no_number, paper)) == ["page_number"]


def test_type_comes_from_styles_defaults_and_themes() -> None:
    """A paper as Word makes it: nothing set on the runs; a page field of the simple kind."""
    document = Document()
    for words in ("KẾ HOẠCH", "Tuyên truyền"):
        title = document.add_paragraph(style="Title")
        title.add_run(words).bold = True
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("Đoạn văn bản.").paragraph_format.line_spacing = Pt(20)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    document.sections[0].footer.paragraphs[0]._p.append(field)
    found = check_document(saved(document))
    fonts = sorted({one.found for one in found if one.code == "typeface"})
    sizes = {one.code: one.found for one in found if one.code.endswith("_size")}
    assert fonts == ["phông Calibri", "phông Cambria"]
    assert sizes == {"kind_size": "cỡ 26", "subject_size": "cỡ 26", "body_size": "cỡ 11"}
    assert {"page_number", "page_number_first"} <= {one.code for one in found}


def without_defaults(document: DocxDocument) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    defaults.getparent().remove(defaults)
    for rel in list(document.part.rels.values()):
        if rel.reltype.endswith("/theme"):
            document.part.rels.pop(rel.rId)


def test_a_document_without_defaults_has_words_own_type() -> None:
    document = Document()
    document.add_paragraph("Đoạn văn bản.")
    without_defaults(document)
    style = document.styles["Normal"].element
    for properties in list(style.iter(qn("w:rPr"))):
        style.remove(properties)
    found = {one.code: one.found for one in check_document(saved(document)) if one.code in {"typeface", "body_size"}}
    assert found == {"typeface": "phông không ghi", "body_size": "cỡ 10"}


def test_spacing_and_typeface_come_from_the_documents_defaults() -> None:
    """As Word writes a new document: 10 pt after, 1.15 lines; a run that names a typeface for other scripts alone."""
    document = Document()
    run = document.add_paragraph().add_run("Đoạn văn bản thứ nhất.")
    fonts = OxmlElement("w:rFonts")
    fonts.set(qn("w:cs"), "Arial")
    run._r.get_or_add_rPr().append(fonts)
    document.add_paragraph("Đoạn thứ hai.")
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}")
    for old in list(defaults):
        defaults.remove(old)
    properties, spacing = OxmlElement("w:pPr"), OxmlElement("w:spacing")
    spacing.set(qn("w:after"), "200")
    spacing.set(qn("w:line"), "480")
    properties.append(spacing)
    defaults.append(properties)
    found = check_document(saved(document))
    assert {one.found for one in found if one.code == "spacing"} == {"cách dòng 2"}
    assert not [one for one in found if one.code == "gap"]
    assert {one.found for one in found if one.code == "typeface"} == {"phông Cambria"}


def test_a_paper_of_a_title_alone_lacks_everything_else() -> None:
    document = Document()
    for words in ("KẾ HOẠCH", "Tuyên truyền đại hội"):
        document.add_paragraph(words).alignment = WD_ALIGN_PARAGRAPH.CENTER
    found = codes(saved(document))
    assert [code for code in found if code in {"letterhead", "kind", "subject", "recipients", "signature"}] == [
        "letterhead", "recipients", "signature",
    ]  # fmt: skip


def test_a_letterhead_without_bodies_lacks_the_issuer() -> None:
    def nameless(document: DocxDocument) -> None:
        drop("LIÊN ĐOÀN")(document)
        drop("CÔNG ĐOÀN XÃ")(document)

    assert codes(changed(nameless)) == ["issuer"]


def test_joined_cells_are_read_once() -> None:
    def joined(document: DocxDocument) -> None:
        table = document.add_table(rows=1, cols=3)
        cell = table.cell(0, 0).merge(table.cell(0, 2))
        run = cell.paragraphs[0].add_run("Bảng gộp ô.")
        run.font.name = "Arial"

    assert [code for code in codes(changed(joined)) if code == "typeface"] == ["typeface"]


def test_a_ring_of_styles_does_not_hang() -> None:
    document = Document()
    document.add_paragraph("Đoạn văn bản.", style="Body Text")
    styles = document.styles
    styles["Body Text"].base_style = styles["Body Text 2"]
    styles["Body Text 2"].base_style = styles["Body Text"]
    assert "body_size" in codes(saved(document))


def locked(data: bytes) -> bytes:
    """The zip with the mark "encrypted" at each of its entries."""
    out, start = bytearray(data), 0
    while (start := out.find(b"PK\x01\x02", start)) >= 0:
        out[start + 8] |= 1
        start += 4
    return bytes(out)


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", bytes(60_000_000))
    return out.getvalue()


def broken(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry.filename, content.replace(old, new) if entry.filename == name else content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"khong phai docx", "wrong_type"),
        (broken(write_docx(PAPER), "word/document.xml", b'w:val="28"', b'w:val="lon"'), "damaged"),
        (saved(Document()), "no_text"),
        (locked(write_docx(PAPER)), "encrypted"),
        (bomb(), "unsafe"),
    ],
    ids=["empty", "text", "impossible size", "no words", "locked", "bomb"],
)
def test_what_is_no_paper_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as refused:
        check_document(data)
    assert refused.value.code == code


def test_rules_are_dated() -> None:
    (only,) = rule_sets()
    days = (None, dt.date(2026, 1, 1), dt.date(2011, 1, 1))
    assert [rules_on(day) for day in days] == [only, only, only]


def test_check_command_says_how_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "dung.docx", tmp_path / "sai.docx"
    good.write_bytes(write_docx(PAPER))
    bad.write_bytes(changed(set_section(left_margin=Mm(25))))
    assert (check_command(str(good), as_json=False), check_command(str(bad), as_json=False)) == (0, 1)
    assert capsys.readouterr().out.splitlines() == [
        "Đúng thể thức: không thấy điểm nào khác quy định.",
        "Lề trái: 25 mm; quy định: 30–35 mm (Nghị định số 30/2020/NĐ-CP, Phụ lục I).",
        "Tổng cộng: 1 điểm khác quy định.",
    ]
    assert check_command(str(bad), as_json=True) == 1
    assert '"code": "margin_left"' in capsys.readouterr().out


def test_check_command_refuses_what_it_cannot_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tmp_path / "tep.docx"
    text.write_bytes(b"chu thuong")
    large = tmp_path / "lon.docx"
    with large.open("wb") as file:
        file.truncate(31 * 1024 * 1024)
    answers = [check_command(str(one), as_json=False) for one in (text, tmp_path / "khong-co.docx", large)]
    said = capsys.readouterr().err.splitlines()
    assert (answers, len(said), "quá lớn" in said[2]) == ([2, 2, 2], 3, True)
    assert command_line(["document", "check", "x.docx"]) == ["document_check", "x.docx"]


def test_what_is_alike_at_many_places_is_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def tight(document: DocxDocument) -> None:
        for words in ("Phát tin", "a) Gọn nhẹ", "b) Đầy đủ"):
            set_form(words, space_after=Pt(0))(document)

    path = tmp_path / "sai.docx"
    path.write_bytes(changed(tight))
    assert check_command(str(path), as_json=False) == 1
    said, total = capsys.readouterr().out.splitlines()
    assert said.startswith("Đoạn 7 (“a) Gọn nhẹ, đúng luật;”) và 2 chỗ khác: cách đoạn 0 pt; quy định: tối thiểu 6 pt")
    assert total == "Tổng cộng: 3 điểm khác quy định. Thêm --json để xem từng chỗ."


@pytest.mark.parametrize(("names", "code"), [(["sai.docx"], 1), ([], 2), (["sai.docx", "sai.docx"], 2)])
def test_the_command_runs_without_a_database(
    names: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sai.docx").write_bytes(changed(set_section(left_margin=Mm(25))))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["caunoi", "document", "check", *names])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == code
