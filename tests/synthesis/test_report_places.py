"""Places of a report whose parts hold Roman mục, these numbers, and these numbers of their own."""

import pytest

from caunoi.synthesis import Draft
from caunoi.synthesis.citations import put_plainly, read_place
from caunoi.synthesis.report_places import is_layered, report_place
from caunoi.synthesis.settling import UNKNOWN, boxed_sections, section_of
from tests.synthesis.making import LAYERED, arrow, grouped
from tests.synthesis.test_segments import _cut

ITEM = (2, 3, 1, 2, 0)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("Phần thứ hai, mục III, 1.2", ITEM),
        ("phần II, mục III, tiểu mục 1.2", ITEM),
        ("tieu muc 1.2, muc III, phan 2", ITEM),
        ("điểm 1.2 mục 3 phần thứ hai dự thảo", ITEM),
        ("Ý 1.2, MỤC III CỦA PHẦN 2", ITEM),
        ("1.2 mục III phần hai", ITEM),
        ("mục III.1.2 phần thứ hai", ITEM),
        ("mục 1.2 mục 3 phần II", ITEM),
        ("P2.III.1.2", ITEM),
        ("pII.III.1.2", ITEM),
        ("2.III.1.2", ITEM),
        ("2/III/1.2", ITEM),
        ("II.III.1.2", ITEM),
        ("PII-MIII.1.2", ITEM),
        ("tm 1.2, m 3, p 2", ITEM),
        ("phần II, mục III, 1.2, trang 13", (2, 3, 1, 2, 13)),
        ("trang 13, trang 14", (0, 0, 0, 0, 13)),
        ("mục 1 mục III phần II", (2, 3, 1, 0, 0)),
        ("mục 1 mục 3 phần II", (2, 3, 1, 0, 0)),
        ("phần II, mục 3, mục 1", (2, 3, 1, 0, 0)),
        ("phần II, mục 3, 1", (2, 3, 1, 0, 0)),
        ("điểm 1 mục III phần II", (2, 3, 1, 0, 0)),
        ("mục III phần II", (2, 3, 0, 0, 0)),
        ("mục 3 phần II", (2, 3, 0, 0, 0)),
        ("P2.III", (2, 3, 0, 0, 0)),
        ("phần 2, 3", (2, 3, 0, 0, 0)),
        ("phần thứ hai", (2, 0, 0, 0, 0)),
        ("III.1", (0, 3, 1, 0, 0)),
        ("mục III, mục IV", (0, 3, 4, 0, 0)),
        ("1.x", (1, 10, 0, 0, 0)),
        ("mục III.ba", (0, 3, 0, 0, 0)),
        ("toàn văn", (0, 0, 0, 0, 0)),
        ("phần mở đầu", (0, 0, 0, 0, 0)),
        ("", (0, 0, 0, 0, 0)),
        ("mục 2025", (0, 0, 0, 0, 0)),
    ],
)
def test_place_that_is_named_in_whatever_order(said: str, place: tuple[int, ...]) -> None:
    assert report_place(said) == place


@pytest.mark.parametrize(
    ("labels", "layered"),
    [
        (["Phần thứ nhất", "Phần thứ nhất, mục I", "Phần thứ nhất, mục I, 2"], True),
        (["Phần II, mục III, 1.2"], True),
        (["Phần II, mục 2, tiểu mục 2.1"], False),  # the first of mục 2
        (["Phần I", "Phần I, mục 1"], False),
        (["Phần thứ nhất", "I", "1"], True),
        (["Mục I", "Mục I.1"], True),
        (["I", "1"], False),  # parts and their mục
        (["Phần thứ nhất", "1"], False),
        (["Điều 5", "Phần I, mục II, 1"], False),
        ([], False),
    ],
)
def test_report_is_layered_where_numbers_stand_below_the_sections_of_its_parts(
    labels: list[str], layered: bool
) -> None:
    assert is_layered(labels) is layered


def _section(said: str) -> str:
    number = section_of(LAYERED.place_in(said), LAYERED)
    return LAYERED.sections[number].id if number != UNKNOWN else ""


