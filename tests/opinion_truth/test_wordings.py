"""The lists of phrases: two halves without a phrase in common, no list that would let noise change a truth."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks.opinion_truth.folding import plain
from benchmarks.opinion_truth.model import STANCES
from benchmarks.opinion_truth.wordings import half, load

SLOTS = {
    "o",
    "m",
    "who",
    "lvl",
    "place",
    "reason",
    "when",
    "if",
    "pct",
    "pct2",
    "day",
    "day2",
    "money",
    "money2",
    "count",
    "count2",
}
SHARED = {"", "; "}  # joiners that everyone uses


def _texts(lists: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(lists, dict):
        for name, each in lists.items():
            yield from _texts(each, f"{path}/{name}" if path.count("/") < 2 else path)
    elif isinstance(lists, list):
        for each in lists:
            yield from _texts(each, path)
    else:
        yield path, str(lists)


@pytest.mark.parametrize("name", sorted(set(half("known")) - {"denials"}))  # those are grammar, no phrases
def test_halves_share_no_phrase(name: str) -> None:
    compared = (
        str.lower if name in {"citations", "emoji", "joining"} else plain
    )  # there punctuation is all the difference
    known, held_out = (
        {compared(text) for _path, text in _texts(half(which)[name])} - SHARED for which in ("known", "held_out")
    )
    assert known & held_out - {plain(topic.theme) for topic in load("all").topics} == set()


@pytest.mark.parametrize(
    ("path", "least"),
    [
        (("greetings",), 60),
        (("closings",), 60),
        (("joining", "between"), 18),
        (("slots", "who"), 40),
        (("slots", "place"), 40),
        (("slots", "reason"), 30),
    ],
)
def test_lists_are_long_enough(path: tuple[str, ...], least: int) -> None:
    assert len(load("all").phrases(*path)) >= least


def test_fillers_joiners_templates_and_topics_are_many() -> None:
    words = load("all")
    fillers = [text for place in ("lead", "tail", "middle") for text in words.phrases("fillers", place)]
    joiners = [
        text
        for kind in ("between", "inline", "after_agreement", "enumerations")
        for text in words.phrases("joining", kind)
    ]
    templates = [
        text for kind in ("templates", "here", "whole") for texts in words.lists[kind].values() for text in texts
    ]
    assert (len(set(fillers)) >= 40, len(joiners) >= 40, len(set(templates)) >= 250) == (True, True, True)
    assert len({topic.theme for topic in words.topics}) == 30
    assert len(load("known").topics) == len(load("held_out").topics) == 90


@pytest.mark.parametrize("which", ["known", "held_out"])
def test_templates_name_slots_and_stances_there_are(which: str) -> None:
    lists = load(which).lists
    for kind in ("templates", "here", "whole"):
        assert set(lists[kind]) <= set(STANCES)
        for text in (text for texts in lists[kind].values() for text in texts):
            assert set(re.findall(r"{(\w*)}", text)) <= SLOTS, text
            assert text == text.strip().rstrip("."), text


@pytest.mark.parametrize("kind", ["here", "whole"])
def test_templates_without_a_section_ask_for_nothing_of_one(kind: str) -> None:
    found = [text for texts in load("all").lists[kind].values() for text in texts if "{o}" in text or "{m}" in text]
    assert found == []


def test_no_opinion_holds_a_filler() -> None:
    """A filler taken away must leave what was said, so no opinion may be made of one."""
    words = load("all")
    fillers = {plain(text) for place in ("lead", "tail", "middle") for text in words.phrases("fillers", place)}
    said = [text for kind in ("templates", "here", "whole") for texts in words.lists[kind].values() for text in texts]
    said += [text for topic in words.topics for text in (*topic.objects, *topic.measures)]
    said += [text for texts in words.lists["slots"].values() for text in texts]
    said += [text for _path, text in _texts(words.lists["free"])]
    found = [(text, filler) for text in said for filler in fillers if f" {filler} " in f" {plain(text)} "]
    assert found == []


def test_abbreviations_stand_for_one_thing_each() -> None:
    short = load("all").lists["abbreviations"]
    pairs = {(form.lower(), long) for long, forms in short.items() for form in forms}
    assert len({form for form, _long in pairs}) == len(pairs)
    words = {
        word
        for topic in load("all").topics
        for text in (*topic.objects, *topic.measures)
        for word in plain(text).split()
    }
    assert {form for form, _long in pairs if form in words} == set()


def test_unknown_name_is_refused() -> None:
    with pytest.raises(ValueError, match="known, held_out, all, not 'some'"):
        load("some")


def test_topics_are_distinct() -> None:
    topics = load("all").topics
    for things in (
        [topic.title for topic in topics],
        [m for topic in topics for m in topic.measures],
        [o for topic in topics for o in topic.objects],
    ):
        folded = [plain(text) for text in things]
        assert sorted({text for text in folded if folded.count(text) > 1}) == []
    assert [
        topic.title for topic in topics if len(topic.objects) < 4 or len(topic.measures) < 3 or len(topic.text) < 2
    ] == []
