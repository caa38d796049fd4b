import pytest

from tests.officialdocs.sheets import codes, plan

HEAD = "Số: 1/KH-LĐLĐ\nSuối Hoa, ngày 10 tháng 10 năm 2025\nKẾ HOẠCH\nTuyên truyền\nNhư sau:"


def reports(sentence: str) -> list[tuple[str | None, str | None, str | None]]:
    body = f"V. TỔ CHỨC THỰC HIỆN\n1. Các đơn vị\n- Xây dựng kế hoạch.\n{sentence}"
    return [(one.when, one.to, one.via) for one in plan(body, head=HEAD).reporting]


@pytest.mark.parametrize(
    ("sentence", "when", "to", "via"),
    [
        (
            "Kết thúc mỗi đợt tuyên truyền có báo cáo kết quả về LĐLĐ tỉnh (qua Ban Tuyên giáo - Nữ công).",
            "end of each wave",
            "LĐLĐ tỉnh",
            "Ban Tuyên giáo - Nữ công",
        ),
        ("Báo cáo kết quả về LĐLĐ tỉnh chậm nhất ngày 20/12/2025.", "2025-12-20", "LĐLĐ tỉnh", None),
        ("Các tổ gửi báo cáo về Ban Chấp hành trước ngày 05/12.", "2025-12-05", "Ban Chấp hành", None),
        (
            "Định kỳ ngày 20 hằng tháng báo cáo kết quả về Hội Nông dân tỉnh qua Văn phòng.",
            "Định kỳ ngày 20 hằng tháng",
            "Hội Nông dân tỉnh",
            "Văn phòng",
        ),
        ("Hằng tháng, trước ngày 25, gửi báo cáo về Văn phòng.", "Hằng tháng, trước ngày 25", "Văn phòng", None),
        ("Báo cáo kết quả về Công đoàn ngành.", None, "Công đoàn ngành", None),
    ],
)
def test_when_to_and_through_whom(sentence: str, when: str | None, to: str | None, via: str | None) -> None:
    assert reports(sentence) == [(when, to, via)]


def test_several_deadlines() -> None:
    sentence = "Báo cáo kết quả về LĐLĐ tỉnh: đợt 1 trước ngày 20/11/2025, đợt 2 trước ngày 05/01/2026."
    assert [when for when, _to, _via in reports(sentence)] == ["2025-11-20", "2026-01-05"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nếu có vướng mắc đề nghị báo cáo về LĐLĐ tỉnh để giải quyết.",
        "Tổ chức hội nghị báo cáo viên.",
        "Góp ý dự thảo báo cáo chính trị gửi về LĐLĐ tỉnh.",
        "Tuyên truyền rộng rãi.",
    ],
)
def test_other_sentences_are_no_reports(sentence: str) -> None:
    assert reports(sentence) == []


def test_unit_whose_name_has_a_comma() -> None:
    head = (
        "TIỂU BAN THÔNG TIN, TUYÊN TRUYỀN\nKẾ HOẠCH\nTuyên truyền\nTiểu ban Thông tin, tuyên truyền kế hoạch như sau:"
    )
    body = "V. TỔ CHỨC THỰC HIỆN\n1. Các xã\n- Treo cờ.\nBáo cáo kết quả về Tiểu ban Thông tin, tuyên truyền trước 25/3/2026."
    assert [one.to for one in plan(body, head=head).reporting] == ["Tiểu ban Thông tin, tuyên truyền"]


def test_report_without_deadline_is_asked_about() -> None:
    body = "V. TỔ CHỨC THỰC HIỆN\n1. Các đơn vị\n- Làm.\nBáo cáo kết quả về LĐLĐ tỉnh."
    assert ("reporting_without_deadline", "V/1/¶1") in codes(plan(body))


def test_report_without_receiver_or_deadline_says_nothing() -> None:
    assert reports("Thực hiện chế độ báo cáo theo quy định.") == []


def test_day_of_an_event_is_no_deadline() -> None:
    assert reports("Báo cáo kết quả hoạt động chào mừng 15/4/2026 về LĐLĐ tỉnh.") == [(None, "LĐLĐ tỉnh", None)]
