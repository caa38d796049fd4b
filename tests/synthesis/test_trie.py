"""Runs of words found at once, against a search through all of them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from caunoi.synthesis.trie import build, longest
from tests.synthesis.making_texts import QUICK
from tests.synthesis.plain import reading

RUNS = {(1, 2): 1, (1, 2, 3): 2, (1,): 4, (4, 4, 4): 1, (): 1}


def _longest(runs: dict[tuple[int, ...], int], words: list[int], start: int, wanted: int) -> tuple[int, int]:
    length, kind = longest(build(runs, 6), np.array(words, np.int32), start, len(words), wanted)
    return int(length), int(kind)


def test_longest_run_of_a_wanted_kind() -> None:
    assert _longest(RUNS, [1, 2, 3], 0, 1) == (2, 1)
    assert _longest(RUNS, [1, 2, 3], 0, 7) == (3, 2)
    assert _longest(RUNS, [1, 2, 3], 0, 4) == (1, 4)
    assert _longest(RUNS, [1, 3], 0, 1) == (0, 0)
    assert _longest(RUNS, [4, 4, 4, 4], 1, 1) == (3, 1)


def test_nothing_begins_at_the_end_nor_with_a_word_met_later() -> None:
    assert _longest(RUNS, [1, 2], 2, 7) == (0, 0)
    assert _longest(RUNS, [9, 1], 0, 7) == (0, 0)
    assert _longest({}, [1], 0, 7) == (0, 0)


def test_run_of_two_kinds_is_of_both() -> None:
    kinds = {(1, 2): 1 | 8}
    assert _longest(kinds, [1, 2], 0, 8) == (2, 9)


@QUICK
@given(
    st.dictionaries(st.lists(st.integers(0, 4), max_size=4).map(tuple), st.sampled_from([1, 2, 3, 4]), max_size=8),
    st.lists(st.integers(0, 5), max_size=10),
    st.sampled_from([1, 2, 4, 7]),
)
def test_longest_is_that_of_the_plain_twin(runs: dict[tuple[int, ...], int], words: list[int], wanted: int) -> None:
    trie = build(runs, 6)
    array = np.array(words, np.int32)
    assert [int(longest(trie, array, at, len(words), wanted)[0]) for at in range(len(words))] == [
        reading.longest(runs, words, at, len(words), wanted) for at in range(len(words))
    ]
