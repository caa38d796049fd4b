"""Reminding units of what still hangs after its day, once a week a unit and campaign."""

from collections import defaultdict
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from caunoi.campaigns.models import Campaign, Display
from caunoi.orgs.actions.notices import notify
from caunoi.orgs.models import Unit
from caunoi.orgs.permissions import people_with
from caunoi.orgs.roles import Right


def remind_of_displays(*, now: datetime) -> int:
    """Tell those who log for a unit how many of its displays should be down by now; return how many units are spoken to.

    Safe to run twice: the notice of a week has one key. A unit that no longer stands is passed over.
    """
    on = timezone.localdate(now)
    late: dict[tuple[int, int], int] = defaultdict(int)
    rows = Display.objects.counted().overdue(on).order_by()
    for campaign, unit, number in rows.values_list("activity__campaign", "activity__unit", "number"):
        late[campaign, unit] += number
    units = {unit.pk: unit for unit in Unit.objects.at(on).filter(pk__in={unit for _campaign, unit in late})}
    campaigns = Campaign.objects.select_related("instrument").in_bulk({campaign for campaign, _unit in late})
    spoken = 0
    for (campaign, unit), number in late.items():
        if unit in units:
            spoken += bool(_remind(campaigns[campaign], units[unit], number, on, now))
    return spoken


def _remind(campaign: Campaign, unit: Unit, number: int, on: date, now: datetime) -> int:
    year, week, _day = on.isocalendar()
    title = ngettext("%(number)s display should be down by now", "%(number)s displays should be down by now", number)
    return notify(
        people_with(Right.LOG_ACTIVITY, unit, on=on),
        key=f"displays.overdue:{campaign.pk}:{unit.pk}:{year}-{week}",
        title=title % {"number": number},
        body=str(campaign.instrument),
        url=f"{reverse('campaigns:list-displays', args=[campaign.pk])}?state=overdue",
        now=now,
    )
