import pytest

from caunoi.officialdocs.plan.units import names_unit, split_bearer, split_units
from tests.officialdocs.sheets import codes, plan


def assignments(body: str) -> list[tuple[str, tuple[str, ...], int]]:
    found = plan(f"V. TỔ CHỨC THỰC HIỆN\n{body}").assignments
    return [(one.path, one.units, one.duties) for one in found]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Các Ban, Văn phòng LĐLĐ tỉnh", ("Các Ban", "Văn phòng LĐLĐ tỉnh")),
        ("Ban Tuyên giáo - Nữ công", ("Ban Tuyên giáo - Nữ công",)),
        (
            "LĐLĐ các huyện, thành phố; Công đoàn ngành, CĐCS trực thuộc",
            ("LĐLĐ các huyện, thành phố", "Công đoàn ngành", "CĐCS trực thuộc"),
        ),
        ("Sở Văn hóa, Thể thao và Du lịch", ("Sở Văn hóa, Thể thao và Du lịch",)),
        ("Ủy ban Kiểm tra và Văn phòng LĐLĐ huyện", ("Ủy ban Kiểm tra", "Văn phòng LĐLĐ huyện")),
        ("Ban Tuyên giáo và Dân vận", ("Ban Tuyên giáo và Dân vận",)),
        ("Đề nghị các tổ chức thành viên của Mặt trận:", ("các tổ chức thành viên của Mặt trận",)),
        ("Giao Ban Nữ công, các tổ công đoàn", ("Ban Nữ công", "các tổ công đoàn")),
    ],
)
def test_list_of_units(text: str, units: tuple[str, ...]) -> None:
    assert split_units(text) == units


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Đề nghị các sở, ban, ngành", True),
        ("Các công đoàn cơ sở", True),
        ("Báo và Đài tỉnh", True),
        ("Báo cáo kết quả", False),
        ("Tổ chức hội nghị", False),
        ("Tổ công đoàn", True),
        ("Trang trí hội trường", False),
        ("Kinh phí", False),
    ],
)
def test_names_of_units(text: str, known: bool) -> None:
    assert names_unit(text) == known


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ban Tuyên giáo: Chủ trì, tham mưu.", ("Ban Tuyên giáo", "Chủ trì, tham mưu.")),
        ("Ban Tuyên giáo chủ trì, phối hợp.", ("Ban Tuyên giáo", "chủ trì, phối hợp.")),
        ("Các tổ chức thành viên tuyên truyền.", ("Các tổ chức thành viên", "tuyên truyền.")),
        ("Chủ trì, phối hợp với Ban Tuyên giáo.", ("", "Chủ trì, phối hợp với Ban Tuyên giáo.")),
        ("Ban Tuyên giáo", ("", "Ban Tuyên giáo")),
    ],
)
def test_bearer_and_duty(text: str, parts: tuple[str, str]) -> None:
    assert split_bearer(text) == parts


def test_titles_over_duties() -> None:
    body = """
        1. Liên đoàn Lao động tỉnh
        1.1. Ban Tuyên giáo
        - Tham mưu.
        - Hướng dẫn.
        1.2. Các Ban, Văn phòng
        Căn cứ chức năng theo dõi, đôn đốc.
        2. Công đoàn ngành
        a) Xây dựng kế hoạch.
        b) Tổ chức hội nghị.
        Kết thúc mỗi đợt có báo cáo kết quả về LĐLĐ tỉnh.
    """
    assert assignments(body) == [
        ("V/1/1.1", ("Ban Tuyên giáo",), 2),
        ("V/1/1.2", ("Các Ban", "Văn phòng"), 1),
        ("V/2", ("Công đoàn ngành",), 2),
    ]


def test_unit_and_duty_in_one_paragraph() -> None:
    assert assignments("1. Ban Nữ công: Viết tin, bài.\n2. Văn phòng chủ trì bảo đảm kinh phí.") == [
        ("V/1", ("Ban Nữ công",), 1),
        ("V/2", ("Văn phòng",), 1),
    ]


def test_bullets_with_units() -> None:
    assert assignments("- Ban Nữ công: Viết tin, bài.\n- Các tổ công đoàn: Phổ biến.") == [
        ("V/-1", ("Ban Nữ công",), 1),
        ("V/-2", ("Các tổ công đoàn",), 1),
    ]


def test_reporting_and_funding_are_no_assignments() -> None:
    body = (
        "1. Ban Nữ công\n- Viết bài.\n- Báo cáo kết quả về LĐLĐ tỉnh trước ngày 05/6/2024.\n2. Kinh phí\nTừ ngân sách."
    )
    assert assignments(body) == [("V/1", ("Ban Nữ công",), 1)]


def test_unknown_bearer_is_asked_about() -> None:
    found = plan("V. TỔ CHỨC THỰC HIỆN\n1. Bà Lò Thị Mai\n- Viết bài.\n- Chụp ảnh.")
    assert [(one.path, one.units) for one in found.assignments] == [("V/1", ("Bà Lò Thị Mai",))]
    assert ("unknown_unit", "V/1") in codes(found)


def test_paths_of_the_duties() -> None:
    found = plan("V. TỔ CHỨC THỰC HIỆN\n1. Ban Nữ công\n- Viết bài.\n- Chụp ảnh.").assignments
    assert found[0].duty_paths == ("V/1/-1", "V/1/-2")


def test_unit_without_duties_is_no_assignment() -> None:
    assert assignments("1. Ban Nữ công:\n2. Các tổ công đoàn: Phổ biến.") == [("V/2", ("Các tổ công đoàn",), 1)]
