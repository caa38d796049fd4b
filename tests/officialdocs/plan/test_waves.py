from datetime import date

from caunoi.officialdocs.model import Window
from tests.officialdocs.sheets import codes, plan

TITLE = """
    Số: 1/KH-LĐLĐ
    Suối Hoa, ngày 10 tháng 10 năm 2022
    KẾ HOẠCH
    Tuyên truyền Đại hội Công đoàn tỉnh Suối Hoa lần thứ X, nhiệm kỳ 2023 - 2028
    Ban Thường vụ ban hành kế hoạch như sau:
"""


def waves(body: str) -> list[tuple[int, str, str | None, str | None]]:
    found = plan(body, head=TITLE).waves
    return [(one.ordinal, one.path, *(f"{day}" if day else None for day in (one.start, one.end))) for one in found]


def test_numbered_titles() -> None:
    assert waves("III. CÁC ĐỢT\n1. Đợt 1: Từ 01/3 đến 30/4/2023\n- A.\n2. Đợt 2 (tháng 5/2023)\n- B.") == [
        (1, "III/1", "2023-03-01", "2023-04-30"),
        (2, "III/2", "2023-05-01", "2023-05-31"),
    ]


def test_ordinals_in_words_and_roman() -> None:
    body = (
        "I. THỜI GIAN\n- Đợt thứ nhất: quý I/2023.\n- Giai đoạn II: quý II/2023.\n- Đợt cao điểm thứ ba: quý III/2023."
    )
    assert [(ordinal, path) for ordinal, path, _start, _end in waves(body)] == [(1, "I/-1"), (2, "I/-2"), (3, "I/-3")]


def test_table_rows() -> None:
    assert waves("I. THỜI GIAN\n| Đợt | Thời gian |\n| Đợt 1 | 15/4 - 30/5/2023 |\n| Đợt 2 | 01/6 - 30/6/2023 |") == [
        (1, "I/¶2", "2023-04-15", "2023-05-30"),
        (2, "I/¶3", "2023-06-01", "2023-06-30"),
    ]


def test_date_on_the_line_below() -> None:
    assert waves("I. CÁC ĐỢT\n1. Đợt 1\n- Thời gian: từ 01/3/2023 đến 30/4/2023.\n- Nội dung: A.") == [
        (1, "I/1", "2023-03-01", "2023-04-30")
    ]


def test_year_of_the_plan_where_a_wave_names_none() -> None:
    assert waves("I. CÁC ĐỢT\n1. Đợt 1: từ 01/11 đến 30/11\n- A.") == [(1, "I/1", "2022-11-01", "2022-11-30")]


def test_no_waves() -> None:
    found = plan("I. NỘI DUNG\n1. Kết quả giai đoạn 2018 - 2023.\n2. Các đợt cao điểm chăm lo đoàn viên.")
    assert found.waves == ()
    assert ("no_waves", "") in codes(found)


def test_waves_named_again_in_the_duties_are_not_counted_twice() -> None:
    body = """
        I. CÁC ĐỢT
        1. Đợt 1: tháng 3/2023
        - A.
        2. Đợt 2: tháng 5/2023
        - B.
        II. TỔ CHỨC THỰC HIỆN
        1. Các đơn vị
        - Đợt 1: báo cáo trước ngày 05/4/2023.
        - Đợt 2: báo cáo trước ngày 05/6/2023.
    """
    assert [path for _ordinal, path, _start, _end in waves(body)] == ["I/1", "I/2"]


def test_events_bound_waves_and_windows() -> None:
    body = """
        III. CÁC ĐỢT
        1. Đợt 1: Từ sau đại hội Công đoàn cơ sở đến khi diễn ra Đại hội Công đoàn tỉnh lần thứ X, nhiệm kỳ 2023 - 2028
        1.1. Công tác tuyên truyền trước Đại hội
        - Tuyên truyền đại hội công đoàn cơ sở.
        1.2. Trong thời gian diễn ra Đại hội X Công đoàn tỉnh
        - B.
        1.3. Sau khi bế mạc Đại hội: kết quả bầu cử
        - C.
        2. Đợt 2: Trước, trong, sau Đại hội XIII Công đoàn Việt Nam
        - Trước Đại hội: A.
        - Đưa tin trước thềm Đại hội.
    """
    first, second = plan(body, head=TITLE).waves
    event = "Đại hội Công đoàn tỉnh Suối Hoa lần thứ X"
    assert (first.start_event, first.end_event) == ("đại hội công đoàn cơ sở", event)
    assert first.windows == (
        Window("III/1/1.1", "before", event),
        Window("III/1/1.2", "during", event),
        Window("III/1/1.3", "after", event),
    )
    national = "Đại hội XIII Công đoàn Việt Nam"
    assert (second.start_event, second.end_event) == (national, national)
    assert second.windows == (Window("III/2/-1", "before", national),)


