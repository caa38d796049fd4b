"""What looks doubtful in a report, and what does not."""

import pytest

from caunoi.reporting.form_lines import FormLine
from caunoi.reporting.plausibility import doubts_of

LINES = [
    FormLine(0, "heard", "Số lượt người nghe", "lượt người", "oral"),
    FormLine(1, "asked", "Số kiến nghị", "kiến nghị", "recommendations"),
    FormLine(2, "answered", "Số kiến nghị đã trả lời", "kiến nghị", "recommendations"),
    FormLine(-1, "share", "Tỷ lệ", "%", "recommendations", "share", "answered", "asked"),
    FormLine(-1, "reach", "Tỷ lệ", "%", "oral", "share", "heard", "asked"),
]


@pytest.mark.parametrize(
    ("value", "former", "text"),
    [
        (300, 100, "300 lượt người, đợt trước là 100. Có gõ nhầm không? Đồng chí sửa, giải trình hoặc xác nhận."),
        (33, 100, "Chỉ có 33 lượt người, đợt trước là 100. Có sót không? Đồng chí sửa, giải trình hoặc xác nhận."),
        (0, 12, "Chỉ có 0 lượt người, đợt trước là 12. Có sót không? Đồng chí sửa, giải trình hoặc xác nhận."),
        (299, 100, ""),
        (34, 100, ""),
        (9, 1, ""),  # small figures jump by themselves
        (50, 0, ""),
        (50, None, ""),
        (None, 100, ""),
    ],
)
def test_a_jump_against_the_wave_before_is_asked_about(value: int | None, former: int | None, text: str) -> None:
    found = doubts_of(LINES, {"heard": value}, {"heard": former}, times=3)
    assert [(doubt.code, doubt.name, f"{doubt.fact} {doubt.advice}", doubt.needs_words) for doubt in found] == (
        [("heard", "Số lượt người nghe", text, False)] if text else []
    )


def test_a_part_larger_than_its_whole_must_be_explained() -> None:
    found = doubts_of(LINES, {"asked": 10, "answered": 12, "heard": 900}, {}, times=3)
    assert [(doubt.code, doubt.needs_words) for doubt in found] == [("answered", True)]
    assert f"{found[0].fact} {found[0].advice}" == (
        "12 lớn hơn 10 của “Số kiến nghị”, trong khi đây chỉ là một phần. Đồng chí sửa một trong hai số, hoặc giải trình."
    )


SLIP = "Có gõ nhầm không? Đồng chí sửa, giải trình hoặc xác nhận."
ORAL = [
    FormLine(0, "oral_listeners", "Số lượt người nghe", "lượt người", "oral"),
    FormLine(1, "members", "Số đoàn viên hiện có", "đoàn viên", "oral", "last"),
    FormLine(2, "oral_sessions", "Số buổi tuyên truyền, hội nghị", "buổi", "oral"),
    FormLine(-1, "oral_share", "Tỷ lệ", "%", "oral", "share", "oral_listeners", "members"),
]


def test_more_listeners_than_all_members_at_each_session_are_asked_about_without_a_wave_before() -> None:
    found = doubts_of(ORAL, {"oral_listeners": 1201, "members": 400, "oral_sessions": 3}, {}, times=3)
    assert [(doubt.code, doubt.name, f"{doubt.fact} {doubt.advice}", doubt.needs_words) for doubt in found] == [
        (
            "oral_listeners",
            "Số lượt người nghe",
            f"1.201 lượt người: nhiều hơn cả khi 400 đoàn viên đều có mặt ở 3 buổi. {SLIP}",
            False,
        )
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"oral_listeners": 1200, "members": 400, "oral_sessions": 3},
        {"oral_listeners": 1201, "members": 400},  # how many sessions is not stated
        {"oral_listeners": 1201, "oral_sessions": 3},
        {"members": 400, "oral_sessions": 3},
    ],
)
def test_listeners_within_members_and_sessions_or_without_them_are_not(values: dict[str, int]) -> None:
    assert doubts_of(ORAL, values, {}, times=3) == []


@pytest.mark.parametrize("lines", [ORAL, [line for line in ORAL if line.code != "oral_sessions"]])
def test_where_nobody_states_the_sessions_only_what_no_one_can_have_heard_is_asked_about(lines: list[FormLine]) -> None:
    assert doubts_of(lines, {"oral_listeners": 400, "members": 4}, {}, times=3) == []
    assert [one.fact for one in doubts_of(lines, {"oral_listeners": 9000, "members": 4}, {}, times=3)] == [
        "9.000 lượt người trên 4 đoàn viên: hơn 100 lần mỗi đoàn viên."
    ]


@pytest.mark.parametrize("values", [{"asked": 10, "answered": 10}, {"asked": 10}, {"answered": 3}, {}])
def test_a_part_within_its_whole_or_without_it_is_not(values: dict[str, int]) -> None:
    assert doubts_of(LINES, values, {}, times=3) == []


POSTS = [
    FormLine(0, "social_posts", "Số bài đăng trên mạng xã hội", "bài", "social"),
    FormLine(1, "social_shares", "Số lượt chia sẻ", "lượt", "social"),
    FormLine(2, "cost", "Kinh phí đã thực hiện", "đồng", "cost"),
]


def told(values: dict[str, int], former: dict[str, int] | None = None) -> list[str]:
    found = doubts_of(POSTS, values, former or {}, times=3)
    assert not any(doubt.needs_words for doubt in found)
    return [f"{doubt.code}: {doubt.fact} {doubt.advice}" for doubt in found]


def test_what_rests_on_nothing_is_asked_about_without_a_wave_before() -> None:
    assert told({"social_posts": 0, "social_shares": 5}) == [
        f"social_shares: 5 lượt, trong khi “Số bài đăng trên mạng xã hội” ghi 0. {SLIP}"
    ]


@pytest.mark.parametrize(
    "values", [{"social_posts": 0, "social_shares": 0}, {"social_posts": 1, "social_shares": 900}, {"social_shares": 5}]
)
def test_what_rests_on_something_or_on_what_nobody_states_is_not(values: dict[str, int]) -> None:
    assert told(values) == []


def test_a_form_without_what_it_rests_on_asks_nothing() -> None:
    assert doubts_of(POSTS[1:], {"social_shares": 5}, {}, times=3) == []


def test_money_that_was_meant_in_millions_is_asked_about_once() -> None:
    assert told({"cost": 999}) == [
        f"cost: Mới ghi 999 đồng: số này tính bằng đồng, không phải nghìn đồng hay triệu đồng. {SLIP}"
    ]
    assert [one[:35] for one in told({"cost": 9}, {"cost": 9_000_000})] == ["cost: Chỉ có 9 đồng, đợt trước là 9"]
    assert told({"cost": 1000}) == told({"cost": 0}) == []
