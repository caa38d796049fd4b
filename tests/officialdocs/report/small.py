"""A report of one page and an annex, for tests that change one thing."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from caunoi.officialdocs.paper import Paper
from caunoi.officialdocs.report import Annex, Cell, Chart, Paragraph, Report, Span, Table, plain

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#2b6a94"/></svg>'
PAPER = Paper(
    parent_body="LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ LÃNG",
    issuer="CÔNG ĐOÀN XÃ BẢN CHANG",
    number="05/BC-CĐX",
    place="Bản Chang",
    date=dt.date(2027, 2, 4),
    kind="BÁO CÁO",
    subject="Kết quả tuyên truyền đợt 1",
    bases=("Căn cứ Kế hoạch số 12/KH-LĐLĐ ngày 08/01/2027.",),
    opening="Ban Chấp hành báo cáo kết quả như sau:",
    closing="Trên đây là Báo cáo của Công đoàn xã./.",
    recipients=("Liên đoàn Lao động tỉnh", "Đảng ủy xã", "Lưu: VT"),
    authority=("TM. BAN CHẤP HÀNH",),
    title=("CHỦ TỊCH",),
    name="Lê Thị Tâm",
)
TABLE = Table(
    headers=("TT", "Đơn vị", "Số buổi", "Tin"),
    widths_mm=(12, 70, 30, 30),
    rows=(
        (Cell("1"), Cell("Công đoàn trường học"), Cell("12", "f:A1", "right"), Cell("4", "f:A2", "right")),
        (Cell("2"), Cell("Công đoàn trạm y tế"), Cell("7", "f:B1", "right"), Cell("3", "f:B2", "right")),
        (Cell("3"), Cell("Công đoàn hợp tác xã\n(mới thành lập)"), Cell("5", "f:C1", "right"), Cell("", "f:C2")),
        (Cell(""), Cell("Tổng cộng"), Cell("24", "f:T1", "right"), Cell("7", "f:T2", "right", bold=True)),
    ),
    caption="Bảng 1. Kết quả theo đơn vị",
    total=True,
    groups=(("", 2), ("Kết quả", 2)),
)
FIGURES = Paragraph(
    (
        Span("Đã tổ chức "), Span("24", "f:BUOI"), Span(" buổi cho "), Span("1.250", "f:NGUOI"), Span(" lượt người; "),
        Span("công đoàn trường học phát thanh đầu giờ mỗi sáng thứ Hai.", "n:7"),
    ),
    "-",
    3,
)  # fmt: skip
REPORT = Report(
    PAPER,
    (
        plain("Kết quả thực hiện", "I.", 0, bold=True),
        plain("Ban Chấp hành đã phân công từng ủy viên phụ trách một tổ công đoàn."),
        FIGURES,
        TABLE,
        Chart(SVG, 80, "Biểu đồ 1. Số buổi theo tuần", "Cột tăng dần"),
        plain("Khó khăn, kiến nghị", "II.", 0, bold=True),
        plain("Đường vào các bản vùng cao còn khó đi trong mùa mưa, loa tay thường hỏng."),
        plain("Đề nghị cấp trên hỗ trợ tài liệu in bằng tiếng dân tộc cho các bản."),
    ),
    (
        Annex("Danh sách buổi tuyên truyền", (Table(("TT", "Nội dung"), (20, 200), ((Cell("1"), Cell("Buổi đầu")),)),)),
        Annex("Ghi chú", (plain("Số liệu tính đến hết tháng 01 năm 2027 của đơn vị."),), landscape=False),
    ),
)  # fmt: skip


def edited(data: bytes, change: Callable[[Any], Any]) -> bytes:
    """The .docx after ``change`` has been made to its body (an XML element)."""
    document = Document(BytesIO(data))
    change(document.element.body)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def paragraph(text: str, properties: str = "") -> Any:
    return parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")


def node(body: Any, text: str) -> Any:
    """The w:t that holds ``text``."""
    return next(one for one in body.iter(qn("w:t")) if text in (one.text or "").replace("\u00a0", " "))


def paragraph_of(body: Any, text: str) -> Any:
    return next(node(body, text).iterancestors(qn("w:p")))


def row_of(body: Any, text: str) -> Any:
    return next(node(body, text).iterancestors(qn("w:tr")))


def retype(old: str, new: str) -> Callable[[Any], None]:
    def change(body: Any) -> None:
        found = node(body, old)
        found.text = found.text.replace("\u00a0", " ").replace(old, new)

    return change