def test_wave_before_or_after_an_event() -> None:
    body = "I. CÁC ĐỢT\n1. Đợt 1: Trước ngày bầu cử\n- A.\n2. Đợt 2: Sau ngày bầu cử\n- B."
    found = [(wave.start_event, wave.end_event) for wave in plan(body, head=TITLE).waves]
    assert found == [(None, "ngày bầu cử"), ("ngày bầu cử", None)]


def test_days_counted_from_an_event_whose_day_is_printed() -> None:
    body = """
        I. MỤC ĐÍCH
        1. Hoàn thành trước ngày bầu cử Chủ nhật, ngày 15/3/2026.
        2. Đúng luật.
        II. THỜI GIAN
        1. Đợt 1: Từ ngày 01/12/2025 đến 95 ngày trước ngày bầu cử
        - A.
        2. Đợt 2: Từ ngày bầu cử đến ngày 31/4/2026
        - B.
    """
    first, second = plan(body, head=TITLE).waves
    assert (first.start, first.end) == (date(2025, 12, 1), date(2025, 12, 10))
    assert (second.start, second.end, second.start_event) == (date(2026, 3, 15), None, "ngày bầu cử")
    assert ("date_impossible", "II/2") in codes(plan(body, head=TITLE))


def test_questions_about_waves() -> None:
    body = """
        I. CÁC ĐỢT
        1. Đợt 1: Từ 01/3/2023 đến 30/4/2023
        - A.
        2. Đợt 2: Từ 15/4/2023 đến 30/5/2023
        - B.
        3. Đợt 3: Từ 01/02/2023 đến 28/02/2023
        - C.
        4. Đợt 4: Từ 01/9/2023 đến 01/8/2023
        - D.
        5. Đợt 5
        - E.
    """
    asked = {code for code in codes(plan(body, head=TITLE)) if code[0].startswith("wave")}
    assert asked == {
        ("wave_overlap", "I/2"),
        ("wave_order", "I/3"),
        ("wave_order", "I/4"),
        ("wave_without_date", "I/5"),
    }


def test_wave_that_runs_past_its_event() -> None:
    body = """
        I. CÁC ĐỢT
        1. Đợt 1: Từ 01/3/2023 đến trước Đại hội Công đoàn tỉnh lần thứ X (30/6/2023)
        - Đại hội Công đoàn tỉnh lần thứ X, dự kiến tổ chức ngày 15 - 16/6/2023.
    """
    assert ("wave_overlaps_event", "I/1") in codes(plan(body, head=TITLE))


def test_peak_without_a_number_is_a_wave_when_it_is_dated() -> None:
    body = "I. THỜI GIAN\n- Đợt cao điểm tuyên truyền: từ 01/3/2023 đến 15/3/2023.\n- Đợt cao điểm chăm lo."
    assert waves(body) == [(1, "I/-1", "2023-03-01", "2023-03-15")]


def test_waves_in_two_sections_are_one_series() -> None:
    body = "I. TRƯỚC\n1. Đợt 1: tháng 3/2023\n- A.\n2. Khác\nII. SAU\n1. Đợt 2: tháng 5/2023\n- B."
    assert [(ordinal, path) for ordinal, path, _start, _end in waves(body)] == [(1, "I/1"), (2, "II/1")]


def test_event_on_the_line_below() -> None:
    body = "I. CÁC ĐỢT\n1. Đợt 1\n- Thời gian: đến khi Đại hội XIII Công đoàn Việt Nam.\n2. Đợt 2: tháng 5/2023\n- B."
    assert plan(body, head=TITLE).waves[0].end_event == "Đại hội XIII Công đoàn Việt Nam"


def test_windows_without_any_event_are_none() -> None:
    body = "I. CÁC ĐỢT\n1. Đợt 1: tháng 3/2023\n- Trước đại hội: A.\n- Trước, trong và sau đại hội: B."
    assert plan(body, head=TITLE).waves[0].windows == ()


def test_days_counted_after_an_event() -> None:
    body = "I. MỘT\n1. Ngày bầu cử 15/3/2026.\nII. HAI\n1. Đợt 1: Từ 10 ngày sau ngày bầu cử đến 30/4/2026\n- A."
    assert waves(body) == [(1, "II/1", "2026-03-25", "2026-04-30")]
