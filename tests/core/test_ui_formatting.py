from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from caunoi.core.formatting import (
    due_tone,
    format_day,
    format_days,
    format_due,
    format_money,
    format_number,
    format_percent,
    share_of,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("value", "text"),
    [(1234.5, "1.234,5"), (0, "0"), (1204, "1.204"), (-3, "-3"), (None, "–"), ("", "–"), ("Đợt 1", "Đợt 1")],
)
def test_number_in_vietnamese(value: object, text: str) -> None:
    with translation.override("vi"):
        assert format_number(value) == text


def test_number_in_english_keeps_english_marks() -> None:
    with translation.override("en"):
        assert format_number(1234.5) == "1,234.5"


@pytest.mark.parametrize(("value", "text"), [(1500000, "1.500.000 đồng"), (0, "0 đồng"), (None, "–")])
def test_money_in_whole_dong(value: int | None, text: str) -> None:
    with translation.override("vi"):
        assert format_money(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2023, 4, 5), "05/04/2023"),
        (None, "chưa xác định"),
        ("", "chưa xác định"),
        (datetime(2026, 11, 22, 18, 0, tzinfo=UTC), "23/11/2026"),
    ],
)
def test_day_is_local_and_written_out(value: object, text: str) -> None:
    with translation.override("vi"):
        assert format_day(value) == text


@pytest.mark.parametrize(
    ("starts", "ends", "text"),
    [
        (None, None, "chưa xác định"),
        (TODAY, None, "từ 23/11/2026"),
        (None, TODAY, "đến 23/11/2026"),
        (TODAY, TODAY, "23/11/2026"),
        (TODAY, date(2026, 12, 1), "23/11/2026 – 01/12/2026"),
    ],
)
def test_days_of_a_stretch(starts: date | None, ends: date | None, text: str) -> None:
    with translation.override("vi"):
        assert format_days(starts, ends) == text


@pytest.mark.parametrize(
    ("day", "text", "tone"),
    [
        (date(2026, 11, 26), "còn 3 ngày", "progress"),
        (date(2026, 11, 30), "còn 7 ngày", "progress"),
        (date(2026, 12, 1), "còn 8 ngày", "neutral"),
        (TODAY, "hôm nay", "progress"),
        (date(2026, 11, 21), "quá hạn 2 ngày", "late"),
        (None, "", "neutral"),
    ],
)
def test_due_says_how_long(day: date | None, text: str, tone: str) -> None:
    with translation.override("vi"):
        assert (format_due(day, TODAY), due_tone(day, TODAY)) == (text, tone)


@pytest.mark.usefixtures("clock")
def test_due_without_a_day_to_count_from_counts_from_today() -> None:
    with translation.override("vi"):
        assert format_due(date(2026, 11, 24)) == "còn 1 ngày"


@pytest.mark.parametrize(
    ("done", "total", "share"), [(0, 0, 0), (0, 3, 0), (1, 3, 33), (311, 312, 99), (312, 312, 100), (5, 3, 100)]
)
def test_share_is_whole_only_when_all_is_done(done: int, total: int, share: int) -> None:
    assert share_of(done, total) == share


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (0, 3, "0%"),
        (1, 3, "33,3%"),
        (200, 400, "50%"),
        (9999, 10000, "99,9%"),
        (1, 10000, "0,1%"),
        (123456, 10, "1.234.560%"),
    ],
)
def test_percent_is_never_all_or_nothing_by_rounding(part: int, whole: int, text: str) -> None:
    with translation.override("vi"):
        assert format_percent(part, whole) == text
    with translation.override("en"):
        assert format_percent(1, 3) == "33.3%"
