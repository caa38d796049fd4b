"""Controls and text read back from a file that people and programs have worked on."""

from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from caunoi.officialdocs.comparing import Tagged, compare, read_tags
from caunoi.officialdocs.comparing.blocks import Line
from caunoi.officialdocs.comparing.read import read_blocks
from caunoi.officialdocs.comparing.text import Tag
from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.report import Report, plain
from caunoi.officialdocs.write_report import write_report
from tests.officialdocs.report.small import PAPER, REPORT, edited, node, paragraph, paragraph_of

NAMES = f'{nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_report(REPORT)


def texts(data: bytes) -> list[str]:
    return [block.text for block in read_blocks(data) if isinstance(block, Line)]


def insert(xml: str, before: str = "Trên đây") -> Any:
    def change(body: Any) -> None:
        place = paragraph_of(body, before)
        for element in list(parse_xml(f"<w:body {NAMES}>{xml}</w:body>")):
            place.addprevious(element)

    return change


def body_of(xml: str) -> list[Line]:
    """What is read from ``xml`` standing before the closing of a report without parts."""
    blocks = read_blocks(edited(write_report(Report(PAPER, ())), insert(xml)))
    lines = [block for block in blocks if isinstance(block, Line)]
    opening = next(index for index, line in enumerate(lines) if line.text == PAPER.opening)
    closing = next(index for index, line in enumerate(lines) if line.text == PAPER.closing)
    return lines[opening + 1 : closing]


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_tags_are_read_in_order_with_their_place(written: bytes) -> None:
    found = read_tags(written)
    assert found[:4] == [
        Tagged("f:BUOI", "24", "Mục I, đoạn 2"),
        Tagged("f:NGUOI", "1.250", "Mục I, đoạn 2"),
        Tagged("n:7", "công đoàn trường học phát thanh đầu giờ mỗi sáng thứ Hai.", "Mục I, đoạn 2"),
        Tagged("f:A1", "12", "Bảng 1, dòng 1, cột 3"),
    ]
    assert [one.text for one in found if one.tag == "f:C2"] == [""]


def test_a_changed_or_emptied_control_shows_its_present_text(written: bytes) -> None:
    def change(body: Any) -> None:
        node(body, "24").text = "26"
        figure = node(body, "1.250")
        figure.text = "Bấm vào đây để nhập chữ."
        properties = next(figure.iterancestors(qn("w:sdt"))).find(qn("w:sdtPr"))
        properties.append(parse_xml(f"<w:showingPlcHdr {nsdecls('w')}/>"))

    assert [one.text for one in read_tags(edited(written, change))[:2]] == ["26", ""]


def test_the_title_speaks_for_a_lost_tag() -> None:
    (line,) = body_of("<w:p>" + control('<w:alias w:val="Nguồn: f:1"/>', run("12")) + "</w:p>")
    assert line.tags == (Tag(0, 2, "f:1"),)


def test_controls_of_others_and_nested_ones() -> None:
    other = control('<w:alias w:val="Ngày"/>', run("hôm nay "))
    inner = control('<w:tag w:val="f:2"/>', run("7"))
    outer = control('<w:tag w:val="n:1"/>', f"{run('có ')}{inner}{run(' buổi')}")
    (line,) = body_of(f"<w:p>{other}{outer}</w:p>")
    assert line.text == "hôm nay có 7 buổi"
    assert line.tags == (Tag(8, 11, "n:1"), Tag(11, 12, "f:2"), Tag(12, 17, "n:1"))


def test_a_control_that_a_program_tore_apart_is_one_again() -> None:
    pieces = control('<w:tag w:val="f:1"/>', run("1.2")) + control('<w:tag w:val="f:1"/>', run("50"))
    (line,) = body_of(f"<w:p>{pieces}</w:p>")
    assert (line.text, line.tags) == ("1.250", (Tag(0, 5, "f:1"),))


def test_controls_around_paragraphs_and_cells() -> None:
    block = control('<w:tag w:val="n:1"/>', f"<w:p>{run('Đoạn trong khung')}</w:p>")
    assert [one.text for one in body_of(block)] == ["Đoạn trong khung"]


def test_tracked_changes_count_as_accepted() -> None:
    marks = 'w:id="1" w:author="a"'
    gone = f"<w:del {marks}><w:r><w:delText>không </w:delText></w:r></w:del>"
    come = f"<w:ins {marks}>{run('đã ')}</w:ins>"
    joined = (
        f"<w:p><w:pPr><w:rPr><w:del {marks}/></w:rPr></w:pPr>{run('Đoạn đầu')}</w:p><w:p>{run(' và đoạn sau')}</w:p>"
    )
    found = body_of(f"<w:p>{run('Đơn vị ')}{gone}{come}{run('gửi')}</w:p>{joined}")
    assert [one.text for one in found] == ["Đơn vị đã gửi", "Đoạn đầu và đoạn sau"]


