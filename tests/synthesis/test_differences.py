"""Two wordings are one opinion only where everything that differs is explainable noise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.synthesis import Explanation, differences, explain
from caunoi.synthesis.differences import compare
from caunoi.synthesis.grouping import no_contexts, spelling_of
from caunoi.synthesis.noise import distance, sounds_alike
from caunoi.synthesis.words import Lexicon, normalise
from tests.synthesis.making import grouped, groups_of
from tests.synthesis.making_texts import QUICK
from tests.synthesis.plain import differing

BASE = "đề nghị tăng lương cho lao động nữ ở xã"
KINDS = {
    differences.MARKS_MISSING: "marks",
    differences.TYPO: "typo",
    differences.RUN_TOGETHER: "run together",
    differences.ABBREVIATION: "abbreviation",
    differences.FILLER_WORD: "filler",
    differences.TYPED_TWICE: "twice",
    differences.MEANT: "meant",
}


def _told(one: str, other: str, most: int = 64) -> tuple[bool, list[str]]:
    """Whether the wordings count as one, and the kinds of their differences."""
    lexicon = Lexicon()
    words = [lexicon.add_all(word for piece in text.split() for word in normalise(piece)) for text in (one, other)]
    numbers = np.array([*words[0], *words[1]], np.int32)
    steps = np.zeros((most, 5), np.int64)
    bare = one.isascii() or other.isascii()
    found = compare(
        numbers, 0, len(words[0]), len(words[0]), len(numbers), bare, spelling_of(lexicon), no_contexts(),
        np.zeros((2, 64), np.int32), steps,
    )  # fmt: skip
    return int(found) >= 0, [KINDS[int(kind)] for kind in steps[1 : 1 + steps[0, 0], 0]]


@pytest.mark.parametrize(
    ("other", "kinds"),
    [
        (BASE, []),
        ("de nghi tang luong cho lao dong nu o xa", ["marks"] * 8),
        ("đề nghị tăng luong cho lao động nữ ở xã", ["marks"]),
        ("đề nghị tănng lương cho lao động nữ ở xã", ["typo"]),
        ("đề nghị tăng luwơng cho lao động nữ ở xã", ["typo"]),
        ("đề nghị tăng lưnơg cho lao động nữ ở xã", ["typo"]),
        ("đềnghị tăng lương cho lao động nữ ở xã", ["run together"]),
        ("đề nghịtănglương cho lao động nữ ở xã", []),
        ("de nghitangluong cho lao động nữ ở xã", ["marks", "run together"]),
        ("đề nghị tăng lương cho lđ nữ ở xã", []),
        ("đề nghị tăng lương cho lđn ở xã", ["abbreviation"]),
        ("đề nghị tăng lương cho lao động nữ ở xã ạ", ["filler"]),
        ("đề nghị thì tăng lương cho lao động nữ ở xã", ["filler"]),
        ("đề nghị tăng tăng lương cho lao động nữ ở xã", ["twice"]),
        ("đề nghị tăng lương cho lao động nữ ở xã xã", ["twice"]),
    ],
)
def test_noise_makes_no_other_opinion(other: str, kinds: list[str]) -> None:
    assert _told(BASE, other) == (True, kinds)
    assert _told(other, BASE) == (True, kinds)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BASE, "đề nghị giảm lương cho lao động nữ ở xã"),
        (BASE, "đề nghị không tăng lương cho lao động nữ ở xã"),
        (BASE, "đề nghị tăng lương cho lao động nam ở xã"),
        (BASE, "đề nghị tăng lương cho lao động nữ"),
        (BASE, "đề nghị tăng lương cho lao động nữ ở xã và phường"),
        ("tăng 2 triệu", "tăng 3 triệu"),
        ("tăng 2 triệu", "tăng triệu"),
        ("tăng 2 2 triệu", "tăng 2 triệu"),
        ("tăng hai triệu", "tăng ba triệu"),
        ("chưa tăng lương", "không tăng lương"),
        ("không không tăng lương", "không tăng lương"),
        ("bỏ khoản 2", "bỏ điểm 2"),
        ("bỏ điều 2", "bỏ điền 2"),
        ("xin tăng lương", "xin kotăng lương"),
        ("nhất trí với phần ii", "nhất trí với phần i"),
        ("nên cap nuoc", "nên cấp thuốc"),
        ("mong cong doan dung bo phi", "mong cdd bỏ phí"),
        ("cấp 500 người", "cấp 500 nghìn"),
        ("thu đồng phí", "thu phí"),
        ("thăm cty", "thăm ctx"),
        ("hội bn", "hội bmx"),
        ("đi làm", "di lạm xa"),
    ],
)
def test_what_is_meant_keeps_opinions_apart(one: str, other: str) -> None:
    for told, kinds in (_told(one, other), _told(other, one)):
        assert not told
        assert kinds[-1:] == ["meant"]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("trách nhiệm", "tr nhiệm", True),
        ("trách nhiệm", "s nhiệm", False),
        ("trách nhiệm", "trch nhiệm", True),
        ("xét việc này", "xét vc này", True),
        ("xét viên chức này", "xét vc này", True),
        ("xét vốn này", "xét vc này", False),
        ("xét tiền này", "xét tn này", True),
        ("rõ thế nào", "rõ tn", True),
        ("rõ thu nhập", "rõ tn", True),
        ("xây công trường ở xã", "xy công trường ở xã", True),
        ("sau khi họp ở xã", "sau hi họp ở xã", True),
        ("sau kho họp ở xã", "sau hi họp ở xã", False),
        ("hội lđxh", "hội lao động xã hội", True),
        ("hội lđxh", "hội lao động xa", False),
        ("hội lđxh", "hội lao động hai hội", False),
        ("hội bqt", "hội ban quản 3", False),
        ("tăng lương " + "xa" * 40, "tăng lương " + "xe" * 40, False),
        ("tăng " + "xaq" * 9 + " " + "xaq" * 9, "tăng " + "xaq" * 18, True),
        ("tăng " + "xaq" * 12 + " " + "xaq" * 12, "tăng " + "xaq" * 24, False),
        ("an bqq", "an cqq", False),
        ("mở lớp", "mỡ lớp", True),
        ("mở lớp", "mờ lớp", False),
        ("nghĩ phép", "nghi phép", True),
        ("xây bệ nh viện", "xây bệnh viện", True),
    ],
)
def test_words_that_are_none(one: str, other: str, together: bool) -> None:
    assert (_told(one, other)[0], _told(other, one)[0]) == (together, together)


def test_more_differences_than_can_be_shown_are_none_that_is_noise() -> None:
    assert _told("tăng luong nhe luong nhe luong", "tăng lương nhé lương nhé lương", most=3) == (False, ["marks"] * 2)


LETTERS = st.lists(st.integers(97, 100), max_size=8)


@QUICK
@given(LETTERS, LETTERS, st.integers(1, 3))
def test_distance_is_that_of_the_plain_twin_up_to_the_most_asked(one: list[int], other: list[int], most: int) -> None:
    fast = distance(np.array(one, np.int32), 0, len(one), np.array(other, np.int32), 0, len(other), most)
    assert min(int(fast), most + 1) == min(differing.distance(tuple(one), tuple(other)), most + 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [("a" + "b" * 25 + "c", "d" + "e" * 24 + "f"), ("ab" * 13, "ba" * 13), ("ab" * 12, "cd" * 12 + "c")],
)
def test_words_too_long_for_a_keyboard_slip_are_far_apart(one: str, other: str) -> None:
    letters = [np.array([ord(letter) for letter in word], np.int32) for word in (one, other)]
    assert distance(letters[0], 0, len(one), letters[1], 0, len(other), 2) == 3


SAID = ["đề", "nghị", "tăng", "giảm", "lương", "luong", "tănng", "không", "chưa", "2", "3", "khoản", "điều", "đềnghị",
        "lđ", "lao", "động", "ạ", "tr", "trách", "nhiệm", "xyz", "de", "nghi"]  # fmt: skip
WORDING = st.lists(st.sampled_from(SAID), max_size=7)


@st.composite
def near(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """A wording, and another that differs from it in a few places."""
    one = draw(WORDING)
    other = list(one)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(other)))
        other[at : at + draw(st.integers(0, 2))] = draw(st.lists(st.sampled_from(SAID), max_size=2))
    return one, other


@QUICK
@given(near())
def test_what_the_plain_twin_cannot_explain_stays_apart(pair: tuple[list[str], list[str]]) -> None:
    one, other = ([word for piece in words for word in normalise(piece)] for words in pair)
    told, _kinds = _told(" ".join(pair[0]), " ".join(pair[1]))
    assert differing.explainable(one, other) or not told


@QUICK
@given(near())
def test_numbers_denials_and_divisions_are_equal_wherever_two_count_as_one(pair: tuple[list[str], list[str]]) -> None:
    one, other = ([word for piece in words for word in normalise(piece)] for words in pair)
    told, _kinds = _told(" ".join(pair[0]), " ".join(pair[1]))
    assert not told or differing.fixed(one) == differing.fixed(other)


@QUICK
@given(WORDING)
def test_every_wording_is_its_own(words: list[str]) -> None:
    assert _told(" ".join(words), " ".join(words)) == (True, [])


def test_explanation_shows_every_difference_up_to_the_first_that_is_meant() -> None:
    found = explain("Đề nghị tăng luong cho 2 tổ", "Đề nghị tăng lương cho 3 tổ ạ")
    assert isinstance(found, Explanation)
    assert (found.together, found.one, found.other) == (
        False,
        "tăng luong cho 2 tổ",
        "tăng lương cho 3 tổ",
    )
    assert [(one.one, one.other, one.reason) for one in found.differences] == [
        ("luong", "lương", "thiếu dấu hoặc đặt dấu khác chỗ"),
        ("2", "3", "khác nghĩa"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("lương", "nương", True),
        ("nao", "lao", True),
        ("trung", "chung", True),
        ("sử", "xử", True),
        ("sử", "xứ", False),
        ("lương", "lượng", False),
        ("chung", "trang", False),
        ("cung", "tung", False),
        ("cha", "tra", True),
        ("cả", "tả", False),
        ("ở", "ổ", False),
        ("lo", "nói", False),
        ("lan", "nam", False),
    ],
)
def test_words_that_whole_provinces_say_alike(one: str, other: str, alike: bool) -> None:
    lexicon = Lexicon()
    a, b = lexicon.add_all((one, other))
    assert sounds_alike(a, b, spelling_of(lexicon)) == sounds_alike(b, a, spelling_of(lexicon)) == alike


def test_word_said_alike_is_no_other_where_the_other_is_said_three_times_as_often() -> None:
    frames = ("nợ {} công nhân may ở {}", "nợ {} thợ hàn lâu năm ở {}", "nợ {} tổ trưởng sản xuất ở {}")
    places = ("xã", "phường", "bản", "tổ", "mỏ", "lò")
    usual = [f"Doanh nghiệp {frame.format('lương', place)}" for frame in frames for place in places]
    seldom = [f"Doanh nghiệp {frame.format('nương', 'xã')}" for frame in frames]
    found = groups_of(grouped([*usual, *seldom]))
    assert found[len(usual) :] == found[0 : len(usual) : len(places)]
    as_often = [said.replace("lương", "nương") for said in usual]
    found = groups_of(grouped([*usual, *as_often]))
    assert all(one != other for one, other in zip(found[: len(usual)], found[len(usual) :], strict=True))
