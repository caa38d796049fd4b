from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.opinion_truth import STANCES, Consultation, Score, Truth, make_consultation, score
from benchmarks.opinion_truth.aligned import align
from tests.opinion_truth.scoring import Row, slow_score, tables, truth_of

SECTIONS = [0, 1, 2, -1, 0]  # of the opinions 0 … 4


def _row(identity: int, group: int, section: str = "s1", stance: str = "agree", **more: Any) -> Row:
    return {"id": identity, "group_id": group, "section_id": section, "stance": stance} | more


def _of(rows: list[list[tuple[int, int]]], out: list[Row], parts: list[Row] | None = None, **more: Any) -> Score:
    one, two = tables(out, parts or [])
    return score(truth_of(rows, SECTIONS), one, two, **more)


def perfect(truth: Truth) -> tuple[pa.Table, pa.Table]:
    """What an engine without a mistake would say."""
    out, parts = [], []
    for row, identity in enumerate(truth.ids.to_pylist()):
        found = truth.parts(row)
        out.append(_row(identity, int(truth.label[row]), found[0][1], found[0][2]))
        if len(found) > 1:
            parts += [
                _row(identity, opinion, section, stance, part=at)
                for at, (opinion, section, stance, _bits) in enumerate(found)
            ]
    return tables(out, parts)


@pytest.fixture(scope="module")
def made() -> Consultation:
    return make_consultation(3_000, 17)


def test_perfect_engine_scores_one_whatever_its_order_and_names(made: Consultation) -> None:
    out, parts = perfect(made.truth)
    shuffled = out.take(pa.array(np.random.default_rng(1).permutation(out.num_rows)))
    shuffled = shuffled.set_column(1, "group_id", shuffled["group_id"].cast(pa.string()))
    parts = parts.take(pa.array(np.random.default_rng(2).permutation(parts.num_rows)))
    parts = parts.set_column(1, "group_id", parts["group_id"].cast(pa.string()))
    found = score(made, shuffled, parts, examples=5)
    shares = [value for value in found.as_dict().values() if isinstance(value, float)]
    assert sorted(set(shares)) == [0.0, 1.0]
    assert found.rows_left_out_of_parts == 0
    assert (found.rows_lost, found.rows_invented, found.rows_doubled, found.minority_lost) == (0, 0, 0, 0)
    assert (found.rows, found.groups, found.true_groups) == (3_000, found.true_groups, len(np.unique(made.truth.label)))
    assert (found.minority > 50, found.examples, found.minority_lost_by_kind) == (True, (), {})


def test_one_group_for_everything_recalls_all_and_loses_every_minority(made: Consultation) -> None:
    truth = made.truth
    out = tables([_row(identity, 1) for identity in truth.ids.to_pylist()], [])[0]
    found = score(truth, out)
    sizes = np.bincount(truth.label)
    assert found.recall == pytest.approx(1)
    assert found.precision == pytest.approx(((sizes / len(truth.label)) ** 2).sum())
    assert (found.minority_lost, found.groups) == (found.minority, 1)
    assert sum(found.minority_lost_by_kind.values()) == found.minority_lost


def test_group_of_its_own_for_each_row_is_precise_and_loses_none(made: Consultation) -> None:
    out = tables([_row(identity, identity) for identity in made.truth.ids.to_pylist()], [])[0]
    found = score(made, out)
    assert (found.precision, found.minority_lost) == (pytest.approx(1), 0)
    assert found.recall == pytest.approx(len(np.unique(made.truth.label)) / 3_000)


def test_lost_doubled_and_invented_rows_are_counted_and_lost_ones_score_nothing() -> None:
    found = _of([[(0, 0)], [(0, 0)], [(1, 0)], [(1, 0)]], [_row(100, 1), _row(100, 2), _row(102, 3), _row(999, 1)])
    assert (found.rows_lost, found.rows_doubled, found.rows_invented) == (2, 1, 1)
    assert (found.precision, found.recall) == (0.5, 0.25)
    assert found.f == pytest.approx(1 / 3)


