"""Sentences and expressions: each way, with the ways people write them, and what is said of the rest."""

from datetime import date

import pytest
from hypothesis import given

from caunoi.campaigns.schedule import expressions as ex
from caunoi.campaigns.schedule.reading import EXAMPLES, NotUnderstood, read_expression
from caunoi.campaigns.schedule.wording import sentence_of, sentence_or_empty
from caunoi.core.text import fold
from tests.campaigns.schedule.strategies import EXPRESSIONS

OWN, UP, WAVE = ex.OwnCongress(), ex.SuperiorCongress(), ex.WaveSpan(2)


@given(EXPRESSIONS)
def test_every_sentence_reads_back(expression: ex.Expression) -> None:
    assert read_expression(sentence_of(expression)) == expression


@pytest.mark.parametrize(
    ("sentence", "expected", "canonical"),
    [
        ("trước đại hội của đơn vị 30 ngày", ex.Shift(ex.Edge(OWN, "start"), -30), None),
        ("Sau đại hội công đoàn cấp trên 15 ngày làm việc", ex.Shift(ex.Edge(UP, "end"), 15, "working_days"), None),
        ("15 ngày làm việc sau đại hội cấp trên", ex.Shift(ex.Edge(UP, "end"), 15, "working_days"), None),
        ("truoc dai hoi don vi 2 tuan", ex.Shift(ex.Edge(OWN, "start"), -14), "trước đại hội của đơn vị 14 ngày"),
        (
            "ngày cuối quý sau khi kết thúc đợt 2",
            ex.EndOf(ex.Shift(ex.Edge(WAVE, "end"), 1), "quarter"),
            "ngày cuối quý ngay sau khi kết thúc đợt 2",
        ),
        ("cuối tháng của ngày khai mạc đại hội của đơn vị", ex.EndOf(ex.Edge(OWN, "start"), "month"), None),
        ("sau khi đợt 2 kết thúc, 3 ngày", ex.Shift(ex.Edge(WAVE, "end"), 3), "3 ngày sau khi kết thúc đợt 2"),
        (
            "sau khi bắt đầu giai đoạn 1 của đợt 2 1 tháng",
            ex.Shift(ex.Edge(ex.WindowSpan(2, 1), "start"), 1, "months"),
            "1 tháng sau khi bắt đầu giai đoạn 1 của đợt 2",
        ),
        ("15/8/2028", ex.Fixed(date(2028, 8, 15)), "ngày 15/08/2028"),
        ("đại hội của đơn vị", ex.Edge(OWN, "start"), "ngày khai mạc đại hội của đơn vị"),
        ("ngày bế mạc Đại hội XIV Công đoàn Việt Nam", ex.Edge(ex.NationalCongress(), "end"), None),
        (
            "ngày bế mạc đại hội cuối cùng của cấp cơ sở trong phạm vi đơn vị",
            ex.Edge(ex.BranchCongress("last", "grassroots", "unit"), "end"),
            None,
        ),
        (
            "sau đại hội đầu tiên của công đoàn cấp trên cơ sở 5 ngày",
            ex.Shift(ex.Edge(ex.BranchCongress("first", "upper", "issuer"), "end"), 5),
            "sau đại hội đầu tiên của cấp trên trực tiếp cơ sở trong phạm vi đơn vị ban hành 5 ngày",
        ),
        ("ngay trước đại hội công đoàn cấp tỉnh", ex.Shift(ex.Edge(ex.LevelCongress("province"), "start"), -1), None),
        (
            "sau sự kiện “Tháng Công nhân 5/2028” 2 ngày",
            ex.Shift(ex.Edge(ex.Event("Tháng Công nhân 5/2028"), "end"), 2),
            None,
        ),
        (
            "ngày sớm hơn giữa (trước đại hội của đơn vị 1 tháng) và ngày 30/06/2028",
            ex.Pick("earlier", ex.Shift(ex.Edge(OWN, "start"), -1, "months"), ex.Fixed(date(2028, 6, 30))),
            None,
        ),
    ],
)
def test_reading(sentence: str, expected: ex.Expression, canonical: str | None) -> None:
    assert read_expression(sentence) == expected
    assert read_expression(fold(sentence)) == expected or "“" in sentence
    assert canonical is None or sentence_of(expected) == canonical


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_are_written_as_the_machine_writes_them(example: str) -> None:
    assert sentence_of(read_expression(example)) == example


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("", EXAMPLES[0]),
        ("trước", "đại hội của đơn vị"),
        ("trước đại hội 30 ngày", "đại hội của đơn vị"),
        ("trước đại hội của đơn vị 30 giờ", "30 giờ"),
        ("cuối tháng", EXAMPLES[3]),
        ("ngày 31/02/2028", "31/02/2028"),
        ("(trước đại hội của đơn vị 3 ngày", ")"),
        ("trước đại hội của đơn vị 0 ngày", "2000"),
        ("trước đại hội của đơn vị 99999999999 ngày", "2000"),
        ("ngày sớm hơn giữa ngày 01/01/2028", "và"),
        ("(" * 20 + "15/08/2028" + ")" * 20, ""),
        ("x" * 600, ""),
    ],
)
def test_what_is_not_understood_says_what_to_write(sentence: str, said: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_expression(sentence)
    assert refused.value.code == "not_understood"
    assert said in str(refused.value.message)


def test_sentence_of_nothing() -> None:
    assert sentence_or_empty(None) == ""
