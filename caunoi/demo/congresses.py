"""The demonstration's congresses: held with results and news, waiting for approval, planned, moved, postponed."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from caunoi.congresses.actions import (
    describe_congress,
    hold_congress,
    plan_congress,
    postpone_congress,
    set_congress_date,
    set_deadline,
)
from caunoi.congresses.actions.preparing import explain_departure, plan_seats, write_agenda, write_sub_committees
from caunoi.congresses.actions.results import approve_results, enter_results, publish_news
from caunoi.congresses.agenda import read_steps
from caunoi.congresses.enums import CongressForm
from caunoi.congresses.models import Congress, Cycle
from caunoi.congresses.naming import propose_title
from caunoi.demo.calendar import DemoCalendar
from caunoi.demo.places import PROVINCE_CODE
from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Post, Unit, User

SOURCE = "Kế hoạch số 118/KH-LĐLĐ của Liên đoàn Lao động tỉnh Vĩnh Sơn (minh họa)"
AGENDA = """7:30 Đón tiếp đại biểu, ổn định tổ chức
8:00 Chào cờ, tuyên bố lý do, giới thiệu đại biểu
8:20 Bầu Đoàn Chủ tịch, Thư ký
8:40 Báo cáo tổng kết nhiệm kỳ
9:30 Thảo luận
10:30 Công bố nhân sự khóa mới
11:00 Thông qua nghị quyết, bế mạc"""
SUB_COMMITTEES = (("Tiểu ban Văn kiện", "TBVK", 5), ("Tiểu ban Nhân sự", "TBNS", 4))
RESULTS: dict[str, Any] = {
    "convened": 100, "present": 97, "women": 44, "minority": 18, "party": 61, "oldest": 59, "youngest": 23,
    "committee_appointed": 14, "standing_appointed": 4, "inspection_appointed": 5, "chair_appointed": 1,
    "vice_chairs_appointed": 1, "delegates_up_elected": 6, "delegates_up_ex_officio": 1, "committee_women": 6,
    "committee_minority": 3, "committee_party": 12, "age_30": 21, "age_40": 38, "age_50": 27, "age_60": 11,
    "school_postgraduate": 4, "school_university": 58, "school_college": 25, "school_other": 10,
}  # fmt: skip
PLANNED = {
    "planned_committee": 15,
    "planned_standing": 5,
    "planned_inspection": 5,
    "planned_chair": 1,
    "planned_vice_chairs": 1,
    "planned_delegates_up": 7,
    "planned_convened": 100,
    "planned_guests": 12,
}


@dataclass(frozen=True)
class Cast:
    """Who acts in the demonstration's congresses."""

    cycle: Cycle
    province: User
    leaders: dict[int, User]
    calendar: DemoCalendar


def hold_congresses(units: dict[str, Unit], people: dict[str, User], calendar: DemoCalendar, *, now: datetime) -> int:
    """A few congresses of the invented province in every state; return how many there are."""
    cycle = Cycle.objects.order_by("pk").first()
    if cycle is None:
        return 0
    leaders = {post.unit_id: post.user for post in Post.objects.select_related("user").order_by("-pk")}
    cast = Cast(cycle, people["tinh"], leaders, calendar)
    _set_deadlines(cast, units[PROVINCE_CODE], now)
    standing = {
        unit.code: unit for unit in Unit.objects.at(calendar.today).filter(code__startswith=f"{PROVINCE_CODE}-")
    }
    for number, days_ago in ((2, 40), (3, 33), (4, 20)):
        _held(standing[f"VSN-{number:02d}"], cast, days_ago=days_ago, published=True)
    _held(standing["VSN-01-001"], cast, days_ago=6, published=False)
    _differing(_held(standing["VSN-05"], cast, days_ago=4, published=False, entered=False), cast)
    _planned(standing, cast, now)
    return Congress.objects.filter(cycle=cycle).count()


def _set_deadlines(cast: Cast, province: Unit, now: datetime) -> None:
    today = cast.calendar.today
    rows = [(UnitKind.COMMUNE, 45, SOURCE), (UnitKind.GRASSROOTS, 100, SOURCE)]
    rows.append((UnitKind.COMMUNE, 30, "Công văn số 204/LĐLĐ của Liên đoàn Lao động tỉnh Vĩnh Sơn (minh họa)"))
    for kind, days, source in rows:
        due_on = today + timedelta(days=days)
        set_deadline(cast.cycle, unit=province, kind=kind, due_on=due_on, source=source, by=cast.province, now=now)


