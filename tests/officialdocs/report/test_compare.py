"""One change at a time in a small report: what is said of it, and the report with it taken over."""

import copy
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from caunoi.officialdocs.comparing import Change, Word, apply, compare
from caunoi.officialdocs.paper import Paper
from caunoi.officialdocs.report import Annex, Cell, Chart, Paragraph, Report, Span, Table, plain
from caunoi.officialdocs.write_report import write_report
from tests.officialdocs.report.small import (
    FIGURES,
    PAPER,
    REPORT,
    SVG,
    TABLE,
    edited,
    node,
    paragraph,
    paragraph_of,
    retype,
    row_of,
)

Edit = Callable[[Any], Any]


written_once = cache(write_report)


@pytest.fixture
def written() -> bytes:
    return written_once(REPORT)


def changes_of(change: Edit, report: Report = REPORT) -> list[Change]:
    data = written_once(report)
    return compare(data, edited(data, change))


def taken(change: Edit, report: Report = REPORT) -> Report:
    """The report with every change taken over; nothing is left to find then."""
    data = written_once(report)
    after = edited(data, change)
    changes = compare(data, after)
    assert changes
    result = apply(report, changes)
    assert compare(write_report(result), after) == [], changes
    return result


def told(change: Change) -> tuple[str, str, str, str]:
    return change.kind, change.place, change.before, change.after


def both(*edits: Edit) -> Edit:
    def change(body: Any) -> None:
        for edit in edits:
            edit(body)

    return change


def remove(text: str) -> Edit:
    def change(body: Any) -> None:
        element = paragraph_of(body, text)
        element.getparent().remove(element)

    return change


def add(text: str, *, behind: str, properties: str = "", marks: str = "") -> Edit:
    def change(body: Any) -> None:
        new = parse_xml(
            f"<w:p {nsdecls('w')}><w:pPr>{properties}</w:pPr><w:r><w:rPr>{marks}</w:rPr><w:t>{text}</w:t></w:r></w:p>"
        )
        paragraph_of(body, behind).addnext(new)

    return change


def move(text: str, *, behind: str) -> Edit:
    return lambda body: paragraph_of(body, behind).addnext(paragraph_of(body, text))


def table_of(body: Any, text: str) -> Any:
    return next(node(body, text).iterancestors(qn("w:tbl")))


def test_an_untouched_file_has_no_change(written: bytes) -> None:
    assert compare(written, written) == []


def test_figures_are_told_one_by_one_and_words_by_their_tag() -> None:
    edit = both(
        retype("24", "26"), retype("1.250", "1.300"), retype("mỗi sáng thứ Hai", "mỗi chiều thứ Hai"),
        retype(" buổi cho ", " lượt cho "),
    )  # fmt: skip
    found = changes_of(edit)
    line = "- Đã tổ chức 24 buổi cho 1.250 lượt người; công đoàn trường học phát thanh đầu giờ mỗi sáng thứ Hai."
    assert [(one.tag, one.before, one.after) for one in found] == [
        ("f:BUOI", "24", "26"),
        ("", line, line.replace("buổi", "lượt")),
        ("f:NGUOI", "1.250", "1.300"),
        ("n:7", line, line.replace("sáng", "chiều")),
    ]
    assert found[0].words == (
        Word("same", line[:13]), Word("gone", "24"), Word("new", "26"), Word("same", line[15:])
    )  # fmt: skip
    assert {one.place for one in found} == {"Mục I, đoạn 2"}
    assert len({one.id for one in found}) == 4


def test_spans_keep_their_tags_when_words_change() -> None:
    edit = both(
        retype("24", "26"),
        retype(" buổi cho ", " buổi, trong đó có 3 buổi tối, cho "),
        retype("thứ Hai.", "thứ Hai và thứ Sáu."),
    )
    assert taken(edit).parts[2] == replace(
        FIGURES,
        spans=(
            Span("Đã tổ chức "), Span("26", "f:BUOI"), Span(" buổi, trong đó có 3 buổi tối, cho "), Span("1.250", "f:NGUOI"),
            Span(" lượt người; "), Span("công đoàn trường học phát thanh đầu giờ mỗi sáng thứ Hai và thứ Sáu.", "n:7"),
        ),
    )  # fmt: skip


