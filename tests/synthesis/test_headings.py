"""Printed headings of a draft: what numbers them, and their titles."""

import pytest

from caunoi.synthesis import Draft
from caunoi.synthesis.citations import divisions
from caunoi.synthesis.headings import numbering, title


@pytest.mark.parametrize(
    ("label", "number", "named"),
    [
        ("IV. MỤC TIÊU 5 NĂM", "iv", "mục tiêu 5 năm"),
        ("Điều 5. Quyền của 2 bên", "điều 5", "quyền của 2 bên"),
        ("Điều 5 - Quyền", "điều 5", "quyền"),
        ("Phần thứ nhất: KẾT QUẢ, NHIỆM KỲ 2023 - 2028.", "phần thứ nhất", "kết quả, nhiệm kỳ 2023 - 2028"),
        ("Phần II. Mục 1. Tiểu mục 1.2. Kết quả", "phần ii. mục 1. tiểu mục 1.2", "kết quả"),
        ("Mục 1. Điểm mới", "mục 1", "điểm mới"),
        ("a) Được hưởng 2 lần", "a", "được hưởng 2 lần"),
        ("P2.III.1", "p2.iii.1", ""),
        ("Khoản 2 Điều 5", "khoản 2 điều 5", ""),
    ],
)
def test_number_and_title_of_a_heading(label: str, number: str, named: str) -> None:
    assert (numbering(label), title(label)) == (number, named)


def _places(*labels: str) -> list[tuple[int, ...]]:
    """Part, mục, article, khoản and item of each."""
    draft = Draft([{"id": str(at), "label": label, "text": "", "page": 1} for at, label in enumerate(labels)])
    return [tuple(divisions(section.place)[kind] for kind in (0, 2, 3, 4, 5)) for section in draft.sections]


def test_headings_of_a_report_stand_in_those_before_them() -> None:
    assert _places(
        "Phần thứ nhất. KẾT QUẢ 5 NĂM", "I. Đặc điểm", "1. Tình hình 3 năm", "II. Kết quả", "1. Đại diện", "1.1. Đối thoại",
        "Phần thứ hai", "Mục III. Mục tiêu", "Mục III.1. Dự báo", "Kết luận",
    ) == [
        (1, 0, 0, 0, 0), (1, 1, 0, 0, 0), (1, 1, 0, 1, 0), (1, 2, 0, 0, 0), (1, 2, 0, 1, 0), (1, 2, 0, 1, 1),
        (2, 0, 0, 0, 0), (2, 3, 0, 0, 0), (2, 3, 0, 1, 0), (0, 0, 0, 0, 0),
    ]  # fmt: skip


def test_letters_of_a_report_stand_in_the_number_and_the_part_before_them() -> None:
    labels = ("Phần I", "Mục 1", "Mục 3", "Mục 3.1", "Điểm a", "Điểm b", "Mục 3.2", "Phần II", "Mục 1")
    assert _places(*labels) == [
        (1, 0, 0, 0, 0), (1, 1, 0, 0, 0), (1, 3, 0, 0, 0), (1, 3, 0, 1, 0), (1, 3, 0, 1, 64), (1, 3, 0, 1, 65), (1, 3, 0, 2, 0),
        (2, 0, 0, 0, 0), (2, 1, 0, 0, 0),
    ]  # fmt: skip
    draft = Draft([{"id": label, "label": label, "text": "", "page": 1} for label in labels])
    assert [draft.sections[one].label for one in draft.compatible(draft.place_in("điểm b mục 3.1 phần I"))] == [
        "Điểm b"
    ]


def test_headings_of_a_charter_stand_in_their_article() -> None:
    assert _places("Chương I", "Điều 4. Thẻ 2 mặt", "1. Cấp", "2. Đổi", "a) Mất", "đ) Hỏng", "Điều 5", "1. Phí") == [
        (0, 0, 0, 0, 0), (0, 0, 4, 0, 0), (0, 0, 4, 1, 0), (0, 0, 4, 2, 0), (0, 0, 4, 2, 64), (0, 0, 4, 2, 68),
        (0, 0, 5, 0, 0), (0, 0, 5, 1, 0),
    ]  # fmt: skip


def test_place_of_whichever_part_is_not_what_lies_in_it() -> None:
    labels = ["Phần thứ nhất", "Mục I", "Mục I.1", "Mục I.1.1", "Mục I.1.2", "Phần thứ hai", "Mục II", "Mục II.1"]
    draft = Draft([{"id": label, "label": label, "text": "", "page": 1} for label in labels])
    found = {
        said: [draft.sections[one].id for one in draft.compatible(draft.place_in(said))] for said in ("I.1", "I.1.2")
    }
    assert found == {"I.1": ["Mục I.1"], "I.1.2": ["Mục I.1.2"]}
