"""What changed between two runs, as data."""

import pyarrow as pa

from caunoi.synthesis import difference


def _run(*rows: tuple[int, int, str]) -> pa.Table:
    ids, groups, sections = zip(*rows, strict=True) if rows else ((), (), ())
    return pa.table(
        {
            "id": pa.array(ids, pa.int64()),
            "group_id": pa.array(groups, pa.int64()),
            "section_id": pa.array(sections, pa.string()).dictionary_encode(),
            "stance": pa.array(["add"] * len(ids)),
        }
    )


def test_groups_stay_join_part_and_mix() -> None:
    before = _run(
        (1, 1, "a"), (2, 1, "a"), (3, 2, "a"), (4, 3, "a"), (5, 4, "b"), (6, 4, "b"), (7, 5, "c"), (8, 6, "c")
    )
    after = _run((1, 9, "a"), (2, 9, "b"), (3, 8, "a"), (4, 8, "a"), (5, 7, "b"), (6, 6, "b"), (7, 5, "c"), (8, 5, "c"))
    after = pa.concat_tables([after, _run((99, 1, "a"))])
    assert difference(before, after).to_pylist() == [
        {"before": 1, "after": 9, "rows": 2, "moved": 1, "kind": "same"},
        {"before": 2, "after": 8, "rows": 1, "moved": 0, "kind": "joined"},
        {"before": 3, "after": 8, "rows": 1, "moved": 0, "kind": "joined"},
        {"before": 4, "after": 6, "rows": 1, "moved": 0, "kind": "parted"},
        {"before": 4, "after": 7, "rows": 1, "moved": 0, "kind": "parted"},
        {"before": 5, "after": 5, "rows": 1, "moved": 0, "kind": "joined"},
        {"before": 6, "after": 5, "rows": 1, "moved": 0, "kind": "joined"},
    ]


def test_group_that_parts_into_one_that_joins_is_mixed() -> None:
    before, after = _run((1, 1, ""), (2, 1, ""), (3, 2, "")), _run((1, 1, ""), (2, 2, ""), (3, 2, ""))
    assert difference(before, after)["kind"].to_pylist() == ["parted", "mixed", "joined"]


def test_runs_that_share_no_submission() -> None:
    assert difference(_run((1, 1, "")), _run((2, 1, ""))).num_rows == 0
