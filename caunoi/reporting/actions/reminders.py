"""Reminding, once a day: inspectors of a visit whose day has passed, units of a recommendation that is late."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.core.formatting import format_day
from caunoi.orgs.actions.notices import notify
from caunoi.orgs.permissions import people_with
from caunoi.orgs.roles import Right
from caunoi.reporting.models import Recommendation, Visit


def remind_late(*, now: datetime) -> int:
    """Tell those concerned of what is late today; return how many visits and recommendations were spoken of.

    Safe to run twice: a row is claimed for the day by a conditional update before anybody is told.
    """
    on = timezone.localdate(now)
    due = Q(reminded_on__isnull=True) | Q(reminded_on__lt=on)
    spoken = 0
    for visit in Visit.objects.overdue(on).filter(due).order_by("pk").iterator(chunk_size=500):
        spoken += _remind_of_visit(visit, now)
    late = Recommendation.objects.binding().late(on).filter(due).select_related("unit").order_by("pk")
    for row in late.iterator(chunk_size=500):
        spoken += _remind_of_recommendation(row, now)
    return spoken


@transaction.atomic
def _remind_of_visit(visit: Visit, now: datetime) -> bool:
    on = timezone.localdate(now)
    if not Visit.objects.filter(Q(reminded_on__isnull=True) | Q(reminded_on__lt=on), pk=visit.pk).update(
        reminded_on=on
    ):
        return False
    title = _("The visit planned for %(day)s has no record yet") % {"day": format_day(visit.planned_on)}
    url = reverse("reporting:show-visit", args=[visit.pk])
    key = f"visit.overdue:{visit.pk}:{on}"
    notify(visit.inspectors.filter(is_active=True), key=key, title=title, body=visit.purpose, url=url, now=now)
    return True


@transaction.atomic
def _remind_of_recommendation(row: Recommendation, now: datetime) -> bool:
    on = timezone.localdate(now)
    unclaimed = Recommendation.objects.filter(Q(reminded_on__isnull=True) | Q(reminded_on__lt=on), pk=row.pk)
    if not unclaimed.update(reminded_on=on):
        return False
    title = _("A recommendation of the inspection was to be carried out by %(day)s") % {"day": format_day(row.due_on)}
    url = reverse("reporting:show-recommendation", args=[row.pk])
    people = people_with(Right.LOG_ACTIVITY, row.unit, on=on)
    notify(people, key=f"recommendation.late:{row.pk}:{on}", title=title, body=row.text, url=url, now=now)
    return True
