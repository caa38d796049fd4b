"""Figures in the words of papers."""

import pytest

from caunoi.officialdocs.report import Span
from caunoi.reporting.actions.forms import lines_from_catalogue
from caunoi.reporting.form_lines import FormLine
from caunoi.reporting.indicators import catalogue
from caunoi.reporting.wave_report import tags
from caunoi.reporting.wave_report.phrases import filled, lowered, number, percent, phrases, short_name


def test_every_line_of_the_catalogue_has_one_phrase() -> None:
    known = phrases()
    assert sorted([*known.phrases, *known.facts]) == sorted(catalogue().indicators)
    assert {text.count("{n}") for text in [*known.phrases.values(), *known.facts.values()]} == {1}
    shares = {line.code for line in lines_from_catalogue() if not line.is_typed}
    assert {code for code, text in known.phrases.items() if "{a}" in text and "{b}" in text} == shares


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (229, 299, "76,6%"),
        (1, 2, "50%"),
        (0, 7, "0%"),
        (7, 7, "100%"),
        (9999, 10000, "99,9%"),
        (1, 10000, "0,1%"),
        (3, 2, "150%"),
        (25_000, 2, "1.250.000%"),
        (1, 8, "12,5%"),
    ],
)
def test_share_is_rounded_but_never_to_all_or_nothing(part: int, whole: int, text: str) -> None:
    assert percent(part, whole) == text


def test_number_is_grouped_and_unknown_is_a_dash() -> None:
    assert (number(1234567), number(0), number(None)) == ("1.234.567", "0", "–")


def test_names_are_lowered_and_shortened() -> None:
    line = FormLine(0, "x", "Số bài trên báo", "bài", "press")
    assert (lowered("Báo chí"), lowered("LĐLĐ huyện"), short_name(line)) == ("báo chí", "LĐLĐ huyện", "Bài trên báo")


def test_template_is_filled_with_spans() -> None:
    assert filled("đạt {n} ({a})", {"n": Span("5", "x"), "a": Span("6", "y")}) == [
        Span("đạt "), Span("5", "x"), Span(" ("), Span("6", "y"), Span(")"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Kinh phí còn hạn hẹp.", "cost"),
        ("Loa kéo giữa ca ở xưởng.", "time"),
        ("Phát loa mỗi sáng.", "loudspeaker"),
        ("Chưa có tài liệu tiếng Mông.", "material"),
        ("Loay hoay chưa biết làm gì.", ""),
    ],
)
def test_theme_follows_from_whole_words(text: str, theme: str) -> None:
    assert phrases().theme_of(text) == theme


def test_theme_has_its_title_and_the_unknown_one_the_last() -> None:
    assert phrases().theme_title("cost") == "Về kinh phí, điều kiện thực hiện"
    assert phrases().theme_title("gone") == "Về nội dung khác"


def test_tags_name_report_and_revision() -> None:
    assert tags.report_in(["f:1", tags.report_tag(12, 3)]) == (12, 3)
    assert tags.report_in(["f:1", "r:x.1"]) is None
