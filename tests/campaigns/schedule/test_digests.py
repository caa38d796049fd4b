"""One notice per person after a quiet period, net of moves that cancel out."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command

from caunoi.campaigns.actions.digests import send_digests
from caunoi.campaigns.following import apply_moves
from caunoi.campaigns.models import Assignment, Campaign, DateChange
from caunoi.campaigns.schedule import redate
from caunoi.congresses.models import Congress, Cycle
from caunoi.orgs.enums import Role
from caunoi.orgs.models import Notice, Post
from tests.campaigns.running import NOW, Running, make_issued
from tests.campaigns.schedule.test_units import cycle, move, say
from tests.cast import SINCE, Cast, make_officer

__all__ = ["cycle"]
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def hung(running: Running, cycle: Cycle) -> Running:
    """Two duties hang on the own congress, one of them on the superior's too."""
    say(running.told, end="trước đại hội của đơn vị 10 ngày")
    say(running.sung, start="ngày 01/02/2027", end="sau đại hội công đoàn cấp trên 5 ngày")
    redate(running.campaign, by=None, now=NOW)
    return running


def shift(code: str, day: date | None, at: datetime = NOW) -> None:
    moving = move(code, day, day)
    Congress.objects.filter(pk=moving.congress_id).update(starts_on=day, ends_on=day)
    apply_moves([moving], by=None, now=at)


def told() -> list[tuple[str, str]]:
    return sorted(Notice.objects.filter(key__startswith="dates.moved").values_list("user__email", "body"))


def test_re_dating_on_issue_tells_nobody(hung: Running) -> None:
    assert DateChange.objects.count() == 0


def test_one_notice_after_the_quiet_period(cast: Cast, hung: Running) -> None:
    shift("G1", date(2027, 4, 1))
    shift("G1", date(2027, 5, 1), NOW + 30 * MINUTE)
    assert send_digests(now=NOW + HOUR) == 0  # it moved half an hour ago
    assert send_digests(now=NOW + 90 * MINUTE) == 1
    assert told() == [
        (
            cast.chair.email,
            (
                "Kế hoạch 12/KH-LĐLĐ: 1 nhiệm vụ đổi ngày. Trước đây: 01/10/2026 – 19/02/2027. "
                "Nay: 01/10/2026 – 21/04/2027."
            ),
        )
    ]
    assert DateChange.objects.count() == 0
    assert send_digests(now=NOW + 3 * HOUR) == 0


def test_moves_that_cancel_out_are_forgotten(hung: Running) -> None:
    shift("G1", date(2027, 4, 1))
    back = move("G1", date(2027, 3, 1), date(2027, 3, 2))
    apply_moves([back], by=None, now=NOW)
    assert send_digests(now=NOW + HOUR) == 0
    assert (told(), DateChange.objects.count()) == ([], 0)


def test_done_duties_are_not_told(cast: Cast, hung: Running) -> None:
    shift("G1", date(2027, 4, 1))
    Assignment.objects.filter(unit=cast.units.G1).update(state="done", done_at=NOW)
    assert send_digests(now=NOW + HOUR) == 0


def test_a_person_of_two_units_is_told_once_when_both_are_quiet(cast: Cast, hung: Running) -> None:
    both = make_officer("hai-noi@coso.example", "Đinh Thị Sen", cast.units.G1)
    Post.objects.create(user=both, unit=cast.units.G2, role=Role.CHAIR, starts_on=SINCE)
    shift("G1", date(2027, 4, 1))
    shift("G2", date(2027, 4, 2), NOW + 50 * MINUTE)
    shift("D", date(2027, 7, 1), NOW + 10 * MINUTE)
    assert send_digests(now=NOW + 80 * MINUTE) == 1  # D's officer; G1, G2 and their people wait for each other
    assert send_digests(now=NOW + 3 * HOUR) == 2
    bodies = dict(told())
    assert [line.split(" – ")[0] for line in bodies[both.email].splitlines()] == [
        "Công đoàn cơ sở Trường Tiểu học Ba Khe",
        "Công đoàn cơ sở Công ty Chè Ba Khe",
    ]
    assert "2 nhiệm vụ đổi ngày" in bodies[both.email]
    assert "\n" not in bodies[cast.chair.email]


def test_a_day_that_is_no_longer_known_is_said(cast: Cast, hung: Running) -> None:
    say(hung.told, start="ngày khai mạc đại hội của đơn vị", end="ngày khai mạc đại hội của đơn vị")
    redate(hung.campaign, by=None, now=NOW)
    shift("G1", None)
    send_digests(now=NOW + HOUR)
    assert told()[0][1].endswith("Trước đây: 01/03/2027. Nay: chưa có ngày.")


def test_two_campaigns_are_in_one_notice(cast: Cast, hung: Running) -> None:
    other = make_issued(cast)
    Campaign.objects.filter(pk=other.campaign.pk).update(instrument=hung.campaign.instrument)
    say(other.told, end="ngày khai mạc đại hội của đơn vị")
    redate(Campaign.objects.get(pk=other.campaign.pk), by=None, now=NOW)
    shift("G1", date(2027, 4, 1))
    assert send_digests(now=NOW + HOUR) == 1
    notice = Notice.objects.get(key__startswith="dates.moved")
    assert (len(notice.body.splitlines()), notice.url) == (2, "/ban-lam-viec/chien-dich/")


def test_units_without_people_are_forgotten(hung: Running) -> None:
    shift("G2", date(2027, 4, 1))
    call_command("send_digests")
    assert DateChange.objects.count() == 1
    assert send_digests(now=NOW + HOUR) == 0
    assert DateChange.objects.count() == 0


def test_the_command_says_how_many(hung: Running, capsys: Any) -> None:
    call_command("send_digests")
    assert capsys.readouterr().out == "0 people told\n"
