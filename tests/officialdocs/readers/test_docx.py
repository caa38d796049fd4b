"""Paragraphs of a .docx in reading order: tables by their place, revisions accepted, soft breaks settled."""

import pytest

from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.model import Document, Paragraph, Zone
from caunoi.officialdocs.readers import read_bytes
from tests.golden.legacy import to_tcvn3
from tests.officialdocs.readers.samples import WORD, docx, docx_parts, paragraph, shown, table, zipped

CENTER = '<w:jc w:val="center"/>'


def read(body: str, *, styles: str = "") -> Document:
    return read_bytes(docx(body, styles=styles), "plan.docx")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_letterhead_and_signature_tables_are_read_by_column() -> None:
    document = read(
        table(
            [
                paragraph("LIÊN ĐOÀN LAO ĐỘNG", CENTER) + paragraph("TỈNH VĨNH SƠN"),
                paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ],
            [paragraph("Số: 12/KH-LĐLĐ"), paragraph("Vĩnh Sơn, ngày 5 tháng 1 năm 2023")],
        )
        + paragraph("KẾ HOẠCH", CENTER)
        + table(
            [
                paragraph("Nơi nhận:") + paragraph("- Lưu: VT."),
                paragraph(""),
                paragraph("TM. BAN THƯỜNG VỤ"),
            ]
        )
    )
    head, sign = Zone.LETTERHEAD, Zone.SIGNATURE
    assert document.paragraphs == (
        Paragraph("LIÊN ĐOÀN LAO ĐỘNG", zone=head, centered=True),
        Paragraph("TỈNH VĨNH SƠN", zone=head),
        Paragraph("Số: 12/KH-LĐLĐ", zone=head),
        Paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", zone=head, column=1),
        Paragraph("Vĩnh Sơn, ngày 5 tháng 1 năm 2023", zone=head, column=1),
        Paragraph("KẾ HOẠCH", centered=True),
        Paragraph("Nơi nhận:", zone=sign),
        Paragraph("- Lưu: VT.", zone=sign),
        Paragraph("TM. BAN THƯỜNG VỤ", zone=sign, column=1),
    )


def test_other_table_is_read_by_row_and_a_frame_of_one_cell_as_text() -> None:
    rows = table(
        [paragraph("Đợt"), paragraph("Nội dung")],
        [paragraph("1"), paragraph("Treo cờ;") + paragraph("phát thanh")],
        [paragraph(""), paragraph("")],
    )
    document = read(paragraph("Lịch:") + rows + table([paragraph("Ghi chú")]))
    assert document.paragraphs == (
        Paragraph("Lịch:"),
        Paragraph("Đợt | Nội dung", zone=Zone.TABLE),
        Paragraph("1 | Treo cờ; phát thanh", zone=Zone.TABLE),
        Paragraph("Ghi chú"),
    )


def test_letterhead_typed_with_tabs_is_parted() -> None:
    tabbed = (
        "<w:p><w:r><w:t>LIÊN ĐOÀN LAO ĐỘNG</w:t><w:tab/><w:t>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>Số: 5/KH</w:t><w:tab/><w:tab/><w:t>Ba Kha, ngày 2 tháng 3 năm 2023</w:t></w:r></w:p>"
    )
    document = read(tabbed + paragraph("KẾ HOẠCH"))
    assert [(item.text, item.zone, item.column) for item in document.paragraphs] == [
        ("LIÊN ĐOÀN LAO ĐỘNG", Zone.LETTERHEAD, 0),
        ("Số: 5/KH", Zone.LETTERHEAD, 0),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Zone.LETTERHEAD, 1),
        ("Ba Kha, ngày 2 tháng 3 năm 2023", Zone.LETTERHEAD, 1),
        ("KẾ HOẠCH", Zone.BODY, 0),
    ]


def test_tracked_changes_are_accepted() -> None:
    body = (
        f"<w:p>{run('Đợt 1 ')}<w:ins>{run('từ')}</w:ins><w:del><w:r><w:delText>đến</w:delText></w:r></w:del>"
        f"{run(' quý I')}<w:moveFrom>{run(' bỏ')}</w:moveFrom></w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Treo cờ, ')}</w:p>{paragraph('khẩu hiệu.')}"
        f"<w:ins>{paragraph('Đoạn thêm.')}</w:ins>"
    )
    assert shown(read(body)) == ["Đợt 1 từ quý I", "Treo cờ, khẩu hiệu.", "Đoạn thêm."]


