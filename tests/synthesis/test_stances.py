"""What an opinion does, by the verb that it begins with."""

import numpy as np
import pytest

from caunoi.synthesis import STANCES, stance_of
from caunoi.synthesis.stances import stances_of
from caunoi.synthesis.words import Lexicon


@pytest.mark.parametrize(
    ("skeleton", "stance"),
    [
        ("nhat tri", "agree"),
        ("toi hoan toan dong y voi du thao", "agree"),
        ("khong bo sung gi", "agree"),
        ("khong co y kien gi them", "other"),
        ("nhat tri khong co y kien gi them", "agree"),
        ("khong dong y", "disagree"),
        ("khong nen tang doan phi", "disagree"),
        ("phan doi", "disagree"),
        ("de nghi bo sung quyen de cu", "add"),
        ("de nghi bo dieu nay", "remove"),
        ("bo phieu kin", "other"),
        ("de nghi tang luong", "amend"),
        ("de nghi lam ro noi dung nay", "clarify"),
        ("vi sao lai tang", "doubt"),
        ("luong thap", "other"),
        ("viec lam khong on dinh", "other"),
        ("quy dinh nay khong hop ly", "disagree"),
        ("chua phu hop voi to", "disagree"),
        ("quy dinh nay hop ly", "agree"),
        ("khi nao ap dung cho to", "clarify"),
        ("lieu co kip khong", "doubt"),
        ("mong duoc nghi som", "add"),
        ("toi kien nghi cap the theo noi o", "add"),
        ("nguoi o xa can xe", "other"),
        ("", "other"),
    ],
)
def test_stance(skeleton: str, stance: str) -> None:
    assert stance_of(skeleton) == stance


def test_question_doubts_where_no_word_tells() -> None:
    assert stance_of("luong thap", asks=True) == "doubt"
    assert stance_of("nhat tri", asks=True) == "agree"


def test_stances_of_many_are_their_places() -> None:
    lexicon = Lexicon()
    words = [lexicon.add_all(text.split()) for text in ("nhất trí", "lương thấp", "lương thấp", "nhà trẻ")]
    flat = np.array([word for each in words for word in each], np.int32)
    bounds = np.array([[0, 2], [2, 4], [4, 6], [6, 8]], np.int64)
    asks, proposes = np.array([False, True, False, True]), np.array([True, False, False, True])
    found = stances_of(flat, bounds, lexicon, asks, proposes)
    assert [STANCES[place] for place in found.tolist()] == ["agree", "doubt", "other", "add"]
