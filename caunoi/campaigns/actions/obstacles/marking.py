"""What a unit makes of an answer that it was offered."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from caunoi.campaigns.models import Guidance, GuidanceMark
from caunoi.core import audit
from caunoi.orgs.models import Unit, User


class Mark(StrEnum):
    USEFUL = "useful"
    AWAY = "away"  # no longer shown at the duty of the unit
    NONE = "none"


@transaction.atomic
def mark_guidance(guidance: Guidance, unit: Unit, mark: Mark, *, by: User, now: datetime) -> None:
    """Say in the name of ``unit`` that the answer is useful, or put it away, or take either back."""
    if mark == Mark.NONE:
        GuidanceMark.objects.filter(guidance=guidance, unit=unit).delete()
    else:
        values = {"is_useful": mark == Mark.USEFUL, "by": by, "at": now}
        GuidanceMark.objects.update_or_create(guidance=guidance, unit=unit, defaults=values)
    audit.record("guidance.marked", guidance, by=by, now=now, unit_id=unit.pk, mark=mark.value)
