"""Greetings, closings and fillers learned from the opinions, to be approved once."""

import pytest

from caunoi.synthesis import Phrase, Proposal, propose
from caunoi.synthesis.runs import skeleton, trie_of
from caunoi.synthesis.trie import longest
from caunoi.synthesis.words import Lexicon
from tests.synthesis.making import arrow, grouped, groups_of

ALONE = ["tăng lương", "bỏ đoàn phí", "xây nhà trẻ", "mở lớp đêm"]
PLACES = ["may", "dệt", "in", "cắt"]


def _proposed(texts: list[str], **how: int) -> list[Phrase]:
    return [one.phrase for one in propose(arrow(*texts), **how)]


@pytest.mark.parametrize(
    ("frame", "kind", "text"),
    [
        ("kính gửi ban chấp hành {}", "opening", "kính gửi ban chấp hành"),
        ("{} xin cảm ơn", "closing", "xin cảm ơn"),
        ("Kính gửi tổ: {}", "opening", "kính gửi tổ"),
    ],
)
def test_run_that_many_texts_begin_or_end_with_is_proposed(frame: str, kind: str, text: str) -> None:
    assert _proposed([*ALONE, *[frame.format(said) for said in ALONE]]) == [Phrase(kind, text)]


RESTS = [
    "bể nước hỏng rồi", "nhà ăn còn xa", "lối đi tối quá", "sân chơi chật hẹp", "đèn đường hay tắt", "quạt máy kêu to",
]  # fmt: skip


@pytest.mark.parametrize(
    ("frame", "proposed"),
    [
        ("{}. Xin đội ơn cả tổ", [Phrase("closing", "xin đội ơn cả tổ")]),
        ("Gửi cả tổ, {}", [Phrase("opening", "gửi cả tổ")]),
        ("{} xin đội ơn cả tổ", []),
        ("{}. Xin đội ơn cả tổ 2", []),
        ("{}. Có gì không phải xin bỏ qua", [Phrase("closing", "có gì không phải xin bỏ qua")]),
        ("{}. Không phải thì bỏ qua cho", []),
        ("{}. Có gì không phải", []),
        ("{}. Xin đội ơn cả ttổ", []),
        ("{}. Nên đội ơn cả tổ", []),
        ("{}. Thay khâu này bằng khâu khác", []),
        ("{}. Thay lời cả tổ", [Phrase("closing", "thay lời cả tổ")]),
        ("{}. Ngoài ra nhà xe dột", []),
        ("Theo tôi đề nghị giao cho tổ trưởng may, {}", []),
        ("Góp ý phần I, {}", []),
        ("Tôi có đôi điều suy nghĩ. {}", [Phrase("opening", "tôi có đôi điều suy nghĩ")]),
    ],
)
def test_sentence_before_or_behind_different_texts_is_proposed(frame: str, proposed: list[Phrase]) -> None:
    assert _proposed([frame.format(rest) for rest in RESTS]) == proposed


def test_sentence_said_alone_or_beside_texts_that_are_alike_there_is_not_proposed() -> None:
    said = [f"{rest}. Xin đội ơn cả tổ" for rest in RESTS]
    assert _proposed([*said, "xin đội ơn cả tổ"]) == []
    assert _proposed([f"{rest} từ lâu rồi. Xin đội ơn cả tổ" for rest in RESTS]) == []
    assert _proposed([f"Gửi cả tổ, vì sao {rest}" for rest in RESTS]) == []


def test_closing_that_is_a_proposal_is_not_proposed() -> None:
    assert _proposed([*RESTS, *(f"{rest}. Thay luôn cho nhanh" for rest in RESTS)]) == []
    assert _proposed([*RESTS, *(f"{rest}. Thay lời cho nhanh" for rest in RESTS)]) == [
        Phrase("closing", "thay lời cho nhanh")
    ]


def test_last_line_behind_the_same_words_is_not_proposed_by_its_first_ones() -> None:
    lines = [
        f"gửi lúc tan {how}" for how in ("ca ở mỏ", "tầm ở xã", "giờ ở tổ", "buổi ở bản", "việc ở lò", "học ở lớp")
    ]
    said = [f"{rest}.\n{line}" for rest, line in zip(RESTS, lines, strict=True)]
    assert Phrase("closing", "gửi lúc tan …") in _proposed([*RESTS, *said])
    alike = [f"{rest} từ lâu rồi" for rest in RESTS]
    said = [f"{rest}.\n{line}" for rest, line in zip(alike, lines, strict=True)]
    assert _proposed([*alike, *said]) == []