def test_hidden_text_and_empty_lines_are_passed_over() -> None:
    found = body_of(
        f"<w:p>{run('Thấy ')}{run('không thấy', '<w:vanish/>')}{run('được')}</w:p><w:p/><w:p>{run('***')}</w:p>"
    )
    assert [one.text for one in found] == ["Thấy được"]


def test_type_of_a_line_is_seen() -> None:
    title = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run("Đậm", "<w:b/>")}</w:p>'
    leaning = f"<w:p>{run('Nghiêng', '<w:i/>')}</w:p>"
    found = [(one.bold, one.italic, one.centered) for one in body_of(title + leaning)]
    assert found == [(True, False, True), (False, True, False)]


def test_counted_labels_belong_to_the_text() -> None:
    listed = '<w:p><w:pPr><w:pStyle w:val="ListBullet"/></w:pPr>' + run("mục một") + "</w:p>"
    assert [one.text for one in body_of(listed)] == ["- mục một"]


def test_line_breaks_are_spaces_in_text_and_stay_in_cells(written: bytes) -> None:
    (line,) = body_of("<w:p><w:r><w:t>một</w:t><w:br/><w:t>hai</w:t></w:r></w:p>")
    assert line.text == "một hai"

    def change(body: Any) -> None:
        cell = next(node(body, "Công đoàn trạm y tế").iterancestors(qn("w:tc")))
        cell.append(paragraph("ghi chú"))

    (one,) = compare(written, edited(written, change))
    assert (one.before, one.after) == ("Công đoàn trạm y tế", "Công đoàn trạm y tế\nghi chú")


def test_a_table_in_a_table_is_read_with_its_cell(written: bytes) -> None:
    inner = f"<w:tbl {nsdecls('w')}><w:tr><w:tc><w:p>{run('bên trong')}</w:p></w:tc></w:tr></w:tbl>"

    def change(body: Any) -> None:
        next(node(body, "Công đoàn trạm y tế").iterancestors(qn("w:tc"))).append(parse_xml(inner))

    (one,) = compare(written, edited(written, change))
    assert one.after == "Công đoàn trạm y tế\nbên trong"


def test_an_empty_table_and_a_table_with_drawn_borders() -> None:
    cells = f"<w:tc><w:tcPr><w:tcBorders><w:top w:val='single'/></w:tcBorders></w:tcPr><w:p>{run('a')}</w:p></w:tc>"
    table = f"<w:tbl><w:tblPr/><w:tr>{cells}{cells}</w:tr></w:tbl>"
    data = edited(write_report(Report(PAPER, ())), insert(f"<w:tbl><w:tblPr/></w:tbl>{table}"))
    assert [type(block).__name__ for block in read_blocks(data)].count("Grid") == 1


@pytest.mark.parametrize("wrapper", ["sdt", "smartTag"])
def test_endless_nesting_is_not_followed(wrapper: str) -> None:
    inside = "sdtContent" if wrapper == "sdt" else "smartTag"
    for level in ("p", "body"):
        opening, closing = f"<w:{wrapper}><w:{inside}>" * 50, f"</w:{inside}></w:{wrapper}>" * 50
        content = run("đáy") if level == "p" else "<w:p>" + run("đáy") + "</w:p>"
        deep = f"{opening}{content}{closing}"
        assert body_of(f"<w:p>{deep}</w:p>" if level == "p" else deep) == []


def test_too_many_paragraphs_are_refused(written: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caunoi.officialdocs.comparing.read.MAX_PARAGRAPHS", 12)
    with pytest.raises(DocumentError) as refused:
        read_blocks(written)
    assert refused.value.code == "too_large"


def without_body(data: bytes) -> bytes:
    import zipfile
    from io import BytesIO

    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry.filename, content.replace(b"w:body", b"w:corpse"))
    return out.getvalue()


@pytest.mark.parametrize(("damage", "code"), [(lambda _data: b"", "empty"), (lambda data: data[:400], "damaged")])
def test_what_is_no_file_is_refused(damage: Any, code: str, written: bytes) -> None:
    with pytest.raises(DocumentError) as refused:
        read_tags(damage(written))
    assert refused.value.code == code


def test_a_file_without_a_body_is_refused(written: bytes) -> None:
    with pytest.raises(DocumentError) as refused:
        compare(written, without_body(written))
    assert refused.value.code == "damaged"


def test_a_report_of_one_paragraph() -> None:
    assert texts(write_report(Report(PAPER, (plain("Một đoạn."),))))[-9:] == [
        "Một đoạn.", PAPER.closing, "Nơi nhận:", "Liên đoàn Lao động tỉnh", "Đảng ủy xã", "Lưu: VT", "TM. BAN CHẤP HÀNH",
        "CHỦ TỊCH", "Lê Thị Tâm",
    ]  # fmt: skip
