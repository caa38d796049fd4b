"""From canonical texts to groups: every submission in exactly one, numbered the same in any order."""

from random import Random

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.synthesis import group
from caunoi.synthesis.opinions import encode, merge
from tests.synthesis.making import DRAFT, NO_DRAFT, grouped, groups_of, table_of
from tests.synthesis.making_texts import QUICK, texts
from tests.synthesis.plain import placing

ASKS = "Đề nghị tăng lương"


def _sections(said: list[str], refs: list[str | None]) -> list[str]:
    return list(grouped(said, refs, DRAFT).table["section_id"].to_pylist())


@pytest.mark.parametrize(
    ("said", "refs", "sections"),
    [
        ([ASKS, ASKS], ["Điều 1", None], ["d1", "d1"]),
        ([ASKS, ASKS, ASKS], ["Điều 1", "khoản 1 Điều 2", "Điều 1"], ["d1", "d2.1", "d1"]),
        ([ASKS] * 31, ["khoản 1 Điều 2", *["Điều 1"] * 30], ["d1"] * 31),
        (["Thay cụm từ được bằng có quyền"] * 31, ["khoản 1 Điều 2", *["Điều 1"] * 30], ["d2.1", *["d1"] * 30]),
        ([ASKS] * 4, ["Điều 1", "khoản 1 Điều 2", "khoản 2 Điều 2", None], ["d1", "d2.1", "d2.2", ""]),
        ([f"{ASKS} ở khoản 1", ASKS], ["Điều 2", "khoản 1 Điều 2"], ["d2.1", "d2.1"]),
        ([f"{ASKS} ở Điều 1", f"{ASKS} ở khoản 2 Điều 2"], [None, None], ["d1", "d2.2"]),
        ([f"{ASKS} ở khoản 1 Điều 2", f"{ASKS} ở Điều 2"], [None, None], ["d2.1", "d2.1"]),
        ([f"{ASKS} ở khoản 1 Điều 2", ASKS], [None, None], ["d2.1", "d2.1"]),
        (["Nhất trí", "Nhất trí", "Đồng ý", "Nhất trí"], ["Điều 1", "khoản 1 Điều 2", "Điều 1", None],
         ["d1", "d2.1", "d1", ""]),
        (["Nội dung này chưa rõ"] * 2, ["Điều 1", "khoản 1 Điều 2"], ["d1", "d2.1"]),
        ([ASKS], ["toàn bộ dự thảo"], [""]),
        ([f"{ASKS}. Bỏ đoàn phí"], ["Điều 1; khoản 2 Điều 2"], ["d1"]),
        (["“Đoàn phí hằng tháng bằng một phần trăm tiền lương” là thấp"], [None], ["d2.2"]),
        (["Đoàn phí hằng tháng quá cao", ASKS], [None, "Điều 1"], ["d2.2", "d1"]),
    ],
)  # fmt: skip
def test_opinion_stands_at_its_article(said: list[str], refs: list[str | None], sections: list[str]) -> None:
    assert _sections(said, refs) == sections


def test_texts_of_function_words_are_one_by_article_and_stance() -> None:
    said = ["Nhất trí", "Đồng ý", "Hoàn toàn nhất trí", "Không đồng ý", "Nhất trí"]
    found = groups_of(grouped(said, ["Điều 1"] * 4 + ["khoản 1 Điều 2"], DRAFT))
    assert found[:3] == [1, 1, 1]
    assert len(set(found)) == 3


def test_wordings_of_function_words_that_ask_for_different_changes_are_apart() -> None:
    done = grouped(["Đề nghị viết gọn hơn", "Đề nghị viết cụ thể hơn", "Nhất trí", "Đồng ý"])
    one, other, *agreed = done.table["group_id"].to_pylist()
    assert one != other
    assert agreed[0] == agreed[1]


def test_compound_is_a_group_of_its_own_and_its_parts_are_counted_with_those_who_say_one() -> None:
    done = grouped([f"{ASKS}. Bỏ đoàn phí", f"Bỏ đoàn phí. {ASKS}", ASKS, "Bỏ đoàn phí", ASKS])
    found = groups_of(done)
    assert found[0] == found[1]
    assert len({found[0], found[2], found[3]}) == 3
    assert done.parts.select(["id", "part", "group_id"]).to_pydict() == {
        "id": [1, 1, 2, 2],
        "part": [0, 1, 0, 1],
        "group_id": [found[2], found[3], found[3], found[2]],
    }
    assert done.table["canonical"][0].as_py() == "bỏ đoàn phí; đề nghị tăng lương"


def test_frequent_groups_come_first() -> None:
    done = grouped(["Bỏ đoàn phí", *[ASKS] * 3, *["Xây nhà trẻ"] * 2])
    assert groups_of(done) == [3, 1, 1, 1, 2, 2]


def test_rows_are_in_the_order_of_their_ids() -> None:
    opinions = merge([encode(pa.table({"id": ["c", "a", "b"], "text": ["x", "y", "x"]}))])
    assert group(opinions, NO_DRAFT).table["id"].to_pylist() == ["a", "b", "c"]


