"""Which runs of words are likely greetings and fillers, and which are opinions, pieces of runs or limits."""

from collections.abc import Iterable

import pytest

from caunoi.synthesis import Phrase, propose
from tests.synthesis.making import arrow

ALONE = ["tăng lương", "bỏ đoàn phí", "xây nhà trẻ", "mở lớp đêm"]
MORE = [
    "sửa mái tôn",
    "lát sân bóng",
    "thêm ca nghỉ",
    "lắp quạt trần",
    "thay nước uống",
    "trồng cây xanh",
    "xây bể bơi",
]
PLACES = ["xưởng may nóng", "phòng cắt bụi", "kho vải tối", "cổng chính ngập"]
THINGS = [("lương", "công nhân", "thấp"), ("bữa ăn", "ca đêm", "nguội"), ("nhà trẻ", "xưởng may", "xa")]
LIMIT = "kể cả lao động thời vụ"


def _proposed(*texts: str) -> list[Phrase]:
    return [one.phrase for one in propose(arrow(*texts))]


def _framed(frame: str, rests: Iterable[str] = ALONE) -> list[str]:
    """Every rest alone, and in the frame."""
    return [*rests, *[frame.format(rest) for rest in rests]]


def _filled(frame: str) -> list[str]:
    """Every thing without a filler, and in the frame."""
    return [text for thing in THINGS for text in (" ".join(thing), frame.format(*thing))]


def _openings(*texts: str) -> list[Phrase]:
    return [Phrase("opening", text) for text in texts]


def _closings(*texts: str) -> list[Phrase]:
    return [Phrase("closing", text) for text in texts]


def _fillers(*texts: str) -> list[Phrase]:
    return [Phrase("filler", text) for text in texts]


@pytest.mark.parametrize(
    ("texts", "said", "proposed"),
    [
        (_framed("{} xin cảm ơn"), "xin cảm ơn", _closings("xin cảm ơn")),
        (_framed("nhất trí với dự thảo {}"), "nhất trí với dự thảo", _openings("nhất trí với dự thảo")),
        (_filled("{} {} nói thật là {}"), "nói thật là", _fillers("nói thật là")),
    ],
)
def test_run_that_two_texts_say_alone_is_not_proposed(texts: list[str], said: str, proposed: list[Phrase]) -> None:
    assert _proposed(*texts, said) == proposed
    assert _proposed(*texts, said, f"{said.capitalize()}!") == []


@pytest.mark.parametrize(
    ("frame", "said", "proposed"),
    [
        ("nhất trí với dự thảo ngoài ra {}", "nhất trí với dự thảo", _openings("nhất trí với dự thảo ngoài ra")),
        ("{}. Nhân lúc họp tổ hôm nay nhà xe dột", "nhà xe dột", _closings("nhân lúc họp tổ hôm nay nhà xe dột")),
    ],
)
def test_opening_that_begins_or_closing_that_ends_with_what_two_texts_say_alone_is_not_proposed(
    frame: str, said: str, proposed: list[Phrase]
) -> None:
    assert _proposed(*_framed(frame)) == proposed
    assert _proposed(*_framed(frame), said, f"{said.capitalize()}.") == []


@pytest.mark.parametrize(
    ("texts", "said", "proposed"),
    [
        (_framed("sau khi họp tổ {}"), "họp tổ", _openings("sau khi họp tổ")),
        (_framed("{}. Cảm ơn tổ nhiều"), "cảm ơn tổ", _closings("cảm ơn tổ nhiều")),
        (_filled("{} {} nói thật là {}"), "nói thật", _fillers("nói thật là")),
        (_framed("vâng thưa tổ {}"), "vâng", _openings("vâng thưa tổ")),
    ],
)
def test_run_with_what_two_texts_say_alone_at_its_other_end_or_in_one_word_is_proposed(
    texts: list[str], said: str, proposed: list[Phrase]
) -> None:
    assert _proposed(*texts, said, f"{said.capitalize()}!") == proposed


ACTS = ["đề nghị bỏ", "kiến nghị xóa", "cần rút gọn", "nên sửa đổi"]


@pytest.mark.parametrize(
    ("frame", "proposed"), [("{} cụm từ thừa", _closings("cụm từ thừa")), ("câu thừa {}", _openings("câu thừa"))]
)
@pytest.mark.parametrize("signature", ["", "\nNguyễn Văn An"])
def test_run_without_which_nothing_is_said_of_the_matter_is_not_proposed(
    frame: str, proposed: list[Phrase], signature: str
) -> None:
    assert _proposed(*_framed(frame + signature)) == proposed
    assert _proposed(*_framed(frame + signature, ACTS)) == []


