"""Opinions in and out: every row accounted for, bad input refused or reported by row."""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from caunoi.synthesis import Draft, Opinions, OpinionsError, group, read, write
from caunoi.synthesis import opinions as module
from caunoi.synthesis.opinions import encode, merge
from caunoi.synthesis.writing import replacing
from tests.synthesis.making import parquet, table_of

UNREAD = "không có nội dung đọc được; được giữ như ý kiến trống"
WORDLESS = "không có chữ hay số nào đọc được; được giữ như ý kiến trống"
LONG = "đề nghị tăng lương " * 55_000  # one opinion of a megabyte


def _read(tmp_path: Path, table: pa.Table, rows: int | None = None) -> Opinions:
    return read(parquet(tmp_path / "in.parquet", table, rows))


def _texts(opinions: Opinions) -> list[str]:
    return [opinions.texts[code].as_py() for code in opinions.text_codes.tolist()]


def _refs(opinions: Opinions) -> list[str | None]:
    return [None if code < 0 else opinions.refs[code] for code in opinions.ref_codes.tolist()]


def test_equal_texts_and_boxes_are_kept_once(tmp_path: Path) -> None:
    found = _read(tmp_path, table_of(["a", "b", "a"], ["Điều 1", " ", "Điều 1"]))
    assert (len(found), len(found.texts), found.refs) == (3, 2, ["Điều 1"])
    assert _texts(found) == ["a", "b", "a"]
    assert _refs(found) == ["Điều 1", None, "Điều 1"]
    assert found.weights.tolist() == [2, 1]
    assert found.problems == ()


@pytest.mark.parametrize("rows", [1, 2, 3, 7])
@pytest.mark.parametrize("partition", [1, 3, 100])
def test_row_groups_are_read_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int, partition: int) -> None:
    monkeypatch.setattr(module, "PARTITION", partition)
    texts = ["a", "b", None, "a", "c", "b", "a"]
    refs = [None, "x", "y", "x", None, " ", "z"]
    found = _read(tmp_path, table_of(texts, refs), rows)
    assert _texts(found) == [text or "" for text in texts]
    assert _refs(found) == [None, "x", "y", "x", None, None, "z"]
    assert found.ids.to_pylist() == [1, 2, 3, 4, 5, 6, 7]
    assert [(one.row, one.id, one.what) for one in found.problems] == [(3, "3", UNREAD)]


def test_file_without_boxes(tmp_path: Path) -> None:
    assert _refs(_read(tmp_path, table_of(["a", "b"]), 1)) == [None, None]


@pytest.mark.parametrize(
    ("ids", "kind"),
    [
        (pa.array([3, 1], pa.int32()), pa.int64()),
        (pa.array([3, 1], pa.uint8()), pa.int64()),
        (pa.array(["c", "a"]), pa.string()),
        (pa.array(["c", "a"], pa.large_string()), pa.string()),
    ],
)
def test_ids_are_numbers_or_words(tmp_path: Path, ids: pa.Array, kind: pa.DataType) -> None:
    found = _read(tmp_path, table_of(["a", "b"], ids=ids))
    assert (found.ids.type, found.ids.to_pylist()) == (kind, ids.to_pylist())


@pytest.mark.parametrize("ids", [[3, -1, 2], [7], [10**12, 5, -(10**12)], [2**63 - 1, -(2**63), 0]])
def test_order_is_that_of_the_numbers_close_together_or_far_apart(tmp_path: Path, ids: list[int]) -> None:
    found = _read(tmp_path, table_of(["a"] * len(ids), ids=ids))
    assert [ids[place] for place in found.order.tolist()] == sorted(ids)


@pytest.mark.parametrize(
    ("column", "texts", "unread"),
    [
        (pa.array([b"a", "đ".encode(), b"\xff\xfe", None]), ["a", "đ", "", ""], [3, 4]),
        (pa.array([b"a", b"\xff"], pa.large_binary()), ["a", ""], [2]),
        (pa.array([b"a", b"\xff"], pa.binary()).view(pa.string()), ["a", ""], [2]),
        (pa.array([b"a", b"\xff", b"\xff"], pa.binary()).dictionary_encode(), ["a", "", ""], [2, 3]),
        (pa.array(["a", None, "b"]), ["a", "", "b"], [2]),
        (pa.array(["a", None, "a"]).dictionary_encode(), ["a", "", "a"], [2]),
        (pa.nulls(2), ["", ""], [1, 2]),
        (pa.array(["a"], pa.large_string()), ["a"], []),
    ],
)
def test_text_that_cannot_be_read_is_kept_empty_and_reported(
    tmp_path: Path, column: pa.Array, texts: list[str], unread: list[int]
) -> None:
    found = _read(tmp_path, pa.table({"id": [f"m{n}" for n in range(1, len(column) + 1)], "text": column}))
    assert _texts(found) == texts
    assert [(one.row, one.id, one.what) for one in found.problems] == [(row, f"m{row}", UNREAD) for row in unread]


@pytest.mark.parametrize(
    "text", ["", "  ", "\n\u00a0", "!!!", "…", "👍", "🇻🇳", "\u0301", "\x00", "+%_", "请增加工资", "①"]
)
def test_text_without_letter_or_digit_is_an_empty_opinion_and_reported(tmp_path: Path, text: str) -> None:
    said = ["nhà trẻ", text, "", "5", "ữ", text, "lương" + text, "К"]
    found = _read(tmp_path, table_of([one if row != 2 else None for row, one in enumerate(said)]), 4)
    assert found.problems == ((2, "2", WORDLESS), (3, "3", UNREAD), (6, "6", WORDLESS))
    assert _texts(found) == said
    groups = group(found, Draft([])).table["group_id"].to_pylist()
    assert groups[1] == groups[2] == groups[5]
    assert groups.count(groups[1]) == 3