def test_a_change_refused_leaves_its_words(written: bytes) -> None:
    after = edited(written, both(retype("24", "26"), retype(" buổi cho ", " lượt cho ")))
    changes = compare(written, after)
    half = apply(REPORT, changes[:1])
    assert [(one.before, one.after) for one in compare(write_report(half), after)] == [
        ("- " + FIGURES.text.replace("24", "26"), "- " + FIGURES.text.replace("24", "26").replace("buổi", "lượt"))
    ]


@pytest.mark.parametrize(
    ("old", "new", "spans"),
    [
        (" lượt người; ", " ", ("Đã tổ chức ", "24", " buổi cho ", "1.250", " ", "công đoàn")),
        ("Đã tổ chức ", "Xã đã tổ chức ", ("Xã đã tổ chức ", "24")),
        ("Đã tổ chức ", "Đã tổ chức hơn ", ("Đã tổ chức hơn ", "24")),
        ("24", "hai mươi tư", ("Đã tổ chức ", "hai mươi tư", " buổi")),
        ("24", "", ("Đã tổ chức ", "buổi cho ")),
        ("- ", "+ ", ("Đã tổ chức ", "24")),
        ("- ", "", ("Đã tổ chức ", "24")),
        ("- ", "- Toàn xã: ", ("Toàn xã: Đã tổ chức ", "24")),
    ],
)
def test_new_words_belong_to_the_span_they_stand_in(old: str, new: str, spans: tuple[str, ...]) -> None:
    def change(body: Any) -> None:
        found = next(one for one in paragraph_of(body, "Đã tổ chức").iter(qn("w:t")) if old in one.text)
        found.text = found.text.replace(old, new)

    part = taken(change).parts[2]
    assert isinstance(part, Paragraph)
    shown = [span.text for span in part.spans]
    assert [one.startswith(said) for one, said in zip(shown, spans, strict=False)] == [True] * len(spans)


def test_words_at_the_edge_of_two_tags_belong_to_the_one_before() -> None:
    report = Report(PAPER, (Paragraph((Span("12", "f:1"), Span("buổi", "n:1"))),))
    data = write_report(report)
    after = write_report(Report(PAPER, (Paragraph((Span("12", "f:1"), Span(" rưỡi ", "f:1"), Span("buổi", "n:1"))),)))
    assert [one.after for one in compare(data, after)] == ["12 rưỡi buổi"]
    assert apply(report, compare(data, after)).parts == (Paragraph((Span("12 rưỡi ", "f:1"), Span("buổi", "n:1"))),)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ LÃNG", "CÔNG ĐOÀN CẤP TRÊN", "Tên cơ quan chủ quản"),
        ("BÁO CÁO", "TỜ TRÌNH", "Tên loại văn bản"),
        ("Kết quả tuyên truyền đợt 1", "Sơ kết công tác", "Trích yếu"),
        ("Căn cứ Kế hoạch số", "Thực hiện Kế hoạch số", "Phần đầu, đoạn 1"),
        ("báo cáo kết quả như sau:", "báo cáo như sau:", "Phần đầu, đoạn 2"),
        ("Kết quả thực hiện", "Kết quả đạt được", "Mục I, tên mục"),
        ("Bảng 1. Kết quả theo đơn vị", "Bảng 1. Số liệu theo đơn vị", "Mục I, đoạn 3"),
        ("Biểu đồ 1. Số buổi", "Biểu đồ 1. Tổng số buổi", "Mục I, đoạn 5"),
        ("Công đoàn trạm y tế", "Công đoàn y tế xã", "Bảng 1, dòng 2, cột 2"),
        ("(mới thành lập)", "(thành lập năm 2026)", "Bảng 1, dòng 3, cột 2"),
        ("Số buổi", "Số lần", "Bảng 1, đầu bảng, cột 3"),
        ("Đơn vị", "Tên đơn vị", "Bảng 1, đầu bảng, cột 2"),
        ("Kết quả", "Kết quả đạt được", "Bảng 1, đầu bảng, cột 3"),
        ("Trên đây là Báo cáo", "Trên đây là toàn bộ Báo cáo", "Mục II, đoạn 3"),
        ("- Đảng ủy xã;", "- Đảng ủy, Ủy ban nhân dân xã;", "Nơi nhận, dòng 2"),
        ("TM. BAN CHẤP HÀNH", "TM. BAN THƯỜNG VỤ", "Chữ ký, dòng 1"),
        ("CHỦ TỊCH", "QUYỀN CHỦ TỊCH", "Chữ ký, dòng 2"),
        ("Lê Thị Tâm", "Giàng A Páo", "Người ký"),
        ("Danh sách buổi tuyên truyền", "Bảng kê buổi tuyên truyền", "Phụ lục I, tên phụ lục"),
        ("Buổi đầu", "Buổi mở đầu", "Phụ lục I, Bảng 1, dòng 1, cột 2"),
        ("đến hết tháng 01 năm", "đến ngày 31 tháng 01 năm", "Phụ lục II, đoạn 1"),
    ],
)
def test_text_changed_anywhere_is_found_and_taken_over(old: str, new: str, place: str) -> None:
    def change(body: Any) -> None:
        found = [one for one in body.iter(qn("w:t")) if (one.text or "").replace("\u00a0", " ").startswith(old)]
        last = found[-1] if "đầu bảng" in place else found[0]
        last.text = last.text.replace("\u00a0", " ").replace(old, new)

    def anywhere(body: Any) -> None:
        try:
            change(body)
        except IndexError:
            retype(old, new)(body)

    report = Report(PAPER, REPORT.parts) if old == "BÁO CÁO" else REPORT  # an annex names the kind of its paper
    assert changes_of(anywhere, report)[0].place == place
    taken(anywhere, report)


