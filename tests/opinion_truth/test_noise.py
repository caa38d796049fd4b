"""Noise changes how an opinion is written, never what it says."""

import re
import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.opinion_truth import Consultation, Noise, make_consultation, surface
from benchmarks.opinion_truth.folding import fold, plain
from benchmarks.opinion_truth.model import KINDS
from benchmarks.opinion_truth.scratch import DENIALS, Scratcher

OPINION = "Đề nghị không nâng mức hỗ trợ nhà ở cho lao động nữ từ 50.000 đồng lên 2%, chưa kể công đoàn cơ sở"
PLACED = re.compile(r"(điều|đ|khoản|k|mục|phần|trang|điểm)\W*\d", re.IGNORECASE)


SHORT_NOT = {"k", "ko", "hok", "kg"}


def _scratcher(seed: int, confused: tuple[str, ...] = ("nu",)) -> Scratcher:
    return Scratcher(
        Random(seed), plain(OPINION).split(), confused, {"công đoàn": ("CĐ",), "công đoàn cơ sở": ("CĐCS",)}
    )


@given(st.integers())
def test_typo_spoils_no_number_denial_or_confusable_word_and_makes_no_other_word(seed: int) -> None:
    before, after = OPINION.split(" "), _scratcher(seed).typo(OPINION).split(" ")
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [old for old, _new in changed if old.lower() in DENIALS or old == "nữ" or re.search(r"\d", old)] == []
    assert [new for _old, new in changed if fold(new) in plain(OPINION).split()] == []


@given(st.integers())
def test_marks_may_go_or_move_but_letters_stay(seed: int) -> None:
    scratcher = _scratcher(seed)
    for change in (scratcher.bare_word, scratcher.tone, scratcher.spelling):
        assert fold(change(OPINION)).replace("y", "i") == fold(OPINION).replace("y", "i")


@pytest.mark.parametrize("seed", range(20))
def test_abbreviations_and_keystrokes_stand_for_the_same_words(seed: int) -> None:
    scratcher = _scratcher(seed)
    assert scratcher.shortened(OPINION) in {OPINION, OPINION.replace("công đoàn cơ sở", "CĐCS")}
    struck = scratcher.keys(OPINION, vni=False).split(" ")
    kept = [old for old, new in zip(OPINION.split(" "), struck, strict=True) if old == new]
    assert {"không", "chưa", "50.000", "2%,"} <= set(kept)


def test_punctuation_is_lost_or_doubled_outside_numbers_only() -> None:
    found = {_scratcher(seed).punctuation(OPINION + ".") for seed in range(30)}
    assert found == {OPINION.replace(",", ""), OPINION + "....", OPINION.replace(",", ",,") + "."}
    assert {_scratcher(seed).punctuation("Nhất trí") for seed in range(30)} == {"Nhất trí!!", "Nhất trí..."}


@given(st.integers(), st.booleans())
def test_surface_noise_keeps_every_word(seed: int, several: bool) -> None:
    for spoil in (surface.recased, lambda text, rng: surface.respaced(text, rng, several=several)):
        assert plain(spoil(OPINION, Random(seed))) == plain(OPINION)


def test_no_line_is_broken_where_it_would_look_like_a_new_part() -> None:
    broken = {
        surface.respaced("Một câu dài, có vế", Random(seed), several=True).strip("\n").count("\n")
        for seed in range(200)
    }
    assert broken == {0}
    assert surface.respaced("Ừ", Random(1), several=False) == "Ừ "


@pytest.mark.parametrize("name", [name for name in vars(Noise()) if name != "copies"])
def test_noise_is_a_share(name: str) -> None:
    with pytest.raises(ValueError, match=f"Noise.{name} is a share"):
        Noise(**{name: 1.5})


def _singles(made: Consultation) -> list[tuple[str, str, str]]:
    """(text, the opinion, its kind) of the rows with one opinion that has content."""
    truth, texts = made.truth, made.table["text"].to_pylist()
    found = []
    for row, text in enumerate(texts):
        parts = truth.parts(row)
        kind = KINDS[truth.opinion_kind[parts[0][0]]]
        if len(parts) == 1 and kind != "free":
            found.append((text, truth.opinion_text[parts[0][0]].as_py(), kind))
    return found


