import json
import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from benchmarks.opinion_truth import Truth, make_consultation, read_truth, write
from benchmarks.opinion_truth.__main__ import main


@pytest.mark.parametrize("string_ids", [False, True])
def test_what_is_written_is_read_again(tmp_path: Path, string_ids: bool) -> None:
    made = make_consultation(300, 6, string_ids=string_ids)
    write(made, tmp_path / "new")
    assert pq.read_table(tmp_path / "new" / "in.parquet").equals(made.table)
    assert json.loads((tmp_path / "new" / "draft.json").read_text(encoding="utf-8")) == made.draft
    again = read_truth(tmp_path / "new" / "truth.npz")
    for name in vars(made.truth):
        one, two = getattr(made.truth, name), getattr(again, name)
        assert np.array_equal(one, two) if isinstance(one, np.ndarray) else one == two, name
    assert isinstance(again, Truth)


def test_command_writes_a_consultation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        sys,
        "argv",
        ["x", str(tmp_path), "--size", "200", "--seed", "3", "--sections", "30", "--wordings", "known", "--string-ids"],
    )
    main()
    assert capsys.readouterr().out.startswith("200 rows, ")
    made = make_consultation(200, 3, sections=30, wordings="known", string_ids=True)
    assert pq.read_table(tmp_path / "in.parquet").equals(made.table)
