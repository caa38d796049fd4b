"""Displays: hung with their activity, taken down with a photograph."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.actions.evidence import attach_uploads
from caunoi.campaigns.models import Activity, Display, PendingUpload
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.models import User


@dataclass(frozen=True)
class Hung:
    """What a form says of one display; ``pk`` names the row that it changes. Lengths in metres."""

    kind: str
    up_from: date
    number: int = 1
    width: Decimal | None = None
    height: Decimal | None = None
    site: str = ""
    up_to: date | None = None
    due_down_on: date | None = None
    pk: int | None = None

    def values(self) -> dict[str, Any]:
        named = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "pk"}
        return named | {"site": nfc(self.site)[:200], "due_down_on": self.due_down_on or self.up_to}


def hang_displays(activity: Activity, displays: Sequence[Hung]) -> None:
    """Bring the activity's displays in line with ``displays``. What is down already stays as it was.

    Call in the action's transaction.
    """
    standing = {row.pk: row for row in activity.displays.filter(taken_down_on__isnull=True)}
    for hung in displays:
        row = standing.pop(hung.pk, None) if hung.pk else None
        if hung.pk and row is None:
            continue  # taken down meanwhile, or another activity's
        row = row or Display(activity=activity)
        for name, value in hung.values().items():
            setattr(row, name, value)
        row.save()
    Display.objects.filter(pk__in=list(standing)).delete()


@transaction.atomic
def take_down_display(
    display: Display,
    *,
    on: date,
    client_key: UUID,
    uploads: Iterable[PendingUpload] = (),
    note: str = "",
    by: User,
    now: datetime,
) -> bool:
    """Record that the display is down since ``on``, with a photograph or with words why there is none.

    False when this form was counted before. ``Refused``: ``proof_missing``, ``day`` (before it hung, or still to come),
    ``already_down``, ``withdrawn``.
    """
    uploads, note = list(uploads), nfc(note)[:300]
    _check_takedown(display, on, proven=bool(uploads or note), now=now)
    up = Display.objects.filter(pk=display.pk, taken_down_on__isnull=True)
    if not up.update(taken_down_on=on, taken_down_by=by, takedown_note=note, takedown_key=client_key):
        if Display.objects.filter(pk=display.pk, takedown_key=client_key).exists():
            return False
        raise Refused(_("This display has already been taken down."), code="already_down")
    activity = display.activity
    attach_uploads(activity, uploads)
    proof = activity.evidence.filter(sha256__in=[row.sha256 for row in uploads]).order_by("pk").first()
    Display.objects.filter(pk=display.pk).update(proof=proof)
    display.refresh_from_db()
    audit.record(
        "display.taken_down", activity, by=by, now=now, unit_id=activity.unit_id,
        display=display.pk, on=on, evidence=len(uploads), note=note,
    )  # fmt: skip
    return True


def _check_takedown(display: Display, on: date, *, proven: bool, now: datetime) -> None:
    if display.activity.withdrawn_at:
        raise Refused(_("This activity is withdrawn. Bring it back before you change it."), code="withdrawn")
    if not proven:
        message = _("Add a photograph of the empty site, or say why there is none.")
        raise Refused(message, code="proof_missing")
    if not display.up_from <= on <= timezone.localdate(now):
        raise Refused(_("The day lies before the display was put up, or is still to come."), code="day")
