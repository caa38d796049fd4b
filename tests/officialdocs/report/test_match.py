"""Which paragraphs belong together, in cases that a whole report seldom shows."""

import pytest

from caunoi.officialdocs.comparing.match import Item, Pair, align


def items(*texts: str, kind: str = "line") -> list[Item]:
    return [Item(text, kind) for text in texts]


def test_lone_neighbours_of_another_kind_do_not_belong_together() -> None:
    assert align(items("một hai ba bốn"), items("một hai ba năm", kind="grid")) == [Pair(0, None), Pair(None, 0)]


def test_a_lone_heading_belongs_to_its_edited_self() -> None:
    common = [f"Công đoàn cơ sở số {number}" for number in range(20)]
    pairs = align(items(*common), items(*common[:9], "Công đoàn cơ sở thứ chín", *common[10:]))
    assert pairs == [Pair(number, number) for number in range(20)]


def test_short_lines_that_moved_and_changed_go_to_the_most_alike() -> None:
    before = items("họp giao ban tuần cụm", "giữ một", "giữ hai", "giữ ba", "họp giao ban tuần đội")
    after = items("giữ một", "họp giao ban tuần cụm bốn", "giữ hai", "giữ ba")
    assert [(one.before, one.after, one.moved) for one in align(before, after)] == [
        (1, 0, False), (0, 1, True), (2, 2, False), (3, 3, False), (4, None, False)
    ]  # fmt: skip


def test_of_two_lines_that_went_one_has_moved() -> None:
    before = items(
        "họp giao ban tuần của liên xã cụm", "giữ một", "giữ hai", "họp giao ban tuần của liên xã đội", "giữ ba"
    )
    after = items("giữ một", "họp giao ban tuần của liên xã tổ", "giữ hai", "giữ ba")
    assert sorted(one.moved for one in align(before, after)) == [False, False, False, False, True]


def test_a_gap_too_large_to_weigh_pairs_what_is_equal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caunoi.officialdocs.comparing.match._MAX_GAP", 3)
    before = items("a", "lặp", "b", "lặp", "c")
    after = items("x", "lặp", "y", "lặp", "z")
    assert [(one.before, one.after) for one in align(before, after)] == [
        (0, None), (None, 0), (1, 1), (2, None), (None, 2), (3, 3), (4, None), (None, 4)
    ]  # fmt: skip


def test_nothing_at_all() -> None:
    assert align([], []) == []