def test_silence_gives_every_opinion_its_own_words() -> None:
    made = make_consultation(3_000, 5, noise=Noise.none(copies=0.5))
    wrong = [
        (text, opinion)
        for text, opinion, kind in _singles(made)
        if kind not in {"here", "clause"} and text.rstrip(".") != opinion
    ]
    assert wrong == []


WHOLE_NUMBERS = Noise(
    vni=0,
    bare=0,
    bare_word=0,
    greeting=0,
    closing=0,
    quotation=0,
    cite_text=0,
    cite_page=0,
    doubled=0,
    tcvn3=0,
    vni_font=0,
    typo=0.3,
)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_noise_changes_no_number_and_no_denial(seed: int) -> None:
    made = make_consultation(6_000, seed, noise=WHOLE_NUMBERS)
    for text, opinion, kind in _singles(made):
        if kind in {"here", "clause"}:
            continue
        assert re.findall(r"\d+", text) == re.findall(r"\d+", opinion)
        told, meant = (re.findall(r"\w+", unicodedata.normalize("NFC", each).lower()) for each in (text, opinion))
        denials = [word for word in meant if word in DENIALS]
        assert ["không" if word in SHORT_NOT else word for word in told if word in DENIALS | SHORT_NOT] == denials


def test_no_text_reads_as_another_opinion() -> None:
    """Whatever noise did, the words of a row never become those of an opinion that it does not give."""
    made = make_consultation(20_000, 9, noise=Noise(typo=0.35, abbreviation=0.2, telex=0.05, bare=0.1))
    truth = made.truth
    own = {
        plain(text): number
        for number, text in enumerate(truth.opinion_text.to_pylist())
        if KINDS[truth.opinion_kind[number]] != "free"
    }
    told = [(plain(text), opinion) for text, opinion, kind in _singles(made) if kind not in {"here", "clause"}]
    assert [
        (text, opinion) for text, opinion in told if text in own and truth.opinion_text[own[text]].as_py() != opinion
    ] == []


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("case", 0.17, 0.23), ("punctuation", 0.17, 0.23), ("space", 0.15, 0.23), ("decomposed", 0.17, 0.23),
        ("typo", 0.13, 0.23), ("bare", 0.17, 0.23), ("bare_word", 0.17, 0.23), ("tone", 0.10, 0.23), ("telex", 0.17, 0.23),
        ("vni", 0.17, 0.23), ("tcvn3", 0.17, 0.23), ("vni_font", 0.17, 0.23), ("abbreviation", 0.06, 0.23),
        ("filler", 0.17, 0.23), ("emoji", 0.17, 0.23), ("greeting", 0.17, 0.40), ("closing", 0.17, 0.40),
    ],
)  # fmt: skip
def test_each_kind_is_met_at_its_rate(name: str, least: float, most: float) -> None:
    """Alone, at a fifth of the rows. Greeted form letters weigh more; some texts hold nothing to spoil."""
    made = make_consultation(8_000, 11, wordings="known", noise=Noise.none(copies=0.5, **{name: 0.2}))
    found = [(text, opinion) for text, opinion, kind in _singles(made) if kind not in {"here", "clause"}]
    spoilt = sum(text not in {opinion, f"{opinion}."} for text, opinion in found) / len(found)
    assert least <= spoilt <= most


def test_decomposed_and_old_font_texts_are_there() -> None:
    texts = make_consultation(30_000, 2).table["text"].to_pylist()
    assert 0.02 < sum(text != unicodedata.normalize("NFC", text) for text in texts) / len(texts) < 0.04
    assert 0.001 < sum("®" in text or "ñ" in text for text in texts) / len(texts) < 0.006
    assert 0.05 < sum(bool(PLACED.search(text)) for text in texts) / len(texts) < 0.25
