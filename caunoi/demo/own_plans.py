"""The plan of a ward's union for the campaign it received: own days, a person who answers, a duty besides; in force."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from caunoi.campaigns.actions.own_plans import add_part, adopt_own_plan, decide_part, set_header, start_own_plan
from caunoi.campaigns.adapting.choices import Addition, Decision, Header
from caunoi.campaigns.adapting.snapshots import key_of
from caunoi.campaigns.enums import DutyKind
from caunoi.campaigns.models import Campaign, OwnPlan
from caunoi.orgs.models import Post, Unit, User


def adopt_plan(campaign: Campaign, unit: Unit, officer: User, *, now: datetime) -> None:
    """Loaded a second time it stays as it is."""
    if OwnPlan.objects.filter(superior=campaign, unit=unit).exists():
        return
    facts: dict[str, Any] = {"revision": None, "by": officer, "now": now}
    plan = start_own_plan(campaign, unit, by=officer, now=now)
    first = campaign.waves.order_by("ordinal")[0]
    content = campaign.duties.filter(kind=DutyKind.CONTENT, wave=first, assignments__unit=unit).order_by("position")
    person = Post.objects.filter(user=officer, unit=unit).values_list("pk", flat=True)[:1]
    plan = decide_part(plan, key_of(content[0]), Decision(people=list(person)), **facts)
    reason = "Đơn vị không có đội văn nghệ; phối hợp với phường bạn khi có điều kiện"
    if other := content.filter(text__icontains="văn nghệ").first():
        plan = decide_part(plan, key_of(other), Decision(left_out=True, reason=reason), **facts)
    told = "Phát bản tin đại hội trên loa truyền thanh tổ dân phố vào 17 giờ thứ Ba, thứ Năm hằng tuần."
    plan = add_part(plan, Addition("duty", told, wave=key_of(first), reach="self"), **facts)
    plan = add_part(plan, Addition("target", figure="articles", number=12), **facts)
    name = Unit.objects.at(timezone.localdate(now)).get(pk=unit.pk).name
    place = name.removeprefix("Công đoàn phường ")  # a ward's papers name the ward, not its province
    header = Header(number="09/KH-CĐP", place=place, title="Chủ tịch", name=officer.full_name)
    adopt_own_plan(set_header(plan, header, **facts), **facts)
