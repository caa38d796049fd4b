"""Findings: each point saved on its own, from any device, in any order; nothing overwritten unseen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.campaigns.models import PendingUpload
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import fold, nfc
from caunoi.orgs.models import User
from caunoi.reporting.actions.photographs import attach_photos
from caunoi.reporting.enums import VisitState
from caunoi.reporting.models import FindingSave, Visit, VisitPoint


@dataclass(frozen=True)
class Finding:
    """One form of one point. ``revision`` is the save it started from; ``sheet`` the copy of the page it was typed on;
    ``client_key`` is made by the sender: the same form sent twice counts once."""

    verdict: str
    note: str
    revision: int
    client_key: UUID
    sheet: UUID

    @property
    def key(self) -> UUID:
        """The same form with other words in it is another save: a page kept offline may be typed on twice."""
        return uuid5(self.client_key, f"{self.verdict}\n{self.note}")


class Conflict(Refused):
    """Somebody saved the point from another device after this form was made. ``point`` is as it stands now."""

    def __init__(self, point: VisitPoint) -> None:
        super().__init__(_("This point was changed meanwhile. Look at both and choose."), code="conflict")
        self.point = point


def save_finding(
    point: VisitPoint, finding: Finding, *, uploads: Iterable[PendingUpload] = (), by: User, now: datetime
) -> bool:
    """Save one point; False when this very form was counted before, or says what stands there already.

    ``Conflict`` when the point was saved from another copy of the page since ``finding.revision``;
    ``Refused`` (``not_writable``) once the record is drawn up.
    """
    with transaction.atomic():
        visit = _locked(point.visit_id)
        point.refresh_from_db()
        rows = list(uploads)
        if FindingSave.objects.filter(point=point, key=finding.key).exists():
            attach_photos(rows, point=point)
            return False
        _begin(visit)
        if (point.verdict, point.note) == (finding.verdict, finding.note):
            attach_photos(rows, point=point)
            return False
        later = FindingSave.objects.filter(point=point, revision__gt=finding.revision)
        if later.exclude(sheet=finding.sheet).exists():
            raise Conflict(point)
        _write(point, finding, by, now)
        photos = attach_photos(rows, point=point)
        audit.record(
            "finding.saved", point, by=by, now=now, unit_id=visit.unit_id,
            verdict=finding.verdict, revision=point.revision, photos=photos,
        )  # fmt: skip
        return True


def _locked(visit_id: int) -> Visit:
    """The visit, held against a record drawn up and against other saves at the same moment."""
    return Visit.objects.select_for_update().get(pk=visit_id)


def _begin(visit: Visit) -> None:
    """The visit is under way from its first finding on."""
    if not visit.is_writable:
        raise Refused(
            _("The record of this visit is drawn up: its findings stand. Take it back first."), code="not_writable"
        )
    Visit.objects.filter(pk=visit.pk, state=VisitState.PLANNED).update(state=VisitState.UNDER_WAY)


def _write(point: VisitPoint, finding: Finding, by: User, now: datetime) -> None:
    values = {
        "verdict": "" if point.is_remark else finding.verdict,
        "note": finding.note,
        "revision": point.revision + 1,
        "saved_by": by,
        "saved_at": now,
    }
    FindingSave.objects.create(
        point=point, revision=point.revision + 1, verdict=finding.verdict, note=finding.note,
        key=finding.key, sheet=finding.sheet, by=by, at=now,
    )  # fmt: skip
    VisitPoint.objects.filter(pk=point.pk).update(**values)
    for name, value in values.items():
        setattr(point, name, value)


@transaction.atomic
def add_point(visit: Visit, *, text: str, client_key: UUID, by: User, now: datetime) -> VisitPoint:
    """A point of one's own, met on the road. The same form sent twice adds one."""
    text = nfc(text)
    if not text:
        raise Refused(_("Write what is looked at."), code="text_missing")
    visit = _locked(visit.pk)
    known = visit.points.filter(client_key=client_key).first()
    if known:
        return known
    _begin(visit)
    last = visit.points.order_by("-position").first()
    point = VisitPoint.objects.create(
        visit=visit, position=(last.position if last else 0) + 1, text=text, folded=fold(text), client_key=client_key
    )
    audit.record("finding.point_added", point, by=by, now=now, unit_id=visit.unit_id)
    return point
