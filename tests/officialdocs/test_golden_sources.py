"""The sample plans themselves: committed files match their sources, and the old encodings round the corner are right."""

import pytest

from tests.golden.legacy import to_tcvn3, to_vni
from tests.golden.make_documents import encoded, gold_text
from tests.golden.scorer import Score, differences, event_key, score
from tests.golden.source import Source, gold, load_sources

SOURCES = load_sources()


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_sample_plan_is_what_its_source_writes(source: Source) -> None:
    assert source.text_path.read_bytes() == encoded(source)
    assert source.gold_path.read_text(encoding="utf-8") == gold_text(source)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_sample_gold_names_only_clauses_that_the_plan_has(source: Source) -> None:
    said = gold(source)
    paths = [clause["path"] for clause in said["clauses"]]
    named = [*said["themes"], *(row["path"] for part in ("waves", "channels", "assignments") for row in said[part])]
    named += [window["path"] for wave in said["waves"] for window in wave["windows"]]
    named += [warning["path"] for warning in said["warnings"] if warning["path"]]
    assert sorted(set(named) - set(paths)) == []
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_sample_gold_prints_every_cited_number_in_the_plan(source: Source) -> None:
    printed = " ".join(line.clean for line in source.lines)
    said = gold(source)
    assert [number for number in said["citations"] if number not in printed] == []
    assert sorted(said["citations"], key=printed.index) == said["citations"]


def test_sample_plans_are_fifteen_of_which_three_are_held_out() -> None:
    assert (len(SOURCES), sum(source.unseen for source in SOURCES)) == (15, 3)


def test_tcvn3_writes_the_bytes_of_the_standard() -> None:
    assert to_tcvn3("Công đoàn tỉnh, Đường").decode("cp1252") == "C«ng ®oµn tØnh, §\u00ad\u00eang"


def test_vni_writes_the_mark_after_its_letter() -> None:
    assert to_vni("Công đoàn Việt Nam, ĐƯỜNG") == "Coâng ñoaøn Vieät Nam, ÑÖÔØNG"


def test_event_key_is_one_for_two_ways_of_naming_a_congress() -> None:
    long = "Đại hội đại biểu Công đoàn tỉnh Hà Lãng lần thứ XIII, nhiệm kỳ 2023 - 2028"
    assert event_key(long) == event_key("Đại hội XIII Công đoàn tỉnh Hà Lãng")


def test_score_is_perfect_for_the_gold_itself() -> None:
    said = gold(SOURCES[0])
    reading = said | {"clauses": [{"path": line.tag, "text": line.clean} for line in SOURCES[0].clauses]}
    assert [part for part, value in score(reading, said).items() if not value.perfect] == []
    assert differences(reading, said) == []


def test_score_counts_what_is_missed_and_what_is_invented() -> None:
    said = gold(SOURCES[0])
    clauses = [{"path": line.tag, "text": line.clean} for line in SOURCES[0].clauses]
    reading = said | {"clauses": clauses[1:], "themes": [*said["themes"], "II/9"]}
    scores = score(reading, said)
    assert scores["clauses"] == Score(len(clauses) - 1, len(clauses) - 1, len(clauses))
    assert (scores["themes"].precision, scores["themes"].recall) == (0.8, 1.0)
    assert differences(reading, said) == [
        "+ themes: ii/9",
        "- clauses: ('I', 'mục đích, yêu cầu', 'mục đích, yêu cầu')",
    ]
