"""Telling people of charges, visits and remedies. Every task is safe to run twice."""

import logging
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from caunoi.core.formatting import format_day
from caunoi.orgs.actions.notices import notify
from caunoi.orgs.models import Unit, User
from caunoi.orgs.permissions import people_with
from caunoi.orgs.roles import Right
from caunoi.reporting.enums import RemedyVerdict
from caunoi.reporting.models import Charge, Remedy, Visit

logger = logging.getLogger(__name__)


@task()
def tell_charged(charge_ids: list[int]) -> int:
    """One notice to each holder, whatever the number of units; return how many people are told."""
    charges = list(Charge.objects.filter(pk__in=charge_ids).select_related("department", "person"))
    if not charges:
        logger.warning("charges %s are gone; nobody is told", charge_ids)
        return 0
    now = timezone.now()
    on = timezone.localdate(now)
    first = charges[0]
    people = people_with(Right.VIEW, first.department, on=on) if first.department else [first.person]
    names = Unit.objects.at(on).filter(pk__in=[charge.unit_id for charge in charges]).in_tree_order()
    return notify(
        [person for person in people if person],
        key=f"charge.given:{first.pk}",
        title=_("You are charged with looking after units"),
        body=", ".join(unit.name for unit in names),
        url=reverse("reporting:inspections"),
        now=now,
    )


def _titles(visit: Visit, unit: object) -> dict[str, str]:
    names = {"unit": unit, "day": format_day(visit.planned_on)}
    return {
        "planned": _("An inspection of %(unit)s is planned for %(day)s") % names,
        "moved": _("The inspection of %(unit)s is moved to %(day)s") % names,
        "cancelled": _("The inspection of %(unit)s on %(day)s is cancelled") % names,
        "recorded": _("The record of the inspection waits for your unit's confirmation"),
        "confirmed": _("%(unit)s has answered the record of the inspection") % names,
    }


@task()
def tell_unit_of_visit(visit_id: int, event: str) -> int:
    """A notice of ``event`` to those who answer for the unit; of a planned visit to its inspectors too; of the unit's
    answer to the inspectors alone. Return how many people are told."""
    visit = Visit.objects.select_related("unit").filter(pk=visit_id).first()
    if visit is None:
        logger.warning("visit %s is gone; nobody is told", visit_id)
        return 0
    now = timezone.now()
    on = timezone.localdate(now)
    unit = Unit.objects.at(on).filter(pk=visit.unit_id).first() or visit.unit
    inspectors = set(visit.inspectors.filter(is_active=True))
    people = set() if event == "confirmed" else set(people_with(Right.ACKNOWLEDGE, visit.unit, on=on))
    if event != "recorded":
        people |= inspectors
    body = {"cancelled": visit.cancelled_reason, "confirmed": visit.opinion}.get(event, visit.word_to_unit)
    moment = visit.recorded_at.isoformat() if event == "recorded" and visit.recorded_at else visit.planned_on
    return notify(
        people,
        key=f"visit.{event}:{visit.pk}:{moment}",
        title=_titles(visit, unit)[event],
        body=body or visit.purpose,
        url=reverse("reporting:show-visit", args=[visit.pk]),
        now=now,
    )


@task()
def tell_of_remedy(remedy_id: int) -> int:
    """The inspectors that a remedy was reported; the unit what they say to it. Return how many people are told."""
    remedy = Remedy.objects.select_related("recommendation__visit", "recommendation__unit").filter(pk=remedy_id).first()
    if remedy is None:
        logger.warning("remedy %s is gone; nobody is told", remedy_id)
        return 0
    now = timezone.now()
    on = timezone.localdate(now)
    row = remedy.recommendation
    people: Iterable[User]
    if remedy.verdict == RemedyVerdict.WAITING:
        unit = Unit.objects.at(on).filter(pk=row.unit_id).first() or row.unit
        people, body = row.visit.inspectors.filter(is_active=True), remedy.text
        title = _("%(unit)s reports that a recommendation is carried out") % {"unit": unit}
    else:
        people, body = people_with(Right.LOG_ACTIVITY, row.unit, on=on), remedy.answer or row.text
        accepted = remedy.verdict == RemedyVerdict.ACCEPTED
        title = _("The remedy is accepted") if accepted else _("The remedy is returned: something is still missing")
    return notify(
        people,
        key=f"remedy.{remedy.verdict}:{remedy.pk}",
        title=title,
        body=body,
        url=reverse("reporting:show-recommendation", args=[row.pk]),
        now=now,
    )