def test_one_row_of_titles_can_be_changed() -> None:
    report = Report(PAPER, (replace(TABLE, groups=()),))
    result = taken(retype("Số buổi", "Số lần"), report)
    assert result.parts == (replace(TABLE, groups=(), headers=("TT", "Đơn vị", "Số lần", "Tin")),)


def test_number_and_date_are_read_back() -> None:
    edit = both(retype("05/BC-CĐX", "07/BC-CĐX"), retype("ngày 04 tháng 02 năm 2027", "ngày 09 tháng 3 năm 2027"))
    report = Report(PAPER, (plain("Nội dung của báo cáo."),))
    result = taken(edit, report)
    assert (result.paper.number, str(result.paper.date), result.paper.place) == ("07/BC-CĐX", "2027-03-09", "Bản Chang")


def test_a_blank_date_is_filled_in_and_emptied() -> None:
    report = Report(replace(PAPER, date=None), (plain("Nội dung của báo cáo."),))

    def fill(body: Any) -> None:
        node(body, "Bản Chang, ngày").text = "Bản Chang, ngày 09 tháng 3 năm 2027"

    def empty(body: Any) -> None:
        node(body, "Bản Chang, ngày").text = "Bản Chang, ngày     tháng     năm    "

    assert str(taken(fill, report).paper.date) == "2027-03-09"
    assert taken(empty, Report(PAPER, report.parts)).paper.date is None


@pytest.mark.parametrize("said", ["Bản Chang, ngày 31 tháng 02 năm 2027", "Bản Chang, tháng 3 năm 2027"])
def test_a_date_that_is_none_cannot_be_taken_over(said: str) -> None:
    def change(body: Any) -> None:
        node(body, "Bản Chang, ngày").text = said

    changes = changes_of(change)
    assert {one.takeable for one in changes} == {False}
    assert apply(REPORT, changes) == REPORT


def test_half_a_date_taken_over_leaves_the_date() -> None:
    report = Report(replace(PAPER, date=None), ())

    def fill(body: Any) -> None:
        node(body, "Bản Chang, ngày").text = "Xã Bản Chang, ngày 09 tháng 3 năm 2027"

    (change,) = changes_of(fill, report)
    half = replace(change, words=tuple(word for word in change.words if word.text != " 2027"))
    assert apply(report, [half]).paper.date is None


def test_what_the_layout_prints_cannot_be_changed() -> None:
    edit = both(retype("Độc lập - Tự do - Hạnh phúc", "Độc lập - Tự do"), retype("(Kèm theo Báo cáo", "(Theo Báo cáo"))
    changes = changes_of(edit)
    assert [(one.place, one.takeable) for one in changes] == [
        ("Quốc hiệu, Tiêu ngữ", False), ("Phụ lục I, dòng kèm theo", False)
    ]  # fmt: skip
    assert apply(REPORT, changes) == REPORT


