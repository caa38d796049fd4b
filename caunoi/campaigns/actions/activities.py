"""Logging what a unit did: once, whatever the network does; changed and withdrawn with a trace."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.actions.counting import recount_activity
from caunoi.campaigns.actions.displays import Hung, hang_displays
from caunoi.campaigns.actions.evidence import attach_uploads, forget_files
from caunoi.campaigns.actions.links import keep_links
from caunoi.campaigns.enums import ChannelKind
from caunoi.campaigns.figures import DISPLAYED
from caunoi.campaigns.models import (
    Activity,
    ActivityFigure,
    Assignment,
    Campaign,
    Channel,
    EstimateItem,
    Evidence,
    PendingUpload,
    Provision,
    Theme,
    Wave,
)
from caunoi.campaigns.particulars import clean_particulars
from caunoi.campaigns.queries.activity_state import PLAIN, SERVED, mark_of, state_of
from caunoi.campaigns.queries.counters import cell_of
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.models import Unit, User
from caunoi.orgs.placing import refuse_closed


@dataclass(frozen=True)
class Entry:
    """What the form says. ``cost`` in đồng; ``figures`` by code of ``FIGURES``; ``particulars`` by code of ``PARTICULARS``;
    ``client_key`` is made by the sender. What ``displays`` hang is counted from them, whatever ``figures`` says of it.
    """

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
    estimate_item: EstimateItem | None = None
    particulars: Mapping[str, Any] = field(default_factory=dict)
    displays: Sequence[Hung] = ()
    figures: Mapping[str, int] = field(default_factory=dict)
    links: Sequence[str] = ()
    client_key: UUID = field(default_factory=uuid4)

    def values(self) -> dict[str, Any]:
        """The activity's own columns. ``Refused`` for a particular that the kind is not asked."""
        try:
            particulars = clean_particulars(self.kind, self.particulars)
        except ValueError as error:
            message = _("“%(code)s” does not belong to this kind of activity.") % {"code": error}
            raise Refused(message, code="particular") from error
        named = {name: getattr(self, name) for name in (*PLAIN, *SERVED)}
        return named | {"title": nfc(self.title), "particulars": particulars}


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
    refuse_closed(unit, entry.done_on)
    activity = Activity(
        unit=unit, campaign=campaign, client_key=entry.client_key, logged_by=by, logged_at=now, **entry.values()
    )
    _check_item(activity)
    activity.save(force_insert=True)
    _write_rows(activity, entry)
    photos = attach_uploads(activity, uploads)
    recount_activity(activity, None, on=timezone.localdate(now))
    audit.record("activity.logged", activity, by=by, now=now, unit_id=unit.pk, kind=entry.kind, evidence=photos)
    return activity


def _write_rows(activity: Activity, entry: Entry, kept: Mapping[str, int] | None = None) -> None:
    """``kept``: figures of displays from before displays were rows of their own."""
    keep_links(activity, entry.links)
    hang_displays(activity, entry.displays)
    figures = {**(kept or {}), **entry.figures, **_hung(activity)}
    ActivityFigure.objects.bulk_create(
        ActivityFigure(activity=activity, code=code, value=value) for code, value in figures.items()
    )


def _hung(activity: Activity) -> dict[str, int]:
    """The figures of the displays, those that are down already included."""
    rows = activity.displays.order_by().values_list("kind").annotate(total=Sum("number"))
    return {DISPLAYED[kind]: total for kind, total in rows}


def _kept(activity: Activity, entry: Entry) -> dict[str, int]:
    if entry.kind != ChannelKind.VISUAL or activity.displays.exists():
        return {}
    return dict(activity.figures.filter(code__in=DISPLAYED.values()).values_list("code", "value"))


def _check_item(activity: Activity) -> None:
    item = activity.estimate_item
    if item and (item.estimate.unit_id, item.estimate.campaign_id) != (activity.unit_id, activity.campaign_id):
        raise Refused(_("This item belongs to another estimate."), code="estimate_item")


class ActivityChanged(Refused):
    """The activity is no longer what the person looked at; nothing was overwritten."""

    def __init__(self) -> None:
        message = _("This activity has been changed meanwhile. Look at both and choose.")
        super().__init__(message, code="changed_meanwhile")


@transaction.atomic
def edit_activity(
    activity: Activity,
    entry: Entry,
    *,
    uploads: Iterable[PendingUpload] = (),
    removed: Iterable[Evidence] = (),
    seen: str = "",
    by: User,
    now: datetime,
) -> None:
    """Bring the activity in line with ``entry``; the trail says which fields changed from what to what.

    ``seen`` is the ``mark_of`` the activity that the person looked at: ``ActivityChanged`` where it is another by now and
    ``entry`` would change it; so the same form sent twice counts once. A withdrawn one is changed only by who saw it
    withdrawn, and counts again (else ``Refused``, ``withdrawn``).
    """
    standing = Activity.objects.select_for_update().get(pk=activity.pk)
    is_seen = mark_of(standing) == seen
    if standing.withdrawn_at and is_seen:
        restore_activity(standing, by=by, now=now)
    elif standing.withdrawn_at:
        raise Refused(_("This activity is withdrawn. Bring it back before you change it."), code="withdrawn")
    before, counted_in = state_of(standing), cell_of(standing)
    for name, value in entry.values().items():
        setattr(standing, name, value)
    _check_item(standing)
    standing.save()
    kept = _kept(standing, entry)
    standing.figures.all().delete()
    _write_rows(standing, entry, kept)
    recount_activity(standing, counted_in, on=timezone.localdate(now))
    gone = [row for row in removed if row.activity_id == activity.pk]
    Evidence.objects.filter(pk__in=[row.pk for row in gone]).delete()
    forget_files(*gone)
    added = attach_uploads(standing, uploads)
    after = state_of(standing)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if seen and not is_seen:
        if changed or gone or added:
            raise ActivityChanged  # the transaction takes everything back
        return
    audit.record(
        "activity.edited", standing, by=by, now=now, unit_id=standing.unit_id, changed=changed,
        evidence_added=added, evidence_removed=[row.sha256 for row in gone],
    )  # fmt: skip
    activity.refresh_from_db()


@transaction.atomic
def withdraw_activity(activity: Activity, *, reason: str, by: User, now: datetime) -> None:
    """Take the activity out of every count; it stays readable with the reason."""
    reason = nfc(reason)[:300]
    if not reason:
        raise Refused(_("Say why you withdraw the activity."), code="reason_missing")
    standing, counted_in = Activity.objects.filter(pk=activity.pk, withdrawn_at__isnull=True), cell_of(activity)
    if not standing.update(withdrawn_at=now, withdrawn_reason=reason):
        raise Refused(_("This activity is already withdrawn."), code="withdrawn")
    activity.withdrawn_at, activity.withdrawn_reason = now, reason
    recount_activity(activity, counted_in, on=timezone.localdate(now))
    audit.record("activity.withdrawn", activity, by=by, now=now, unit_id=activity.unit_id, reason=reason)


@transaction.atomic
def restore_activity(activity: Activity, *, by: User, now: datetime) -> None:
    """Undo a withdrawal."""
    withdrawn = Activity.objects.filter(pk=activity.pk, withdrawn_at__isnull=False)
    if not withdrawn.update(withdrawn_at=None, withdrawn_reason=""):
        raise Refused(_("This activity is not withdrawn."), code="not_withdrawn")
    activity.withdrawn_at, activity.withdrawn_reason = None, ""
    recount_activity(activity, None, on=timezone.localdate(now))
    audit.record("activity.restored", activity, by=by, now=now, unit_id=activity.unit_id)