def test_deleted_row_is_left_out() -> None:
    rows = table([paragraph("a1"), paragraph("b1")], [paragraph("a2"), paragraph("b2")])
    rows = rows.replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)
    assert shown(read(paragraph("Bảng") + rows)) == ["Bảng", "a2 | b2"]


def test_links_fields_and_content_controls_keep_their_text() -> None:
    body = (
        f"<w:p><w:hyperlink>{run('Cổng thông tin')}</w:hyperlink><w:fldSimple>{run(' 2023')}</w:fldSimple>"
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>'
        f"<w:smartTag>{run(' tỉnh')}</w:smartTag></w:p><w:sdt><w:sdtContent>{paragraph('Trong ô')}</w:sdtContent></w:sdt>"
    )
    assert shown(read(body)) == ["Cổng thông tin 2023 tỉnh", "Trong ô"]


def test_hidden_text_is_left_out() -> None:
    assert shown(read(f"<w:p>{run('Hiện')}{run(' ẩn', '<w:vanish/>')}</w:p>")) == ["Hiện"]


def test_special_characters_are_read() -> None:
    body = (
        "<w:p><w:r><w:t>20</w:t><w:noBreakHyphen/><w:t>NQ</w:t><w:softHyphen/><w:t>/TW</w:t><w:tab/>"
        '<w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:font="Symbol" w:char="F061"/>'
        '<w:sym w:font="Wingdings" w:char="F0A7"/><w:sym w:char="zz"/><w:sym w:char="2014"/></w:r></w:p>'
    )
    assert shown(read(body)) == ["20-NQ/TW →a-—"]


@pytest.mark.parametrize(
    ("first", "second", "properties", "expected"),
    [
        ("Treo cờ trong thời gian", "diễn ra Đại hội", "", ["Treo cờ trong thời gian diễn ra Đại hội"]),
        ("Nội dung:", "- Treo cờ", "", ["Nội dung:", "- Treo cờ"]),
        ("KẾ HOẠCH", "Tuyên truyền Đại hội", CENTER, ["KẾ HOẠCH", "Tuyên truyền Đại hội"]),
        ("Tuyên truyền Đại hội", "Công đoàn tỉnh", CENTER, ["Tuyên truyền Đại hội Công đoàn tỉnh"]),
    ],
)
def test_soft_line_break_is_settled(first: str, second: str, properties: str, expected: list[str]) -> None:
    body = f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{first}</w:t><w:br/><w:t>{second}</w:t></w:r></w:p>"
    assert shown(read(body)) == expected


def test_page_break_inside_a_paragraph_does_not_cut_it() -> None:
    body = '<w:p><w:r><w:t>Đại hội</w:t><w:br w:type="page"/><w:t>Công đoàn</w:t></w:r></w:p>'
    assert shown(read(body)) == ["Đại hội Công đoàn"]


def test_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('Trong khung')}</w:txbxContent>"
    body = (
        f"<w:p>{run('Ngoài khung')}<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert shown(read(body)) == ["Ngoài khung", "Trong khung"]


def test_bold_italic_and_center_come_from_runs_and_styles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="base"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="title"><w:basedOn w:val="base"/><w:rPr><w:i w:val="0"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="em"><w:rPr><w:i/></w:rPr></w:style>'
    )
    document = read(
        f'<w:p><w:pPr><w:pStyle w:val="title"/></w:pPr>{run("Một")}</w:p>'
        f'<w:p><w:pPr><w:pStyle w:val="title"/></w:pPr>{run("Hai", "<w:b w:val=" + chr(34) + "0" + chr(34) + "/>")}</w:p>'
        f"<w:p>{run('Ba', '<w:rStyle w:val=' + chr(34) + 'em' + chr(34) + '/>')}</w:p>"
        f"<w:p>{run('Bốn năm sáu bảy', '<w:b/>')}{run(' tám chín mười')}</w:p>",
        styles=styles,
    )
    flags = [(item.text, item.bold, item.italic, item.centered) for item in document.paragraphs]
    assert flags == [
        ("Một", True, False, True),
        ("Hai", False, False, True),
        ("Ba", False, True, False),
        ("Bốn năm sáu bảy tám chín mười", False, False, False),
    ]