def test_columns_are_as_promised() -> None:
    done = grouped([ASKS, "Lương thấp?"], ["Điều 1", "Điều 1"], DRAFT)
    columns = ["group_id", "section_id", "section_score", "stance", "canonical"]
    assert done.table.column_names == ["id", *columns]
    assert done.parts.column_names == ["id", "part", *columns]
    assert sorted(done.table["stance"].to_pylist()) == ["amend", "doubt"]
    assert done.table["section_score"].to_pylist() == [1, 1]


MEASURE = st.lists(
    st.tuples(texts(most=6), st.sampled_from([None, "Điều 1", "khoản 2 Điều 2", "toàn bộ", "gì đó"])),
    max_size=8,
    min_size=1,
)


@QUICK
@given(MEASURE, st.randoms(use_true_random=False))
def test_groups_are_the_same_in_any_order(rows: list[tuple[str, str | None]], random: Random) -> None:
    table = table_of([text for text, _ref in rows], [ref for _text, ref in rows])
    order = list(range(len(rows)))
    random.shuffle(order)
    one, other = (group(merge([encode(each)]), NO_DRAFT) for each in (table, table.take(order)))
    assert (one.table, one.parts) == (other.table, other.parts)


@QUICK
@given(MEASURE)
def test_every_submission_is_in_one_group_and_numbers_are_those_of_the_plain_twin(
    rows: list[tuple[str, str | None]],
) -> None:
    done = grouped([text for text, _ref in rows], [ref for _text, ref in rows])
    found = groups_of(done)
    assert len(found) == len(rows)
    assert set(found) <= set(range(1, len(done.grouped.group_wording) + 1))
    assert placing.numbers(done) == list(range(len(done.grouped.group_wording)))
    counts = [0] * len(done.grouped.group_wording)
    for parts, number in done.grouped.compounds.parts_of().items():
        counts[number] = len(parts)
    assert done.parts.num_rows == sum(counts[number - 1] for number in found) or 0 in counts


def test_same_opinion_given_twice_in_one_text_is_no_compound() -> None:
    done = grouped(["Bỏ đoàn phí tháng này", "1. Bỏ đoàn phí tháng này. 2. Bỏ đoàn phí thág này."])
    assert groups_of(done) == [1, 1]
    assert done.parts.num_rows == 0


def test_items_that_the_draft_does_not_tell_apart_are_places_of_their_own() -> None:
    said = ["Đề nghị bỏ điểm a", "Đề nghị bỏ điểm b", "Đề nghị bỏ điểm a khoản 1 Điều 2", "Đề nghị bỏ"]
    done = grouped(said, ["khoản 1 Điều 2", "khoản 1 Điều 2", None, "khoản 1 Điều 2"], DRAFT)
    found = groups_of(done)
    assert found[0] == found[2]
    assert len(set(found)) == 3
    assert set(done.table["section_id"].to_pylist()) == {"d2.1"}
    assert sorted(set(done.table["canonical"].to_pylist())) == ["đề nghị bỏ", "đề nghị bỏ điểm a", "đề nghị bỏ điểm b"]


def test_who_has_no_opinion_does_not_agree() -> None:
    said = ["Nhất trí với dự thảo", "Không có ý kiến gì thêm", "Tôi không có ý kiến", "Không bổ sung gì"]
    done = grouped(said)
    found = groups_of(done)
    assert found[0] == found[3] != found[1] == found[2]
    assert done.table["stance"].to_pylist() == ["agree", "other", "other", "agree"]


def test_who_takes_a_stand_makes_no_other_opinion() -> None:
    said = ["Nhất trí", "Chị em chuyền 4 hoàn toàn đồng ý.", "Tổ 5 tán thành", "e nhất trí", "Tụi em đồng ý như vậy"]
    assert groups_of(grouped(said)) == [1] * 5


def test_who_agrees_to_a_part_does_not_agree_to_the_whole() -> None:
    said = ["Nhất trí với dự thảo", "Nhất trí một phần với dự thảo", "Đồng ý một phần", "Tán thành dự thảo"]
    done = grouped(said)
    found = groups_of(done)
    assert found[0] == found[3] != found[1] == found[2]
    assert done.table["stance"].to_pylist() == ["agree", "other", "other", "agree"]


def test_row_of_a_table_is_what_it_proposes() -> None:
    done = grouped([ASKS, f"1 | Điều 1 | {ASKS} | Lý do: còn thiếu", f"[Chuyển tiếp]\n{ASKS}"])
    assert len(set(groups_of(done))) == 1


def test_word_that_is_at_home_without_its_mark_is_meant_so() -> None:
    said = [f"Đề nghị xây {what} {where}" for what in ("chợ", "cho") for where in ("Mường Lớn", "Bản Đẹp", "Nậm Tá")]
    assert len(set(groups_of(grouped(said)))) == len(said)


@pytest.mark.parametrize(("said", "section"), [("Nhất trí", "d2.1"), ("Nhất trí với dự thảo", "")])
def test_one_box_of_several_parts_is_that_of_the_part_that_leans_on_it(said: str, section: str) -> None:
    done = grouped([f"{said}. Ngoài ra, {ASKS}", ASKS], ["khoản 1 Điều 2", "Điều 1"], DRAFT)
    assert set(done.parts["section_id"].to_pylist()) == {section, "d1"}
