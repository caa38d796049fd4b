"""Charging departments and people with units."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.orgs.models import Unit, User
from caunoi.reporting.models import Charge
from caunoi.reporting.tasks import tell_charged


@transaction.atomic
def charge_units(
    units: Iterable[Unit],
    *,
    given_by: Unit,
    department: Unit | None = None,
    person: User | None = None,
    on: date,
    by: User,
    now: datetime,
) -> int:
    """Charge the department, else the person, with ``units`` from the day ``on``; return how many are new.

    What the holder has already been charged with stays as it is. ``Refused`` (``holder_missing``, ``units_missing``).
    """
    holder = department or person
    if holder is None or (department and person):
        raise Refused(_("Choose a department or a person."), code="holder_missing")
    wanted = list(units)
    if not wanted:
        raise Refused(_("Tick at least one unit."), code="units_missing")
    held = Charge.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), department=department, person=person)
    known = set(held.values_list("unit_id", flat=True))
    rows = [
        Charge(given_by=given_by, unit=unit, department=department, person=person, starts_on=on)
        for unit in wanted
        if unit.pk not in known
    ]
    for row in rows:
        row.save(force_insert=True)
        audit.record("charge.given", row, by=by, now=now, unit_id=row.unit_id, holder=str(holder), starts_on=on)
    if rows:
        tell_charged.enqueue([row.pk for row in rows])
    return len(rows)


@transaction.atomic
def end_charge(charge: Charge, *, by: User, now: datetime) -> None:
    """The charge ends with yesterday; one that began today or later has never been."""
    today = timezone.localdate(now)
    if charge.ends_on is not None and charge.ends_on < today:
        raise Refused(_("This charge has already ended."), code="charge_ended")
    audit.record("charge.ended", charge, by=by, now=now, unit_id=charge.unit_id)
    if charge.starts_on >= today:
        charge.delete()
        return
    charge.ends_on = today - timedelta(days=1)
    charge.save(update_fields=["ends_on"])
