"""What officers decided about groups is replayed on every run, by the words themselves."""

import json
from pathlib import Path
from typing import Any

import pytest

from caunoi.synthesis import Decision, OpinionsError, read_decisions
from caunoi.synthesis.decisions import named_texts
from tests.synthesis.making import DRAFT, grouped, groups_of

MORE, FEWER, BARE = "Đề nghị tăng lương", "Đề nghị nâng lương", "de nghi tang luong"
SAID = [MORE, MORE, FEWER, BARE, "Bỏ đoàn phí"]


def _groups(*decisions: Decision, said: list[str] | None = None) -> list[int]:
    return groups_of(grouped(said or SAID, decisions=decisions))


def _file(tmp_path: Path, rows: Any) -> Path:
    path = tmp_path / "decisions.json"
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return path


def test_without_decisions() -> None:
    assert _groups()[:2] == [1, 1]
    assert _groups()[3] == 1
    assert len(set(_groups())) == 3


def test_together_counts_two_as_one() -> None:
    assert _groups(Decision("together", FEWER, MORE))[:4] == [1, 1, 1, 1]
    assert _groups(Decision("together", MORE, FEWER)) == _groups(Decision("together", FEWER, MORE))


def test_apart_makes_two_of_one() -> None:
    found = _groups(Decision("apart", MORE, BARE))
    assert (found[:2], found[3] == 1) == ([1, 1], False)
    assert _groups(Decision("apart", BARE, MORE)) == found


def test_apart_takes_the_leader_out_where_it_is_the_less_frequent() -> None:
    said = ["Đề nghị tăng lương", "de nghi tang luong", "de nghi tang luong", "đề nghị tăng luong"]
    assert groups_of(grouped(said)) == [1, 1, 1, 1]
    found = _groups(Decision("apart", said[0], said[1]), said=said)
    assert (found[1:], found[0] == 1) == ([1, 1, 1], False)


def test_apart_of_two_groups_or_of_one_wording_changes_nothing() -> None:
    assert _groups(Decision("apart", MORE, "Bỏ đoàn phí")) == _groups()
    assert _groups(Decision("apart", MORE, "đề nghị tăng lương!")) == _groups()


def test_last_decision_wins() -> None:
    together, apart = Decision("together", MORE, BARE), Decision("apart", MORE, BARE)
    assert _groups(together, apart) == _groups(apart)
    assert _groups(apart, together) == _groups()


def test_decision_holds_for_texts_that_this_run_lacks() -> None:
    assert _groups(Decision("together", MORE, "Nên cho lương cao hơn")) == _groups()
    assert _groups(Decision("at", "Nên cho lương cao hơn")) == _groups()


def test_decision_names_texts_by_their_wording() -> None:
    assert _groups(Decision("together", "đề nghị  NÂNG lương.", MORE)) == _groups(Decision("together", FEWER, MORE))


def test_at_puts_an_opinion_at_a_section() -> None:
    decided = [Decision("at", MORE, section="d2.1"), Decision("at", "Bỏ đoàn phí", section="")]
    done = grouped([MORE, BARE, "Bỏ đoàn phí"], [None, None, None], DRAFT, decisions=decided)
    assert done.table["section_id"].to_pylist() == ["d2.1", "d2.1", ""]


def test_at_a_section_that_the_draft_lacks_is_refused() -> None:
    with pytest.raises(OpinionsError, match="Dự thảo không có phần mang mã “d9”, nên không xếp ý kiến vào đó được"):
        grouped([MORE], draft=DRAFT, decisions=[Decision("at", MORE, section="d9")])


def test_texts_are_named_once() -> None:
    decided = [Decision("together", "a", "b"), Decision("apart", "b", "c"), Decision("at", "a", section="d1")]
    assert named_texts(decided) == ["a", "b", "c"]


def test_decisions_are_read_from_a_list(tmp_path: Path) -> None:
    rows = [
        {"kind": "together", "one": "a", "other": "b"},
        {"kind": "apart", "one": "a", "other": "c", "note": "…"},
        {"kind": "at", "one": "a", "section": ""},
    ]
    assert read_decisions(_file(tmp_path, rows)) == [
        Decision("together", "a", "b"),
        Decision("apart", "a", "c"),
        Decision("at", "a"),
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({"kind": "at"}, "phải là một danh sách JSON các quyết định."),
        (["together"], "Quyết định thứ 1 không hợp lệ: “kind” phải là together, apart, at."),
        ([{"kind": "merge"}], "Quyết định thứ 1 không hợp lệ: “kind” phải là together, apart, at."),
        ([{"kind": "at", "one": "a", "section": ""}, {"kind": "together"}], "Quyết định thứ 2 thiếu one và other."),
        ([{"kind": "together", "one": "a", "other": " "}], "Quyết định thứ 1 thiếu other."),
        ([{"kind": "at", "one": "a", "section": 3}], "Quyết định thứ 1 thiếu section."),
    ],
)
def test_bad_decisions_are_refused(tmp_path: Path, rows: Any, said: str) -> None:
    with pytest.raises(OpinionsError) as refused:
        read_decisions(_file(tmp_path, rows))
    assert str(refused.value).endswith(said)


@pytest.mark.parametrize("content", [b"{", b"\xff"])
def test_decisions_that_are_no_json_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "decisions.json"
    with pytest.raises(OpinionsError, match="Không đọc được các quyết định"):
        read_decisions(path)
    path.write_bytes(content)
    with pytest.raises(OpinionsError, match=r"Tệp phải là một danh sách JSON\."):
        read_decisions(path)
