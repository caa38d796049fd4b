"""What the level above does with many reports at once: approve those that wait, one by one; remind of those that are missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.formatting import format_day
from caunoi.orgs.actions.notices import notify
from caunoi.orgs.models import Post, Unit, User
from caunoi.orgs.roles import Right, roles_with
from caunoi.reporting.actions.filings import approve_filing
from caunoi.reporting.models import Filing, ReportForm
from caunoi.reporting.queries.board import to_remind

SOME = 1_000


@dataclass
class Approved:
    """``moved``: reports that somebody has changed since they were looked at."""

    done: int = 0
    moved: list[Filing] = field(default_factory=list)


def approve_filings(revisions: Mapping[int, int], *, by: User, now: datetime) -> Approved:
    """Approve each report (key → the revision that was looked at) by an action of its own: what has changed meanwhile is left
    as it is and named, the others stay approved."""
    result = Approved()
    for pk in sorted(revisions):
        filing = Filing.objects.select_related("unit").get(pk=pk)
        if _approve_one(filing, revisions[pk], by=by, now=now):
            result.done += 1
        else:
            result.moved.append(filing)
    return result


@transaction.atomic
def _approve_one(filing: Filing, revision: int, *, by: User, now: datetime) -> bool:
    found = Filing.objects.select_for_update().get(pk=filing.pk)
    if found.revision != revision:
        return False
    try:
        approve_filing(found, by=by, now=now)
    except Refused:
        return False
    return True


def remind_missing(form: ReportForm, *, unit: Unit, by: User, now: datetime) -> int:
    """Tell those who may file in every unit below ``unit`` (as ``at`` gives it) that has not sent, each once a day; how many
    units. ``Refused``: ``form_not_open``, ``nobody_to_remind``."""
    on = timezone.localdate(now)
    if form.opened_at is None or form.closed_at:
        raise Refused(_("The report form is not open now: nothing can be sent on it."), code="form_not_open")
    keys = list(to_remind(form, unit, on=on).order_by("pk").values_list("pk", flat=True))
    spoken = sum(_remind(form, keys[start : start + SOME], on, now) for start in range(0, len(keys), SOME))
    if not spoken:
        message = _("Nobody to remind: every unit has sent its report or was reminded today.")
        raise Refused(message, code="nobody_to_remind")
    audit.record("form.reminded", form, by=by, now=now, unit_id=unit.pk, units=spoken)
    return spoken


@transaction.atomic
def _remind(form: ReportForm, keys: list[int], on: date, now: datetime) -> int:
    """Claim the reports for the day before anybody is told, then one notice to each person for each last day."""
    claimed = Filing.objects.missing().filter(pk__in=keys).exclude(reminded_on=on).select_for_update()
    found = list(claimed.order_by("pk").values_list("pk", "unit", "due_on"))
    Filing.objects.filter(pk__in=[pk for pk, _unit, _due in found]).update(reminded_on=on)
    standing = Unit.objects.at(on).filter(pk__in=[unit for _pk, unit, _due in found]).values("pk")
    posts = Post.objects.held_on(on).filter(unit__in=standing, role__in=roles_with(Right.FILE), user__is_active=True)
    people: dict[int, list[User]] = {}
    for post in posts.select_related("user"):
        people.setdefault(post.unit_id, []).append(post.user)
    for due_on in sorted({due for _pk, _unit, due in found}, key=lambda day: day or date.max):
        told = {person for _pk, unit, due in found if due == due_on for person in people.get(unit, [])}
        notify(
            told,
            key=f"filing.asked_again:{form.pk}:{on}",
            title=_("Your unit has not sent its report yet"),
            body=_body(form, due_on, on),
            url=reverse("reporting:list-filings"),
            now=now,
        )
    return len(found)


def _body(form: ReportForm, due_on: date | None, on: date) -> str:
    if due_on is None:
        return form.title
    words = _("%(form)s: was due on %(day)s") if due_on < on else _("%(form)s: due on %(day)s")
    return words % {"form": form.title, "day": format_day(due_on)}
