import pytest

from caunoi.officialdocs.joins import Seams, continues
from caunoi.officialdocs.model import Paragraph

SEAMS = Seams(["Chào mừng Đại hội XIII Công đoàn tỉnh Suối Hoa, Công đoàn Việt Nam."])


def joined(first: str, second: str, *, heading: bool = False, pages: tuple[int, int] = (0, 0)) -> bool:
    return continues(Paragraph(first, page=pages[0]), Paragraph(second, page=pages[1]), SEAMS, heading=heading)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("thời kỳ đẩy mạnh công", "nghiệp hóa, hiện đại hóa"),
        ("văn kiện trình Đại hội XIII Công đoàn", "Việt Nam, trong đó tập trung"),
        ("tuyên truyền Đại hội", "XIII Công đoàn tỉnh ở các đơn vị"),
        ("theo kế hoạch của", "Tổng Liên đoàn"),
        ("các đơn vị (gồm", "Báo và Đài)"),
        ("các đơn vị, cơ quan,", "Trường học"),
    ],
)
def test_cut_sentence_goes_on(first: str, second: str) -> None:
    assert joined(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Trên báo, đài", "Phối hợp với các cơ quan"),
        ("đã hết câu.", "nghiệp hóa"),
        ("gồm các việc:", "tuyên truyền"),
        ("một việc;", "hai việc"),
        ("Kết quả Đại hội", "Bên cạnh các nội dung"),
        ("Kết quả Đại hội", "| Đợt 1 | 01/3 |"),
        ("", "Một"),
    ],
)
def test_whole_sentence_stays_alone(first: str, second: str) -> None:
    assert not joined(first, second, heading=True)


def test_turned_page_joins_a_long_line_that_is_no_title() -> None:
    line = "Phối hợp với các cơ quan liên quan tổ chức tốt các hoạt động chào mừng của Ban"
    assert joined(line, "Tuyên giáo tỉnh", pages=(1, 2))
    assert not joined(line, "Tuyên giáo tỉnh", pages=(1, 1))
    assert not joined(line, "Tuyên giáo tỉnh", heading=True, pages=(1, 2))


def test_title_in_capitals_goes_on_in_capitals() -> None:
    assert joined("TỔ CHỨC THỰC HIỆN", "VÀ CHẾ ĐỘ BÁO CÁO", heading=True)
    assert not joined("TỔ CHỨC THỰC HIỆN", "VÀ CHẾ ĐỘ BÁO CÁO")


def test_text_longer_than_any_sentence_goes_on_no_further() -> None:
    assert joined("của " * 5_000, "và")
    assert not joined("của " * 6_000, "và")