@pytest.mark.parametrize(
    ("frame", "rests", "proposed"),
    [
        ("kính gửi tổ {}", ["tăng ca", "tăng lương", "tăng quà", "bỏ phí", "tăng nghỉ"], _openings("kính gửi tổ")),
        (
            "{} xin cảm ơn",
            ["đoàn phí cao", "lương thấp", "quà thấp", "phụ cấp thấp", "bậc thấp"],
            _closings("xin cảm ơn"),
        ),
    ],
)
def test_run_with_the_same_word_beside_it_in_more_than_three_of_four_texts_is_not_proposed(
    frame: str, rests: list[str], proposed: list[Phrase]
) -> None:
    assert _proposed(*_framed(frame, rests[:4])) == proposed
    assert _proposed(*_framed(frame, rests)) == []


@pytest.mark.parametrize(
    "things",
    [
        [("lương", "tổ may", "thấp"), ("bữa ăn", "ca may", "nguội"), ("nhà trẻ", "xưởng may", "xa")],
        [("lương", "công nhân", "thấp quá"), ("quà", "ca đêm", "thấp lắm"), ("phụ cấp", "xưởng may", "thấp thật")],
    ],
)
def test_filler_with_the_same_word_before_or_behind_it_is_not_proposed(things: list[tuple[str, str, str]]) -> None:
    assert _proposed(*_filled("{} {} theo em {}")) == _fillers("theo em")
    texts = [text for one, two, three in things for text in (f"{one} {two} {three}", f"{one} {two} theo em {three}")]
    assert _proposed(*texts) == []


def test_neither_the_text_beside_nor_the_signature_is_the_word_beside_a_run() -> None:
    texts = [text for rest in ALONE for text in (f"{rest} xin cảm ơn\nNguyễn Văn An", f"kính gửi tổ {rest}")]
    assert _proposed(*ALONE, *texts) == [*_closings("xin cảm ơn"), *_openings("kính gửi tổ")]


@pytest.mark.parametrize(
    ("between", "proposed"),
    [(". ", True), ("! ", True), ("; ", True), ("\n", True), (" ", False), (", ", False), (" - ", False)],
)
def test_closing_of_four_words_or_more_is_proposed_behind_a_full_stop_only(between: str, proposed: bool) -> None:
    assert _proposed(*_framed(f"{{}}{between}{LIMIT}")) == (_closings(LIMIT) if proposed else [])


@pytest.mark.parametrize(("texts", "proposed"), [(ALONE, _closings(LIMIT)), ([*ALONE, *MORE], [])])
def test_long_closing_stands_behind_a_full_stop_in_one_text_of_five(texts: list[str], proposed: list[Phrase]) -> None:
    assert _proposed(*texts, f"{texts[0]}. {LIMIT}", *[f"{text} {LIMIT}" for text in texts[1:]]) == proposed


@pytest.mark.parametrize(
    ("frame", "proposed"),
    [
        ("{} kính mong tổ xét", []),
        ("{} mong tổ xét", _closings("mong tổ xét")),
        ("{} nhé kính mong ban soạn thảo", _closings("nhé kính mong ban soạn thảo")),
        ("{} kính mong ban soạn thảo nhé", []),
        ("kính mong ban soạn thảo {}", _openings("kính mong ban soạn thảo")),
    ],
)
def test_long_closing_without_a_stop_is_proposed_where_it_begins_with_a_particle(
    frame: str, proposed: list[Phrase]
) -> None:
    assert _proposed(*_framed(frame)) == proposed


def test_long_filler_needs_no_stop() -> None:
    assert _proposed(*_filled("{} {} thật tình mà nói {}")) == _fillers("thật tình mà nói")


@pytest.mark.parametrize(
    ("frame", "proposed"),
    [
        ("{} của {} {}", []),
        ("{} {} luôn {}", []),
        ("{} {} thì {}", _fillers("thì")),
        ("{} {} ạ {}", _fillers("ạ")),
        ("{} {} vừa {}", _fillers("vừa")),
        ("{} {} theo em {}", _fillers("theo em")),
    ],
)
def test_filler_of_one_function_word_is_proposed_where_it_is_a_particle(frame: str, proposed: list[Phrase]) -> None:
    assert _proposed(*_filled(frame)) == proposed


@pytest.mark.parametrize(
    ("frame", "proposed"),
    [
        ("tại {}", []),
        ("riêng {}", []),
        ("xem {}", []),
        ("hiện {}", _openings("hiện")),
        ("xin {}", _openings("xin")),
        ("theo anh em {}", _openings("theo anh em")),
    ],
)
def test_opening_of_one_word_that_goes_with_a_citation_is_not_proposed(frame: str, proposed: list[Phrase]) -> None:
    assert _proposed(*_framed(frame, PLACES)) == proposed


def test_function_word_that_is_no_filler_may_be_an_opening() -> None:
    fillers = ["xưởng may còn nóng", "phòng cắt còn bụi", "kho vải còn tối", "cổng chính còn ngập"]
    assert _proposed(*_framed("còn {}", PLACES), *fillers) == _openings("còn")


def test_closing_that_limits_is_not_proposed() -> None:
    assert _proposed(*_framed("{} cho thợ. Trừ trường học")) == []
    assert _proposed(*_framed("{} trừ trường học")) == []
    assert _proposed(*_framed("{} xin cảm ơn")) == _closings("xin cảm ơn")
