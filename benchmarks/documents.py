"""Official reports written: ours beside docxtpl and python-docx in the same run.

Two jobs. A district's report of ``--children`` child units (100): four paragraphs of merged narrative and a row of eight figures
for each, every figure tagged; as .docx, as .pdf, and read back (tags, comparison with an edited copy). And one table of
``--rows`` rows (100,000) by six columns. The peers write fewer: docxtpl fills a template with a loop over ``--template-rows``
(5,000), python-docx adds ``--peer-rows`` (1,000) row by row. What the whole table would cost them is reckoned from that in a
straight line, which flatters them: each row costs more than the last. ``--json`` ends with one line of JSON.
"""

import json
import random
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from docx import Document
from docxtpl import DocxTemplate

from caunoi.officialdocs.comparing import compare, read_tags
from caunoi.officialdocs.paper import Paper
from caunoi.officialdocs.report import Annex, Cell, Paragraph, Part, Report, Span, Table, plain
from caunoi.officialdocs.write_report import write_report
from caunoi.officialdocs.write_report_pdf import write_report_pdf


def argument(name: str, default: int) -> int:
    return int(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else default


CHILDREN, ROWS = argument("--children", 100), argument("--rows", 100_000)
TEMPLATE_ROWS, PEER_ROWS = min(ROWS, argument("--template-rows", 5_000)), min(ROWS, argument("--peer-rows", 1_000))
COLUMNS = ("TT", "Đơn vị", "Số buổi", "Lượt người", "Tin", "Bài")
WIDTHS = (20, 117, 30, 30, 30, 30)
PAPER = Paper(
    parent_body="LIÊN ĐOÀN LAO ĐỘNG TỈNH VĨNH SƠN",
    issuer="LIÊN ĐOÀN LAO ĐỘNG HUYỆN ĐỒNG MÂY",
    number="21/BC-LĐLĐ",
    place="Đồng Mây",
    kind="BÁO CÁO",
    subject="Kết quả tuyên truyền đợt 1 Đại hội Công đoàn các cấp",
    closing="Trên đây là Báo cáo kết quả tuyên truyền đợt 1./.",
    recipients=("Liên đoàn Lao động tỉnh", "Lưu: VT"),
    authority=("TM. BAN THƯỜNG VỤ",),
    title=("CHỦ TỊCH",),
    name="Hà Văn Sơn",
)
SENTENCES = (
    "tổ chức sinh hoạt chuyên đề theo ca để người lao động nào cũng được nghe",
    "biên soạn tờ gấp hỏi - đáp, phát đến từng tổ sản xuất và dán tại bảng tin",
    "đưa nội dung Đại hội vào buổi giao ban đầu tuần và nhóm trao đổi của phân xưởng",
    "mời cán bộ hưu trí kể chuyện truyền thống cho đoàn viên trẻ mới vào nghề",
)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def district() -> Report:
    rng = random.Random(4)
    parts: list[Part] = []
    rows = []
    for number in range(CHILDREN):
        name = f"Công đoàn cơ sở số {number + 1}"
        parts.append(plain(name, f"{number + 1}.", 1, bold=True))
        for each, said in enumerate(SENTENCES):
            spans = (
                Span(f"{name} {said}. ", f"n:{number}.{each}"), Span("Đã có "),
                Span(str(rng.randint(2, 90)), f"f:{number}.{each}"), Span(" buổi trong tháng."),
            )  # fmt: skip
            parts.append(Paragraph(spans))
        figures = (Cell(str(rng.randint(1, 900)), f"c:{number}.{column}", "right") for column in range(8))
        rows.append((Cell(str(number + 1)), Cell(name), *figures))
    headers = ("TT", "Đơn vị", *(f"Chỉ tiêu {column}" for column in range(1, 9)))
    table = Table(headers, (12, 85, *[20] * 8), tuple(rows))
    return Report(PAPER, tuple(parts), (Annex("Số liệu của từng đơn vị", (table,)),))


def table_rows(count: int) -> list[tuple[str, ...]]:
    rng = random.Random(9)
    return [
        (str(number), f"Công đoàn cơ sở số {number}", *(str(rng.randint(0, 9999)) for _column in range(4)))
        for number in range(1, count + 1)
    ]


def ours(rows: list[tuple[str, ...]]) -> bytes:
    cells = tuple(tuple(Cell(text) for text in row) for row in rows)
    return write_report(Report(PAPER, (), (Annex("Danh sách đơn vị", (Table(COLUMNS, WIDTHS, cells),)),)))


def with_docxtpl(rows: list[tuple[str, ...]]) -> bytes:
    template = Document()
    table = template.add_table(rows=4, cols=len(COLUMNS))
    for column, title in enumerate(COLUMNS):
        table.rows[0].cells[column].text = title
        table.rows[2].cells[column].text = f"{{{{ row[{column}] }}}}"
    table.rows[1].cells[0].text, table.rows[3].cells[0].text = "{%tr for row in rows %}", "{%tr endfor %}"
    made = BytesIO()
    template.save(made)
    document = DocxTemplate(BytesIO(made.getvalue()))
    document.render({"rows": rows})
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_python_docx(rows: list[tuple[str, ...]]) -> bytes:
    document = Document()
    table = document.add_table(rows=1, cols=len(COLUMNS))
    for cell, title in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.text = title
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def rows_in(data: bytes) -> int:
    """Rows of six cells without the head; letterhead and foot, where there are any, have six cells together."""
    main = zipfile.ZipFile(BytesIO(data)).read("word/document.xml")
    return main.count(b"</w:tc>") // len(COLUMNS) - 1 - main.count("Độc lập".encode())


def edited_copy(data: bytes) -> bytes:
    document = Document(BytesIO(data))
    body = [one for one in document.paragraphs if one.runs]
    for each in body[20:80:3]:
        each.runs[-1].text = f"{each.runs[-1].text} (đã bổ sung)"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def measure_report() -> dict[str, Any]:
    report = district()
    docx_seconds, data = timed(lambda: write_report(report))
    pdf_seconds, pdf = timed(lambda: write_report_pdf(report))
    tags_seconds, tags = timed(lambda: read_tags(data))
    compare_seconds, changes = timed(lambda: compare(data, edited_copy(data)))
    expected = CHILDREN * (2 * len(SENTENCES) + 8)
    if len(tags) != expected or len(changes) != 20:
        sys.exit(f"{len(tags)} tags for {expected}, {len(changes)} changes for 20")
    return {
        "children": CHILDREN, "docx_seconds": docx_seconds, "docx_bytes": len(data), "pdf_seconds": pdf_seconds,
        "pdf_bytes": len(pdf), "tags": len(tags), "tags_seconds": tags_seconds, "compare_seconds": compare_seconds,
    }  # fmt: skip


def measure_table() -> dict[str, Any]:
    rows = table_rows(ROWS)
    our_seconds, data = timed(lambda: ours(rows))
    template_seconds, filled = timed(lambda: with_docxtpl(rows[:TEMPLATE_ROWS]))
    peer_seconds, built = timed(lambda: with_python_docx(rows[:PEER_ROWS]))
    if (rows_in(data), rows_in(filled), rows_in(built)) != (ROWS, TEMPLATE_ROWS, PEER_ROWS):
        sys.exit("A table has lost rows")
    return {
        "rows": ROWS, "our_seconds": our_seconds, "docxtpl_rows": TEMPLATE_ROWS, "docxtpl_seconds": template_seconds,
        "docxtpl_whole_seconds_reckoned": template_seconds / TEMPLATE_ROWS * ROWS, "python_docx_rows": PEER_ROWS,
        "python_docx_seconds": peer_seconds, "python_docx_whole_seconds_reckoned": peer_seconds / PEER_ROWS * ROWS,
    }  # fmt: skip


def main() -> None:
    report, table = measure_report(), measure_table()
    print(f"Report of {report['children']} child units, {report['tags']} tags")
    print(f"  .docx {report['docx_seconds']:.2f} s   .pdf {report['pdf_seconds']:.2f} s")
    print(f"  tags read {report['tags_seconds']:.2f} s   20 edits found {report['compare_seconds']:.2f} s")
    print(f"Table of {table['rows']:,} rows by {len(COLUMNS)} columns")
    print(f"  ours {table['our_seconds']:.2f} s for all")
    for name, key in (("docxtpl", "docxtpl"), ("python-docx", "python_docx")):
        seconds, rows, whole = (table[f"{key}_{what}"] for what in ("seconds", "rows", "whole_seconds_reckoned"))
        print(f"  {name} {seconds:.2f} s for {rows:,} rows, so at least {whole:,.0f} s for all")
    if "--json" in sys.argv:
        print(json.dumps({"report": report, "table": table}))


if __name__ == "__main__":
    main()
