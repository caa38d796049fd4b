"""The place of the draft that people name."""

import pytest

from caunoi.synthesis import Draft
from caunoi.synthesis.citations import (
    MASKS,
    SHIFTS,
    divisions,
    joined_places,
    kind_of,
    narrower,
    put,
    put_plainly,
    read_place,
    value_of,
    written,
)
from tests.synthesis.making import DRAFT, SECTIONS


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Khoản 3, Điều 12", {"điều": 12, "khoản": 3}),
        ("k3 đ12", {"điều": 12, "khoản": 3}),
        ("K3Đ12", {"điều": 12, "khoản": 3}),
        ("Điều 12.3", {"điều": 12, "khoản": 3}),
        ("Điều 12.3.b", {"điều": 12, "khoản": 3, "điểm": 65}),
        ("điểm b khoản 3 điều 12", {"điều": 12, "khoản": 3, "điểm": 65}),
        ("diem b khoan 3 dieu 12", {"điều": 12, "khoản": 3, "điểm": 65}),
        ("II.1", {"phần": 2, "mục": 1}),
        ("ii", {"phần": 2}),
        ("12", {"điều": 12}),
        ("12.3", {"điều": 12, "khoản": 3}),
        ("12.3a", {"điều": 12, "khoản": 3, "điểm": 64}),
        ("12.3.b", {"điều": 12, "khoản": 3, "điểm": 65}),
        ("Điều 12 khoản 3b", {"điều": 12, "khoản": 3, "điểm": 65}),
        ("12 b", {"điều": 12}),
        ("Đ67", {"điều": 67}),
        ("Đ.67 k2", {"điều": 67, "khoản": 2}),
        ("1.2.3.4", {"điều": 1, "khoản": 2, "điểm": 3}),
        ("Phần thứ hai", {"phần": 2}),
        ("mục thứ nhất phần II", {"phần": 2, "mục": 1}),
        ("điều mười", {"điều": 10}),
        ("trang 5", {"trang": 5}),
        ("Mục 2 phần II, trang 5", {"phần": 2, "mục": 2, "trang": 5}),
        ("Đ.12", {"điều": 12}),
        ("Điều 12 khoản 3 Điều 13", {"điều": 12, "khoản": 3}),
        ("Điều 5000", {}),
        ("điều 99999", {}),
        ("xin chào", {}),
        ("điều này", {}),
        ("mục số 6, phần I", {"phần": 1, "mục": 6}),
        ("Kh.1 Đ.2", {"điều": 2, "khoản": 1}),
        ("ph.II, m.3", {"phần": 2, "mục": 3}),
        ("a", {}),
        ("Điều 12, 13", {"điều": 12}),
        ("phần năm mươi", {"phần": 50}),
        ("điều hai mươi ba", {"điều": 23}),
        ("dieu hai muoi mot", {"điều": 21}),
        ("điều hai bốn", {"điều": 24}),
        ("dieu muoi bay", {"điều": 17}),
        ("khoan mot dieu 12", {"điều": 12, "khoản": 1}),
        ("lao dong nam", {}),
        ("Khoản 2 điều mười ý d", {"điều": 10, "khoản": 2, "điểm": 67}),
        ("Điều 10/khoản 2/d", {"điều": 10, "khoản": 2, "điểm": 67}),
        ("ý d của tôi", {}),
        ("điều mười hai, khoản thứ ba", {"điều": 12, "khoản": 3}),
        ("12 nhiệm vụ của các cấp công đoàn", {"điều": 12}),
        ("", {}),
        ("mục II.6", {"phần": 2, "mục": 6}),
        ("Mục  IV.1", {"phần": 4, "mục": 1}),
        ("Phần II.3", {"phần": 2, "mục": 3}),
        ("Phần II. 3 nhiệm vụ", {"phần": 2}),
        ("II/3", {"phần": 2, "mục": 3}),
        ("mục 3/II", {"phần": 2, "mục": 3}),
        ("m3 pII", {"phần": 2, "mục": 3}),
        ("Điều 5/2", {"điều": 5, "khoản": 2}),
        ("đ5k2", {"điều": 5, "khoản": 2}),
        ("diều 5", {"điều": 5}),
        ("điêu 5", {"điều": 5}),
        ("mục 3 Phần thứ hai", {"phần": 2, "mục": 3}),
        ("Phần II, mục 2, tiểu mục 2.1", {"phần": 2, "mục": 2, "khoản": 1}),
        ("Tm 2.1 phần 2", {"phần": 2, "mục": 2, "khoản": 1}),
        ("điểm 2.1 phần II", {"phần": 2, "mục": 2, "khoản": 1}),
        ("muc 2.1", {"mục": 2, "khoản": 1}),
        ("tiểu mục 1 mục 2 phần II", {"phần": 2, "mục": 2, "khoản": 1}),
        ("2.1, phần II", {"phần": 2, "mục": 2, "khoản": 1}),
        ("II.2.1", {"phần": 2, "mục": 2, "khoản": 1}),
        ("muc 2.1 phan thu hai", {"phần": 2, "mục": 2, "khoản": 1}),
        ("phan thu nhat", {"phần": 1}),
    ],
)
def test_article_box_names_a_place(said: str, named: dict[str, int]) -> None:
    kinds = ("phần", "chương", "mục", "điều", "khoản", "điểm", "trang")
    assert {kind: value for kind, value in zip(kinds, divisions(read_place(said)), strict=True) if value} == named


