from datetime import date

import pytest

from caunoi.officialdocs.casing import by_rule, written_out
from caunoi.officialdocs.model import Document, Header, Paragraph, Plan, Zone
from caunoi.officialdocs.read_plan import read_plan_document
from tests.officialdocs.sheets import codes, paragraphs, plan

BODY = "I. MỤC ĐÍCH\n1. Tuyên truyền.\n2. Vận động."
BASIS = "Căn cứ Kế hoạch số 12/KH-TLĐ ngày 01/9/2022, Ban Thường vụ LĐLĐ huyện ban hành kế hoạch như sau:"


def header(head: str) -> Header:
    return plan(BODY, head=head).header


def with_letterhead(*lines: tuple[str, int, bool]) -> Plan:
    head = [Paragraph(text, zone=Zone.LETTERHEAD, column=column, bold=bold) for text, column, bold in lines]
    return read_plan_document(Document("docx", (*head, *paragraphs(f"KẾ HOẠCH\nTuyên truyền\n{BASIS}\n{BODY}"))))


def test_plain_head() -> None:
    found = header(f"""
        LIÊN ĐOÀN LAO ĐỘNG TỈNH SUỐI HOA
        LIÊN ĐOÀN LAO ĐỘNG HUYỆN BẢN CHANH
        Số: 45/KH-LĐLĐ
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Độc lập - Tự do - Hạnh phúc
        Bản Chanh, ngày 05 tháng 10 năm 2022
        KẾ HOẠCH
        Tuyên truyền đại hội công đoàn các cấp
        và Đại hội IX Công đoàn huyện, nhiệm kỳ 2023 - 2028
        {BASIS}
    """)
    assert found == Header(
        kind="KẾ HOẠCH",
        number="45/KH-LĐLĐ",
        place="Bản Chanh",
        date=date(2022, 10, 5),
        issuer="Liên đoàn Lao động huyện Bản Chanh",
        subject="Tuyên truyền đại hội công đoàn các cấp và Đại hội IX Công đoàn huyện, nhiệm kỳ 2023 - 2028",
        term=(2023, 2028),
    )


def test_blanks_stay_blank_and_are_warned_about() -> None:
    found = plan(BODY, head=f"Số:     /KH-LĐLĐ\nSuối Hoa, ngày    tháng 10 năm 2022\nKẾ HOẠCH\nTuyên truyền\n{BASIS}")
    assert (found.header.number, found.header.date, found.header.place) == (None, None, "Suối Hoa")
    assert {("blank_number", ""), ("blank_date", "")} <= codes(found)


def test_date_that_no_calendar_has() -> None:
    found = plan(BODY, head=f"Số: 1/KH-LĐLĐ\nSuối Hoa, ngày 31 tháng 6 năm 2022\nKẾ HOẠCH\nTuyên truyền\n{BASIS}")
    assert found.header.date is None
    assert ("date_impossible", "") in codes(found)


def test_title_and_subject_on_one_line() -> None:
    assert header(f"KẾ HOẠCH Tuyên truyền đại hội\n{BASIS}").subject == "Tuyên truyền đại hội"


def test_draft_mark_is_no_subject() -> None:
    assert header(f"KẾ HOẠCH\n(Dự thảo lần 2)\nTuyên truyền đại hội\n{BASIS}").subject == "Tuyên truyền đại hội"


def test_no_title() -> None:
    found = header("Số: 12/KH-LĐLĐ\nSuối Hoa, ngày 01 tháng 02 năm 2023")
    assert (found.kind, found.number, found.subject) == (None, "12/KH-LĐLĐ", None)


def test_party_number_on_one_line_with_the_date() -> None:
    found = header(f"Số 07-KH/BTC          Suối Hoa, ngày 01 tháng 02 năm 2023\nKẾ HOẠCH\ntuyên truyền\n{BASIS}")
    assert (found.number, found.place, found.date) == ("07-KH/BTC", "Suối Hoa", date(2023, 2, 1))


def test_issuer_is_inferred_from_suffix_place_and_text() -> None:
    found = plan(BODY, head=f"Số: 45/KH-LĐLĐ\nBản Chanh, ngày 05 tháng 10 năm 2022\nKẾ HOẠCH\nTuyên truyền\n{BASIS}")
    assert found.header.issuer == "Liên đoàn Lao động huyện Bản Chanh"
    assert ("issuer_inferred", "") in codes(found)


def test_issuer_is_inferred_from_the_sentence_that_announces() -> None:
    basis = "Căn cứ Kế hoạch số 5/KH-TLĐ, Ban Thường vụ Công đoàn Tổng công ty Thép Bắc Hà xây dựng kế hoạch như sau:"
    found = header(f"Số: 45/KH-TCT\nBắc Hà, ngày 05 tháng 10 năm 2022\nKẾ HOẠCH\nTuyên truyền\n{basis}")
    assert found.issuer == "Công đoàn Tổng công ty Thép Bắc Hà"


def test_issuer_that_cannot_be_inferred_stays_blank() -> None:
    found = plan(BODY)
    assert found.header.issuer is None
    assert ("no_letterhead", "") in codes(found)


@pytest.mark.parametrize(
    ("suffix", "issuer"),
    [("KH-TLĐ", "Tổng Liên đoàn Lao động Việt Nam"), ("KH/TU", "Tỉnh ủy Suối Hoa")],
)
def test_issuer_without_level(suffix: str, issuer: str) -> None:
    head = f"Số: 4{'-' if '/' in suffix else '/'}{suffix}\nSuối Hoa, ngày 05 tháng 10 năm 2022\nKẾ HOẠCH\nTuyên truyền"
    assert header(f"{head}\nNhư sau:").issuer == issuer


def test_letterhead_column_names_parent_and_issuer() -> None:
    found = with_letterhead(
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH SUỐI HOA", 0, False),
        ("CÔNG ĐOÀN NGÀNH GIÁO DỤC", 0, True),
        ("VÀ ĐÀO TẠO", 0, True),
        ("Số: 3/KH-CĐGD", 0, False),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1, True),
        ("Suối Hoa, ngày 3 tháng 4 năm 2023", 1, False),
    )
    assert found.header.issuer == "Công đoàn ngành Giáo dục và Đào tạo"


def test_organ_takes_the_name_of_the_body_above() -> None:
    found = with_letterhead(("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH SUỐI HOA", 0, False), ("BAN THƯỜNG TRỰC", 0, True))
    assert found.header.issuer == "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Suối Hoa"


def test_term_is_taken_from_the_announcing_sentence_only_when_it_is_the_only_one() -> None:
    one = "Ban Thường vụ ban hành kế hoạch tuyên truyền đại hội nhiệm kỳ 2023 - 2028 như sau:"
    assert header(f"KẾ HOẠCH\nTuyên truyền\n{one}").term == (2023, 2028)
    assert header(f"KẾ HOẠCH\nTuyên truyền\n{BASIS}").term is None


def test_names_in_capitals_are_written_out() -> None:
    assert by_rule("CÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP TỈNH HÀ LÃNG") == "Công đoàn các Khu công nghiệp tỉnh Hà Lãng"
    assert written_out("CÔNG ĐOÀN MAY X", "Công đoàn May X và Công đoàn May X") == "Công đoàn May X"
