"""The same groups, byte for byte, whoever runs it: any order of rows, any row groups, one process or a cluster."""

import builtins
import gc
import pickle
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from caunoi.synthesis import Decision, OpinionsError, Run, engines, opinions, run, write
from caunoi.synthesis.canonical import chunks
from tests.synthesis.making import DRAFT, arrow, grouped, parquet, phrases, table_of

FRAMES = [
    "Đề nghị {}",
    "de nghi {}",
    "Kính gửi tổ: {}. Xin cảm ơn",
    "{} ở Điều 1",
    "1. {}\n2. Xây nhà trẻ",
    "{}",
    "{}?",
]
ASKED = ["tăng lương {} triệu", "bỏ đoàn phí", "không bỏ đoàn phí", "giảm đoàn phí hằng tháng", "nhất trí"]
APPROVED = (*phrases("opening", "kính gửi tổ"), *phrases("closing", "xin cảm ơn"))
DECIDED = (
    Decision("together", "bỏ đoàn phí", "giảm đoàn phí hằng tháng"),
    Decision("at", "bỏ đoàn phí", section="d2.2"),
)


def _crowd(rows: int = 80) -> pa.Table:
    rng = Random(5)
    said = [rng.choice(FRAMES).format(rng.choice(ASKED).format(rng.choice([2, 3]))) for _row in range(rows)]
    refs = [rng.choice([None, None, "Điều 1", "khoản 2 Điều 2", "chung", "?"]) for _row in range(rows)]
    return table_of([*said[:-2], None, ""], refs, [f"m{number:03}" for number in range(rows)])


def _bytes(done: Run, folder: Path) -> tuple[bytes, bytes]:
    folder.mkdir()
    write((folder / "out", done.table), (folder / "parts", done.parts))
    return (folder / "out").read_bytes(), (folder / "parts").read_bytes()


def _run(
    tmp_path: Path, table: pa.Table, name: str, rows: int | None = None, engine: str = "local"
) -> tuple[bytes, bytes]:
    path = parquet(tmp_path / f"{name}.parquet", table, rows)
    done = run(path, DRAFT, phrases=APPROVED, decisions=DECIDED, engine=engine)
    assert done.table.num_rows == table.num_rows
    return _bytes(done, tmp_path / name)


def test_same_bytes_in_any_order_and_any_row_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = _crowd()
    first = _run(tmp_path, table, "first")
    shuffled = list(range(table.num_rows))
    Random(7).shuffle(shuffled)
    monkeypatch.setattr(opinions, "PARTITION", 20)
    monkeypatch.setattr(engines, "_CHUNK", 13)
    for name, order, rows in (("back", shuffled[::-1], 7), ("mixed", shuffled, 33), ("same", sorted(shuffled), 1)):
        assert _run(tmp_path, table.take(order), name, rows) == first


@pytest.mark.slow
def test_same_bytes_from_two_worker_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opinions, "PARTITION", 20)
    assert _run(tmp_path, _crowd(), "dask", 10, "dask") == _run(tmp_path, _crowd(), "local")


def test_a_worker_is_sent_its_own_texts_only() -> None:
    texts = arrow(*(f"Đề nghị tăng lương {number}" for number in range(10_000)))
    sent = engines._of_their_own([*chunks(texts, 100), "draft.parquet"])
    assert pa.concat_arrays(sent[:-1]).equals(texts)
    assert max(len(pickle.dumps(one)) for one in sent) < len(pickle.dumps(texts)) / 50
    assert sent[-1] == "draft.parquet"


def test_every_stage_is_said(tmp_path: Path) -> None:
    said: list[str] = []
    run(parquet(tmp_path / "in.parquet", _crowd(9)), DRAFT, say=said.append)
    assert said == list(engines.STAGES)


def test_dask_that_is_not_installed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "distributed":
            raise ImportError(name)
        return imported(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(OpinionsError, match=r"Chưa cài Dask\. Hãy cài bằng “pip install caunoi\[dask\]”"):
        run(parquet(tmp_path / "in.parquet", _crowd(9)), DRAFT, engine="dask")


def test_run_that_lost_doubled_or_left_out_a_row_is_void() -> None:
    done = grouped(["tăng lương", "bỏ đoàn phí"])
    engines.check(done.opinions, done.grouped, done.table)
    ungrouped = done.table.set_column(1, "group_id", pa.array([1, 0], pa.int64()))
    doubled = pa.concat_tables([done.table, done.table.slice(0, 1)])
    for broken in (done.table.slice(0, 1), doubled, ungrouped):
        with pytest.raises(AssertionError, match="submissions"):
            engines.check(done.opinions, done.grouped, broken)


def test_run_with_a_compound_left_out_of_the_sums_is_void() -> None:
    done = grouped(["tăng lương", "bỏ đoàn phí"])
    more = replace(done.opinions, ids=pa.array([1, 2, 3]), text_codes=np.array([0, 1, 1]))
    with pytest.raises(AssertionError, match="3 submissions, 2 in groups"):
        engines.check(more, done.grouped, done.table)


@pytest.mark.parametrize(("count", "lengths"), [(1, [5]), (2, [3, 2]), (4, [2, 2, 1]), (0, [5]), (9, [1] * 5)])
def test_texts_in_runs(count: int, lengths: list[int]) -> None:
    runs = chunks(arrow("a", "b", "c", "d", "e"), count)
    assert [len(one) for one in runs] == lengths
    assert pa.concat_arrays(runs).to_pylist() == ["a", "b", "c", "d", "e"]


def test_no_texts_are_one_empty_run() -> None:
    assert [len(one) for one in chunks(arrow(), 3)] == [0]


@pytest.mark.parametrize("collects", [True, False])
def test_looking_for_circles_is_left_as_it_was(tmp_path: Path, *, collects: bool) -> None:
    parquet(tmp_path / "in.parquet", _crowd(8))
    asked: list[bool] = []
    (gc.enable if collects else gc.disable)()
    try:
        run(tmp_path / "in.parquet", DRAFT, say=lambda _stage: asked.append(gc.isenabled()))
        assert (any(asked), gc.isenabled()) == (False, collects)
    finally:
        gc.enable()
