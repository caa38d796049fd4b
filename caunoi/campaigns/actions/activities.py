"""Logging what a unit did: once, whatever the network does; changed and withdrawn with a trace."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from caunoi.campaigns.actions.evidence import attach_uploads, forget_files
from caunoi.campaigns.models import (
    Activity,
    ActivityFigure,
    ActivityLink,
    Assignment,
    Campaign,
    Channel,
    Evidence,
    PendingUpload,
    Provision,
    Theme,
    Wave,
)
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.models import Unit, User

PLAIN = ("kind", "title", "done_on", "place", "note", "cost")
SERVED = ("assignment", "provision", "theme", "wave", "channel")


@dataclass(frozen=True)
class Entry:
    """What the form says. ``cost`` in đồng; ``figures`` by code of ``FIGURES``; ``client_key`` is made by the sender."""

    kind: str
    title: str
    done_on: date
    place: str = ""
    note: str = ""
    cost: int | None = None
    assignment: Assignment | None = None
    provision: Provision | None = None
    theme: Theme | None = None
    wave: Wave | None = None
    channel: Channel | None = None
    figures: Mapping[str, int] = field(default_factory=dict)
    links: Sequence[str] = ()
    client_key: UUID = field(default_factory=uuid4)

    def values(self) -> dict[str, Any]:
        """The activity's own columns."""
        return {name: getattr(self, name) for name in (*PLAIN, *SERVED)} | {"title": nfc(self.title)}


def log_activity(
    unit: Unit,
    campaign: Campaign,
    entry: Entry,
    *,
    uploads: Iterable[PendingUpload] = (),
    by: User | None,
    now: datetime,
) -> tuple[Activity, bool]:
    """Record the activity; False beside the existing one when this form was counted before (same unit and ``client_key``)."""
    if known := _counted(unit, entry):
        return known, False
    try:
        with transaction.atomic():
            return _create(unit, campaign, entry, uploads, by, now), True
    except IntegrityError:  # the same form, sent twice at the same moment
        known = _counted(unit, entry)
        if known is None:
            raise
        return known, False


def _counted(unit: Unit, entry: Entry) -> Activity | None:
    return Activity.objects.filter(unit=unit, client_key=entry.client_key).first()


def _create(
    unit: Unit, campaign: Campaign, entry: Entry, uploads: Iterable[PendingUpload], by: User | None, now: datetime
) -> Activity:
    activity = Activity(
        unit=unit, campaign=campaign, client_key=entry.client_key, logged_by=by, logged_at=now, **entry.values()
    )
    activity.save(force_insert=True)
    _write_figures(activity, entry)
    photos = attach_uploads(activity, uploads)
    audit.record("activity.logged", activity, by=by, now=now, unit_id=unit.pk, kind=entry.kind, evidence=photos)
    return activity


def _write_figures(activity: Activity, entry: Entry) -> None:
    figures = [ActivityFigure(activity=activity, code=code, value=value) for code, value in entry.figures.items()]
    ActivityFigure.objects.bulk_create(figures)
    ActivityLink.objects.bulk_create(ActivityLink(activity=activity, url=url) for url in entry.links)


@transaction.atomic
def edit_activity(
    activity: Activity,
    entry: Entry,
    *,
    uploads: Iterable[PendingUpload] = (),
    removed: Iterable[Evidence] = (),
    by: User,
    now: datetime,
) -> None:
    """Bring the activity in line with ``entry``; the trail says which fields changed from what to what."""
    if activity.withdrawn_at:
        raise Refused(_("This activity is withdrawn. Bring it back before you change it."), code="withdrawn")
    before = _state(activity)
    for name, value in entry.values().items():
        setattr(activity, name, value)
    activity.save()
    activity.figures.all().delete()
    activity.links.all().delete()
    _write_figures(activity, entry)
    gone = [row for row in removed if row.activity_id == activity.pk]
    Evidence.objects.filter(pk__in=[row.pk for row in gone]).delete()
    forget_files(*gone)
    added = attach_uploads(activity, uploads)
    after = _state(activity)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    audit.record(
        "activity.edited", activity, by=by, now=now, unit_id=activity.unit_id, changed=changed,
        evidence_added=added, evidence_removed=[row.sha256 for row in gone],
    )  # fmt: skip


def _state(activity: Activity) -> dict[str, Any]:
    served = {name: getattr(activity, f"{name}_id") for name in SERVED}
    figures = dict(activity.figures.values_list("code", "value"))
    links = sorted(activity.links.values_list("url", flat=True))
    return {name: getattr(activity, name) for name in PLAIN} | served | {"figures": figures, "links": links}


@transaction.atomic
def withdraw_activity(activity: Activity, *, reason: str, by: User, now: datetime) -> None:
    """Take the activity out of every count; it stays readable with the reason."""
    reason = nfc(reason)[:300]
    if not reason:
        raise Refused(_("Say why you withdraw the activity."), code="reason_missing")
    standing = Activity.objects.filter(pk=activity.pk, withdrawn_at__isnull=True)
    if not standing.update(withdrawn_at=now, withdrawn_reason=reason):
        raise Refused(_("This activity is already withdrawn."), code="withdrawn")
    activity.withdrawn_at, activity.withdrawn_reason = now, reason
    audit.record("activity.withdrawn", activity, by=by, now=now, unit_id=activity.unit_id, reason=reason)


@transaction.atomic
def restore_activity(activity: Activity, *, by: User, now: datetime) -> None:
    """Undo a withdrawal."""
    withdrawn = Activity.objects.filter(pk=activity.pk, withdrawn_at__isnull=False)
    if not withdrawn.update(withdrawn_at=None, withdrawn_reason=""):
        raise Refused(_("This activity is not withdrawn."), code="not_withdrawn")
    activity.withdrawn_at, activity.withdrawn_reason = None, ""
    audit.record("activity.restored", activity, by=by, now=now, unit_id=activity.unit_id)