def test_paragraphs_are_taken_out() -> None:
    edit = both(
        remove("Ban Chấp hành đã phân công"), remove("Căn cứ Kế hoạch"), remove("báo cáo kết quả như sau"),
        remove("Trên đây là"), remove("Đảng ủy xã"), remove("CHỦ TỊCH"), remove("Lê Thị Tâm"), remove("LIÊN ĐOÀN"),
    )  # fmt: skip
    result = taken(edit)
    paper = replace(PAPER, parent_body="", bases=(), opening="", closing="", title=(), name="")
    paper = replace(paper, recipients=("Liên đoàn Lao động tỉnh", "Lưu: VT"))
    assert (result.paper, result.parts) == (paper, (REPORT.parts[0], *REPORT.parts[2:]))


def test_what_a_paper_needs_cannot_be_taken_out() -> None:
    changes = changes_of(both(remove("Kết quả tuyên truyền đợt 1"), remove("05/BC-CĐX")))
    assert [(told(one)[:2], one.takeable) for one in changes] == [
        (("removed", "Số, ký hiệu"), False), (("removed", "Trích yếu"), False)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "label", "level"),
    [
        ("III. Kiến nghị thêm", "III.", 0),
        ("3. Việc thứ ba", "3.", 1),
        ("1.2. Việc nhỏ", "1.2.", 2),
        ("đ) Điểm thứ năm", "đ)", 2),
        ("+ Ý nhỏ", "+", 3),
    ],
)
def test_labels_of_added_paragraphs_are_set_apart(text: str, label: str, level: int) -> None:
    result = taken(add(text, behind="Đường vào các bản", marks="<w:b/>"))
    assert result.parts[7] == Paragraph((Span(text.removeprefix(f"{label} ")),), label, level, bold=True)


@pytest.mark.parametrize(
    ("behind", "place"),
    [
        ("Căn cứ Kế hoạch", "Phần đầu, đoạn 2"),
        ("báo cáo kết quả như sau", "Phần đầu, đoạn 3"),
        ("Đường vào các bản", "Mục II, đoạn 2"),
        ("Trên đây là", "Mục II, đoạn 4"),
        ("Biểu đồ 1.", "Mục I, đoạn 6"),
        ("(Kèm theo", "Phụ lục I, đoạn 1"),
        ("Số liệu tính đến", "Phụ lục II, đoạn 2"),
    ],
)
def test_added_paragraphs_find_their_place(behind: str, place: str) -> None:
    edit = add("Một đoạn được viết thêm vào đây.", behind=behind, marks="<w:i/>" if behind == "Trên đây là" else "")
    assert [told(one) for one in changes_of(edit)] == [("added", place, "", "Một đoạn được viết thêm vào đây.")]
    taken(edit)


def test_a_note_below_a_table_belongs_to_its_annex() -> None:
    result = taken(lambda body: table_of(body, "Buổi đầu").addnext(paragraph("Ghi chú của người lập bảng.")))
    assert result.annexes[0].parts[1] == plain("Ghi chú của người lập bảng.", level=3)


def test_bases_are_added_and_a_line_between_two_becomes_one() -> None:
    paper = replace(PAPER, bases=("Căn cứ Điều lệ Công đoàn;", "Căn cứ Nghị quyết của xã."))
    report = Report(paper, REPORT.parts)
    edit = both(
        add("Theo đề nghị của Ban Tuyên giáo,", behind="Căn cứ Điều lệ"),
        add("Căn cứ Quyết định số 9,", behind="Căn cứ Nghị quyết"),
    )  # fmt: skip
    assert taken(edit, report).paper.bases == (
        "Căn cứ Điều lệ Công đoàn;", "Theo đề nghị của Ban Tuyên giáo,", "Căn cứ Nghị quyết của xã.", "Căn cứ Quyết định số 9,"
    )  # fmt: skip


def test_a_subject_of_two_lines_stays_one_subject() -> None:
    center = '<w:jc w:val="center"/>'
    edit = add("trong dịp Tết Nguyên đán", behind="Kết quả tuyên truyền đợt 1", properties=center, marks="<w:b/>")
    (change,) = changes_of(edit)
    assert apply(REPORT, [change]).paper.subject == "Kết quả tuyên truyền đợt 1 trong dịp Tết Nguyên đán"


def in_foot(text: str, behind: str) -> Edit:
    return lambda body: paragraph_of(body, behind).addnext(paragraph(text))