def test_last_sentence_needs_six_texts_where_a_first_one_needs_three() -> None:
    assert _proposed([f"Gửi cả tổ, {rest}" for rest in RESTS[:3]]) == [Phrase("opening", "gửi cả tổ")]
    assert _proposed([f"{rest}. Xin đội ơn cả tổ" for rest in RESTS[:5]]) == []


def test_run_in_the_middle_is_proposed() -> None:
    texts = ["tăng theo em lương", "bỏ theo em đoàn phí", "xây theo em nhà trẻ"]
    assert propose(arrow(*ALONE, *texts)) == [Proposal(Phrase("filler", "theo em"), 3, ("theo em",), "tăng lương")]


def test_known_filler_is_proposed_however_short() -> None:
    texts = ["tăng ạ lương", "bỏ ạ đoàn phí", "xây ạ nhà trẻ"]
    assert _proposed([*ALONE, *texts]) == [Phrase("filler", "ạ")]


@pytest.mark.parametrize("middle", ["y", "bé", "đồng"])
def test_piece_of_a_yes_or_a_letter_or_two_is_never_proposed(middle: str) -> None:
    texts = [f"tăng {middle} lương", f"bỏ {middle} đoàn phí", f"xây {middle} nhà trẻ"]
    assert _proposed([*ALONE, *texts]) == []


def test_closing_that_takes_all_that_is_proposed_is_never_proposed() -> None:
    signed = [f"{said}\nKính đề nghị tổ {place}" for place, said in zip(PLACES, ALONE, strict=True)]
    assert not [one for one in _proposed([*ALONE, *signed]) if "đề nghị" in one.text]


def test_words_that_lead_to_a_citation_are_proposed() -> None:
    texts = [f"Nhìn vào mục {number}, {said}" for number, said in enumerate(ALONE, 1)]
    found = [one for one in propose(arrow(*ALONE, *texts)) if one.phrase.kind == "lead"]
    assert found == [Proposal(Phrase("lead", "nhìn vào"), 4, ("nhìn vào",), "mục 1 tăng lương")]


@pytest.mark.parametrize(
    "frame",
    [
        "Đối với mục {}, {}",
        "Căn cứ mục {}, {}",
        "Nhìn vào nhiều việc ở mục {}, {}",
        "Nhìn mục này {}, {}",
        "Nhìn mục {}, {} ngay",
        "Nhìn {} {}",
        "Khoản {} {}",
    ],
)
def test_what_leads_to_no_citation_or_is_built_in_is_not_proposed_as_a_lead(frame: str) -> None:
    texts = [frame.format(number, said) for number, said in enumerate(ALONE, 1)]
    assert [one for one in _proposed([*ALONE, *texts]) if one.kind == "lead"] == []


@pytest.mark.parametrize("middle", ["không", "hai", "3"])
def test_run_with_a_number_or_denial_is_never_proposed(middle: str) -> None:
    texts = [f"{middle} nên {said}" for said in ALONE] + [f"{said} {middle}" for said in ALONE]
    assert _proposed([*ALONE, *texts]) == []


def test_run_in_too_few_texts_is_not_proposed() -> None:
    texts = [*ALONE, *[f"{said} xin cảm ơn" for said in ALONE[:3]]]
    assert _proposed(texts) == [Phrase("closing", "xin cảm ơn")]
    assert _proposed(texts, least=4) == []


def test_what_is_left_must_stand_alone() -> None:
    assert _proposed([f"{said} xin cảm ơn" for said in ALONE]) == []


def test_opening_up_to_a_colon_and_last_line_are_proposed_with_a_gap() -> None:
    opened = [f"Thay mặt tổ {place}, tôi xin phát biểu: {said}" for place, said in zip(PLACES, ALONE, strict=True)]
    signed = [f"{said}\nĐoàn viên công đoàn xưởng {place}" for place, said in zip(PLACES, ALONE, strict=True)]
    found = propose(arrow(*ALONE, *opened, *signed))
    assert [one.phrase for one in found] == [
        Phrase("closing", "đoàn viên công đoàn xưởng …"),
        Phrase("opening", "thay mặt tổ …"),
        Phrase("opening", "… tôi xin phát biểu"),
    ]
    assert found[2].examples == tuple(f"thay mặt tổ {place} tôi xin phát biểu" for place in PLACES)


