from random import Random

import pytest

from benchmarks.opinion_truth import approves, is_filler, make_consultation
from benchmarks.opinion_truth.dress import Names
from benchmarks.opinion_truth.wordings import load


@pytest.mark.parametrize("which", ["known", "held_out"])
@pytest.mark.parametrize("kind", ["greetings", "closings"])
def test_every_greeting_and_closing_is_a_filler(which: str, kind: str) -> None:
    words = load(which)
    names = Names(words, Random(4))
    assert [text for phrase in words.phrases(kind) if not is_filler(text := names.filled(phrase))] == []


@pytest.mark.parametrize(
    "phrase", ["KÍNH GỬI Ban Chấp hành", "xin cam on, tran trong", "theo tôi", "Trân trọng, Nguyễn Văn An"]
)
def test_runs_and_folded_phrases_are_fillers(phrase: str) -> None:
    assert is_filler(phrase)


@pytest.mark.parametrize("phrase", ["", "đề nghị", "theo tôi đề nghị", "ngoài ra", "không", "tôi", "kính gửi"])
def test_words_that_say_something_or_are_half_a_phrase_are_none(phrase: str) -> None:
    assert not is_filler(phrase)


def test_no_true_opinion_is_a_filler() -> None:
    texts = make_consultation(5_000, 3).truth.opinion_text.to_pylist()
    assert [text for text in texts if is_filler(text)] == []


def test_a_phrase_with_a_gap_is_approved_by_what_it_took() -> None:
    known, other = "trên đây là ý kiến của tôi", "trên đây là điều cần bỏ"
    assert approves("closing", "trên đây là …", [known, other])
    assert not approves("closing", "trên đây là …", [known, other, other])
    assert approves("closing", "xin cảm ơn", [other])
    assert approves("lead", "đối với", [])
    assert not approves("lead", "ngoài ra", [])
    assert approves("joiner", "ngoài ra", [])
    assert not approves("joiner", "đối với", [])