def test_capitals_font_of_tcvn3_is_read_as_capitals() -> None:
    head = to_tcvn3("kế hoạch").decode("cp1252")
    text = to_tcvn3("Tuyên truyền đại hội công đoàn các cấp ở cơ sở").decode("cp1252")
    font = '<w:rFonts w:ascii=".VnTimeH"/>'
    document = read(f"<w:p>{run(head, font)}</w:p>{paragraph(text)}")
    assert (shown(document), document.notes) == (
        ["KẾ HOẠCH", "Tuyên truyền đại hội công đoàn các cấp ở cơ sở"],
        ("legacy_tcvn3",),
    )


def test_decomposed_letters_are_noted() -> None:
    document = read(paragraph("Co\u0302ng đoàn"))
    assert (shown(document), document.notes) == (["Công đoàn"], ("nfd",))


def test_strict_word_document_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts = {name: content.replace(WORD, strict) for name, content in docx_parts(paragraph("Nội dung")).items()}
    assert shown(read_bytes(zipped(parts), "plan.docx")) == ["Nội dung"]


def test_main_part_is_found_through_its_relation() -> None:
    parts = docx_parts(paragraph("Nội dung"))
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace('"word/document.xml"', '"/word/document2.xml"')
    assert shown(read_bytes(zipped(parts), "plan.docx")) == ["Nội dung"]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}, "wrong_type"),
        ({"[Content_Types].xml": "<Types/>"}, "damaged"),
        ({"word/document.xml": "<a"}, "damaged"),
        (docx_parts(""), "no_text"),
    ],
)
def test_other_package_is_refused(parts: dict[str, str], code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_bytes(zipped(parts), "plan.docx")
    assert caught.value.code == code


def test_text_box_inside_a_text_box_is_read_once() -> None:
    def box(inner: str) -> str:
        return f"<w:p><w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r></w:p>"

    assert shown(read(box(paragraph("Ngoài") + box(paragraph("Trong"))))) == ["Ngoài", "Trong"]


def test_fallback_is_read_where_there_is_no_choice() -> None:
    body = f"<w:p><mc:AlternateContent><mc:Fallback>{run('Dự phòng')}</mc:Fallback></mc:AlternateContent></w:p>"
    assert shown(read(body)) == ["Dự phòng"]


def test_runs_too_deep_to_be_honest_are_left_out() -> None:
    deep = "<w:smartTag>" * 70 + run("sâu") + "</w:smartTag>" * 70
    assert shown(read(f"<w:p>{run('nông')}{deep}</w:p>")) == ["nông"]


def test_table_of_two_columns_in_the_text_is_no_signature() -> None:
    rows = table([paragraph("Đợt 1"), paragraph("Quý I")])
    assert [item.zone for item in read(paragraph("Lịch") + rows).paragraphs] == [Zone.BODY, Zone.TABLE]


def test_soft_break_in_a_signature_begins_a_paragraph() -> None:
    cell = "<w:p><w:r><w:t>TM. BAN THƯỜNG VỤ</w:t><w:br/><w:t>CHỦ TỊCH</w:t><w:br/></w:r></w:p>"
    document = read(paragraph("Hết.") + table([paragraph("Nơi nhận:"), cell]))
    assert shown(document)[2:] == ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"]


def test_too_many_paragraphs_are_refused() -> None:
    with pytest.raises(DocumentError) as caught:
        read_bytes(zipped(docx_parts("<w:p/>" * 100_001), 0), "plan.docx")
    assert caught.value.code == "too_large"


def test_encrypted_part_is_refused() -> None:
    data = bytearray(docx(paragraph("x")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)
    with pytest.raises(DocumentError) as caught:
        read_bytes(bytes(data), "plan.docx")
    assert caught.value.code == "encrypted"


def test_declaration_in_an_unusual_encoding_is_refused() -> None:
    content = '<?xml version="1.0" encoding="cp037"?><!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'.encode("cp037")
    with pytest.raises(DocumentError) as caught:
        read_bytes(zipped(docx_parts("") | {"word/document.xml": content}), "plan.docx")
    assert caught.value.code in {"unsafe", "damaged"}


def test_text_set_in_capitals_is_read_as_the_sheet_shows_it() -> None:
    legacy = '<w:rFonts w:ascii=".VnTime"/><w:caps/>'
    assert shown(read(f"<w:p>{run('Mục đích, ', '<w:caps/>')}{run('môc', legacy)}</w:p>")) == ["MỤC ĐÍCH, môc"]
