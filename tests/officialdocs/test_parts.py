from tests.officialdocs.sheets import plan


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