@pytest.mark.parametrize(
    ("text", "said", "place"),
    [
        ("Tiểu mục 1.2, mục III, phần II: tăng lương", ["tăng lương"], "2.III.1.2"),
        ("Về điểm 1.2 mục 3 phần 2: tăng lương", ["tăng lương"], "2.III.1.2"),
        ("Tăng lương (mục III.1.2, phần thứ hai)", ["tăng lương"], "2.III.1.2"),
        ("Tăng lương, tại phần II, mục III, 1.2", ["tăng lương"], "2.III.1.2"),
        ("Tăng lương (ý 1.2 thuộc mục III của phần 2)", ["tăng lương"], "2.III.1.2"),
        ("mục 1.2 mục III phần II tăng lương", ["tăng lương"], "2.III.1.2"),
        ("1.2 mục III phần II: tăng lương", ["tăng lương"], "2.III.1.2"),
        ("Tại P2.III.1.2, tăng lương", ["tăng lương"], "2.III.1.2"),
        ("P2.III.1: tăng lương", ["tăng lương"], "2.III.1"),
        ("P2.III: tăng lương", ["tăng lương"], "2.III"),
        ("III.1.2: tăng lương", ["tăng lương"], "III.1.2"),
        ("iii.1.2 - tăng lương", ["tăng lương"], "III.1.2"),
        ("i.1.2, tăng lương", ["tăng lương"], "I.1.2"),
        ("về iii.1: tăng lương", ["tăng lương"], "III.1"),
        ("về i.1 tăng lương", ["về i", "1 tăng lương"], ""),
        ("Tăng lương III.1", ["tăng lương"], "III.1"),
        ("Mục III.1 đồng ý", ["đồng ý"], "III.1"),
        ("Tăng lương (III.1)", ["tăng lương"], "III.1"),
        ("Mục III.1 phần II: tăng lương", ["tăng lương"], "2.III.1"),
        ("Mục 1 mục III phần II: tăng lương", ["tăng lương"], "2.III.1"),
        ("Mục 1 mục 3 phần II: tăng lương", ["tăng lương"], "2.III.1"),
        ("Phần II, mục 3, mục 1: tăng lương", ["tăng lương"], "2.III.1"),
        ("Phần II, mục III, 1: tăng lương", ["tăng lương"], "2.III.1"),
        ("Điểm 1 mục III phần II: tăng lương", ["tăng lương"], "2.III.1"),
        ("Tiểu mục 1 mục III phần II: tăng lương", ["tăng lương"], "2.III.1"),
        ("Mục III phần II: tăng lương", ["tăng lương"], "2.III"),
        ("Phần thứ hai: tăng lương", ["tăng lương"], "phần 2"),
        ("hoàn toàn nhất trí với mục ba phần thứ hai", ["hoàn toàn nhất trí với"], "2.III"),
        ("Điểm 1.2: tăng lương", ["tăng lương"], "điểm 1.2"),
        ("Tăng lương lên 1.2 lần", ["tăng lương lên 1,2 lần"], ""),
        ("Phần mục III tăng lương", ["phần tăng lương"], "mục III"),
        ("Tiểu phần III tăng lương", ["tăng lương"], "phần III"),
        ("Mục, III tăng lương", ["tăng lương"], "mục III"),
        ("Mục tăng lương", ["mục tăng lương"], ""),
        ("Phần", ["phần"], ""),
        ("Mục", ["mục"], ""),
        ("Nhà xa III.1 cây", ["nhà xa iii", "1 cây"], ""),
        ("Phần II. Tăng lương", ["", "tăng lương"], "phần II"),
    ],
)
def test_places_of_a_layered_report_are_left_out_of_the_text(text: str, said: list[str], place: str) -> None:
    cut = _cut(text, LAYERED, ())
    assert [words for words, *_ in cut] == said
    named = 0
    for _words, where, *_ in cut:
        named |= where
    assert LAYERED.meant(named) == LAYERED.place_in(place)


def test_each_place_is_named_to_the_end_of_its_text() -> None:
    many = "phần 1, phần 2, phần 3, phần 1, phần 2, phần 3, phần 1, mục III, 1.2"
    assert [words for words, *_ in _cut(many, LAYERED, ())][-1:] != [many]
    chained = "phần 1, phần 2, phần 3, phần 1, phần 2, phần 3, phần 1, mục III.1"
    assert _cut(chained, LAYERED, ())


