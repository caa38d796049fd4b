import pytest

from caunoi.officialdocs.model import Document, Paragraph, Zone
from caunoi.officialdocs.read_plan import read_plan_document
from tests.officialdocs.sheets import paragraphs, plan


def test_bases_in_bullets_and_lines() -> None:
    head = """
        KẾ HOẠCH
        Tuyên truyền
        - Căn cứ Điều lệ Công đoàn Việt Nam;
        - Căn cứ Hướng dẫn số 38/HD-TLĐ ngày 16/12/2024;
        - Thực hiện Kế hoạch số 18-KH/TU,
        Ban Thường vụ xây dựng kế hoạch như sau:
    """
    found = plan("1. Mục đích\na) Một.\nb) Hai.", head=head)
    assert [(base.kind, base.number) for base in found.bases] == [
        *(("Điều lệ", None), ("Hướng dẫn", "38/HD-TLĐ"), ("Kế hoạch", "18-KH/TU")),
    ]
    assert found.header.subject == "Tuyên truyền"
    assert [clause.path for clause in found.clauses] == ["1", "1/a", "1/b"]


def test_closing_formula_is_no_clause() -> None:
    body = "I. MỘT\n1. A.\nTrên đây là Kế hoạch.\nĐề nghị các đơn vị thực hiện./."
    assert [clause.path for clause in plan(body).clauses] == ["I", "I/1"]


def test_last_request_is_no_clause_but_a_last_report_is() -> None:
    asked = "I. MỘT\n1. A.\nBan Thường vụ yêu cầu các đơn vị nghiêm túc triển khai thực hiện./."
    report = "I. MỘT\n1. A.\nĐề nghị các đơn vị thực hiện và báo cáo kết quả về LĐLĐ tỉnh./."
    assert len(plan(asked).clauses) == 2
    assert len(plan(report).clauses) == 3


def test_body_without_numbers_begins_after_as_follows() -> None:
    found = plan("Tuyên truyền rộng rãi.\nVận động đoàn viên.")
    assert [(clause.path, clause.text) for clause in found.clauses] == [
        *(("¶1", "Tuyên truyền rộng rãi."), ("¶2", "Vận động đoàn viên.")),
    ]


@pytest.mark.parametrize("first", [Paragraph("1. Mục đích"), Paragraph("Mục đích", label="2.")])
def test_body_without_a_preamble_begins_at_its_first_number(first: Paragraph) -> None:
    head = paragraphs("KẾ HOẠCH\nTuyên truyền\nCăn cứ Điều lệ Công đoàn Việt Nam;")
    found = read_plan_document(Document("docx", (*head, first, Paragraph("- Một."))))
    number = first.label or "1."
    assert [(clause.label, clause.text) for clause in found.clauses] == [(number, "Mục đích"), ("-", "Một.")]
    assert [base.kind for base in found.bases] == ["Điều lệ"]


def test_paper_that_ends_after_its_bases_has_no_body() -> None:
    ending = "Nơi nhận:\n- Công đoàn cơ sở;\n- Lưu: VT."
    lines = f"KẾ HOẠCH\nTuyên truyền\nCăn cứ Điều lệ Công đoàn Việt Nam;\n{ending}"
    found = read_plan_document(Document("docx", tuple(paragraphs(lines))))
    assert (found.clauses, found.recipients) == ((), ("Công đoàn cơ sở", "Lưu: VT."))


def test_annex_is_no_clause_but_its_citations_count() -> None:
    ending = """
        Nơi nhận:
        - Lưu: VT.
        CHỦ TỊCH
        Lê Thị Hoa
        PHỤ LỤC
        Theo Hướng dẫn số 117-HD/BTGTW
    """
    found = plan("I. MỘT\n1. A.", ending=ending)
    assert [clause.path for clause in found.clauses] == ["I", "I/1"]
    assert found.citations == ("117-HD/BTGTW",)
    assert found.signature.name == "Lê Thị Hoa"


def test_letterhead_beside_the_title_belongs_to_the_head() -> None:
    head = [Paragraph("KẾ HOẠCH"), Paragraph("Số: 3/KH-LĐLĐ", zone=Zone.LETTERHEAD), Paragraph("Tuyên truyền")]
    found = read_plan_document(Document("docx", (*head, *paragraphs("Như sau:\nI. MỘT\n1. A."))))
    assert (found.header.number, found.header.subject) == ("3/KH-LĐLĐ", "Tuyên truyền")


def test_subject_ends_where_the_letter_or_the_preamble_begins() -> None:
    def subject(*lines: Paragraph) -> str | None:
        body = paragraphs("I. MỘT\n1. A.")
        return read_plan_document(Document("docx", (Paragraph("KẾ HOẠCH"), *lines, *body))).header.subject

    told = Paragraph("Tuyên truyền đại hội")
    aim = "Nhằm nâng cao nhận thức của cán bộ, đoàn viên, người lao động về ý nghĩa của đại hội công đoàn các cấp trong tỉnh."
    assert subject(told, Paragraph("Kính gửi: Các công đoàn cơ sở")) == "Tuyên truyền đại hội"
    assert subject(told, Paragraph(aim)) == "Tuyên truyền đại hội"
    assert subject(Paragraph("Tuyên truyền đại hội", bold=True), Paragraph("Năm nay")) == "Tuyên truyền đại hội"
    assert subject(told) == "Tuyên truyền đại hội"


def test_numbered_bases_do_not_open_the_body() -> None:
    head = "KẾ HOẠCH\nTuyên truyền\nCăn cứ:\n1. Căn cứ Kế hoạch số 5/KH-TLĐ;\nBan Thường vụ ban hành kế hoạch."
    assert [clause.path for clause in plan("I. MỘT\n1. A.", head=head).clauses] == ["I", "I/1"]


def test_number_above_one_does_not_open_the_body() -> None:
    bases = "1. Căn cứ Kế hoạch số 5/KH-TLĐ;\n2. Sau khi thống nhất với Ban Tuyên giáo;"
    head = f"KẾ HOẠCH\nTuyên truyền\nCăn cứ:\n{bases}\nBan Thường vụ ban hành kế hoạch."
    assert [clause.path for clause in plan("I. MỘT\n1. A.", head=head).clauses] == ["I", "I/1"]


def test_formula_in_the_middle_closes_nothing() -> None:
    body = "I. MỘT\n1. A.\nTrên đây là những nội dung chính.\nII. HAI\n1. B."
    assert [clause.path for clause in plan(body).clauses] == ["I", "I/1", "I/1/¶1", "II", "II/1"]


def test_preamble_cut_by_a_page_end_is_whole() -> None:
    head = "KẾ HOẠCH\nTuyên truyền\nCăn cứ Kế hoạch số 5/KH-TLĐ của\nTổng Liên đoàn, ban hành kế hoạch như sau:"
    assert [base.number for base in plan("I. MỘT\n1. A.", head=head).bases] == ["5/KH-TLĐ"]


def test_paper_with_nothing_under_its_subject() -> None:
    found = read_plan_document(Document("docx", tuple(paragraphs("KẾ HOẠCH\nTuyên truyền đại hội"))))
    assert (found.header.subject, found.clauses) == ("Tuyên truyền đại hội", ())