def test_recipients_and_lines_of_the_signature_are_added() -> None:
    edit = both(
        in_foot("- Báo tỉnh;", "Đảng ủy xã"),
        in_foot("KT. CHỦ TỊCH", "TM. BAN"),
        in_foot("PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH"),
    )
    paper = taken(edit).paper
    assert paper.recipients == ("Liên đoàn Lao động tỉnh", "Đảng ủy xã", "Báo tỉnh", "Lưu: VT")
    assert (paper.authority, paper.title) == (("TM. BAN CHẤP HÀNH", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), ("CHỦ TỊCH",))


def test_a_missing_name_is_filled_in_but_a_second_one_is_not() -> None:
    report = Report(replace(PAPER, name=""), REPORT.parts)
    edit = both(in_foot("Giàng A Páo", "CHỦ TỊCH"), in_foot("ỦY VIÊN", "CHỦ TỊCH"))
    paper = taken(edit, report).paper
    assert (paper.name, paper.title) == ("Giàng A Páo", ("CHỦ TỊCH", "ỦY VIÊN"))
    assert [one.takeable for one in changes_of(both(in_foot("Giàng A Páo", "Lê Thị Tâm"), in_foot("THƯ KÝ", "Lê Thị Tâm")))] == [
        False, False
    ]  # fmt: skip


def test_recipients_typed_where_there_were_none() -> None:
    report = Report(replace(PAPER, recipients=()), ())

    def change(body: Any) -> None:
        cell = body.findall(qn("w:tbl"))[-1].find(f".//{qn('w:tc')}")
        cell.append(paragraph("Nơi nhận:"))
        cell.append(paragraph("- Lưu: VT."))

    changes = changes_of(change, report)
    assert [(one.after, one.takeable) for one in changes] == [("Nơi nhận:", False), ("Lưu: VT", True)]
    assert apply(report, changes).paper.recipients == ("Lưu: VT",)


@pytest.mark.parametrize(
    "behind", ["Lê Thị Tâm", "BÁO CÁO", "Phụ lục I", "Bảng 1. Kết quả theo đơn vị", "CÔNG ĐOÀN XÃ"]
)
def test_text_that_a_report_has_no_place_for(behind: str) -> None:
    def change(body: Any) -> None:
        place = table_of(body, behind) if behind == "Lê Thị Tâm" else paragraph_of(body, behind)
        place.addnext(paragraph("Một đoạn ở chỗ không dành cho nó."))

    (one,) = changes_of(change)
    assert (one.kind, one.takeable) == ("added", False)


def test_text_above_everything_or_between_a_chart_and_its_caption() -> None:
    def change(body: Any) -> None:
        body.insert(0, paragraph("Dòng trên cùng của tờ giấy."))
        chart = next(next(body.iter(qn("w:drawing"))).iterancestors(qn("w:p")))
        chart.addnext(paragraph("Chen giữa biểu đồ và tên của nó."))

    assert {one.takeable for one in changes_of(change) if one.kind == "added"} == {False}


def test_paragraphs_move() -> None:
    edit = both(
        move("Đường vào các bản", behind="Ban Chấp hành đã phân công"),
        move("Số liệu tính đến", behind="Đề nghị cấp trên"),
    )
    found = changes_of(edit)
    assert [told(one)[:2] for one in found] == [("moved", "Mục II, đoạn 1"), ("moved", "Phụ lục II, đoạn 1")]
    parts, old = taken(edit).parts, REPORT.parts
    assert parts == (*old[:2], old[6], *old[2:6], old[7], REPORT.annexes[1].parts[0])


def test_a_paragraph_that_moved_and_changed_is_both() -> None:
    edit = both(move("Đường vào các bản", behind="Ban Chấp hành đã phân công"), retype("mùa mưa", "mùa mưa bão"))
    assert [one.kind for one in changes_of(edit)] == ["moved", "changed"]
    taken(edit)


def test_opening_and_closing_swapped_with_text() -> None:
    opening = both(move("Đường vào các bản", behind="Căn cứ Kế hoạch"))
    assert taken(opening).parts[0] == plain(PAPER.opening, level=3)
    closing = move("Căn cứ Kế hoạch", behind="Trên đây là")
    assert taken(closing).paper.closing == PAPER.bases[0]


def test_a_tagged_paragraph_never_becomes_the_opening() -> None:
    report = Report(replace(PAPER, opening="", closing=""), REPORT.parts)
    edit = move("Đã tổ chức", behind="Căn cứ Kế hoạch")
    assert taken(edit, report).paper.opening == ""


