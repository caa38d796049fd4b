"""How congresses come to be and get their dates."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.congresses.models import Congress, CongressDate, Cycle
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.orgs.models import Unit


@transaction.atomic
def plan_congress(unit: Unit, *, cycle: Cycle, title: str, by: Any, now: datetime) -> Congress:
    """The unit's congress in the round, made if there is none. Safe to run twice."""
    congress, is_new = Congress.objects.get_or_create(unit=unit, cycle=cycle, defaults={"title": title[:250]})
    if is_new:
        audit.record("congress.planned", congress, by=by, now=now, unit_id=unit.pk, title=congress.title)
    return congress


@transaction.atomic
def open_cycle(*, ordinal: str, term: tuple[int, int], name: str, by: Any, now: datetime) -> Cycle:
    """The round of congresses, made if there is none. Safe to run twice."""
    cycle, is_new = Cycle.objects.get_or_create(
        ordinal=ordinal, term_start=term[0], defaults={"term_end": term[1], "name": name[:200]}
    )
    if is_new:
        audit.record("cycle.opened", cycle, by=by, now=now, name=cycle.name)
    return cycle


@transaction.atomic
def set_congress_date(
    congress: Congress, *, starts_on: date | None, ends_on: date | None, reason: str, by: Any, now: datetime
) -> bool:
    """Date the congress (both days included), move it, or take its date away; keep every decision with its reason.

    False when nothing changes. Campaigns follow through their own ``redate``. A known date is only moved with a reason.
    """
    if ends_on and (starts_on is None or ends_on < starts_on):
        raise Refused(_("The congress must end on or after its first day."), code="ends_before_start")
    congress = Congress.objects.select_for_update().get(pk=congress.pk)
    if (congress.starts_on, congress.ends_on) == (starts_on, ends_on):
        return False
    if congress.starts_on and not reason.strip():
        raise Refused(_("Say why the date moves: units below will ask."), code="no_reason")
    before = {"starts_on": congress.starts_on, "ends_on": congress.ends_on}
    congress.starts_on, congress.ends_on = starts_on, ends_on
    congress.save(update_fields=["starts_on", "ends_on"])
    CongressDate.objects.create(
        congress=congress,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason.strip()[:300],
        decided_by=by,
        decided_at=now,
    )
    audit.record(
        "congress.dated",
        congress,
        by=by,
        now=now,
        unit_id=congress.unit_id,
        before=before,
        after={"starts_on": starts_on, "ends_on": ends_on},
        reason=reason.strip(),
    )
    return True
