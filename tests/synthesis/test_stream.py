"""One new opinion to its group while people write."""

import pytest

from caunoi.synthesis import Assigned, Assigner, Run
from tests.synthesis.making import DRAFT, grouped, phrases

SAID = ["Đề nghị tăng lương", "Đề nghị tăng lương", "Bỏ đoàn phí", "Bỏ đoàn phí. Đề nghị tăng lương", "bo doan phi"]
APPROVED = phrases("closing", "xin cảm ơn")


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
    assert Assigner(done).assign("Xây nhà trẻ. Bỏ lớp đêm") == Assigned(None, "xây nhà trẻ; bỏ lớp đêm")


def test_same_words_at_two_places_are_assigned_to_the_more_frequent_group() -> None:
    done = grouped(["Nhất trí"] * 3 + ["Nhất trí "], ["Điều 1", "khoản 1 Điều 2", "khoản 1 Điều 2", "Điều 1"], DRAFT)
    assert {Assigner(done).assign(text).group_id for text in ("Nhất trí", "nhất trí!")} == {1}


def test_assigning_agrees_with_a_full_run(done: Run) -> None:
    new = ["đề nghị  tăng lương.", "BỎ ĐOÀN PHÍ", "bo doan phi!"]
    again = grouped([*SAID, *new], draft=DRAFT, phrases=APPROVED)
    assigner = Assigner(done, APPROVED)
    rows = again.table.to_pylist()[len(SAID) :]
    assert [assigner.assign(text).canonical for text in new] == [row["canonical"] for row in rows]