@pytest.mark.parametrize(
    ("word", "value"), [("12", 12), ("12345", 0), ("ii", 2), ("xx", 20), ("a", 64), ("đ", 68), ("ab", 0), ("z", 0)]
)
def test_word_counts_behind_a_division(word: str, value: int) -> None:
    assert value_of(word) == value


def test_kinds_are_known_with_and_without_marks() -> None:
    assert [kind_of(word) for word in ("điều", "dieu", "diều", "trang", "nhà")] == [3, 3, 3, 6, -1]


@pytest.mark.parametrize(("kind", "value"), [(3, 12), (4, 3), (3, 2000)])
def test_division_is_put_once_and_only_where_it_fits(kind: int, value: int) -> None:
    start = put_plainly(0, 4, 7)
    assert int(put(start, kind, value, SHIFTS, MASKS)) == put_plainly(start, kind, value)
    assert divisions(put_plainly(start, kind, value))[kind] == {(3, 12): 12, (4, 3): 7, (3, 2000): 0}[kind, value]


def test_labels_take_the_divisions_above_from_those_before() -> None:
    assert [divisions(section.place)[3:5] for section in DRAFT.sections] == [(1, 0), (2, 1), (2, 2)]
    assert [section.page for section in DRAFT.sections] == [1, 1, 2]


@pytest.mark.parametrize(
    ("said", "sections"),
    [
        ("Điều 1", (0,)),
        ("khoản 2 Điều 2", (2,)),
        ("Điều 2", (1, 2)),
        ("khoản 1", (1,)),
        ("điểm a khoản 2 Điều 2", (2,)),
        ("điểm a Điều 1", (0,)),
        ("trang 1", (0, 1)),
        ("Điều 2 trang 2", (2,)),
        ("Điều 2 trang 9", (1, 2)),
        ("Điều 9", ()),
        ("", ()),
        ("Điều 1 trang 9", (0,)),
    ],
)
def test_place_leads_to_sections(said: str, sections: tuple[int, ...]) -> None:
    place = read_place(said)
    assert DRAFT.compatible(place) == sections
    assert DRAFT.compatible(place) == sections  # the second time from memory


