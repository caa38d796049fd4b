import pytest

from caunoi.officialdocs.labels import (
    Kind,
    any_number,
    follows,
    letter_number,
    read_labels,
    read_list_label,
    roman_value,
    to_roman,
)


@pytest.mark.parametrize(
    ("text", "kind", "name", "rest"),
    [
        ("I. MỤC ĐÍCH", Kind.ROMAN, "I", "MỤC ĐÍCH"),
        ("II- NỘI DUNG", Kind.ROMAN, "II", "NỘI DUNG"),
        ("IV/ HÌNH THỨC", Kind.ROMAN, "IV", "HÌNH THỨC"),
        ("PHẦN I", Kind.PART, "PHẦN I", ""),
        ("Phần thứ hai: NỘI DUNG", Kind.PART, "Phần thứ hai", "NỘI DUNG"),
        ("Chương II. Quy định", Kind.CHAPTER, "Chương II", "Quy định"),
        ("Mục 1. Chung", Kind.SECTION, "Mục 1", "Chung"),
        ("Điều 12. Hiệu lực", Kind.ARTICLE, "Điều 12", "Hiệu lực"),
        ("1. Mục đích", Kind.ARABIC, "1", "Mục đích"),
        ("1.Mục đích", Kind.ARABIC, "1", "Mục đích"),
        ("2/ Yêu cầu", Kind.ARABIC, "2", "Yêu cầu"),
        ("3) Nội dung", Kind.BRACKET, "3", "Nội dung"),
        ("4- Nội dung", Kind.ARABIC, "4", "Nội dung"),
        ("1. 60 năm thành lập", Kind.ARABIC, "1", "60 năm thành lập"),
        ("2.1. Trước đại hội", Kind.MULTI, "2.1", "Trước đại hội"),
        ("1.3 Trên internet", Kind.MULTI, "1.3", "Trên internet"),
        ("1.1- Tuyên truyền", Kind.MULTI, "1.1", "Tuyên truyền"),
        ("II.1. Mục đích", Kind.MULTI, "II.1", "Mục đích"),
        ("(1) Tặng quà", Kind.RING, "1", "Tặng quà"),
        ("đ) Báo cáo", Kind.LETTER, "đ", "Báo cáo"),
        ("- Tham mưu", Kind.DASH, "-", "Tham mưu"),
        ("–Tham mưu", Kind.DASH, "-", "Tham mưu"),
        ("+ In tờ gấp", Kind.PLUS, "+", "In tờ gấp"),
        ("* Lưu ý", Kind.STAR, "*", "Lưu ý"),
        ("• Lưu ý", Kind.STAR, "*", "Lưu ý"),
    ],
)
def test_label_is_read_with_the_text_after_it(text: str, kind: Kind, name: str, rest: str) -> None:
    reading = read_labels(text)[0]
    assert (reading.label.kind, reading.label.name, reading.text) == (kind, name, rest)


@pytest.mark.parametrize(
    "text",
    [
        "0.5. Nửa",
        "15/3/2022 của Ban Thường vụ",
        "30.000 đồng mỗi suất",
        "1.5 triệu đồng",
        "Điều 5 Điều lệ Công đoàn quy định",
        "Mục đích của đại hội",
        "3 chương trình trọng tâm",
        "**Đợt 1**",
        "V/v tuyên truyền đại hội",
        "2023 là năm đại hội",
    ],
)
def test_sentence_is_no_label(text: str) -> None:
    assert [reading for reading in read_labels(text) if not reading.label.weak] == []


def test_letter_that_may_be_roman_is_read_both_ways() -> None:
    assert [reading.label.kind for reading in read_labels("i) Điểm")] == [Kind.LETTER, Kind.LOWER_ROMAN]
    assert [reading.label.kind for reading in read_labels("C. Phần")] == [Kind.ROMAN, Kind.UPPER]


@pytest.mark.parametrize(
    ("printed", "kind", "name"),
    [
        ("I.", Kind.ROMAN, "I"),
        ("2.1.", Kind.MULTI, "2.1"),
        ("a)", Kind.LETTER, "a"),
        ("1", Kind.ARABIC, "1"),
        ("-", Kind.DASH, "-"),
        ("\uf0b7", Kind.STAR, "*"),
        ("o", Kind.LETTER, "o"),
        ("§", Kind.STAR, "*"),
    ],
)
def test_label_of_word_processor_keeps_what_is_printed(printed: str, kind: Kind, name: str) -> None:
    label = read_list_label(printed)
    assert (label.kind, label.name, label.printed) == (kind, name, printed)


def test_roman_numbers_go_there_and_back() -> None:
    assert [roman_value(to_roman(number)) for number in range(1, 90)] == list(range(1, 90))
    assert [roman_value(text) for text in ("IIII", "VX", "ABC", "")] == [0, 0, 0, 0]


def test_number_words() -> None:
    assert [any_number(text) for text in ("2", "XIV", "thứ hai", "nhất", "gì")] == [2, 14, 2, 1, 0]


def test_letters_follow_in_either_alphabet() -> None:
    def pair(first: str, second: str) -> bool:
        return follows(read_labels(f"{first}) A")[0].label, read_labels(f"{second}) A")[0].label)

    assert [pair("d", "đ"), pair("đ", "e"), pair("d", "e"), pair("e", "f"), pair("a", "c")] == [True] * 4 + [False]
    assert letter_number("đ") == 5
