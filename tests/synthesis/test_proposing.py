"""The words that propose make no other opinion, whatever they are and whether they stand there."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.synthesis.proposing import matter
from caunoi.synthesis.stream import Assigner
from caunoi.synthesis.words import Lexicon
from tests.synthesis.making import grouped, groups_of
from tests.synthesis.making_texts import QUICK
from tests.synthesis.plain.proposing import matter_of

WORDS = [
    "đề",
    "nghị",
    "kiến",
    "xuất",
    "nên",
    "cần",
    "nen",
    "can",
    "phải",
    "phai",
    "bộ",
    "bo",
    "cứ",
    "thiết",
    "kinh",
    "chăng",
    "lương",
    "tăng",
    "nnê",
    "cnầ",
    "neu",
    "de",
    "nghi",
    "nghin",
]


def _matter(said: str) -> str:
    lexicon = Lexicon()
    words = np.array(lexicon.add_all(said.split()), np.int32)
    begin, end = matter(words, np.array([[0, len(words)]], np.int64), lexicon.proposing)[0].tolist()
    return " ".join(lexicon.words[word] for word in words[begin:end].tolist())


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("đề nghị tăng lương", "tăng lương"),
        ("kiến nghị tăng lương", "tăng lương"),
        ("de xuat tang luong", "tang luong"),
        ("nên tăng lương", "tăng lương"),
        ("cần tăng lương", "tăng lương"),
        ("cần phải tăng lương", "tăng lương"),
        ("đề nghị nên tăng lương", "tăng lương"),
        ("nen tang luong", "tang luong"),
        ("can phai tang luong", "tang luong"),
        ("cnầ tăng lương", "tăng lương"),
        ("nnê tăng lương", "tăng lương"),
        ("csn tăng lương", "tăng lương"),
        ("mên tăng lương", "tăng lương"),
        ("cấm tăng lương", "cấm tăng lương"),
        ("tăng lương", "tăng lương"),
        ("nên", "nên"),
        ("đề nghị", "đề nghị"),
        ("cần phải", "cần phải"),
        ("đề nghị nên", "nên"),
        ("can bo cong doan phai di", "can bo cong doan phai di"),
        ("can bo sung nha tre", "bo sung nha tre"),
        ("can bo bot thu tuc", "bo bot thu tuc"),
        ("can cu nghi quyet", "can cu nghi quyet"),
        ("cần thiết phải có", "cần thiết phải có"),
        ("nen kinh te kho khan", "nen kinh te kho khan"),
        ("nên chăng bỏ", "nên chăng bỏ"),
        ("đề cao vai trò", "đề cao vai trò"),
        ("neu them so lieu", "neu them so lieu"),
        ("không nên tăng lương", "không nên tăng lương"),
    ],
)
def test_matter_is_what_is_proposed(said: str, left: str) -> None:
    assert _matter(said) == left


@QUICK
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7))
def test_matter_is_that_of_the_plain_twin(words: list[str]) -> None:
    assert _matter(" ".join(words)).split() == matter_of(words)


def test_who_asks_in_other_words_says_the_same() -> None:
    said = [
        "Đề nghị tăng lương tối thiểu",
        "Nên tăng lương tối thiểu",
        "Cần phải tăng lương tối thiểu",
        "Tăng lương tối thiểu",
    ]
    done = grouped([*said, "Kiến nghị tăng lương tối thiểu", "Không nên tăng lương tối thiểu"])
    *same, other = groups_of(done)
    assert len(set(same)) == 1
    assert other not in same


@pytest.mark.parametrize(
    ("said", "canonical", "stance"),
    [
        (["Nên có nhà trẻ ở xã"], "đề nghị có nhà trẻ ở xã", "add"),
        (["nen co nha tre o xa"], "de nghi co nha tre o xa", "add"),
        (["Có nhà trẻ ở xã"], "có nhà trẻ ở xã", "other"),
        (["Có nhà trẻ ở xã", "Có nhà trẻ ở xã!", "Nên có nhà trẻ ở xã"], "có nhà trẻ ở xã", "other"),
        (["Có nhà trẻ ở xã", "Cần có nhà trẻ ở xã", "Nên có nhà trẻ ở xã"], "đề nghị có nhà trẻ ở xã", "add"),
        (["Đề nghị bỏ đoàn phí"], "đề nghị bỏ đoàn phí", "remove"),
    ],
)
def test_table_says_what_most_of_a_group_propose(said: list[str], canonical: str, stance: str) -> None:
    done = grouped(said)
    assert set(groups_of(done)) == {1}
    assert set(done.table["canonical"].to_pylist()) == {canonical}
    assert set(done.table["stance"].to_pylist()) == {stance}


def test_new_opinion_that_asks_in_other_words_has_its_group() -> None:
    asks = Assigner(grouped(["Đề nghị tăng lương tối thiểu", "Bỏ đoàn phí"]))
    assert asks.assign("Nên tăng lương tối thiểu").canonical == "đề nghị tăng lương tối thiểu"
    assert asks.assign("Cần phải bỏ đoàn phí").canonical == "bỏ đoàn phí"
    assert asks.assign("Không nên bỏ đoàn phí").group_id is None
