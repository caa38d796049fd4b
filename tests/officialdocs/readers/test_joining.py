"""What continues a sentence and what begins a paragraph, told by the words alone."""

import pytest

from caunoi.officialdocs.model import Paragraph
from caunoi.officialdocs.readers.joining import continues, cut_of, cuts_found, glue, known_cuts, merge
from caunoi.officialdocs.readers.labels import is_kind, is_page_number, starts_label, starts_marked_label


@pytest.mark.parametrize(
    "text",
    [
        *("- Treo", "–  Treo", "+ Treo", "* Treo", "-Treo cờ", "• Treo"),
        *("1. Mục", "1.Mục", "1.1. Trên", "2) Hai", "(1) Một", "3/ Ba"),
        *("I. MỤC", "(II) Hai", "XIII. Mười ba", "a) Điểm", "đ. Điểm", "Điều 5. Tổ chức", "Phần I: Chung"),
    ],
)
def test_label_is_recognised(text: str) -> None:
    assert starts_marked_label(text)


@pytest.mark.parametrize(
    "text",
    [
        *("XIII Công đoàn tỉnh", "2023 - 2028 như sau", "30/9/2022 của Tổng", "64/HD-TLĐ ngày", "V.v và", "5.000 đồng"),
        *("15 tháng 3", "02 Phó Chủ tịch", "20-NQ/TW", "của các cấp", "---", "a)b"),
    ],
)
def test_continuation_is_no_label(text: str) -> None:
    assert not starts_label(text)


@pytest.mark.parametrize("text", ["1.3 Trên internet", "2 Yêu cầu", "II NỘI DUNG", "12 “Tháng Công nhân”"])
def test_number_without_its_dot_is_a_label_before_a_capital(text: str) -> None:
    assert (starts_marked_label(text), starts_label(text)) == (False, True)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("đẩy mạnh công", "nghiệp hóa, hiện đại hóa"),
        ("kế hoạch tuyên truyền Đại hội Công đoàn các cấp, Đại hội", "XIII Công đoàn tỉnh"),
        ("thành tích chào mừng thành công Đại hội", "XIII. Qua đó"),
        ("Thực hiện Hướng dẫn của Tổng Liên đoàn Lao động Việt Nam số", "64/HD-TLĐ ngày 30/9/2022"),
        ("nhiệm kỳ 2023", "- 2028 như sau"),
        ("với sự tham gia của đoàn viên (công nhân", "Công ty Dệt may) và"),
        ("Đại hội XIII Công đoàn tỉnh,", "Công đoàn Việt Nam"),
        ("treo cờ, băng rôn tại trụ sở trong thời gian", "Đại hội Công đoàn huyện"),
        ("báo cáo kết quả về Liên đoàn Lao động trước ngày", "15 tháng 3"),
    ],
)
def test_cut_sentence_goes_on(first: str, second: str) -> None:
    assert continues(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1.1. Trên báo, đài", "Phối hợp với các cơ quan báo chí"),
        ("5. Biên soạn, phát hành các ấn phẩm và tác phẩm văn học - nghệ thuật", "Biên soạn, phát hành"),
        ("Kết quả bầu cử Ban Chấp hành khóa", "- Không khí dân chủ"),
        ("Thông tin nhanh kết quả Đại hội XIII Công đoàn Việt Nam", "2. Tuyên truyền miệng"),
        ("Tuyên truyền, cổ vũ các phong trào thi đua trong Đại hội", "II. HÌNH THỨC"),
        ("I. MỤC ĐÍCH", "tuyên truyền"),
        ("Các hoạt động chào mừng.", "tiếp theo"),
        ("như sau:", "các nội dung"),
        ("Lai Châu, ngày 25 tháng 10 năm", "KẾ HOẠCH"),
        ("Căn cứ Quyết định số 19/QĐ ngày 05/4/2024 của Tổng Giám đốc,", "Ban Chấp hành xây dựng kế hoạch như sau:"),
        ("Căn cứ Luật Công đoàn và Điều lệ Công đoàn Việt Nam,", "Thực hiện Hướng dẫn số 5"),
        ("Hoàng Văn Trinh", "Nguyễn Thị Mẫu"),
        ("", "chữ"),
    ],
)
def test_new_paragraph_begins(first: str, second: str) -> None:
    assert not continues(first, second)


def test_capital_after_a_cut_goes_on_where_the_words_meet_elsewhere() -> None:
    texts = [
        "góp ý vào các dự thảo văn kiện trình Đại hội XIII Công đoàn",
        "Việt Nam, trong đó tập trung",
        "Đại hội XIII Công đoàn Việt Nam.",
    ]
    known = known_cuts(texts)
    assert known == {("Công", "đoàn", "Việt", "Nam")}
    assert continues(texts[0], texts[1], known)
    assert not continues(texts[0], texts[1])


def test_short_piece_before_a_capital_is_a_heading_even_where_the_words_meet() -> None:
    texts = ["Công đoàn", "Việt Nam đổi mới", "Đại hội XIII Công đoàn Việt Nam."]
    assert not continues(texts[0], texts[1], known_cuts(texts))


def test_cut_beside_a_single_word_is_no_cut() -> None:
    assert (cut_of("Công", "Việt Nam"), cut_of("Công đoàn", "Việt"), cuts_found(["Công đoàn Việt Nam"], [None])) == (
        None,
        None,
        frozenset(),
    )


def test_glue_keeps_hyphens_inside_numbers_tight() -> None:
    assert glue(["Nghị quyết 02-", "NQ/TW", "nhiệm kỳ 2023 -", "2028", "và", "", "Thông tri 04-TT/", "TU"]) == (
        "Nghị quyết 02-NQ/TW nhiệm kỳ 2023 - 2028 và Thông tri 04-TT/TU"
    )


def test_merge_keeps_the_fields_of_the_first_piece() -> None:
    pieces = [Paragraph("một", page=1, bold=True), Paragraph("hai", page=2), Paragraph("Ba", page=2)]
    merged = merge(pieces, lambda _, second: second.text.islower())
    assert merged == [Paragraph("một hai", page=1, bold=True), Paragraph("Ba", page=2)]


@pytest.mark.parametrize("text", ["2", "- 2 -", "Trang 2/10", "12 / 12", "trang 3"])
def test_page_number_is_recognised(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["1. Mục", "2023 - 2028", "Trang nhất", "a"])
def test_other_text_is_no_page_number(text: str) -> None:
    assert not is_page_number(text)


def test_kind_stands_alone_on_its_line() -> None:
    assert (is_kind("KẾ HOẠCH"), is_kind("*KẾ HOẠCH*"), is_kind("KẾ HOẠCH tuyên truyền")) == (True, True, False)