def test_a_table_moves_with_its_caption_and_a_chart_with_its_own() -> None:
    def change(body: Any) -> None:
        last = paragraph_of(body, "Đoạn nối thêm thứ 2")
        chart = next(next(body.iter(qn("w:drawing"))).iterancestors(qn("w:p")))
        for piece in reversed(
            [paragraph_of(body, "Bảng 1."), table_of(body, "trạm y tế"), chart, paragraph_of(body, "Biểu đồ 1.")]
        ):
            last.addnext(piece)

    report = Report(PAPER, (*REPORT.parts, *(plain(f"Đoạn nối thêm thứ {number} cho dài.") for number in range(3))))
    found = changes_of(change, report)
    assert [told(one)[:2] for one in found] == [("moved", "Bảng 1"), ("moved", "Mục I, đoạn 4")]
    old = report.parts
    assert taken(change, report).parts == (*old[:3], *old[5:], old[3], old[4])


def test_a_caption_that_moves_alone_is_a_paragraph() -> None:
    edit = both(move("Bảng 1. Kết quả theo đơn vị", behind="Đề nghị cấp trên"))
    assert [one.kind for one in changes_of(edit)] == ["moved"]
    taken(edit)
    taken(move("Biểu đồ 1. Số buổi theo tuần", behind="Đề nghị cấp trên"))


def test_a_table_or_chart_taken_out_leaves_its_caption() -> None:
    def change(body: Any) -> None:
        table = table_of(body, "trạm y tế")
        table.getparent().remove(table)
        chart = next(next(body.iter(qn("w:drawing"))).iterancestors(qn("w:p")))
        chart.getparent().remove(chart)

    found = changes_of(change)
    assert [one.before.splitlines()[0] for one in found] == ["TT | Đơn vị | Kết quả", "[Hình] Cột tăng dần"]
    old = REPORT.parts
    captions = [
        plain(text, level=3, bold=True) for text in ("Bảng 1. Kết quả theo đơn vị", "Biểu đồ 1. Số buổi theo tuần")
    ]
    assert taken(change).parts == (*old[:3], *captions, *old[5:])


def test_a_caption_at_the_very_end() -> None:
    report = Report(replace(PAPER, closing="", recipients=(), authority=(), title=(), name=""), (TABLE,))

    def change(body: Any) -> None:
        table = table_of(body, "trạm y tế")
        table.getparent().remove(table)

    assert taken(change, report).parts == (plain("Bảng 1. Kết quả theo đơn vị", level=3, bold=True),)


def test_captions_are_taken_out() -> None:
    result = taken(both(remove("Bảng 1."), remove("Biểu đồ 1.")))
    assert result.parts[3:5] == (replace(TABLE, caption=""), Chart(SVG, 80, "", "Cột tăng dần"))


def test_a_picture_is_described_anew() -> None:
    def change(body: Any) -> None:
        next(one for one in body.iter() if one.tag.endswith("}docPr")).set("descr", "Cột giảm dần")

    (part,) = [one for one in taken(change).parts if isinstance(one, Chart)]
    assert part.alt == "Cột giảm dần"


def test_new_tables_pictures_and_tables_in_another_part_are_for_the_hand() -> None:
    def change(body: Any) -> None:
        new = copy.deepcopy(table_of(body, "Buổi đầu"))
        for each in new.iter(qn("w:t")):
            each.text = f"Khác hẳn {each.text[::-1]} {len(each.text)}"
        paragraph_of(body, "Số liệu tính đến").addnext(new)
        chart = next(next(body.iter(qn("w:drawing"))).iterancestors(qn("w:p")))
        another = copy.deepcopy(chart)
        next(one for one in another.iter() if one.tag.endswith("}docPr")).set("descr", "Bản đồ")
        paragraph_of(body, "Đề nghị cấp trên").addnext(another)
        paragraph_of(body, "Đề nghị cấp trên").addnext(table_of(body, "Buổi đầu"))

    assert [(one.kind, one.takeable) for one in changes_of(change)] == [
        ("moved", False),
        ("added", False),
        ("added", False),
    ]