def test_gapped_phrase_of_one_run_only_is_proposed_plainly() -> None:
    opened = [f"Thay mặt tổ tôi xin phát biểu: {said}" for said in ALONE]
    assert _proposed([*ALONE, *opened]) == [Phrase("opening", "thay mặt tổ tôi xin phát biểu")]


@pytest.mark.parametrize(
    "frame",
    ["Tổ {} góp 2 ý: {}", "Tổ {} góp ý không phải khoản: {}", "Tổ {}. Xin góp ý: {}", "{}: {}", "Tổ {} góp ý: {} ngay"],
)
def test_opening_with_a_number_a_denial_or_a_stop_is_not_proposed(frame: str) -> None:
    texts = [frame.format(place, said) for place, said in zip(PLACES, ALONE, strict=True)]
    assert [one for one in _proposed([*ALONE, *texts]) if one.kind != "joiner"] == []


def test_words_that_join_two_sentences_are_proposed() -> None:
    texts = [f"Xưởng {place} còn xa. Chuyện nữa là {said}" for place, said in zip(PLACES, ALONE, strict=True)]
    assert _proposed([*ALONE, *texts]) == [Phrase("joiner", "chuyện nữa là")]


@pytest.mark.parametrize(
    ("frame", "joiner"),
    [
        ("{}. Dẫu thế, ở xưởng {}", "dẫu thế"),
        ("{}, chỉ nói thêm: ở xưởng {} còn nóng", "chỉ nói thêm"),
        ("{}. Một điểm nữa, ở xưởng {} còn nóng", "một điểm nữa"),
    ],
)
def test_words_up_to_a_mark_behind_what_stands_alone_are_proposed(frame: str, joiner: str) -> None:
    texts = [frame.format(said, place) for place, said in zip(PLACES, ALONE, strict=True)]
    assert [one for one in _proposed([*ALONE, *texts]) if one.kind == "joiner"] == [Phrase("joiner", joiner)]


@pytest.mark.parametrize("frame", ["{}. Điểm hai, ở {} còn nóng", "{}. Dẫu thế ở {}", "{}, dẫu thế, ở {} còn nóng"])
def test_what_counts_or_ends_at_no_mark_is_not_proposed(frame: str) -> None:
    texts = [frame.format(said, place) for place, said in zip(PLACES, ALONE, strict=True)]
    assert [one for one in _proposed([*ALONE, *texts]) if one.kind == "joiner"] == []


@pytest.mark.parametrize("joiner", ["ngoài ra", "tuy nhiên", "ý 2", "không phải", "một hai ba bốn năm"])
def test_what_joins_already_or_counts_is_not_proposed_as_a_joiner(joiner: str) -> None:
    texts = [f"Xưởng {place} còn xa. {joiner} {said}" for place, said in zip(PLACES, ALONE, strict=True)]
    assert _proposed([*ALONE, *texts]) == []


def test_more_joiners_than_there_is_room_for_at_first() -> None:
    texts = [f"Nhà ăn còn xa. Chuyện nữa là {said} ở tổ {n}" for said in ALONE for n in range(1100)]
    alone = [f"{said} ở tổ {n}" for said in ALONE for n in range(1100)]
    found = {one.phrase: one.texts for one in propose(arrow(*alone, *texts))}
    assert found[Phrase("joiner", "chuyện nữa là")] == 4400


def test_shorter_and_much_more_frequent_gapped_phrase_stays() -> None:
    long = [f"Tổ {place} chúng tôi xin góp ý: {said}" for place, said in zip(PLACES, ALONE, strict=True)]
    short = [f"Phòng {place} em xin góp ý: {said}" for place, said in zip(PLACES, ALONE, strict=True)]
    found = _proposed([*ALONE, *long, *short])
    assert Phrase("opening", "… xin góp ý") in found
    assert Phrase("opening", "… chúng tôi xin góp ý") in found


def test_no_texts_propose_nothing() -> None:
    assert _proposed([]) == []
    assert _proposed(["", "một"]) == []