def test_problems_stand_in_the_order_of_the_rows(tmp_path: Path) -> None:
    found = _read(tmp_path, table_of([LONG, "!", None, LONG, "", "!" * 20_001]))
    long = "dài hơn 20.000 chữ; nên xem có phải cả một văn bản được dán vào"
    assert [(one.row, one.what) for one in found.problems] == [
        (1, long), (2, WORDLESS), (3, UNREAD), (4, long), (5, WORDLESS), (6, WORDLESS),
    ]  # fmt: skip


def test_megabyte_is_read_and_reported(tmp_path: Path) -> None:
    found = _read(tmp_path, table_of(["ngắn", LONG]))
    assert len(LONG.encode()) > 1 << 20
    assert _texts(found) == ["ngắn", LONG]
    assert [(one.row, one.what) for one in found.problems] == [
        (2, "dài hơn 20.000 chữ; nên xem có phải cả một văn bản được dán vào")
    ]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (
            {"text": ["a"]},
            "Tệp thiếu cột id; cần có cột id và text, cột ref nếu có. Tệp có: text.",
        ),
        (
            {"mã": [1], "nội dung": ["a"]},
            "Tệp thiếu cột id và text; cần có cột id và text, cột ref nếu có. Tệp có: mã, nội dung.",
        ),
        ({}, "Tệp thiếu cột id và text; cần có cột id và text, cột ref nếu có. Tệp có: không cột nào."),
        (
            {"id": pa.array([], pa.int64()), "text": pa.array([], pa.string())},
            "Tệp không có dòng nào. Hãy kiểm tra lại việc xuất dữ liệu.",
        ),
        (
            {"id": [1, 1, 2, 2, 3], "text": ["a"] * 5},
            "Có 2 mã ý kiến bị lặp (ví dụ: 1, 2). Mỗi ý kiến cần một mã riêng.",
        ),
        (
            {"id": pa.array([1, None]), "text": ["a", "b"]},
            "Có 1 dòng không có mã (cột id trống). Mỗi ý kiến cần một mã riêng.",
        ),
        (
            {"id": [1.5], "text": ["a"]},
            "Cột id có kiểu double; mã ý kiến phải là số nguyên hoặc chữ.",
        ),
        (
            {"id": [1], "text": [2]},
            "Một cột chữ có kiểu int64. Hãy xuất lại cột đó thành chữ (UTF-8).",
        ),
    ],
)
def test_file_that_cannot_be_grouped_is_refused(tmp_path: Path, columns: dict[str, Any], said: str) -> None:
    with pytest.raises(OpinionsError) as refused:
        _read(tmp_path, pa.table(columns))
    assert str(refused.value) == said


def test_file_that_is_none_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "in.parquet"
    with pytest.raises(OpinionsError, match=r"Không tìm thấy tệp “.*in\.parquet”\. Hãy kiểm tra lại đường dẫn\."):
        read(wrong)
    for content in (b"", b"id,text\n1,a\n"):
        wrong.write_bytes(content)
        with pytest.raises(OpinionsError, match=r"không phải tệp Parquet\. Hãy xuất lại dữ liệu ở định dạng Parquet\."):
            read(wrong)
    with pytest.raises(OpinionsError, match="không phải tệp Parquet"):
        read(tmp_path)


def test_parts_with_ids_of_two_kinds_are_refused() -> None:
    parts = [encode(table_of(["a"], ids=[1])), encode(table_of(["a"], ids=["1"]), 1)]
    with pytest.raises(OpinionsError, match=r"Mã ý kiến lúc là số, lúc là chữ\. Hãy thống nhất cột id\."):
        merge(parts)


def test_id_that_stands_twice_in_two_parts_is_refused() -> None:
    with pytest.raises(OpinionsError, match=r"Có 1 mã ý kiến bị lặp \(ví dụ: 7\)\."):
        merge([encode(table_of(["a"], ids=[7])), encode(table_of(["b"], ids=[7]), 1)])


def test_same_table_is_the_same_bytes(tmp_path: Path) -> None:
    table = table_of(["a", "b", "a"])
    for name in ("one", "other"):
        write((tmp_path / name, table))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    assert np.asarray(read(tmp_path / "one").ids).tolist() == [1, 2, 3]


def test_new_files_take_their_places_together_or_not_at_all(tmp_path: Path) -> None:
    old, new, linked = tmp_path / "old", tmp_path / "new", tmp_path / "linked"
    old.write_text("cũ", encoding="utf-8")
    old.chmod(0o640)
    linked.symlink_to(old)
    with pytest.raises(ValueError, match="nửa chừng"), replacing(new, linked) as files:
        files[0].write_text("mới", encoding="utf-8")
        raise ValueError("nửa chừng")
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"old": "cũ", "linked": "cũ"}
    with replacing(new, linked) as files:
        for file in files:
            file.write_text("mới", encoding="utf-8")
        assert old.read_text(encoding="utf-8") == "cũ"
    assert {path.name for path in tmp_path.iterdir()} == {"old", "new", "linked"}
    assert (old.read_text(encoding="utf-8"), old.stat().st_mode & 0o777) == ("mới", 0o640)
    assert linked.is_symlink()
