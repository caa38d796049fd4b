"""What came along when a text was pasted is left out; where that is not plain, the text stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.synthesis.pasted import may_be_pasted, unpasted
from caunoi.synthesis.tokens import tokenise
from tests.synthesis.making import arrow

ASKED = "Đề nghị bổ sung nhà trẻ cho con công nhân"


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        # Rows of tables: the cell that proposes, behind the one that names its place.
        (f"Điều 12 khoản 2 | Giữ nguyên phần còn lại | {ASKED} | Lý do: con còn nhỏ", f"Điều 12 khoản 2: {ASKED}"),
        (f"13\ttổ cơ điện\tTrang 27, k1 Đ31\t{ASKED}\tđể yên tâm làm việc", f"Trang 27, k1 Đ31: {ASKED}"),
        (f"| 6 | II.3 | {ASKED} | |", f"II.3: {ASKED}"),
        (f"7 | {ASKED} | ", ASKED),
        ("k2 d12 | de nghi bo sung nha tre | con con nho", "k2 d12: de nghi bo sung nha tre"),
        (f"Điều 3 | Ý kiến tham gia: {ASKED} | Đơn vị: Tổ 1", f"Điều 3: {ASKED}"),
        (f"Điều 3 | giữ nguyên\n| {ASKED} |", f"Điều 3: {ASKED}"),
        (f"1 | Điều 3 | {ASKED}\n2 | Điều 4 | Mong sớm có nhà ở", f"Điều 3: {ASKED}\nĐiều 4: Mong sớm có nhà ở"),
        ("Điều 40 | Nhất trí cao | không có lý do gì khác", "Điều 40: Nhất trí cao"),
        (f"STT 7; Điều khoản: Điều 3; Đơn vị: Tổ 1; Ý kiến: {ASKED}; Lý do: con còn nhỏ", f"Điều 3: {ASKED}"),
        (f"TT: 5; Nội dung dự thảo: “Được thông tin…; Nội dung đề nghị: {ASKED}", ASKED),
        # Heads and feet of messages.
        (f"[08:30, 12/5/2026] Nguyễn Văn A: {ASKED}", ASKED),
        (f"[08:30, 12/5/2026] Nguyễn Văn A:\n{ASKED}\n[08:31, 12/5/2026] Nguyễn Văn A: Cảm ơn", f"{ASKED}\nCảm ơn"),
        (f"[Chuyển tiếp]\n{ASKED}", ASKED),
        (f"[Chuyển tiếp] Lê Quốc Đạt: {ASKED}", ASKED),
        (f"[Tin nhắn chuyển tiếp từ nhóm Zalo CĐCS Công ty May]\n{ASKED}", ASKED),
        (f"Fwd: góp ý\n{ASKED}", ASKED),
        (f"---------- Thư chuyển tiếp ----------\nTừ: A <a.b@cd.vn>\nGửi: B\nChủ đề: góp ý\n{ASKED}", ASKED),
        (f"Vào Th 3, 12 thg 5, 2026 lúc 08:30 Lò A Páo đã viết:\n{ASKED}", ASKED),
        (f"{ASKED}\nĐã gửi từ iPhone của tôi", ASKED),
        (f"{ASKED}\nEmail: lan.pham@laichau.gov.vn", f"{ASKED}\n"),
        # Feet of scanned pages.
        ("Đề nghị bổ sung\nTrang 3/7\nnhà trẻ", "Đề nghị bổ sung\nnhà trẻ"),
        ("Đề nghị bổ sung\nTrang 3\nnhà trẻ", "Đề nghị bổ sung\nnhà trẻ"),
        ("Đề nghị bổ sung\nLƯU HÀNH NỘI BỘ\nnhà trẻ", "Đề nghị bổ sung\nnhà trẻ"),
    ],
)
def test_what_came_along_is_left_out(pasted: str, meant: str) -> None:
    assert unpasted(pasted) == meant
    assert "\t" in pasted or any(may_be_pasted(run) for run in pasted.split())
    read, plain = tokenise(arrow(pasted)), tokenise(arrow(meant))
    assert [read.types[word] for word in read.words] == [plain.types[word] for word in plain.words]


@pytest.mark.parametrize(
    "text",
    [
        "Đề nghị bổ sung nhà trẻ",
        "Đề nghị tăng lương | phụ cấp",  # one bar may be a speck of the scan
        "Điều 3 | Nhất trí | Đề nghị bổ sung nhà trẻ cho con công nhân",  # two of them say something
        "Đề nghị bổ sung nhà trẻ | Kiến nghị tăng tiền ăn ca | Đồng ý",
        "Cán bộ | công đoàn | cơ sở",
        "Điều 5 | Bổ sung cụm từ “kịp thời” | Đề nghị ban soạn thảo xem xét",  # two cells ask: which is the opinion is not plain
        "Điều 5 | Bỏ khoản 2 | đề nghị ban soạn thảo xem xét lại",
        "Đề nghị | tăng phụ cấp | cho cán bộ",  # specks
        "Dieu 5 | can bo cong doan co so con it | luong thap",
        "Đơn vị: Tổ 1; Ý kiến: đề nghị bổ sung nhà trẻ",  # no row: the fields of a form are read elsewhere
        "Ý kiến: đề nghị bổ sung nhà trẻ; Đơn vị: Tổ 1; và tăng tiền ăn ca",
        "Trang 5\nĐề nghị bổ sung nhà trẻ",
        "Đề nghị bỏ câu cuối.\nTrang 5\nĐề nghị sửa câu đầu",
        "Đề nghị bổ sung nhà trẻ\nTrang 5",
        "Fwd: góp ý Điều 5: đề nghị bổ sung nhà trẻ\nTổ 1",  # the line break behind the subject is lost
        "[Chuyển tiếp] Điều 5: đề nghị bổ sung nhà trẻ"[13:],
        "[08:30, 12/5/2026] Nguyễn Văn A:",  # nothing would be left
        "|",
    ],
)
def test_text_that_is_no_such_row_message_or_page_stays(text: str) -> None:
    assert unpasted(text) == text


def test_tables_of_the_draft_are_its_own() -> None:
    row = arrow("Chỉ tiêu | Tăng 5% mỗi năm đến 2030 | Ban Chấp hành")
    words = {
        printed: [read.types[word] for word in read.words]
        for printed in (False, True)
        for read in [tokenise(row, printed=printed)]
    }
    assert words[False] == ["tăng", "5", "%", "mỗi", "năm", "đến", "2030"]
    assert words[True] == ["chỉ", "tiêu", "tăng", "5", "%", "mỗi", "năm", "đến", "2030", "ban", "chấp", "hành"]


@pytest.mark.parametrize("filling", ["a", "A", " ", "-", "\n", "\t", "| ", ";", ": ", "[", "@", "Trang 3\n", "email "])
def test_megabyte_of_anything_is_read(filling: str) -> None:
    text = f"[Chuyển tiếp] Email{filling * (1_000_000 // len(filling))}@ | Đề nghị"
    assert "nghị" in unpasted(text)


@given(st.text(st.sampled_from("|\t\n;:- aĐề5")), st.text(st.sampled_from("|\t\n;: bnghị")))
def test_nothing_is_invented_and_something_is_always_left(one: str, other: str) -> None:
    text = f"{one}Trang {other}| Lý do: x"
    left = unpasted(text)
    assert any(letter.isalnum() for letter in left)
    assert not {letter for letter in left if letter.isalnum()} - set(text)
