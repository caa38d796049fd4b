import pytest

from caunoi.officialdocs.plan.channels import kinds_in
from tests.officialdocs.sheets import plan


@pytest.mark.parametrize(
    "title",
    [
        "NỘI DUNG TUYÊN TRUYỀN",
        "NỘI DUNG",
        "NHỮNG NỘI DUNG CHỦ YẾU",
        "NỘI DUNG CÔNG TÁC THÔNG TIN, TUYÊN TRUYỀN",
        "TRỌNG TÂM TUYÊN TRUYỀN",
        "NỘI DUNG VÀ ĐỐI TƯỢNG",
        "NỘI DUNG TUYÊN TRUYỀN GIAI ĐOẠN 2025 - 2030",
        "NỘI DUNG TUYẾN TRUYỀN",
    ],
)
def test_themes_under_any_title_of_content(title: str) -> None:
    assert plan(f"I. MỤC ĐÍCH\n1. Tuyên truyền.\nII. {title}\n1. Một.\n2. Hai.").themes == ("II/1", "II/2")


@pytest.mark.parametrize("title", ["MỤC ĐÍCH", "NỘI DUNG CỤ THỂ CÁC ĐỢT TUYÊN TRUYỀN", "TỔ CHỨC THỰC HIỆN"])
def test_no_themes_under_other_titles(title: str) -> None:
    assert plan(f"I. {title}\n1. Một.\n2. Hai.").themes == ()


def test_bullets_are_themes_where_nothing_is_numbered() -> None:
    assert plan("I. NỘI DUNG TUYÊN TRUYỀN\nGồm:\n- Một.\n- Hai.").themes == ("I/-1", "I/-2")


def test_themes_of_a_section_of_content_and_channels() -> None:
    body = "I. NỘI DUNG, HÌNH THỨC TUYÊN TRUYỀN\n1. Nội dung\na) Một.\nb) Hai.\n2. Hình thức\na) Nhóm Zalo.\nb) Loa."
    found = plan(body)
    assert found.themes == ("I/1/a", "I/1/b")
    assert [(one.path, one.kinds) for one in found.channels] == [("I/2/a", ("social",)), ("I/2/b", ("loudspeaker",))]


def test_themes_beside_the_waves() -> None:
    parts = "I. NỘI DUNG TUYÊN TRUYỀN\n1. Nội dung xuyên suốt\n- A.\n2. Theo đợt\n2.1. Đợt 1: tháng 3/2023\n- B."
    assert plan(parts.replace("xuyên suốt", "tuyên truyền xuyên suốt")).themes == ("I/1/-1",)
    mixed = "I. NỘI DUNG TUYÊN TRUYỀN\n1. Một.\n2. Hai.\n3. Các đợt\n3.1. Đợt 1: tháng 3/2023\n- B."
    assert plan(mixed).themes == ("I/1", "I/2")


def channels(body: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.path, one.kinds) for one in plan(f"IV. HÌNH THỨC TUYÊN TRUYỀN\n{body}").channels]


def test_title_decides_over_the_text_below() -> None:
    assert channels("1. Tuyên truyền cổ động trực quan\n- Treo băng rôn.\n- Tổ chức văn nghệ, thể thao.") == [
        ("IV/1", ("visual",))
    ]


def test_family_leaves_the_choice_to_the_text_below() -> None:
    assert channels("1. Tuyên truyền miệng\n- Mở hội nghị.\n- Phát trên loa truyền thanh.\n- Phát tờ gấp.") == [
        ("IV/1", ("conference", "loudspeaker"))
    ]
    assert channels("1. Tuyên truyền miệng\n- Gặp từng đoàn viên.") == [("IV/1", ("conference",))]


def test_lowest_title_that_tells_a_kind() -> None:
    body = "1. Trên các phương tiện thông tin đại chúng\n1.1. Trên báo, đài\n- A.\n1.2 Trên mạng xã hội\n- B."
    assert channels(body) == [("IV/1/1.1", ("press", "broadcast")), ("IV/1/1.2", ("social",))]


def test_text_below_decides_under_a_title_without_a_kind() -> None:
    assert channels("1. Cấp tỉnh\n- Viết bài cho báo chí.\n- Đăng trên trang thông tin điện tử.") == [
        ("IV/1", ("press", "portal"))
    ]


def test_bullets_right_below_the_section() -> None:
    assert channels("- Phát động thi đua.\n- In tờ gấp.\n- Nói chung.") == [
        ("IV/-1", ("emulation",)),
        ("IV/-2", ("publication",)),
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("báo cáo, thông báo kết quả", set()),
        ("Trên Báo Suối Hoa và tạp chí Văn nghệ Suối Hoa", {"press"}),
        ("Đài Truyền thanh - Truyền hình huyện", {"broadcast"}),
        ("đài truyền thanh tại địa phương", {"loudspeaker"}),
        ("loa phát thanh nội bộ", {"loudspeaker"}),
        ("Sở Văn hóa, Thể thao và Du lịch", {"culture"}),
        ("hoạt động văn hoá, văn nghệ", {"culture"}),
        ("bản tin, tập san của ngành", {"publication"}),
    ],
)
def test_kinds_named_by_a_text(text: str, kinds: set[str]) -> None:
    assert kinds_in(text) == kinds


def test_slogans_of_a_section() -> None:
    found = plan("IV. KHẨU HIỆU TUYÊN TRUYỀN\n1. Nhiệt liệt chào mừng Đại hội!\n2. Đoàn kết - Dân chủ!\nV. HẾT\n1. A.")
    assert found.slogans == ("Nhiệt liệt chào mừng Đại hội!", "Đoàn kết - Dân chủ!")


def test_slogans_of_an_annex() -> None:
    ending = "Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nLê Thị Hoa\nPHỤ LỤC\nKHẨU HIỆU TUYÊN TRUYỀN\n(Kèm theo Kế hoạch)\n"
    assert plan("I. MỘT\n1. A.", ending=f"{ending}- Một!\n- Hai!").slogans == ("Một!", "Hai!")
    assert plan("I. MỘT\n1. A.", ending=f"{ending}Một muôn năm!\nHai muôn năm!").slogans == (
        "Một muôn năm!",
        "Hai muôn năm!",
    )


def test_quoted_slogans() -> None:
    assert plan("I. KHẨU HIỆU\n1. Khẩu hiệu: “Đoàn kết - Dân chủ”; “Đổi mới - Phát triển”.").slogans == (
        "Khẩu hiệu: “Đoàn kết - Dân chủ”; “Đổi mới - Phát triển”.",
    )
    assert plan("I. NỘI DUNG\n1. Khẩu hiệu: “Đoàn kết - Dân chủ”.").slogans == ("Đoàn kết - Dân chủ",)


def test_banners_with_slogans_are_no_slogans() -> None:
    assert plan("I. HÌNH THỨC\n1. Tuyên truyền khẩu hiệu trên pa nô, băng rôn.\n- Treo tại trụ sở.").slogans == ()


def test_slogans_after_a_title_without_number() -> None:
    ending = (
        "Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nLê Thị Hoa\nPHỤ LỤC\nKhẩu hiệu tuyên truyền.\nMột muôn năm!\nDANH MỤC\nKhác"
    )
    assert plan("I. MỘT\n1. A.", ending=ending).slogans == ("Một muôn năm!",)


def test_section_of_content_in_its_title_has_no_channels() -> None:
    assert plan("I. NỘI DUNG TUYÊN TRUYỀN\n1. Trên báo.").channels == ()
    assert plan("I. HÌNH THỨC KHEN THƯỞNG\n1. Tặng sách.\n2. Tặng cờ.").channels == ()