def test_draft_of_parts_and_items() -> None:
    labels = ["Phần I", "Mục 1", "Mục 2", "Phần II", "Mục 1", "Lời kết", "Điều 7", "Khoản 1", "Điểm a", "Điểm b"]
    draft = Draft([{"id": str(n), "label": label, "text": label} for n, label in enumerate(labels)])
    assert len(draft) == 10
    assert [divisions(section.place)[0] for section in draft.sections[:5]] == [1, 1, 1, 2, 2]
    assert [divisions(section.place)[3:6] for section in draft.sections[6:]] == [
        (7, 0, 0),
        (7, 1, 0),
        (7, 1, 64),
        (7, 1, 65),
    ]
    assert draft.sections[5].place == 0
    assert draft.compatible(read_place("điểm b khoản 1 Điều 7")) == (9,)


def test_article_in_an_item_that_no_draft_has_is_the_article() -> None:
    labels = ["Phần I", "Mục 2", "Điều 5", "Khoản 1"]
    draft = Draft([{"id": str(n), "label": label, "text": label} for n, label in enumerate(labels)])
    assert draft.compatible(read_place("điều 5 mục 2")) == (2,)
    parted = Draft([{"id": label, "label": label, "text": label} for label in ("Mục 1, Điều 5", "Mục 2, Điều 5")])
    assert parted.compatible(read_place("điều 5 mục 2")) == (1,)


def test_numbers_of_a_report_are_items_of_its_parts() -> None:
    """Labels as they are printed: no article, items counted anew in every part."""
    labels = ["I", "1", "1.1", "1.2", "2", "II", "1", "1.1"]
    draft = Draft([{"id": str(n), "label": label, "text": label} for n, label in enumerate(labels)])
    assert draft.compatible(read_place("tiểu mục 1.1 phần II")) == (7,)
    assert draft.compatible(read_place("mục 2 phần I")) == (4,)
    assert draft.compatible(read_place("1.2", articles=draft.articles)) == (3,)
    assert draft.compatible(read_place("mục 1.1")) == (2, 7)


def test_places_and_sections_as_a_table() -> None:
    places = [read_place("Điều 1"), read_place("Điều 2"), 0]
    assert DRAFT.compatible_with(places).tolist() == [[True, False, False], [False, True, True], [False, False, False]]


def test_article_named_with_a_chapter_is_the_article() -> None:
    labels = ("Chương I", "Điều 1", "Chương II", "Điều 2", "Khoản 1 Điều 2")
    draft = Draft([{"id": label, "label": label, "text": ""} for label in labels])
    for said, number in (
        ("Điều 2 chương II", 3),
        ("khoản 1 Điều 2, chương II", 4),
        ("chương II", 2),
        ("Điều 1 chương I", 1),
    ):
        assert draft.compatible(draft.place_in(said)) == (number,)


def test_draft_without_sections_knows_no_place() -> None:
    assert Draft([]).compatible_with([read_place("Điều 1")]).tolist() == [[False]]
    assert Draft([]).compatible(read_place("Điều 1")) == ()
    assert len(Draft(SECTIONS)) == 3


@pytest.mark.parametrize(
    ("place", "wider", "joined"),
    [
        ("điểm b", "khoản 2 Điều 5", "điểm b khoản 2 Điều 5"),
        ("khoản 1", "khoản 2 Điều 5", "khoản 1"),
        ("khoản 2", "khoản 2 Điều 5", "khoản 2 Điều 5"),
    ],
)
def test_place_is_joined_with_a_wider_one_that_does_not_contradict_it(place: str, wider: str, joined: str) -> None:
    assert joined_places(read_place(place), read_place(wider)) == read_place(joined)


def test_what_is_narrower_than_a_section_is_written_out() -> None:
    place, section = read_place("điểm b khoản 2 Điều 5, trang 3"), read_place("Điều 5")
    assert written(narrower(place, section)) == "điểm b khoản 2"
    assert narrower(section, section) == 0


def test_numbers_from_64_on_are_no_letters() -> None:
    assert [written(read_place(said)) for said in ("Điều 67", "điểm d", "Điều 3a")] == [
        "điều 67",
        "điểm d",
        "khoản a điều 3",
    ]
