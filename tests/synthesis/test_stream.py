"""One new opinion to its group while people write."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from caunoi.synthesis import Assigned, Assigner, Run
from caunoi.synthesis.canonical import Cutting
from tests.synthesis.making import DRAFT, grouped, phrases

SAID = [
    "Đề nghị tăng lương",
    "Đề nghị tăng lương",
    "Bỏ đoàn phí",
    "Bỏ đoàn phí. Đề nghị tăng lương",
    "bo doan phi",
    "Bỏ đoàn phí. Rấtt mog ban soạn thảo xem xét tiếp thu",
]
APPROVED = phrases("closing", "xin cảm ơn", "rất mong ban soạn thảo xem xét tiếp thu")


@pytest.fixture(scope="module")
def done() -> Run:
    return grouped(SAID, draft=DRAFT, phrases=APPROVED)


@pytest.mark.parametrize("text", SAID)
def test_text_of_the_run_is_in_its_group(done: Run, text: str) -> None:
    row = done.table.to_pylist()[SAID.index(text)]
    assert Assigner(done, APPROVED).assign(text) == Assigned(row["group_id"], row["canonical"])


@pytest.mark.parametrize("text", ["ĐỀ NGHỊ tăng  lương!", "Đề nghị tăng lương. Xin cảm ơn"])
def test_text_in_other_clothes_is_in_its_group_and_known_from_then_on(done: Run, text: str) -> None:
    assigner = Assigner(done, APPROVED)
    first = assigner.assign(text)
    assert first == Assigned(done.table["group_id"][0].as_py(), "đề nghị tăng lương")
    assert assigner.assign(text) == first


def test_text_that_nobody_gave_waits_for_the_next_run(done: Run) -> None:
    assert Assigner(done).assign("Xây nhà trẻ. Bỏ lớp đêm") == Assigned(None, "xây nhà trẻ bỏ lớp đêm")


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("đề nghị tănng lương", "đề nghị tăng lương"),
        ("bỏ đòan phí", "bỏ đoàn phí"),
        ("Bỏ đoàn phí. Đề nghị tăng lương. Xin cảm ơnn", "bỏ đoàn phí; đề nghị tăng lương"),
        ("1. Đề nghị tăng lươngg\n2. Bỏ đoàn phí", "bỏ đoàn phí; đề nghị tăng lương"),
        ("Đề nghị tăng lương. Rất monng bban soạn thảo xem xét tiếp thu", "đề nghị tăng lương"),
    ],
)
def test_text_with_noise_is_in_the_group_of_those_who_say_the_same(done: Run, text: str, canonical: str) -> None:
    assert Assigner(done, APPROVED).assign(text).canonical == canonical
    assert Assigner(done, APPROVED).assign(text).group_id is not None


@pytest.mark.parametrize(
    "text",
    [
        "đề nghị giảm lương",
        "Bỏ đoàn phí. Mở lớp đêm",
        "không bỏ đoàn phí",
        " ".join(f"tăng {n}" for n in range(3000)),
        "",
    ],
)
def test_other_opinions_wait_for_the_next_run(done: Run, text: str) -> None:
    assert Assigner(done, APPROVED).assign(text).group_id is None


def test_a_part_said_only_beside_another_has_a_group_too() -> None:
    done = grouped(["1. Đề nghị tăng lương\n2. Mở lớp đêm", "Đề nghị tăng lương"])
    assert Assigner(done).assign("mở lớp đêm!").canonical == "mở lớp đêm"


def test_many_wordings_are_asked_about_one_after_the_other(done: Run) -> None:
    """More than there are seats for, with words met before and with new ones."""
    assigner = Assigner(done, APPROVED)
    said = [f"đề nghị tăng lương {'x' * (number % 7 + 2)}" for number in range(200)]
    assert {assigner.assign(text).group_id for text in said} == {None}
    assert [assigner.assign(text).canonical for text in ("đề nghị tănng lương", "bỏ đoàn phíí")] == [
        "đề nghị tăng lương",
        "bỏ đoàn phí",
    ]


def test_threads_that_ask_at_once_are_told_what_one_after_the_other_is(done: Run) -> None:
    """With words that are new to the run, each asked by several, who take turns as often as they can."""
    said = [f"{SAID[number % 3]} {'abcdefgh'[number % 8]}{'x' * (number % 5 + 1)}" for number in range(120)] * 3
    alone, shared = Assigner(done, APPROVED), Assigner(done, APPROVED)
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            told = list(pool.map(shared.assign, said))
    finally:
        sys.setswitchinterval(usual)
    assert told == [alone.assign(text) for text in said]


def test_known_words_at_a_box_that_nobody_filled_in_so_are_where_it_leads() -> None:
    done = grouped(["Nhất trí"] * 2, ["Điều 1", "khoản 1 Điều 2"], DRAFT)
    at = {row["group_id"]: row["section_id"] for row in done.table.to_pylist()}
    assert [at[Assigner(done).assign("Nhất trí", ref).group_id] for ref in ("Đ1", "k1 đ2", "Điều 1")] == [
        "d1",
        "d2.1",
        "d1",
    ]


def test_known_words_at_another_box_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    done = grouped(["Nhất trí", "Nhất trí", "Bỏ đoàn phí"], ["Điều 1", "khoản 1 Điều 2", None], DRAFT)
    assigner = Assigner(done)
    monkeypatch.setattr(Cutting, "segments", lambda *_: pytest.fail("read again"))
    said = {ref: assigner.assign("Nhất trí", ref).group_id for ref in ("Điều 1", "Đ. 1", "Đ2 k1", "khoản 1 Điều 2")}
    assert said["Điều 1"] == said["Đ. 1"] != said["Đ2 k1"] == said["khoản 1 Điều 2"]


def test_known_words_of_two_opinions_at_another_box_are_where_it_leads() -> None:
    both = "1. Bỏ đoàn phí\n2. Nhất trí"
    done = grouped([both, both, "Nhất trí"], ["Điều 1", "khoản 1 Điều 2", "Điều 1"], DRAFT)
    first, second, _third = done.table["group_id"].to_pylist()
    assert first != second
    assert [Assigner(done).assign(both, ref).group_id for ref in ("Đ. 1", "k1 đ2")] == [first, second]


def test_known_words_whose_opinions_nobody_gave_together_at_that_box_wait_for_the_next_run() -> None:
    both = "1. Bỏ nội dung này\n2. Nhất trí"
    done = grouped([both, both, "Bỏ nội dung này"], ["Điều 1", "Điều 1", "khoản 1 Điều 2"], DRAFT)
    told = Assigner(done).assign(both, "k1 đ2")
    assert told == Assigned(None, "bỏ nội dung này; nhất trí")


@pytest.mark.parametrize(("ref", "section"), [("Điều 1", "d1"), ("khoản 1 Điều 2", "d2.1"), (None, "")])
def test_box_tells_where_words_stand_that_lean_on_their_place(ref: str | None, section: str) -> None:
    done = grouped(["Nhất trí"] * 4, ["Điều 1", "Điều 1", "khoản 1 Điều 2", None], DRAFT)
    at = {row["group_id"]: row["section_id"] for row in done.table.to_pylist()}
    assert len(at) == 3
    for text in ("Nhất trí", "nhất trí."):
        assert at[Assigner(done).assign(text, ref).group_id] == section


def test_same_words_at_two_places_are_assigned_to_the_more_frequent_group() -> None:
    done = grouped(["Nhất trí"] * 3 + ["Nhất trí "], ["Điều 1", "khoản 1 Điều 2", "khoản 1 Điều 2", "Điều 1"], DRAFT)
    assert {Assigner(done).assign(text).group_id for text in ("Nhất trí", "nhất trí!")} == {1}


def test_assigning_agrees_with_a_full_run(done: Run) -> None:
    new = ["đề nghị  tăng lương.", "BỎ ĐOÀN PHÍ", "bo doan phi!"]
    again = grouped([*SAID, *new], draft=DRAFT, phrases=APPROVED)
    assigner = Assigner(done, APPROVED)
    rows = again.table.to_pylist()[len(SAID) :]
    assert [assigner.assign(text).canonical for text in new] == [row["canonical"] for row in rows]


@pytest.mark.parametrize("text", ["Đề nghị bỏ điểm a", "de nghi bo diem b", "Đề nghị bỏ điểm a!", "Đề nghị bỏ"])
def test_item_of_a_section_is_assigned_to_its_own_group(text: str) -> None:
    said = ["Đề nghị bỏ điểm a", "Đề nghị bỏ điểm b", "Đề nghị bỏ"]
    done = grouped(said, ["khoản 1 Điều 2"] * 3, DRAFT)
    again = grouped([*said, text], ["khoản 1 Điều 2"] * 4, DRAFT)
    assert Assigner(done).assign(text, "k1 đ2").canonical == again.table["canonical"][3].as_py()


@pytest.mark.parametrize(("ref", "section"), [("Điều 1", "d1"), ("khoản 1 Điều 2", "d2.1"), ("khoản 2", "d2.2")])
def test_words_that_people_say_at_several_places_are_assigned_by_their_box(ref: str, section: str) -> None:
    said = "Cần có chế tài đi kèm"
    done = grouped([said] * 4, ["Điều 1", "Điều 1", "khoản 1 Điều 2", "khoản 2 Điều 2"], DRAFT)
    at = {row["group_id"]: row["section_id"] for row in done.table.to_pylist()}
    assert [at[Assigner(done).assign(text, ref).group_id] for text in (said, f"{said}!")] == [section] * 2