@pytest.mark.parametrize("words", [11_000, 23_000])
def test_long_text_finds_room(words: int) -> None:
    assert _proposed(["xin thêm " * (words // 2)]) == []


def test_approved_phrases_make_one_of_many() -> None:
    texts = [*ALONE, *[f"Kính gửi ban chấp hành, {said}. Xin cảm ơn!" for said in ALONE]]
    approved = (Phrase("opening", "Kính gửi ban chấp hành"), Phrase("closing", "xin cảm ơn"))
    found = groups_of(grouped(texts, phrases=approved))
    assert found[:4] == found[4:]
    assert sorted(found[:4]) == [1, 2, 3, 4]


def test_phrase_without_words_is_none() -> None:
    lexicon = Lexicon()
    trie = trie_of([Phrase("opening", "…"), Phrase("joiner", "xin thêm ý"), Phrase("opening", "tổ CĐ 5%")], lexicon)
    words = skeleton("Xin thêm ý", lexicon)
    assert int(longest(trie, words, 0, 3, 8)[0]) == 3
    assert [lexicon.words[word] for word in skeleton("tổ CĐ, 5%", lexicon)] == [
        "to",
        "cong",
        "doan",
        "5",
        "phan",
        "tram",
    ]


TOLD = [f"{said} {place}" for place in PLACES for said in ("cả tổ", "anh em")]


def _framed(frame: str) -> list[str]:
    """A sentence of which a part is another each time, beside opinions that begin in as many ways."""
    begin = ["bể", "nhà", "lối", "sân", "bếp", "cửa", "đèn", "quạt", "xe", "vòi", "loa", "ghế"]
    return [frame.format(TOLD[at % len(TOLD)], f"{word} hỏng rồi {word}n") for at, word in enumerate(begin)]


@pytest.mark.parametrize(
    ("frame", "proposed"),
    [
        (
            "Qua buổi họp hôm ấy của {} tôi xin có đôi lời. {}",
            Phrase("opening", "qua buổi họp hôm … tôi xin có đôi lời"),
        ),
        ("{1}. Trên đây là lời của {0} kính chuyển lên trên", Phrase("closing", "trên đây là … kính chuyển lên trên")),
    ],
)
def test_sentence_of_which_a_part_varies_is_proposed_by_its_ends(frame: str, proposed: Phrase) -> None:
    assert proposed in _proposed(_framed(frame))


@pytest.mark.parametrize(
    "frame",
    [
        "Qua buổi họp hôm ấy của {} tôi xin có 2 lời. {}",
        "Đề nghị cho {} được lên bậc lương. {}",
        "Ban hành cho {} một bảng lương. {}",
        "Họp {} rồi. {}",
    ],
)
def test_sentence_that_counts_or_proposes_something_is_not_proposed_by_its_ends(frame: str) -> None:
    assert not [one for one in _proposed(_framed(frame)) if "…" in one.text]


def test_sentence_whose_end_is_said_alone_is_not_proposed_by_its_ends() -> None:
    said = _framed("Qua buổi họp hôm ấy của {} tôi xin có đôi lời. {}")
    alone = [f"{place} tôi xin có đôi lời" for place in TOLD]
    assert not [one for one in _proposed([*said, *alone]) if "…" in one.text]


def test_sentence_beside_texts_that_begin_alike_is_not_proposed_by_its_ends() -> None:
    said = [
        f"Qua buổi họp hôm ấy của {place} tôi xin có đôi lời. Bể nước hỏng {at}" for at, place in enumerate(TOLD * 3)
    ]
    assert not [one for one in _proposed(said) if "…" in one.text]


def test_number_of_the_list_behind_a_sentence_is_no_part_of_it() -> None:
    texts = [f"Cả tổ có mấy lời 1. {rest}. 2. Sân chật" for rest in RESTS]
    assert [one for one in _proposed(texts) if "1" in one.text] == []


def test_sentence_up_to_its_stop_is_proposed_too() -> None:
    texts = [f"Nhân dịp này, cả nhóm có một lời. {rest}" for rest in RESTS]
    assert Phrase("opening", "nhân dịp này cả nhóm có một lời") in _proposed(texts)


def test_gap_is_of_openings_and_closings_only() -> None:
    """What an officer writes into the file by hand is taken as it stands."""
    assert groups_of(grouped(["Tăng lương", "Chuyện nữa là tăng lương"], phrases=[Phrase("joiner", "chuyện … là")]))
