"""Telling people of dates that moved: one notice each, once nothing has moved for a while."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caunoi.campaigns.models import Campaign, DateChange
from caunoi.campaigns.queries.digests import SOME, Shifted, quiet_circles, shifts_of
from caunoi.campaigns.schedule import Span
from caunoi.orgs.actions.notices import notify
from caunoi.orgs.models import Unit, User

Letter = tuple[str, str]  # body and address


@transaction.atomic
def send_digests(*, now: datetime) -> int:
    """One notice to each person whose units' days moved and have been quiet for ``DIGEST_QUIET_MINUTES``; return how many.

    Changes of all the person's units are in one notice, net of moves that cancel out; who would read nothing new gets none.
    What was told is forgotten in the same transaction: run twice, it tells once.
    """
    quiet = now - timedelta(minutes=settings.DIGEST_QUIET_MINUTES)
    if not DateChange.objects.filter(noted_at__lte=quiet).exists():
        return 0
    locked = DateChange.objects.select_for_update().order_by("pk").values_list("pk", flat=True)
    newest = max(locked, default=0)
    circles = quiet_circles(before=quiet, on=timezone.localdate(now))
    units = {unit for circle in circles for unit in circle.units}
    people_of = {user: near for one in circles for user, near in one.people.items()}
    letters = _letters(shifts_of(units, upto=newest), people_of, on=timezone.localdate(now))
    title, told = _("Dates of your duties have moved"), 0
    for (body, url), users in letters.items():
        people = User.objects.filter(pk__in=users)
        told += notify(people, key=f"dates.moved:{newest}", title=title, body=body, url=url, now=now)
    _forget(units, newest)
    return told


def _letters(shifts: list[Shifted], people: dict[int, frozenset[int]], *, on: date) -> dict[Letter, list[int]]:
    """Who gets which text: people who read the same are told together."""
    by_unit: dict[int, list[Shifted]] = defaultdict(list)
    for shift in shifts:
        by_unit[shift.unit].append(shift)
    campaigns = Campaign.objects.select_related("instrument").in_bulk({shift.campaign for shift in shifts})
    names = _names({unit for units in people.values() if len(units) > 1 for unit in units}, on)
    letters: dict[Letter, list[int]] = defaultdict(list)
    for user, units in people.items():
        own = [shift for unit in sorted(units) for shift in by_unit[unit]]
        if own:
            lines = [_line(shift, campaigns[shift.campaign], names.get(shift.unit, "")) for shift in own]
            letters["\n".join(lines), _address({shift.campaign for shift in own})].append(user)
    return letters


def _names(units: set[int], on: date) -> dict[int, str]:
    return dict(Unit.objects.at(on).filter(pk__in=units).values_list("pk", "called__name"))


def _line(shift: Shifted, campaign: Campaign, unit: str) -> str:
    text = ngettext(
        "%(campaign)s: %(n)s duty has other days. Before: %(before)s. Now: %(after)s.",
        "%(campaign)s: %(n)s duties have other days. Before: %(before)s. Now: %(after)s.",
        shift.duties,
    )
    said = text % {
        "campaign": campaign.instrument,
        "n": shift.duties,
        "before": _days(shift.before),
        "after": _days(shift.after),
    }
    return f"{unit} – {said}" if unit else said


def _days(span: Span) -> str:
    if span.starts_on is None or span.ends_on is None:
        return _("no day yet")
    first, last = f"{span.starts_on:%d/%m/%Y}", f"{span.ends_on:%d/%m/%Y}"
    return first if first == last else f"{first} – {last}"


def _address(campaigns: set[int]) -> str:
    if len(campaigns) == 1:
        return reverse("campaigns:list-duties", args=[*campaigns])
    return reverse("campaigns:list-campaigns")


def _forget(units: set[int], upto: int) -> None:
    ordered = sorted(units)
    for start in range(0, len(ordered), SOME):
        DateChange.objects.filter(unit__in=ordered[start : start + SOME], pk__lte=upto).delete()
