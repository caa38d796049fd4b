"""Who is told of a report: the level above once a day, the unit of every decision; reminders at most once a day."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from caunoi.orgs.enums import Role
from caunoi.orgs.models import Notice, Post
from caunoi.reporting.actions.filing_reminders import _remind, remind_filings
from caunoi.reporting.actions.filings import approve_filing, excuse_filing, reopen_filing, return_filing
from caunoi.reporting.models import Filing
from caunoi.reporting.tasks import tell_of_excuse, tell_of_filing
from tests.campaigns.running import NOW, TODAY
from tests.cast import SINCE
from tests.reporting.filing import Filed
from tests.reporting.test_filings import send


def notices(since: int = 0) -> list[tuple[str, str, str]]:
    rows = Notice.objects.filter(key__startswith="filing.").order_by("pk")
    return [(row.user.full_name, row.title, row.body) for row in rows][since:]


def test_the_level_above_is_told_once_a_day_of_what_has_come_in(filed: Filed, run_jobs: Any) -> None:
    for unit in (filed.cast.units.G1, filed.cast.units.G2):
        send(filed, filed.of(unit))
    run_jobs()
    assert notices() == [("Lò Thị Hoa", "Có báo cáo gửi lên, chờ duyệt", "Báo cáo đợt 1")]


def test_the_unit_is_told_of_every_decision_and_the_level_above_of_a_second_sending(
    filed: Filed, run_jobs: Any
) -> None:
    facts: dict[str, Any] = {"by": filed.cast.owner, "now": NOW}
    filing = send(filed)
    run_jobs()
    filing = return_filing(filing, reason="Thiếu ảnh", **facts)
    run_jobs()
    filing = send(filed, filing)
    run_jobs()
    filing = approve_filing(filing, **facts)
    run_jobs()
    reopen_filing(filing, reason="Bổ sung", **facts)
    run_jobs()
    assert notices(since=1) == [
        ("Nguyễn Thị Mai", "Báo cáo bị trả lại: Báo cáo đợt 1", "Thiếu ảnh"),
        ("Lò Thị Hoa", "Công đoàn cơ sở Trường Tiểu học Ba Khe đã gửi lại báo cáo", "Báo cáo đợt 1"),
        ("Nguyễn Thị Mai", "Báo cáo đã được duyệt: Báo cáo đợt 1", ""),
        ("Nguyễn Thị Mai", "Báo cáo được mở lại: Báo cáo đợt 1", "Bổ sung"),
    ]


def test_nobody_is_told_of_a_step_that_was_overtaken_or_that_nobody_decided(filed: Filed, run_jobs: Any) -> None:
    filing = send(filed)
    return_filing(filing, reason="Thiếu ảnh", by=filed.cast.owner, now=NOW)
    run_jobs()
    assert [row[1] for row in notices()] == ["Báo cáo bị trả lại: Báo cáo đợt 1"]
    top = Filing.objects.create(form=filed.form, version=filed.version, unit=filed.cast.units.TLD)
    send(filed, top)
    run_jobs()
    assert len(notices()) == 1
    assert (tell_of_filing.call(4711, 1), tell_of_excuse.func(4711, "")) == (0, 0)


def test_nobody_stands_above_a_unit_that_has_gone(filed: Filed) -> None:
    filing = send(filed)
    filing.unit.placements.update(valid_to=TODAY)
    assert tell_of_filing.call(filing.pk, filing.revision) == 0


def test_the_unit_is_told_that_it_need_not_file_and_that_it_is_asked_again(filed: Filed, run_jobs: Any) -> None:
    for minute, reason in enumerate(("Đang sáp nhập", "")):
        moment = NOW + timedelta(minutes=minute)
        excuse_filing(filed.of(filed.cast.units.G1), reason=reason, by=filed.cast.owner, now=moment)
    run_jobs()
    assert [title for _who, title, _body in notices()] == [
        "Đơn vị được yêu cầu báo cáo lại: Báo cáo đợt 1",
        "Đơn vị được yêu cầu báo cáo lại: Báo cáo đợt 1",
    ]


def test_an_excuse_given_twice_is_told_once(filed: Filed, run_jobs: Any) -> None:
    for minute in range(2):
        moment = NOW + timedelta(minutes=minute)
        excuse_filing(filed.of(filed.cast.units.G1), reason="Đang sáp nhập", by=filed.cast.owner, now=moment)
        run_jobs()
    assert notices() == [("Nguyễn Thị Mai", "Đơn vị không phải nộp báo cáo: Báo cáo đợt 1", "Đang sáp nhập")]


def due(filed: Filed, *units: Any, on: date = TODAY + timedelta(days=3)) -> None:
    Filing.objects.filter(unit__in=units).update(due_on=on)


def test_units_are_reminded_once_a_day_of_what_is_due_soon_or_late(filed: Filed, clock: Any) -> None:
    units = filed.cast.units
    assert remind_filings(now=NOW) == 0  # a week is not soon
    due(filed, units.G1)
    due(filed, units.G2, on=TODAY - timedelta(days=1))
    Post.objects.create(user=filed.cast.chair, unit=units.G2, role=Role.CHAIR, starts_on=SINCE)
    call_command("remind_filings")
    body = "Báo cáo đợt 1: hạn ngày 26/11/2026\nBáo cáo đợt 1: đã quá hạn từ ngày 22/11/2026"
    assert notices() == [("Nguyễn Thị Mai", "Đơn vị chưa gửi báo cáo", body)]
    assert remind_filings(now=NOW) == 0
    clock.shift(timedelta(days=1))
    assert remind_filings(now=timezone.now()) == 2


def test_who_is_excused_has_sent_or_has_a_closed_form_is_not_reminded(filed: Filed) -> None:
    units = filed.cast.units
    due(filed, units.G1, units.G2, units.D)
    send(filed, filed.of(units.G1))
    excuse_filing(filed.of(units.G2), reason="Đang sáp nhập", by=filed.cast.owner, now=NOW)
    assert remind_filings(now=NOW) == 1
    filed.form.closed_at = NOW
    filed.form.save()
    assert remind_filings(now=NOW + timedelta(days=1)) == 0


def test_a_report_claimed_by_another_run_is_not_spoken_of_again(filed: Filed) -> None:
    due(filed, filed.cast.units.G1)
    filing = filed.of(filed.cast.units.G1)
    assert [_remind([filing.pk], NOW), _remind([filing.pk], NOW)] == [1, 0]
    assert len(notices()) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_reminding_asks_the_same_at_one_report_and_at_three(
    filed: Filed, number: int, django_assert_num_queries: Any
) -> None:
    units = [filed.cast.units.G1, filed.cast.units.G2, filed.cast.units.G0][:number]
    due(filed, *units)
    with django_assert_num_queries(12):
        assert remind_filings(now=NOW) == number
