"""Reminding units of reports that are due soon or late: at most once a day each, one notice for all that a person sees."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.core.formatting import format_day
from caunoi.orgs.actions.notices import notify
from caunoi.orgs.models import Post, Unit, User
from caunoi.orgs.roles import Right, roles_with
from caunoi.reporting.models import Filing

SOME = 1_000


def remind_filings(*, now: datetime) -> int:
    """Tell those who may file of what is missing and due within ``REPORT_REMIND_DAYS``, or late; how many reports were
    spoken of. Safe to run twice: a report is claimed for the day before anybody is told."""
    on = timezone.localdate(now)
    unclaimed = Q(reminded_on__isnull=True) | Q(reminded_on__lt=on)
    due = Filing.objects.missing().filter(
        unclaimed,
        due_on__lte=on + timedelta(days=settings.REPORT_REMIND_DAYS),
        form__opened_at__isnull=False,
        form__closed_at__isnull=True,
    )
    keys = list(due.order_by("unit", "due_on", "pk").values_list("pk", flat=True))
    return sum(_remind(keys[start : start + SOME], now) for start in range(0, len(keys), SOME))


@transaction.atomic
def _remind(keys: list[int], now: datetime) -> int:
    on = timezone.localdate(now)
    unclaimed = Q(reminded_on__isnull=True) | Q(reminded_on__lt=on)
    found = list(Filing.objects.missing().filter(unclaimed, pk__in=keys).select_for_update().order_by("unit", "due_on"))
    Filing.objects.filter(pk__in=[filing.pk for filing in found]).update(reminded_on=on)
    titles = dict(Filing.objects.filter(pk__in=keys).values_list("form", "form__title"))
    by_unit: dict[int, list[str]] = defaultdict(list)
    for filing in found:
        late = bool(filing.due_on and filing.due_on < on)
        words = _("%(form)s: was due on %(day)s") if late else _("%(form)s: due on %(day)s")
        by_unit[filing.unit_id].append(words % {"form": titles[filing.form_id], "day": format_day(filing.due_on)})
    _tell(by_unit, key=f"filing.due:{on}:{keys[0]}", now=now)
    return len(found)


def _tell(by_unit: dict[int, list[str]], *, key: str, now: datetime) -> None:
    """One notice to each person; those who read the same are told together."""
    on = timezone.localdate(now)
    standing = Unit.objects.at(on).filter(pk__in=by_unit).values("pk")
    posts = Post.objects.held_on(on).filter(unit__in=standing, role__in=roles_with(Right.FILE), user__is_active=True)
    lines: dict[User, list[str]] = defaultdict(list)
    for post in posts.select_related("user").order_by("user", "unit"):
        lines[post.user] += [line for line in by_unit[post.unit_id] if line not in lines[post.user]]
    readers: dict[str, list[User]] = defaultdict(list)
    for person, said in lines.items():
        readers["\n".join(said)].append(person)
    for body, people in readers.items():
        title = _("Your unit has not sent its report yet")
        notify(people, key=key, title=title, body=body, url=reverse("reporting:list-filings"), now=now)
