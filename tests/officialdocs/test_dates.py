from datetime import date

import pytest

from caunoi.officialdocs.dates import find_dates, find_period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Từ quý IV năm 2022 đến thời điểm hoàn thành đại hội (31/7/2023)", "2022-10-01", "2023-07-31"),
        ("từ ngày 01/3 đến 30/4/2026", "2026-03-01", "2026-04-30"),
        ("01/3 - 30/4/2026", "2026-03-01", "2026-04-30"),
        ("01/3–30/4/2026", "2026-03-01", "2026-04-30"),
        ("01-15/3/2026", "2026-03-01", "2026-03-15"),
        ("từ ngày 01 đến ngày 15 tháng 3 năm 2026", "2026-03-01", "2026-03-15"),
        ("ngày 15 và 16/11/2025", "2025-11-15", "2025-11-16"),
        ("từ 15/11 đến 15/01/2026", "2025-11-15", "2026-01-15"),
        ("từ 15/10/2025 đến hết ngày 20/01", "2025-10-15", "2026-01-20"),
        ("từ tháng 3 đến tháng 5 năm 2026", "2026-03-01", "2026-05-31"),
        ("tháng 3 - 5/2026", "2026-03-01", "2026-05-31"),
        ("tháng 5/2026", "2026-05-01", "2026-05-31"),
        ("tháng 02 năm 2024", "2024-02-01", "2024-02-29"),
        ("từ đầu tháng 3 đến cuối tháng 6/2025", "2025-03-01", "2025-06-30"),
        ("cuối tháng 6/2025", "2025-06-21", "2025-06-30"),
        ("giữa tháng 6/2025", "2025-06-11", "2025-06-20"),
        ("đầu năm 2026", "2026-01-01", "2026-01-31"),
        ("cuối quý I/2026", "2026-03-01", "2026-03-31"),
        ("Quý I/2026", "2026-01-01", "2026-03-31"),
        ("quý II, quý III năm 2025", "2025-04-01", "2025-09-30"),
        ("năm 2026", "2026-01-01", "2026-12-31"),
        ("từ tháng 13/2026 đến tháng 14/2026", None, None),
        ("ngày 5, rồi ngày 15/3/2026", "2026-03-15", "2026-03-15"),
        ("từ 25/3/2026 đến ngày 30", "2026-03-25", "2026-03-30"),
        ("từ nay đến hết 31/12/2025", None, "2025-12-31"),
        ("trước ngày 15/6/2026", None, "2026-06-15"),
        ("sau ngày 15/3/2026", "2026-03-15", None),
        ("15-3-2026", "2026-03-15", "2026-03-15"),
        ("từ sau Đại hội đến khi Đại hội XIII, nhiệm kỳ 2023 - 2028", None, None),
        ("đến 31/6/2026", None, None),
        ("trước ngày 15 hằng tháng", None, None),
        ("229/299 công đoàn cơ sở, 76,6%", None, None),
        ("Kế hoạch số 12/3-KH", None, None),
    ],
)
def test_period_as_plans_write_it(text: str, start: str | None, end: str | None) -> None:
    period = find_period(text)
    assert (period.start, period.end) == tuple(date.fromisoformat(day) if day else None for day in (start, end))


def test_year_of_the_paper_is_used_where_neither_end_has_one() -> None:
    period = find_period("từ 01/3 đến 30/4", 2026)
    assert (period.start, period.end) == (date(2026, 3, 1), date(2026, 4, 30))
    assert find_period("từ 01/3 đến 30/4").start is None


def test_day_that_no_calendar_has_is_reported() -> None:
    assert find_period("từ 01/6/2026 đến 31/6/2026").impossible == ("31/6/2026",)


def test_full_dates_of_a_text() -> None:
    assert find_dates("ngày 05/3/2020, tháng 4/2020 và ngày 6 tháng 5 năm 2020") == [date(2020, 3, 5), date(2020, 5, 6)]