def test_minority_is_kept_where_it_leads_or_ties_and_lost_where_another_leads() -> None:
    rows = [[(0, 0)], [(1, 0)], [(2, 0)], [(2, 0)]]
    tied = _of(rows, [_row(100, 1), _row(101, 1), _row(102, 2), _row(103, 2)])
    led = _of(rows, [_row(100, 2), _row(101, 1), _row(102, 2), _row(103, 2)])
    assert (tied.minority, tied.minority_lost, led.minority_lost) == (3, 0, 1)


def test_minority_in_an_unsplit_submission_is_kept_with_it() -> None:
    rows = [[(0, 0), (1, 0)], [(0, 0)], [(0, 0)], [(0, 0)], [(0, 0)]]
    alone = _of(rows, [_row(100, 7), *[_row(identity, 1) for identity in range(101, 105)]])
    swallowed = _of(rows, [_row(identity, 1) for identity in range(100, 105)])
    assert (alone.minority, alone.minority_lost, swallowed.minority_lost) == (1, 0, 1)
    assert (alone.split_accuracy, alone.split_accuracy_single, alone.split_accuracy_compound) == (0.8, 1, 0)
    assert alone.rows_left_out_of_parts == pytest.approx(0.2)


def test_set_is_the_same_in_any_order_and_with_an_opinion_said_twice() -> None:
    truth = truth_of(
        [[(0, 0), (1, 0)], [(1, 0), (0, 0)], [(0, 0), (0, 0)], [(0, 0)], [(0, 0), (1, 0), (2, 0)]], SECTIONS
    )
    assert truth.label[0] == truth.label[1] != truth.label[4]
    assert list(truth.label[2:4]) == [0, 0]
    assert list(truth.opinion_rows) == [5, 3, 1, 0, 0]
    assert list(truth.minority) == [False, True, True, False, False]


def test_attribution_tells_cited_from_uncited_and_whole_from_placed() -> None:
    rows = [[(0, 1)], [(0, 0)], [(1, 0)], [(3, 0)], [(2, 2)], [(2, 3)]]
    out = [
        _row(100, 1, "s1"),
        _row(101, 1, "s2"),
        _row(102, 2, "s2"),
        _row(103, 3, ""),
        _row(104, 4, ""),
        _row(105, 4, "nowhere"),
    ]
    found = _of(rows, out)
    assert (found.attribution_rows, found.attribution_uncited, found.uncited_opinions) == (0.5, 1, 1)
    assert found.attribution_cited == 0.25  # opinion 0: one of two; opinion 2: none
    assert (found.attribution_by_ref, found.attribution_by_text, found.attribution_by_none) == (0.5, 0, 0.5)
    assert (found.whole_precision, found.whole_recall) == (0.5, 1)


def test_stance_is_counted_over_parts_and_over_opinions() -> None:
    rows = [[(0, 0)], [(0, 0)], [(0, 0)], [(1, 0)]]
    found = _of(rows, [*[_row(identity, 1) for identity in (100, 101, 102)], _row(103, 2, stance="doubt")])
    assert (found.stance, found.stance_opinions) == (0.75, 0.5)


def test_empty_tables_score_nothing() -> None:
    found = _of([[(0, 0)], [(1, 0)]], [])
    assert (found.rows_lost, found.precision, found.recall, found.f, found.minority_lost) == (2, 0, 0, 0, 2)
    nothing = score(truth_of([], SECTIONS), *tables([], []))
    assert (nothing.rows, nothing.f, nothing.minority) == (0, 1, 0)


@pytest.mark.parametrize(("table", "column"), [("out", "stance"), ("parts", "part"), ("out", "group_id")])
def test_missing_column_is_named(table: str, column: str) -> None:
    both = dict(zip(("out", "parts"), tables([_row(100, 1)], []), strict=True))
    both[table] = both[table].drop_columns([column])
    with pytest.raises(ValueError, match=f"^{table} lacks the columns {column}$"):
        score(truth_of([[(0, 0)]], SECTIONS), both["out"], both["parts"])


