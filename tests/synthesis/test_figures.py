"""Numbers in words in figures where they count something; dates in words as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.synthesis.making import grouped, groups_of, stream_of
from tests.synthesis.making_texts import QUICK, texts
from tests.synthesis.plain.reading import spelled, tokens_of


def _spelled(text: str) -> str:
    stream, lexicon = stream_of(text)
    return " ".join(lexicon.words[word] for word in stream.words.tolist())


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        ("hai lần một năm", "2 lần 1 năm"),
        ("Ba trăm nghìn đồng, bốn ngàn", "300 nghìn đồng 4 nghìn"),
        ("mười lăm ngày, mười một người", "15 ngày 11 người"),
        ("hai mươi mốt người, hai mươi tư giờ", "21 người 24 giờ"),
        ("bảy mươi lăm phần trăm, năm phần trăm", "75 phần trăm 5 phần trăm"),
        ("năm trăm nghìn, nửa triệu", "500 nghìn 500 nghìn"),
        ("đội số tám", "đội số 8"),
        ("tháng ba năm 2028", "tháng 3 năm 2028"),
        ("một thqng, một xlz", "1 thqng một xlz"),
        ("trong năm năm, nam nam", "trong 5 năm nam nam"),
        ("mỗi năm năm người", "mỗi năm năm người"),
        ("một hqt, một thqng", "một hqt 1 thqng"),
        ("dưới sáu tuổi", "dưới 6 tuổi"),
        ("điều mười hai cán bộ", "điều mười hai cán bộ"),
        ("muoi lam ngay, bay muoi lam phan tram", "15 ngay 75 phan tram"),
        ("hai mươi năm, mười năm", "20 năm 10 năm"),  # years
        ("một trăm mười lăm người", "một trăm mười lăm người"),  # more than is written in figures
        ("một trăm bảy mươi lăm người, một trăm năm mươi suất", "175 người 150 suất"),
        ("một trăm lăm mươi người", "100 lăm mươi người"),
        ("trước ngày 31 tháng 12 năm 2028", "trước ngày 31 12 2028"),
        ("ngày 31 tháng 12 hằng năm", "ngày 31 12 hằng năm"),
    ],
)
def test_number_that_counts_something_is_written_in_figures(said: str, figures: str) -> None:
    assert _spelled(said) == figures


@pytest.mark.parametrize(
    "said",
    [
        "điều hai bên đã hứa",
        "thứ ba ngày 5",
        "phần thứ hai",
        "một số nơi",
        "một mình, ba mẹ, chín muồi",
        "hai là",
        "mỗi năm người lao động",
        "bay gio moi biet",
        "sau lan hop",
        "ba tram y te",
        "trong 6 tháng 12 người",
        "ngày 40 tháng 12",
        "ngày 12 tháng, 12 người",
        "nửa ngày",
        "tháng",
        "hai. Lần",
        "mười, người",
        "số",
    ],
)
def test_number_that_counts_nothing_or_may_be_another_word_stays(said: str) -> None:
    assert _spelled(said) == " ".join(word.strip(".,").lower() for word in said.split())


NUMBERS = [
    "một",
    "hai",
    "ba",
    "năm",
    "bảy",
    "mốt",
    "lăm",
    "tư",
    "mười",
    "mươi",
    "trăm",
    "nghìn",
    "ngàn",
    "triệu",
    "nửa",
    "mot",
    "bay",
    "nam",
    "muoi",
    "lam",
    "tram",
    "nua",
    "trieu",
    "lần",
    "người",
    "ngày",
    "tháng",
    "phần",
    "số",
    "thứ",
    "điều",
    "31",
    "12",
    "2028",
    "đồng",
]


@QUICK
@given(st.lists(texts(NUMBERS, between=[" ", " ", " ", " ", ", ", "/", ". "]), max_size=6))
def test_figures_are_those_of_the_plain_twin(said: list[str]) -> None:
    stream, lexicon = stream_of(*said)
    words = [(lexicon.words[word], int(gap)) for word, gap in zip(stream.words, stream.gaps, strict=True)]
    assert words == [word for text in said for word in spelled(tokens_of(text)[0])]


def test_proposals_that_say_a_number_in_words_and_in_figures_are_one() -> None:
    said = [
        "Khám sức khỏe hai lần một năm", "Khám sức khỏe 2 lần một năm", "Khám sức khỏe ba lần một năm",
        "Hỗ trợ nửa triệu", "Hỗ trợ 500k", "Hỗ trợ 500 ngàn đồng",
        "Trao quà trước ngày 20/12", "Trao quà trước 20 tháng 12", "Trao quà trước ngày 20 tháng 12",
    ]  # fmt: skip
    run = grouped(said)
    found = groups_of(run)
    assert found[0] == found[1] != found[2]
    assert found[3] == found[4] == found[5]
    assert found[6] == found[8] != found[7]  # "20 tháng" may be as long as that
    assert "trao quà trước 20/12" in run.table["canonical"].to_pylist()
