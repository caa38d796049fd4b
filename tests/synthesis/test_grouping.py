"""Equal and nearly equal wordings: one group each, in an order that no shuffling changes, nothing chained."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.synthesis import grouping, nearest
from caunoi.synthesis.grouping import Forms, leaders, looks, same_wordings, spelling_of
from caunoi.synthesis.nearest import count_pairs
from caunoi.synthesis.words import Lexicon
from tests.synthesis.making_texts import QUICK
from tests.synthesis.plain import leading

SAID = [
    "đề nghị tăng lương",
    "de nghi tang luong",
    "đề nghị tăng luong",
    "đề nghị tănng lương",
    "đề nghị giảm lương",
    "đề nghị không tăng lương",
    "đề nghị tăng lương 2 triệu",
    "đề nghị tăng lương 3 triệu",
    "đềnghị tăng lương",
    "đề nghị tăng lương ạ",
    "bỏ đoàn phí",
    "bo doan phi",
    "bỏ đoàn phi",
    "nhất trí",
    "nhat tri",
    "xyz",
    "",
]


def _forms(said: list[str], weights: list[int]) -> tuple[Forms, list[int], Lexicon]:
    lexicon = Lexicon()
    words = [lexicon.add_all(text.split()) for text in said]
    ends = np.cumsum([len(each) for each in words], dtype=np.int64)
    bounds = np.column_stack([ends - [len(each) for each in words], ends]).astype(np.int64).reshape(-1, 2)
    flat = np.array([word for each in words for word in each], np.int32)
    forms, form_of = same_wordings(flat, bounds, np.array(weights, np.int64), lexicon)
    return forms, form_of.tolist(), lexicon


def _led(said: list[str], weights: list[int]) -> dict[str, str]:
    """The leader of every wording."""
    forms, form_of, lexicon = _forms(said, weights)
    leader = leaders(forms, lexicon)
    names = dict(zip(form_of, said, strict=True))
    return {names[form]: names[int(leader[form])] for form in range(len(leader))}


def test_equal_wordings_are_one_form_with_the_weight_of_all() -> None:
    forms, form_of, _lexicon = _forms(["bỏ đoàn phí", "nhất trí", "bỏ đoàn phí", ""], [2, 1, 3, 5])
    assert form_of == [0, 1, 0, 2]
    assert forms.weights.tolist() == [5, 1, 5]
    assert len(np.unique(forms.hashes)) == 3


@pytest.mark.parametrize(
    ("said", "weights", "led"),
    [
        (["đề nghị tăng lương", "đề nghị tănng lương"], [1, 9], {"đề nghị tănng lương": "đề nghị tăng lương"}),
        (["đề nghị tăng lương", "de nghi tang luong"], [1, 9], {"de nghi tang luong": "đề nghị tăng lương"}),
        (["đề nghị tăng lương 2 triệu", "đề nghị tăng lương 3 triệu"], [1, 9], {}),
        (["đề nghị không tăng lương", "đề nghị tăng lương"], [1, 9], {}),
        (["bỏ đoàn phí", "bỏ đoàn phi"], [3, 1], {"bỏ đoàn phi": "bỏ đoàn phí"}),
        (["bỏ đoàn phí", "bỏ đoàn phi"], [1, 3], {"bỏ đoàn phí": "bỏ đoàn phi"}),
        (["a b", "a b c d e f g h i"], [1, 1], {}),
        (
            ["đề nghị tăng lương cho công nhân nữ ở xưởng 2", "đề nghị tăng lương cho công nhân nữ ở xưởng 3"],
            [2, 1],
            {},
        ),
    ],
)
def test_clean_and_frequent_wordings_lead(said: list[str], weights: list[int], led: dict[str, str]) -> None:
    assert {one: other for one, other in _led(said, weights).items() if one != other} == led


@pytest.mark.parametrize(
    ("short", "meant"),
    [
        ("hất trí", "nhất trí"),
        ("nhất tríu", "nhất trí"),
        ("hất trí xưởng", "hất trí xưởng"),  # not all of the rest says nothing of the matter
        ("hất", "hất"),
        ("khất trí", "khất trí"),  # seen beside that word by itself
    ],
)
def test_slip_in_a_few_words_that_only_agree(short: str, meant: str) -> None:
    places = ["may", "dệt", "in", "cắt", "mộc", "nề", "điện", "hàn", "tiện", "nguội", "sơn", "rèn"]
    often = ["nhất trí", "nhất", "nhất trí xưởng", *[f"nhất trí bảng lương xưởng {place}" for place in places]]
    seldom = [f"khất trí xưởng {place}" for place in places]
    said = list(dict.fromkeys([*often, *seldom, short]))
    assert _led(said, [9] * (len(said) - 1) + [1])[short] == meant


def test_no_wordings() -> None:
    assert _led([], []) == {}


def test_common_pairs_count_no_further() -> None:
    """More leaders behind one pair of words than are tried: each is still in one group."""
    said = [f"đề nghị tăng lương {number} đồng mỗi tháng" for number in range(60)]
    assert _led(said, [1] * 60) == {text: text for text in said}


def test_pairs_are_counted_as_far_as_there_is_room() -> None:
    lexicon = Lexicon()
    words = np.array(lexicon.add_all(["tăng", "lương"]), np.int32)
    counts = np.array([65535, 65535, 65534, 65534], np.uint16)
    for hashes in (
        lexicon.hashes,
        lexicon.hashes * np.uint64(3),
        lexicon.hashes * np.uint64(5),
        lexicon.hashes * np.uint64(7),
    ):
        count_pairs(words, np.array([[0, 2]]), hashes, counts)
    assert (counts >= 65534).all()


def test_more_wordings_than_there_is_room_for_at_first() -> None:
    said = [f"tăng {number}" for number in range(1200)]
    assert _led(said, [1] * 1200) == {text: text for text in said}


def test_wordings_whose_hashes_are_equal_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "hash_of", lambda _words, _begin, _end, _hashes: np.uint64(7))
    said = ["bỏ đoàn phí", "bỏ đoàn", "nhất trí", "bỏ nhà trẻ", "bỏ đoàn phí", "nhất trí"]
    assert _forms(said, [1] * 6)[1] == [0, 1, 2, 3, 0, 2]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_leaders_are_the_same_for_any_number_of_workers(monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    said = [
        "tăng lương 5 lần",
        "tăng lương 6 lần",
        "tăg lương 5 lần",
        "không tăng lương",
        "khong tang luong",
        "tăg lương 6 lần",
    ]
    monkeypatch.setattr(grouping, "_WORKERS", workers)
    led = [said[0], said[1], said[0], said[3], said[3], said[1]]
    assert _led(said, [3, 3, 1, 3, 1, 1]) == dict(zip(said, led, strict=True))


def test_wordings_of_many_other_words_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest, "compare", lambda *_given: 0)  # would hold any two for one
    words = [
        "nhà",
        "trẻ",
        "lương",
        "thưởng",
        "bảo",
        "hiểm",
        "công",
        "đoàn",
        "cơ",
        "sở",
        "quỹ",
        "phí",
        "xa",
        "gần",
        "việc",
        "làm",
    ]
    words += ["đường", "bộ", "sông", "núi"]
    said = ["đề nghị " + " ".join(words[:10]), "đề nghị " + " ".join(words[10:])]
    assert _led(said, [2, 1]) == {text: text for text in said}


def test_rarest_pair_is_a_key_wherever_it_stands() -> None:
    """More common pairs than there are keys, the rare one last: who shares it is found."""
    said = "chăm lo nhà trẻ cho con công nhân xưởng"
    crowd = [
        f"{said} dệt may xuất khẩu",
        f"{said} dệt may tại chỗ",
        *(f"{said} {word}" for word in ("giày", "gạch", "mộc")),
    ]
    assert _led([*crowd, f"{said} dệtt may xuất khẩu"], [9, 3, 3, 3, 3, 1])[f"{said} dệtt may xuất khẩu"] == crowd[0]


def test_looks_tell_clean_and_bare_wordings() -> None:
    forms, _form_of, lexicon = _forms(["đề nghị tăng lương", "de nghi tang luong", "đề nghị xyz"], [1, 1, 1])
    clean, bare = looks(forms, lexicon.flags)
    assert (clean.tolist(), bare.tolist()) == ([True, False, False], [False, True, False])
    spelling = spelling_of(lexicon)
    assert len(spelling.ends) == len(lexicon)


CROWD = st.lists(st.tuples(st.sampled_from(SAID), st.integers(1, 9)), max_size=12, unique_by=lambda pair: pair[0])


@QUICK
@given(CROWD, st.randoms(use_true_random=False))
def test_leaders_are_the_same_in_any_order(crowd: list[tuple[str, int]], random: Random) -> None:
    shuffled = list(crowd)
    random.shuffle(shuffled)
    assert _led(*leading.columns(crowd)) == _led(*leading.columns(shuffled))


@QUICK
@given(CROWD)
def test_leaders_are_such_as_the_plain_twin_allows(crowd: list[tuple[str, int]]) -> None:
    said, weights = leading.columns(crowd)
    forms, _form_of, lexicon = _forms(said, weights)
    leader = leaders(forms, lexicon)
    twin = leading.Twin(forms, lexicon)
    assert [int(leader[form]) in twin.allowed(form, leader) for form in range(len(leader))] == [True] * len(leader)


@QUICK
@given(CROWD)
def test_equal_wordings_are_those_of_a_dictionary(crowd: list[tuple[str, int]]) -> None:
    said, weights = leading.columns([*crowd, *crowd[::-1]])
    forms, form_of, _lexicon = _forms(said, weights)
    first = dict(reversed(list(zip(said, form_of, strict=True))))
    assert form_of == [first[text] for text in said]
    assert forms.weights.tolist() == [2 * weight for _text, weight in crowd]


def test_contexts_are_learned_again_where_their_room_was_too_small(monkeypatch: pytest.MonkeyPatch) -> None:
    forms, _form_of, lexicon = _forms(SAID, [1] * len(SAID))
    learned = grouping.contexts_of(forms, lexicon)
    monkeypatch.setattr(grouping, "_PAIRS", 4)
    less = grouping.contexts_of(forms, lexicon)
    assert len(less.keys) < len(learned.keys)
    assert sorted(less.keys[less.keys > 0]) == sorted(learned.keys[learned.keys > 0])
    assert less.counts.sum() == learned.counts.sum()


def test_word_without_marks_that_others_say_there_is_no_slip() -> None:
    """ "ho ly" is a nurse (hộ lý), although the miner (thợ lò) is spoken of more often and is two letters away."""
    said = [
        "đề nghị tăng lương cho thợ lò vất vả",
        "đề nghị tăng lương cho hộ lý vất vả",
        "nên quan tâm đến hộ lý nhiều hơn nữa",
    ]
    bare = "de nghi tang luong cho ho ly vat va"
    assert _led([*said, bare], [9, 3, 3, 1])[bare] == said[1]
    assert _led([said[0], bare], [9, 1])[bare] == said[0]
    first = ["thợ lò vất vả cần tăng lương", "hộ lý vất vả cần tăng lương", "hộ lý nhiều việc hơn nữa nên quan tâm"]
    assert _led([*first, "ho ly vat va can tang luong"], [9, 3, 3, 1])["ho ly vat va can tang luong"] == first[1]


def test_hook_written_for_a_tilde_by_many_is_still_a_slip() -> None:
    """ "Phãi" is at home where half of the country says "phải", but less often than once in three; "nghĩ" and "nghỉ" are both."""
    needs = (
        "có trạm xá",
        "gần trường học",
        "rộng để ở được",
        "đủ nước sạch",
        "bền vững mãi",
        "thoáng mát mẻ",
        "đẹp như ở phố",
    )
    right = [f"nhà để ở phải {need}" for need in needs]
    wrong = [said.replace("phải", "phãi") for said in right[:2]]
    led = _led([*right, *wrong], [3] * 7 + [2] * 2)
    assert [led[said] for said in wrong] == right[:2]
    tails = ("trước để kịp việc", "nhiều bởi vất vả", "sớm để khỏe lại")
    both = [f"chị ấy phải {verb} {tail}" for verb in ("nghỉ", "nghĩ") for tail in tails]
    assert len(set(_led(both, [3] * 6).values())) == 6


def test_word_beside_nothing_but_a_slip_is_meant() -> None:
    """Two letters make "hộ lý" of "htợ lò", and beside a slip no word reads well: the miner (thợ lò) was meant."""
    said = ["lời văn cần mộc mạc hơn cho hộ lý", "lời văn cần mộc mạc hơn cho htợ lò"]
    assert _led(said, [9, 1])[said[1]] == said[1]
    before = ["lý thợ cần lời văn mộc mạc hơn", "ló htợ cần lời văn mộc mạc hơn"]
    assert _led(before, [9, 1])[before[1]] == before[1]
    one_slip = "lời văn cần mộc mạc hơn cho hộ lsy"
    assert _led([said[0], one_slip], [9, 1])[one_slip] == said[0]


def test_word_that_lost_a_mark_is_no_slip_of_another() -> None:
    """ "Cao mủ" is a rubber tapper (cạo mủ): "mủ" is one letter from "su", and many more speak of "cao su"."""
    said = [
        "dự thảo sát thực tế của công nhân cao su",
        "nên quan tâm đến công nhân cạo mủ",
        "công nhân cạo mủ cần tăng lương",
    ]
    lost = "dự thảo sát thực tế của công nhân cao mủ"
    assert _led([*said, lost], [9, 3, 3, 1])[lost] == lost
    assert _led([said[0], lost], [9, 1])[lost] == said[0]
