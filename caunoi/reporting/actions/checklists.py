"""Checklists: built from the plan's duties, edited freely, versioned once a visit uses them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from caunoi.campaigns.models import Campaign, Duty
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.models import Unit, User
from caunoi.reporting.models import Checklist, ChecklistPoint

MAX_POINTS = 200


@dataclass(frozen=True)
class Point:
    text: str
    duty_id: int | None = None


@transaction.atomic
def draw_up_checklist(
    unit: Unit, campaign: Campaign, *, title: str, duties: Iterable[Duty], by: User, now: datetime
) -> Checklist:
    """A checklist of ``unit`` with one point for each text of ``duties``, in their order."""
    texts = {nfc(duty.text): duty.pk for duty in reversed(list(duties))}  # the first duty of equal ones stays
    points = [Point(text, pk) for text, pk in reversed(texts.items())]
    _check(title, points)
    checklist = Checklist.objects.create(
        unit=unit, campaign=campaign, title=nfc(title)[:200], created_by=by, created_at=now
    )
    _write(checklist, points)
    audit.record("checklist.drawn_up", checklist, by=by, now=now, unit_id=unit.pk, points=len(points))
    return checklist


@transaction.atomic
def change_checklist(
    checklist: Checklist, *, title: str, points: Sequence[Point], revision: int, by: User, now: datetime
) -> Checklist:
    """The checklist with these points in this order: the draft itself, or the version after one that a visit uses.

    ``revision`` is the one the form was made from. ``Refused`` with ``stale`` (changed meanwhile) or ``superseded``.
    """
    _check(title, points)
    if Checklist.objects.filter(supersedes=checklist).exists():
        raise Refused(_("There is a newer version of this checklist. Change that one."), code="superseded")
    draft = Checklist.objects.filter(pk=checklist.pk, revision=revision)
    if not draft.update(revision=F("revision") + 1):
        raise Refused(_("A colleague has changed this checklist meanwhile. Look at it again."), code="stale")
    checklist.refresh_from_db()
    if checklist.used_at:
        checklist = Checklist.objects.create(
            unit_id=checklist.unit_id,
            campaign_id=checklist.campaign_id,
            version=checklist.version + 1,
            supersedes=checklist,
            title=nfc(title)[:200],
            created_by=by,
            created_at=now,
        )
    else:
        checklist.title = nfc(title)[:200]
        checklist.save(update_fields=["title"])
        checklist.points.all().delete()
    _write(checklist, points)
    audit.record(
        "checklist.changed", checklist, by=by, now=now, unit_id=checklist.unit_id,
        points=len(points), version=checklist.version,
    )  # fmt: skip
    return checklist


def _check(title: str, points: Sequence[Point]) -> None:
    if not title.strip():
        raise Refused(_("Give the checklist a title."), code="title_missing")
    if not points:
        raise Refused(_("A checklist needs at least one point."), code="points_missing")
    if len(points) > MAX_POINTS:
        message = _("A checklist has at most %(limit)s points. Choose a wave or a kind of duty.")
        raise Refused(message % {"limit": MAX_POINTS}, code="too_many_points")


def _write(checklist: Checklist, points: Sequence[Point]) -> None:
    ChecklistPoint.objects.bulk_create(
        ChecklistPoint(checklist=checklist, position=number, text=nfc(point.text), duty_id=point.duty_id)
        for number, point in enumerate(points, start=1)
    )
