"""Receipt of an issued campaign: opened, acknowledged, reminded of."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.models import Campaign, Delivery
from caunoi.campaigns.tasks.issue import remind_officers
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.orgs.models import Unit, User

UNITS_PER_JOB = 500


@transaction.atomic
def open_delivery(delivery: Delivery, *, by: User, now: datetime) -> bool:
    """Note the first opening by an officer of the unit; False when it was noted before."""
    first = Delivery.objects.filter(pk=delivery.pk, opened_at__isnull=True).update(opened_at=now, opened_by=by)
    if first:
        delivery.opened_at, delivery.opened_by = now, by
        audit.record("delivery.opened", delivery, by=by, now=now, unit_id=delivery.unit_id)
    return bool(first)


@transaction.atomic
def acknowledge_delivery(delivery: Delivery, *, by: User, now: datetime) -> bool:
    """Confirm receipt in the unit's name, once; False when somebody of the unit has done so already: ``delivery`` says who."""
    open_delivery(delivery, by=by, now=now)
    waiting = Delivery.objects.filter(pk=delivery.pk, acknowledged_at__isnull=True)
    if not waiting.update(acknowledged_at=now, acknowledged_by=by):
        delivery.refresh_from_db(fields=["acknowledged_at", "acknowledged_by"])
        return False
    delivery.acknowledged_at, delivery.acknowledged_by = now, by
    audit.record("delivery.acknowledged", delivery, by=by, now=now, unit_id=delivery.unit_id)
    return True


@transaction.atomic
def remind_units(campaign: Campaign, *, unit: Unit, by: User, now: datetime) -> int:
    """Remind every unit below ``unit`` (as ``at`` gives it) that has not acknowledged, each once a day; return how many.

    ``Refused`` (``nobody_to_remind``) when all have acknowledged or were reminded today.
    """
    today = timezone.localdate(now)
    below = Unit.objects.at(today).below(unit.path).values("pk")
    waiting = Delivery.objects.filter(campaign=campaign, acknowledged_at__isnull=True, unit__in=below)
    waiting = waiting.filter(Q(reminded_on__isnull=True) | ~Q(reminded_on=today))
    units = list(waiting.order_by("unit_id").values_list("unit_id", flat=True))
    if not units:
        message = _("Nobody to remind: every unit has acknowledged or was reminded today.")
        raise Refused(message, code="nobody_to_remind")
    for start in range(0, len(units), UNITS_PER_JOB):
        some = units[start : start + UNITS_PER_JOB]
        Delivery.objects.filter(campaign=campaign, unit__in=some).update(reminded_on=today)
        remind_officers.enqueue(campaign.pk, some, today.isoformat())
    audit.record("campaign.reminded", campaign, by=by, now=now, unit_id=unit.pk, units=len(units))
    return len(units)
