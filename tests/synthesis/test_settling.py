"""At which article of the draft each opinion stands."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.synthesis.settling import UNKNOWN, WHOLE, Claims, boxed_sections, lean, settle, silent, speaks_of_all, vote
from caunoi.synthesis.words import Lexicon
from tests.synthesis.making import DRAFT, NO_DRAFT
from tests.synthesis.making_texts import QUICK
from tests.synthesis.plain import placing
from tests.synthesis.plain.placing import Claim


@pytest.mark.parametrize(
    ("box", "sections"),
    [
        ("Điều 1", [0]),
        ("Điều 1; khoản 2 Điều 2", [0, 2]),
        ("Điều 1 và khoản 2 Điều 2", [0, 2]),
        ("Điều 1\nkhoản 2 Điều 2 & Điều 9", [0, 2, UNKNOWN]),
        ("khoản 1 và điểm a", [1, UNKNOWN]),
        ("khoản 2; ", [2]),
        ("Toàn bộ dự thảo", [WHOLE]),
        ("chung", [WHOLE]),
        ("toan van", [WHOLE]),
        ("Điều 9", [UNKNOWN]),
        ("không rõ", [UNKNOWN]),
        ("; ", [UNKNOWN]),
        ("Điều 1;" * 9, [0] * 6),
    ],
)
def test_article_box_names_sections(box: str, sections: list[int]) -> None:
    found = boxed_sections([box], DRAFT)[0].tolist()
    wanted = sections if UNKNOWN not in sections or len(sections) == 1 else None
    assert (found[: len(sections)] == sections) or wanted is None
    assert found[len(sections) :] == [UNKNOWN] * (6 - len(sections))


def test_and_inside_the_name_of_one_place() -> None:
    assert boxed_sections(["Khoản 1 Điều 2 và các nội dung"], DRAFT)[0, 0] == 1


def test_no_boxes_and_no_draft() -> None:
    assert boxed_sections([], DRAFT).shape == (0, 6)
    assert boxed_sections(["Điều 1"], NO_DRAFT)[0].tolist() == [UNKNOWN] * 6


def test_draft_as_a_whole_is_told_from_a_part_of_it() -> None:
    assert speaks_of_all("Ý kiến chung")
    assert not speaks_of_all("Điều 1")


@pytest.mark.parametrize(
    ("text", "leaning"),
    [
        ("nội dung này chưa rõ", True),
        ("noi dung nay chua ro", True),
        ("bỏ điều này", True),
        ("giữ ở đây", True),
        ("tăng lương cho tổ này", False),
        ("chuẩn nhất trí", True),
        ("nhat tri luon the", True),
        ("nhất trí tăng lương", False),
        ("nhất và trí", False),
        ("này", False),
        ("", False),
    ],
)
def test_words_that_lean_on_their_place(text: str, leaning: bool) -> None:
    lexicon = Lexicon()
    before, words = lexicon.add_all(["nội"]), lexicon.add_all(text.split())
    behind = lexicon.add_all(["này"])
    flat = np.array([*before, *words, *behind], np.int32)
    assert lean(flat, np.array([[1, 1 + len(words)]]), lexicon).tolist() == [leaning]


@pytest.mark.parametrize(
    ("text", "says_nothing"),
    [
        ("tôi ủng hộ", True),
        ("toi ung ho", True),
        ("hợp lý quá", True),
        ("câu này chưa rõ hộ lý được gì", False),
        ("hộ ủng", False),
        ("nói chung nhất trí", True),
        ("không nhất trí vì nói chung chung", False),
        ("bỏ nhà", False),
        ("", True),
    ],
)
def test_words_that_say_nothing_of_the_matter(text: str, says_nothing: bool) -> None:
    lexicon = Lexicon()
    words = lexicon.add_all(["ủng", *text.split(), "hộ"])
    found = silent(np.array(words, np.int32), np.array([[1, len(words) - 1]]), lexicon)
    assert found.tolist() == [says_nothing]


BOX = st.sampled_from([-2, -1, 0, 1, 2])
CLAIM = st.tuples(st.integers(0, 3), st.integers(-1, 2), st.integers(-1, 2), BOX, BOX, st.integers(1, 4))


def _claims(rows: list[Claim], cites: list[bool]) -> Claims:
    columns = np.array(rows, np.int64).reshape(-1, 6).T
    return Claims(columns[0], np.array(cites, np.int64), *columns[2:])


@QUICK
@given(st.lists(CLAIM, max_size=12))
def test_votes_are_those_of_the_plain_twin(rows: list[Claim]) -> None:
    cites = [named >= 0 for _content, named, *_rest in rows]
    found = vote(_claims(rows, cites), np.array([row[1] for row in rows], np.int64), 4, 3)
    given_, named, unsaid = placing.votes(rows, cites)
    assert found.given.tolist() == [given_.get(content, UNKNOWN) for content in range(4)]
    assert found.named.tolist() == [named.get(content, UNKNOWN) for content in range(4)]
    assert np.flatnonzero(found.open).tolist() == sorted(unsaid)


@QUICK
@given(
    st.lists(CLAIM, max_size=12),
    st.lists(st.sampled_from([-2, -1, 0, 1, 2]), min_size=4, max_size=4),
    st.lists(st.tuples(st.booleans(), st.booleans()), min_size=4, max_size=4),
    st.lists(st.tuples(st.booleans(), st.booleans()), min_size=12, max_size=12),
)
def test_sections_are_those_of_the_plain_twin(
    rows: list[Claim], best: list[int], contents: list[tuple[bool, bool]], likely: list[tuple[bool, bool]]
) -> None:
    claims = _claims(rows, [named >= 0 for _content, named, *_rest in rows])
    named = np.array([row[1] for row in rows], np.int64)
    near, boxed = np.array(likely[: len(rows)], np.bool_).reshape(-1, 2).T
    by_place, of_all = np.array(contents, np.bool_).T
    found = settle(claims, named, np.array(best), by_place, near, boxed, of_all)
    assert found.tolist() == [
        placing.section(row, best[row[0]], leans=contents[row[0]], near=close, boxed=apart)
        for row, (close, apart) in zip(rows, likely, strict=False)
    ]