def test_rows_come_go_and_move() -> None:
    def change(body: Any) -> None:
        first, second, third = (row_of(body, name) for name in ("Công đoàn trường học", "trạm y tế", "hợp tác xã"))
        third.addnext(first)
        new = copy.deepcopy(second)
        for each, said in zip(new.iter(qn("w:t")), ("9", "Công đoàn chợ đầu mối", "31", "2"), strict=True):
            each.text = said
        for control in list(new.iter(qn("w:sdt"))):
            control.addprevious(next(control.iter(qn("w:r"))))
            control.getparent().remove(control)
        first.addnext(new)
        second.getparent().remove(second)

    found = changes_of(change)
    assert [told(one) for one in found] == [
        ("removed", "Bảng 1, dòng 2", "2 | Công đoàn trạm y tế | 7 | 3", ""),
        ("moved", "Bảng 1, dòng 1", "1 | Công đoàn trường học | 12 | 4", "1 | Công đoàn trường học | 12 | 4"),
        ("added", "Bảng 1, dòng 3", "", "9 | Công đoàn chợ đầu mối | 31 | 2"),
    ]
    rows = TABLE.rows
    new = (Cell("9"), Cell("Công đoàn chợ đầu mối"), Cell("31", align="right"), Cell("2"))
    (table,) = [one for one in taken(change).parts if isinstance(one, Table)]
    assert table.rows == (rows[2], rows[0], new, rows[3])


def test_a_row_for_a_table_without_rows() -> None:
    report = Report(PAPER, (Table(("Tên", "Số"), (50, 50), ()),))

    def change(body: Any) -> None:
        table = table_of(body, "Tên")
        row = copy.deepcopy(table.find(qn("w:tr")))
        row.remove(row.find(qn("w:trPr")))
        table.append(row)

    assert taken(change, report).parts == (Table(("Tên", "Số"), (50, 50), ((Cell("Tên"), Cell("Số")),)),)


def test_joined_cells_and_new_columns_are_for_the_hand() -> None:
    def join(body: Any) -> None:
        row = row_of(body, "trạm y tế")
        row.remove(row.findall(qn("w:tc"))[-1])

    def widen(body: Any) -> None:
        for row in table_of(body, "Buổi đầu").findall(qn("w:tr")):
            row.append(copy.deepcopy(row.findall(qn("w:tc"))[-1]))

    def behead(body: Any) -> None:
        table = table_of(body, "Buổi đầu")
        table.remove(table.find(qn("w:tr")))

    assert [(told(one), one.takeable) for one in changes_of(join)] == [
        (("changed", "Bảng 1, dòng 2", "2 | Công đoàn trạm y tế | 7 | 3", "2 | Công đoàn trạm y tế | 7"), False)
    ]
    assert [(told(one), one.takeable) for one in changes_of(widen)] == [
        (("changed", "Phụ lục I, Bảng 1", "2 cột", "3 cột"), False)
    ]
    assert [(told(one), one.takeable) for one in changes_of(behead)] == [
        (("removed", "Phụ lục I, Bảng 1, đầu bảng", "TT | Nội dung", ""), False)
    ]


def test_what_programs_do_by_themselves_is_no_change(written: bytes) -> None:
    def noise(body: Any) -> None:
        import unicodedata

        for each in body.iter(qn("w:t")):
            each.text = unicodedata.normalize("NFD", (each.text or "").replace(" - ", " – ").replace(" ", "  "))

    assert compare(written, edited(written, noise)) == []


def test_dots_and_quotation_marks_are_alike() -> None:
    first = Report(PAPER, (plain('Chuyên mục "Hỏi - đáp"... của xã'),))
    second = Report(PAPER, (plain("Chuyên mục “Hỏi – đáp”… của xã"),))
    assert compare(write_report(first), write_report(second)) == []


def test_the_same_two_files_give_the_same_identifiers(written: bytes) -> None:
    after = edited(written, both(retype("24", "26"), remove("Đường vào")))
    assert [one.id for one in compare(written, after)] == [one.id for one in compare(written, after)]


def test_papers_of_every_shape_are_compared() -> None:
    paper = Paper(issuer="A", number="", place="B", kind="BÁO CÁO", subject="c", classification="LƯU HÀNH NỘI BỘ")
    report = Report(paper, (), (Annex("d", ()),))
    result = taken(retype("LƯU HÀNH NỘI BỘ", "LƯU HÀNH RỘNG RÃI"), report)
    assert result.paper.classification == "LƯU HÀNH RỘNG RÃI"
    changes = changes_of(remove("LƯU HÀNH"), report)
    assert (changes[0].place, apply(report, changes).paper.classification) == ("Dấu chỉ mức độ phổ biến", "")
