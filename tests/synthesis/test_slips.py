"""Mistyped words of greetings and closings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.synthesis.one_letter import is_slip
from caunoi.synthesis.runs import skeleton, trie_of
from caunoi.synthesis.slips import MOST, Slipper, longest_mistyped
from caunoi.synthesis.words import Lexicon
from tests.synthesis.making import phrases

APPROVED = phrases("closing", "xin cảm ơn", "rất mong ban soạn thảo xem xét", "trân trọng", "kính chúc")
LETTERS = st.text(alphabet="abcd", min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("xxin cảm ơn", 3),
        ("xin cmả ơn", 3),
        ("rất mong ban soạn thảoo xem xét", 7),
        ("rất mong ban soạn thả xem xét", 7),
        ("rất mog ban soạn thảo xemm xét", 7),
        ("rất mog bnan soạn thảo xem xét", 0),  # two of three
        ("xa cảm ơn", 0),  # a word of its own: three others beside it are asked for
        ("rất mong ban soạn kính xem xét", 0),
        ("rất mong ban soạn thả kính xét", 0),
        ("rất mong xan soạn thảo xem xét", 7),
        ("rất mong cảm soạn thảo xem xét", 0),
        ("xin ơn", 0),
        ("trrân trọng", 2),
        ("xyz", 0),
        ("", 0),
    ],
)
def test_run_with_a_word_mistyped(text: str, length: int) -> None:
    lexicon = Lexicon()
    words = skeleton(text, lexicon)
    trie = trie_of(APPROVED, lexicon)
    found, kind = longest_mistyped(
        trie, np.array(words, np.int32), 0, len(words), 2, Slipper(trie, lexicon).slips(lexicon), 4
    )
    assert (found, bool(kind)) == (length, length > 0)


def test_numbers_denials_and_divisions_are_taken_for_nothing_else() -> None:
    lexicon = Lexicon()
    lexicon.add_all(["khônng", "2", "điềuu", "xinn"])
    trie = trie_of(phrases("closing", "không", "điều", "xin"), lexicon)
    slips = Slipper(trie, lexicon).slips(lexicon)
    assert [slips.words[lexicon.number(word)].max() for word in ("khônng", "2", "điềuu")] == [-1, -1, -1]
    assert slips.words[lexicon.number("xinn")].tolist() == [lexicon.number("xin"), *[-1] * (MOST - 1)]


def test_word_near_very_many_is_tried_as_so_many_only() -> None:
    lexicon = Lexicon()
    words = skeleton("cho xinz", lexicon)
    trie = trie_of(phrases("closing", "cho đi", *(f"xin{letter}" for letter in "abcdefghklmnopqrst")), lexicon)
    slips = Slipper(trie, lexicon).slips(lexicon)
    assert (slips.words[words[1]] >= 0).all()
    assert longest_mistyped(trie, np.array(words, np.int32), 0, 2, 2, slips, 2) == (0, 0)


@given(LETTERS, LETTERS)
def test_slip_agrees_with_its_plain_twin(one: str, other: str) -> None:
    """Every word that one slip makes of another, written out."""
    dropped = {one[:at] + one[at + 1 :] for at in range(len(one))}
    added = {one[:at] + letter + one[at:] for at in range(len(one) + 1) for letter in "abcd"}
    changed = {one[:at] + letter + one[at + 1 :] for at in range(len(one)) for letter in "abcd"}
    swapped = {one[:at] + one[at + 1] + one[at] + one[at + 2 :] for at in range(len(one) - 1)}
    assert is_slip(one, other) == (other in dropped | added | changed | swapped)
