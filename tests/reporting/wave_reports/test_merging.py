"""Sentences of many units as one, and those that must never be."""

import pytest

from caunoi.reporting.merging import Said, Source, as_sentence, key_of, merge, sentences_of


def said(*texts: str) -> list[Said]:
    return [Said(text, (Source(number, 100 + number, text),)) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("Không có.", []),
        ("Không", []),
        (
            "Đã treo băng rôn. Đã phát 12.500 tờ rơi; in sổ tay.",
            ["Đã treo băng rôn.", "Đã phát 12.500 tờ rơi; in sổ tay."],
        ),
        ("- Treo băng rôn; - Tổ chức hội nghị.", ["Treo băng rôn", "Tổ chức hội nghị."]),
        ("1. Treo băng rôn\n2) Tổ chức hội nghị\na) Phát loa", ["Treo băng rôn", "Tổ chức hội nghị", "Phát loa"]),
        ("Làm việc với TP. Hồ Chí Minh. Rất tốt!", ["Làm việc với TP. Hồ Chí Minh.", "Rất tốt!"]),
        ("Đề nghị đ/c. Nguyễn dự. Kinh phí thiếu", ["Đề nghị đ/c. Nguyễn dự.", "Kinh phí thiếu"]),
        ("Mô hình “Loa kéo”. Đạt 98,5% kế hoạch.", ["Mô hình “Loa kéo”.", "Đạt 98,5% kế hoạch."]),
    ],
)
def test_narrative_falls_into_its_sentences(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


def test_sentence_of_a_paper_has_capital_and_stop() -> None:
    assert as_sentence("treo băng rôn;") == "Treo băng rôn."
    assert as_sentence("Mô hình “Loa kéo.”") == "Mô hình “Loa kéo.”"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kinh phí còn hạn hẹp.", "kinh phí còn hạn hẹp"),
        (
            "Kinh phí dành cho công tác tuyên truyền của công đoàn cơ sở còn hạn hẹp.",
            "Kinh phí cho công tác tuyên truyền của công đoàn cơ sở còn hạn hẹp.",
        ),
        ("Đoàn viên hoá trang đẹp", "Đoàn viên hóa trang đẹp."),
    ],
)
def test_sentences_that_say_the_same_are_joined(one: str, other: str) -> None:
    (joined,) = merge(said(one, other))
    assert joined.units == 2
    assert {source.text for source in joined.sources} == {one, other}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đã tổ chức 3 buổi tuyên truyền tại các phân xưởng.", "Đã tổ chức 5 buổi tuyên truyền tại các phân xưởng."),
        ("Kinh phí tuyên truyền đủ để thực hiện kế hoạch.", "Kinh phí tuyên truyền thiếu để thực hiện kế hoạch."),
        ("Đoàn viên tham gia đầy đủ các buổi học.", "Đoàn viên chưa tham gia đầy đủ các buổi học."),
        (
            "Phối hợp với Trường Ba Khe tuyên truyền cho đoàn viên và người lao động trong đơn vị.",
            "Phối hợp với Trường Sông Lãng tuyên truyền cho đoàn viên và người lao động trong đơn vị.",
        ),
        ("Treo băng rôn ở cổng.", "Phát loa buổi sáng."),
    ],
)
def test_sentences_that_differ_in_sense_stay_apart(one: str, other: str) -> None:
    assert [row.text for row in merge(said(one, other))] == [one, other]


def test_wording_of_most_units_leads_and_most_said_comes_first() -> None:
    rows = merge(
        said(
            "Làm tốt.",
            "Kinh phí cho tuyên truyền còn ít lắm",
            "Kinh phí tuyên truyền còn ít lắm",
            "Kinh phí tuyên truyền còn ít lắm.",
        )
    )
    assert [(row.text, row.units) for row in rows] == [("Kinh phí tuyên truyền còn ít lắm", 3), ("Làm tốt.", 1)]


def test_known_words_keep_leading_and_are_left_out_when_nobody_says_them() -> None:
    known = ["Kinh phí cho tuyên truyền còn ít lắm", "Không ai nói điều này nữa"]
    (row,) = merge(said("Kinh phí tuyên truyền còn ít lắm", "Kinh phí tuyên truyền còn ít lắm"), known)
    assert (row.text, row.key, row.units) == (known[0], key_of(known[0]), 2)


def test_unit_that_says_it_twice_counts_once() -> None:
    twice = Said("Làm tốt.", (Source(1, 7, "Làm tốt."), Source(2, 7, "Làm tốt.")))
    assert merge([twice])[0].units == 1


def test_joined_groups_do_not_depend_on_how_many_others_there_are() -> None:
    many = [f"Việc thứ {number} của đơn vị làng bản số {number} xong" for number in range(2000)]
    rows = merge(said(*many, *many))
    assert (len(rows), {row.units for row in rows}) == (2000, {2})
