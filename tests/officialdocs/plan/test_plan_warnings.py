from caunoi.officialdocs.model import Document
from caunoi.officialdocs.read_plan import read_plan_document
from tests.officialdocs.sheets import codes, paragraphs, plan

HEAD = """
    Số: 31/KH-LĐLĐ
    Suối Hoa, ngày 16 tháng 01 năm 2023
    KẾ HOẠCH
    Tuyên truyền Đại hội đại biểu Công đoàn tỉnh Suối Hoa lần thứ X, nhiệm kỳ 2023 - 2028
    Thực hiện Công văn số 77/LĐLĐ-TG ngày 27/02/2023, Ban Thường vụ ban hành kế hoạch như sau:
"""


def test_document_dated_after_the_plan() -> None:
    found = codes(plan("I. MỘT\n1. Theo Kế hoạch số 5/KH-TLĐ ngày 01/3/2023.\n2. B.", head=HEAD))
    assert {code for code in found if code[0] == "cited_after_plan"} == {
        ("cited_after_plan", ""),
        ("cited_after_plan", "I/1"),
    }


def test_term_that_contradicts_the_title() -> None:
    body = """
        I. MỘT
        1. Đại hội Công đoàn tỉnh lần thứ X, nhiệm kỳ 2018 - 2023.
        2. Đại hội X Công đoàn tỉnh nhiệm kỳ 2018 - 2023.
        3. Nghị quyết Đại hội IX Công đoàn tỉnh, nhiệm kỳ 2018 - 2023.
        4. Đại hội X Công đoàn tỉnh; kết quả nhiệm kỳ 2018 - 2023.
        5. Đại hội X Công đoàn tỉnh, nhiệm kỳ 2023 - 2028.
    """
    found = codes(plan(body, head=HEAD))
    assert sorted(path for code, path in found if code == "term_contradicts_title") == ["I/1", "I/2"]


def test_impossible_date() -> None:
    assert ("date_impossible", "I/1") in codes(plan("I. MỘT\n1. Trước ngày 31/6/2023.\n2. B.", head=HEAD))


def test_unnumbered_duty_and_duty_of_all_waves() -> None:
    body = """
        I. CÁC ĐỢT
        1. Đợt 1: tháng 3/2023
        - A.
        2. Đợt 2: tháng 5/2023
        - B.
        Ngoài nội dung của các đợt trên, đấu tranh với thông tin sai.
        II. TỔ CHỨC THỰC HIỆN
        1. Các đơn vị
        - Làm.
        Thường xuyên theo dõi dư luận.
    """
    found = codes(plan(body, head=HEAD))
    assert {("cross_wave_duty", "I/¶1"), ("unnumbered_duty", "II/1/¶1")} <= found


def test_what_the_reader_had_to_do() -> None:
    document = Document(
        "scan", tuple(paragraphs("KẾ HOẠCH\nTuyên truyền\nI. MỘT\n1. A.")), notes=("ocr", "legacy_vni", "nfd")
    )
    found = codes(read_plan_document(document))
    assert {("ocr_used", ""), ("legacy_converted", "")} <= found
