"""The report as .pdf: the same lines on the same sheet, text that can be copied."""

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest

from caunoi.officialdocs.report import Cell, Chart, Report, Table, plain
from caunoi.officialdocs.write_docx_page import held_together
from caunoi.officialdocs.write_report_pdf import write_report_pdf
from tests.officialdocs.report.sample import sample
from tests.officialdocs.report.small import PAPER, REPORT


def pages(report: Report) -> list[str]:
    document = pypdfium2.PdfDocument(write_report_pdf(report))
    return [" ".join(page.get_textpage().get_text_range().replace("\u00a0", " ").split()) for page in document]


@pytest.fixture(scope="module")
def long() -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(write_report_pdf(sample()))


def test_every_word_can_be_copied() -> None:
    text = " ".join(pages(REPORT))
    wanted = [
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ LÃNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/BC-CĐX", "Bản Chang, ngày 04 tháng 02 năm 2027", "I. KẾT QUẢ THỰC HIỆN", "- Đã tổ chức 24 buổi cho 1.250",
        "Bảng 1. Kết quả theo đơn vị", "Công đoàn trạm y tế", "Biểu đồ 1. Số buổi theo tuần", "Nơi nhận:", "- Lưu: VT.",
        "TM. BAN CHẤP HÀNH", "Lê Thị Tâm", "Phụ lục I", "DANH SÁCH BUỔI TUYÊN TRUYỀN",
        "(Kèm theo Báo cáo số 05/BC-CĐX ngày 04/02/2027 của Công đoàn xã Bản Chang)",
    ]  # fmt: skip
    assert [one for one in wanted if one not in text] == []


def test_annexes_lie_and_count_their_own_pages(long: pypdfium2.PdfDocument) -> None:
    sizes = [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in long]
    firsts = [page.get_textpage().get_text_range().split()[0] for page in long]
    assert sizes == [(210, 297)] * 4 + [(297, 210)] * 3
    assert firsts == ["TỔNG", "2", "3", "4", "Phụ", "2", "Phụ"]


def test_head_of_a_table_is_repeated_and_its_sum_is_not_alone(long: pypdfium2.PdfDocument) -> None:
    text = " ".join(long[5].get_textpage().get_text_range().split())
    assert [word in text for word in ("Lượt tương tác", "Công đoàn Công ty Điện lực Vĩnh Sơn", "Tổng cộng")] == [
        True
    ] * 3


def test_number_stands_in_the_middle_of_the_top_margin(long: pypdfium2.PdfDocument) -> None:
    left, bottom, right, top = long[1].get_textpage().get_charbox(0)
    height = long[1].get_size()[1]
    assert abs((left + right) / 2 - (30 + 165 / 2) / 25.4 * 72) < 1
    assert (height - top > 10 / 25.4 * 72, height - bottom < 20 / 25.4 * 72) == (True, True)


def test_marks_of_stacked_capitals_do_not_touch_the_line_above() -> None:
    report = Report(PAPER, (plain("ĐIỀU LỆ NGHỊ QUYẾT ẾỀỂỄỆ ỐỒỔỖỘ ỨỪỬỮỰ ẨẪẬ ĐỢT QUỸ " * 12),))
    page = pypdfium2.PdfDocument(write_report_pdf(report))[0].get_textpage()
    lines: dict[float, list[tuple[float, float]]] = defaultdict(list)
    text = page.get_text_range()
    for index, letter in enumerate(text):
        if letter.strip():
            _left, low, _right, high = page.get_charbox(index)
            baseline = page.get_charbox(index, loose=True)[1]
            lines[round(baseline, 1)].append((low, high))
    full = [line for line in lines.values() if len(line) > 34]  # not those that stand side by side
    spans = sorted((min(low for low, _high in line), max(high for _low, high in line)) for line in full)
    touching = [(below, above) for below, above in pairwise(spans) if below[1] > above[0]]
    assert (len(spans) > 5, touching) == (True, [])


def test_typed_markup_stays_text() -> None:
    said = "#read(“/etc/passwd”) *đậm* $x$ @nhãn [a] \\ // `b`"
    table = Table((said,), (150,), ((Cell(said),),), caption=said)
    paper = replace(PAPER, subject=said, recipients=(said,), party=True, classification="LƯU HÀNH NỘI BỘ", date=None)
    text = " ".join(pages(Report(paper, (plain(said), table))))
    assert (text.count("#read(“/etc/passwd”) *đậm* $x$"), "ĐẢNG CỘNG SẢN VIỆT NAM" in text) == (6, True)


def test_a_picture_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be laid out"):
        write_report_pdf(Report(PAPER, (Chart("<svg", 50),)))


def test_a_title_never_tears_the_name_of_a_place() -> None:
    assert held_together("CÔNG ĐOÀN PHƯỜNG SÔNG LÃNG") == "CÔNG\u00a0ĐOÀN PHƯỜNG\u00a0SÔNG\u00a0LÃNG"
