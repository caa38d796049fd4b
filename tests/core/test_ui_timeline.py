from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation

from caunoi.core.timeline import Bar, Mark, Part, Timeline

TODAY = date(2026, 11, 23)
WAVE = Bar(
    "Đợt 1",
    date(2026, 11, 1),
    date(2026, 12, 31),
    state="running",
    parts=[Part("Trước đại hội", date(2026, 11, 1), date(2026, 11, 30), "done")],
)


def draw(chart: Timeline) -> str:
    with translation.override("vi"):
        return Template("{% timeline chart %}").render(Context({"chart": chart}))


def test_span_is_widened_to_whole_months() -> None:
    chart = Timeline([Bar("Đợt 1", date(2026, 11, 5), date(2027, 2, 3))], today=TODAY)
    assert chart.span == (date(2026, 11, 1), date(2027, 2, 28))


def test_span_without_any_day_is_none() -> None:
    chart = Timeline([Bar("Đợt 1", None, None)], [Mark("Đại hội", None)], today=TODAY)
    assert (chart.span, chart.ticks, chart.today_x, chart.rows[0].x) == (None, [], "", "")


def test_row_of_a_running_wave_knows_what_has_passed() -> None:
    row = Timeline([WAVE], today=TODAY).rows[0]
    assert (row.x, row.width, row.passed, row.whole, row.tone) == ("0.00%", "100.00%", "37.70%", "265.22%", "progress")


def test_rows_list_parts_below_their_bar() -> None:
    rows = Timeline([WAVE, Bar("Đợt 2", None, None)], today=TODAY).rows
    assert [(row.label, row.is_part) for row in rows] == [
        ("Đợt 1", False),
        ("Trước đại hội", True),
        ("Đợt 2", False),
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "x", "width"),
    [(None, date(2026, 11, 15), "0.00%", "24.59%"), (date(2026, 12, 1), None, "49.18%", "50.82%")],
)
def test_row_with_one_open_end_reaches_the_edge(starts: date | None, ends: date | None, x: str, width: str) -> None:
    row = Timeline([WAVE, Bar("Đợt 2", starts, ends)], today=TODAY).rows[2]
    assert (row.x, row.width) == (x, width)


def test_row_that_has_not_begun_has_nothing_passed() -> None:
    row = Timeline([WAVE, Bar("Đợt 2", date(2026, 12, 1), date(2026, 12, 5))], today=TODAY).rows[2]
    assert (row.passed, row.whole) == ("", "")


def test_ticks_are_thinned_to_twelve() -> None:
    chart = Timeline([Bar("Đợt 1", date(2026, 1, 1), date(2028, 12, 31))])
    assert [tick.label for tick in chart.ticks] == ["1", "4", "7", "10"] * 3
    assert [tick.year for tick in chart.ticks if tick.year] == ["2026", "2027", "2028"]


def test_ticks_over_a_century_stay_few() -> None:
    assert len(Timeline([Bar("Đợt 1", date(1950, 1, 1), date(2049, 12, 31))]).ticks) <= 20


def test_flags_follow_time_and_undated_ones_stand_last() -> None:
    flags = Timeline([WAVE], [Mark("Sau", None), Mark("Muộn", date(2026, 12, 2)), Mark("Sớm", date(2026, 11, 2))]).flags
    assert [(flag.letter, flag.label, bool(flag.x)) for flag in flags] == [
        ("A", "Sớm", True),
        ("B", "Muộn", True),
        ("C", "Sau", False),
    ]


@pytest.mark.parametrize(
    ("today", "side"), [(date(2026, 11, 2), "start"), (date(2026, 12, 1), "middle"), (date(2026, 12, 30), "end")]
)
def test_today_stays_inside_the_picture(today: date, side: str) -> None:
    assert Timeline([WAVE], today=today).today_side == side


def test_drawing_tells_everything_in_words() -> None:
    page = draw(Timeline([WAVE], [Mark("đại hội công đoàn xã", date(2026, 12, 18))], today=TODAY))
    text = " ".join(page.split())
    assert '01/11/2026 – 31/12/2026 · <span class="tone tone--progress">Đang diễn ra</span>' in text
    assert 'Đại hội công đoàn xã<span class="timeline__days">18/12/2026</span>' in text
    assert "Hôm nay 23/11" in text


def test_drawing_never_writes_a_decimal_comma() -> None:
    page = draw(Timeline([WAVE], [Mark("A", date(2026, 12, 18))], today=TODAY))
    assert ",%" not in page
    assert 'x1="36.89%"' in page


def test_drawing_escapes_what_a_plan_says() -> None:
    page = draw(Timeline([Bar("<script>x</script>", TODAY, TODAY)], [Mark("<b>", TODAY)], today=TODAY))
    assert "<script>" not in page
    assert "<b>" not in page


@pytest.mark.parametrize(
    ("today", "side"),
    [(None, ""), (date(2026, 11, 2), "start"), (date(2026, 12, 1), "middle"), (date(2026, 12, 30), "end")],
)
def test_word_today_stays_inside_the_picture(today: date | None, side: str) -> None:
    assert Timeline([WAVE], today=today).today_side == side
