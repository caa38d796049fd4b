"""Results: two people, their differences, approval, the news, the way back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from caunoi.congresses.actions.results import (
    approve_results,
    enter_results,
    publish_news,
    return_results,
    settle_results,
)
from caunoi.congresses.enums import Body, ResultState
from caunoi.congresses.figures import differences, filled, values_of
from caunoi.congresses.forms.results import ResultForm
from caunoi.congresses.models import News, Result, ResultEntry
from caunoi.congresses.queries import public_news
from caunoi.congresses.queries.page import bands_of, read_entering, shares_of
from caunoi.congresses.wording import compose_news, share_text
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from tests.cast import Cast
from tests.conftest import NOW
from tests.congresses.conftest import VALUES, Maker


def refusal(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def test_two_equal_entries_settle_themselves(maker: Maker, cast: Cast) -> None:
    congress = maker.entered(maker.held(cast.units.G1))
    result = Result.objects.get(congress=congress)
    assert (result.state, result.settled_by) == (ResultState.SETTLED, cast.superior)
    assert (result.women, filled(result, Body.DELEGATES_UP), result.bands) == (
        20,
        3,
        {"age_30": 10, "school_university": 30},
    )
    entry = congress.entries.get(slot=1)
    assert values_of(result) == values_of(entry)


def test_one_person_enters_once_however_often(maker: Maker, cast: Cast) -> None:
    congress = maker.held(cast.units.G1)
    enter_results(congress, values=VALUES, by=cast.owner, now=NOW)
    enter_results(congress, values=VALUES | {"women": 19}, by=cast.owner, now=NOW)
    assert read_entering(congress).state == "one"
    assert list(congress.entries.values_list("slot", "women")) == [(1, 19)]
    with pytest.raises(IntegrityError), transaction.atomic():
        ResultEntry.objects.create(congress=congress, slot=2, entered_by=cast.owner, entered_at=NOW)


def test_differences_are_settled_figure_by_figure(maker: Maker, cast: Cast) -> None:
    other = {"women": 21, "age_30": None, "elected": "Nguyễn Thị Mai – Phó Chủ tịch"}
    congress = maker.entered(maker.held(cast.units.G1), other)
    entering = read_entering(congress)
    assert (entering.state, entering.differing) == ("differing", 3)
    found = differences(*entering.entries)
    assert [(one.name, one.first, one.second) for one in found] == [
        ("women", 20, 21),
        ("age_30", 10, None),
        ("elected", "Nguyễn Thị Mai – Chủ tịch", "Nguyễn Thị Mai – Phó Chủ tịch"),
    ]
    choices = {"women": 2, "age_30": 1}
    assert refusal(lambda: settle_results(congress, choices=choices, by=cast.owner, now=NOW)) == "left_open"
    result = settle_results(congress, choices=choices | {"elected": 1}, by=cast.owner, now=NOW)
    assert (result.women, result.bands["age_30"], result.elected) == (21, 10, "Nguyễn Thị Mai – Chủ tịch")
    assert AuditEntry.objects.get(action="result.settled").detail["chosen"]["women"] == 2


def test_a_third_person_does_not_enter(maker: Maker, cast: Cast) -> None:
    congress = maker.entered(maker.held(cast.units.G1), {"women": 21})
    assert refusal(lambda: enter_results(congress, values=VALUES, by=cast.chair, now=NOW)) == "entered_twice"


def test_entering_needs_a_held_congress(maker: Maker, cast: Cast) -> None:
    congress = maker.congress(cast.units.G1)
    assert refusal(lambda: enter_results(congress, values=VALUES, by=cast.owner, now=NOW)) == "not_held"


def test_nothing_is_skipped_on_the_way_out(maker: Maker, cast: Cast) -> None:
    congress = maker.held(cast.units.G1)
    assert refusal(lambda: approve_results(congress, by=cast.chair, now=NOW)) == "no_result"
    enter_results(congress, values=VALUES, by=cast.owner, now=NOW)
    assert refusal(lambda: settle_results(congress, choices={}, by=cast.owner, now=NOW)) == "one_entry"
    enter_results(congress, values=VALUES, by=cast.superior, now=NOW)
    assert refusal(lambda: publish_news(congress, by=cast.chair, now=NOW)) == "not_approved"
    approve_results(congress, by=cast.chair, now=NOW)
    assert refusal(lambda: enter_results(congress, values=VALUES, by=cast.owner, now=NOW)) == "locked"
    assert refusal(lambda: settle_results(congress, choices={}, by=cast.owner, now=NOW)) == "locked"


def test_approving_and_publishing_twice_count_once(maker: Maker, cast: Cast) -> None:
    congress = maker.approved(cast.units.G1).congress
    assert approve_results(congress, by=cast.owner, now=NOW).approved_by == cast.chair
    news = publish_news(congress, by=cast.chair, now=NOW)
    assert publish_news(congress, by=cast.chair, now=NOW) == news
    assert AuditEntry.objects.filter(action__in=["result.approved", "result.published"]).count() == 2
    assert Result.objects.get(congress=congress).state == ResultState.PUBLISHED


def test_sent_back_results_cannot_be_approved_over(maker: Maker, cast: Cast) -> None:
    congress = maker.approved(cast.units.G1).congress
    publish_news(congress, by=cast.chair, now=NOW)
    assert refusal(lambda: return_results(congress, reason="", by=cast.chair, now=NOW)) == "no_reason"
    return_results(congress, reason="Sai số nữ", by=cast.chair, now=NOW)
    assert refusal(lambda: approve_results(congress, by=cast.chair, now=NOW)) == "returned"
    assert public_news() == ()
    assert News.objects.get().withdrawn_reason == "Sai số nữ"
    enter_results(congress, values=VALUES | {"women": 19}, by=cast.owner, now=NOW)
    assert read_entering(congress).state == "differing"
    enter_results(congress, values=VALUES | {"women": 19}, by=cast.superior, now=NOW)
    approve_results(congress, by=cast.chair, now=NOW)
    publish_news(congress, by=cast.chair, now=NOW)
    assert (News.objects.count(), len(public_news())) == (2, 1)


def test_news_is_computed_from_the_results(maker: Maker, cast: Cast) -> None:
    congress = maker.held(cast.units.G1)
    congress.title, congress.venue = "Đại hội lần thứ IV", "Nhà văn hóa"
    congress.save()
    maker.entered(congress)
    approve_results(congress, by=cast.chair, now=NOW)
    publish_news(congress, by=cast.chair, now=NOW)
    (news,) = public_news()
    assert news.title == "Đại hội lần thứ IV"
    assert news.paragraphs == (
        (
            "Ngày 10/11/2026, tại Nhà văn hóa, Đại hội lần thứ IV đã được tổ chức. Dự có 48/50 đại biểu được triệu tập, "
            "trong đó có 20 đại biểu là nữ (41,7%); 12 đại biểu là người dân tộc thiểu số (25%); "
            "24 đại biểu là đảng viên (50%). Đại biểu cao tuổi nhất 58 tuổi, trẻ tuổi nhất 22 tuổi."
        ),
        (
            "Kết quả nhân sự khóa mới: Ban Chấp hành: 6/7 ủy viên (bầu 6), khuyết 1; Ban Thường vụ: 2/2 ủy viên (bầu 2); "
            "Ủy ban Kiểm tra: 3 ủy viên (bầu 3); Đoàn đại biểu dự đại hội cấp trên: 3 đại biểu (bầu 2, đương nhiên 1)."
        ),
        "Các chức danh: Nguyễn Thị Mai – Chủ tịch.",
    )


def test_news_of_an_appointed_committee_and_of_bare_results(maker: Maker, cast: Cast) -> None:
    congress = maker.held(cast.units.G1)
    congress.ends_on = date(2026, 11, 11)
    _title, text = compose_news(congress, Result(committee_appointed=9, present=0, women=0))
    assert text.split("\n") == [
        "Từ ngày 10/11/2026 đến ngày 11/11/2026, Đại hội đã được tổ chức. Dự có 0 đại biểu, trong đó có 0 đại biểu là nữ.",
        "Công bố quyết định chỉ định nhân sự khóa mới: Ban Chấp hành: 9 ủy viên (chỉ định 9).",
    ]
    assert compose_news(congress, Result())[1].count("\n") == 0


def test_what_is_shown_is_computed(maker: Maker, cast: Cast) -> None:
    result = maker.approved(cast.units.G1)
    assert [(share.part, share.whole) for share in shares_of(result)] == [
        (20, 48), (12, 48), (24, 48), (3, 6), (2, 6), (4, 6),
    ]  # fmt: skip
    assert bands_of(result) == [
        ("Độ tuổi", [("Dưới 30 tuổi", 10)]),
        ("Trình độ chuyên môn", [("Đại học", 30)]),
    ]
    assert [share_text(229, 299), share_text(1, 0), share_text(None, 3)] == ["76,6%", "", ""]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"convened": 10, "present": 11}, {"present"}),
        ({"present": 10, "women": 11, "party": 3}, {"women"}),
        ({"oldest": 30, "youngest": 40}, {"youngest"}),
        ({"committee_elected": 3, "committee_women": 4}, {"committee_women"}),
        ({"present": 10, "age_30": 6, "age_40": 5}, {"age_30"}),
        ({"elected": "Nguyễn Thị Mai, sinh 1980"}, {"elected"}),
        ({"elected": "Nguyễn Thị Mai – Chủ tịch 0912345678"}, {"elected"}),
        ({"elected": "A – B\n" * 41}, {"elected"}),
        ({"women": -1}, {"women"}),
        ({}, set()),
        ({"committee_women": 4, "elected": "Nguyễn Thị Mai - Chủ tịch"}, set()),
    ],
)
def test_counts_must_fit_together(typed: dict[str, Any], wrong: set[str]) -> None:
    assert set(ResultForm(typed).errors) == wrong