def test_sections_of_a_layered_report_are_found_by_article_boxes() -> None:
    refs = ["tiểu mục 1.2 mục III phần II", "P2.III, trang 9", "mục II phần III", "1.2"]
    assert LAYERED.compatible(0) == ()
    found = boxed_sections(refs, LAYERED)[:, 0].tolist()
    assert [LAYERED.sections[number].id if number >= 0 else "" for number in found] == [
        "2.3.1.2",
        "2.3",
        "3",
        "2.3.1.2",
    ]
    assert _section("phần II") == "2"


def test_what_is_cited_is_grouped_with_what_stands_in_the_box() -> None:
    run = grouped(["Nhất trí", "Nhất trí với điểm 1 mục III phần II", "Nhất trí"], ["P2.III.1", None, None], LAYERED)
    assert run.table["section_id"].to_pylist() == ["2.3.1", "2.3.1", ""]
    assert run.table["group_id"].to_pylist()[0] == run.table["group_id"].to_pylist()[1]


def test_item_named_in_the_text_lies_in_the_section_of_the_box() -> None:
    run = grouped(["Đề nghị bỏ điểm 1", "Đề nghị bỏ điểm 1"], ["mục III phần II", "mục I phần I"], LAYERED)
    assert run.table["section_id"].to_pylist() == ["2.3.1", "1.1.1"]


BELOW = Draft([
    {"id": number, "label": label, "text": "", "page": 3}
    for number, label in (
        ("1", "Phần I"), ("1.1", "Mục I"), ("1.1.1", "Mục 1"), ("1.1.2", "Mục 2"), ("1.2", "Mục II"), ("1.2.1", "Mục 1. Kết quả"),
        ("2", "Phần II"), ("2.1", "Mục 1"), ("2.2", "Mục 2"),
    )
])  # fmt: skip


@pytest.mark.parametrize(
    ("said", "section"),
    [
        ("Phần I, Mục I, Mục 2", "1.1.2"),
        ("Mục 2 mục I phần I", "1.1.2"),
        ("điểm 1 mục II", "1.2.1"),
        ("mục II phần I", "1.2"),
        ("Phần II, Mục 2", "2.2"),
        ("Điểm 2 phần II", "2.2"),
        ("khoản 1, phần II, trang 3", "2.1"),
        ("Điểm 2 phần I", "1.1.2"),
        ("Điểm 1 phần I", ""),
        ("Điểm 3 phần II", "2"),
        ("Phần II", "2"),
    ],
)
def test_arabic_number_behind_a_roman_one_lies_in_it_though_both_are_called_the_same(said: str, section: str) -> None:
    number = section_of(BELOW.place_in(said), BELOW)
    assert (BELOW.sections[number].id if number >= 0 else "") == section
    run = grouped([f"{said}: nhất trí"], [None], BELOW)
    assert run.table["section_id"].to_pylist() == [section]


@pytest.mark.parametrize(
    ("text", "words", "section"),
    [
        ("Mục I - 2, phần I, đề nghị tăng lương", "đề nghị tăng lương", "1.1.2"),
        ("Tăng lương (mục II - 1, phần I)", "tăng lương", "1.2.1"),
        ("Mục II - 1 năm qua làm tốt", "1 năm qua làm tốt", "1.2"),
        ("Tăng lương II - 1", "tăng lương II 1", ""),
    ],
)
def test_dash_between_the_numbers_of_a_place(text: str, words: str, section: str) -> None:
    row = grouped([text], [None], BELOW).table.to_pylist()[0]
    assert (row["canonical"], row["section_id"]) == (words.lower(), section)


def test_item_of_an_article_stays_one() -> None:
    law = Draft([{"id": "d5", "label": "Điều 5", "text": "", "page": 1}])
    place = read_place("điểm 1 Điều 5")
    assert law.meant(place) == place
    letter = put_plainly(LAYERED.place_in("2.III"), 5, 64)
    assert LAYERED.meant(letter) == letter
    whole = LAYERED.place_in("2.III.1.2")
    assert LAYERED.meant(whole) == whole


def test_section_on_the_page_that_is_named_with_it() -> None:
    assert LAYERED.compatible(LAYERED.place_in("phần II, trang 9")) == LAYERED.compatible(LAYERED.place_in("phần II"))
    assert len(LAYERED.compatible(LAYERED.place_in("phần II, trang 10"))) > 1


def test_texts_without_a_place_are_read_as_before() -> None:
    assert len(arrow("Tăng lương")) == 1
    assert _cut("Tăng lương", LAYERED, ())[0][:2] == ("tăng lương", 0)