def test_examples_name_what_went_wrong() -> None:
    rows = [[(0, 0)], [(0, 0)], [(0, 0)], [(1, 0)], [(2, 0), (1, 0)]]
    out = [_row(100, 1), _row(101, 1), _row(102, 5, "s3"), _row(103, 1, "s2", "doubt"), _row(104, 6)]
    parts = [_row(104, 1, "s3", part=0), _row(104, 9, "s2", part=1)]
    found = {each["kind"]: each for each in _of(rows, out, parts, examples=3).examples}
    zero, one, two = "opinion 0 [s1]", "opinion 1 [s2]", "opinion 2 [s3]"
    assert found["lost"] == {"kind": "lost", "opinion": two, "made": "single", "ids": [104], "leader": zero}
    assert found["merged"] == {"kind": "merged", "opinion": one, "group_id": 1, "rows": 1, "ids": [103], "leader": zero}
    assert found["split"] == {"kind": "split", "opinion": zero, "group_id": 5, "rows": 1, "ids": [102], "home": 1}
    assert found["section"] == {
        "kind": "section",
        "opinion": zero,
        "units": 1,
        "ids": [102],
        "expected": "s1",
        "said": "s3",
    }
    assert found["stance"] == {
        "kind": "stance",
        "opinion": one,
        "units": 1,
        "ids": [103],
        "expected": "agree",
        "said": "doubt",
    }


def test_example_of_a_set_names_all_its_opinions_and_one_of_lost_rows_no_leader() -> None:
    rows = [[(0, 0), (3, 0)], [(1, 0)], [(1, 0)], [(2, 0)]]
    found = {each["kind"]: each for each in _of(rows, [_row(100, 1), _row(101, 1), _row(102, 1)], examples=9).examples}
    assert found["merged"]["opinion"] == "opinion 0 [s1] + opinion 3 []"
    assert found["lost"] == {"kind": "lost", "opinion": "opinion 3 []", "made": "single", "ids": [100]}


def test_score_is_frozen_and_goes_into_a_dict() -> None:
    found = _of([[(0, 0)]], [_row(100, 1)])
    assert found.as_dict()["precision"] == 1
    with pytest.raises(FrozenInstanceError):
        found.rows = 2  # type: ignore[misc]


def test_align_reads_other_types_of_id_and_text() -> None:
    truth = truth_of([[(0, 0)], [(1, 0)]], SECTIONS)
    out = pa.table(
        {
            "id": pa.array([101, 100], pa.int32()),
            "group_id": pa.array(["b", "a"]),
            "section_id": pa.array([None, "s1"], pa.large_string()),
            "stance": pa.array(["agree", "sour"]).dictionary_encode(),
        }
    )
    found = align(truth, out, None)
    assert (list(found.rows.section), list(found.rows.stance), found.groups) == ([0, -1], [-2, 0], ["b", "a"])


ROWS = st.lists(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), min_size=1, max_size=3, unique_by=lambda part: part[0]),
    min_size=1,
    max_size=9,
)


@settings(max_examples=300, deadline=None)
@given(ROWS, st.data())
def test_score_agrees_with_its_plain_twin(rows: list[list[tuple[int, int]]], data: st.DataObject) -> None:
    draw = data.draw
    stances = draw(st.lists(st.integers(0, 7), min_size=5, max_size=5))
    truth = truth_of(rows, SECTIONS, stances)
    groups, places, attitudes = st.integers(0, 4), st.sampled_from(["s1", "s2", "s3", ""]), st.sampled_from(STANCES)
    ids = draw(st.lists(st.integers(100, 100 + len(rows)), max_size=len(rows) + 3))
    out = [_row(identity, draw(groups), draw(places), draw(attitudes)) for identity in ids]
    parts = [
        _row(identity, draw(groups), draw(places), draw(attitudes), part=part)
        for identity in sorted(set(ids))
        for part in range(draw(st.sampled_from([0, 2, 3])))
    ]
    expected = slow_score(truth, out, parts)
    found = score(truth, *tables(out, parts)).as_dict()
    assert {name: found[name] for name in expected} == pytest.approx(expected)
