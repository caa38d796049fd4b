"""Guidance and inspection as they run: units shared out, one visit on record with a recommendation late, one planned."""

from datetime import datetime, timedelta
from uuid import uuid5

from django.utils import timezone

from caunoi.campaigns.models import Campaign
from caunoi.demo.places import PROVINCE_CODE
from caunoi.orgs.models import Unit, User
from caunoi.reporting.actions.charges import charge_units
from caunoi.reporting.actions.checklists import draw_up_checklist
from caunoi.reporting.actions.findings import Finding, save_finding
from caunoi.reporting.actions.follow_up import recommend, report_remedy
from caunoi.reporting.actions.visits import Plan, confirm_record, plan_visits, record_visit
from caunoi.reporting.models import Checklist, Visit
from caunoi.reporting.queries.checklists import duties_for

# What was found at each point: verdict and note; the rest was met.
FOUND = (
    ("met", "Đã sinh hoạt chuyên đề tại 3 tổ công đoàn, có sổ ghi chép."),
    ("not_met", "Chưa tổ chức lấy ý kiến ở tổ làm ca đêm."),
    ("met", ""),
)


def inspect(campaign: Campaign, units: dict[str, Unit], people: dict[str, User], *, now: datetime) -> None:
    province, officer = units[PROVINCE_CODE], people["tinh"]
    charged = [units["VSN-01"], units["VSN-06"]]
    charge_units(charged, given_by=province, person=officer, on=timezone.localdate(now), by=officer, now=now)
    first = campaign.waves.order_by("ordinal")[0]
    duties = duties_for(campaign, wave=str(first.pk))[:6]
    checklist = draw_up_checklist(
        province, campaign, title="Kiểm tra công tác tuyên truyền đại hội, đợt 1", duties=duties, by=officer, now=now
    )
    _held(province, units["VSN-01-001"], checklist, officer, people["coso"], now=now)
    _plan(province, units["VSN-06"], checklist, officer, now=now, ahead=5)


def _plan(province: Unit, unit: Unit, checklist: Checklist, officer: User, *, now: datetime, ahead: int) -> Visit:
    plan = Plan(
        planned_on=timezone.localdate(now) + timedelta(days=ahead),
        purpose="Kiểm tra, hướng dẫn tuyên truyền đại hội đợt 1",
        word_to_unit="Chuẩn bị kế hoạch, sổ họp tổ công đoàn và ảnh các hoạt động.",
        inspectors=[officer],
    )
    return plan_visits([unit], plan, held_by=province, checklist=checklist, by=officer, now=now)[0]


def _held(province: Unit, unit: Unit, checklist: Checklist, officer: User, chair: User, *, now: datetime) -> None:
    """Twenty days ago; one recommendation is remedied and waits for the inspector, the other is late."""
    then = now - timedelta(days=20)
    visit = _plan(province, unit, checklist, officer, now=then, ahead=0)
    points = list(visit.points.filter(is_remark=False))
    sheet = uuid5(visit.client_key, "phiếu")
    for number, point in enumerate(points):
        verdict, note = FOUND[number] if number < len(FOUND) else ("met", "")
        key = uuid5(visit.client_key, str(number))
        save_finding(point, Finding(verdict, note, point.revision, key, sheet), by=officer, now=then)
    texts = ("Bố trí lấy ý kiến tổ làm ca đêm vào đầu ca.", "Treo khẩu hiệu đại hội tại cổng phía Nam.")
    asked = [
        recommend(
            visit, text=text, due_on=timezone.localdate(then) + timedelta(days=days), unit=unit,
            client_key=uuid5(visit.client_key, text), by=officer, now=then,
        )
        for text, days in zip(texts, (15, 10), strict=True)
    ]  # fmt: skip
    present = "Bà Nguyễn Thị Mai, Chủ tịch công đoàn cơ sở"
    record_visit(visit, held_on=timezone.localdate(then), present=present, by=officer, now=then)
    visit.refresh_from_db()
    confirm_record(visit, agrees=True, opinion="", by=chair, now=then + timedelta(days=1))
    done = "Đã phát và thu phiếu đầu ca đêm ngày thứ Hai, 42/48 đoàn viên có ý kiến."
    key = uuid5(visit.client_key, "khắc phục")
    report_remedy(asked[0], text=done, client_key=key, by=chair, now=now - timedelta(days=6))