def _entered(unit: Unit, cast: Cast, form: str, ordinal: str, now: datetime) -> Congress:
    leader = cast.leaders.get(unit.pk, cast.province)
    congress = plan_congress(unit, cycle=cast.cycle, title=unit.name, by=leader, now=now)
    term = cast.calendar.term
    title = propose_title(unit.name, form=form, ordinal=ordinal, term=term)
    words = {"form": form, "ordinal": ordinal, "title": title, "venue": "Nhà văn hóa trung tâm"}
    describe_congress(congress, by=leader, now=now, term_start=term[0], term_end=term[1], **words)
    return congress


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(16)))


def _held(unit: Unit, cast: Cast, *, days_ago: int, published: bool, entered: bool = True) -> Congress:
    """Held; with results entered twice; approved and published where ``published``."""
    day = cast.calendar.today - timedelta(days=days_ago)
    now, leader = _moment(day), cast.leaders.get(unit.pk, cast.province)
    is_commune = unit.kind == UnitKind.COMMUNE
    form = CongressForm.DELEGATE_CONFERENCE if is_commune else CongressForm.DELEGATES
    congress = _entered(unit, cast, form, "I" if is_commune else "IV", now - timedelta(days=40))
    plan_seats(congress, planned=PLANNED, by=leader, now=now - timedelta(days=30))
    write_agenda(congress, steps=read_steps(AGENDA), by=leader, now=now - timedelta(days=20))
    rows = [
        {"name": name, "series": series, "head": "", "members": members} for name, series, members in SUB_COMMITTEES
    ]
    write_sub_committees(congress, rows=rows, by=leader, now=now - timedelta(days=20))
    set_congress_date(congress, starts_on=day, ends_on=None, reason="", by=leader, now=now - timedelta(days=30))
    congress = hold_congress(congress, starts_on=day, ends_on=None, by=leader, now=now)
    values = RESULTS | {"elected": f"{leader.full_name} – Chủ tịch"}
    if entered:
        for person in (leader, cast.province):
            enter_results(congress, values=values, by=person, now=now)
    if published:
        approve_results(congress, by=leader, now=now)
        publish_news(congress, by=leader, now=now + timedelta(minutes=5))
    return congress


def _differing(congress: Congress, cast: Cast) -> None:
    """Two entries that disagree: the onlooker settles them."""
    now = _moment(cast.calendar.today - timedelta(days=3))
    leader = cast.leaders[congress.unit_id]
    enter_results(congress, values=RESULTS | {"present": 95, "women": 41}, by=leader, now=now)
    enter_results(congress, values=RESULTS, by=cast.province, now=now)


def _planned(standing: dict[str, Unit], cast: Cast, now: datetime) -> None:
    today = cast.calendar.today
    for number in (7, 8, 9):
        congress = _entered(standing[f"VSN-{number:02d}"], cast, CongressForm.DELEGATE_CONFERENCE, "I", now)
        day = today + timedelta(days=number * 3)
        set_congress_date(congress, starts_on=day, ends_on=None, reason="", by=cast.province, now=now)
    moved = _entered(standing["VSN-01"], cast, CongressForm.DELEGATE_CONFERENCE, "I", now)
    plan_seats(moved, planned=PLANNED | {"planned_standing": 6}, by=cast.province, now=now)
    words = "Ban Thường vụ Liên đoàn Lao động tỉnh đồng ý tăng một ủy viên do địa bàn rộng."
    explain_departure(moved, code="standing", text=words, by=cast.province, now=now)
    for days, reason in ((12, ""), (19, "Trùng lịch họp Hội đồng nhân dân phường")):
        day = today + timedelta(days=days)
        set_congress_date(moved, starts_on=day, ends_on=None, reason=reason, by=cast.province, now=now)
    for code, cause, reason in (
        ("VSN-06-001", "merging", "Doanh nghiệp đang sáp nhập, chờ kiện toàn tổ chức công đoàn"),
        ("VSN-06-002", "suspended", "Doanh nghiệp tạm ngừng sản xuất đến hết quý"),
    ):
        congress = _entered(standing[code], cast, CongressForm.PLENARY, "", now)
        postpone_congress(congress, cause=cause, reason=reason, by=cast.province, now=now)
