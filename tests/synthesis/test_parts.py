"""One part for each proposal of a compound opinion."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.synthesis import segments_of
from caunoi.synthesis.asking import Tables
from caunoi.synthesis.citations import read_place
from caunoi.synthesis.parts import Parts, alone, assemble
from caunoi.synthesis.quoting import quotations
from caunoi.synthesis.runs import trie_of
from caunoi.synthesis.segments import Segments, cut
from caunoi.synthesis.spelling_out import spell_out
from caunoi.synthesis.tokens import tokenise
from caunoi.synthesis.words import Lexicon
from tests.synthesis.making import DRAFT, NO_DRAFT, arrow
from tests.synthesis.making_texts import QUICK, texts
from tests.synthesis.plain.assembling import Piece, parts_of, said_alone


def _segments(said: tuple[str, ...]) -> tuple[Segments, Lexicon]:
    lexicon = Lexicon()
    stream = spell_out(tokenise(arrow(*said)), lexicon)
    return cut(stream, Tables(trie_of((), lexicon), lexicon).seen, quotations([], lexicon)), lexicon


def _pieces(table: Segments | Parts, lexicon: Lexicon) -> list[list[Piece]]:
    """Segments or parts of every text."""
    rows = [
        Piece(tuple(lexicon.words[word] for word in table.words[begin:end]), int(place), int(quoted), int(flags))
        for (begin, end), place, quoted, flags in zip(
            table.bounds.tolist(), table.places, table.quoted, table.flags, strict=True
        )
    ]
    cuts = table.offsets.tolist()
    return [rows[start:end] for start, end in pairwise(cuts)]


def _parts(*said: str) -> list[list[Piece]]:
    segments, lexicon = _segments(said)
    return _pieces(assemble(segments, lexicon, alone(segments, lexicon)), lexicon)


def _words(*said: str) -> list[str]:
    """The parts of the first text."""
    return [" ".join(part.words) for part in _parts(*said)[0]]


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        (["Đề nghị tăng lương. Bỏ đoàn phí"], ["đề nghị tăng lương", "bỏ đoàn phí"]),
        (["Đề nghị tăng lương. Lương quá thấp"], ["đề nghị tăng lương lương quá thấp"]),
        (["Lương quá thấp. Nhà trẻ xa"], ["lương quá thấp nhà trẻ xa"]),
        (["Lương quá thấp. Nhà trẻ xa", "Nhà trẻ xa"], ["lương quá thấp", "nhà trẻ xa"]),
        (["Lương quá thấp. Nhà trẻ xa", "luong qua thap"], ["lương quá thấp", "nhà trẻ xa"]),
        (["Lương quá thấp. Nhà trẻ xa", "Nhà trẻ"], ["lương quá thấp nhà trẻ xa"]),
        (["1. Xây nhà trẻ xây nhà trẻ"], ["xây nhà trẻ"]),
        (["1. Lương quá thấp\n2. Nhà trẻ xa"], ["lương quá thấp", "nhà trẻ xa"]),
        (["Lương quá thấp và đề nghị tăng lương"], ["lương quá thấp và đề nghị tăng lương"]),
        (["Lương quá thấp và đề nghị tăng lương", "Lương quá thấp"], ["lương quá thấp", "đề nghị tăng lương"]),
        (["Lương quá thấp nhưng nhà trẻ xa", "Nhà trẻ xa"], ["lương quá thấp", "nhà trẻ xa"]),
        (["Tăng lương cho công nhân tăng lương cho công nhân"], ["tăng lương cho công nhân"]),
        (["Tăng lương tăng lương"], ["tăng lương tăng lương"]),
        (["Đề nghị tăng lương. De nghi tang luong"], ["đề nghị tăng lương"]),
        (["Tăng lương. Trừ người thử việc.", "Tăng lương"], ["tăng lương trừ người thử việc"]),
        (["Tăng lương, nhưng chỉ áp dụng cho nữ", "Tăng lương"], ["tăng lương nhưng chỉ áp dụng cho nữ"]),
        ([""], [""]),
        (["Xin chào", ""], ["xin chào"]),
    ],
)
def test_text_falls_into_parts(said: list[str], parts: list[str]) -> None:
    assert _words(*said) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Điều 1: bỏ đoàn phí. Điều 2: bỏ đoàn phí", [("bỏ đoàn phí", "Điều 1"), ("bỏ đoàn phí", "Điều 2")]),
        ("Điều 1: bỏ đoàn phí. Bỏ đoàn phí", [("bỏ đoàn phí", "Điều 1")]),
        ("Bỏ đoàn phí. Điều 1: bỏ đoàn phí", [("bỏ đoàn phí", "Điều 1")]),
        ("Điều 1. Bỏ đoàn phí", [("bỏ đoàn phí", "Điều 1")]),
        ("Bỏ đoàn phí. Điều 1.", [("bỏ đoàn phí", "Điều 1")]),
        ("Cho Điều 1. Cho Điều 2. Bỏ đoàn phí", [("", "Điều 1"), ("bỏ đoàn phí", "Điều 2")]),
        ("Điều 1: phí cao. Điều 2: phí cao", [("phí cao", "Điều 1"), ("phí cao", "Điều 2")]),
    ],
)
def test_places_go_with_their_parts(text: str, parts: list[tuple[str, str]]) -> None:
    found = [(" ".join(part.words), part.place) for part in _parts(text)[0]]
    assert found == [(words, read_place(place)) for words, place in parts]


def test_quotation_without_words_goes_with_its_neighbor() -> None:
    texts_ = arrow("Đoàn phí hằng tháng bằng một phần trăm tiền lương. Đề nghị giảm")
    piece = segments_of(texts_, DRAFT, ())
    lexicon = Lexicon()
    numbers = lexicon.add_all(piece.words)
    segments = piece.segments._replace(
        words=piece.segments.words * 0 + [numbers[word] for word in piece.segments.words]
    )
    parts = assemble(segments, lexicon, alone(segments, lexicon))
    assert parts.quoted.tolist() == [2]
    assert parts.bounds.tolist() == [[0, 3]]


def test_no_texts_have_no_parts() -> None:
    assert _parts() == []
    assert segments_of(arrow(), NO_DRAFT, ()).segments.offsets.tolist() == [0]


PLACED = [
    "điều 1",
    "khoản 2",
    "đề nghị",
    "tăng lương",
    "bỏ đoàn phí",
    "nhà trẻ xa",
    "bo doan phi",
    "và",
    "ngoài ra",
    "1",
]


@QUICK
@given(st.lists(texts(PLACED, most=8), max_size=5))
def test_parts_are_those_of_the_plain_twin(said: list[str]) -> None:
    segments, lexicon = _segments(tuple(said))
    cut_texts = _pieces(segments, lexicon)
    known = said_alone(cut_texts)
    assert _parts(*said) == [parts_of(text, known) for text in cut_texts]


@QUICK
@given(st.lists(texts(PLACED, most=8), min_size=1, max_size=5))
def test_every_text_has_a_part(said: list[str]) -> None:
    assert all(_parts(*said))
